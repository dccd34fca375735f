"""When an alignment is believed, and which of a plane's two readings."""

from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np

from prisonersvoice_ar.core.geometry import Array, rigid, rotation_angle
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.perception.markers.alignment import Alignment
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.pose import readings

LEAST_AGREEMENT = 0.9
LEAST_SHARE = 0.2
_WORST_SIGMA_PX, _WORST_SIGMA = 2.0, 0.015
"""pixels, and besides of the target's size in the picture"""
_LEANED_AGREEMENT, _LEANED_SHARE, _LEANED_SIGMA = 0.85, 0.3, 0.08
_CONTRADICTS, _SPECKLES = 0.25, 0.04
"""of what does not agree: so much of it contradicts in another print, and hardly any under a hand or in glare"""
_AT_REST = 0.008
"""of the target's size in the picture: a longer last step was not the last"""
_POSE = 6
_ALIKE_RAD = 0.06
"""two readings that differ by less are one"""
_PLAIN_PX, _PLAIN_SHARE = 1.0, 0.02
"""pixels, and of its size, by which the other reading's corners are off where nothing is in doubt"""
_FEWER, _WORSE = 0.03, 1.5
"""of the print that agrees, and times its residual: beyond, something may have gone astray"""
_SHARE_A_FRAME, _RESIDUAL_A_FRAME = 0.006, 1.06
"""by so much of it, and so many times, what is usual gives way with each frame"""
_ASK_EVERY = 8
DECISIVE, _MOST_A_FRAME = 10.0, 6.0
"""log-odds: what one frame says is not gathered over frames"""
_CORRELATED, _MOST_WITNESSES = 8.0, 250.0
"""so many neighbouring pixels are one witness; who looks closer sees the same ones again, and what the lens does"""


def sigma_px(alignment: Alignment, target: Target, lens: Lens) -> float:
    """Standard deviation, in pixels, of where a box on the target's outline would be drawn, at its worst corner."""
    known = _sigmas.get(alignment)
    if known is None or known[0] is not target or known[1] is not lens:
        known = _sigmas[alignment] = (target, lens, _sigma_px(alignment, target, lens))
    return known[2]


_sigmas: WeakKeyDictionary[Alignment, tuple[Target, Lens, float]] = WeakKeyDictionary()


def _sigma_px(alignment: Alignment, target: Target, lens: Lens) -> float:
    T = alignment.T_camera_target
    points = _box(target)
    arms = points @ T[:3, :3].T
    X, Y, Z = (arms + T[:3, 3]).T
    if Z[:4].min() < 1e-3:
        return np.inf
    # right before the lens the box reaches behind it
    ahead = 0.3 * T[2, 3] < Z
    if not ahead.all():
        arms, X, Y, Z = arms[ahead], X[ahead], Y[ahead], Z[ahead]
    near = lens.K[0, 0] / Z
    x, y, (a, b, c) = X / Z, Y / Z, arms.T
    J = np.zeros((2, _POSE, len(Z)))
    # du = f/Z (dX − x dZ) with dX = turn × arm + shift
    J[0, 0], J[0, 1], J[0, 2], J[0, 3], J[0, 5] = -x * b, c + x * a, -b, 1.0, -x
    J[1, 0], J[1, 1], J[1, 2], J[1, 4], J[1, 5] = -c - y * b, y * a, a, 1.0, -y
    J *= near
    flat = J.transpose(0, 2, 1)
    variance = ((flat @ alignment.covariance) * flat).sum(axis=(0, 2))
    # what hides a part also spoils its rim
    return float(max(variance.max(), 0.0) ** 0.5) / max(alignment.share, 0.05)


@lru_cache(maxsize=512)
def _box(target: Target) -> Array:
    """(8, 3) metres: the outline, and the same as high above the paper as it is wide."""
    corners = target.outline.corners
    return np.concatenate([corners, corners + np.array([0.0, 0.0, min(target.outline.size_m)])])


def _another(alignment: Alignment) -> bool:
    """Whether another print lies here: the same marker turned, or another of its family."""
    return alignment.against > _CONTRADICTS * (1.0 - alignment.share) + _SPECKLES


def leaned_on(alignment: Alignment, target: Target, lens: Lens) -> bool:
    """Whether what is not believed is still better than a prediction: the print is there, its place uncertain."""
    size_px = max(target.outline.size_m) * lens.K[0, 0] / alignment.T_camera_target[2, 3]
    return bool(
        alignment.agreement > _LEANED_AGREEMENT
        and alignment.share > _LEANED_SHARE
        and not _another(alignment)
        and sigma_px(alignment, target, lens) < _LEANED_SIGMA * size_px
    )


def believable(alignment: Alignment | None, target: Target, lens: Lens) -> bool:
    """Whether the picture shows this target here."""
    if alignment is None or alignment.agreement < LEAST_AGREEMENT or alignment.share < LEAST_SHARE:
        return False
    if _another(alignment):
        return False
    T = alignment.T_camera_target
    if T[:3, 2] @ T[:3, 3] >= 0.0 and len({place.plane for place in target.markers}) < 2:
        return False  # the paper's printed side is its +z
    size_px = max(target.outline.size_m) * lens.K[0, 0] / T[2, 3]
    if alignment.step_px > max(_AT_REST * size_px, 0.5):
        return False
    return bool(sigma_px(alignment, target, lens) < _WORST_SIGMA_PX + _WORST_SIGMA * size_px)


def other_reading(T: Array, target: Target, lens: Lens, *, plain_too: bool = False) -> Array | None:
    """The (4, 4) pose that a plane's outline at ``T`` could also be taken for; None where there is none.

    Both of IPPE's solutions (Collins & Bartoli 2014). What the corners rule out is left out unless ``plain_too``.
    """
    points = target.outline.corners
    pixels = lens.project_ideal(T, points)
    middle = points.mean(axis=0)
    size = float(np.ptp(pixels, axis=0).max())
    for R, shift, error in readings(points - middle, pixels, lens):
        if not plain_too and error > _PLAIN_PX + _PLAIN_SHARE * size:
            continue
        if rotation_angle(T[:3, :3].T @ R) > _ALIKE_RAD:
            other = rigid(R, shift - R @ middle)
            return other if other[2, 3] > 1e-3 and other[:3, 2] @ other[:3, 3] < 0.0 else None
    return None


def alike(one: Array, other: Array) -> bool:
    """Whether two (4, 4) poses are one reading."""
    return rotation_angle(one[:3, :3].T @ other[:3, :3]) <= _ALIKE_RAD


@dataclass
class Usual:
    """How well a target has agreed lately: what creeps is seen, and what stays becomes usual."""

    _share: float = 0.0
    _residual_px: float = np.inf

    def take(self, alignment: Alignment) -> None:
        """One more frame."""
        self._share = max(alignment.share, self._share - _SHARE_A_FRAME)
        self._residual_px = min(alignment.residual_px, self._residual_px * _RESIDUAL_A_FRAME)

    def worse(self, alignment: Alignment) -> bool:
        """Whether less of the print agrees, and is off by more."""
        fewer = alignment.share < self._share - _FEWER
        return fewer and alignment.residual_px > _WORSE * self._residual_px


@dataclass
class Doubt:
    """Evidence, gathered over frames, that the other reading is the right one."""

    _against: float = 0.0
    _frames: int = 0

    @property
    def due(self) -> bool:
        """Whether this frame is one to look at the other reading: every eighth, and all while it looks better."""
        self._frames += 1
        return self._against > 0.0 or self._frames % _ASK_EVERY == 0

    def weigh(self, shown: Alignment, other: Alignment | None) -> bool:
        """Whether to change over to ``other``."""
        if other is None:
            self._against = 0.0
            return False
        gap = min(log_odds(other, shown), _MOST_A_FRAME)
        self._against = max(0.0, 0.8 * self._against + gap)
        if self._against > DECISIVE:
            self._against = 0.0
            return True
        return False


def log_odds(one: Alignment, other: Alignment) -> float:
    """How much likelier ``one`` is than ``other``; the logarithm, residuals taken as normal and correlated."""
    left = [max(1.0 - each.agreement, 1e-5) for each in (other, one)]
    witnesses = min(one.pixels / _CORRELATED, other.pixels / _CORRELATED, _MOST_WITNESSES)
    return float(0.5 * witnesses * np.log(left[0] / left[1]))
