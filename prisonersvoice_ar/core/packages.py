"""Which package of Debian and Ubuntu brings which system library: one table for every message that names one."""

from collections.abc import Iterable

PACKAGES = {
    "libGL.so.1": ("OpenGL", "libgl1 libgl1-mesa-dri"),
    "libEGL.so.1": ("EGL, OpenGL without a screen", "libegl1 libgl1-mesa-dri"),
    "libX11.so.6": ("X windows", "libx11-6"),
    "libglib-2.0.so.0": ("GLib, which OpenCV needs", "libglib2.0-0"),
    "libgthread-2.0.so.0": ("GLib threads, which OpenCV needs", "libglib2.0-0"),
}
"""library to what it is for, and the packages that bring it"""


def install_command(libraries: Iterable[str]) -> str:
    """One command for all of ``libraries``, keys of PACKAGES; empty where there are none."""
    packages = dict.fromkeys(word for library in libraries for word in PACKAGES[library][1].split())
    return "sudo apt-get install " + " ".join(packages) if packages else ""
