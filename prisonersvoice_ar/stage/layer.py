"""The layer that the cell is drawn in: a buffer of its own, laid over the camera picture.

A buffer of its own makes the fade of the whole cell one factor, lets a shader smooth its edges where 4×
MSAA would cost 20 ms a frame in software, and mirrors it with the picture without turning its faces over.
Only the rectangle that the cell covers is cleared, drawn and laid over.
"""

import numpy as np
from panda3d.core import (
    Camera,
    ColorBlendAttrib,
    FrameBufferProperties,
    GraphicsOutput,
    GraphicsPipe,
    LVecBase4f,
    MatrixLens,
    NodePath,
    Texture,
    WindowProperties,
)

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.geometry import Array, T_panda_opencv, inverse
from prisonersvoice_ar.stage.flat import picture_texture, unit_card, window_rectangle
from prisonersvoice_ar.stage.lens import panda_matrix, set_projection
from prisonersvoice_ar.stage.shaders import load_shader
from prisonersvoice_ar.stage.viewport import Crop, Viewport
from prisonersvoice_ar.stage.window import Window


class Layer:
    """Draws a 3D root through a given projection and lays it over the window."""

    def __init__(self, window: Window, under: NodePath, scene: NodePath, *, smooth: bool = True) -> None:
        """Draw ``scene``; the rectangle becomes a child of ``under``. ``smooth``: blend edges."""
        self._window = window
        self._texture = picture_texture("cell")
        self._size = window.size
        self._buffer = _buffer(window, self._size, self._texture)
        self._lens = MatrixLens()
        self._camera = scene.attachNewNode(Camera("eye", self._lens))
        self._region = self._buffer.makeDisplayRegion()
        self._region.setCamera(self._camera)
        self._region.setClearColorActive(True)
        self._region.setClearColor(LVecBase4f(0, 0, 0, 0))
        self._region.setClearDepthActive(True)
        self._region.setClearStencilActive(True)
        self._card = unit_card(under, "cell")
        options = ["EDGES"] if smooth else []
        self._card.setShader(load_shader("layer", "layer", window.glsl, options))
        self._card.setShaderInput("cell", self._texture)
        self._card.setAttrib(
            ColorBlendAttrib.make(
                ColorBlendAttrib.MAdd, ColorBlendAttrib.OOne, ColorBlendAttrib.OOneMinusIncomingAlpha
            )
        )
        self.hide()

    def hide(self) -> None:
        """Draw nothing, at no cost."""
        self._buffer.setActive(False)
        self._card.hide()

    def show(
        self,
        T_world_camera: Array,
        clip_from_camera: Array,
        viewport: Viewport,
        crop: Crop,
        *,
        opacity: float,
        mirrored: bool,
    ) -> None:
        """Draw ``crop`` of ``viewport`` from ``T_world_camera`` (4, 4, OpenCV axes) with ``opacity`` 0 to 1."""
        if crop.empty or opacity <= 0.0:
            self.hide()
            return
        self._grow(viewport)
        used = (crop.width / self._size[0], crop.height / self._size[1])
        self._region.setDimensions(0.0, used[0], 0.0, used[1])
        set_projection(self._lens, crop.matrix(viewport) @ clip_from_camera)
        self._camera.setMat(panda_matrix(T_world_camera @ inverse(T_panda_opencv)))
        left = viewport.width - crop.left - crop.width if mirrored else crop.left
        top = viewport.height - crop.bottom - crop.height
        place = window_rectangle(
            self._window.size, viewport.x + left, viewport.y + top, crop.width, crop.height
        )
        self._card.setShaderInput("place", place)
        self._card.setShaderInput("mirror", float(mirrored))
        self._card.setShaderInput("texel", (1 / self._size[0], 1 / self._size[1], *used))
        self._card.setShaderInput("opacity", float(np.clip(opacity, 0.0, 1.0)))
        self._card.show()
        self._buffer.setActive(True)

    def _grow(self, viewport: Viewport) -> None:
        size = (max(self._size[0], viewport.width), max(self._size[1], viewport.height))
        if size != self._size:
            self._size = size
            self._buffer.setSize(*size)  # type: ignore[attr-defined]


def _buffer(window: Window, size: tuple[int, int], texture: Texture) -> GraphicsOutput:
    wanted = FrameBufferProperties()
    wanted.setRgbaBits(8, 8, 8, 8)
    wanted.setDepthBits(24)
    wanted.setStencilBits(8)
    asked = WindowProperties()
    asked.setSize(*size)
    made = window.engine.makeOutput(
        window.pipe,
        "cell",
        -10,
        wanted,
        asked,
        GraphicsPipe.BFRefuseWindow,
        window.output.getGsg(),
        window.output,
    )
    if made is None:
        raise MachineError("OpenGL gives no buffer to draw the cell in.", "Update the graphics driver.")
    made.addRenderTexture(texture, GraphicsOutput.RTMBindOrCopy, GraphicsOutput.RTPColor)
    made.setClearColorActive(False)
    made.setClearDepthActive(False)
    return made
