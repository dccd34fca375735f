"""What is printed: a card's paper as linear reflectance, drawn from its target or from its artwork."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Target, bare_marker

TAG_M = 0.080
"""edge of the black square, and of the cube by which every target is scored"""
PAPER_M = 0.120
"""the tag with its quiet zone: the footprint that other cards have to be compared with"""
_TEXELS_PER_M = 8000.0
_FINER = 4
"""texels are drawn this much finer and averaged, as tags begin anywhere"""
_BLACK, _WHITE = 0.045, 0.82
"""reflectance of ink and of paper"""


@dataclass(frozen=True)
class Card:
    """A flat piece of paper that is one target."""

    target: Target
    paper_m: tuple[float, float]
    """width and height; the target's origin is its middle"""
    artwork: str = ""
    """a grey or colour picture of the whole paper, sRGB; "" draws the tags alone"""


def tag_card(marker_id: int = 7, dictionary: str = "DICT_APRILTAG_36h11") -> Card:
    """One 80 mm tag with a quiet zone."""
    return Card(bare_marker(marker_id, TAG_M, dictionary), (PAPER_M, PAPER_M))


def reflectance(card: Card) -> Array:
    """(rows, columns) float32, top row first."""
    full = _artwork(card) if card.artwork else _drawn(card)
    return np.asarray(_BLACK + (_WHITE - _BLACK) * full, np.float32)


def texels(card: Card) -> tuple[int, int]:
    """Columns and rows of `reflectance`."""
    if card.artwork:
        rows, columns = _picture(card.artwork).shape
        return columns, rows
    return round(card.paper_m[0] * _TEXELS_PER_M), round(card.paper_m[1] * _TEXELS_PER_M)


@lru_cache(maxsize=8)
def _picture(file: str) -> Array:
    picture = cv2.imread(file, cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise FileNotFoundError(f"{file} cannot be read")
    return picture


def _artwork(card: Card) -> Array:
    """0 to 1, at no more than is needed: the renderer shrinks it anyway."""
    picture = _picture(card.artwork)
    coded = picture.astype(np.float32) / 255
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def _drawn(card: Card) -> Array:
    columns, rows = texels(card)
    full = np.full((rows * _FINER, columns * _FINER), 255, np.uint8)
    for place in card.target.markers:
        _draw(full, place, card)
    small = cv2.resize(full, (columns, rows), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / 255


def _draw(full: Array, place: MarkerPlace, card: Card) -> None:
    """Paint one tag into ``full``, in place."""
    dictionary = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, card.target.dictionary))
    cells = dictionary.markerSize + 2
    code = cv2.aruco.generateImageMarker(dictionary, place.id, cells)
    scale = _TEXELS_PER_M * _FINER
    middle = np.array([card.paper_m[0] / 2 + place.center_m[0], card.paper_m[1] / 2 - place.center_m[1]])
    reach = place.size_m * (abs(np.cos(place.turn)) + abs(np.sin(place.turn))) / 2
    low = np.maximum(np.floor((middle - reach) * scale).astype(int), 0)
    high = np.minimum(np.ceil((middle + reach) * scale).astype(int), full.shape[::-1])
    x = (np.arange(low[0], high[0]) + 0.5) / scale - middle[0]
    y = ((np.arange(low[1], high[1]) + 0.5) / scale - middle[1])[:, None]
    c, s = np.cos(place.turn), np.sin(place.turn)
    column = np.floor((c * x - s * y) / place.size_m * cells + cells / 2).astype(int)
    row = np.floor((s * x + c * y) / place.size_m * cells + cells / 2).astype(int)
    inside = (column >= 0) & (column < cells) & (row >= 0) & (row < cells)
    window = full[low[1] : high[1], low[0] : high[0]]
    window[inside] = code[row[inside], column[inside]]
