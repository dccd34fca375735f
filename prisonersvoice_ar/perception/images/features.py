"""Points in a grey picture that are found again from elsewhere, and what the picture looks like around them.

Blobs (extrema of a difference of Gaussians: Lowe, IJCV 2004) on a pyramid, turned by the intensity
centroid (Rublee et al., ICCV 2011), described by pooled gradients in eight directions. The same idea as
SIFT at a fifth of its cost: no scale between the pyramid's levels, and all points in a few array
operations. `bench/image_features.py` measures it beside OpenCV's: as dear as ORB and better among clutter;
SIFT is better yet.
"""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.settings import Pixels

LENGTH = 128
"""numbers that describe a point"""
_STEP = 2**0.5
"""between the sizes of the pyramid"""
_LEAST_LEVEL_PX = 40
_GRID = 16
"""samples across a described patch, one a pixel of its level"""
_REACH = 12
"""pixels of its level that a point keeps from the rim: half the patch's diagonal"""
_CELL = 24
_LEAST_CONTRAST = 3
"""grey values: less is noise"""


@dataclass(frozen=True)
class Features:
    """Points of one picture."""

    at: Array
    """(N, 2) pixels"""
    size: Array
    """(N,) pixels of the picture for one of the level"""
    angle: Array
    """(N,) radians"""
    words: NDArray[np.float32]
    """(N, 128), each of length 1"""

    @staticmethod
    def none() -> "Features":
        """No point at all."""
        return Features(np.empty((0, 2)), np.empty(0), np.empty(0), np.empty((0, LENGTH), np.float32))

    @staticmethod
    def joined(parts: "list[Features]") -> "Features":
        """All points of several."""
        if not parts:
            return Features.none()
        return Features(
            np.concatenate([part.at for part in parts]),
            np.concatenate([part.size for part in parts]),
            np.concatenate([part.angle for part in parts]),
            np.concatenate([part.words for part in parts]),
        )


def features(gray: Pixels, most: int, levels: int = 7, a_cell: int = 4) -> Features:
    """At most ``most`` points of (H, W) uint8 ``gray``, spread: ``a_cell`` in 24×24 pixels of a level."""
    parts: list[Features] = []
    left, share, small = most, 1.0, gray
    for level in range(levels):
        size = (round(gray.shape[1] * share), round(gray.shape[0] * share))
        if min(size) < _LEAST_LEVEL_PX or left < 8:
            break
        small = (
            gray if level == 0 else np.asarray(cv2.resize(cv2.GaussianBlur(small, (3, 3), 0), size), np.uint8)
        )
        quota = left if level == levels - 1 else round(left * 0.5)
        found = _on_level(small, quota, a_cell)
        left -= len(found.at)
        scale = np.array([gray.shape[1] / size[0], gray.shape[0] / size[1]])
        at = (found.at + 0.5) * scale - 0.5
        parts.append(Features(at, found.size * scale[0], found.angle, found.words))
        share /= _STEP
    return Features.joined(parts)


def _on_level(gray: Pixels, most: int, a_cell: int) -> Features:
    fine = np.asarray(cv2.GaussianBlur(gray, (5, 5), 1.0), np.uint8)
    coarse = np.asarray(cv2.GaussianBlur(gray, (9, 9), 1.7), np.uint8)
    at = _blobs(fine, coarse, most, a_cell)
    if not len(at):
        return Features.none()
    angle = _angles(coarse, at)
    words = _words(fine, at, angle)
    return Features(at.astype(np.float64), np.ones(len(at)), angle, words)


def _blobs(fine: Pixels, coarse: Pixels, most: int, a_cell: int) -> NDArray[np.int64]:
    """(N, 2) x, y: the strongest extrema of fine minus coarse, spread over the picture."""
    # both signs in one: 128 is nothing
    difference = cv2.addWeighted(fine, 4.0, coarse, -4.0, 128.0)
    around = np.ones((3, 3), np.uint8)
    top = (difference == cv2.dilate(difference, around)) & (difference > 128 + 4 * _LEAST_CONTRAST)
    bottom = (difference == cv2.erode(difference, around)) & (difference < 128 - 4 * _LEAST_CONTRAST)
    extreme = top | bottom
    extreme[:_REACH] = extreme[-_REACH:] = False
    extreme[:, :_REACH] = extreme[:, -_REACH:] = False
    y, x = np.divmod(np.flatnonzero(extreme), extreme.shape[1])
    strength = np.abs(difference[y, x].astype(np.int64) - 128)
    order = np.argsort(-strength, kind="stable")
    x, y = x[order], y[order]
    cell = (y // _CELL) * 100_000 + x // _CELL
    by_cell = np.argsort(cell, kind="stable")
    ordered = cell[by_cell]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.empty(0, int)
    rank = np.arange(len(ordered)) - np.repeat(first, np.diff(np.r_[first, len(ordered)]))
    # half of them the strongest, half the best of every cell: clutter does not crowd out what is faint
    fair = by_cell[np.lexsort((by_cell, rank))]
    strong = np.sort(by_cell[rank < a_cell])
    keep = np.unique(np.concatenate([strong[: most // 2], fair[: most - most // 2]]))
    return np.column_stack([x[keep], y[keep]])


@lru_cache(maxsize=1)
def _disc() -> NDArray[np.int64]:
    """(M, 2) offsets within 8 pixels, every second one."""
    y, x = np.mgrid[-8:9:2, -8:9:2]
    inside = x * x + y * y <= 64
    return np.column_stack([x[inside], y[inside]]).astype(np.int64)


def _angles(gray: Pixels, at: NDArray[np.int64]) -> Array:
    """(N,) radians from each point to the centroid of the light around it."""
    disc = _disc()
    flat = (at[:, 1] * gray.shape[1] + at[:, 0])[:, None] + (disc[:, 1] * gray.shape[1] + disc[:, 0])
    moments = gray.ravel()[flat].astype(np.float32) @ disc.astype(np.float32)
    return np.asarray(np.arctan2(moments[:, 1], moments[:, 0]), np.float64)


@lru_cache(maxsize=1)
def _pooling() -> NDArray[np.float32]:
    """(14·14, 16): how much each sample belongs to each of 4×4 places, fading outwards."""
    side = _GRID - 2
    place = (np.arange(side) + 0.5) / side * 4 - 0.5
    tent = np.maximum(0.0, 1.0 - np.abs(place[:, None] - np.arange(4)))
    fade = np.exp(-(((np.arange(side) - (side - 1) / 2) / (side * 0.5)) ** 2))
    one = tent * fade[:, None]
    return np.asarray(np.einsum("ya,xb->yxab", one, one).reshape(side * side, 16), np.float32)


def _words(gray: Pixels, at: NDArray[np.int64], angle: Array) -> NDArray[np.float32]:
    """(N, 128) float32: gradients in eight directions, pooled in 4×4 places of a turned patch."""
    count = len(at)
    c, s = np.cos(angle).astype(np.float32), np.sin(angle).astype(np.float32)
    grid = np.arange(_GRID, dtype=np.float32) - (_GRID - 1) / 2
    gx, gy = np.tile(grid, _GRID), np.repeat(grid, _GRID)
    map_x = at[:, :1].astype(np.float32) + c[:, None] * gx - s[:, None] * gy
    map_y = at[:, 1:].astype(np.float32) + s[:, None] * gx + c[:, None] * gy
    patch = cv2.remap(gray, map_x, map_y, cv2.INTER_LINEAR).reshape(count, _GRID, _GRID).astype(np.float32)
    dx = (patch[:, 1:-1, 2:] - patch[:, 1:-1, :-2]).reshape(count, -1)
    dy = (patch[:, 2:, 1:-1] - patch[:, :-2, 1:-1]).reshape(count, -1)
    pool = _pooling()
    diagonal_one, diagonal_other = (dx + dy) * np.float32(0.7071), (dx - dy) * np.float32(0.7071)
    parts = []
    for along in (dx, dy, diagonal_one, diagonal_other):
        forth = np.maximum(along, 0) @ pool
        parts += [forth, forth - along @ pool]  # the rest goes the other way
    words = np.concatenate(parts, axis=1)
    # large ones are capped (Lowe, 6.1), and the square root taken (Arandjelović and Zisserman, CVPR 2012)
    words /= np.linalg.norm(words, axis=1, keepdims=True) + 1e-6
    words = np.sqrt(np.clip(words, 0.0, 0.25))
    return np.asarray(words / (np.linalg.norm(words, axis=1, keepdims=True) + 1e-6), np.float32)
