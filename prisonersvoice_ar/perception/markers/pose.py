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
    for corners in _nudged(pixels):
        raw = _ippe(points, corners, lens)
        least = min((error for _, _, error in raw), default=0.0)
        # a reading that is far worse before refinement stays worse after it
        near = [(R, shift) for R, shift, error in raw if error < 3.0 * least + 1.0]
        all_ = [refined(points, pixels, lens, cv2.Rodrigues(R)[0], shift[:, None]) for R, shift in near]
        found = [each for each in all_ if each is not None]
        if found:
            return sorted(found, key=lambda each: each.error_px)
    return []


def readings(points: Array, pixels: Array, lens: Lens) -> list[tuple[Array, Array, float]]:
    """IPPE's one or two as they are: rotation (3, 3), shift (3,) and RMS error in pixels; nothing where it fails."""
    return next((raw for corners in _nudged(pixels) if (raw := _ippe(points, corners, lens))), [])


def _nudged(pixels: Array) -> tuple[Array, ...]:
    """The corners, and where they lie too well a thousandth of a pixel beside themselves.

    A square seen exactly from the front, to the last digit, as only a drawn picture has it, makes IPPE divide by
    zero. No rigid or affine motion makes up for the nudge, and a refinement takes it back.
    """
    turns = np.arange(len(pixels))
    nudge = np.column_stack([(-1.0) ** turns, (-1.0) ** (turns // 2)]) * _NUDGE_PX
    return pixels, pixels + nudge, pixels + nudge[:, ::-1]


def _ippe(points: Array, corners: Array, lens: Lens) -> list[tuple[Array, Array, float]]:
    try:
        _, rotations, shifts, errors = cv2.solvePnPGeneric(
            points, corners, lens.K, None, flags=cv2.SOLVEPNP_IPPE
        )
    except cv2.error:
        return []
    return [
        (
            np.asarray(cv2.Rodrigues(rotation)[0], np.float64),
            np.asarray(shift, np.float64).ravel(),
            float(error),
        )
        for rotation, shift, error in zip(rotations, shifts, np.ravel(errors), strict=True)
        if np.isfinite(rotation).all() and np.isfinite(shift).all()
    ]


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
