"""A neutral table or wall with the target's paper on it: what a camera would see, where there is none.

Drawn before everything else and without depth, so that a cell behind the paper (portal) is seen through it.
"""

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from panda3d.core import (
    BoundingVolume,
    Camera,
    CardMaker,
    DisplayRegion,
    Filename,
    MatrixLens,
    NodePath,
    OmniBoundingVolume,
    PNMImage,
    SamplerState,
    Texture,
)

from prisonersvoice_ar.core.geometry import (
    Array,
    Intrinsics,
    T_panda_opencv,
    inverse,
    plausible_intrinsics,
    projection_matrix,
)
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.stage.lens import panda_matrix, set_projection
from prisonersvoice_ar.stage.shaders import load_shader
from prisonersvoice_ar.stage.stage import Stage
from prisonersvoice_ar.stage.window import Window

_SORT = -5
"""before the backdrop (0)"""
_SHEET_M = 40.0
"""how far the table goes on"""
_GREY = 148
"""of the picture that the model takes its light from"""


class Tabletop:
    """Lies in a window under the stage, and gives the stage the view of a camera that hovers over it."""

    def __init__(self, window: Window) -> None:
        """Nothing lies on it yet."""
        self._window = window
        self._region: DisplayRegion = window.output.makeDisplayRegion()
        self._region.setSort(_SORT)
        self._root = NodePath("tabletop")
        self._root.setDepthTest(False)
        self._root.setDepthWrite(False)
        self._root.setBin("unsorted", 0)
        self._lens = MatrixLens()
        self._camera = self._root.attachNewNode(Camera("above", self._lens))
        self._region.setCamera(self._camera)
        self._sheet = _sheet(self._root, window.glsl)
        self._paper: NodePath | None = None
        self._size = (0, 0)
        self._hangs = False
        self.hide()

    def lay(self, target: Target | None, artwork: Path | None) -> None:
        """Lay ``target``'s paper in the middle; ``artwork``: the picture that is printed on it, if there is one."""
        if self._paper is not None:
            self._paper.removeNode()
            self._paper = None
        self._hangs = target is not None and target.hangs
        if target is not None:
            self._paper = _paper(self._root, target, artwork, self._window.glsl)

    def look(self, stage: Stage, T_camera_target: Array) -> None:
        """See table and stage from a camera; the stage's picture becomes the table."""
        size = self._window.size
        if size != self._size:
            self._size = size
            stage.take_picture(np.full((size[1], size[0], 3), _GREY, np.uint8))
        stage.backdrop.hide()
        lens = view_lens(size)
        stage.look_through(lens)
        stage.place(T_camera_target)
        self._camera.setMat(panda_matrix(inverse(T_camera_target) @ inverse(T_panda_opencv)))
        set_projection(self._lens, projection_matrix(lens, 0.01, 60.0))
        self._sheet.setShaderInput("wall", float(self._hangs))
        self._region.setActive(True)

    def hide(self) -> None:
        """Draw nothing: a real picture is there, or a seated view fills the window."""
        self._region.setActive(False)
        self._size = (0, 0)

    def close(self) -> None:
        """Take it away."""
        self._window.output.removeDisplayRegion(self._region)
        self._root.removeNode()


def view_lens(size: tuple[int, int]) -> Intrinsics:
    """The lens of the camera that hovers: a webcam's, whatever the window's shape."""
    return plausible_intrinsics(*size, horizontal_fov_deg=50.0)


def _sheet(root: NodePath, glsl: int) -> NodePath:
    maker = CardMaker("sheet")
    maker.setFrame(-_SHEET_M / 2, _SHEET_M / 2, -_SHEET_M / 2, _SHEET_M / 2)
    maker.setUvRange((-_SHEET_M / 2, -_SHEET_M / 2), (_SHEET_M / 2, _SHEET_M / 2))
    card = root.attachNewNode(maker.generate())
    card.setP(-90)  # a card stands in xz; the paper lies in xy
    card.setTwoSided(True)
    card.setShader(load_shader("plain", "table", glsl))
    everywhere: BoundingVolume = OmniBoundingVolume()
    card.node().setBounds(everywhere)
    card.node().setFinal(True)
    return card


def _paper(root: NodePath, target: Target, artwork: Path | None, glsl: int) -> NodePath:
    (x, y), (w, h) = target.outline.center_m, target.outline.size_m
    picture = _printed(artwork) if artwork is not None else None
    if picture is None:
        picture = _drawn(target)
    maker = CardMaker("paper")
    maker.setFrame(x - w / 2, x + w / 2, y - h / 2, y + h / 2)
    card = root.attachNewNode(maker.generate(), 1)
    card.setP(-90)
    card.setTwoSided(True)
    card.setShader(load_shader("plain", "print", glsl))
    card.setShaderInput("picture", picture)
    return card


def _printed(artwork: Path) -> Texture | None:
    image = PNMImage()
    if not image.read(Filename.fromOsSpecific(str(artwork))):
        return None
    most = 1024
    if max(image.getXSize(), image.getYSize()) > most:
        share = most / max(image.getXSize(), image.getYSize())
        small = PNMImage(round(image.getXSize() * share), round(image.getYSize() * share), 3)
        small.quickFilterFrom(image)
        image = small
    made = Texture("print")
    made.load(image)
    return _soft(made)


def _drawn(target: Target) -> Texture:
    """A white paper with a black square for each marker, where the artwork is not known."""
    (left, low), (w, h) = _corner(target), target.outline.size_m
    scale = 512 / max(w, h)
    pixels: NDArray[np.uint8] = np.full(
        (max(2, round(h * scale)), max(2, round(w * scale)), 3), 232, np.uint8
    )
    for marker in target.markers:
        half = marker.size_m / 2
        mx, my = marker.center_m
        rows = slice(max(0, math.floor((my - half - low) * scale)), math.ceil((my + half - low) * scale))
        columns = slice(max(0, math.floor((mx - half - left) * scale)), math.ceil((mx + half - left) * scale))
        pixels[rows, columns] = 28
    made = Texture("print")
    made.setup2dTexture(pixels.shape[1], pixels.shape[0], Texture.TUnsignedByte, Texture.FRgb)
    made.setRamImage(pixels.tobytes())
    return _soft(made)


def _corner(target: Target) -> tuple[float, float]:
    (x, y), (w, h) = target.outline.center_m, target.outline.size_m
    return x - w / 2, y - h / 2


def _soft(texture: Texture) -> Texture:
    texture.setMinfilter(SamplerState.FTLinearMipmapLinear)
    texture.setMagfilter(SamplerState.FTLinear)
    texture.setWrapU(SamplerState.WMClamp)
    texture.setWrapV(SamplerState.WMClamp)
    return texture
