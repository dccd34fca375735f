"""A display that nobody sees, and the cross of a window on it."""

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_CLIENT_MESSAGE = 33


@dataclass(frozen=True)
class Display:
    """What DISPLAY is to be, and the server behind it."""

    name: str
    server: "subprocess.Popen[bytes]"


@contextmanager
def display() -> Iterator[Display]:
    """An X server of one's own.

    Without ``-noreset`` it starts anew whenever its last client goes, and whoever is just connecting is
    thrown out: one in seven beside a loop of short-lived clients such as xdotool.
    """
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "800x600x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as said:
            number = said.readline().strip()
        assert number, "Xvfb does not start"
        yield Display(f":{number}", server)
    finally:
        server.terminate()
        server.wait(20)


class _Message(ctypes.Structure):
    """XClientMessageEvent, padded to the size of an XEvent."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("pad", ctypes.c_long * 24),
    ]


def click_cross(display: str, window: int) -> None:
    """Send WM_DELETE_WINDOW to ``window``, as a window manager does when somebody clicks (ICCCM 4.2.8.1)."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = ctypes.c_ulong
    x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
    x.XCloseDisplay.argtypes = [ctypes.c_void_p]
    opened = x.XOpenDisplay(display.encode())
    assert opened, f"no display {display}"
    message = _Message(type=_CLIENT_MESSAGE, window=window, format=32)
    message.message_type = x.XInternAtom(opened, b"WM_PROTOCOLS", 0)
    message.data[0] = x.XInternAtom(opened, b"WM_DELETE_WINDOW", 0)
    assert x.XSendEvent(opened, window, 0, 0, ctypes.byref(message))
    x.XCloseDisplay(opened)  # which sends what is pending


def colours(display: str) -> set[int]:
    """What is on the screen, looked at every twelve pixels: 0xRRGGBB, black left out.

    A window is there long before its first picture, so that nothing may be there.
    """
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = x.XGetImage.restype = ctypes.c_void_p
    x.XGetPixel.restype = x.XDefaultRootWindow.restype = ctypes.c_ulong
    x.XDefaultRootWindow.argtypes = x.XCloseDisplay.argtypes = [ctypes.c_void_p]
    x.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x.XGetImage.argtypes = [
        ctypes.c_void_p,
        ctypes.c_ulong,
        *[ctypes.c_int] * 4,
        ctypes.c_ulong,
        ctypes.c_int,
    ]
    x.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
    opened = x.XOpenDisplay(display.encode())
    assert opened, f"no display {display}"
    image = x.XGetImage(opened, x.XDefaultRootWindow(opened), 0, 0, 800, 600, 2**32 - 1, 2)
    seen = {x.XGetPixel(image, i, j) & 0xFFFFFF for i in range(4, 800, 12) for j in range(4, 600, 12)} - {0}
    x.XCloseDisplay(opened)
    return seen
