"""Ctrl-C and SIGTERM during a run: noted at once, obeyed between two frames, so that all is closed in order.

A KeyboardInterrupt that strikes wherever Python happens to be would leave a film without its end or a child
without its parent, and crashes Panda3D while it is being imported.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_IMPATIENT_S = 2.0
"""a second Ctrl-C after so long means now: something hangs"""


class Interrupts:
    """What has been asked for since the run began."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._asked_s: float | None = None

    def note(self, _number: int, _frame: FrameType | None) -> None:
        """A signal's handler; KeyboardInterrupt where an earlier one was not obeyed for two seconds."""
        now = time.monotonic()
        if self._asked_s is None:
            self._asked_s = now
        elif now - self._asked_s > _IMPATIENT_S:
            raise KeyboardInterrupt

    @property
    def asked(self) -> bool:
        """Whether somebody wants it to end."""
        return self._asked_s is not None

    def obey(self) -> None:
        """KeyboardInterrupt where one was asked for; call it where all can be closed."""
        if self._asked_s is not None:
            raise KeyboardInterrupt


_held: list[Interrupts] = []


@contextmanager
def held_interrupts() -> Iterator[Interrupts]:
    """Hold SIGINT and SIGTERM back until ``obey``; within another such block, that one's goes on."""
    if _held:
        yield _held[-1]
        return
    interrupts = Interrupts()
    try:
        before = [
            (number, signal.signal(number, interrupts.note)) for number in (signal.SIGINT, signal.SIGTERM)
        ]
    except ValueError:  # not in the main thread: whoever runs us there ends us otherwise
        yield interrupts
        return
    _held.append(interrupts)
    try:
        yield interrupts
    finally:
        _held.clear()
        for number, handler in before:
            # all is closed: one more Ctrl-C ends what is left of Python without a traceback
            signal.signal(number, signal.SIG_DFL if interrupts.asked else handler)


Obey = Callable[[], None]
"""`Interrupts.obey`, or something that does nothing"""
