"""From views of a board to a lens: OpenCV's calibration, its uncertainty, and which model is borne.

Zhang 2000, "A flexible new technique for camera calibration"; fisheye: Kannala & Brandt 2006.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import cv2
import numpy as np

from prisonersvoice_ar.core.calibration.choice import (
    LEAST_VIEWS,
    Form,
    Tried,
    best_form,
    folds,
    forms_of,
    is_sane,
    outliers,
)
from prisonersvoice_ar.core.calibration.sight import Sight
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.geometry import Array, Intrinsics, plausible_intrinsics
from prisonersvoice_ar.core.geometry.intrinsics import LensModel

_STEPS = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_COUNT, 60, 1e-7)
_ROUNDS = 4
_ADVICE = "Take more views: each corner of the picture, four tilts, from near and from afar."


@dataclass(frozen=True)
class Solved:
    """A lens, and how well it is known."""

    lens: Intrinsics
    rms_px: float
    errors_px: tuple[float, ...]
    """RMS of each view, in the order given"""
    sigma_px: tuple[float, float, float, float]
    """standard deviations of fx, fy, cx, cy"""


@dataclass(frozen=True)
class Calibration:
    """What the views gave."""

    solved: Solved
    held_out_px: float
    views: tuple[str, ...]
    """names of those that served"""
    dropped: tuple[tuple[str, float], ...]
    """names of those that fitted far worse than the rest, with their error in pixels"""
    tried: tuple[Tried, ...]


def calibrate(
    sights: Sequence[Sight],
    model: LensModel | None,
    tell: Callable[[str], None] = lambda _: None,
    *,
    independent: int | None = None,
) -> Calibration:
    """The lens that took ``sights``; ``model`` None: the one that does best on views it was not solved with.

    ``independent``: how many of them are unlike each other (None: all). The solver takes every view for news of
    its own; of views that are alike it would tell an uncertainty that is far too small.
    ContentError where the views are too few or agree on no lens.
    """
    if len(sights) < LEAST_VIEWS:
        raise ContentError(
            f"{len(sights)} views of the board are too few; at least {LEAST_VIEWS} are needed", _ADVICE
        )
    forms = forms_of(model)
    kept, dropped = _without_outliers(list(sights), forms)
    tried = []
    for form in forms:
        tell(f"{form.model}, {form.coefficients} coefficients")
        tried.append(Tried(form, held_out_px(kept, form)))
    best = best_form(tried)
    solved = solve(kept, best.form)
    while solved is None and len(tried) > 1:
        tried = [each for each in tried if each is not best]
        best = best_form(tried)
        solved = solve(kept, best.form)
    if solved is None:
        raise ContentError(
            f"the views agree on no lens of the model {best.form.model}", f"{_ADVICE} Or try another --model."
        )
    names = tuple(sight.name for sight in kept)
    told = math.sqrt(len(kept) / max(min(independent or len(kept), len(kept)), 1))
    first, second, third, fourth = (sigma * told for sigma in solved.sigma_px)
    solved = replace(solved, sigma_px=(first, second, third, fourth))
    return Calibration(solved, best.held_out_px, names, tuple(dropped), tuple(tried))


def _without_outliers(
    sights: list[Sight], forms: Sequence[Form]
) -> tuple[list[Sight], list[tuple[str, float]]]:
    """Views left after those that do not fit are taken away, round by round, for each bends the rest."""
    dropped: list[tuple[str, float]] = []
    for _ in range(_ROUNDS):
        solved = next(filter(None, (solve(sights, form) for form in forms)), None)
        worst = outliers(solved.errors_px) if solved is not None else []
        if solved is None:
            break
        if not worst:
            break
        dropped += [(sights[index].name, solved.errors_px[index]) for index in worst]
        sights = [sight for index, sight in enumerate(sights) if index not in worst]
    return sights, dropped


def held_out_px(sights: Sequence[Sight], form: Form) -> float:
    """RMS over views that a lens was not solved with, each with a pose of its own; infinite where none comes out."""
    squares, count = 0.0, 0
    for others, mine in folds(len(sights)):
        solved = solve([sights[index] for index in others], form)
        if solved is None:
            return math.inf
        for index in mine:
            error = _view_error(sights[index], solved.lens)
            squares += error**2 * len(sights[index].ids)
            count += len(sights[index].ids)
    return math.sqrt(squares / max(count, 1))


def solve(sights: Sequence[Sight], form: Form) -> Solved | None:
    """The lens of one form for ``sights``, all of one size; None where the solver fails or the lens is none."""
    points = [_points(sight) for sight in sights]
    pixels = [np.ascontiguousarray(sight.pixels, np.float32).reshape(-1, 1, 2) for sight in sights]
    try:
        if form.model == "fisheye":
            return _fisheye(points, pixels, sights[0].size)
        return _perspective(points, pixels, sights[0].size, form)
    except cv2.error:
        return None


def _points(sight: Sight) -> Any:
    flat = np.column_stack([sight.points_m, np.zeros(len(sight.ids))])
    return np.ascontiguousarray(flat, np.float32).reshape(-1, 1, 3)


def _lens(size: tuple[int, int], K: Any, distortion: Any, form: Form) -> Intrinsics | None:
    values = tuple(float(value) for value in np.ravel(distortion)[: form.coefficients])
    try:
        lens = Intrinsics(
            *size, float(K[0, 0]), float(K[1, 1]), float(K[0, 2]), float(K[1, 2]), form.model, values
        )
    except ValueError:
        return None
    inside = 0 <= lens.cx < lens.width and 0 <= lens.cy < lens.height
    return lens if inside and is_sane(lens) else None


def _perspective(points: list[Any], pixels: list[Any], size: tuple[int, int], form: Form) -> Solved | None:
    for flags, first_K, first_bends in _starts(points, pixels, size, form):
        rms, K, distortion, _, _, sigma, _, errors = cv2.calibrateCameraExtended(
            points, pixels, size, first_K, first_bends, flags=flags, criteria=_STEPS
        )
        lens = _lens(size, K, distortion, form)
        if lens is not None:
            four = [float(each) for each in np.ravel(sigma)[:4]]
            each_view = tuple(float(error) for error in np.ravel(errors))
            return Solved(lens, float(rms), each_view, (four[0], four[1], four[2], four[3]))
    return None


def _starts(
    points: list[Any], pixels: list[Any], size: tuple[int, int], form: Form
) -> Iterator[tuple[int, Any, Any]]:
    """Flags, camera matrix and distortion to begin with, the next where one leads to no lens.

    A rational model's upper and lower half can cancel each other and end in a pole. Begun with all bending in its
    lower half it mostly does not, and with two coefficients less hardly ever.
    """
    if form.model != "rational":
        yield {5: 0, 4: cv2.CALIB_FIX_K3}[form.coefficients], None, None
        return
    yield cv2.CALIB_RATIONAL_MODEL, None, None
    nothing = cast("Any", None)
    _, K, bends, _, _ = cv2.calibrateCamera(
        points, pixels, size, nothing, nothing, flags=cv2.CALIB_FIX_K3, criteria=_STEPS
    )
    k1, k2, p1, p2 = (float(each) for each in np.ravel(bends)[:4])
    lower = np.zeros((14, 1))
    # 1 + k1 r² + k2 r⁴ as one over a polynomial, to the fourth power
    lower[[2, 3, 5, 6], 0] = p1, p2, -k1, k1 * k1 - k2
    guessed = cv2.CALIB_RATIONAL_MODEL | cv2.CALIB_USE_INTRINSIC_GUESS
    yield guessed, K.copy(), lower.copy()
    yield guessed | cv2.CALIB_FIX_K3 | cv2.CALIB_FIX_K6, K.copy(), lower.copy()


def _fisheye(points: list[Any], pixels: list[Any], size: tuple[int, int]) -> Solved | None:
    # the other shape, (N, 1, 3), makes it raise
    wide = [np.asarray(each, np.float64).reshape(1, -1, 3) for each in points]
    seen = [np.asarray(each, np.float64).reshape(1, -1, 2) for each in pixels]
    flags = cv2.CALIB_RECOMPUTE_EXTRINSIC | cv2.CALIB_FIX_SKEW
    flags |= cv2.CALIB_USE_INTRINSIC_GUESS
    first = plausible_intrinsics(*size, horizontal_fov_deg=80.0)
    rms, K, distortion, turns, moves = cv2.fisheye.calibrate(
        wide, seen, size, first.K, np.zeros((4, 1)), flags=flags, criteria=_STEPS
    )
    lens = _lens(size, K, distortion, Form("fisheye", 4))
    if lens is None:
        return None
    errors, normal, left = [], np.zeros((8, 8)), 0.0
    for flat, there, turn, move in zip(wide, seen, turns, moves, strict=True):
        fitted, slopes = cv2.fisheye.projectPoints(flat, turn, move, K, distortion)
        off = np.asarray(fitted - there, np.float64).ravel()
        errors.append(math.sqrt(float(off @ off) / flat.shape[1]))
        left += float(off @ off)
        normal += _about_lens(np.asarray(slopes, np.float64))
    free = 2 * sum(each.shape[1] for each in wide) - 8 - 6 * len(wide)
    sigma = np.sqrt(np.maximum(np.diag(np.linalg.pinv(normal))[:4] * left / max(free, 1), 0.0))
    four = (float(sigma[0]), float(sigma[1]), float(sigma[2]), float(sigma[3]))
    return Solved(lens, float(rms), tuple(errors), four)


def _about_lens(slopes: Array) -> Array:
    """(8, 8) information about f, c, k that one view brings once its own pose is reckoned out (Schur complement)."""
    # OpenCV's columns: f f, c c, k k k k, rotation, translation, skew
    inner, pose = slopes[:, :8], slopes[:, 8:14]
    cross = inner.T @ pose
    return np.asarray(inner.T @ inner - cross @ np.linalg.pinv(pose.T @ pose) @ cross.T)


def _view_error(sight: Sight, lens: Intrinsics) -> float:
    """RMS of one view, pixels, with the pose that fits it best."""
    flat = np.asarray(_points(sight), np.float64)
    there = np.ascontiguousarray(sight.pixels, np.float64).reshape(-1, 1, 2)
    K, bends = lens.K, lens.coefficients
    if lens.model == "fisheye":
        straight = cv2.fisheye.undistortPoints(there, K, bends)
        good, turn, move = cv2.solvePnP(flat, straight, np.eye(3), cast("Any", None))
        for _ in range(6):
            fitted, slopes = cv2.fisheye.projectPoints(flat, turn, move, K, bends)
            off = np.asarray(there - fitted, np.float64).ravel()
            step = np.linalg.lstsq(np.asarray(slopes)[:, 8:14], off, rcond=None)[0]
            turn, move = turn + step[:3, None], move + step[3:, None]
        fitted, _ = cv2.fisheye.projectPoints(flat, turn, move, K, bends)
    else:
        good, turn, move = cv2.solvePnP(flat, there, K, bends)
        turn, move = cv2.solvePnPRefineLM(flat, there, K, bends, turn, move)
        fitted, _ = cv2.projectPoints(flat, turn, move, K, bends)
    off = np.asarray(fitted, np.float64).reshape(-1, 2) - sight.pixels
    return float(np.sqrt((off * off).sum(axis=1).mean())) if good else math.inf
