"""The cross of a window: what a window manager sends when somebody clicks it (ICCCM 4.2.8.1)."""

import ctypes

_CLIENT_MESSAGE = 33


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
    """Send WM_DELETE_WINDOW to ``window``."""
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
