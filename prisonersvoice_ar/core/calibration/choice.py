"""Which lens model the views bear, and which views are left out."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prisonersvoice_ar.core.geometry import Array, Intrinsics
from prisonersvoice_ar.core.geometry.intrinsics import LensModel


@dataclass(frozen=True)
class Form:
    """A lens model with so many coefficients free."""

    model: LensModel
    coefficients: int


FORMS = (Form("brown", 4), Form("brown", 5), Form("rational", 8), Form("fisheye", 4))
"""the simpler first"""
BETTER = 0.97
"""a richer model must bring the held-out error down to this share, or it only fits the noise"""
LEAST_VIEWS = 6
"""to solve with at all"""
FOLDS = 4
_FAR_OFF = 2.5
"""times the median error of all views"""
_LEAST_OFF_PX = 0.3


@dataclass(frozen=True)
class Tried:
    """A form, and how it did on views that it was not solved with."""

    form: Form
    held_out_px: float
    """RMS; infinite where it could not be solved"""


def best_form(tried: Sequence[Tried]) -> Tried:
    """The form with the least held-out error, the simpler where that is nearly as good; ValueError of none."""
    if not tried:
        raise ValueError("no lens model was tried")
    best = tried[0]
    for other in tried[1:]:
        if other.held_out_px < BETTER * best.held_out_px:
            best = other
    return best


def forms_of(model: LensModel | None) -> tuple[Form, ...]:
    """The forms of ``model``; all of them for None."""
    return tuple(form for form in FORMS if model in (None, form.model))


def folds(count: int, parts: int = FOLDS) -> list[tuple[list[int], list[int]]]:
    """``count`` views as (to solve with, held out), each held out once; neighbours go to different parts."""
    parts = min(parts, count)
    return [
        (
            [index for index in range(count) if index % parts != part],
            [index for index in range(count) if index % parts == part],
        )
        for part in range(parts)
    ]


def outliers(errors_px: Sequence[float], least: int = LEAST_VIEWS) -> list[int]:
    """Indices of views that fit far worse than the rest, the worst first; never so many that fewer than ``least`` stay."""
    if len(errors_px) <= least:
        return []
    limit = max(_FAR_OFF * float(np.median(errors_px)), _LEAST_OFF_PX)
    far = [index for index, error in enumerate(errors_px) if error > limit]
    worst = sorted(far, key=lambda index: -errors_px[index])
    return worst[: len(errors_px) - least]


def is_sane(lens: Intrinsics) -> bool:
    """Whether straight on from the middle to the picture's corner the lens only ever goes outward.

    A rational model with few views at the rim may fold the picture back on itself there.
    """
    across = max(lens.cx + 0.5, lens.width - 0.5 - lens.cx) / lens.fx
    down = max(lens.cy + 0.5, lens.height - 0.5 - lens.cy) / lens.fy
    reach = math.hypot(across, down)
    most = math.radians(89.0) if lens.model == "fisheye" else 3.0
    r = np.linspace(0.0, most, 2000)
    bent = radial(lens, r)
    beyond = np.flatnonzero(bent >= reach)
    last = int(beyond[0]) + 1 if len(beyond) else len(r)
    steps = np.diff(bent[:last])
    return bool(len(beyond)) and bool(np.isfinite(bent[:last]).all()) and bool((steps > 0).all())


def radial(lens: Intrinsics, r: Array) -> Array:
    """Distance from the principal point in focal lengths of ideal distances ``r`` (fisheye: angles, radians)."""
    k = np.zeros(8)
    k[: len(lens.distortion)] = lens.distortion
    square = r * r
    if lens.model == "fisheye":
        return np.asarray(r * (1 + square * (k[0] + square * (k[1] + square * (k[2] + square * k[3])))))
    if lens.model == "brown":
        return np.asarray(r * (1 + square * (k[0] + square * (k[1] + square * k[4]))))
    above = 1 + square * (k[0] + square * (k[1] + square * k[4]))
    below = 1 + square * (k[5] + square * (k[6] + square * k[7]))
    return np.asarray(r * above / below)
