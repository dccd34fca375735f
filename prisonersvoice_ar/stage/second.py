"""A second window that only shows a screen: for a projector, or for whoever stands on the other side of the table."""

from typing import Self

from panda3d.core import GraphicsPipe, WindowProperties

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.window import Window, window_framebuffer


class SecondWindow(Window):
    """Shares its OpenGL context, and with it every texture, with the first one."""

    @classmethod
    def beside(cls, first: Window, where: Rect, *, framed: bool, title: str = "#PrisonersVoice") -> Self:
        """Open it at ``where`` on the desktop, pixels; ``framed``: with a title and a border to be dragged by.

        MachineError where the display gives no second window.
        """
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
            first.output.getGsg(),
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
