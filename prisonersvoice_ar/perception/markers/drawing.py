"""Drawing a printed side as the camera would see it: perspective, the pixels' area, blur, motion, rows one by one."""

from dataclasses import dataclass

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.appearance import PAPER, Image, Level, Side
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.light import to_light
from prisonersvoice_ar.perception.markers.motion import STILL, Motion
from prisonersvoice_ar.perception.markers.optics import Optics
from prisonersvoice_ar.perception.markers.window import around
from prisonersvoice_ar.perception.settings import Pixels

_MARGIN = 2.0
"""patch pixels around a side"""
_LEAST_SIDE = 6
_MOST_SHOTS = 12
_KNOWN = 0.98
_THREE_TAPS = 0.6


@dataclass(frozen=True)
class Patch:
    """A part of the picture, in light, made smaller by a whole number."""

    light: Image
    """(h, w)"""
    left: float
    top: float
    """ideal pixels: the centre of the patch's first pixel"""
    shrink: int
    """picture pixels along a patch pixel's side"""
    x: Image
    """(1, w)"""
    y: Image
    """(h, 1) rays of the patch's pixels: x/z and y/z"""

    def from_picture(self, finer: int) -> Array:
        """(3, 3) ideal pixels → the patch's pixels cut into ``finer`` by ``finer``."""
        s, half = finer / self.shrink, (finer - 1) / 2
        return np.array([[s, 0, half - self.left * s], [0, s, half - self.top * s], [0, 0, 1.0]])


def patch_around(gray: Pixels, corners: Array, lens: Lens, exponent: float, most: int) -> Patch | None:
    """The light of (H, W) ``gray`` around (4, 2) ideal ``corners``, in ``most`` pixels or so.

    None where nothing of it is left in the picture.
    """
    height, width = gray.shape
    if not np.isfinite(corners).all():
        return None
    size = np.minimum(corners.max(axis=0), (width, height)) - np.maximum(corners.min(axis=0), 0.0)
    if (size < _LEAST_SIDE).any():
        return None
    shrink = max(1, int(np.sqrt(size[0] * size[1] / most) + 0.7))
    window = around(corners, _MARGIN * shrink, width, height)
    w, h = (window.right - window.left) // shrink, (window.bottom - window.top) // shrink
    if w < _LEAST_SIDE or h < _LEAST_SIDE:
        return None
    part = lens.straightened(gray, window.left, window.top, w * shrink, h * shrink)
    light = cv2.LUT(part, to_light(round(exponent, 2)))
    if shrink > 1:
        light = cv2.resize(light, (w, h), interpolation=cv2.INTER_AREA)
    left, top = window.left + (shrink - 1) / 2, window.top + (shrink - 1) / 2
    K = lens.K
    x = ((np.arange(w) * shrink + left - K[0, 2]) / K[0, 0]).astype(np.float32)[None]
    y = ((np.arange(h) * shrink + top - K[1, 2]) / K[1, 1]).astype(np.float32)[:, None]
    return Patch(np.asarray(light, np.float32), left, top, shrink, x, y)


def blurred(image: Image, sigma: float) -> Image:
    """``image`` blurred by ``sigma`` of its pixels; a small blur by three taps, for sampled Gaussians fall short of it."""
    border = cv2.BORDER_REPLICATE
    if sigma > _THREE_TAPS:
        size = 2 * int(np.ceil(2.5 * sigma)) + 1
        return np.asarray(cv2.GaussianBlur(image, (size, size), sigma, borderType=border), np.float32)
    if sigma < 0.05:
        return image
    a = sigma * sigma / 2
    taps = np.array([a, 1.0 - 2.0 * a, a], np.float32)
    return np.asarray(cv2.sepFilter2D(image, -1, taps, taps, borderType=border), np.float32)


class Drawer:
    """Draws one side into one patch."""

    def __init__(self, side: Side, patch: Patch, lens: Lens, optics: Optics) -> None:
        """The camera's rows and shutter are those of ``optics``."""
        self._side, self._patch, self._lens, self._optics = side, patch, lens, optics

    def light(self, T: Array, blur_px: float, motion: Motion, *, finer: int) -> Image:
        """(h, w) reflectance at pose ``T`` (4, 4), blurred by ``blur_px`` picture pixels.

        Each pixel is the mean of ``finer`` by ``finer`` samples.
        """
        patch = self._patch
        h, w = patch.light.shape
        level = self._level(T, finer)
        light = self._exposed(T, level, motion, (w * finer, h * finer), finer)
        if finer > 1:
            light = np.asarray(cv2.resize(light, (w, h), interpolation=cv2.INTER_AREA), np.float32)
        return blurred(light, blur_px / patch.shrink)

    def known(self, T: Array, motion: Motion) -> Image:
        """(h, w) 1 where the print is known, else 0."""
        h, w = self._patch.light.shape
        level = self._level(T, 1)
        H = self._view(T, motion, 1) @ level.to_target
        known = cv2.warpPerspective(level.known, H, (w, h), flags=cv2.INTER_LINEAR, borderValue=0.0)
        return (known > _KNOWN).astype(np.float32)

    def _level(self, T: Array, finer: int) -> Level:
        depth = max(float((T @ self._side.frame)[2, 3]), 1e-3)
        return self._side.level(1.3 * self._patch.shrink * depth / self._lens.K[0, 0] / finer)

    def _exposed(self, T: Array, level: Level, motion: Motion, size: tuple[int, int], finer: int) -> Image:
        """The mean over the time that the shutter is open."""
        shots = 1
        if motion is not STILL:
            speed = float(np.linalg.norm(motion.pixels(T, self._lens.K[0, 0])))
            travel = speed * self._optics.exposure_s.value / self._patch.shrink
            shots = int(np.clip(np.ceil(0.8 * travel), 1, _MOST_SHOTS))
        if shots == 1:
            return self._shot(T, level, motion, size, finer)
        total = np.zeros((size[1], size[0]), np.float32)
        for k in range(shots):
            at = motion.pose(T, ((k + 0.5) / shots - 0.5) * self._optics.exposure_s.value)
            total += self._shot(at, level, motion, size, finer)
        total /= shots
        return total

    def _shot(self, T: Array, level: Level, motion: Motion, size: tuple[int, int], finer: int) -> Image:
        H = self._view(T, motion, finer) @ level.to_target
        # paper goes on beyond the print; to repeat the print's border instead takes OpenCV thrice as long
        return np.asarray(
            cv2.warpPerspective(level.light, H, size, flags=cv2.INTER_LINEAR, borderValue=PAPER), np.float32
        )

    def _view(self, T: Array, motion: Motion, finer: int) -> Array:
        """(3, 3) metres on the side → fine pixels of the patch, rows read one after the other."""
        view = self._patch.from_picture(finer) @ self._lens.K
        H = view @ (T @ self._side.frame)[:3, (0, 1, 3)]
        readout = self._optics.readout_s.value
        if motion is STILL or readout == 0.0:
            return np.asarray(H)
        middle = view @ T[:3, 3]
        row = middle[1] / middle[2]
        # pixels that the target moves on while one row is read
        rate = motion.pixels(T, self._lens.K[0, 0]) * readout / self._lens.intrinsics.height
        stretch = 1.0 / max(1.0 - rate[1], 0.2)
        shear = np.array(
            [
                [1.0, rate[0] * stretch, -rate[0] * stretch * row],
                [0.0, stretch, row * (1 - stretch)],
                [0, 0, 1.0],
            ]
        )
        return np.asarray(shear @ H)
