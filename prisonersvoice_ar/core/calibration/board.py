"""What is printed to calibrate with: a chessboard with markers in its white squares, or a plain grid of markers."""

from dataclasses import dataclass
from typing import Literal

from prisonersvoice_ar.core.errors import UsageError

LEAST_CORNERS = 6
_MOST_SIDE = 40
_MOST_M = 5.0


@dataclass(frozen=True)
class BoardPlan:
    """A flat board; UsageError at construction where it cannot be printed or found."""

    kind: Literal["charuco", "grid"] = "charuco"
    columns: int = 9
    """squares across, or markers"""
    rows: int = 6
    square_m: float = 0.028
    """side of a square; of a grid: from one marker's edge to the next one's same edge"""
    marker_m: float = 0.021
    """outer edge of a marker's black square"""
    dictionary: str = "DICT_5X5_100"
    """OpenCV's name"""

    def __post_init__(self) -> None:
        """Refuse what has no corners, or markers that do not fit their squares."""
        least = 3 if self.kind == "charuco" else 2
        if not (least <= self.columns <= _MOST_SIDE and least <= self.rows <= _MOST_SIDE):
            raise UsageError(
                f"a board of {self.columns}x{self.rows} cannot be used",
                f"Between {least} and {_MOST_SIDE} each way: --squares 9x6, for example.",
            )
        if not 0.0 < self.marker_m < self.square_m < _MOST_M:
            raise UsageError(
                f"markers of {self.marker_m * 1e3:g} mm do not fit squares of {self.square_m * 1e3:g} mm",
                "A marker is smaller than its square: three quarters of it are usual.",
            )

    @property
    def size_m(self) -> tuple[float, float]:
        """Width and height of what is printed, metres, without a margin."""
        spare = 0.0 if self.kind == "charuco" else self.square_m - self.marker_m
        return self.columns * self.square_m - spare, self.rows * self.square_m - spare

    @property
    def markers(self) -> int:
        """How many markers it bears: a chessboard one in each white square, beginning after a black one."""
        squares = self.columns * self.rows
        return squares // 2 if self.kind == "charuco" else squares

    @property
    def corners(self) -> int:
        """How many points of it can be measured."""
        return (self.columns - 1) * (self.rows - 1) if self.kind == "charuco" else 4 * self.markers

    @property
    def label(self) -> str:
        """How a message calls it."""
        what = "squares" if self.kind == "charuco" else "markers"
        return (
            f"{self.columns}x{self.rows} {what}, {self.square_m * 1e3:g} mm, "
            f"markers {self.marker_m * 1e3:g} mm of {self.dictionary}"
        )

    def marker_places_m(self) -> list[tuple[float, float]]:
        """Left and top of each marker by id, metres from the board's top left, y downward.

        OpenCV's own order (CharucoBoard, without the legacy pattern; GridBoard): row by row from the top left.
        """
        spare = (self.square_m - self.marker_m) / 2 if self.kind == "charuco" else 0.0
        cells = [
            (column, row)
            for row in range(self.rows)
            for column in range(self.columns)
            if self.kind == "grid" or (column + row) % 2 == 1
        ]
        return [(column * self.square_m + spare, row * self.square_m + spare) for column, row in cells]

    def dark_squares_m(self) -> list[tuple[float, float]]:
        """Left and top of each black square of a chessboard, metres; none of a grid."""
        if self.kind == "grid":
            return []
        return [
            (column * self.square_m, row * self.square_m)
            for row in range(self.rows)
            for column in range(self.columns)
            if (column + row) % 2 == 0
        ]
