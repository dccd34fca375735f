"""Rectangles of the window that are drawn under the overlay: the camera picture, and the cell over it."""

import numpy as np
from numpy.typing import NDArray
from panda3d.core import (
    BoundingVolume,
    Camera,
    CardMaker,
    DisplayRegion,
    GraphicsOutput,
    NodePath,
    OmniBoundingVolume,
    OrthographicLens,
    Texture,
)


def flat_root(output: GraphicsOutput, name: str, sort: int) -> tuple[NodePath, DisplayRegion]:
    """A root whose children cover the window through their own vertex shader, in the order given."""
    root = NodePath(name)
    root.setDepthTest(False)
    root.setDepthWrite(False)
    root.setBin("unsorted", 0)
    region = output.makeDisplayRegion()
    region.setSort(sort)
    region.setCamera(root.attachNewNode(Camera(name, OrthographicLens())))
    return root, region


def unit_card(root: NodePath, name: str) -> NodePath:
    """A card from 0 to 1 in x and z that is never culled: its shader says where it lies."""
    maker = CardMaker(name)
    maker.setFrame(0, 1, 0, 1)
    card = root.attachNewNode(maker.generate())
    everywhere: BoundingVolume = OmniBoundingVolume()
    card.node().setBounds(everywhere)
    card.node().setFinal(True)
    return card


def window_rectangle(
    window: tuple[int, int], x: float, y: float, width: float, height: float
) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in −1 to 1 of a rectangle in window pixels from the top left."""
    w, h = window
    return (2 * x / w - 1, 1 - 2 * (y + height) / h, 2 * (x + width) / w - 1, 1 - 2 * y / h)


def picture_texture(name: str) -> Texture:
    """A texture for pictures that change every frame: no mipmaps, edges held."""
    made = Texture(name)
    made.setMinfilter(Texture.FT_linear)
    made.setMagfilter(Texture.FT_linear)
    made.setWrapU(Texture.WM_clamp)
    made.setWrapV(Texture.WM_clamp)
    made.setKeepRamImage(True)
    return made


def upload(texture: Texture, pixels: NDArray[np.uint8]) -> None:
    """Copy (H, W, 3) BGR or (H, W, 4) BGRA bytes into ``texture``, resizing it where needed.

    Panda3D keeps BGR itself, so the bytes go through unchanged and row 0 becomes v = 0.
    """
    height, width, channels = pixels.shape
    if (texture.getXSize(), texture.getYSize(), texture.getNumComponents()) != (width, height, channels):
        kind = Texture.F_rgb if channels == 3 else Texture.F_rgba
        texture.setup2dTexture(width, height, Texture.T_unsigned_byte, kind)
    target = np.frombuffer(texture.modifyRamImage(), np.uint8)  # type: ignore[call-overload]
    np.copyto(target, pixels.reshape(-1))
