"""Where a seated visitor has turned to, away from where the view drifts by itself. Pure.

A hand sets a goal; the view eases after it. Left alone it goes back to its drift, slowly enough to be
nobody's pull.
"""

import math
from dataclasses import dataclass, replace

YAW_LIMIT = math.radians(160.0)
"""to either side: as far as somebody who sits can turn to the door behind the shoulder"""
PITCH_LIMIT = math.radians(50.0)
"""up and down: the lamp under the ceiling and the floor before the feet"""
LEFT_ALONE = 8.0
"""seconds without a hand until the view goes back"""
_EASE = 0.12
"""seconds in which the view comes nearer to its goal by a factor e"""
_BACK = 3.0
"""the same for the way back to the drift"""
_RATE_LIMIT = math.radians(240.0)
"""radians a second: nothing on a large screen may whirl"""


@dataclass(frozen=True)
class Look:
    """Radians away from the drift: yaw to the right, pitch upward."""

    yaw: float = 0.0
    pitch: float = 0.0
    goal_yaw: float = 0.0
    goal_pitch: float = 0.0
    idle: float = LEFT_ALONE
    """seconds since a hand has turned it"""

    @property
    def held(self) -> bool:
        """A hand has turned it, and has not left it alone for long: nothing else may."""
        return self.idle < LEFT_ALONE

    def turned(self, yaw: float, pitch: float, base: tuple[float, float] = (0.0, 0.0)) -> "Look":
        """A hand has turned it by ``yaw`` and ``pitch`` radians, 0 is a hand that rests; a limit holds it.

        ``base``: yaw and pitch that the view is turned away from the drift already; the limits hold the sum.
        """
        return replace(
            self,
            goal_yaw=_within(base[0] + self.goal_yaw + yaw, YAW_LIMIT) - base[0],
            goal_pitch=_within(base[1] + self.goal_pitch + pitch, PITCH_LIMIT) - base[1],
            idle=0.0,
        )

    def step(self, dt: float) -> "Look":
        """``dt`` seconds later; less than none is none."""
        dt = max(dt, 0.0)
        alone = max(0.0, self.idle + dt - max(LEFT_ALONE, self.idle))
        fade = math.exp(-alone / _BACK)
        goal_yaw, goal_pitch = self.goal_yaw * fade, self.goal_pitch * fade
        return Look(
            _eased(self.yaw, goal_yaw, dt),
            _eased(self.pitch, goal_pitch, dt),
            goal_yaw,
            goal_pitch,
            self.idle + dt,
        )


def _within(angle: float, limit: float) -> float:
    return min(max(angle, -limit), limit)


def _eased(angle: float, goal: float, dt: float) -> float:
    move = (goal - angle) * -math.expm1(-dt / _EASE)
    return angle + _within(move, _RATE_LIMIT * dt)
