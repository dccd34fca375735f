"""Corners of markers from their border lines, fitted in linear light.

A camera blurs light, not grey values: the middle of an edge is where the *light* is half, and fitting in
gamma-coded grey moves every border by 0.3 to 0.5 px (measured-facts.md). Lines are fitted by iteratively
reweighted least squares with Tukey's biweight (Holland & Welsch 1977), in ideal pixels, where the lens
leaves them straight.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.detect import around
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.settings import Pixels

_ALONG = np.linspace(0.10, 0.90, 18)
_ACROSS = np.linspace(-1.0, 1.0, 13)
_NEXT, _BEFORE = (1, 2, 3, 0), (3, 0, 1, 2)
_TUKEY = 4.685
_LEAST_STEP = 0.012
"""of full light: a fainter step is no border"""

Image = NDArray[np.float32]
_NO_MAP: Any = None


@dataclass(frozen=True)
class Light:
    """A part of the picture in linear light."""

    values: Image
    """(h, w) 0 to 1"""
    left: int
    top: int

    def at(self, pixels: Array) -> Image:
        """Bilinear samples at (…, 2) picture pixels, the border's value beyond the border."""
        flat = np.asarray(pixels.reshape(1, -1, 2) - (self.left, self.top), np.float32)
        # remap takes at most 32767 in a row
        samples = [
            cv2.remap(self.values, part, _NO_MAP, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            for part in np.array_split(flat, flat.shape[1] // 30000 + 1, axis=1)
        ]
        return np.asarray(np.concatenate(samples, axis=1).reshape(pixels.shape[:-1]), np.float32)


@lru_cache(maxsize=64)
def _to_light(exponent: float) -> Image:
    return (np.linspace(0.0, 1.0, 256) ** exponent).astype(np.float32)


def light_around(gray: Pixels, points: Array, margin: float, exponent: float = 2.2) -> Light:
    """The linear light of the part of (H, W) uint8 ``gray`` around (N, 2) ``points``.

    ``exponent`` undoes the camera's coding; see `transfer.py`.
    """
    height, width = gray.shape
    window = around(points, margin, width, height)
    part = gray[
        window.top : max(window.bottom, window.top + 1), window.left : max(window.right, window.left + 1)
    ]
    if part.size == 0:  # wholly outside: any pixel will do, the fit will refuse it
        return Light(np.zeros((1, 1), np.float32), 0, 0)
    return Light(
        np.asarray(cv2.LUT(part, _to_light(round(exponent, 2))), np.float32), window.left, window.top
    )


@dataclass(frozen=True)
class Fit:
    """Border lines of M markers."""

    corners: Array
    """(M, 4, 2) ideal pixels"""
    support: Array
    """(M, 4) share of each side's samples that lie on its line, 0 to 1"""


def fit_borders(light: Light, corners: Array, reach: Array, lens: Lens) -> Fit:
    """Fit the borders of M markers near ``corners`` (M, 4, 2) picture pixels, within ``reach`` (M,) pixels."""
    start = corners
    end = corners[:, _NEXT]
    along = end - start
    length = np.maximum(np.linalg.norm(along, axis=2, keepdims=True), 1e-6)
    along = along / length
    outward = np.stack([along[..., 1], -along[..., 0]], axis=-1)  # (M, 4, 2): clockwise corners, y down
    feet = start[:, :, None] + (end - start)[:, :, None] * _ALONG[:, None]  # (M, 4, S, 2)
    offsets = _ACROSS * reach[:, None]  # (M, P)
    places = feet[:, :, :, None] + offsets[:, None, None, :, None] * outward[:, :, None, None]
    step, weight = _steps(light.at(places), offsets)
    points = lens.ideal(feet + step[..., None] * outward[:, :, None])
    base, tangent = (start, along) if lens.straight else _ideal_sides(lens, start, end)
    line, support = _robust_lines(points, weight, base, tangent)
    return Fit(_intersect(line, base, tangent), support)


def _ideal_sides(lens: Lens, start: Array, end: Array) -> tuple[Array, Array]:
    a, b = lens.ideal(start), lens.ideal(end)
    tangent = b - a
    return a, tangent / np.maximum(np.linalg.norm(tangent, axis=2, keepdims=True), 1e-6)


def _steps(profiles: Image, offsets: Array) -> tuple[Array, Array]:
    """Where each (M, 4, S, P) profile steps from dark to light: offset in pixels, and the step's height."""
    rise = np.diff(profiles.astype(np.float64), axis=-1)
    middle = ((offsets[:, 1:] + offsets[:, :-1]) / 2)[:, None, None]
    rise = np.maximum(rise, 0.0)
    # what rises less than a fifth of the steepest is noise and texture, and would pull to the middle
    rise = np.maximum(rise - 0.2 * rise.max(axis=-1, keepdims=True), 0.0)
    height = rise.sum(axis=-1)
    place = (rise * middle).sum(axis=-1) / np.maximum(height, 1e-9)
    return place, np.where(height > _LEAST_STEP, height, 0.0)


def _robust_lines(points: Array, weight: Array, base: Array, tangent: Array) -> tuple[Array, Array]:
    """Lines y = a + b x in each side's own frame, (M, 4, 2), and the share of samples on them."""
    normal = np.stack([tangent[..., 1], -tangent[..., 0]], axis=-1)
    relative = points - base[:, :, None]
    x = (relative * tangent[:, :, None]).sum(axis=-1)
    y = (relative * normal[:, :, None]).sum(axis=-1)
    # the median step is the border's; glare is no better witness than it, a faint step a worse one
    usual = np.maximum(_median(weight), 1e-9)
    prior = np.minimum(weight / usual, 1.0)
    centre = _median(y)
    robust = 1.0 / (1.0 + np.abs(y - centre))
    line = np.zeros((*y.shape[:2], 2))
    residual = y
    scale = np.ones_like(usual)
    for _ in range(3):
        line = _weighted_line(x, y, prior * robust)
        residual = y - line[..., :1] - line[..., 1:] * x
        scale = np.maximum(1.4826 * _median(np.abs(residual)), 0.04)
        robust = np.clip(1.0 - (residual / (_TUKEY * scale)) ** 2, 0.0, None) ** 2
    on_line = (np.abs(residual) < np.minimum(3.0 * scale, 1.5)) & (weight > 0.3 * usual) & (weight > 0)
    return line, on_line.mean(axis=-1)


def _median(values: Array) -> Array:
    """Upper median of the last axis, kept; np.median takes five times as long on so few."""
    half = values.shape[-1] // 2
    return np.partition(values, half, axis=-1)[..., half : half + 1]


def _weighted_line(x: Array, y: Array, w: Array) -> Array:
    total = np.maximum(w.sum(-1), 1e-9)
    mx, my = (w * x).sum(-1) / total, (w * y).sum(-1) / total
    dx = x - mx[..., None]
    slope = (w * dx * (y - my[..., None])).sum(-1) / np.maximum((w * dx * dx).sum(-1), 1e-9)
    return np.stack([my - slope * mx, slope], axis=-1)


def _intersect(line: Array, base: Array, tangent: Array) -> Array:
    """Corners (M, 4, 2) where each side's line meets the one before it, by Cramer's rule."""
    normal = np.stack([tangent[..., 1], -tangent[..., 0]], axis=-1)
    on_line = base + line[..., :1] * normal
    direction = tangent + line[..., 1:] * normal
    # each line as a x + b y = c
    a, b = -direction[..., 1], direction[..., 0]
    c = a * on_line[..., 0] + b * on_line[..., 1]
    a0, b0, c0 = a[:, _BEFORE], b[:, _BEFORE], c[:, _BEFORE]
    depth = a0 * b - a * b0
    depth = np.where(np.abs(depth) < 1e-12, 1e-12, depth)
    return np.stack([(c0 * b - c * b0) / depth, (a0 * c - a * c0) / depth], axis=-1)
