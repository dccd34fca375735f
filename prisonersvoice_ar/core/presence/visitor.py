"""Whether somebody is there, from what is seen and what is done. Pure."""

from dataclasses import dataclass

AWAY_WATCHED = 8.0
"""seconds without anybody in view and without any act, where a camera looks, until the visitor counts as gone:
a card put down to be read, or somebody who turns to a companion, is nobody who left"""
AWAY_BLIND = 60.0
"""the same where nothing looks: reading and listening take no hands"""


@dataclass(frozen=True)
class Attendance:
    """When somebody was last known to be there."""

    last_s: float
    """seconds of the caller's clock"""
    present: bool = True

    def step(self, now: float, *, noticed: bool, watched: bool) -> "Attendance":
        """``now``: later. ``noticed``: target or face in view, or an act. ``watched``: a camera looks."""
        if noticed:
            return Attendance(now)
        away = AWAY_WATCHED if watched else AWAY_BLIND
        return Attendance(self.last_s, present=now - self.last_s < away)
