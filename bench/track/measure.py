"""One contestant's frames against the truth: every number of every frame, before anything is summed up."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from bench.track.cache import Take
from bench.track.cards import TAG_M
from bench.track.contestants.base import Seen
from bench.track.optics import project
from bench.track.render import SQUARE, as_drawn
from prisonersvoice_ar.core.geometry import Array, Intrinsics

CUBE = np.concatenate([SQUARE, SQUARE + np.array([0.0, 0.0, TAG_M])])
"""(8, 3): a cube standing on the tag, towards the camera"""
_SEEN_SHARE = 0.5
"""of the square: less is not asked for"""
_GRID = np.stack(np.meshgrid(np.linspace(-0.46, 0.46, 12), np.linspace(-0.46, 0.46, 12)), -1).reshape(-1, 2)


@dataclass(frozen=True)
class Frames:
    """One card through a sequence; each array has one value (or row) a frame."""

    expected: Array
    """bool: enough of the card is in the picture and not behind another one"""
    found: Array
    """bool: a pose was reported, measured or predicted"""
    locked: Array
    """bool: and was called measured"""
    cube_px: Array
    """RMS over the cube's vertices; NaN where no pose"""
    corner_px: Array
    """RMS over the square's corners, as reported or as the pose has them"""
    moved_mm: Array
    """(N, 3) translation error, camera axes"""
    turned_deg: Array
    """(N, 3) rotation error vector"""
    off_px: Array
    """(N, 2) error of the square's middle"""
    truth_px: Array
    """(N, 2) where the middle is"""
    depth_m: Array
    """true distance"""
    focal_px: Array
    begins: tuple[int, ...]
    """first frames of the shots"""


def compared(
    takes: Sequence[Take], seen: Sequence[Sequence[Sequence[Seen]]], *, nominal: bool = False
) -> tuple[list[Frames], int]:
    """Per card its `Frames`, and the number of false targets; ``seen`` by shot and frame.

    ``nominal``: against the poses as the generator gives them, not against what it drew (`as_drawn`).
    """
    cards = len(takes[0].shot.placed)
    begins = tuple(np.cumsum([0] + [len(take.frames) for take in takes[:-1]]).tolist())
    per_card: list[list[dict]] = [[] for _ in range(cards)]
    false = 0
    for take, shots_seen in zip(takes, seen, strict=True):
        names = [placed.card.target.name for placed in take.shot.placed]
        for given, frame_seen in zip(take.truths, shots_seen, strict=True):
            truths = given if nominal else as_drawn(take.shot, given)
            false += sum(each.target not in names for each in frame_seen)
            for k in range(cards):
                mine = [each for each in frame_seen if each.target == names[k]]
                row = _row(take, truths, k, mine[0] if mine else None)
                false += max(len(mine) - 1, 0) + row.pop("elsewhere")
                per_card[k].append(row)
    return [
        Frames(**{key: np.array([row[key] for row in rows]) for key in rows[0]}, begins=begins)
        for rows in per_card
    ], false


def _row(take: Take, truths: Array, k: int, seen: Seen | None) -> dict:
    lens = take.shot.lens
    truth = truths[k]
    corners = project(lens, truth, SQUARE)
    row = {
        "expected": bool(_visible(take, truths, k) >= _SEEN_SHARE),
        "found": False,
        "locked": False,
        "cube_px": np.nan,
        "corner_px": np.nan,
        "moved_mm": np.full(3, np.nan),
        "turned_deg": np.full(3, np.nan),
        "off_px": np.full(2, np.nan),
        "truth_px": project(lens, truth, np.zeros((1, 3)))[0],
        "depth_m": truth[2, 3],
        "focal_px": lens.fx,
        "elsewhere": False,
    }
    if seen is None or seen.T_camera_target is None:
        return row
    T = seen.T_camera_target
    size = float(np.linalg.norm(corners[0] - corners[2]))
    off = project(lens, T, np.zeros((1, 3)))[0] - row["truth_px"]
    row |= {"found": True, "locked": seen.locked, "off_px": off}
    row["elsewhere"] = not np.linalg.norm(off) <= size
    row["cube_px"] = cube_error(lens, T, truth)
    reported = seen.corners if seen.corners is not None and _square(take, k) else project(lens, T, SQUARE)
    row["corner_px"] = rms(reported - corners)
    row["moved_mm"] = 1e3 * (T[:3, 3] - truth[:3, 3])
    row["turned_deg"] = np.degrees(cv2.Rodrigues(truth[:3, :3].T @ T[:3, :3])[0].ravel())
    return row


def _square(take: Take, k: int) -> bool:
    """Whether what is reported as corners are those of the square that is scored."""
    return take.shot.placed[k].card.target.outline.size_m == (TAG_M, TAG_M)


def rms(apart: Array) -> float:
    """Root mean square length of (N, 2) differences; infinite where a point is behind the camera."""
    value = float(np.sqrt((apart**2).sum(1).mean()))
    return value if np.isfinite(value) else np.inf


def cube_error(lens: Intrinsics, T: Array, truth: Array) -> float:
    """RMS pixels between the cube at ``T`` and at ``truth``."""
    return rms(project(lens, T, CUBE) - project(lens, truth, CUBE))


def _visible(take: Take, truths: Array, k: int) -> float:
    """Share of the square that is in the picture and not behind a nearer card."""
    lens = take.shot.lens
    points = np.column_stack([_GRID * TAG_M, np.zeros(len(_GRID))])
    pixels = project(lens, truths[k], points)
    inside = (pixels > -0.5).all(1) & (pixels < (lens.width - 0.5, lens.height - 0.5)).all(1)
    for other, placed in enumerate(take.shot.placed):
        if other == k or truths[other][2, 3] >= truths[k][2, 3]:
            continue
        half_x, half_y = placed.card.paper_m[0] / 2, placed.card.paper_m[1] / 2
        paper = np.array(
            [[-half_x, half_y, 0], [half_x, half_y, 0], [half_x, -half_y, 0], [-half_x, -half_y, 0]]
        )
        polygon = project(lens, truths[other], paper).astype(np.float32)[:, None]
        inside &= [cv2.pointPolygonTest(polygon, (float(x), float(y)), False) < 0 for x, y in pixels]
    return float(inside.mean())
