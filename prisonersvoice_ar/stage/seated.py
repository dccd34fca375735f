"""The view from inside, without a target: it drifts, turns to what the story speaks of, and a hand may turn it."""

import math
from collections.abc import Mapping

from prisonersvoice_ar.core.geometry import Array, look_at
from prisonersvoice_ar.core.presence.attention import Angles, Attention
from prisonersvoice_ar.core.presence.look import Look
from prisonersvoice_ar.stage.cell.parts import Places, Point

FOV = math.radians(66.0)
"""across the longer side of the window"""
_TOUR = 96.0
"""seconds for one round"""
_STEEPEST = math.radians(80.0)


def seated_view(p: Places, t: float, look: tuple[float, float] = (0.0, 0.0)) -> Array:
    """``T_cell_camera`` (4, 4, OpenCV axes) at ``t`` seconds: somebody sitting, who looks around slowly.

    ``look``: yaw to the right and pitch upward, radians, added to where the view drifts.
    """
    turn = _turn(t)
    eye = _eye(p, turn)
    drift_yaw, drift_pitch = _drift(p, turn)
    yaw = drift_yaw + look[0]
    pitch = min(max(drift_pitch + look[1], -_STEEPEST), _STEEPEST)
    ahead = (
        math.sin(yaw) * math.cos(pitch),
        math.cos(yaw) * math.cos(pitch),
        math.sin(pitch),
    )
    return look_at(eye, tuple(a + b for a, b in zip(eye, ahead, strict=True)))


class SeatedView:
    """Drift, attention and hand together: where somebody who sits is looking."""

    def __init__(self, p: Places, objects: Mapping[str, Point]) -> None:
        """``objects``: names that the story may call attention to, places in metres of the cell's frame."""
        self._places, self._objects = p, objects
        self._time = 0.0
        self.rise()

    def rise(self) -> None:
        """Forget hand and attention: the view begins ahead again."""
        self._look, self._attention = Look(), Attention()

    def move_time(self, t: float) -> None:
        """Seconds of the run; a hand has the view until it has left it alone for ``LEFT_ALONE`` seconds."""
        passed, self._time = t - self._time, t
        self._look = self._look.step(passed)
        goal = self._away(self._attention.on)
        self._attention = self._attention.held() if self._look.held else self._attention.step(goal, passed)

    def turn_by(self, yaw: float, pitch: float) -> None:
        """A hand turns it, radians to the right and upward; 0 is a hand that rests."""
        self._look = self._look.turned(yaw, pitch, self._attention.at)

    def attend(self, on: str | None) -> None:
        """Ease towards an object, or back to the drift (None, or a name that is not known here)."""
        self._attention = self._attention.turned_to(on if on in self._objects else None)

    def settle(self) -> None:
        """Be turned to what is attended to, at once."""
        self._attention = self._attention.step(self._away(self._attention.on), math.inf)

    @property
    def T_cell_camera(self) -> Array:
        """(4, 4), OpenCV axes."""
        yaw, pitch = self._attention.at
        return seated_view(self._places, self._time, (yaw + self._look.yaw, pitch + self._look.pitch))

    def _away(self, on: str | None) -> Angles:
        """Where ``on`` lies, away from the drift."""
        if on is None:
            return (0.0, 0.0)
        turn = _turn(self._time)
        yaw, pitch = _direction(_eye(self._places, turn), self._objects[on])
        drift_yaw, drift_pitch = _drift(self._places, turn)
        return (math.remainder(yaw - drift_yaw, math.tau), pitch - drift_pitch)


def _turn(t: float) -> float:
    return 2.0 * math.pi * t / _TOUR


def _eye(p: Places, turn: float) -> Point:
    """In the bunk's corner by the door, the back wall ahead; the head sways as breath and weight do."""
    return (
        -0.30 * p.half_width + 0.16 * p.half_width * math.sin(turn),
        -0.74 * p.half_depth + 0.12 * p.half_depth * math.sin(2.0 * turn + 0.6),
        1.28 + 0.035 * math.sin(3.0 * turn),
    )


def _drift(p: Places, turn: float) -> Angles:
    """Along the back wall: bunk, lamp and door lie beside, above and behind."""
    at = (
        0.22 * p.half_width * math.sin(turn + 0.5),
        0.95 * p.half_depth,
        1.18 + 0.14 * math.sin(2.0 * turn),
    )
    return _direction(_eye(p, turn), at)


def _direction(eye: Point, at: Point) -> Angles:
    dx, dy, dz = (b - a for a, b in zip(eye, at, strict=True))
    return math.atan2(dx, dy), math.atan2(dz, math.hypot(dx, dy))
