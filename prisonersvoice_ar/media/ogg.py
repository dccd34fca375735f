"""Pages of an Ogg file (RFC 3533), and the two codecs in it that are played: Vorbis and Opus (RFC 7845).

The length of the sound is never believed: it is held against what the packets can hold.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prisonersvoice_ar.media.errors import MediaError
from prisonersvoice_ar.media.sound import SoundFile, SoundKind, measured, truncated

_HEADER = struct.Struct("<4sBBqIIIB")
BOS, EOS = 2, 4
_NO_GRANULE = -1
_MAX_PAGES = 200_000
"""half an hour at a page for each packet of 10 ms; a file of empty pages is an attack, not a sound"""
_MAX_PACKET = 4 * 1024 * 1024
"""bytes: a cover picture in the comments, no more"""


@dataclass(frozen=True)
class Page:
    """One page of the stream."""

    flags: int
    granule: int
    """the codec's sample count at the end of the last packet that ends here; -1: none ends here"""
    serial: int
    packets: tuple[bytes, ...]
    """the packets that end on this page, whole"""


def probe_ogg(name: str, data: bytes, suffix: str) -> SoundFile:
    """Read ``data``, a whole file ending in ``suffix`` (``.ogg`` or ``.opus``).

    Raises MediaError, its line beginning with ``name``: also for Opus in ``.ogg``, which Panda3D's OpenAL
    cannot open (measured-facts.md).
    """
    pages = _stream(name, data)
    head = pages[0].packets[0] if pages[0].packets else b""
    kind: SoundKind
    if head[:8] == b"OpusHead":
        kind = "opus"
    elif head[:7] == b"\x01vorbis":
        kind = "vorbis"
    else:
        raise MediaError(f"{name}: neither Vorbis nor Opus inside", "export it as Opus (.opus)")
    if (kind == "opus") != (suffix == ".opus"):
        right = ".opus" if kind == "opus" else ".ogg"
        raise MediaError(
            f"{name}: {kind.capitalize()} inside “{suffix}” cannot be played", f"rename it to “{right}”"
        )
    return _opus(name, head, pages) if kind == "opus" else _vorbis(name, head, pages)


def _stream(name: str, data: bytes) -> list[Page]:
    """Give the pages of the one stream in the file, first and last marked as such."""
    if not data.startswith(b"OggS"):
        raise MediaError(f"{name}: not an Ogg file, whatever it is called", "export it as Opus (.opus)")
    found = list(pages(name, data))
    if not found[0].flags & BOS or any(p.serial != found[0].serial for p in found):
        raise MediaError(f"{name}: several streams in one file", "export the sound alone")
    if not found[-1].flags & EOS:
        raise truncated(name)
    return found


def pages(name: str, data: bytes) -> Iterator[Page]:
    """Walk the pages and put the packets together from their segments (RFC 3533, section 5).

    Raises MediaError where they are truncated, broken or too many; its line begins with ``name``.
    """
    at, held, expected = 0, b"", 0
    while at < len(data):
        if at + _HEADER.size > len(data):
            raise truncated(name)
        magic, version, flags, granule, serial, number, crc, count = _HEADER.unpack_from(data, at)
        if magic != b"OggS" or version != 0 or number != expected:
            raise MediaError(f"{name}: a piece of the file is missing or broken", "copy or export it again")
        table = data[at + _HEADER.size : at + _HEADER.size + count]
        body = at + _HEADER.size + count
        end = body + sum(table)
        if len(table) < count or end > len(data):
            raise truncated(name)
        if at == 0 and _crc(data[:22] + b"\0\0\0\0" + data[26:end]) != crc:
            raise MediaError(f"{name}: the header is damaged", "copy or export it again")
        packets, held = _laced(data, body, table, held)
        yield Page(flags, granule, serial, packets)
        at, expected = end, number + 1
        if len(held) > _MAX_PACKET or expected > _MAX_PAGES:
            raise MediaError(f"{name}: built like no sound", "export it again")


def _laced(data: bytes, body: int, table: bytes, held: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """Give the packets that end on a page, and the beginning of one that goes on over its end."""
    packets: list[bytes] = []
    start = at = body
    for size in table:
        at += size
        if size < 255:
            packets.append(held + data[start:at])
            held, start = b"", at
    return tuple(packets), held + data[start:at]


def _crc(page: bytes) -> int:
    """Ogg's checksum: polynomial 0x04c11db7, no reflection, no inversion. For the first page only: it is slow."""
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1) ^ (0x104C11DB7 if crc & 0x80000000 else 0)
    return crc


def page_bytes(number: int, packets: Sequence[bytes], granule: int, flags: int = 0, serial: int = 1) -> bytes:
    """Write one page that holds whole ``packets`` (RFC 3533, section 6); their segments are at most 255."""
    table = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    head = _HEADER.pack(b"OggS", 0, flags, granule, serial, number, 0, len(table))
    whole = head + table + b"".join(packets)
    return whole[:22] + struct.pack("<I", _crc(whole)) + whole[26:]


def _body(pages: list[Page], headers: int) -> list[Page]:
    """Give the pages that carry sound; each begins its own page after the ``headers`` packets."""
    for index, page in enumerate(pages):
        if headers <= 0:
            return pages[index:]
        headers -= len(page.packets)
    return []


def _last(pages: list[Page]) -> int:
    return next((p.granule for p in reversed(pages) if p.granule != _NO_GRANULE), 0)


def _lie(name: str) -> MediaError:
    return MediaError(f"{name}: the header claims more sound than the file holds", "export it again")


def _vorbis(name: str, head: bytes, pages: list[Page]) -> SoundFile:
    """Vorbis I specification, 4.2.2: a packet gives at most half the larger block."""
    if len(head) < 30 or struct.unpack_from("<I", head, 7)[0] != 0 or not head[29] & 1:
        raise MediaError(f"{name}: the Vorbis header is damaged", "export it again")
    channels, rate = struct.unpack_from("<BI", head, 11)
    sound = _body(pages, 3)
    samples = _last(sound)
    packets = sum(len(p.packets) for p in sound)
    if samples > packets * (1 << (head[28] >> 4)) // 2:
        raise _lie(name)
    return measured(name, samples, channels, rate, "vorbis")


def _opus(name: str, head: bytes, pages: list[Page]) -> SoundFile:
    """RFC 7845: 48 kHz granules; the lead-in (pre-skip) is not heard and the last page may cut the end."""
    if len(head) < 19 or head[8] >> 4 != 0:
        raise MediaError(f"{name}: the Opus header is damaged", "export it again")
    channels, pre_skip = struct.unpack_from("<BH", head, 9)
    sound = _body(pages, 2)
    held = [sum(map(_opus_samples, page.packets)) for page in sound]
    first = next((i for i, p in enumerate(sound) if p.granule != _NO_GRANULE), 0)
    # A stream cut out of a longer one begins with a granule that is not nought (RFC 7845, 4.3).
    start = max(0, sound[first].granule - sum(held[: first + 1])) if sound else 0
    samples = _last(sound) - start
    if samples > sum(held):
        raise _lie(name)
    return measured(name, samples - pre_skip, channels, 48_000, "opus")


def _opus_samples(packet: bytes) -> int:
    """Samples at 48 kHz in a packet, by its first bytes (RFC 6716, 3.1 and 3.2)."""
    if not packet:
        return 0
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        frame = (480, 960, 1920, 2880)[config & 3]
    elif config < 16:
        frame = (480, 960)[config & 1]
    else:
        frame = (120, 240, 480, 960)[config & 3]
    if code < 3:
        return frame * (1, 2, 2)[code]
    return frame * (packet[1] & 0x3F) if len(packet) > 1 else 0
