"""A clock that only goes on: leaps are capped and steps back cost nothing. Seconds."""

from dataclasses import dataclass
from math import isfinite

LONGEST_STEP = 5.0
"""seconds a story may go on in one step: after a laptop's sleep it goes on from where it was"""


TICK = 2.0**-20
"""seconds, about a microsecond: in whole ticks sums and differences of times are exact, so that a pause of
any length moves a story by nothing"""


def in_ticks(seconds: float) -> float:
    """``seconds`` to the nearest tick."""
    return round(seconds / TICK) * TICK


@dataclass(frozen=True)
class Clock:
    """Time gone by since some beginning, told by the caller's ``now``. In whole ticks."""

    time: float = 0.0
    """seconds gone by, never less than before"""
    offset: float = 0.0
    """``now`` − ``time``; changes only where ``now`` leapt or went back"""

    @classmethod
    def started(cls, now: float) -> "Clock":
        """A clock that shows 0 at ``now``."""
        return cls(0.0, in_ticks(now) if isfinite(now) else 0.0)

    def at(self, now: float, longest: float = LONGEST_STEP) -> "Clock":
        """The clock at ``now``: at most ``longest`` further, and never back."""
        if not isfinite(now):
            return self
        now = in_ticks(now)
        gone = min(max(now - self.offset - self.time, 0.0), longest)
        time = in_ticks(self.time + gone)
        return Clock(time, now - time)
