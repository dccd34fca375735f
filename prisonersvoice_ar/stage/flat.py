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
    region = output.makeDisplayRegion()
    region.setSort(sort)
    return root_in(region, name), region


def root_in(region: DisplayRegion, name: str) -> NodePath:
    """The same in a region that there is."""
    root = NodePath(name)
    root.setDepthTest(False)
    root.setDepthWrite(False)
    root.setBin("unsorted", 0)
    region.setCamera(root.attachNewNode(Camera(name, OrthographicLens())))
    return root


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
    """Copy (H, W, 3) BGR bytes into ``texture``, resizing it where needed; row 0 becomes v = 0.

    The texture has four bytes a pixel, of a format that names no sizes: Mesa takes such a one as it is. Three bytes a
    pixel it unpacks first, and of ``F_rgba8`` it turns every pixel's bytes round (1280×720: 1.3 ms).
    """
    height, width, _ = pixels.shape
    if (texture.getXSize(), texture.getYSize()) != (width, height):
        texture.setup2dTexture(width, height, Texture.T_unsigned_byte, Texture.F_rgba)
    target = np.frombuffer(texture.modifyRamImage(), np.uint32)  # type: ignore[call-overload]
    flat = np.ascontiguousarray(pixels).reshape(-1)
    # four bytes are read at every third one, and the fourth becomes alpha: 0.4 ms, where slices take 3.4
    words = np.ndarray((width * height - 1,), "<u4", flat.data, 0, (3,))
    np.bitwise_or(words, np.uint32(0xFF000000), out=target[:-1])
    blue, green, red = (int(value) for value in flat[-3:])
    target[-1] = 0xFF000000 | red << 16 | green << 8 | blue
