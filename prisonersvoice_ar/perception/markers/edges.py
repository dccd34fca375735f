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

_ALONG, _ALONG_MANY = np.linspace(0.10, 0.90, 18), np.linspace(0.10, 0.90, 12)
_ALONG_FEW = np.linspace(0.10, 0.90, 6)
_MANY = 4
"""markers, from which on the sides hold each other and a third fewer samples do"""
_ACROSS = np.linspace(-1.0, 1.0, 13)
_NEXT, _BEFORE = (1, 2, 3, 0), (3, 0, 1, 2)
_TUKEY = 4.685
_LEAST_STEP = 0.012
"""of full light: a fainter step is no border"""

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


def fit_borders(light: Light, corners: Array, reach: Array, lens: Lens, *, roughly: bool = False) -> Fit:
    """Fit the borders of M markers near ``corners`` (M, 4, 2) picture pixels, within ``reach`` (M,) pixels.

    ``roughly``: to a pixel, by a third of the samples.
    """
    start = corners
    end = corners[:, _NEXT]
    along = end - start
    length = np.maximum(np.linalg.norm(along, axis=2, keepdims=True), 1e-6)
    along = along / length
    outward = _right_of(along)  # (M, 4, 2)
    places_along = _ALONG_FEW if roughly else _ALONG_MANY if len(corners) >= _MANY else _ALONG
    feet = start[:, :, None] + (end - start)[:, :, None] * places_along[:, None]  # (M, 4, S, 2)
    offsets = _ACROSS * reach[:, None]  # (M, P)
    # single precision is 1e-4 px here, and half the work
    across = (offsets[:, None, :, None] * outward[:, :, None]).astype(np.float32)  # (M, 4, P, 2)
    places = feet.astype(np.float32)[:, :, :, None] + across[:, :, None]
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
    rise = profiles[..., 1:] - profiles[..., :-1]
    middle = ((offsets[:, 1:] + offsets[:, :-1]) / 2)[:, None, :, None]
    # what rises less than a fifth of the steepest is noise and texture, and would pull to the middle
    rise -= np.maximum(0.2 * rise.max(axis=-1, keepdims=True), 0.0)
    np.maximum(rise, 0.0, out=rise)
    height = rise.sum(axis=-1, dtype=np.float64)
    place = (rise @ middle.astype(np.float32))[..., 0] / np.maximum(height, 1e-9)
    return place, np.where(height > _LEAST_STEP, height, 0.0)


def _robust_lines(points: Array, weight: Array, base: Array, tangent: Array) -> tuple[Array, Array]:
    """Lines y = a + b x in each side's own frame, (M, 4, 2), and the share of samples on them."""
    normal = _right_of(tangent)
    relative = points - base[:, :, None]
    x = (relative @ tangent[..., None])[..., 0]
    y = (relative @ normal[..., None])[..., 0]
    # the median step is the border's; glare is no better witness than it, a faint step a worse one
    usual = np.maximum(_median(weight), 1e-9)
    prior = np.minimum(weight / usual, 1.0)
    robust = 1.0 / (1.0 + np.abs(y - _median(y)))
    powers = np.empty((*x.shape, 5))
    powers[..., 0], powers[..., 1], powers[..., 2] = 1.0, x, y
    np.multiply(x, x, out=powers[..., 3])
    np.multiply(x, y, out=powers[..., 4])
    for _ in range(3):
        line = _weighted_line(powers, prior * robust)
        residual = np.abs(y - line[..., :1] - line[..., 1:] * x)
        scale = np.maximum(1.4826 * _median(residual), 0.04)
        robust = residual / (_TUKEY * scale)
        robust = np.maximum(1.0 - robust * robust, 0.0)
        robust *= robust
    on_line = (residual < np.minimum(3.0 * scale, 1.5)) & (weight > 0.3 * usual) & (weight > 0)
    return line, on_line.mean(axis=-1)


def _right_of(directions: Array) -> Array:
    """(…, 2) turned by a quarter: outward from a border that is walked clockwise, y down."""
    turned = np.empty_like(directions)
    turned[..., 0], turned[..., 1] = directions[..., 1], -directions[..., 0]
    return turned


def _median(values: Array) -> Array:
    """Upper median of the last axis, kept; np.median takes five times as long on so few."""
    half = values.shape[-1] // 2
    return np.partition(values, half, axis=-1)[..., half : half + 1]


def _weighted_line(powers: Array, w: Array) -> Array:
    """Weighted least squares from (…, S, 5) ``powers`` 1, x, y, x², xy and (…, S) weights."""
    sums = (w[..., None, :] @ powers)[..., 0, :]
    sums /= np.maximum(sums[..., :1], 1e-9)
    mx, my = sums[..., 1], sums[..., 2]
    line = np.empty((*mx.shape, 2))
    line[..., 1] = (sums[..., 4] - mx * my) / np.maximum(sums[..., 3] - mx * mx, 1e-9)
    line[..., 0] = my - line[..., 1] * mx
    return line


def _intersect(line: Array, base: Array, tangent: Array) -> Array:
    """Corners (M, 4, 2) where each side's line meets the one before it, by Cramer's rule."""
    normal = _right_of(tangent)
    on_line = base + line[..., :1] * normal
    direction = tangent + line[..., 1:] * normal
    # each line as a x + b y = c
    a, b = -direction[..., 1], direction[..., 0]
    c = a * on_line[..., 0] + b * on_line[..., 1]
    a0, b0, c0 = a[:, _BEFORE], b[:, _BEFORE], c[:, _BEFORE]
    depth = a0 * b - a * b0
    depth = np.where(np.abs(depth) < 1e-12, 1e-12, depth)
    return np.stack([(c0 * b - c * b0) / depth, (a0 * c - a * c0) / depth], axis=-1)
