"""Drawn hints: how to show the card or the poster, where to stand, how to look around. Gently moving."""

import math
from collections.abc import Callable, Sequence

from panda3d.core import NodePath

from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.screens.draw import Drawing, Point, arc_points
from prisonersvoice_ar.stage.screens.palette import (
    INK,
    PAPER,
    QUIET,
    RUST,
    RUST_ON_PAPER,
    Colour,
    faded,
    mixed,
)

_BOX = (160.0, 100.0)
"""the drawings' own units: width, height"""
_PERIOD = 4.5
"""seconds of one sway; slow, nothing flashes"""

Map = Callable[[float, float], Point]
_WALL = mixed(INK, PAPER, 0.16)
_STEEL = mixed(INK, PAPER, 0.30)


class Hint:
    """One drawing: a part that rests and a part that sways."""

    def __init__(self, parent: NodePath, mode: str, within: Rect, sort: int = 0) -> None:
        """Draw the hint of ``mode`` as large as ``within`` allows."""
        unit = max(min(within.w / _BOX[0], within.h / _BOX[1]), 0.01)
        left = within.centre[0] - unit * _BOX[0] / 2
        top = within.centre[1] - unit * _BOX[1] / 2
        self._unit = unit
        self._root = parent.attachNewNode("hint", sort)
        self._root.setPos(left, 0.0, -top)
        still, swaying = Drawing(), Drawing()
        pivot, self._travel, self._turn = _DRAWN.get(mode, _seated)(_Pen(still, unit), _Pen(swaying, unit))
        still.attach(self._root, "still")
        self._pivot = self._root.attachNewNode("pivot")
        self._rest = (pivot[0] * unit, -pivot[1] * unit)
        swaying.attach(self._pivot, "swaying").setPos(-self._rest[0], 0.0, -self._rest[1])
        self.move(0.0)

    def move(self, now: float) -> None:
        """Where the swaying part is at ``now`` seconds."""
        phase = math.sin(2 * math.pi * now / _PERIOD)
        x = self._rest[0] + self._travel[0] * self._unit * phase
        z = self._rest[1] - self._travel[1] * self._unit * phase
        self._pivot.setPos(x, 0.0, z)
        self._pivot.setR(self._turn * phase)


class _Pen:
    """Draws in the hint's own units."""

    def __init__(self, drawing: Drawing, unit: float) -> None:
        self.drawing = drawing
        self.unit = unit

    def fill(self, points: Sequence[Point], colour: Colour) -> None:
        self.drawing.polygon([(x * self.unit, y * self.unit) for x, y in points], colour)

    def line(
        self,
        points: Sequence[Point],
        colour: Colour,
        width: float = 1.2,
        *,
        closed: bool = False,
    ) -> None:
        at = [(x * self.unit, y * self.unit) for x, y in points]
        self.drawing.line(at, width * self.unit, colour, closed=closed)

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        self.drawing.circle((x * self.unit, y * self.unit), radius * self.unit, colour)

    def box(self, rect: Rect, radius: float, colour: Colour) -> None:
        u = self.unit
        self.drawing.rounded(Rect(rect.x * u, rect.y * u, rect.w * u, rect.h * u), radius * u, colour)


def _webcam(pen: _Pen, x: float, y: float) -> None:
    """A webcam on its foot; the lens at (x, y)."""
    pen.box(Rect(x - 1.8, y + 8, 3.6, 9), 1.5, _STEEL)
    pen.box(Rect(x - 9, y + 15, 18, 3.4), 1.7, _STEEL)
    pen.box(Rect(x - 13, y - 9, 26, 18), 9, QUIET)
    pen.dot(x, y, 6.4, INK)
    pen.dot(x, y, 3.4, _STEEL)
    pen.dot(x + 1.6, y - 1.8, 1.1, PAPER)
    pen.dot(x + 9.3, y, 0.9, RUST)


def _cone(pen: _Pen, eye: Point, first: Point, second: Point) -> None:
    pen.fill([eye, first, second], faded(PAPER, 0.10))


def _on(a: Point, b: Point, c: Point, d: Point) -> Map:
    """From (u, v) in the unit square to the quadrilateral a (0,0), b (1,0), c (1,1), d (0,1)."""

    def place(u: float, v: float) -> Point:
        top = (a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u)
        low = (d[0] + (c[0] - d[0]) * u, d[1] + (c[1] - d[1]) * u)
        return top[0] + (low[0] - top[0]) * v, top[1] + (low[1] - top[1]) * v

    return place


def _patch(pen: _Pen, on: Map, at: tuple[float, float, float, float], colour: Colour) -> None:
    u, v, w, h = at
    pen.fill([on(u, v), on(u + w, v), on(u + w, v + h), on(u, v + h)], colour)


def _diorama(still: _Pen, swaying: _Pen) -> tuple[Point, Point, float]:
    a, b, c, d = (72.0, 69.0), (130.0, 63.0), (149.0, 82.0), (82.0, 91.0)
    _cone(still, (26.0, 30.0), (74.0, 90.0), (138.0, 60.0))
    _webcam(still, 26.0, 30.0)
    on = _on(a, b, c, d)
    swaying.fill([(x + 1.2, y + 2.4) for x, y in (a, b, c, d)], faded(INK, 0.5))
    swaying.fill([a, b, c, d], PAPER)
    for u, v in ((0.04, 0.07), (0.84, 0.07), (0.04, 0.69), (0.84, 0.69)):
        _patch(swaying, on, (u, v, 0.12, 0.24), INK)
        _patch(swaying, on, (u + 0.04, v + 0.08, 0.04, 0.08), PAPER)
    for i in range(4):
        swaying.line([on(0.22 + 0.035 * i, 0.72), on(0.22 + 0.035 * i, 0.92)], RUST_ON_PAPER, 0.8)
    swaying.line([on(0.20, 0.90), on(0.36, 0.74)], RUST_ON_PAPER, 0.8)
    _cell(swaying, on)
    return (110.0, 78.0), (2.4, 0.6), 2.0


def _cell(pen: _Pen, on: Map) -> None:
    """A cut-open cell standing on the card."""
    height = 34.0
    floor = [on(0.30, 0.16), on(0.72, 0.16), on(0.72, 0.72), on(0.30, 0.72)]
    top = [(x, y - height) for x, y in floor]
    pen.fill(floor, mixed(INK, PAPER, 0.34))
    pen.fill([floor[0], floor[1], top[1], top[0]], mixed(INK, PAPER, 0.22))
    pen.fill([floor[0], floor[3], top[3], top[0]], _WALL)
    bar = _on(top[0], top[1], floor[1], floor[0])
    _patch(pen, bar, (0.36, 0.14, 0.28, 0.24), mixed(INK, PAPER, 0.72))
    for u in (0.45, 0.54):
        pen.line([bar(u, 0.14), bar(u, 0.38)], INK, 0.8)
    bunk = _on(floor[0], floor[1], floor[2], floor[3])
    _patch(pen, bunk, (0.06, 0.12, 0.30, 0.76), RUST_ON_PAPER)
    for i in (0, 1, 3):
        pen.line([floor[i], top[i]], QUIET, 0.9)
    pen.line([top[3], top[0], top[1]], QUIET, 0.9)
    pen.line([floor[3], floor[2], floor[1]], QUIET, 0.9)


def _portal(still: _Pen, swaying: _Pen) -> tuple[Point, Point, float]:
    still.fill([(98.0, 8.0), (146.0, 8.0), (146.0, 92.0), (98.0, 92.0)], PAPER)
    still.fill([(107.0, 24.0), (137.0, 24.0), (137.0, 76.0), (107.0, 76.0)], INK)
    still.fill([(110.0, 27.0), (134.0, 27.0), (134.0, 73.0), (110.0, 73.0)], _STEEL)
    still.fill([(115.0, 42.0), (129.0, 42.0), (129.0, 55.0), (115.0, 55.0)], INK)
    still.fill([(116.5, 43.5), (127.5, 43.5), (127.5, 53.5), (116.5, 53.5)], mixed(INK, RUST, 0.55))
    for x, y in ((100.5, 10.5), (136.5, 10.5), (100.5, 82.5), (136.5, 82.5)):
        still.fill([(x, y), (x + 7, y), (x + 7, y + 7), (x, y + 7)], INK)
        still.fill([(x + 2.4, y + 2.4), (x + 4.6, y + 2.4), (x + 4.6, y + 4.6), (x + 2.4, y + 4.6)], PAPER)
    _cone(swaying, (30.0, 48.0), (98.0, 14.0), (98.0, 86.0))
    _webcam(swaying, 30.0, 48.0)
    return (30.0, 50.0), (3.0, 2.0), 0.0


def _person(still: _Pen, swaying: _Pen) -> tuple[Point, Point, float]:
    still.box(Rect(12, 22, 56, 42), 3, QUIET)
    still.box(Rect(15, 25, 50, 36), 1.5, INK)
    still.fill([(36.0, 64.0), (44.0, 64.0), (46.0, 76.0), (34.0, 76.0)], _STEEL)
    still.box(Rect(26, 75, 28, 3.4), 1.7, _STEEL)
    still.dot(40, 18, 3.4, QUIET)
    still.dot(40, 18, 1.7, INK)
    _cone(still, (42.0, 18.0), (112.0, 16.0), (112.0, 88.0))
    swaying.dot(118, 33, 11, PAPER)
    shoulders = arc_points((118.0, 78.0), 27.0, -0.25, 0.25)
    swaying.fill([(91.0, 90.0), *shoulders, (145.0, 90.0)], PAPER)
    return (118.0, 60.0), (5.0, 0.0), 0.0


def _seated(still: _Pen, swaying: _Pen) -> tuple[Point, Point, float]:
    a, b, c, d = (50.0, 66.0), (96.0, 60.0), (116.0, 78.0), (58.0, 86.0)
    for sign in (-1.0, 1.0):
        x = 80.0 + sign * 62.0
        still.line([(x - sign * 9, 40.0), (x, 50.0), (x - sign * 9, 60.0)], RUST, 2.2)
    on = _on(a, b, c, d)
    wide = _on(on(-0.55, -0.2), on(1.2, -0.2), on(1.2, 1.15), on(-0.55, 1.15))
    _cell(swaying, wide)
    return (82.0, 66.0), (4.0, 0.0), 3.0


_DRAWN = {
    "diorama": _diorama,
    "portal": _portal,
    "surround": _person,
    "window": _person,
    "seated": _seated,
}
