"""OpenCV's ArucoDetector, as most AR applications in Python use it."""

import cv2

from bench.track.cards import Card
from bench.track.contestants.base import CornerFinder, Corners
from prisonersvoice_ar.core.geometry import Array, Intrinsics


class OpenCv(CornerFinder):
    """Default parameters, with or without corner refinement."""

    def __init__(self, *, subpix: bool) -> None:
        """``subpix``: CORNER_REFINE_SUBPIX."""
        self.name = "OpenCV SUBPIX" if subpix else "OpenCV default"
        self._subpix = subpix

    def begin(self, lens: Intrinsics, cards: tuple[Card, ...]) -> None:
        """One detector for the cards' dictionary."""
        super().begin(lens, cards)
        name = cards[0].target.dictionary if cards else "DICT_APRILTAG_36h11"
        parameters = cv2.aruco.DetectorParameters()
        if self._subpix:
            parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
        dictionary = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, name))
        self._detector = cv2.aruco.ArucoDetector(dictionary, parameters)

    def find(self, gray: Array) -> Corners:
        """OpenCV's own order and pixel centres."""
        corners, ids, _ = self._detector.detectMarkers(gray)
        if ids is None:
            return []
        return [(int(marker), each.reshape(4, 2)) for marker, each in zip(ids.ravel(), corners, strict=True)]
