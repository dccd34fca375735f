"""What a target is: printed squares at known places on paper, or a printed picture."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from prisonersvoice_ar.core.geometry import Array

Vector = tuple[float, float, float]


@dataclass(frozen=True)
class Plane:
    """A flat side of a target, in the target's frame."""

    origin: Vector = (0.0, 0.0, 0.0)
    """metres"""
    right: Vector = (1.0, 0.0, 0.0)
    """unit vector: x on this side, as seen from before it"""
    up: Vector = (0.0, 1.0, 0.0)
    """unit vector, square to ``right``: y on this side"""

    def points(self, flat: Array) -> Array:
        """(N, 2) metres on this side → (N, 3) metres in the target's frame."""
        return np.asarray(np.array(self.origin) + flat @ np.array([self.right, self.up]))


FLAT = Plane()
"""the paper itself: what cards, posters and bare markers have"""


@dataclass(frozen=True)
class Picture:
    """A printed picture that is found by what it shows."""

    file: str
    """absolute path"""
    size_m: tuple[float, float]
    """width and height on paper, metres; its middle is the target's origin"""


@dataclass(frozen=True)
class MarkerPlace:
    """One square marker on a target."""

    id: int
    size_m: float
    """outer edge of the black square, metres"""
    center_m: tuple[float, float] = (0.0, 0.0)
    """metres in the target's frame: origin at its centre, x right, y up on the paper"""
    turn: float = 0.0
    """radians, anticlockwise as seen on the paper"""
    plane: Plane = FLAT
    """the side that it is printed on; ``center_m`` and ``turn`` lie in it"""

    @property
    def corners(self) -> Array:
        """(4, 3) metres in the target's frame; OpenCV's order: top left first, clockwise on paper."""
        half = self.size_m / 2
        square = np.array([[-half, half], [half, half], [half, -half], [-half, -half]])
        c, s = np.cos(self.turn), np.sin(self.turn)
        return self.plane.points(square @ np.array([[c, s], [-s, c]]) + self.center_m)


@dataclass(frozen=True)
class Rectangle:
    """A rectangle on the paper, metres in the target's frame."""

    center_m: tuple[float, float]
    size_m: tuple[float, float]

    @cached_property
    def corners(self) -> Array:
        """(4, 3) metres, not to be written to: top left first, clockwise as printed."""
        (x, y), (w, h) = self.center_m, self.size_m
        flat = [
            [x - w / 2, y + h / 2],
            [x + w / 2, y + h / 2],
            [x + w / 2, y - h / 2],
            [x - w / 2, y - h / 2],
        ]
        corners = np.array([[a, b, 0.0] for a, b in flat])
        corners.flags.writeable = False
        return corners


@dataclass(frozen=True)
class Target:
    """A card, a poster or a bare marker that can be tracked."""

    name: str
    kind: Literal["marker", "board", "image"]
    dictionary: str
    """OpenCV's name of a predefined dictionary, e.g. DICT_APRILTAG_36h11; "" for an image"""
    markers: tuple[MarkerPlace, ...]
    outline: Rectangle
    """what `track` reports: a marker's black square, a board's paper"""
    hangs: bool = False
    """True: on a wall, its y is the world's up. False: lying, its z is up"""
    opening: Rectangle | None = None
    """portal only: the rectangle that becomes an opening"""
    picture: Picture | None = None
    """an image's only: what is printed"""


def bare_marker(marker_id: int, size_m: float, dictionary: str) -> Target:
    """A marker of ``dictionary`` as a target called by its id, as ``track --dictionary`` has them."""
    return Target(
        name=str(marker_id),
        kind="marker",
        dictionary=dictionary,
        markers=(MarkerPlace(marker_id, size_m),),
        outline=Rectangle((0.0, 0.0), (size_m, size_m)),
    )
