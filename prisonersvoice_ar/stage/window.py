"""The window: a real one, or an offscreen buffer through EGL; the 3D scene and the 2D overlay drawn in it.

Regions are drawn in this order: backdrop (sort 0, made by `backdrop.py`), ``scene`` (10), what the cell's
buffer lays over it (20, made by `stage.py`), ``overlay`` (30). Nothing here uses ShowBase or builtins.
"""

import atexit
import time
from typing import Self

import numpy as np
from numpy.typing import NDArray
from panda3d.core import (
    BitMask32,
    Camera,
    DisplayRegion,
    FrameBufferProperties,
    GraphicsEngine,
    GraphicsOutput,
    GraphicsPipe,
    GraphicsWindow,
    Lens,
    NodePath,
    OrthographicLens,
    PNMImage,
    RenderState,
    Texture,
    TransformState,
    WindowProperties,
)

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.stage.engine import ask_for_opengl, no_pipe, open_pipe
from prisonersvoice_ar.stage.events import (
    Closed,
    Focus,
    KeyPressed,
    KeyReleased,
    PointerMoved,
    PointerPressed,
    PointerReleased,
    Resized,
    WheelTurned,
    WindowEvent,
)
from prisonersvoice_ar.stage.keys import InputReader

__all__ = [
    "Closed",
    "Focus",
    "KeyPressed",
    "KeyReleased",
    "PointerMoved",
    "PointerPressed",
    "PointerReleased",
    "Resized",
    "WheelTurned",
    "Window",
    "WindowEvent",
]

Pixels = NDArray[np.uint8]
OVERLAY, PICTURE = BitMask32.bit(1), BitMask32.bit(2)
"""the masks of the camera that draws the overlay, and of the one that takes a picture of it (screens/still.py)"""
_OPENGL = ("3 3", "")
"""what is asked for, in this order: a core profile, or whatever there is"""
_PATIENCE = 100
"""times 5 ms: how long a display's server may take over a resize"""


class Window:
    """What everything is drawn in; made by ``Window.open``."""

    def __init__(self, engine: GraphicsEngine, pipe: GraphicsPipe, output: GraphicsOutput) -> None:
        """Lay the regions over an open ``output``; use ``Window.open``."""
        self.engine = engine
        self.pipe = pipe
        self.output = output
        self.scene = NodePath("scene")
        self.overlay = NodePath("overlay")
        output.setClearColor((0.0, 0.0, 0.0, 1.0))
        # the whole window at once is cheaper than the cell's part of it, and depth with its stencil than alone
        output.setClearDepthActive(True)
        output.setClearStencilActive(True)
        self._size = _size_of(output)
        self._overlay_lens = OrthographicLens()
        _overlay_region(output, self.overlay, self._overlay_lens)
        self._fit_overlay()
        window = output if isinstance(output, GraphicsWindow) else None
        self._window = window
        self.pipelined = False
        """show a frame only when the next is drawn, and prepare that meanwhile: for throughput, not for latency"""
        self._input = InputReader(window) if window is not None else None
        # a process that ends with its window open is aborted in Panda3D's mutexes
        atexit.register(self.close)

    @classmethod
    def open(
        cls,
        size: tuple[int, int] = (1280, 720),
        *,
        headless: bool,
        title: str = "#PrisonersVoice",
        fullscreen: bool = False,
    ) -> Self:
        """Open a window of ``size`` pixels (``headless``: a buffer, through EGL on Linux).

        Raises MachineError, naming the library and the command that installs it, where OpenGL, EGL or
        the display cannot be opened. Call ``engine.prepare_engine`` before the first one.
        """
        pipe = open_pipe(headless=headless)
        engine = GraphicsEngine()
        engine.setAutoFlip(False)
        asked = _properties(size, title, fullscreen=fullscreen)
        for version in _OPENGL:
            ask_for_opengl(version)
            output = _opened(engine, pipe, asked, headless=headless)
            if output is not None:
                break
        else:
            raise no_pipe(headless=headless)
        if output.getGsg().getDriverVersionMajor() < 2:
            engine.removeAllWindows()
            raise MachineError(
                f"This machine's OpenGL is too old ({output.getGsg().getDriverVersion()}); 2.1 is needed.",
                "Update the graphics driver.",
            )
        return cls(engine, pipe, output)

    @property
    def size(self) -> tuple[int, int]:
        """Inner width and height in pixels, never under 1."""
        return self._size

    @property
    def desktop(self) -> tuple[int, int]:
        """Width and height of the main screen in pixels, 0 where it is not told."""
        return self.pipe.getDisplayWidth(), self.pipe.getDisplayHeight()

    @property
    def renderer(self) -> str:
        """OpenGL's name of the renderer."""
        return str(self.output.getGsg().getDriverRenderer())

    @property
    def software(self) -> bool:
        """Whether OpenGL runs on the processor rather than on a graphics card."""
        return any(name in self.renderer.lower() for name in ("llvmpipe", "softpipe", "swrast", "software"))

    @property
    def glsl(self) -> int:
        """The shading language to write in: 330, or 120 where OpenGL is only 2.1."""
        gsg = self.output.getGsg()
        version = gsg.getDriverShaderVersionMajor() * 100 + gsg.getDriverShaderVersionMinor()
        return 330 if version >= 330 else 120

    def events(self) -> list[WindowEvent]:
        """What has happened since the last call, in order."""
        happened: list[WindowEvent] = list(self._input.events()) if self._input is not None else []
        size = _size_of(self.output)
        if size != self._size:
            self._size = size
            self._fit_overlay()
            happened.append(Resized(*size))
        return happened

    def resize(self, width: int, height: int) -> None:
        """Ask for another inner size; a real window follows when the display's server has answered."""
        if self._window is None:
            self.output.setSize(max(1, width), max(1, height))  # type: ignore[attr-defined]
        else:
            asked = WindowProperties()
            asked.setSize(max(1, width), max(1, height))
            self._window.requestProperties(asked)

    def move(self, x: int, y: int) -> None:
        """Ask for another place of the window on the desktop; nothing happens without a display."""
        if self._window is not None:
            asked = WindowProperties()
            asked.setOrigin(x, y)
            self._window.requestProperties(asked)

    def set_fullscreen(self, on: bool) -> None:
        """Go to full screen and back; nothing happens without a display."""
        if self._window is not None:
            asked = WindowProperties()
            asked.setFullscreen(on)
            if on:
                asked.setSize(self.pipe.getDisplayWidth(), self.pipe.getDisplayHeight())
            self._window.requestProperties(asked)

    def make_buffer(
        self, name: str, size: tuple[int, int], texture: Texture, *, depth: bool = False
    ) -> GraphicsOutput:
        """A buffer of the same OpenGL context, drawn before the window into ``texture``; it clears nothing itself.

        ``depth``: with depth and stencil. MachineError where OpenGL gives none.
        """
        wanted = FrameBufferProperties()
        wanted.setRgbaBits(8, 8, 8, 8)
        if depth:
            wanted.setDepthBits(24)
            wanted.setStencilBits(8)
        asked = WindowProperties()
        asked.setSize(*size)
        made = self.engine.makeOutput(
            self.pipe,
            name,
            -10,
            wanted,
            asked,
            GraphicsPipe.BFRefuseWindow,
            self.output.getGsg(),
            self.output,
        )
        if made is None:
            raise MachineError(
                f"OpenGL gives no buffer to draw the {name} in.", "Update the graphics driver."
            )
        made.addRenderTexture(texture, GraphicsOutput.RTMBindOrCopy, GraphicsOutput.RTPColor)
        made.setClearColorActive(False)
        made.setClearDepthActive(False)
        return made

    def render(self) -> None:
        """Draw one frame and show it; a minimised window only handles its events."""
        self.engine.renderFrame()
        if not self.pipelined:
            self.engine.flipFrame()
        # ShowBase has a task for this; without it each frame's states stay for ever, 3 MB a minute.
        TransformState.garbageCollect()
        RenderState.garbageCollect()

    def picture(self) -> Pixels:
        """What was last rendered: (height, width, 3) uint8, BGR.

        A real window is drawn once more, because its back buffer holds nothing certain after a flip.
        """
        shot = self.output.getScreenshot() if self._window is None else self._redrawn()
        if shot is None:
            raise MachineError("The picture cannot be read back from OpenGL.", "Update the graphics driver.")
        return _pixels(shot)

    def _redrawn(self) -> Texture | PNMImage | None:
        # while the display's server has not answered a resize, nothing is drawn and nothing can be read
        for _ in range(_PATIENCE):
            self.engine.renderFrame()
            shot: Texture | PNMImage | None = self.output.getScreenshot()
            if shot is not None:
                return shot
            time.sleep(0.005)
        return None

    def forget_exit(self) -> None:
        """Who closes it otherwise need not have it closed at the process's end."""
        atexit.unregister(self.close)

    def close(self) -> None:
        """Give window and OpenGL context back; a second call does nothing."""
        self.forget_exit()
        if self._input is not None:
            self._input.close()
        self.engine.removeAllWindows()
        self.scene.removeNode()
        self.overlay.removeNode()

    def _fit_overlay(self) -> None:
        width, height = self._size
        self._overlay_lens.setFilmSize(width, height)
        self._overlay_lens.setFilmOffset(width / 2, -height / 2)


def _opened(
    engine: GraphicsEngine, pipe: GraphicsPipe, asked: WindowProperties, *, headless: bool
) -> GraphicsOutput | None:
    output = engine.makeOutput(
        pipe,
        asked.getTitle(),
        0,
        window_framebuffer(headless=headless),
        asked,
        GraphicsPipe.BFRefuseWindow if headless else GraphicsPipe.BFRequireWindow,
    )
    if output is not None:
        engine.openWindows()
        if output.isValid():
            return output
    engine.removeAllWindows()
    return None


def window_framebuffer(*, headless: bool) -> FrameBufferProperties:
    """What a window must have to be drawn in."""
    wanted = FrameBufferProperties()
    wanted.setRgbaBits(8, 8, 8, 0)
    wanted.setDepthBits(24)
    wanted.setStencilBits(8)  # the buffers of the same context have a stencil only if the window has
    if not headless:
        wanted.setBackBuffers(1)  # without one, some drivers never show what was drawn
    return wanted


def _properties(size: tuple[int, int], title: str, *, fullscreen: bool) -> WindowProperties:
    wanted = WindowProperties()
    wanted.setSize(max(1, size[0]), max(1, size[1]))
    wanted.setTitle(title)
    wanted.setFullscreen(fullscreen)
    return wanted


def _size_of(output: GraphicsOutput) -> tuple[int, int]:
    return max(1, output.getXSize()), max(1, output.getYSize())


def _overlay_region(output: GraphicsOutput, root: NodePath, lens: Lens) -> DisplayRegion:
    root.setDepthTest(False)
    root.setDepthWrite(False)
    root.setTwoSided(True)
    root.setBin("unsorted", 0)
    lens.setNearFar(-1000.0, 1000.0)
    camera = root.attachNewNode(Camera("overlay", lens))
    camera.node().setCameraMask(OVERLAY)
    region = output.makeDisplayRegion()
    region.setSort(30)
    region.setCamera(camera)
    return region


def _pixels(shot: Texture | PNMImage) -> Pixels:
    if isinstance(shot, PNMImage):
        texture = Texture()
        texture.load(shot)
        shot = texture
    raw = np.frombuffer(bytes(shot.getRamImageAs("BGR")), np.uint8)
    # OpenGL's first row is the lowest
    return np.ascontiguousarray(raw.reshape(shot.getYSize(), shot.getXSize(), 3)[::-1])
