"""Does the picture show this very marker here: the correlation of its cells with the dictionary's code."""

from functools import lru_cache

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.edges import Light
from prisonersvoice_ar.perception.markers.lens import Lens


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
    places = np.stack([warp(quad, _middles(cells)) for quad in corners])
    # the root comes near to what a printed cell looks like under uneven light
    seen = np.sqrt(np.maximum(light.at(lens.picture(places)), 0.0)).astype(np.float64)
    wanted = np.stack([pattern(dictionary, marker_id).reshape(-1) for marker_id in ids])
    seen = seen - seen.mean(axis=1, keepdims=True)
    wanted = wanted - wanted.mean(axis=1, keepdims=True)
    norm = np.linalg.norm(seen, axis=1) * np.linalg.norm(wanted, axis=1)
    return np.asarray((seen * wanted).sum(axis=1) / np.maximum(norm, 1e-9))


def warp(quad: Array, unit: Array) -> Array:
    """Map (N, 2) points of the unit square, top left first, to a (4, 2) quadrilateral (Heckbert 1989)."""
    a, b, c, d = quad
    cross = a - b + c - d
    one, two = b - c, d - c
    determinant = one[0] * two[1] - one[1] * two[0]
    if abs(determinant) < 1e-12:
        return np.full((len(unit), 2), np.nan)
    g = (cross[0] * two[1] - cross[1] * two[0]) / determinant
    h = (one[0] * cross[1] - one[1] * cross[0]) / determinant
    u, v = unit[:, :1], unit[:, 1:]
    top = a + (b - a + g * b) * u + (d - a + h * d) * v
    return np.asarray(top / (1.0 + g * u + h * v))
