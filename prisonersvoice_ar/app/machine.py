"""What this machine lacks, and the command that mends it. No engine is needed to ask."""

import ctypes
import os
import sys
from dataclasses import dataclass

_PACKAGES = {
    "libGL.so.1": ("OpenGL", "libgl1"),
    "libEGL.so.1": ("EGL, OpenGL without a screen", "libegl1 libgl1-mesa-dri"),
    "libX11.so.6": ("X windows", "libx11-6"),
    "libglib-2.0.so.0": ("GLib, which OpenCV needs", "libglib2.0-0"),
    "libgthread-2.0.so.0": ("GLib threads, which OpenCV needs", "libglib2.0-0"),
}


@dataclass(frozen=True)
class Library:
    """A system library on Linux."""

    name: str
    purpose: str
    package: str
    found: bool


def system_libraries() -> tuple[Library, ...]:
    """The system libraries that the engines load; empty where the wheels bring all (Windows, macOS)."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(
        Library(name, purpose, package, _loads(name)) for name, (purpose, package) in _PACKAGES.items()
    )


def install_command(missing: tuple[Library, ...]) -> str:
    """One command for all that is missing, in Debian's and Ubuntu's words."""
    packages = dict.fromkeys(word for library in missing for word in library.package.split())
    return "sudo apt-get install " + " ".join(packages) if packages else ""


def setup_command() -> str:
    """What installs everything into the checkout."""
    return "run.bat" if sys.platform == "win32" else "make setup"


def has_display() -> bool:
    """Whether a window can be expected to open."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY"))
    return True


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
