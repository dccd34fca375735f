"""Where the visitor points or looks: a small ring, and the dwell that fills it."""

import math

from panda3d.core import NodePath

from prisonersvoice_ar.stage.screens.draw import Drawing, arc_points
from prisonersvoice_ar.stage.screens.palette import INK, PAPER, RUST, faded

_STEPS = 60
"""of the dwell's arc: each is drawn once and kept"""


class Reticle:
    """A dot in a thin ring, readable over any picture."""

    def __init__(self, root: NodePath, sort: int) -> None:
        """Draw under ``root``."""
        self._root = root.attachNewNode("reticle", sort)
        self._shapes: NodePath | None = None
        self._arc: NodePath | None = None
        self._step = -1
        self._radius = 0.0
        self._root.hide()

    @property
    def shown(self) -> bool:
        """Whether it is on the screen."""
        return not self._root.isHidden()

    def show(self, at: tuple[float, float] | None, progress: float, short: float) -> None:
        """Put it at ``at`` (window pixels; None: away) with the dwell at ``progress``, 0 to 1."""
        if at is None or short < 40.0:
            self._root.hide()
            return
        self._fit(round(0.021 * short))
        self._root.show()
        self._root.setPos(round(at[0]), 0.0, -round(at[1]))
        self._fill(math.ceil(min(max(progress, 0.0), 1.0) * _STEPS))

    def _fit(self, radius: float) -> None:
        if radius == self._radius:
            return
        self._radius = radius
        self._step = -1
        if self._shapes is not None:
            self._shapes.removeNode()
        drawing = Drawing()
        width = max(1.5, 0.12 * radius)
        ring = arc_points((0.0, 0.0), radius, 0.0, 1.0)[:-1]
        drawing.line(ring, 2.2 * width, faded(INK, 0.55), closed=True)
        drawing.line(ring, width, faded(PAPER, 0.9), closed=True)
        drawing.circle((0.0, 0.0), 1.4 * width, faded(INK, 0.55))
        drawing.circle((0.0, 0.0), width, PAPER)
        self._shapes = drawing.attach(self._root, "ring")

    def _fill(self, step: int) -> None:
        if step == self._step:
            return
        self._step = step
        if self._arc is not None:
            self._arc.removeNode()
            self._arc = None
        if step > 0:
            drawing = Drawing()
            points = arc_points((0.0, 0.0), self._radius, 0.0, step / _STEPS)
            drawing.line(points, max(3.0, 0.28 * self._radius), RUST)
            self._arc = drawing.attach(self._root, "dwell", 1)
