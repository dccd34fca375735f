"""What a target looks like: the light that each of its printed sides gives back, ready to be drawn small or large."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Plane, Target
from prisonersvoice_ar.perception.markers.code import pattern

Image = NDArray[np.float32]

PAPER = 1.0
"""the light of what lies beyond a print"""
_QUIET_CELLS = 1.0
"""white around a marker that everybody prints"""
_MOST_SIDE = 1536
_LEAST_CELL_TEXELS = 4.0
_SMALLEST = 12
_FLOOR, _BLACK_ON_WHITE = 0.05, 0.4
"""of white, and the standard deviation of a marker with its border"""
_RIM = 0.015
_PICTURE_GRAIN = 1 / 24
"""of a picture's longer side: the size of the details by which it is normalised"""


@dataclass(frozen=True)
class Level:
    """A side's texture at one size."""

    light: Image
    """(h, w) reflectance, 0 to 1; `framed` by paper"""
    known: Image
    """(h, w) 1 where the print is known, 0 elsewhere; `framed` by what is not"""
    texel_m: float
    """metres"""
    to_target: Array
    """(3, 3): homogeneous texels (column, row; centres are integers) → (x, y, 1) metres on the side"""


@dataclass(frozen=True, eq=False)
class Side:
    """One flat printed side of a target; one is equal to itself only."""

    plane: Plane
    frame: Array
    """(4, 4) T_target_side"""
    levels: tuple[Level, ...]
    """the largest first, each half the size of the one before"""
    corners: Array
    """(4, 2) metres: what the texture covers, top left first, clockwise"""
    grain_m: float
    """metres: a cell of the largest marker, or the size of a picture's details"""

    outline: Array
    """(4, 3) the same in the target's frame"""
    contrast: float
    """standard deviation of what is known of the print"""

    @property
    def floor(self) -> float:
        """A contrast of the drawing that is lost in noise: of a soft picture less than of black on white."""
        return _FLOOR * min(1.0, self.contrast / _BLACK_ON_WHITE)

    def level(self, texel_m: float) -> Level:
        """The coarsest level whose texels are no larger than ``texel_m``."""
        fit = [level for level in self.levels if level.texel_m <= texel_m]
        return fit[-1] if fit else self.levels[0]


def framed(image: Image, beyond: float) -> Image:
    """(h, w) ``image``, held in an array with one line of ``beyond`` around it: who samples it need not ask for its end."""
    frame = np.full((image.shape[0] + 2, image.shape[1] + 2), beyond, np.float32)
    frame[1:-1, 1:-1] = image
    return frame[1:-1, 1:-1]


@lru_cache(maxsize=256)
def sides_of(target: Target) -> tuple[Side, ...]:
    """The sides of a marker or a board, one for each plane that holds markers."""
    planes = dict.fromkeys(place.plane for place in target.markers)
    return tuple(
        _printed(target.dictionary, plane, tuple(p for p in target.markers if p.plane == plane))
        for plane in planes
    )


def picture_side(light: Image, size_m: tuple[float, float], plane: Plane) -> Side:
    """The side that a picture covers: (h, w) reflectance 0 to 1, ``size_m`` width and height in metres."""
    width, height = size_m
    known = np.ones_like(light)
    # what lies beyond the paper's edge is anybody's guess
    rim = max(2, round(_RIM * max(light.shape)))
    known[:rim] = known[-rim:] = known[:, :rim] = known[:, -rim:] = 0.0
    texel = max(width / light.shape[1], height / light.shape[0])
    grain = max(size_m) * _PICTURE_GRAIN
    return _side(plane, light, known, (-width / 2, height / 2), texel, grain_m=grain)


def _printed(dictionary: str, plane: Plane, places: tuple[MarkerPlace, ...]) -> Side:
    cells = len(pattern(dictionary, places[0].id))
    flat = [_flat(place) for place in places]
    margin = [_QUIET_CELLS * place.size_m / cells for place in places]
    low = np.min([corners.min(axis=0) - m for corners, m in zip(flat, margin, strict=True)], axis=0)
    high = np.max([corners.max(axis=0) + m for corners, m in zip(flat, margin, strict=True)], axis=0)
    smallest = min(place.size_m for place in places) / cells
    texel = max(smallest / 16.0, float((high - low).max()) / _MOST_SIDE)
    texel = min(texel, smallest / _LEAST_CELL_TEXELS)
    width, height = np.ceil((high - low) / texel).astype(int)
    light = np.ones((height, width), np.float32)
    known = np.zeros((height, width), np.float32)
    for place, corners, m in zip(places, flat, margin, strict=True):
        _paint(light, known, pattern(dictionary, place.id), _texels(corners, low, high, texel), m / texel)
    largest = max(place.size_m for place in places)
    return _side(plane, light, known, (float(low[0]), float(high[1])), texel, grain_m=largest / cells)


def _flat(place: MarkerPlace) -> Array:
    """(4, 2) corners on the place's own side, metres."""
    back = np.array([place.plane.right, place.plane.up])
    return np.asarray((place.corners - np.array(place.plane.origin)) @ back.T)


def _texels(corners: Array, low: Array, high: Array, texel: float) -> Array:
    """(4, 2) metres → texels whose centres are integers."""
    return np.stack([(corners[:, 0] - low[0]) / texel, (high[1] - corners[:, 1]) / texel], axis=1) - 0.5


def _paint(light: Image, known: Image, code: Array, corners: Array, margin: float) -> None:
    """Draw one marker, and its white border as known."""
    cells = len(code)
    fine = 4
    ink = np.kron(code, np.ones((fine, fine))).astype(np.float32)
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64) * cells * fine - 0.5
    grown = corners + margin * _outward(corners)
    area = np.zeros(light.shape, np.uint8)
    cv2.fillConvexPoly(area, np.round(grown * 16).astype(np.int32), 255, shift=4)
    H = cv2.getPerspectiveTransform(unit.astype(np.float32), corners.astype(np.float32))
    size = light.shape[1], light.shape[0]
    over = 4 if max(size) * 4 <= 6000 else 1
    S = np.array([[over, 0, (over - 1) / 2], [0, over, (over - 1) / 2], [0, 0, 1.0]])
    drawn = cv2.warpPerspective(
        ink, S @ H, (size[0] * over, size[1] * over), flags=cv2.INTER_NEAREST, borderValue=1.0
    )
    if over > 1:
        drawn = cv2.resize(drawn, size, interpolation=cv2.INTER_AREA)
    np.minimum(light, drawn, out=light)
    known[area > 0] = 1.0


def _outward(corners: Array) -> Array:
    """(4, 2) steps that move each corner outward by one along both of its sides."""
    right = (corners[1] - corners[0]) / np.linalg.norm(corners[1] - corners[0])
    down = (corners[3] - corners[0]) / np.linalg.norm(corners[3] - corners[0])
    return np.stack([-right - down, right - down, right + down, -right + down])


def _side(
    plane: Plane, light: Image, known: Image, top_left: tuple[float, float], texel: float, *, grain_m: float
) -> Side:
    extent = (light.shape[1] * texel, light.shape[0] * texel)
    levels: list[Level] = []
    while min(light.shape) >= _SMALLEST or not levels:
        h, w = light.shape
        across, down = extent[0] / w, extent[1] / h
        to_target = np.array(
            [
                [across, 0.0, top_left[0] + across / 2],
                [0.0, -down, top_left[1] - down / 2],
                [0.0, 0.0, 1.0],
            ]
        )
        levels.append(Level(framed(light, PAPER), framed(known, 0.0), max(across, down), to_target))
        half = max(w // 2, 1), max(h // 2, 1)
        light = np.asarray(cv2.resize(light, half, interpolation=cv2.INTER_AREA), np.float32)
        known = np.asarray(cv2.resize(known, half, interpolation=cv2.INTER_AREA), np.float32)
    x, y = top_left
    right, low = x + extent[0], y - extent[1]
    corners = np.array([[x, y], [right, y], [right, low], [x, low]])
    frame = np.eye(4)
    frame[:3, 0], frame[:3, 1], frame[:3, 3] = plane.right, plane.up, plane.origin
    frame[:3, 2] = np.cross(plane.right, plane.up)
    print_only = levels[0].light[levels[0].known > 0.5]
    contrast = max(float(print_only.std()), 1e-3)
    return Side(plane, frame, tuple(levels), corners, grain_m, plane.points(corners), contrast)
