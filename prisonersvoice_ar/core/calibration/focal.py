"""A lens's focal length, quietly, from a flat target of known size that is being followed.

Each homography of a plane gives two equations on the image of the absolute conic (Zhang 2000, "A flexible new
technique for camera calibration", equations 3 and 4). With square pixels and a principal point near the picture's
middle they hold one unknown, the focal length; how far off the middle the point may be is a prior, so that it
counts among the uncertainty. The residuals are weighted by what the corners' noise makes of them.
"""

import math
from dataclasses import dataclass

import numpy as np

from prisonersvoice_ar.core.geometry import Array

CERTAIN = 0.03
"""a focal length is proposed once its standard deviation is less than this part of it"""
LEAST_VIEWS = 8
WELL_TILTED = math.radians(18.0)
_CELL = math.radians(7.0)
"""views whose normals lie nearer together than this are one view, however many frames it lasts"""
_MOST_VIEWS = 60
_LOPSIDED = 0.75
"""of 1: all views lean to the same side, so that an error of the principal point would pass for focal length"""
_CENTRE_SIGMA = 0.012
"""standard deviation of the principal point, parts of the longer side: webcams are within 2.5 %"""
_SYSTEMATIC = 0.004
"""of the focal length: a bent card, a lens that bends straight lines by more than is assumed, which is nothing"""
_FLOOR_PX = 0.08
_HUBER = 2.0
_ROUNDS = 12
_STEP = 1e-3


@dataclass(frozen=True, eq=False)
class MeasuredPlane:
    """A flat rectangle of known size as it was measured, not as it was reprojected from a pose."""

    corners_m: Array
    """(4, 2) metres on the plane"""
    pixels: Array
    """(4, 2) ideal pixels: the lens's distortion, where it is known, taken out"""
    sigma_px: float
    """standard deviation of a corner's coordinate"""


@dataclass(frozen=True)
class FocalEstimate:
    """A focal length, as far as the views tell it."""

    focal_px: float
    sigma_px: float
    views: int

    @property
    def share(self) -> float:
        """The uncertainty as part of the focal length."""
        return self.sigma_px / self.focal_px


@dataclass(frozen=True, eq=False)
class _View:
    homographies: Array
    """(9, 3, 3): as measured, then with each of the eight coordinates moved by `_STEP`; normalised units"""
    sigma: float
    """of a coordinate, normalised units"""
    lean: tuple[float, float]
    """of the plane's normal, radians, by the focal length assumed so far"""


class FocalEstimator:
    """Gathers planes from one camera at one size; ValueError where arrays have another shape."""

    def __init__(self, width: int, height: int, focal_px: float) -> None:
        """``focal_px``: what is assumed so far; it decides what counts as tilted, and where solving begins."""
        self._middle = np.array([(width - 1) / 2, (height - 1) / 2])
        self._unit = float(focal_px)
        self._centre_sigma = _CENTRE_SIGMA * max(width, height) / self._unit
        self._views: dict[tuple[int, int], _View] = {}

    @property
    def views(self) -> int:
        """How many different views there are."""
        return len(self._views)

    def add(self, corners_m: Array, pixels: Array, sigma_px: float) -> bool:
        """Take a plane, (4, 2) metres seen at (4, 2) ideal pixels; False where it tells nothing new."""
        if corners_m.shape != (4, 2) or pixels.shape != (4, 2):
            raise ValueError(f"expected (4, 2) corners and pixels, got {corners_m.shape} and {pixels.shape}")
        if not (np.isfinite(pixels).all() and math.isfinite(sigma_px)):
            return False
        size = float(np.ptp(corners_m, axis=0).max())
        if not (size > 0.0 and math.isfinite(size)):
            return False
        sigma = max(sigma_px, _FLOOR_PX) / self._unit
        flat = (corners_m - corners_m.mean(axis=0)) / size
        seen = (pixels - self._middle) / self._unit
        H = _homographies(flat, seen[None])
        lean = None if H is None else _lean(H[0])
        if lean is None or math.hypot(*lean) < WELL_TILTED:
            return False
        cell = (round(lean[0] / _CELL), round(lean[1] / _CELL))
        there = self._views.get(cell)
        # of one view's frames the best measured stays: a hundred frames of it are no hundred measurements
        if there.sigma <= sigma if there is not None else len(self._views) >= _MOST_VIEWS:
            return False
        all_nine = _homographies(flat, _moved(seen))
        if all_nine is None:
            return False
        self._views[cell] = _View(all_nine, sigma, lean)
        return True

    def estimate(self) -> FocalEstimate | None:
        """What the views tell; None while they are too few, or too much of one kind."""
        if len(self._views) < LEAST_VIEWS or not self._diverse():
            return None
        views = list(self._views.values())
        H = np.stack([view.homographies for view in views])
        sigmas = np.array([view.sigma for view in views])
        state, weights = np.zeros(3), np.ones(len(views))  # log of the focal length, principal point
        for _ in range(_ROUNDS):
            residuals, slopes, inverse = _linear(H, sigmas, state)
            information = np.einsum("v,vip,vij,vjq->pq", weights, slopes, inverse, slopes)
            information += np.diag([0.0, 1.0, 1.0]) / self._centre_sigma**2
            pull = np.einsum("v,vip,vij,vj->p", weights, slopes, inverse, residuals)
            pull += np.array([0.0, *state[1:]]) / self._centre_sigma**2
            step = np.clip(np.linalg.solve(information, -pull), -0.3, 0.3)
            state = state + step
            apart = np.sqrt(np.einsum("vi,vij,vj->v", residuals, inverse, residuals) / 2.0)
            weights = np.minimum(1.0, _HUBER / np.maximum(apart, 1e-9))
            if np.abs(step).max() < 1e-7:
                break
        return self._judged(state, information, apart, weights)

    def _judged(self, state: Array, information: Array, apart: Array, weights: Array) -> FocalEstimate | None:
        variance = float(np.linalg.inv(information)[0, 0])
        # where the views agree worse than their noise says, the noise was told too small
        worse = max(1.0, float((weights * apart**2).sum() / weights.sum()))
        focal = self._unit * math.exp(float(state[0]))
        sigma = focal * math.sqrt(variance * worse + _SYSTEMATIC**2)
        sound = math.isfinite(focal) and math.isfinite(sigma) and abs(state[0]) < math.log(4.0)
        return FocalEstimate(focal, sigma, len(self._views)) if sound else None

    def _diverse(self) -> bool:
        leans = np.array([view.lean for view in self._views.values()])
        unit = leans / np.linalg.norm(leans, axis=1, keepdims=True)
        return float(np.linalg.norm(unit.mean(axis=0))) < _LOPSIDED


def _moved(seen: Array) -> Array:
    """(9, 4, 2): four points as they were seen, then with each of their coordinates moved by `_STEP`."""
    moved = np.repeat(seen[None], 9, axis=0)
    for coordinate in range(8):
        moved[coordinate + 1, coordinate // 2, coordinate % 2] += _STEP
    return moved


def _lean(H: Array) -> tuple[float, float] | None:
    """How far the plane's normal leans, radians, across and down; None where there is none."""
    normal = np.cross(H[:, 0], H[:, 1])
    length = float(np.linalg.norm(normal))
    if length < 1e-12:
        return None
    normal /= length if normal[2] > 0 else -length
    angle = math.acos(min(1.0, float(normal[2])))
    across = max(math.hypot(normal[0], normal[1]), 1e-12)
    return float(normal[0]) / across * angle, float(normal[1]) / across * angle


def _homographies(flat: Array, seen: Array) -> Array | None:
    """(K, 3, 3) from four points (4, 2) to (K, 4, 2), each exact; None where three of them are on one line."""
    count = len(seen)
    rows = np.zeros((count, 8, 8))
    x, y = flat[:, 0], flat[:, 1]
    for row, axis in ((0, 0), (1, 1)):
        rows[:, row::2, 3 * axis] = x
        rows[:, row::2, 3 * axis + 1] = y
        rows[:, row::2, 3 * axis + 2] = 1.0
        rows[:, row::2, 6] = -x * seen[:, :, axis]
        rows[:, row::2, 7] = -y * seen[:, :, axis]
    try:
        solved = np.linalg.solve(rows, seen.reshape(count, 8, 1))[..., 0]
    except np.linalg.LinAlgError:
        return None
    if not np.isfinite(solved).all() or np.abs(solved).max() > 1e6:
        return None
    H = np.concatenate([solved, np.ones((count, 1))], axis=1).reshape(count, 3, 3)
    # one scale for all nine, so that they can be compared
    return np.asarray(H / math.sqrt(float(np.linalg.norm(H[0, :, 0]) * np.linalg.norm(H[0, :, 1]))))


def _residuals(H: Array, state: Array) -> Array:
    """(…, 2) of (…, 3, 3) homographies: both of Zhang's equations, zero for the right lens."""
    x = H[..., 0, :] - state[1] * H[..., 2, :]
    y = H[..., 1, :] - state[2] * H[..., 2, :]
    z = H[..., 2, :]
    s = math.exp(-2.0 * float(state[0]))
    square = s * (x[..., 0] * x[..., 1] + y[..., 0] * y[..., 1]) + z[..., 0] * z[..., 1]
    equal = s * (x[..., 0] ** 2 + y[..., 0] ** 2 - x[..., 1] ** 2 - y[..., 1] ** 2)
    equal = equal + z[..., 0] ** 2 - z[..., 1] ** 2
    return np.stack([square, equal / 2.0], axis=-1)


def _linear(H: Array, sigmas: Array, state: Array) -> tuple[Array, Array, Array]:
    """Residuals (V, 2), their slopes (V, 2, 3) by the state, and the inverse (V, 2, 2) of their covariance."""
    all_nine = _residuals(H, state)
    residuals = all_nine[:, 0]
    by_pixel = (all_nine[:, 1:] - residuals[:, None]) / _STEP
    covariance = np.einsum("vpi,vpj->vij", by_pixel, by_pixel) * sigmas[:, None, None] ** 2
    covariance += 1e-14 * np.eye(2)
    slopes = np.empty((len(H), 2, 3))
    for index in range(3):
        nudge = np.zeros(3)
        nudge[index] = 1e-5
        slopes[:, :, index] = (_residuals(H[:, 0], state + nudge) - _residuals(H[:, 0], state - nudge)) / 2e-5
    return residuals, slopes, np.linalg.inv(covariance)


class FocalKeeper:
    """Says when a better focal length is worth a change: rarely, for an overlay that jumps is worse than a small error."""

    def __init__(self, width: int, height: int, focal_px: float) -> None:
        """``focal_px``: what is assumed now."""
        self.focal_px = focal_px
        self.adopted: FocalEstimate | None = None
        self._estimator = FocalEstimator(width, height, focal_px)
        self._news = 0

    def add(self, corners_m: Array, pixels: Array, sigma_px: float) -> None:
        """A plane that was measured in a frame; see `FocalEstimator.add`."""
        self._news += self._estimator.add(corners_m, pixels, sigma_px)

    def propose(self) -> FocalEstimate | None:
        """An estimate that is certain, and better than what is used by more than its uncertainty; None else."""
        if self._news == 0:
            return None
        self._news = 0
        estimate = self._estimator.estimate()
        if estimate is None or estimate.share >= CERTAIN:
            return None
        if self.adopted is not None and estimate.sigma_px > 0.7 * self.adopted.sigma_px:
            return None  # it is not known so much better than when it was last changed
        off = abs(estimate.focal_px - self.focal_px)
        return estimate if off > max(1.5 * estimate.sigma_px, 0.01 * self.focal_px) else None

    def adopt(self, estimate: FocalEstimate) -> None:
        """It is used from now on."""
        self.focal_px, self.adopted = estimate.focal_px, estimate
