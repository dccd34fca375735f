"""Where each screen of the desktop lies, asked of the system itself: Panda3D knows only the first one."""

import ctypes
import ctypes.util
import os
import sys
from typing import Any

from prisonersvoice_ar.core.layout import Rect


def displays() -> tuple[Rect, ...]:
    """Every screen's rectangle on the desktop, pixels (macOS: points), the main one first; empty where none is told."""
    try:
        if sys.platform == "win32":
            found = _windows()
        elif sys.platform == "darwin":
            found = _macos()
        else:
            found = _x11()
    except (OSError, AttributeError, ValueError):  # a library or a function of it is not there
        return ()
    return tuple(found)


class _Monitor(ctypes.Structure):
    """XRRMonitorInfo (RandR 1.5)."""

    _fields_ = [
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("noutput", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("mwidth", ctypes.c_int),
        ("mheight", ctypes.c_int),
        ("outputs", ctypes.c_void_p),
    ]


def _x11() -> list[Rect]:
    if not os.environ.get("DISPLAY"):
        return []
    x = ctypes.CDLL("libX11.so.6")
    randr = ctypes.CDLL("libXrandr.so.2")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x.XDefaultRootWindow.restype = ctypes.c_ulong
    x.XDefaultRootWindow.argtypes = x.XCloseDisplay.argtypes = [ctypes.c_void_p]
    randr.XRRGetMonitors.restype = ctypes.POINTER(_Monitor)
    randr.XRRGetMonitors.argtypes = [
        ctypes.c_void_p,
        ctypes.c_ulong,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_int),
    ]
    randr.XRRFreeMonitors.argtypes = [ctypes.POINTER(_Monitor)]
    opened = x.XOpenDisplay(None)
    if not opened:
        return []
    try:
        count = ctypes.c_int()
        listed = randr.XRRGetMonitors(opened, x.XDefaultRootWindow(opened), 1, ctypes.byref(count))
        if not listed:
            return []
        every = sorted((listed[i] for i in range(max(0, count.value))), key=lambda each: -each.primary)
        found = [Rect(float(m.x), float(m.y), float(m.width), float(m.height)) for m in every]
        randr.XRRFreeMonitors(listed)
        return found
    finally:
        x.XCloseDisplay(opened)


def _windows() -> list[Rect]:
    user: Any = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
    found: list[Rect] = []

    class Box(ctypes.Structure):
        _fields_ = [(name, ctypes.c_long) for name in ("left", "top", "right", "bottom")]

    kind: Any = ctypes.WINFUNCTYPE  # type: ignore[attr-defined,unused-ignore]
    told = kind(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(Box), ctypes.c_ssize_t)

    def each(_monitor: int, _context: int, box: Any, _data: int) -> int:
        at = box.contents
        found.append(Rect(at.left, at.top, at.right - at.left, at.bottom - at.top))
        return 1

    user.EnumDisplayMonitors(None, None, told(each), 0)
    # the main one's corner is the desktop's origin
    return sorted(found, key=lambda rect: (rect.x, rect.y) != (0, 0))


def _macos() -> list[Rect]:
    class Bounds(ctypes.Structure):
        _fields_ = [(name, ctypes.c_double) for name in ("x", "y", "width", "height")]

    graphics = ctypes.CDLL(ctypes.util.find_library("CoreGraphics") or "CoreGraphics")
    graphics.CGDisplayBounds.restype = Bounds
    graphics.CGDisplayBounds.argtypes = [ctypes.c_uint32]
    ids, count = (ctypes.c_uint32 * 16)(), ctypes.c_uint32()
    graphics.CGGetActiveDisplayList(16, ids, ctypes.byref(count))
    bounds = [graphics.CGDisplayBounds(ids[index]) for index in range(count.value)]
    return [Rect(b.x, b.y, b.width, b.height) for b in bounds]
