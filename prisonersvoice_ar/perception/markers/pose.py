"""A planar target's pose from its corners: both of IPPE's solutions, each refined over all corners.

Collins & Bartoli 2014, "Infinitesimal plane-based pose estimation"; refinement by Levenberg and Marquardt.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array, rigid
from prisonersvoice_ar.perception.markers.lens import Lens

_NUDGE_PX = 1e-3


@dataclass(frozen=True)
class Solution:
    """One way to read the corners."""

    T_camera_target: Array
    """(4, 4)"""
    error_px: float
    """RMS reprojection over the corners, ideal pixels"""


def solve(points: Array, pixels: Array, lens: Lens) -> list[Solution]:
    """One or two `Solution`, the better first, for (N, 3) coplanar ``points`` at (N, 2) ideal ``pixels``.

    N ≥ 4. Empty where nothing sensible comes out (degenerate corners).
    """
    if not np.isfinite(pixels).all():
        return []
    # A square seen exactly from the front, to the last digit, as only a drawn picture has it, makes IPPE divide
    # by zero: a nudge of a thousandth of a pixel starts it, and the refinement takes the nudge back.
    return _read(points, pixels, pixels, lens) or _read(points, pixels + nudge(len(pixels)), pixels, lens)


def nudge(count: int) -> Array:
    """(count, 2) pixels that no rigid or affine motion makes up for."""
    turns = np.arange(count)
    return np.column_stack([(-1.0) ** turns, (-1.0) ** (turns // 2)]) * _NUDGE_PX


def _read(points: Array, nudged: Array, pixels: Array, lens: Lens) -> list[Solution]:
    """IPPE's readings of the ``nudged`` corners, refined on ``pixels``."""
    try:
        _, rotations, translations, errors = cv2.solvePnPGeneric(
            points, nudged, lens.K, None, flags=cv2.SOLVEPNP_IPPE
        )
    except cv2.error:
        return []
    found: list[Solution] = []
    least = float(np.min(errors)) if len(rotations) else 0.0
    for rvec, tvec, error in zip(rotations, translations, np.ravel(errors), strict=True):
        # a reading that is far worse before refinement stays worse after it
        if np.isfinite(rvec).all() and np.isfinite(tvec).all() and error < 3.0 * least + 1.0:
            solution = refined(points, pixels, lens, rvec, tvec)
            found += [solution] if solution is not None else []
    return sorted(found, key=lambda each: each.error_px)


def refined(points: Array, pixels: Array, lens: Lens, rvec: Any, tvec: Any) -> Solution | None:
    """The solution to which Levenberg–Marquardt leads from here; None where it ends behind the camera."""
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_COUNT, 12, 1e-7)
    try:
        rvec, tvec = cv2.solvePnPRefineLM(points, pixels, lens.K, None, rvec.copy(), tvec.copy(), criteria)
    except cv2.error:
        return None
    T = rigid(cv2.Rodrigues(rvec)[0], tvec)
    depth = points @ T[2, :3] + T[2, 3]
    # the paper's printed side is its +z, and is seen only where that looks back at the camera
    if not np.isfinite(T).all() or depth.min() <= 1e-4 or T[:3, 2] @ T[:3, 3] >= 0.0:
        return None
    return Solution(T, residual(points, pixels, lens, T))


def residual(points: Array, pixels: Array, lens: Lens, T_camera_target: Array) -> float:
    """RMS distance in pixels of (N, 2) ``pixels`` from the projected (N, 3) ``points``."""
    off = lens.project_ideal(T_camera_target, points) - pixels
    return float(np.sqrt((off * off).sum(axis=1).mean()))
