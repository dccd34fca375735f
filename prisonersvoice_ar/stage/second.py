"""A second window that only shows a screen: for a projector, or for whoever stands on the other side of the table."""

from typing import Self

from panda3d.core import GraphicsPipe, WindowProperties, loadPrcFileData

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.window import Window, window_framebuffer


class SecondWindow(Window):
    """Has an OpenGL context of its own, so the screen's picture comes to it by way of memory (``Screen.copied``).

    One context for two windows would save the way, but Mesa's software renderer then shows the first one no more (every
    swap ends in BadMatch, with Panda3D 1.10.16 and Mesa under X; tried), and nobody could test the other way here.
    """

    @classmethod
    def beside(cls, first: Window, where: Rect, *, framed: bool, title: str = "#PrisonersVoice") -> Self:
        """Open it at ``where`` on the desktop, pixels; ``framed``: with a title and a border to be dragged by.

        MachineError where the display gives no second window.
        """
        # this one is waited for at the screen's rhythm, the panel's is not: two waits would halve the rate
        loadPrcFileData("prisonersvoice", "sync-video 1")
        asked = WindowProperties()
        asked.setSize(max(1, round(where.w)), max(1, round(where.h)))
        asked.setOrigin(round(where.x), round(where.y))
        asked.setTitle(title)
        asked.setUndecorated(not framed)
        output = first.engine.makeOutput(
            first.pipe,
            title,
            1,
            window_framebuffer(headless=False),
            asked,
            GraphicsPipe.BFRequireWindow,
        )
        if output is not None:
            first.engine.openWindows()
        if output is None or not output.isValid():
            raise MachineError("The display gives no second window.", "Start without --two-windows.")
        return cls(first.engine, first.pipe, output)

    def close(self) -> None:
        """Close this window only."""
        self.forget_exit()
        if self._input is not None:
            self._input.close()
        self.engine.removeWindow(self.output)
        self.scene.removeNode()
        self.overlay.removeNode()
