"""Time in the worker: back-off, presentation times, pictures that stand still. Time is an argument."""

import zlib

import numpy as np

from prisonersvoice_ar.perception.settings import Pixels

_FIRST_S, _MOST_S = 1.0, 30.0
_HALT_S = 1.0
_EVERY_ROW = 24
"""rows of a picture that tell it from another: thirty thousand noisy pixels of 720p do"""


class Backoff:
    """1, 2, 4 … 30 seconds between openings that fail."""

    def __init__(self) -> None:
        """The first try is due at once."""
        self._delay = _FIRST_S
        self._next = -np.inf

    def due(self, now: float) -> bool:
        """Whether to try at ``now``, seconds."""
        return now >= self._next

    def failed(self, now: float) -> None:
        """A try has failed at ``now``."""
        self._next = now + self._delay
        self._delay = min(2.0 * self._delay, _MOST_S)


class Pacer:
    """When each frame of a file is due in real time; the first one asked for sets the start."""

    def __init__(self, late_s: float) -> None:
        """A frame that is more than ``late_s`` seconds late is to be dropped."""
        self._late_s = late_s
        self._start: float | None = None
        self._in_a_row = 0

    def due(self, t: float, now: float) -> float:
        """The clock's time at which the frame of presentation time ``t`` is to be shown."""
        if self._start is None:
            self._start = now - t
        return self._start + t

    def late(self, t: float, now: float) -> bool:
        """Whether the frame of time ``t`` is to be dropped at ``now``."""
        if self._start is None:
            return False
        behind = now - (self._start + t)
        if behind > _HALT_S:
            # after a halt (a suspended machine) it goes on from here instead of dropping all that time
            self._start = now - t
            return False
        self._in_a_row = self._in_a_row + 1 if behind > self._late_s else 0
        return self._in_a_row % 4 > 0  # a machine that is too slow still sees every fourth


class StillPicture:
    """Tells that a live source repeats one picture: a sensor's noise never does."""

    def __init__(self, limit_s: float) -> None:
        """``limit_s``: how long the same picture may last."""
        self._limit_s = limit_s
        self._mark = 0
        self._since = 0.0

    def seen(self, pixels: Pixels, now: float) -> bool:
        """Look at (H, W, 3) ``pixels`` taken at ``now``; True where they have stood still too long."""
        mark = zlib.crc32(np.ascontiguousarray(pixels[::_EVERY_ROW]).data)
        if mark != self._mark:
            self._mark, self._since = mark, now
        return now - self._since > self._limit_s
