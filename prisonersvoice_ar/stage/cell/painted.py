"""Surface × light as one picture, painted while nothing changes.

A software renderer then reads one texture for each pixel instead of two: of a cell on a third of the picture a fifth of
its cost. Painting takes a frame's time, so it is done by slices; a light that fades, or a light map that is
composed anew, is shown by the plain way at once.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from panda3d.core import NodePath, RenderModeAttrib, Shader, Texture

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.stage.cell.pack import CellPack
from prisonersvoice_ar.stage.flat import picture_texture, root_in
from prisonersvoice_ar.stage.shaders import load_shader
from prisonersvoice_ar.stage.snapshot import Snapshot
from prisonersvoice_ar.stage.window import Window

if TYPE_CHECKING:
    from prisonersvoice_ar.stage.cell.nodes import Cell

SCALE = 4
"""texels of the picture, along each side, for one of the light map"""
_SLICES = 16
_PATIENCE = 8
"""frames without a change before painting begins"""
_GUTTER = 4.0
"""pixels: what surrounds a surface in the light map takes its colour, so that its edge has no seam"""
_BEGINS, _ENDS = (0.5, 1.2), (0.42, 1.4)
"""pixels of the screen for a texel. Beyond, mipmaps serve better, or the surfaces' own pictures are sharper. Who has
come in goes out a little farther on: a hand that trembles at the limit must not make the surfaces flicker"""


class Painted:
    """Decides, frame by frame, whether the cell is drawn from its painted picture."""

    def __init__(
        self, window: Window, surfaces: Sequence[NodePath], light_map: Texture, density: float
    ) -> None:
        """``surfaces``: of the whole cell; ``density``: texels of the light map for a metre."""
        self.texture = picture_texture("painted")
        self.shader: Shader = load_shader("cell", "painted", window.glsl)
        self._density = density * SCALE
        size = (light_map.getXSize() * SCALE, light_map.getYSize() * SCALE)
        self._snapshot = Snapshot(window, "paint", size, self.texture)
        self._root = root_in(self._snapshot.region, "paint")
        self._root.setShader(load_shader("paint", "paint", window.glsl))
        self._root.setShaderInput("light_map", light_map)
        self._root.setTwoSided(True)
        _unfold(surfaces, self._root)
        self._version: object = None
        self._serves = False
        """whether the cell is seen from where the picture is fine enough, and not too fine"""
        self._calm = 0
        self._slices = 0
        """of them, how many are painted"""

    def step(self, version: object, density: float) -> bool:
        """Whether the picture serves this frame; ``version`` stands for the light, ``density``: the screen's pixels a metre."""
        if version != self._version:
            self._version, self._calm, self._slices = version, 0, 0
            self._snapshot.taken = False
        least, most = _ENDS if self._serves else _BEGINS
        self._serves = least <= density / self._density <= most
        if not self._serves:
            return False
        self._calm += 1
        if self._calm <= _PATIENCE:
            return False
        if self._slices < _SLICES:
            self._paint_on()
        return self._slices == _SLICES

    def _paint_on(self) -> None:
        """One slice more, once the last one has really been drawn."""
        if self._snapshot.taken:
            self._slices += 1
        if self._slices < _SLICES:
            self._root.setScissor(0.0, 1.0, self._slices / _SLICES, (self._slices + 1) / _SLICES)
            self._snapshot.ask()

    def close(self) -> None:
        """Give the picture's memory back."""
        self._snapshot.close()
        self._root.removeNode()


def _unfold(surfaces: Sequence[NodePath], root: NodePath) -> None:
    """Copies of all surfaces under ``root``: first as lines, which fill the gutters, then as they are."""
    lines, faces = root.attachNewNode("gutters"), root.attachNewNode("faces")
    lines.setAttrib(RenderModeAttrib.make(RenderModeAttrib.MWireframe, _GUTTER))
    for order, under in enumerate((lines, faces)):
        under.setBin("fixed", order, 1)
        for surface in surfaces:
            surface.copyTo(under)


def painted_for(window: Window, cell: "Cell", pack: CellPack) -> Painted | None:
    """A painted picture of ``cell``; None on a graphics card, which reads two textures as fast as one."""
    if not window.software:
        return None
    try:
        return Painted(window, cell.surfaces, cell.light_map.texture, pack.density)
    except MachineError:  # no buffer to be had: the plain way is as right, and slower
        return None
