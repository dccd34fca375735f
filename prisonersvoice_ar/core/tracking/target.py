"""What a target is: printed squares at known places on paper."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from prisonersvoice_ar.core.geometry import Array


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

    @property
    def corners(self) -> Array:
        """(4, 3) metres in the target's frame; OpenCV's order: top left first, clockwise on paper."""
        half = self.size_m / 2
        square = np.array([[-half, half], [half, half], [half, -half], [-half, -half]])
        c, s = np.cos(self.turn), np.sin(self.turn)
        turned = square @ np.array([[c, s], [-s, c]]) + self.center_m
        return np.column_stack([turned, np.zeros(4)])


@dataclass(frozen=True)
class Rectangle:
    """A rectangle on the paper, metres in the target's frame."""

    center_m: tuple[float, float]
    size_m: tuple[float, float]

    @property
    def corners(self) -> Array:
        """(4, 3) metres: top left first, clockwise as printed."""
        (x, y), (w, h) = self.center_m, self.size_m
        flat = [
            [x - w / 2, y + h / 2],
            [x + w / 2, y + h / 2],
            [x + w / 2, y - h / 2],
            [x - w / 2, y - h / 2],
        ]
        return np.array([[a, b, 0.0] for a, b in flat])


@dataclass(frozen=True)
class Target:
    """A card, a poster or a bare marker that can be tracked."""

    name: str
    kind: Literal["marker", "board"]
    dictionary: str
    """OpenCV's name of a predefined dictionary, e.g. DICT_APRILTAG_36h11"""
    markers: tuple[MarkerPlace, ...]
    outline: Rectangle
    """what `track` reports: a marker's black square, a board's paper"""
    hangs: bool = False
    """True: on a wall, its y is the world's up. False: lying, its z is up"""
    opening: Rectangle | None = None
    """portal only: the rectangle that becomes an opening"""


def bare_marker(marker_id: int, size_m: float, dictionary: str) -> Target:
    """A marker of ``dictionary`` as a target called by its id, as ``track --dictionary`` has them."""
    return Target(
        name=str(marker_id),
        kind="marker",
        dictionary=dictionary,
        markers=(MarkerPlace(marker_id, size_m),),
        outline=Rectangle((0.0, 0.0), (size_m, size_m)),
    )
