"""A part of a picture in linear light.

A camera blurs light, not grey values: the middle of an edge is where the *light* is half, and looking for it in
gamma-coded grey moves every border by 0.3 to 0.5 px (measured-facts.md).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.window import around
from prisonersvoice_ar.perception.settings import Pixels

Image = NDArray[np.float32]
_NO_MAP: Any = None
_MOST_IN_A_ROW = 30000


@dataclass(frozen=True)
class Light:
    """A part of the picture in linear light."""

    values: Image
    """(h, w) 0 to 1"""
    left: int
    top: int

    def at(self, pixels: NDArray[Any]) -> Image:
        """Bilinear samples at (…, 2) picture pixels, the border's value beyond the border."""
        origin = np.array((self.left, self.top), pixels.dtype)
        flat = np.asarray(pixels.reshape(1, -1, 2) - origin, np.float32)
        if flat.shape[1] <= _MOST_IN_A_ROW:
            return self._sampled(flat).reshape(pixels.shape[:-1])
        # remap takes at most 32767 in a row
        parts = np.array_split(flat, flat.shape[1] // _MOST_IN_A_ROW + 1, axis=1)
        return np.concatenate([self._sampled(part) for part in parts], axis=1).reshape(pixels.shape[:-1])

    def _sampled(self, places: Image) -> Image:
        sampled = cv2.remap(self.values, places, _NO_MAP, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(sampled, np.float32)


@lru_cache(maxsize=64)
def to_light(exponent: float) -> Image:
    """(256,) from picture values to light, 0 to 1."""
    return (np.linspace(0.0, 1.0, 256) ** exponent).astype(np.float32)


def light_around(gray: Pixels, points: Array, margin: float, exponent: float = 2.2) -> Light:
    """The linear light of the part of (H, W) uint8 ``gray`` around (N, 2) ``points``.

    ``exponent`` undoes the camera's coding; see `optics.py`.
    """
    height, width = gray.shape
    window = around(points, margin, width, height)
    part = gray[
        window.top : max(window.bottom, window.top + 1), window.left : max(window.right, window.left + 1)
    ]
    if part.size == 0:  # wholly outside: any pixel will do, the fit will refuse it
        return Light(np.zeros((1, 1), np.float32), 0, 0)
    return Light(np.asarray(cv2.LUT(part, to_light(round(exponent, 2))), np.float32), window.left, window.top)
