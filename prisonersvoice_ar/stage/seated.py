"""The view from inside, without a target: it drifts through the cell by itself."""

import math

from prisonersvoice_ar.core.geometry import Array, look_at
from prisonersvoice_ar.stage.cell.parts import Places

FOV = math.radians(66.0)
"""across the longer side of the window"""
_TOUR = 96.0
"""seconds for one round"""


def seated_view(p: Places, t: float) -> Array:
    """``T_cell_camera`` (4, 4, OpenCV axes) at ``t`` seconds: somebody sitting, who looks around slowly."""
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
    return look_at(eye, at)
