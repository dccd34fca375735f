"""Any picture that a decoder yields, brought to (H, W, 3) uint8 BGR of a bearable size."""

from typing import Any

import cv2
import numpy as np

from prisonersvoice_ar.perception.settings import Pixels


def to_bgr(picture: Any, max_side: int) -> Pixels:
    """Grey, grey with alpha, BGR or BGRA of 8 or 16 bits → contiguous BGR, longer side ≤ ``max_side``.

    ValueError where the array is no picture.
    """
    array = np.asarray(picture)
    if array.size == 0 or array.ndim not in (2, 3):
        raise ValueError(f"expected a picture, got an array of shape {array.shape}")
    array = _scaled(array, max_side)
    if array.dtype == np.uint16:
        array = (array >> 8).astype(np.uint8)
    elif array.dtype != np.uint8:
        array = np.clip(array * 255.0, 0, 255).astype(np.uint8)
    channels = 1 if array.ndim == 2 else array.shape[2]
    if channels in (1, 2):
        array = cv2.cvtColor(
            np.ascontiguousarray(array if array.ndim == 2 else array[..., 0]), cv2.COLOR_GRAY2BGR
        )
    elif channels == 4:
        array = cv2.cvtColor(array, cv2.COLOR_BGRA2BGR)
    elif channels != 3:
        raise ValueError(f"expected 1 to 4 channels, got {channels}")
    return np.ascontiguousarray(array)


def _scaled(array: Any, max_side: int) -> Any:
    height, width = array.shape[:2]
    factor = max_side / max(height, width)
    if factor >= 1.0:
        return array
    size = max(1, round(width * factor)), max(1, round(height * factor))
    return cv2.resize(array, size, interpolation=cv2.INTER_AREA)
