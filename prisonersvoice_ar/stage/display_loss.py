"""A display that goes: its server killed, a remote desktop closed, a cable's session ended.

Xlib ends the process when its connection breaks, and what Panda3D has put there instead does so through
destructors that abort. Nothing that draws can be saved; what was measured and what other processes hold can.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from typing import Any

_handlers: list[Any] = []
"""Xlib keeps only bare pointers to them"""


def on_display_loss(last_words: Callable[[], int]) -> None:
    """Call ``last_words`` once where the X server goes, then end the process at once with the code it gives.

    Call it after the window has been opened: Panda3D sets a handler of its own. ``last_words`` must not draw.
    Systems without Xlib (Windows, macOS) tell a lost display in other ways; there nothing happens.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        xlib = ctypes.CDLL("libX11.so.6")
    except OSError:
        return

    def gone(_display: int) -> int:
        code = 70
        try:
            code = last_words()
        finally:
            # no way back into Xlib: it must not return, and destructors would abort
            os._exit(code)

    handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(gone)
    _handlers.append(handler)
    xlib.XSetIOErrorHandler(handler)
