"""A board's corners in a picture."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.calibration.board import BoardPlan
from prisonersvoice_ar.core.calibration.sight import Sight
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.settings import DICTIONARIES, Pixels

_STEEP_PERCENTILE = 99.0


def dictionary_of(board: BoardPlan) -> cv2.aruco.Dictionary:
    """The board's markers and no others of their dictionary: a thousand that cannot be there only cost time."""
    if board.dictionary not in DICTIONARIES:
        raise UsageError(
            f'there is no dictionary "{board.dictionary}"', f"There are {', '.join(DICTIONARIES)}."
        )
    whole = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, board.dictionary))
    if board.markers > len(whole.bytesList):
        raise UsageError(
            f"a board of {board.columns}x{board.rows} needs {board.markers} markers and "
            f"{board.dictionary} has {len(whole.bytesList)}",
            "Choose a larger dictionary, or fewer squares.",
        )
    return cv2.aruco.Dictionary(whole.bytesList[: board.markers], whole.markerSize, whole.maxCorrectionBits)


class Finder:
    """Finds one board; UsageError where its dictionary does not exist or has too few markers."""

    def __init__(self, board: BoardPlan) -> None:
        """Chessboards are tried in both of OpenCV's patterns until one is found."""
        self.board = board
        self._dictionary = dictionary_of(board)
        settings = cv2.aruco.DetectorParameters()
        settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
        self._markers = cv2.aruco.ArucoDetector(self._dictionary, settings)
        self._settings = settings
        self._chessboards = self._make_chessboards() if board.kind == "charuco" else []

    def _make_chessboards(self) -> list[cv2.aruco.CharucoDetector]:
        board, made = self.board, []
        # OpenCV before 4.6 began boards with an even number of rows by a white square
        for legacy in (False, True) if board.rows % 2 == 0 else (False,):
            printed = cv2.aruco.CharucoBoard(
                (board.columns, board.rows), board.square_m, board.marker_m, self._dictionary
            )
            printed.setLegacyPattern(legacy)
            made.append(cv2.aruco.CharucoDetector(printed, cv2.aruco.CharucoParameters(), self._settings))
        return made

    def find(self, pixels: Pixels, name: str, t: float) -> Sight | None:
        """The board in (H, W, 3) uint8 BGR ``pixels``, or None where not one corner is seen."""
        gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
        found = self._chessboard(gray) if self._chessboards else self._grid(gray)
        if found is None:
            return None
        ids, points, corners = found
        size = (pixels.shape[1], pixels.shape[0])
        return Sight(name, t, size, ids, points, corners, blur_px=blur_of(gray, corners))

    def _chessboard(self, gray: Pixels) -> tuple[NDArray[np.int64], Array, Array] | None:
        marks, names, _ = self._markers.detectMarkers(gray)
        if names is None or len(names) < 2:
            return None
        for detector in self._chessboards:
            corners, ids, _, _ = detector.detectBoard(gray, None, None, list(marks), names)
            if ids is not None and len(ids) >= 4:
                self._chessboards = [detector]
                known = np.asarray(detector.getBoard().getChessboardCorners(), np.float64)
                chosen = np.asarray(ids, np.int64).ravel()
                return chosen, known[chosen, :2], np.asarray(corners, np.float64).reshape(-1, 2)
        return None

    def _grid(self, gray: Pixels) -> tuple[NDArray[np.int64], Array, Array] | None:
        marks, names, _ = self._markers.detectMarkers(gray)
        if names is None:
            return None
        size = self.board.marker_m
        square = np.array([[0.0, 0.0], [size, 0.0], [size, size], [0.0, size]])
        places = self.board.marker_places_m()
        ids, points, corners = [], [], []
        for marker, outline in zip(np.asarray(names, int).ravel(), marks, strict=True):
            ids += [4 * int(marker) + corner for corner in range(4)]
            points.append(square + places[int(marker)])
            corners.append(np.asarray(outline, np.float64).reshape(4, 2))
        if len(set(ids)) < len(ids):  # a marker twice: one of them is no part of the board
            return None
        return np.array(ids, np.int64), np.concatenate(points), np.concatenate(corners)


def blur_of(gray: Pixels, corners: Array) -> float:
    """Standard deviation in pixels of the blur of the edges about (N, 2) ``corners``.

    A step from dark to light, blurred by a Gaussian of σ, is nowhere steeper than step / (σ √2π).
    """
    low = np.floor(corners.min(axis=0)).astype(int)
    high = np.ceil(corners.max(axis=0)).astype(int) + 1
    part: Any = gray[max(low[1], 0) : max(high[1], 0), max(low[0], 0) : max(high[0], 0)]
    if min(part.shape) < 4:
        return 0.0
    part = part.astype(np.float32)
    dark, light = np.percentile(part, (5.0, 95.0))
    # central differences over two pixels: a grain of noise is no edge
    across, down = cv2.Sobel(part, cv2.CV_32F, 1, 0) / 8.0, cv2.Sobel(part, cv2.CV_32F, 0, 1) / 8.0
    steep = float(np.percentile(cv2.magnitude(across, down), _STEEP_PERCENTILE))
    return float(light - dark) / (max(steep, 1e-3) * float(np.sqrt(2.0 * np.pi)))
