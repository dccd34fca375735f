"""Pictures drawn again without their lens's distortion, so that what is laid over them fits to the corners."""

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.perception.settings import Pixels, pinhole


class Rectifier:
    """One lens's map from ideal pixels to the picture's, made once; K stays as it is."""

    def __init__(self, lens: Intrinsics) -> None:
        """``lens`` must have the size of the pictures."""
        self.lens = pinhole(lens)
        size = (lens.width, lens.height)
        unbend = (
            cv2.fisheye.initUndistortRectifyMap if lens.model == "fisheye" else cv2.initUndistortRectifyMap
        )
        # fixed point: half the memory, and twice as fast as floats
        self._whole, self._parts = unbend(lens.K, lens.coefficients, np.eye(3), lens.K, size, cv2.CV_16SC2)

    def rectify(self, pixels: Pixels, into: Pixels) -> Pixels:
        """(H, W, 3) uint8 ``pixels`` → ``into``, of the same shape; black where the lens saw nothing."""
        drawn = cv2.remap(pixels, self._whole, self._parts, cv2.INTER_LINEAR, dst=into)
        return np.asarray(drawn, np.uint8)
