"""The layer that the cell is drawn in, over the camera picture."""

from dataclasses import dataclass

import numpy as np
from panda3d.core import (
    Camera,
    ColorBlendAttrib,
    CullFaceAttrib,
    DisplayRegion,
    GraphicsOutput,
    LVecBase4f,
    MatrixLens,
    NodePath,
)

from prisonersvoice_ar.core.geometry import Array, T_panda_opencv, inverse
from prisonersvoice_ar.stage.flat import picture_texture, unit_card, window_rectangle
from prisonersvoice_ar.stage.lens import panda_matrix, set_projection
from prisonersvoice_ar.stage.shaders import load_shader
from prisonersvoice_ar.stage.viewport import Crop, Viewport
from prisonersvoice_ar.stage.window import Window


@dataclass(frozen=True)
class Sight:
    """How a scene is looked at in one frame."""

    T_world_camera: Array
    """(4, 4) OpenCV axes"""
    clip_from_camera: Array
    """(4, 4) OpenGL clip space from OpenCV camera axes"""
    viewport: Viewport
    """where the whole picture lies in the window"""
    crop: Crop
    """the part of it that has anything to draw"""
    opacity: float = 1.0
    """0 to 1"""
    mirrored: bool = False


class Layer:
    """Draws a 3D root over the camera picture, straight into the window or by way of a buffer.

    A buffer of its own makes the fade of the whole cell one factor and lets a shader smooth its edges,
    where 4× MSAA would cost 20 ms a frame in software; it costs 5 to 10 ms of processor time itself. So a
    software renderer draws straight into the window, but while the cell fades. Only the rectangle that
    the cell covers is cleared, drawn and laid over.
    """

    def __init__(self, window: Window, under: NodePath, scene: NodePath, *, smooth: bool) -> None:
        """Draw ``scene``; the rectangle becomes a child of ``under``. ``smooth``: always blend edges."""
        self._window = window
        self._smooth = smooth
        self._scene = scene
        self._lens = MatrixLens()
        self._camera = scene.attachNewNode(Camera("eye", self._lens))
        self._straight = window.output.makeDisplayRegion()
        self._straight.setSort(10)
        self._straight.setCamera(self._camera)  # the window clears its depth itself
        self._texture = picture_texture("cell")
        self._size = (0, 0)
        self._buffer: GraphicsOutput | None = None
        self._region: DisplayRegion | None = None
        self._card = unit_card(under, "cell")
        self._card.setShader(load_shader("layer", "layer", window.glsl, ["EDGES"] if smooth else []))
        self._card.setShaderInput("cell", self._texture)
        self._card.setAttrib(
            ColorBlendAttrib.make(
                ColorBlendAttrib.MAdd, ColorBlendAttrib.OOne, ColorBlendAttrib.OOneMinusIncomingAlpha
            )
        )
        self.hide()

    def hide(self) -> None:
        """Draw nothing, at no cost."""
        self._straight.setActive(False)
        if self._buffer is not None:
            self._buffer.setActive(False)
        self._card.hide()

    def show(self, sight: Sight) -> None:
        """Draw with ``sight`` from the next frame on."""
        self.hide()
        if sight.crop.empty or sight.opacity <= 0.0:
            return
        self._camera.setMat(panda_matrix(sight.T_world_camera @ inverse(T_panda_opencv)))
        inside = _inside(sight, self._window.size)
        if self._smooth or sight.opacity < 1.0 or not inside:
            self._show_buffered(sight)
        else:
            self._show_straight(sight)

    def _show_straight(self, sight: Sight) -> None:
        clip = sight.crop.matrix(sight.viewport) @ sight.clip_from_camera
        set_projection(self._lens, np.diag([-1.0, 1.0, 1.0, 1.0]) @ clip if sight.mirrored else clip)
        # a mirror turns every face over
        turned = CullFaceAttrib.makeReverse() if sight.mirrored else CullFaceAttrib.makeDefault()
        self._scene.setAttrib(turned)
        width, height = self._window.size
        x, y = _corner(sight)
        low = height - y - sight.crop.height
        self._straight.setDimensions(
            x / width, (x + sight.crop.width) / width, low / height, (low + sight.crop.height) / height
        )
        self._straight.setActive(True)

    def _show_buffered(self, sight: Sight) -> None:
        buffer, region = self._grown(sight.viewport)
        self._scene.setAttrib(CullFaceAttrib.makeDefault())
        crop = sight.crop
        used = (crop.width / self._size[0], crop.height / self._size[1])
        region.setDimensions(0.0, used[0], 0.0, used[1])
        set_projection(self._lens, crop.matrix(sight.viewport) @ sight.clip_from_camera)
        place = window_rectangle(self._window.size, *_corner(sight), crop.width, crop.height)
        self._card.setShaderInput("place", place)
        self._card.setShaderInput("mirror", float(sight.mirrored))
        self._card.setShaderInput("texel", (1 / self._size[0], 1 / self._size[1], *used))
        self._card.setShaderInput("opacity", float(np.clip(sight.opacity, 0.0, 1.0)))
        self._card.show()
        buffer.setActive(True)

    def _grown(self, viewport: Viewport) -> tuple[GraphicsOutput, DisplayRegion]:
        """The buffer, made when it is first needed, never smaller than the viewport."""
        size = (max(self._size[0], viewport.width), max(self._size[1], viewport.height))
        if self._buffer is None or self._region is None:
            self._buffer = self._window.make_buffer("cell", size, self._texture, depth=True)
            self._region = self._buffer.makeDisplayRegion()
            _aim(self._region, self._camera)
        elif size != self._size:
            self._buffer.setSize(*size)  # type: ignore[attr-defined]
        self._size = size
        return self._buffer, self._region

    def close(self) -> None:
        """Give buffer and region back."""
        self._window.output.removeDisplayRegion(self._straight)
        if self._buffer is not None:
            self._window.engine.removeWindow(self._buffer)
        self._card.removeNode()
        self._camera.removeNode()


def _aim(region: DisplayRegion, camera: NodePath) -> None:
    region.setCamera(camera)
    region.setClearColorActive(True)
    region.setClearColor(LVecBase4f(0, 0, 0, 0))
    region.setClearDepthActive(True)
    region.setClearStencilActive(True)


def _corner(sight: Sight) -> tuple[int, int]:
    """The crop's top left corner in window pixels, where the mirror puts it."""
    v, crop = sight.viewport, sight.crop
    left = v.width - crop.left - crop.width if sight.mirrored else crop.left
    return v.x + left, v.y + v.height - crop.bottom - crop.height


def _inside(sight: Sight, window: tuple[int, int]) -> bool:
    """Whether the crop lies wholly in the window; a covering picture reaches beyond it."""
    x, y = _corner(sight)
    return x >= 0 and y >= 0 and x + sight.crop.width <= window[0] and y + sight.crop.height <= window[1]
