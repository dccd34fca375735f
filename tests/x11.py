"""A display that nobody sees, and the cross of a window on it."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

_CLIENT_MESSAGE = 33


@dataclass(frozen=True)
class Display:
    """What DISPLAY is to be, and the server behind it."""

    name: str
    server: "subprocess.Popen[bytes]"


@contextmanager
def display(size: tuple[int, int] = (800, 600)) -> Iterator[Display]:
    """An X server of one's own.

    Without ``-noreset`` it starts anew whenever its last client goes, and whoever is just connecting is
    thrown out: one in seven beside a loop of short-lived clients such as xdotool.
    """
    read, write = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{size[0]}x{size[1]}x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
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


class _Image(ctypes.Structure):
    """The beginning of XImage."""

    _fields_ = [
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.POINTER(ctypes.c_ubyte)),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    ]


class Picture:
    """Reads what is on a display, as fast as the server gives it."""

    def __init__(self, name: str) -> None:
        self._x: Any = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XDefaultRootWindow.argtypes = self._x.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        self._x.XGetImage.argtypes = [
            ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_int] * 4, ctypes.c_ulong, ctypes.c_int,
        ]  # fmt: skip
        self._x.XDestroyImage.argtypes = [ctypes.POINTER(_Image)]
        self._opened = self._x.XOpenDisplay(name.encode())
        assert self._opened, f"no display {name}"
        self._root = self._x.XDefaultRootWindow(self._opened)

    def read(self, x: int, y: int, width: int, height: int) -> NDArray[np.uint8]:
        """(height, width, 3) uint8 BGR of a rectangle of the screen."""
        image = self._x.XGetImage(self._opened, self._root, x, y, width, height, 2**32 - 1, 2)
        told = image.contents
        raw = np.ctypeslib.as_array(told.data, (told.height * told.bytes_per_line,))
        pixels = raw.reshape(told.height, told.bytes_per_line // 4, 4)[:, :, :3].copy()
        self._x.XDestroyImage(image)
        return pixels

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._x.XCloseDisplay(self._opened)


def tool(display: str, *words: object) -> str:
    """What xdotool says; AssertionError where it cannot do it."""
    assert shutil.which("xdotool"), "xdotool is not installed"
    done = subprocess.run(
        ["xdotool", *map(str, words)],
        env=os.environ | {"DISPLAY": display},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 or words[0] == "search", done.stderr
    return done.stdout.strip()


def press(display: str, *keys: str) -> None:
    """Press keys, one after the other, in the window that has been opened last."""
    window = tool(display, "search", "--name", "PrisonersVoice").split("\n")[-1]
    tool(display, "windowfocus", "--sync", window, "key", *keys)
