"""Where markers are in a picture, by OpenCV's ArUco detector: places to a pixel or so, and ids."""

from dataclasses import dataclass

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers import code
from prisonersvoice_ar.perception.markers.window import Window
from prisonersvoice_ar.perception.settings import Pixels


@dataclass(frozen=True)
class Found:
    """A marker that a dictionary's code has named."""

    dictionary: str
    id: int
    corners: Array
    """(4, 2) picture pixels, OpenCV's order"""

    @property
    def perimeter(self) -> float:
        """Pixels."""
        return float(np.linalg.norm(self.corners - np.roll(self.corners, 1, axis=0), axis=1).sum())


class Detector:
    """Detection in a picture or a window, for each of a few dictionaries."""

    def __init__(
        self, dictionaries: tuple[str, ...], wanted: dict[str, tuple[int, ...]] | None = None
    ) -> None:
        """``dictionaries`` by OpenCV's names; ``wanted``: the ids by dictionary for which a hard look is worth its while."""
        self._detectors = {name: _detector(name, hard=False) for name in dictionaries}
        self._quick = {name: _detector(name, hard=False, least=_QUICK_LEAST) for name in dictionaries}
        self._hard = {name: _detector(name, hard=True) for name in dictionaries}
        self._wanted = wanted or {}

    def detect(
        self,
        gray: Pixels,
        window: Window | None = None,
        scale: float = 1.0,
        *,
        hard: bool = False,
        quick: bool = False,
    ) -> list[Found]:
        """Markers in an (H, W) uint8 picture.

        ``quick`` sees what is large and evenly lit; ``hard`` looks into shadow, glare and blur, at some ten times the cost.
        """
        left, top = (window.left, window.top) if window else (0, 0)
        part = gray[window.top : window.bottom, window.left : window.right] if window else gray
        if scale != 1.0:
            size = max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale))
            factor = np.array([part.shape[1] / size[0], part.shape[0] / size[1]])
            part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
        else:
            factor = np.ones(2)
            part = np.ascontiguousarray(part)
        if hard:
            part = evened(part)
        found: list[Found] = []
        for name, detector in (self._hard if hard else self._quick if quick else self._detectors).items():
            corners, ids, others = detector.detectMarkers(part)
            named = [] if ids is None else np.ravel(ids)
            quads = [np.asarray(quad, np.float64).reshape(4, 2) for quad in corners]
            places = [(int(marker_id), quad) for marker_id, quad in zip(named, quads, strict=False)]
            if hard and self._wanted.get(name) and len(others):
                unread = np.array([np.asarray(quad, np.float64).reshape(4, 2) for quad in others])
                places += code.read(part, unread, name, self._wanted[name])
            # pixel centres are integers, so the corner of the picture lies at -0.5
            found += [Found(name, each, (quad + 0.5) * factor - 0.5 + (left, top)) for each, quad in places]
        return found


def evened(gray: Pixels) -> Pixels:
    """(H, W) uint8 with the lamp's gradients, shadows and glare taken away: the logarithm, less its local mean,
    over its local spread.
    """
    light = np.asarray(cv2.LUT(gray, _LOGARITHM), np.float32)
    box = 2 * max(7, round(max(gray.shape) / 80)) + 1
    mean = np.asarray(cv2.boxFilter(light, -1, (box, box)), np.float32)
    spread = np.asarray(cv2.boxFilter(light * light, -1, (box, box)), np.float32)
    spread -= mean * mean
    np.maximum(spread, 0.0, out=spread)
    spread += np.float32(_FAINT**2)
    np.sqrt(spread, out=spread)
    light -= mean
    light /= spread
    return np.asarray(cv2.convertScaleAbs(light, alpha=50.0, beta=128.0), np.uint8)


_QUICK_LEAST = 0.04
"""of the picture's longer side: the perimeter of the smallest marker that a look at half the size is for"""
_LOGARITHM = np.log(np.arange(256) + 8.0).astype(np.float32)
_FAINT = 0.05
"""a contrast that is not made more of"""


def _detector(name: str, *, hard: bool, least: float = 0.02) -> cv2.aruco.ArucoDetector:
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_NONE  # the alignment follows
    parameters.adaptiveThreshWinSizeMin = 7 if hard else 5
    parameters.adaptiveThreshWinSizeMax = 31 if hard else 21
    parameters.adaptiveThreshWinSizeStep = 24 if hard else 16
    parameters.minMarkerPerimeterRate = least
    parameters.perspectiveRemovePixelPerCell = 6
    if "4X4" in name or "16h5" in name:
        # few bits: OpenCV's leniency towards a broken border gives false markers
        parameters.maxErroneousBitsInBorderRate = 0.1
        parameters.errorCorrectionRate = 0.0
    if hard:
        parameters.adaptiveThreshConstant = 3.0
    if least == _QUICK_LEAST:
        parameters.adaptiveThreshWinSizeMin = parameters.adaptiveThreshWinSizeMax = 11
    dictionary = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, name))
    return cv2.aruco.ArucoDetector(dictionary, parameters)
