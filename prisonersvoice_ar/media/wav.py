"""The header of a WAV file (RIFF, Microsoft/IBM 1991; WAVEFORMATEXTENSIBLE, Microsoft 2001)."""

import struct
from collections.abc import Iterator

from prisonersvoice_ar.media.errors import MediaError
from prisonersvoice_ar.media.sound import SoundFile, measured, truncated

_PCM, _EXTENSIBLE = 1, 0xFFFE
_PCM_GUID = bytes.fromhex("0100000000001000800000aa00389b71")


def probe_wav(name: str, data: bytes) -> SoundFile:
    """Read ``data``, a whole WAV file of integer PCM. Raises MediaError, its line beginning with ``name``."""
    if len(data) < 12:
        raise truncated(name)
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise MediaError(f"{name}: not a WAV file, whatever it is called", "export it as WAV (PCM) or Opus")
    if struct.unpack_from("<I", data, 4)[0] + 8 > len(data) + 1:
        raise truncated(name)
    rate = channels = frame = 0
    for tag, body in _chunks(name, data):
        if tag == b"fmt ":
            channels, rate, frame = _format(name, body)
        elif tag == b"data" and not frame:
            raise MediaError(f"{name}: the sound comes before its format", "export it again")
        elif tag == b"data":
            return measured(name, len(body) // frame, channels, rate, "wav")
    raise MediaError(f"{name}: there is no sound in this file", "export it again")


def _chunks(name: str, data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Walk the chunks in order; one that is said to be longer than the file is a truncated file."""
    at = 12
    while at + 8 <= len(data):
        tag, size = struct.unpack_from("<4sI", data, at)
        if at + 8 + size > len(data):
            raise truncated(name)
        yield tag, memoryview(data)[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _format(name: str, body: memoryview) -> tuple[int, int, int]:
    """Give channels, rate and bytes a frame, where they agree with one another."""
    if len(body) < 16:
        raise truncated(name)
    tag, channels, rate, byte_rate, frame, bits = struct.unpack_from("<HHIIHH", body)
    if tag == _EXTENSIBLE and bytes(body[24:40]) == _PCM_GUID:
        tag = _PCM
    if tag != _PCM or bits not in (8, 16, 24, 32):
        raise MediaError(
            f"{name}: not plain PCM inside (format {tag}, {bits} bits)", "export it as 16-bit PCM"
        )
    if frame != channels * bits // 8 or byte_rate != rate * frame or not frame:
        raise MediaError(f"{name}: the header contradicts itself", "export it again")
    return channels, rate, frame
