"""Keeps a picture that we made, as PNG or JPEG. Never called with a live source's frame: the app refuses that."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from panda3d.core import ConfigVariableInt, Filename, PNMImage, StringStream, Texture

from prisonersvoice_ar.core.errors import MachineError


def write_png(path: Path, bgr: NDArray[np.uint8]) -> None:
    """Write (H, W, 3) uint8 BGR to ``path``; OSError where it cannot be written."""
    image = _image(bgr)
    part = path.with_name(f".{path.stem}.part.png")
    if not image.write(Filename.fromOsSpecific(str(part))):
        raise OSError(f"{path.name} cannot be written")
    part.replace(path)


def jpeg(bgr: NDArray[np.uint8], quality: int = 82) -> bytes:
    """Return (H, W, 3) uint8 BGR as the bytes of a JPEG of ``quality`` 1 to 100."""
    ConfigVariableInt("jpeg-quality").setValue(quality)
    stream = StringStream()
    if not _image(bgr).write(stream, ".jpg"):
        raise MachineError("This Panda3D writes no JPEG.", "Install the application again.")
    return bytes(stream.getData())


def png(bgr: NDArray[np.uint8], effort: int = 3) -> bytes:
    """Return (H, W, 3) uint8 BGR as the bytes of a PNG; ``effort`` 1 to 9: 6 takes twice as long for a tenth less."""
    ConfigVariableInt("png-compression-level").setValue(effort)
    stream = StringStream()
    if not _image(bgr).write(stream, ".png"):
        raise MachineError("This Panda3D writes no PNG.", "Install the application again.")
    return bytes(stream.getData())


def read_png(path: Path) -> NDArray[np.uint8] | None:
    """The picture in a file, (H, W, 3) uint8 BGR; None where there is none that can be read."""
    texture = Texture()
    image = PNMImage()
    if not image.read(Filename.fromOsSpecific(str(path))):
        return None
    image.setNumChannels(3)
    texture.load(image)
    pixels = np.frombuffer(bytes(texture.getRamImageAs("BGR")), np.uint8)
    rows: NDArray[np.uint8] = pixels.reshape(image.getYSize(), image.getXSize(), 3)
    return rows[::-1]  # the engine counts them from below


def _image(bgr: NDArray[np.uint8]) -> PNMImage:
    height, width = bgr.shape[:2]
    texture = Texture()
    texture.setup2dTexture(width, height, Texture.TUnsignedByte, Texture.FRgb)
    texture.setRamImage(np.ascontiguousarray(bgr[::-1]).tobytes())
    image = PNMImage()
    texture.store(image)
    return image
