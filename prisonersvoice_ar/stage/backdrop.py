"""The camera picture behind everything: its shape kept, letterboxed or covering, mirrored where asked."""

import numpy as np
from numpy.typing import NDArray
from panda3d.core import SamplerState

from prisonersvoice_ar.stage.flat import flat_root, picture_texture, unit_card, upload, window_rectangle
from prisonersvoice_ar.stage.shaders import load_shader
from prisonersvoice_ar.stage.viewport import Viewport, fit
from prisonersvoice_ar.stage.window import Window

Pixels = NDArray[np.uint8]


class Backdrop:
    """Draws the last picture that it was shown; black until there is one.

    Bytes go to the screen as the camera gave them: picture and window are both sRGB, nothing converts.
    """

    def __init__(self, window: Window, *, mirrored: bool = False, cover: bool = False) -> None:
        """Lay the picture under everything else in ``window``."""
        self.mirrored = mirrored
        self.cover = cover
        self.root, self._region = flat_root(window.output, "backdrop", 0)
        self._window = window
        self._size = (16, 9)
        self._texture = picture_texture("camera")
        self._card = unit_card(self.root, "picture")
        self._card.setShader(load_shader("backdrop", "backdrop", window.glsl))
        self._card.setShaderInput("picture", self._texture)
        self._card.hide()
        self.fit()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the last picture, pixels."""
        return self._size

    @property
    def viewport(self) -> Viewport:
        """Where the picture lies in the window: the cell's camera uses the same rectangle."""
        return fit(self._window.size, self._size, cover=self.cover)

    def show(self, pixels: Pixels) -> None:
        """Take a picture, (H, W, 3) uint8 BGR; its size may change from one to the next.

        Raises ValueError for another shape or type.
        """
        if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8 or pixels.size == 0:
            raise ValueError(f"picture: expected (H, W, 3) uint8, got {pixels.shape} {pixels.dtype}")
        upload(self._texture, pixels)
        self._size = (pixels.shape[1], pixels.shape[0])
        self._card.show()

    def hide(self) -> None:
        """Show no picture: black, until the next one or until ``reveal``."""
        self._card.hide()

    def reveal(self) -> None:
        """Show the last picture again, where there was one."""
        if self._texture.hasRamImage():
            self._card.show()

    def close(self) -> None:
        """Take the picture out of the window."""
        self._window.output.removeDisplayRegion(self._region)
        self.root.removeNode()

    def fit(self) -> None:
        """Follow the window's size; call once a frame, before drawing."""
        v = self.viewport
        width, height = self._window.size
        fills = v.x <= 0 and v.y <= 0 and v.width + v.x >= width and v.height + v.y >= height
        # What the picture paints over need not be black before: in software that is 1 ms of a frame.
        self._window.output.setClearColorActive(self._card.isHidden() or not fills)
        place = window_rectangle(self._window.size, v.x, v.y, v.width, v.height)
        self._card.setShaderInput("place", place)
        self._card.setShaderInput("mirror", float(self.mirrored))
        # Pixel on pixel there is nothing to interpolate, and in software interpolating costs half the frame.
        if (v.width, v.height) == self._size:
            self._texture.setMinfilter(SamplerState.FT_nearest)
            self._texture.setMagfilter(SamplerState.FT_nearest)
        else:
            self._texture.setMinfilter(SamplerState.FT_linear)
            self._texture.setMagfilter(SamplerState.FT_linear)
