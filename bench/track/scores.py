"""What the table says of one contestant in one sequence, or in all of a set."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from bench.track.measure import Frames
from prisonersvoice_ar.core.geometry import Array

USABLE_PX = 5.0
FLIP_DEG = 20.0
_WINDOW = 7
"""frames of the moving median that jitter is measured against"""
_MOVING_PX = 1.0
"""a frame: slower motion says nothing about lag"""


@dataclass(frozen=True)
class Score:
    """Shares are 0 to 1; NaN where there is nothing to tell."""

    frames: int
    found: float
    usable: float
    false: int
    locked: float
    locked_usable: float
    """of the frames that were called measured"""
    corner_px: float
    overlay_px: float
    """median over the frames with a pose"""
    overlay_p95_px: float
    moved_mm: float
    turned_deg: float
    jitter_mm: float
    """RMS of what is left of the error beside its moving median, flips left out"""
    jitter_deg: float
    flips: int
    gap: int
    """longest run of frames without a pose"""
    acquire: int
    """most frames from coming into view (or a new source) to a usable pose"""
    lag_frames: float
    lag_px: float
    """behind a card that moves at 1 m/s at 0.5 m before the lens"""
    ms: Array = field(repr=False)
    """every frame's"""

    def ms_at(self, percent: float) -> float:
        """A percentile of the cost of a frame."""
        return float(np.percentile(self.ms, percent)) if len(self.ms) else np.nan


def score(cards: Sequence[Frames], false: int, ms: Array) -> Score:
    """Sum up; ``cards`` may come from several sequences."""
    expected = _joined(cards, "expected")
    found = _joined(cards, "found")
    locked = _joined(cards, "locked") & expected
    cube, angle = _joined(cards, "cube_px"), np.linalg.norm(_joined(cards, "turned_deg"), axis=1)
    with np.errstate(invalid="ignore"):
        usable = cube <= USABLE_PX
        flips = (angle > FLIP_DEG) & expected
    asked = expected.sum()
    lag = _lag(cards)
    at = expected & found
    return Score(
        frames=int(asked),
        found=float((found & expected).sum() / asked) if asked else np.nan,
        usable=float((usable & expected).sum() / asked) if asked else np.nan,
        false=false,
        locked=float(locked.sum() / asked) if asked else np.nan,
        locked_usable=float(usable[locked].mean()) if locked.any() else np.nan,
        corner_px=_median(_joined(cards, "corner_px")[at]),
        overlay_px=_median(cube[at]),
        overlay_p95_px=float(np.percentile(cube[at], 95)) if at.any() else np.nan,
        moved_mm=_median(np.linalg.norm(_joined(cards, "moved_mm"), axis=1)[at]),
        turned_deg=_median(angle[at]),
        jitter_mm=_jitter([each.moved_mm for each in cards], cards),
        jitter_deg=_jitter([each.turned_deg for each in cards], cards),
        flips=int(flips.sum()),
        gap=max((longest(each.expected & ~each.found) for each in cards), default=0),
        acquire=max((_acquire(each) for each in cards), default=0),
        lag_frames=lag,
        lag_px=lag / 30.0 * float(np.median(_joined(cards, "focal_px"))) / 0.5 if cards else np.nan,
        ms=ms,
    )


def _joined(cards: Sequence[Frames], name: str) -> Array:
    if not cards:
        return np.zeros(
            (0, 3) if name in ("moved_mm", "turned_deg") else 0, bool if name in _BOOLS else float
        )
    return np.concatenate([getattr(each, name) for each in cards])


_BOOLS = ("expected", "found", "locked")


def _median(values: Array) -> float:
    return float(np.median(values)) if len(values) else np.nan


def longest(missing: Array) -> int:
    """The longest run of True."""
    longest = run = 0
    for each in missing:
        run = run + 1 if each else 0
        longest = max(longest, run)
    return longest


def _acquire(frames: Frames) -> int:
    """Frames waited, at worst, for the first usable pose after the card came into view or the source changed."""
    worst, waiting = 0, None
    for i, expected in enumerate(frames.expected):
        if i in frames.begins or (expected and (i == 0 or not frames.expected[i - 1])):
            waiting = 0
        if waiting is None or not expected:
            continue
        if frames.cube_px[i] <= USABLE_PX:
            waiting = None
        else:
            waiting += 1
            worst = max(worst, waiting)
    return worst


def _jitter(errors: Sequence[Array], cards: Sequence[Frames]) -> float:
    series = []
    for error, frames in zip(errors, cards, strict=True):
        steady = frames.found & (np.linalg.norm(np.nan_to_num(frames.turned_deg), axis=1) <= FLIP_DEG)
        series.append(np.where(steady[:, None], error, np.nan))
    return rms_beside_median(series)


def rms_beside_median(series: Sequence[Array]) -> float:
    """RMS length of what is left of (N, k) ``series`` beside their moving median over seven frames.

    A window with a NaN in it does not count; NaN where none is whole.
    """
    rest = [beside_median(values).reshape(-1, values.shape[1]) for values in series]
    left = np.concatenate(rest) if rest else np.zeros((0, 3))
    return float(np.sqrt((left**2).sum(1).mean())) if len(left) else np.nan


def beside_median(values: Array) -> Array:
    """(M, k): the rows of (N, k) ``values`` less the median of the seven about them, of each whole seven."""
    if len(values) < _WINDOW:
        return values[:0]
    windows = np.lib.stride_tricks.sliding_window_view(values, _WINDOW, axis=0)
    whole = np.isfinite(windows).all(axis=(1, 2))
    middle = values[_WINDOW // 2 : len(values) - _WINDOW // 2]
    return (middle - np.median(windows, axis=2))[whole]


def _lag(cards: Sequence[Frames]) -> float:
    """Frames behind the truth: the error regressed on the velocity, as lagging by s frames errs by −s·v."""
    along = square = 0.0
    for frames in cards:
        if len(frames.truth_px) < 3:
            continue
        speed = np.gradient(frames.truth_px, axis=0)
        with np.errstate(invalid="ignore"):
            good = (frames.cube_px <= USABLE_PX) & (np.linalg.norm(speed, axis=1) > _MOVING_PX)
        for begin in frames.begins:  # no velocity over the seam of two sources
            good[max(begin - 1, 0) : begin + 1] = False
        along += float((frames.off_px[good] * speed[good]).sum())
        square += float((speed[good] ** 2).sum())
    return -along / square if square > 100.0 else np.nan
