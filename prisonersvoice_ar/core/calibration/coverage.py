"""What the accepted views cover: parts of the picture, tilts, distances."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.calibration.sight import Sight, Stand

GRID = (6, 4)
"""cells across and down the picture"""
ENOUGH_IN_CELL = 3
"""corners"""
CELLS_NEEDED = 22
"""of 24: the outermost corners of some pictures cannot be reached by a board that must be seen"""
TILTED = math.radians(17.0)
DIRECTIONS = ("left", "right", "up", "down")
"""sides of the picture to which the board can lean away"""
EACH_DIRECTION = 2
"""views"""
NEAR_SPAN, FAR_SPAN = 0.52, 0.38
VIEWS_NEEDED = 15


@dataclass(frozen=True)
class Coverage:
    """What there is; ``of`` counts it."""

    views: int
    cells: NDArray[np.int64]
    """(rows, columns) corners seen in each part of the picture"""
    tilts: dict[str, int]
    """views leaning away to each of `DIRECTIONS`"""
    near: int
    """views in which the board fills most of the picture"""
    far: int

    @classmethod
    def of(cls, views: Sequence[tuple[Sight, Stand]]) -> "Coverage":
        """Count ``views``."""
        columns, rows = GRID
        cells = np.zeros((rows, columns), np.int64)
        tilts = dict.fromkeys(DIRECTIONS, 0)
        for sight, stand in views:
            at = (sight.pixels + 0.5) / np.array(sight.size) * (columns, rows)
            column = np.clip(at[:, 0].astype(int), 0, columns - 1)
            row = np.clip(at[:, 1].astype(int), 0, rows - 1)
            np.add.at(cells, (row, column), 1)
            if stand.tilted >= TILTED:
                tilts[direction_of(stand)] += 1
        near = sum(stand.span >= NEAR_SPAN for _, stand in views)
        far = sum(stand.span <= FAR_SPAN for _, stand in views)
        return cls(len(views), cells, tilts, near, far)

    @property
    def covered(self) -> NDArray[np.bool_]:
        """(rows, columns): where enough corners were seen."""
        return np.asarray(self.cells >= ENOUGH_IN_CELL)

    @property
    def shares(self) -> dict[str, float]:
        """How far each kind of coverage has come, 0 to 1: picture, tilt, distance, views."""
        tilt = sum(min(count, EACH_DIRECTION) for count in self.tilts.values())
        return {
            "picture": min(1.0, float(self.covered.sum()) / CELLS_NEEDED),
            "tilt": tilt / (EACH_DIRECTION * len(DIRECTIONS)),
            "distance": (min(self.near, 1) + min(self.far, 1)) / 2,
            "views": min(1.0, self.views / VIEWS_NEEDED),
        }

    @property
    def complete(self) -> bool:
        """Whether nothing more is needed."""
        return min(self.shares.values()) >= 1.0

    def missing(self) -> tuple[str, ...]:
        """What lacks, as words of the terminal; empty where it is complete."""
        said = []
        if self.shares["views"] < 1.0:
            said.append(f"{VIEWS_NEEDED - self.views} more views")
        if self.shares["picture"] < 1.0:
            said.append(f"{int((~self.covered).sum())} of {self.covered.size} parts of the picture")
        lacking = [name for name, count in self.tilts.items() if count < EACH_DIRECTION]
        if lacking:
            said.append(f"tilts to {', '.join(lacking)}")
        if not self.near:
            said.append("a view from near")
        if not self.far:
            said.append("a view from afar")
        return tuple(said)


def direction_of(stand: Stand) -> str:
    """The one of `DIRECTIONS` to which a board leans away most."""
    x, y = stand.tilt
    if abs(x) >= abs(y):
        return "right" if x > 0 else "left"
    return "down" if y > 0 else "up"
