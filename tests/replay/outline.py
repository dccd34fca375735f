"""Finds the magenta outline in a decoded film: where its corners are, as lines fitted to its edges meet."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

REACH = 7
"""pixels to either side in which an edge is looked for"""
_LEAST = 40.0
"""how much redder and bluer than green a line must be, of 255, after the film's compression"""


def pictures(film: Path) -> Iterator[NDArray[np.uint8]]:
    """Every picture of a film, (H, W, 3) uint8 RGB."""
    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="rgb24")


def outline_corners(picture: NDArray[np.uint8], near: Array) -> dict[int, Array]:
    """Corners of the outline whose edges run within `REACH` of (4, 2) ``near``; only those that are seen.

    A corner is where the lines through its two edges meet; each line is fitted to the centres of the
    magenta that profiles across the edge show.
    """
    magenta = np.clip(picture[..., ::2].min(axis=2).astype(float) - picture[..., 1], 0.0, None)
    lines = [_edge(magenta, near[i], near[(i + 1) % 4]) for i in range(4)]
    found = {}
    for i in range(4):
        before, after = lines[i - 1], lines[i]
        if before is not None and after is not None:
            found[i] = _meet(before, after)
    return found


def _edge(magenta: Array, a: Array, b: Array) -> tuple[Array, Array] | None:
    """A point and a direction of the line between ``a`` and ``b``; None where too little of it is seen."""
    length = float(np.linalg.norm(b - a))
    along = (b - a) / length
    across = np.array([-along[1], along[0]])
    steps = np.arange(0.1, 0.9, 1.0 / length)
    offsets = np.arange(-REACH, REACH + 0.25, 0.5)
    spots = a + steps[:, None, None] * (b - a) + offsets[None, :, None] * across
    values = _sample(magenta, spots)
    seen = np.nanmax(np.where(np.isnan(values), -1.0, values), axis=1) > _LEAST
    seen &= ~np.isnan(values).any(axis=1)
    if seen.sum() < max(15, 0.4 * len(steps)):
        return None
    weights = np.clip(values[seen] - 0.3 * values[seen].max(axis=1, keepdims=True), 0.0, None)
    centres = (weights * offsets).sum(axis=1) / weights.sum(axis=1)
    at = steps[seen] * length
    good = np.ones(len(at), bool)
    for _ in range(3):  # what a caption covers is no part of the line
        slope, shift = np.polyfit(at[good], centres[good], 1)
        good = np.abs(centres - slope * at - shift) < 1.0
        if good.sum() < 15:
            return None
    return a + shift * across, along + slope * across


def _sample(image: Array, spots: Array) -> Array:
    """Bilinear values of (H, W) at (..., 2) x, y; NaN outside."""
    height, width = image.shape
    x, y = spots[..., 0], spots[..., 1]
    inside = (x >= 0) & (y >= 0) & (x < width - 1) & (y < height - 1)
    x0, y0 = np.where(inside, x, 0).astype(int), np.where(inside, y, 0).astype(int)
    fx, fy = x - x0, y - y0
    top = image[y0, x0] * (1 - fx) + image[y0, x0 + 1] * fx
    low = image[y0 + 1, x0] * (1 - fx) + image[y0 + 1, x0 + 1] * fx
    return np.where(inside, top * (1 - fy) + low * fy, np.nan)


def _meet(first: tuple[Array, Array], second: tuple[Array, Array]) -> Array:
    """Where two lines meet."""
    matrix = np.column_stack([first[1], -second[1]])
    s, _ = np.linalg.solve(matrix, second[0] - first[0])
    return np.asarray(first[0] + s * first[1])
