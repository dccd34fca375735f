"""Clicks and touches on what stands in the cell: pressed and let go at one place, and on no button."""

import math

import numpy as np

from prisonersvoice_ar.core.presence.pointing import pointed_at
from prisonersvoice_ar.stage.stage import Stage
from prisonersvoice_ar.stage.window import PointerMoved, PointerPressed, PointerReleased, WindowEvent

_STILL_PX = 10.0
"""a press that moves farther turns the view and touches nothing"""


class Pointing:
    """Tells a touch from a drag, and what of ``stage`` was touched."""

    def __init__(self, stage: Stage) -> None:
        """Touch the objects of ``stage``."""
        self._stage = stage
        self._began: tuple[float, float] | None = None

    def take(self, event: WindowEvent, *, on_button: bool) -> str | None:
        """The object that ``event`` touches, or None."""
        match event:
            case PointerPressed(x, y):
                self._began = None if on_button else (x, y)
            case PointerMoved(x, y) if self._began is not None and math.dist(self._began, (x, y)) > _STILL_PX:
                self._began = None
            case PointerReleased(x, y) if self._began is not None:
                self._began = None
                return pointed_at(self._in_window(), (x, y), self._stage.window.size)
            case _:
                pass
        return None

    def _in_window(self) -> dict[str, tuple[float, float]]:
        """The objects in view, in the window's pixels."""
        found = self._stage.objects_on_screen()
        if self._stage.mode == "seated" or not found:
            return found  # the seated view fills the window
        backdrop = self._stage.backdrop
        picture = np.array(list(found.values()), dtype=np.float64)
        pixels = backdrop.viewport.window_from_picture(picture, backdrop.size, mirrored=backdrop.mirrored)
        return {name: (float(u), float(v)) for name, (u, v) in zip(found, pixels, strict=True)}
