"""What a perception process does before anything else: it dies with its parent and leaves no core."""

import ctypes
import os
import signal
import sys
from contextlib import suppress

_PR_SET_PDEATHSIG = 1
DEBUG = "PRISONERSVOICE_DEBUG"
"""environment: where set, what native libraries write to the terminal stays visible"""


def stand(parent: int) -> None:
    """Ignore Ctrl-C (the parent closes us), leave no core dump, end when process ``parent`` ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    no_core_dumps()
    if not os.environ.get(DEBUG):
        quiet()
    if sys.platform == "linux":
        die_with_parent(parent)


def quiet() -> None:
    """Native libraries (FFmpeg, MediaPipe, drivers) write to the terminal; our messages go by the pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def no_core_dumps() -> None:
    """A core dump would hold a camera picture."""
    try:
        import resource
    except ImportError:  # Windows has none; its error reports hold no heap unless asked for
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    # a program that the system pipes dumps to (core(5)) gets them whatever the limit: then of no memory
    with suppress(OSError), open("/proc/self/coredump_filter", "w", encoding="ascii") as shown:  # noqa: PTH123
        shown.write("0")


def die_with_parent(parent: int) -> None:
    """Linux: have the kernel kill us when ``parent`` dies, even in the midst of a hung driver."""
    try:
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (OSError, AttributeError):  # another libc: the pipe that closes is left
        return
    if os.getppid() != parent:  # it died before we asked
        os._exit(0)
