"""A clock that only goes on: leaps are capped and steps back cost nothing. Seconds."""

from dataclasses import dataclass
from math import isfinite

LONGEST_STEP = 5.0
"""seconds a story may go on in one step: after a laptop's sleep it goes on from where it was"""


@dataclass(frozen=True)
class Clock:
    """Time gone by since some beginning, told by the caller's ``now``."""

    time: float = 0.0
    """seconds gone by, never less than before"""
    offset: float = 0.0
    """``now`` − ``time``; changes only where ``now`` leapt or went back, so that no rounding adds up"""

    @classmethod
    def started(cls, now: float) -> "Clock":
        """A clock that shows 0 at ``now``."""
        return cls(0.0, now if isfinite(now) else 0.0)

    def at(self, now: float, longest: float = LONGEST_STEP) -> "Clock":
        """The clock at ``now``: at most ``longest`` further, and never back."""
        if not isfinite(now):
            return self
        gone = now - self.offset - self.time
        if gone < 0.0:
            return Clock(self.time, now - self.time)
        if gone > longest:
            return Clock(self.time + longest, now - self.time - longest)
        return Clock(now - self.offset, self.offset)
