"""A picture of the experience that is drawn beside the window: into a texture, which windows then show.

So the author's panel can stand beside the picture, and a second window can show it to somebody else: it is drawn once,
and both show the same.
"""

from typing import Self

from panda3d.core import (
    FrameBufferProperties,
    GraphicsOutput,
    GraphicsPipe,
    LVecBase2f,
    SamplerState,
    Texture,
    WindowProperties,
)

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.flat import flat_root, picture_texture, unit_card, window_rectangle
from prisonersvoice_ar.stage.shaders import load_shader
from prisonersvoice_ar.stage.window import Window

_SORT = -5
"""after the buffers that it draws from itself (-10), before the window (0)"""


class Screen(Window):
    """What a Window is to the stage, within another one; ``render`` draws all windows of the engine."""

    texture: Texture
    _copy: Texture | None = None

    @classmethod
    def within(cls, host: Window, size: tuple[int, int]) -> Self:
        """Open a screen of ``size`` pixels in the OpenGL context of ``host``; MachineError where there is none."""
        wanted = FrameBufferProperties()
        wanted.setRgbaBits(8, 8, 8, 8)
        wanted.setDepthBits(24)
        wanted.setStencilBits(8)
        asked = WindowProperties()
        asked.setSize(*size)
        output = host.engine.makeOutput(
            host.pipe,
            "screen",
            _SORT,
            wanted,
            asked,
            GraphicsPipe.BFRefuseWindow,
            host.output.getGsg(),
            host.output,
        )
        if output is None:
            raise MachineError(
                "OpenGL gives no buffer to draw the picture in.", "Update the graphics driver."
            )
        made = cls(host.engine, host.pipe, output)
        made.texture = picture_texture("screen")
        made.texture.setKeepRamImage(False)
        output.addRenderTexture(made.texture, GraphicsOutput.RTMBindOrCopy, GraphicsOutput.RTPColor)
        return made

    def copied(self) -> Texture:
        """The same picture in memory, copied each frame from now on: for a window with another OpenGL context."""
        if self._copy is None:
            self._copy = picture_texture("screen-copy")
            self.output.addRenderTexture(self._copy, GraphicsOutput.RTMCopyRam, GraphicsOutput.RTPColor)
        return self._copy

    def resize(self, width: int, height: int) -> None:
        """Another size, from the next ``events`` on."""
        if (width, height) != self.size:
            super().resize(width, height)
            self.events()

    def close(self) -> None:
        """Give the buffer back; the window goes on."""
        self.forget_exit()
        self.engine.removeWindow(self.output)
        self.scene.removeNode()
        self.overlay.removeNode()


class Shown:
    """A screen's picture in a rectangle of a window."""

    def __init__(self, window: Window, screen: Screen) -> None:
        """Lay it under the window's overlay; ``place`` says where."""
        self._window = window
        self.root, self._region = flat_root(window.output, "shown", 5)
        self._screen = screen
        shares = window.output.getGsg() == screen.output.getGsg()
        self._texture = screen.texture if shares else screen.copied()
        self._card = unit_card(self.root, "shown")
        self._smaller: bool | None = None
        self._card.setShaderInput("mirror", 0.0)
        self.place(Rect(0.0, 0.0, 1.0, 1.0))

    def place(self, where: Rect) -> None:
        """Show it in ``where``, pixels of the window."""
        self.where = where
        place = window_rectangle(self._window.size, where.x, where.y, where.w, where.h)
        self._card.setShaderInput("place", place)
        exact = (round(where.w), round(where.h)) == self._screen.size
        self._card.setShaderInput("picture", self._texture, _sampler(exact=exact))
        self._card.setShaderInput("pixel", LVecBase2f(1.0 / max(where.w, 1.0), 1.0 / max(where.h, 1.0)))
        smaller = round(where.w) < self._screen.size[0]
        if smaller != self._smaller:  # a dearer look, which a software renderer feels
            self._smaller = smaller
            self._card.setShader(load_shader("layer", "smaller" if smaller else "shown", self._window.glsl))

    def point(self, x: float, y: float, size: tuple[int, int]) -> tuple[float, float] | None:
        """A point of the window as one of the screen of ``size`` pixels; None beside it."""
        u, v = (x - self.where.x) / self.where.w, (y - self.where.y) / self.where.h
        return (u * size[0], v * size[1]) if 0.0 <= u < 1.0 and 0.0 <= v < 1.0 else None

    def close(self) -> None:
        """Take it away."""
        self._window.output.removeDisplayRegion(self._region)
        self.root.removeNode()


def _sampler(*, exact: bool) -> SamplerState:
    """Pixel on pixel there is nothing to interpolate."""
    made = SamplerState()
    made.setMinfilter(SamplerState.FT_nearest if exact else SamplerState.FT_linear)
    made.setMagfilter(SamplerState.FT_nearest if exact else SamplerState.FT_linear)
    made.setWrapU(SamplerState.WM_clamp)
    made.setWrapV(SamplerState.WM_clamp)
    return made
