"""Where markers are in a picture, by OpenCV's ArUco detector: places to a pixel or so, and ids."""

from dataclasses import dataclass

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array
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


@dataclass(frozen=True)
class Window:
    """A rectangle of the picture, pixels; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def empty(self) -> bool:
        """Whether it is too small to hold a marker."""
        return self.right - self.left < 12 or self.bottom - self.top < 12


def around(points: Array, margin: float, width: int, height: int) -> Window:
    """The window that holds (N, 2) ``points`` with a ``margin`` in pixels, cut to the picture."""
    low = np.clip(np.floor(points.min(axis=0) - margin), 0, (width, height)).astype(int)
    high = np.clip(np.ceil(points.max(axis=0) + margin + 1), 0, (width, height)).astype(int)
    return Window(int(low[0]), int(low[1]), int(high[0]), int(high[1]))


def quarter_of(which: int, width: int, height: int) -> Window:
    """One quarter of a picture, 0 to 3 by rows, with an eighth of it beyond, so that a seam cuts no marker."""
    row, column = divmod(which, 2)
    w, h = width * 5 // 8, height * 5 // 8
    left, top = column * (width - w), row * (height - h)
    return Window(left, top, left + w, top + h)


class Detector:
    """Detection in a picture or a window, for each of a few dictionaries."""

    def __init__(self, dictionaries: tuple[str, ...]) -> None:
        """``dictionaries`` by OpenCV's names."""
        self._detectors = {name: _detector(name, hard=False) for name in dictionaries}
        self._hard = {name: _detector(name, hard=True) for name in dictionaries}

    def detect(
        self, gray: Pixels, window: Window | None = None, scale: float = 1.0, *, hard: bool = False
    ) -> list[Found]:
        """Markers in an (H, W) uint8 picture; ``hard`` takes more thresholds, for blur and shadow."""
        left, top = (window.left, window.top) if window else (0, 0)
        part = gray[window.top : window.bottom, window.left : window.right] if window else gray
        if scale != 1.0:
            size = max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale))
            factor = np.array([part.shape[1] / size[0], part.shape[0] / size[1]])
            part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
        else:
            factor = np.ones(2)
            part = np.ascontiguousarray(part)
        found: list[Found] = []
        for name, detector in (self._hard if hard else self._detectors).items():
            corners, ids, _ = detector.detectMarkers(part)
            for quad, marker_id in zip(corners, [] if ids is None else np.ravel(ids), strict=False):
                # pixel centres are integers, so the corner of the picture lies at -0.5
                places = (np.asarray(quad, np.float64).reshape(4, 2) + 0.5) * factor - 0.5 + (left, top)
                found.append(Found(name, int(marker_id), places))
        return found


def _detector(name: str, *, hard: bool) -> cv2.aruco.ArucoDetector:
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_NONE  # ours follows, in linear light
    parameters.adaptiveThreshWinSizeMin = 5
    parameters.adaptiveThreshWinSizeMax = 53 if hard else 21
    parameters.adaptiveThreshWinSizeStep = 16
    parameters.minMarkerPerimeterRate = 0.02
    parameters.perspectiveRemovePixelPerCell = 6
    if "4X4" in name or "16h5" in name:
        # few bits: OpenCV's leniency towards a broken border gives false markers
        parameters.maxErroneousBitsInBorderRate = 0.1
        parameters.errorCorrectionRate = 0.0
    if hard:
        parameters.adaptiveThreshConstant = 5.0
    dictionary = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, name))
    return cv2.aruco.ArucoDetector(dictionary, parameters)
