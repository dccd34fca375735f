"""Small files written byte by byte, so that each can be made wrong in one place."""

import struct
import zlib
from collections.abc import Sequence

from prisonersvoice_ar.media import ogg


def page(number: int, packets: Sequence[bytes], granule: int, flags: int = 0, serial: int = 7) -> bytes:
    """Write one Ogg page that holds whole packets."""
    return ogg.page_bytes(number, packets, granule, flags, serial)


def opus(
    *,
    packets: int = 100,
    granule: int | None = None,
    pre_skip: int = 312,
    channels: int = 1,
    end: int = 4,
    last: int = 7,
) -> bytes:
    """Write an Opus file of 20 ms packets (CELT, config 31: 960 samples), 50 a page."""
    head = struct.pack("<8sBBHIhB", b"OpusHead", 1, channels, pre_skip, 48000, 0, 0)
    pages = [page(0, [head], 0, flags=2), page(1, [b"OpusTags" + bytes(8)], 0)]
    sound = [bytes([31 << 3, 1, 2, 3])] * packets
    for start in range(0, packets, 50):
        part, done = sound[start : start + 50], min(start + 50, packets)
        final = done == packets
        at = granule if final and granule is not None else done * 960
        pages.append(page(len(pages), part, at, flags=end if final else 0, serial=last if final else 7))
    return b"".join(pages)


def vorbis(*, granule: int = 44100, rate: int = 44100, channels: int = 2, packets: int = 60) -> bytes:
    """Write what has the shape of a Vorbis file: blocks of 256 and 2048."""
    head = b"\x01vorbis" + struct.pack("<IBIiii", 0, channels, rate, 0, 0, 0) + bytes([0xB8, 1])
    sound = page(2, [b"\x00\x01"] * packets, granule, flags=4)
    return page(0, [head], 0, flags=2) + page(1, [b"\x03vorbis", b"\x05vorbis"], 0) + sound


def wav(*, seconds: float = 0.5, rate: int = 8000, channels: int = 1, bits: int = 16, tag: int = 1) -> bytes:
    """Write a WAV of zeros."""
    frame = channels * bits // 8
    data = bytes(int(seconds * rate) * frame)
    fmt = struct.pack("<HHIIHH", tag, channels, rate, rate * frame, frame, bits)
    body = b"WAVE" + struct.pack("<4sI", b"fmt ", 16) + fmt + struct.pack("<4sI", b"data", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def chunk(tag: bytes, body: bytes) -> bytes:
    """Write one PNG chunk."""
    return struct.pack(">I", len(body)) + tag + body + struct.pack(">I", zlib.crc32(tag + body))


def png(width: int = 3, height: int = 2, depth: int = 8, colour: int = 2) -> bytes:
    """Write a PNG; its pixels are few whatever its header says."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(40))) + chunk(b"IEND", b"")


def jpeg(width: int = 3, height: int = 2, frame: int = 0xC0) -> bytes:
    """Write the markers of a JPEG."""
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    size = b"\xff" + bytes([frame]) + struct.pack(">HBHHB", 11, 8, height, width, 1) + bytes(3)
    return b"\xff\xd8" + app + size + b"\xff\xda\x00\x08" + bytes(20) + b"\xff\xd9"
