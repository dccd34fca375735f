"""What the header of a PNG or a JPEG says, before any decoder is given the file.

A PNG of 49 KB may decode to 3.9 GB (measured-facts.md): the size is read here and capped.
"""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from prisonersvoice_ar.media.errors import MediaError
from prisonersvoice_ar.media.files import contents
from prisonersvoice_ar.media.kinds import PICTURES, kind_of

MAX_SIDE = 8192
"""pixels"""
MAX_BYTES = 64 * 1024 * 1024

_PNG = b"\x89PNG\r\n\x1a\n"
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""baseline, extended, progressive: what decoders take"""
_NO_FRAMES = frozenset({0xC4, 0xC8, 0xCC})
"""tables that stand among the frame headers' numbers"""
_MAX_CHUNKS = 100_000


@dataclass(frozen=True)
class PictureFile:
    """A picture that the stage can show."""

    width: int
    """pixels"""
    height: int
    kind: Literal["png", "jpeg"]


def probe_picture(path: Path) -> PictureFile:
    """Read the header of a PNG or JPEG.

    Raises MediaError: another kind, truncated, damaged, a side over 8192 pixels, or not there.
    """
    suffix = kind_of(path, PICTURES)
    data = contents(path, MAX_BYTES)
    return _png(path.name, data) if suffix == ".png" else _jpeg(path.name, data)


def _sized(name: str, width: int, height: int, kind: Literal["png", "jpeg"]) -> PictureFile:
    if not (width and height):
        raise MediaError(f"{name}: the picture has no size", "export it again")
    if width > MAX_SIDE or height > MAX_SIDE:
        raise MediaError(
            f"{name}: {width}×{height} pixels", f"no side may be over {MAX_SIDE}: make it smaller"
        )
    return PictureFile(width, height, kind)


def _truncated(name: str) -> MediaError:
    return MediaError(f"{name}: the file ends before the picture does", "copy or export it again")


def _png(name: str, data: bytes) -> PictureFile:
    """PNG (ISO/IEC 15948): IHDR comes first, with its checksum; IEND comes last."""
    if data[:8] != _PNG:
        raise MediaError(f"{name}: not a PNG, whatever it is called", "export it as PNG")
    if len(data) < 33:
        raise _truncated(name)
    size, tag, width, height, depth, colour = struct.unpack_from(">I4sIIBB", data, 8)
    checksum = struct.unpack_from(">I", data, 29)[0]
    if (
        size != 13
        or tag != b"IHDR"
        or zlib.crc32(data[12:29]) != checksum
        or depth not in _DEPTHS.get(colour, ())
    ):
        raise MediaError(f"{name}: the PNG header is damaged", "export it again")
    _png_end(name, data)
    return _sized(name, width, height, "png")


def _png_end(name: str, data: bytes) -> None:
    """Walk the chunks up to IEND; one that is said to be longer than the file is a truncated file."""
    at, pixels = 8, False
    for _ in range(_MAX_CHUNKS):
        if at + 12 > len(data):
            break
        size, tag = struct.unpack_from(">I4s", data, at)
        if at + 12 + size > len(data):
            break
        pixels = pixels or (tag == b"IDAT" and size > 0)
        if tag == b"IEND" and pixels:
            return
        at += 12 + size
    raise _truncated(name)


def _jpeg(name: str, data: bytes) -> PictureFile:
    """JPEG (ITU-T T.81, annex B): markers up to the frame header; EOI at the end."""
    if data[:3] != b"\xff\xd8\xff":
        raise MediaError(f"{name}: not a JPEG, whatever it is called", "export it as JPEG")
    if not data.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise _truncated(name)
    at = 2
    for _ in range(_MAX_CHUNKS):
        if at + 4 > len(data) or data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        size = struct.unpack_from(">H", data, at + 2)[0]
        if marker in _FRAMES and at + 9 <= len(data):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return _sized(name, width, height, "jpeg")
        if marker == 0xDA or (0xC3 <= marker <= 0xCF and marker not in _NO_FRAMES):
            break
        at += 2 + size
    raise MediaError(f"{name}: a JPEG of a kind that is not taken, or damaged", "export it as a plain JPEG")
