"""Whether a photograph says that it is to be turned before it is shown (Exif 2.32, tag 0x0112)."""

import struct
from pathlib import Path

from prisonersvoice_ar.media.files import contents

_MAX_BYTES = 64 * 1024 * 1024
_ORIENTATION = 0x0112


def turned(path: Path) -> bool:
    """Whether a JPEG's Exif turns or mirrors it; False for what has no Exif. Raises MediaError: unreadable."""
    data = contents(path, _MAX_BYTES)
    at = 2
    while data[:2] == b"\xff\xd8" and at + 10 <= len(data) and data[at] == 0xFF:
        size = struct.unpack_from(">H", data, at + 2)[0]
        if data[at + 1] == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            return _orientation(data[at + 10 : at + 2 + size]) not in {0, 1}
        if data[at + 1] == 0xDA:
            break
        at += 2 + size
    return False


def _orientation(tiff: bytes) -> int:
    """The value of the tag in the first directory; 0 where there is none."""
    if len(tiff) < 8 or tiff[:2] not in {b"II", b"MM"}:
        return 0
    order = "<" if tiff[:2] == b"II" else ">"
    at = struct.unpack_from(f"{order}I", tiff, 4)[0]
    if at + 2 > len(tiff):
        return 0
    for entry in range(struct.unpack_from(f"{order}H", tiff, at)[0]):
        here = at + 2 + 12 * entry
        if here + 12 > len(tiff):
            return 0
        tag, kind = struct.unpack_from(f"{order}HH", tiff, here)
        if tag == _ORIENTATION and kind == 3:
            return int(struct.unpack_from(f"{order}H", tiff, here + 8)[0])
    return 0
