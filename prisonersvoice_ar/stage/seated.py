"""The view from inside, without a target: it drifts through the cell by itself, and a hand may turn it."""

import math

from prisonersvoice_ar.core.geometry import Array, look_at
from prisonersvoice_ar.stage.cell.parts import Places

FOV = math.radians(66.0)
"""across the longer side of the window"""
_TOUR = 96.0
"""seconds for one round"""
_STEEPEST = math.radians(80.0)


def seated_view(p: Places, t: float, look: tuple[float, float] = (0.0, 0.0)) -> Array:
    """``T_cell_camera`` (4, 4, OpenCV axes) at ``t`` seconds: somebody sitting, who looks around slowly.

    ``look``: yaw to the right and pitch upward, radians, added to where the view drifts.
    """
    turn = 2.0 * math.pi * t / _TOUR
    # from the bunk's corner by the door the whole cell is in view; the head sways as breath and weight do
    eye = (
        -0.30 * p.half_width + 0.16 * p.half_width * math.sin(turn),
        -0.74 * p.half_depth + 0.12 * p.half_depth * math.sin(2.0 * turn + 0.6),
        1.28 + 0.035 * math.sin(3.0 * turn),
    )
    at = (
        0.22 * p.half_width * math.sin(turn + 0.5),
        0.95 * p.half_depth,
        1.18 + 0.14 * math.sin(2.0 * turn),
    )
    dx, dy, dz = (b - a for a, b in zip(eye, at, strict=True))
    yaw = math.atan2(dx, dy) + look[0]
    pitch = min(max(math.atan2(dz, math.hypot(dx, dy)) + look[1], -_STEEPEST), _STEEPEST)
    ahead = (
        math.sin(yaw) * math.cos(pitch),
        math.cos(yaw) * math.cos(pitch),
        math.sin(pitch),
    )
    return look_at(eye, tuple(a + b for a, b in zip(eye, ahead, strict=True)))
