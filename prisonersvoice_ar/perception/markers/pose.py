"""A planar target's pose from its corners: both of IPPE's solutions, each refined over all corners.

Collins & Bartoli 2014, "Infinitesimal plane-based pose estimation"; refinement by Levenberg and Marquardt.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array, rigid, rotation_angle
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
    return _read(points, pixels, pixels, lens) or _read(points, pixels + _nudge(len(pixels)), pixels, lens)


def _nudge(count: int) -> Array:
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


def solve_near(points: Array, pixels: Array, lens: Lens, predicted: Array) -> Solution | None:
    """The solution to which ``predicted`` (4, 4) leads: a quarter of the work of `solve`, and one reading only."""
    if not np.isfinite(pixels).all():
        return None
    return refined(points, pixels, lens, cv2.Rodrigues(predicted[:3, :3])[0], predicted[:3, 3:])


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


@dataclass
class Branch:
    """Which of the two solutions a target is on, with the evidence for the other gathered over frames."""

    against: float = 0.0
    """how much the other solution has been the better, decayed; log-likelihood"""
    unasked: int = 0
    """frames since both were looked at"""

    def sure(self) -> bool:
        """Whether this frame may do without the other solution; every eighth may not."""
        self.unasked = (self.unasked + 1) % _ASK_EVERY
        return self.against == 0.0 and self.unasked > 0

    def choose(self, solutions: list[Solution], predicted: Array | None, corners: int) -> Solution:
        """The solution to show, of one or two sorted ones; ``predicted`` is the pose that motion foretells.

        A clear difference of error decides alone. Where they are alike the one near ``predicted`` stays,
        until the other has been better for long enough: continuity alone would keep a wrong branch for ever.
        """
        best = solutions[0]
        if len(solutions) == 1 or predicted is None:
            self.against = 0.0
            return best
        near = min(
            solutions, key=lambda each: rotation_angle(predicted[:3, :3].T @ each.T_camera_target[:3, :3])
        )
        if near is best:
            self.against = max(0.0, 0.7 * self.against - 1.0)
            return best
        gap = (near.error_px**2 - best.error_px**2) * corners / _SIGMA_PX**2
        self.against = 0.85 * self.against + gap
        if gap > _DECISIVE or self.against > _DECISIVE:
            self.against = 0.0
            return best
        return near


_SIGMA_PX = 0.25
"""what a fitted corner is off by, pixels"""
_DECISIVE = 12.0
_ASK_EVERY = 8
