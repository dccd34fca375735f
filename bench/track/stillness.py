"""How much a pose trembles in real footage while little moves: where a person has marked such stretches."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from bench.track.cards import Card
from bench.track.footage import LABELS, Watched
from bench.track.optics import project
from bench.track.scores import FLIP_DEG, beside_median, rms_beside_median
from prisonersvoice_ar.core.geometry import Array


@dataclass(frozen=True)
class Stretch:
    """Frames in which camera and target move little."""

    first: int
    last: int
    """included"""
    kind: str
    """what a person calls it: still, or slow in a hand"""


@dataclass(frozen=True)
class Jitter:
    """RMS beside the moving median over seven frames; NaN where no seven in a row have a pose."""

    mm: float
    deg: float
    corner_px: float
    """over the four corners, as reported or as the pose has them"""
    flips: int
    """frames that are turned by more than 20° against the stretch; they do not count otherwise"""


@dataclass(frozen=True)
class Trace:
    """One card through one stretch; rows are NaN where there was no pose."""

    moved_mm: Array
    """(N, 3) camera axes"""
    turned_deg: Array
    """(N, 3) rotation vector from the stretch's middle rotation"""
    corners_px: Array
    """(N, 4, 2)"""

    @property
    def found(self) -> Array:
        """(N,) bool."""
        return np.isfinite(self.moved_mm).all(axis=1)

    @property
    def flipped(self) -> Array:
        """(N,) bool."""
        return np.linalg.norm(np.nan_to_num(self.turned_deg), axis=1) > FLIP_DEG


def stretches(video: Path) -> list[Stretch]:
    """Those labelled for a video of that name, if any."""
    file = LABELS / f"{video.stem}.json"
    label = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return [Stretch(first, last, label["still_kind"]) for first, last in label.get("still", [])]


def trace(watched: Watched, card: Card, stretch: Stretch) -> Trace:
    """What was said of ``card`` in that stretch, frame by frame."""
    length = stretch.last + 1 - stretch.first
    moved, R = np.full((length, 3), np.nan), np.full((length, 3, 3), np.nan)
    corners = np.full((length, 4, 2), np.nan)
    for row, seen in enumerate(watched.seen[stretch.first : stretch.last + 1]):
        mine = next((each for each in seen if each.target == card.target.name), None)
        if mine is None or mine.T_camera_target is None:
            continue
        T = mine.T_camera_target
        moved[row], R[row] = 1e3 * T[:3, 3], T[:3, :3]
        outline = card.target.outline.corners
        corners[row] = mine.corners if mine.corners is not None else project(watched.lens, T, outline)
    return Trace(moved, _turned(R), corners)


def _turned(R: Array) -> Array:
    """(N, 3) degrees from the middle of (N, 3, 3): the rotation next to the median of their entries."""
    known = np.isfinite(R).all(axis=(1, 2))
    turned = np.full((len(R), 3), np.nan)
    if known.any():
        u, _, vt = np.linalg.svd(np.median(R[known], axis=0))
        middle = u @ np.diag([1.0, 1.0, np.linalg.det(u @ vt)]) @ vt
        turned[known] = [np.degrees(cv2.Rodrigues(middle.T @ each)[0].ravel()) for each in R[known]]
    return turned


def jitters(traces: Sequence[Trace]) -> tuple[list[Jitter], int]:
    """Each one's jitter on the frames that all of them can be judged by, and how many those are."""
    good = np.all([each.found & ~each.flipped for each in traces], axis=0)
    judged = len(beside_median(np.where(good, 0.0, np.nan)[:, None]))
    return [
        Jitter(
            mm=rms_beside_median([np.where(good[:, None], each.moved_mm, np.nan)]),
            deg=rms_beside_median([np.where(good[:, None], each.turned_deg, np.nan)]),
            corner_px=rms_beside_median(
                [np.where(good[:, None], each.corners_px[:, k], np.nan) for k in range(4)]
            ),
            flips=int(each.flipped.sum()),
        )
        for each in traces
    ], judged


def report(ours: Watched, others: Sequence[Watched], cards: tuple[Card, ...]) -> list[str]:
    """A line for each card, stretch and contestant; each of the others with the ratio, ours to theirs.

    Each pair is judged on the frames that both have, so that our figures differ a little from line to line.
    """
    lines = []
    for card in cards:
        for stretch in stretches(ours.file):
            mine = trace(ours, card, stretch)
            at = f"  {card.target.name} in {stretch.first}-{stretch.last} ({stretch.kind})"
            (alone,), frames = jitters([mine])
            lines.append(f"{at}, {frames} frames: {_said(ours.who, alone)}")
            for other in others:
                (we, they), frames = jitters([mine, trace(other, card, stretch)])
                lines.append(
                    f"{at}, {frames} frames both: {_said(ours.who, we)}; {_said(other.who, they)}; "
                    f"ratio {_ratio(we.mm, they.mm)}, {_ratio(we.deg, they.deg)}, "
                    f"{_ratio(we.corner_px, they.corner_px)}"
                )
    return ["jitter beside the moving median over seven frames", *lines] if lines else []


def _ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f}" if theirs > 0.0 else "-"


def _said(who: str, jitter: Jitter) -> str:
    flips = f", {jitter.flips} flips" if jitter.flips else ""
    return f"{who} {jitter.mm:.3f} mm, {jitter.deg:.3f}°, corners {jitter.corner_px:.3f} px{flips}"
