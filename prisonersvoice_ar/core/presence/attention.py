"""What the story turns a seated visitor's view to, where nobody turns it by hand. Pure.

It eases from where it is to its goal within ``EASE`` seconds, slower where the way is long: somebody who
does nothing sees what the words speak of, and nobody is swept round.
"""

import math
from dataclasses import dataclass, replace

from prisonersvoice_ar.core.presence.look import PITCH_LIMIT, YAW_LIMIT

EASE = 3.0
"""seconds of the way to an object, at least"""
RATE_LIMIT = math.radians(50.0)
"""radians a second at the fastest, as slow as a head that turns to look"""
_STEEPEST = 1.5
"""the slope of `_smooth` in its middle"""

Angles = tuple[float, float]
"""yaw to the right and pitch upward, radians"""


@dataclass(frozen=True)
class Attention:
    """How far the view is turned from its drift, and towards what."""

    on: str | None = None
    """the object; None is the drift"""
    at: Angles = (0.0, 0.0)
    """away from the drift"""
    start: Angles = (0.0, 0.0)
    """where the way to ``on`` began"""
    share: float = 1.0
    """of the way's time that has passed"""

    def turned_to(self, on: str | None) -> "Attention":
        """Something else is wanted; the same again changes nothing."""
        return self if on == self.on else Attention(on, self.at, self.at, 0.0)

    def held(self) -> "Attention":
        """A hand has the view: it stays, and the way begins anew when the hand has let go."""
        return replace(self, start=self.at, share=0.0)

    def step(self, goal: Angles, dt: float) -> "Attention":
        """``dt`` seconds later; ``goal`` is where ``on`` lies, away from the drift, and may move slowly."""
        # on from where it is, not through the back of the head
        yaw = self.at[0] + math.remainder(goal[0] - self.at[0], math.tau)
        goal = (_within(yaw, YAW_LIMIT), _within(goal[1], PITCH_LIMIT))
        way = math.hypot(goal[0] - self.start[0], goal[1] - self.start[1])
        share = min(1.0, self.share + max(dt, 0.0) / max(EASE, _STEEPEST * way / RATE_LIMIT))
        part = _smooth(share)
        at = (
            self.start[0] + (goal[0] - self.start[0]) * part,
            self.start[1] + (goal[1] - self.start[1]) * part,
        )
        return replace(self, at=at, share=share)


def _smooth(share: float) -> float:
    """0 to 1, starting and ending at rest."""
    return share * share * (3.0 - 2.0 * share)


def _within(angle: float, limit: float) -> float:
    return min(max(angle, -limit), limit)
