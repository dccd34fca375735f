"""Following a target by all of its printed edges, where no marker is whole in the picture.

A thumb over a corner, a sheet that leaves the picture: the corners are gone, the borders and the edges of
the code are not. Each edge point is looked for along its normal and the pose moves so that all come to lie
on their edges (Harris & Stennett 1990, "RAPID"; Drummond & Cipolla 2002), with Tukey's weights. It counts
only where the code still reads and where what is seen holds all corners still.
"""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array, rigid
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Target
from prisonersvoice_ar.perception.markers.code import pattern
from prisonersvoice_ar.perception.markers.edges import Light, light_around
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.pose import Solution
from prisonersvoice_ar.perception.settings import Pixels

_ACROSS = np.linspace(-1.0, 1.0, 13)
FAR_REACHES = (0.9, 0.6, 0.4)
NEAR_REACHES = (0.4,)
_LEAST_POINTS = 24
_LEAST_CELLS = 14
_LEAST_AGREEMENT = 0.75
_LEAST_SUPPORT = 0.5
_LEAST_CELL_PX = 2.0


@dataclass(frozen=True)
class Contour:
    """The printed edges of a target, in its own frame, metres."""

    points: Array
    """(E, 3)"""
    tangents: Array
    """(E, 3) along the edge"""
    lights: Array
    """(E, 3) across the edge, from dark to light; as long as a cell"""
    cells: Array
    """(C, 3) middles of the cells"""
    values: Array
    """(C,) 0 black, 1 white"""


@lru_cache(maxsize=512)
def contour_of(target: Target) -> Contour:
    """All edges of all markers of a target."""
    parts = [_marker_contour(place, pattern(target.dictionary, place.id)) for place in target.markers]
    return Contour(*(np.concatenate([part[i] for part in parts]) for i in range(5)))


def _marker_contour(place: MarkerPlace, code: Array) -> tuple[Array, ...]:
    cells = len(code)
    origin, right, _, below = place.corners
    u, v = (right - origin) / cells, (below - origin) / cells
    framed = np.pad(code, 1, constant_values=1.0)
    points, tangents, lights = [], [], []
    for along, across, picture in ((v, u, framed), (u, v, framed.T)):
        step = np.diff(picture, axis=1)
        for row, column in zip(*np.nonzero(step[1:-1]), strict=True):
            for part in (0.3, 0.7):
                points.append(origin + (row + part) * along + column * across)
                tangents.append(along)
                lights.append(across * step[row + 1, column])
    rows, columns = np.divmod(np.arange(cells * cells), cells)
    middles = origin + (columns[:, None] + 0.5) * u + (rows[:, None] + 0.5) * v
    return np.array(points), np.array(tangents), np.array(lights), middles, code.reshape(-1)


@dataclass(frozen=True)
class _Fit:
    """One round of looking for the edges."""

    step: Array
    """(6,) turn and shift of the camera frame"""
    information: Array
    """(6, 6) of the pose, per square pixel"""
    error_px: float
    support: float
    """share of the visible edge points that were found near their place"""


def follow(
    gray: Pixels,
    target: Target,
    predicted: Array,
    lens: Lens,
    *,
    exponent: float,
    reaches: tuple[float, ...] = FAR_REACHES,
) -> Solution | None:
    """The pose near ``predicted`` (4, 4) that the edges in (H, W) uint8 ``gray`` agree on, or None.

    ``reaches``: how far, in cells, each round looks from where the round before it ended.
    """
    contour = contour_of(target)
    outline = lens.project(predicted, contour.points)
    inside = outline[_inside(outline, gray)]
    if len(inside) < _LEAST_POINTS:
        return None
    light = light_around(gray, inside, 24.0, exponent)
    T, fit = predicted, None
    for reach in reaches:
        fit = _look(light, gray, contour, T, lens, reach=reach)
        if fit is None:
            return None
        T = _moved(T, fit.step)
    if fit is None or fit.support < _LEAST_SUPPORT or T[:3, 2] @ T[:3, 3] >= 0.0:
        return None
    if not _reads(light, gray, contour, T, lens) or not _holds_still(target, T, lens, fit):
        return None
    return Solution(T, fit.error_px)


def _inside(pixels: Array, gray: Pixels) -> Array:
    height, width = gray.shape
    return np.asarray(((pixels > 1.0) & (pixels < (width - 2.0, height - 2.0))).all(axis=1))


def _look(light: Light, gray: Pixels, contour: Contour, T: Array, lens: Lens, *, reach: float) -> _Fit | None:
    """Find each visible edge point along its normal within ``reach`` cells; one Gauss–Newton step."""
    feet = lens.project(T, contour.points)
    ahead = lens.project(T, contour.points + 0.2 * contour.tangents) - feet
    across = lens.project(T, contour.points + 0.2 * contour.lights) - feet
    normal = np.stack([ahead[:, 1], -ahead[:, 0]], axis=1) / np.maximum(
        np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9
    )
    width = (normal * across).sum(axis=1, keepdims=True)  # a fifth of a cell, seen across the edge
    normal, cell = normal * np.sign(width), 5.0 * np.abs(width[:, 0])
    good = _inside(feet, gray) & (cell > _LEAST_CELL_PX)
    if good.sum() < _LEAST_POINTS:
        return None
    feet, normal, cell, points = feet[good], normal[good], cell[good], contour.points[good]
    offsets = np.clip(reach * cell, 1.5, 16.0)[:, None] * _ACROSS
    found, height = _steps(light, feet, normal, offsets)
    measured = lens.ideal(feet + found[:, None] * normal)
    ideal = lens.project_ideal(T, points)
    residual = (normal * (measured - ideal)).sum(axis=1)
    usual = max(float(np.median(height)), 1e-9)
    prior = np.minimum(height / usual, 1.0) * (height > 0.25 * usual)
    jacobian = (normal[:, None] @ _jacobian(points, T, lens))[:, 0]
    return _robust_step(jacobian, residual, prior)


def _steps(light: Light, feet: Array, normal: Array, offsets: Array) -> tuple[Array, Array]:
    places = feet[:, None] + offsets[..., None] * normal[:, None]
    rise = np.maximum(np.diff(light.at(places).astype(np.float64), axis=1), 0.0)
    rise = np.maximum(rise - 0.25 * rise.max(axis=1, keepdims=True), 0.0)
    height = rise.sum(axis=1)
    middle = (offsets[:, 1:] + offsets[:, :-1]) / 2
    return (rise * middle).sum(axis=1) / np.maximum(height, 1e-9), height


def _jacobian(points: Array, T: Array, lens: Lens) -> Array:
    """(N, 2, 6) of the ideal pixels by a small turn and shift of the camera frame."""
    camera = points @ T[:3, :3].T + T[:3, 3]
    x, y, z = camera.T
    zero = np.zeros_like(z)
    fx, fy = lens.K[0, 0], lens.K[1, 1]
    pixel = np.stack(
        [np.stack([fx / z, zero, -fx * x / z**2], 1), np.stack([zero, fy / z, -fy * y / z**2], 1)], 1
    )
    turn = np.stack([np.stack([zero, z, -y], 1), np.stack([-z, zero, x], 1), np.stack([y, -x, zero], 1)], 1)
    shift = np.broadcast_to(np.eye(3), (len(points), 3, 3))
    return np.asarray(pixel @ np.concatenate([turn, shift], axis=2))


def _robust_step(jacobian: Array, residual: Array, prior: Array) -> _Fit | None:
    step = np.zeros(6)
    weight = prior / (1.0 + np.abs(residual))
    left, scale = residual, 1.0
    information = np.eye(6)
    for _ in range(3):
        weighted = jacobian * weight[:, None]
        information = jacobian.T @ weighted
        try:
            step = np.linalg.solve(
                information + 1e-9 * np.trace(information) * np.eye(6), weighted.T @ residual
            )
        except np.linalg.LinAlgError:
            return None
        left = residual - jacobian @ step
        scale = max(1.4826 * float(np.median(np.abs(left[prior > 0]))) if (prior > 0).any() else 9.0, 0.1)
        weight = prior * np.clip(1.0 - (left / (4.685 * scale)) ** 2, 0.0, None) ** 2
    near = (np.abs(left) < min(3.0 * scale, 2.0)) & (prior > 0)
    if near.sum() < _LEAST_POINTS or not np.isfinite(step).all():
        return None
    return _Fit(step, information, float(np.sqrt((left[near] ** 2).mean())), float(near.mean()))


def _moved(T: Array, step: Array) -> Array:
    turn = np.asarray(cv2.Rodrigues(step[:3])[0], np.float64)
    return rigid(turn @ T[:3, :3], turn @ T[:3, 3] + step[3:])


def _reads(light: Light, gray: Pixels, contour: Contour, T: Array, lens: Lens) -> bool:
    """Whether enough cells are in the picture and have the values that the code gives them."""
    pixels = lens.project(T, contour.cells)
    inside = _inside(pixels, gray)
    if inside.sum() < _LEAST_CELLS:
        return False
    seen = np.sqrt(np.maximum(light.at(pixels[inside]), 0.0)).astype(np.float64)
    wanted = contour.values[inside]
    if wanted.std() < 0.2 or seen.std() < 0.02:
        return False
    return bool(np.corrcoef(seen, wanted)[0, 1] > _LEAST_AGREEMENT)


def _holds_still(target: Target, T: Array, lens: Lens, fit: _Fit) -> bool:
    """Whether what was seen determines where all corners of the outline are, to some 2 % of its size."""
    corners = target.outline.corners
    if ((corners @ T[2, :3] + T[2, 3]) < 1e-3).any():
        return False
    try:
        covariance = np.linalg.inv(fit.information) * max(fit.error_px, 0.2) ** 2
    except np.linalg.LinAlgError:
        return False
    jacobian = _jacobian(corners, T, lens)
    variance = np.einsum("nij,jk,nik->ni", jacobian, covariance, jacobian).sum(axis=1)
    size = float(np.ptp(lens.project_ideal(T, corners), axis=0).max())
    return bool(np.sqrt(np.maximum(variance, 0.0)).max() < 1.5 + 0.02 * size)
