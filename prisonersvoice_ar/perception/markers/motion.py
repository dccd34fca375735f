"""How a target moves: where it will be, and how fast it goes while the shutter is open."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array, rigid

_FORESIGHT_S = 0.25
"""further ahead than this nothing is foretold"""
_FORGET = 0.7
_TRUST, _BLIND_M = np.array([1.0, 1.0, 1.3]), np.array([1e-4, 0.0, 2e-4])
"""an acceleration must have served clearly better: it makes the most of every error"""


@dataclass(frozen=True)
class Motion:
    """A target's motion in the camera's axes, about the target's origin."""

    turn: Array
    """(3,) rad/s"""
    shift: Array
    """(3,) m/s"""

    def pose(self, T: Array, seconds: float) -> Array:
        """(4, 4) ``T`` so many seconds later."""
        return moved(T, np.concatenate([self.turn, self.shift]) * seconds)

    def pixels(self, T: Array, focal: float) -> Array:
        """(2,) ideal pixels per second of the target's origin."""
        X, Y, Z = T[:3, 3]
        vx, vy, vz = self.shift
        return np.asarray(np.array([vx - X / Z * vz, vy - Y / Z * vz]) * (focal / Z), np.float64)


STILL = Motion(np.zeros(3), np.zeros(3))


def moved(T: Array, step: Array) -> Array:
    """(4, 4) ``T`` turned by ``step[:3]`` (rad) about the target's origin and shifted by ``step[3:]`` (m)."""
    return rigid(np.asarray(cv2.Rodrigues(step[:3])[0]) @ T[:3, :3], T[:3, 3] + step[3:])


class Path:
    """The last measured poses of one target, and which way of going on has served best."""

    def __init__(self) -> None:
        """Nothing has been measured yet."""
        self._T = np.eye(4)
        self._t = -np.inf
        self._before: tuple[tuple[float, Array], ...] = ()
        """seconds before the last pose, and the (6,) step from it to there; the newest first"""
        self._ways: tuple[tuple[Array, Array], ...] = ((np.zeros(6), np.zeros(6)),)
        """(6,) velocity and acceleration: of standing still, of going on, of going on with the same acceleration"""
        self._misses = np.zeros(3)
        """metres by which each of them was off, decayed"""
        self._told: tuple[float, Array] | None = None
        """when was asked for last, and what was foretold"""

    def measured(self, t: float, T: Array) -> None:
        """Take a (4, 4) pose that was measured at ``t`` seconds; a time that does not go on begins anew."""
        elapsed = t - self._t
        if 0.0 < elapsed < _FORESIGHT_S:
            shift = T[:3, 3] - self._T[:3, 3]
            for order, (velocity, acceleration) in enumerate(self._ways):
                ahead = velocity[3:] * elapsed + acceleration[3:] * (0.5 * elapsed**2)
                self._misses[order] = _FORGET * self._misses[order] + np.linalg.norm(ahead - shift)
            back = step_between(T, self._T)
            older = [(ago - elapsed, step + back) for ago, step in self._before[:1]]
            self._before = ((-elapsed, back), *older)
        else:
            self._before = ()
        self._T, self._t = T, t
        self._ways = _ways(self._before)
        self._told = None

    @property
    def last(self) -> Array:
        """(4, 4) the newest pose."""
        return self._T

    @property
    def last_t(self) -> float:
        """Seconds."""
        return self._t

    def predicted(self, t: float) -> Array:
        """(4, 4) at ``t``, by what has served best lately."""
        if self._told is None or self._told[0] != t:
            self._told = (t, next(self.foretold(t)))
        return self._told[1]

    def foretold(self, t: float) -> Iterator[Array]:
        """(4, 4) each: all that may be at ``t``, the likeliest first."""
        ahead = min(max(t - self._t, 0.0), _FORESIGHT_S)
        for order in np.argsort((self._misses * _TRUST + _BLIND_M)[: len(self._ways)], kind="stable"):
            velocity, acceleration = self._ways[order]
            T = moved(self._T, velocity * ahead + acceleration * (0.5 * ahead**2)) if order else self._T
            yield T if T[2, 3] > 1e-3 else self._T

    def motion(self, t: float, T: Array) -> Motion:
        """The velocity at ``t``, where ``T`` (4, 4) was measured or is assumed."""
        elapsed = t - self._t
        if not 0.0 < elapsed < _FORESIGHT_S or not self._before:
            return STILL
        back = step_between(T, self._T)
        ago, older = self._before[0]
        # the parabola through the three, at its newest point
        one, two = elapsed, elapsed - ago
        velocity = -(back * (two / one) - (older + back) * (one / two)) / (two - one)
        return Motion(velocity[:3], velocity[3:])


def step_between(base: Array, T: Array) -> Array:
    """(6,) turn (rad) and shift (m) from (4, 4) ``base`` to ``T``, as `moved` takes them."""
    turn = cv2.Rodrigues(T[:3, :3] @ base[:3, :3].T)[0]
    return np.concatenate([turn[:, 0], T[:3, 3] - base[:3, 3]])


def _ways(before: tuple[tuple[float, Array], ...]) -> tuple[tuple[Array, Array], ...]:
    """(6,) velocity and acceleration of each way of going on that the poses ``before`` allow."""
    nothing = np.zeros(6)
    ways = [(nothing, nothing)]
    if before:
        ago, step = before[0]
        ways.append((step / ago, nothing))
    if len(before) > 1:
        (a, x), (b, y) = before
        # x = v a + w a²/2, y = v b + w b²/2
        acceleration = 2.0 * (x / a - y / b) / (a - b)
        ways.append((x / a - acceleration * (a / 2), acceleration))
    return tuple(ways)
