"""What a click or a touch on the screen means: the object that it falls on. Pure."""

import math
from collections.abc import Mapping

REACH = 0.06
"""how far from an object's middle a touch still means it, of the window's shorter side"""
LEAST_REACH_PX = 22.0
"""half of the least target of a finger (WCAG 2.5.5: 44 px)"""


def pointed_at(
    objects_px: Mapping[str, tuple[float, float]], at_px: tuple[float, float], size: tuple[int, int]
) -> str | None:
    """The object nearest to ``at_px`` within reach, or None; all in pixels of a window of ``size``."""
    reach = max(LEAST_REACH_PX, REACH * min(size))
    near = [(math.dist(middle, at_px), name) for name, middle in objects_px.items()]
    distance, name = min(near, default=(math.inf, ""))
    return name if distance <= reach else None
