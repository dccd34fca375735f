"""Where a target that is not where it was foretold is nearby: by the likeness of the picture to its drawing."""

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.appearance import Side
from prisonersvoice_ar.perception.markers.drawing import Drawer, patch_around
from prisonersvoice_ar.perception.markers.motion import Motion
from prisonersvoice_ar.perception.markers.view import View

_REACH = 0.7
"""of its size: how far around its foretold place a target is sought"""
_MOST_PIXELS = 2200
_LEAST_MATCH = 0.5


def sought(view: View, T: Array, side: Side, *, blur_px: float, motion: Motion) -> Array | None:
    """The pose ``T`` shifted to where the picture looks most like the target, nearby."""
    lens = view.lens
    corners = lens.project_ideal(T, side.outline)
    if not np.isfinite(corners).all():
        return None
    reach = _REACH * float(np.ptp(corners, axis=0).max()) + 8.0
    wide = np.stack([corners.min(axis=0) - reach, corners.max(axis=0) + reach])
    gray = view.gray.around(wide, 8.0)
    around = patch_around(gray, wide, lens, 1.0, 4 * _MOST_PIXELS)
    own = patch_around(
        gray,
        corners,
        lens,
        1.0,
        max(16, int(np.prod(np.ptp(corners, axis=0)) / (around.shrink**2 if around else 1))),
    )
    if around is None or own is None or own.shrink != around.shrink:
        return None
    drawn = Drawer(side, own, lens, view.optics).light(T, blur_px, motion, finer=2)
    template = np.sqrt(drawn)
    if any(a >= b for a, b in zip(template.shape, around.light.shape, strict=True)):
        return None
    match = cv2.matchTemplate(around.light, template, cv2.TM_CCOEFF_NORMED)
    _, best, _, (column, row) = cv2.minMaxLoc(match)
    if best < _LEAST_MATCH:
        return None
    shift = np.array(
        [column * around.shrink + around.left - own.left, row * around.shrink + around.top - own.top]
    )
    found = T.copy()
    found[:2, 3] += shift * T[2, 3] / lens.K[[0, 1], [0, 1]]
    return found
