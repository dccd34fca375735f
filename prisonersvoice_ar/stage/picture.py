"""Writes a picture that we made, as PNG. Never called with a live source's frame: the app refuses that."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from panda3d.core import Filename, PNMImage, Texture


def write_png(path: Path, bgr: NDArray[np.uint8]) -> None:
    """Write (H, W, 3) uint8 BGR to ``path``; OSError where it cannot be written."""
    height, width = bgr.shape[:2]
    texture = Texture()
    texture.setup2dTexture(width, height, Texture.TUnsignedByte, Texture.FRgb)
    texture.setRamImage(np.ascontiguousarray(bgr[::-1]).tobytes())
    image = PNMImage()
    texture.store(image)
    part = path.with_name(f".{path.stem}.part.png")
    if not image.write(Filename.fromOsSpecific(str(part))):
        raise OSError(f"{path.name} cannot be written")
    part.replace(path)
