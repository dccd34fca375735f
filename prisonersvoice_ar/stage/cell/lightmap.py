"""The baked light of all lamps as one picture, composed anew when a lamp's level has changed.

Blending four lamps in the fragment shader would cost a software renderer 2.6 ms in every frame; blending
them here costs as much, but only in the frames of a fade.
"""

import numpy as np
from numpy.typing import NDArray
from panda3d.core import Texture

from prisonersvoice_ar.stage.cell.bake import BRIGHTEST
from prisonersvoice_ar.stage.cell.light import Color

_STEP = 0.012
"""share of the light that must have changed before the picture is composed anew: no eye sees less"""


class LightMap:
    """A texture of the square roots of light; 1 stands for ``BRIGHTEST``."""

    def __init__(self, codes: NDArray[np.uint8]) -> None:
        """``codes``: (H, W, 4) square roots of bulb, slit, hatch and room; row 0 is v = 0."""
        height, width, _ = codes.shape
        self.texture = Texture("light")
        self.texture.setup2dTexture(width, height, Texture.T_unsigned_byte, Texture.F_rgba)
        self.texture.setMinfilter(Texture.FT_linear)
        self.texture.setMagfilter(Texture.FT_linear)
        self.texture.setWrapU(Texture.WM_clamp)
        self.texture.setWrapV(Texture.WM_clamp)
        self.version = 0
        """counts how often it was composed"""
        self._lamps = np.zeros((4, 3), np.float32)
        self.set_codes(codes)

    def set_codes(self, codes: NDArray[np.uint8]) -> None:
        """Other light of the same shape: something in the cell has moved."""
        share = (np.arange(256, dtype=np.float32) / 255.0) ** 2
        self._shares = share[codes.reshape(-1, 4)]
        self._compose()

    def light(self, lamps: "tuple[Color, Color, Color, Color]") -> None:
        """Linear RGB of bulb, slit, hatch and room as they burn now."""
        wanted = np.array(lamps, np.float32)
        if np.abs(wanted - self._lamps).max() > _STEP * max(float(self._lamps.max()), 0.05):
            self._lamps = wanted
            self._compose()

    def _compose(self) -> None:
        self.version += 1
        total = self._shares @ self._lamps
        np.sqrt(total, out=total)
        np.minimum(total * np.float32(255.0) + np.float32(0.5), np.float32(255.0), out=total)
        # Panda3D keeps BGRA
        target = np.frombuffer(self.texture.modifyRamImage(), np.uint8).reshape(-1, 4)  # type: ignore[call-overload]
        target[:, :3] = total[:, ::-1]
        target[:, 3] = 255


__all__ = ["BRIGHTEST", "LightMap"]
