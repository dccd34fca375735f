"""A frame in grey, converted no further than it is looked at."""

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.window import around
from prisonersvoice_ar.perception.settings import Pixels


class Gray:
    """The grey values of one frame; a target that is followed needs a part of them only."""

    def __init__(self, frame: Pixels, again: Pixels) -> None:
        """(H, W, 3) uint8 BGR, (H, W, 4) BGRA or (H, W) grey ``frame``; ``again``: a former frame's own `values`."""
        frame = frame[..., 0] if frame.ndim == 3 and frame.shape[2] == 1 else frame
        self._frame = frame
        self._to_gray = cv2.COLOR_BGRA2GRAY if frame.shape[-1] == 4 else cv2.COLOR_BGR2GRAY
        self._whole = frame.ndim == 2
        self.own = not self._whole
        """whether `values` are no part of the frame and may be used again"""
        self.values: Pixels = (
            np.ascontiguousarray(frame)
            if self._whole
            else again
            if again.shape == frame.shape[:2]
            else np.empty(frame.shape[:2], np.uint8)
        )

    def whole(self) -> Pixels:
        """(H, W) uint8, all of it."""
        if not self._whole:
            cv2.cvtColor(self._frame, self._to_gray, dst=self.values)
            self._whole = True
        return self.values

    def around(self, points: Array, margin: float) -> Pixels:
        """(H, W) uint8 that holds good within ``margin`` pixels around (N, 2) or (N, 4, 2) ``points``; else it is stale."""
        height, width = self.values.shape
        window = around(points.reshape(-1, 2), margin, width, height)
        if not self._whole and not window.empty:
            part = np.s_[window.top : window.bottom, window.left : window.right]
            cv2.cvtColor(self._frame[part], self._to_gray, dst=self.values[part])
        return self.values
