"""What kind of recording a file holds, by its first bytes, before any decoder is given it.

Actors send what their recorder makes; its name says little. Only kinds whose reader opens nothing but the file itself
are known here: no playlist, no list of parts.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import BinaryIO, Literal

from prisonersvoice_ar.media.errors import MediaError
from prisonersvoice_ar.media.sound import truncated

RecordingKind = Literal["wav", "w64", "aiff", "flac", "ogg", "mp3", "aac", "mov"]
"""as FFmpeg calls what reads them"""

ENDINGS = frozenset(
    f".{name}"
    for name in (
        *("wav", "wave", "bwf", "w64", "aif", "aiff", "aifc", "flac", "ogg", "oga", "opus"),
        *("mp3", "m4a", "mp4", "aac", "wma", "amr", "caf", "mka", "webm"),
    )
)
"""what is meant to be a recording, also of a kind that is not taken"""
MAX_BYTES = 256 * 1024 * 1024
"""four minutes in eight channels at 96 kHz and 32 bits: longer than any line"""
MAX_SECONDS = 180.0

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE


@dataclass(frozen=True)
class RecordingFile:
    """A file that may be given to a decoder."""

    kind: RecordingKind
    size: int
    """bytes"""


def probe_recording(path: Path) -> RecordingFile:
    """Look at the first bytes of ``path``.

    Raises MediaError: not there, empty, over 256 MB, no recording at all or of a kind that is not taken, a WAV whose
    header says that it is over three minutes long.
    """
    try:
        if not path.is_file():
            raise MediaError(f"{path.name}: is not a file", "name a file", code="no-file")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(64)
            if not head:
                raise MediaError(f"{path.name}: the file is empty", "copy or export it again", code="empty")
            kind = _kind(path.name, head)
            if kind == "wav":
                _look_into_wav(path.name, file, size)
    except OSError as error:
        raise MediaError(
            f"{path.name}: cannot be read ({error.strerror})",
            "check the file's permissions",
            code="unreadable",
            why=error.strerror or "",
        ) from error
    if size > MAX_BYTES:
        raise MediaError(
            f"{path.name}: {size / 2**20:.0f} MB",
            "cut it into lines, one file for each; 256 MB are the most",
            code="large",
            megabytes=round(size / 2**20),
        )
    return RecordingFile(kind, size)


def _kind(name: str, head: bytes) -> RecordingKind:
    for kind, fits in _SIGNS:
        if fits(head):
            return kind
    raise MediaError(
        f"{name}: not a recording that is known here", "export it as WAV or FLAC, 48 kHz", code="unknown"
    )


def _is_mp3(head: bytes) -> bool:
    """Whether there is a tag, or a frame of MPEG audio, layer III (ISO/IEC 11172-3, 2.4.1.3)."""
    return head[:3] == b"ID3" or (len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


_SIGNS: tuple[tuple[RecordingKind, Callable[[bytes], bool]], ...] = (
    ("wav", lambda head: head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE"),
    ("w64", lambda head: head[:16] == bytes.fromhex("726966662e91cf11a5d628db04c10000")),
    ("aiff", lambda head: head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC")),
    ("flac", lambda head: head[:4] == b"fLaC"),
    ("ogg", lambda head: head[:4] == b"OggS"),
    ("mov", lambda head: head[4:8] == b"ftyp"),
    ("aac", lambda head: len(head) > 2 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0),
    ("mp3", _is_mp3),
)  # fmt: skip


def _look_into_wav(name: str, file: BinaryIO, length: int) -> None:
    """Refuse what the header of a WAV says is too long, or longer than the file; one that says nothing is left to the decoder's count."""
    file.seek(12)
    byte_rate = 0
    for _ in range(64):
        head = file.read(8)
        if len(head) < 8:
            return
        tag, size = struct.unpack("<4sI", head)
        if tag == b"fmt " and size >= 16:
            byte_rate = struct.unpack_from("<I", file.read(16), 8)[0]
            size -= 16
        elif tag == b"data":
            if size in (0, 0xFFFFFFFF) or not byte_rate:  # a recorder that did not know its end
                return
            if size / byte_rate > MAX_SECONDS:
                raise too_long(name, size / byte_rate)
            if file.tell() + size > length:
                raise truncated(name)
            return
        file.seek(size + size % 2, 1)


def too_long(name: str, seconds: float) -> MediaError:
    """Give the error of a recording that cannot be one line's."""
    minutes = (
        ceil(seconds / 6) / 10
    )  # upwards: what is a moment too long is not "3 minutes, and 3 are the most"
    return MediaError(
        f"{name}: {minutes:g} minutes long",
        "cut it into lines, one file for each; 3 minutes are the most",
        code="long",
        minutes=minutes,
    )
