"""The bunk, folded up by day: one dissolves into the other, and so does the light that falls past it."""

import numpy as np
from numpy.typing import NDArray
from panda3d.core import ColorBlendAttrib, LVecBase4f, NodePath

from prisonersvoice_ar.stage.cell.furniture import BUNK_DOWN, BUNK_UP
from prisonersvoice_ar.stage.cell.nodes import Cell
from prisonersvoice_ar.stage.cell.pack import CellPack

Codes = NDArray[np.uint8]
_STEPS = 16
"""pictures of light between lowered and folded: each takes milliseconds, and the eye follows the bunk"""
_AFTER_ALL = 8
"""place in the drawing order: what is half there needs behind it all that is there"""


class Bunk:
    """Lowered, folded up, or on its way."""

    def __init__(self, cell: Cell, pack: CellPack) -> None:
        """The bunk of ``cell``, made from ``pack``; lowered."""
        self._cell = cell
        self._codes = (pack.light_down, pack.light_up)
        self._share = self._goal = 0.0
        self._rate = 0.0
        self._drawn = 0

    def fold(self, *, folded: bool, over: float = 0.0) -> None:
        """Fold it up or lower it within ``over`` seconds; 0: at once."""
        self._goal = float(folded)
        self._rate = 1.0 / over if over > 0.0 else 0.0
        if over <= 0.0 and self._share != self._goal:  # to compose its light takes milliseconds
            self._share = self._goal
            self._draw()

    def step(self, dt: float) -> None:
        """``dt`` seconds have passed."""
        if self._share == self._goal:
            return
        away = self._goal - self._share
        self._share += float(np.clip(away, -self._rate * max(dt, 0.0), self._rate * max(dt, 0.0)))
        self._draw()

    @property
    def share(self) -> float:
        """0 lowered, 1 folded up."""
        return self._share

    def _draw(self) -> None:
        down, up = self._cell.part(BUNK_DOWN), self._cell.part(BUNK_UP)
        if self._share in (0.0, 1.0):
            for part in (down, up):
                part.clearAttrib(ColorBlendAttrib)
                part.clearBin()
            self._cell.fold_bunk(folded=self._share == 1.0)
            self._drawn = round(self._share) * _STEPS
            return
        shown = self._share * self._share * (3.0 - 2.0 * self._share)
        _half_show(up, shown, _AFTER_ALL)
        _half_show(down, 1.0 - shown, _AFTER_ALL + 1)
        step = round(shown * _STEPS)
        if step != self._drawn:
            self._drawn = step
            self._cell.light_map.set_codes(mixed(*self._codes, step))


def mixed(lowered: Codes, folded: Codes, step: int) -> Codes:
    """(H, W, 4) codes at ``step`` sixteenths of the way."""
    codes = lowered * np.uint16(_STEPS - step)
    codes += folded * np.uint16(step)
    codes += np.uint16(_STEPS // 2)
    codes >>= np.uint16(4)
    return codes.astype(np.uint8)


def _half_show(part: NodePath, amount: float, place: int) -> None:
    """Blend a part over what is there by ``amount``, 0 to 1."""
    part.show()
    part.setBin("fixed", place, 1)
    part.setAttrib(
        ColorBlendAttrib.make(
            ColorBlendAttrib.MAdd,
            ColorBlendAttrib.OConstantAlpha,
            ColorBlendAttrib.OOneMinusConstantAlpha,
            LVecBase4f(amount, amount, amount, amount),
        ),
        1,
    )
