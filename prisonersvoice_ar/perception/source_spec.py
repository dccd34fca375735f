"""What a source is, told from the text that a user typed; imports no cv2, so that the app may use it."""

import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from prisonersvoice_ar.core.errors import UsageError

SourceKind = Literal["camera", "video", "folder", "stream", "pipe", "stub"]
PathKind = Literal["file", "folder", "device", "pipe", "absent"]

VIDEO_SUFFIXES = frozenset(
    [
        ".mp4",
        ".m4v",
        ".mov",
        ".mkv",
        ".webm",
        ".avi",
        ".mpg",
        ".mpeg",
        ".ts",
        ".mts",
        ".m2ts",
        ".ogv",
        ".wmv",
        ".flv",
        ".3gp",
        ".mjpg",
        ".mjpeg",
        ".y4m",
        ".gif",
    ]
)
PICTURE_SUFFIXES = frozenset(
    [".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".avif", ".pgm", ".ppm", ".jp2"]
)
STREAM_SCHEMES = frozenset({"http", "https", "rtsp", "rtsps"})
STUB_PATTERNS = ("noise", "gradient", "nothing")

_ADVICE = "Name a camera (its name or number), a video file, a folder of pictures, an http:// or rtsp:// stream, or demo."


@dataclass(frozen=True)
class SourceSpec:
    """Where pictures come from; picklable, made by `parse_source`."""

    kind: SourceKind
    where: str
    """a camera's name, number or device path, nothing for any camera; a file's or folder's path; a stream's URL; a stub's pattern"""

    @property
    def live(self) -> bool:
        """True where the pictures are of people here and now: a device, a pipe, any URL."""
        return self.kind in ("camera", "stream", "pipe")

    @property
    def label(self) -> str:
        """How a message calls it; a stream's user name and password are left out."""
        if self.kind == "camera":
            return f"camera {self.where}" if self.where else "a camera of this machine"
        if self.kind == "stream":
            parts = urlsplit(self.where)
            return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
        return self.where


def path_kind(text: str) -> PathKind:
    """What lies at a path; ``absent`` also where the text cannot be a path."""
    try:
        mode = Path(text).expanduser().stat().st_mode
    except (OSError, ValueError):
        return "absent"
    if stat.S_ISDIR(mode):
        return "folder"
    if stat.S_ISFIFO(mode):
        return "pipe"
    return "device" if stat.S_ISCHR(mode) else "file"


def parse_source(text: str, kind_of: Callable[[str], PathKind] = path_kind) -> SourceSpec:
    """Read a ``--source``; UsageError where it can be nothing of the kind.

    Digits are a camera's number; a URL is a stream; what exists, or ends like a video, is a file or a
    folder; ``stub:noise`` and its like are synthetic; all else is a camera's name.
    """
    text = text.strip()
    if not text:
        raise UsageError("the source is empty", _ADVICE)
    if text.isascii() and text.isdigit():
        return SourceSpec("camera", text)
    if "://" in text:
        return _stream(text)
    if text.split(":")[0] == "stub":
        return _stub(text)
    return _on_disk(text, kind_of(text))


def _stream(text: str) -> SourceSpec:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f'"{_shown(text)}" is no address of a stream: {error}', _ADVICE) from None
    if parts.scheme.lower() not in STREAM_SCHEMES:
        raise UsageError(f'streams begin with http:// or rtsp://, not with "{parts.scheme}://"', _ADVICE)
    if not host:
        raise UsageError(f'"{_shown(text)}" names no host', "Write it as http://host:port/path.")
    return SourceSpec("stream", text)


def _shown(address: str) -> str:
    """An address without the name and password in it."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _stub(text: str) -> SourceSpec:
    pattern = text.partition(":")[2] or "noise"
    if pattern not in STUB_PATTERNS:
        raise UsageError(f'there is no stub "{pattern}"', f"There are {', '.join(STUB_PATTERNS)}.")
    return SourceSpec("stub", pattern)


def _on_disk(text: str, kind: PathKind) -> SourceSpec:
    path = str(Path(text).expanduser())
    if kind == "device" or text.startswith("/dev/"):
        return SourceSpec("camera", path)
    if kind == "pipe" or text.startswith("\\\\.\\pipe\\"):
        return SourceSpec("pipe", path)
    if kind == "folder":
        return SourceSpec("folder", path)
    suffix = Path(text).suffix.lower()
    if suffix in PICTURE_SUFFIXES:
        return SourceSpec("folder", path)
    if kind == "file" or suffix in VIDEO_SUFFIXES:
        return SourceSpec("video", path)
    if text.endswith(("/", "\\")):
        return SourceSpec("folder", path)
    # a camera's name may hold a slash ("USB 2.0 / UVC"), so only what starts like a path is taken for one
    if text.startswith(("/", "./", "../", "~", ".\\", "..\\")) or text[1:3] in (":\\", ":/"):
        raise UsageError(f'there is no file or folder "{text}"', "Check the path. " + _ADVICE)
    return SourceSpec("camera", text)
