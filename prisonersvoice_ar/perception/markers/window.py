"""Rectangles of a picture."""

from dataclasses import dataclass

import numpy as np

from prisonersvoice_ar.core.geometry import Array


@dataclass(frozen=True)
class Window:
    """A rectangle of the picture, pixels; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def empty(self) -> bool:
        """Whether it is too small to hold a marker."""
        return self.right - self.left < 12 or self.bottom - self.top < 12


def around(points: Array, margin: float, width: int, height: int) -> Window:
    """The window that holds (N, 2) ``points`` with a ``margin`` in pixels, cut to the picture."""
    low = np.clip(np.floor(points.min(axis=0) - margin), 0, (width, height)).astype(int)
    high = np.clip(np.ceil(points.max(axis=0) + margin + 1), 0, (width, height)).astype(int)
    return Window(int(low[0]), int(low[1]), int(high[0]), int(high[1]))


def quarter_of(which: int, width: int, height: int) -> Window:
    """One quarter of a picture, 0 to 3 by rows, with an eighth of it beyond, so that a seam cuts no marker."""
    row, column = divmod(which, 2)
    w, h = width * 5 // 8, height * 5 // 8
    left, top = column * (width - w), row * (height - h)
    return Window(left, top, left + w, top + h)
