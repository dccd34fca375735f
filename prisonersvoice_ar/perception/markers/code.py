"""Does the picture show this very marker here: the correlation of its cells with the dictionary's code."""

from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.light import Light

_NO_MAP: Any = None
_LEAST_BITS = 25
"""a code of fewer bits is found everywhere"""
_LEAST_LIKE = 0.65


@lru_cache(maxsize=4096)
def pattern(dictionary: str, marker_id: int) -> Array:
    """(n, n) cells of a marker, its black border too: 0 black, 1 white."""
    book = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, dictionary))
    cells = book.markerSize + 2
    return cv2.aruco.generateImageMarker(book, marker_id, cells).astype(np.float64) / 255.0


@lru_cache(maxsize=512)
def knows(dictionary: str, marker_id: int) -> bool:
    """Whether the dictionary has this id."""
    book = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, dictionary))
    return 0 <= marker_id < len(book.bytesList)


@lru_cache(maxsize=16)
def _middles(cells: int) -> Array:
    """(cells², 2) middles of the cells in the unit square, rows from the top, x right."""
    middles = (np.arange(cells) + 0.5) / cells
    return np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)


@lru_cache(maxsize=64)
def cells_across(dictionary: str) -> int:
    """Cells of a marker with its black border, along one side."""
    return len(pattern(dictionary, 0))


def agreement(light: Light, corners: Array, dictionary: str, ids: tuple[int, ...], lens: Lens) -> Array:
    """(M,) correlations, −1 to 1, of the cells inside (M, 4, 2) ideal ``corners`` with the codes of ``ids``."""
    cells = cells_across(dictionary)
    places = warps(corners, _middles(cells))
    # the root comes near to what a printed cell looks like under uneven light
    seen = np.sqrt(np.maximum(light.at(lens.picture(places)), 0.0)).astype(np.float64)
    seen -= seen.mean(axis=1, keepdims=True)
    length = np.sqrt(np.einsum("mc,mc->m", seen, seen))
    return np.asarray(np.einsum("mc,mc->m", seen, _wanted(dictionary, ids)) / np.maximum(length, 1e-9))


@lru_cache(maxsize=512)
def _wanted(dictionary: str, ids: tuple[int, ...]) -> Array:
    """(M, C) codes with mean 0 and length 1."""
    codes = np.stack([pattern(dictionary, marker_id).reshape(-1) for marker_id in ids])
    codes -= codes.mean(axis=1, keepdims=True)
    return np.asarray(codes / np.linalg.norm(codes, axis=1, keepdims=True))


def warps(quads: Array, unit: Array) -> Array:
    """(M, N, 2): (N, 2) points of the unit square in each of (M, 4, 2) quadrilaterals (Heckbert 1989).

    NaN where a quadrilateral has no area.
    """
    a, b, c, d = np.moveaxis(quads, 1, 0)[..., None, :]  # (M, 1, 2) each
    cross, one, two = a - b + c - d, b - c, d - c
    determinant = one[..., :1] * two[..., 1:] - one[..., 1:] * two[..., :1]
    determinant = np.where(np.abs(determinant) < 1e-12, np.nan, determinant)
    g = (cross[..., :1] * two[..., 1:] - cross[..., 1:] * two[..., :1]) / determinant
    h = (one[..., :1] * cross[..., 1:] - one[..., 1:] * cross[..., :1]) / determinant
    u, v = unit[:, :1], unit[:, 1:]
    top = a + (b - a + g * b) * u + (d - a + h * d) * v
    return np.asarray(top / (1.0 + g * u + h * v))


def read(
    gray: NDArray[np.uint8], quads: Array, dictionary: str, ids: tuple[int, ...]
) -> list[tuple[int, Array]]:
    """The markers of ``ids`` among (M, 4, 2) quadrilaterals of an evened (H, W) picture that nobody could read.

    Glare and shadow spoil some cells; that the rest agrees with one of a few codes is proof enough to try it. With
    each id its (4, 2) corners, turned as it is printed.
    """
    cells = cells_across(dictionary)
    if (cells - 2) ** 2 < _LEAST_BITS:
        return []
    unit = _middles(cells).reshape(cells, cells, 2)[1:-1, 1:-1].reshape(-1, 2)
    places = warps(quads, unit).astype(np.float32)
    seen = cv2.remap(gray, places, _NO_MAP, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(
        np.float64
    )
    seen -= seen.mean(axis=1, keepdims=True)
    seen /= np.maximum(np.linalg.norm(seen, axis=1, keepdims=True), 1e-9)
    turned = _turned(dictionary, ids)
    likeness = seen @ turned.reshape(-1, turned.shape[-1]).T
    found: dict[int, tuple[float, Array]] = {}
    for quad, row in zip(quads, likeness, strict=True):
        best = int(row.argmax())
        which, turns = divmod(best, 4)
        if row[best] > max(_LEAST_LIKE, found.get(ids[which], (0.0, quad))[0]):
            found[ids[which]] = (float(row[best]), np.roll(quad, -turns, axis=0))
    return [(marker_id, quad) for marker_id, (_, quad) in found.items()]


@lru_cache(maxsize=64)
def _turned(dictionary: str, ids: tuple[int, ...]) -> Array:
    """(M, 4, C) codes without their border, mean 0 and length 1, as seen with 0 to 3 corners passed over."""
    codes = []
    for marker_id in ids:
        inner = pattern(dictionary, marker_id)[1:-1, 1:-1]
        # a quadrilateral that begins k corners late shows the code turned anticlockwise
        codes.append([np.rot90(inner, -turns).reshape(-1) for turns in range(4)])
    stack = np.array(codes)
    stack -= stack.mean(axis=2, keepdims=True)
    return np.asarray(stack / np.linalg.norm(stack, axis=2, keepdims=True))
