"""The product's tracker on a real video: how often it has a pose, whether it jumps, and a contact sheet."""

import itertools
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from bench.track.cards import Card
from bench.track.contestants.base import Contestant, Seen
from bench.track.contestants.ours import Ours
from bench.track.scores import longest
from bench.track.sheet import Sheet
from prisonersvoice_ar.core.geometry import Array, Intrinsics, plausible_intrinsics, rotation_angle
from prisonersvoice_ar.core.tracking.target import bare_marker

_JUMP_DEG = 15.0
LABELS = Path(__file__).resolve().parents[1] / "labels"


@dataclass(frozen=True)
class Watched:
    """A video and what was seen in it."""

    file: Path
    frames: list[Array]
    """(H, W) uint8 each"""
    seen: list[list[Seen]]
    ms: Array
    lens: Intrinsics
    rate: float
    """frames a second"""
    who: str


def watch(
    file: Path, cards: tuple[Card, ...], focal_px: float | None, who: Contestant | None = None
) -> Watched:
    """Every frame of ``file`` through ``who``, else through our tracker."""
    frames, rate = read(file)
    height, width = frames[0].shape
    lens = plausible_intrinsics(width, height)
    if focal_px is not None:
        lens = Intrinsics(width, height, focal_px, focal_px, (width - 1) / 2, (height - 1) / 2)
    tracker = who or Ours()
    seen, ms = _through(tracker, frames, rate, lens, cards)
    return Watched(file, frames, seen, ms, lens, rate, tracker.name)


def again(watched: Watched, cards: tuple[Card, ...], who: Contestant) -> Watched:
    """The same frames through another."""
    seen, ms = _through(who, watched.frames, watched.rate, watched.lens, cards)
    return replace(watched, seen=seen, ms=ms, who=who.name)


def _through(
    tracker: Contestant, frames: list[Array], rate: float, lens: Intrinsics, cards: tuple[Card, ...]
) -> tuple[list[list[Seen]], Array]:
    tracker.begin(lens, cards)
    prepared = getattr(tracker, "prepared", lambda frame: frame)
    seen, ms = [], []
    for index, gray in enumerate(frames):
        frame, begun = prepared(gray), time.process_time()
        seen.append(tracker.track(frame, index / rate))
        ms.append(1e3 * (time.process_time() - begun))
    return seen, np.array(ms)


def read(file: Path) -> tuple[list[Array], float]:
    """Grey frames, and how many there are in a second."""
    video = cv2.VideoCapture(str(file))
    frames = []
    while (got := video.read())[0]:
        frames.append(cv2.cvtColor(got[1], cv2.COLOR_BGR2GRAY))
    if not frames:
        raise SystemExit(f"{file} cannot be read as a video")
    return frames, video.get(cv2.CAP_PROP_FPS) or 30.0


def markers(ids: Sequence[int], dictionary: str, edge_mm: float) -> tuple[Card, ...]:
    """Bare markers as cards."""
    edge = edge_mm / 1000
    return tuple(Card(bare_marker(each, edge, dictionary), (edge, edge)) for each in ids)


def jumps(poses: Sequence[Array | None]) -> list[int]:
    """Frames that are turned by more than 15° against the frame before."""
    return [
        k
        for k, (a, b) in enumerate(itertools.pairwise(poses), 1)
        if a is not None and b is not None and np.degrees(rotation_angle(a[:3, :3].T @ b[:3, :3])) > _JUMP_DEG
    ]


def report(watched: Watched, cards: tuple[Card, ...]) -> str:
    """One line for each card, and the frames without it."""
    lines = [f"{watched.file.name}: {len(watched.frames)} frames, {np.median(watched.ms):.2f} ms median"]
    for card in cards:
        name = card.target.name
        poses = [
            next((each.T_camera_target for each in seen if each.target == name), None)
            for seen in watched.seen
        ]
        missing = [k for k, pose in enumerate(poses) if pose is None]
        gap = longest(np.array([pose is None for pose in poses]))
        labelled = _whole(watched.file, len(poses))
        if labelled:
            got = [k for k in labelled if poses[k] is not None]
            left = _runs([k for k in labelled if poses[k] is None])
            lines.append(
                f"  {name}: {100 * len(got) / len(labelled):.1f} % of the frames with it whole; not in {left}"
            )
        lines.append(
            f"  {name}: {100 * (1 - len(missing) / len(poses)):.1f} % with a pose, longest gap {gap}, "
            f"jumps over {_JUMP_DEG:.0f}° at {jumps(poses)}, missing at {_runs(missing)}"
        )
    return "\n".join(lines)


def _whole(video: Path, frames: int) -> list[int]:
    """Frames in which a person sees the marker whole; none for a video that nobody has labelled."""
    file = LABELS / f"{video.stem}.json"
    stretches = json.loads(file.read_text("utf-8"))["whole"] if file.exists() else []
    return [k for first, last in stretches for k in range(first, min(last + 1, frames))]


def _runs(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 as “1-3 7”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(f"{a}-{b}" if b > a else str(a) for a, b in runs) or "none"


def contact_sheet(watched: Watched, file: Path, edge_m: float, tiles: int = 40) -> None:
    """Evenly chosen frames with the overlay."""
    sheet = Sheet()
    for index in np.linspace(0, len(watched.frames) - 1, min(tiles, len(watched.frames))).round().astype(int):
        sheet.add(watched.frames[index], f"{index}", watched.seen[index], watched.lens, edge_m)
    sheet.write(file)
