"""Jitter on real footage: the arithmetic on poses that tremble in known ways, and the labels it goes by."""

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from bench.track import stillness
from bench.track.cards import tag_card
from bench.track.contestants.base import Seen
from bench.track.footage import LABELS, Watched, again
from bench.track.optics import project
from bench.track.render import SQUARE
from bench.track.spec import camera
from bench.track.stillness import Stretch, jitters, report, stretches, trace
from prisonersvoice_ar.core.geometry import Array, rigid

LENS = camera()
CARD = tag_card()
FRAMES = 40
ALL = Stretch(0, FRAMES - 1, "still")
T = rigid(np.diag([1.0, -1.0, -1.0]), (0.02, 0.01, 0.5))
Say = Callable[[int], Array | None]


class Scripted:
    """Says what it is told to."""

    def __init__(self, say: Say, name: str = "scripted") -> None:
        self._say, self.name = say, name

    def takes(self, cards: tuple) -> bool:
        return True

    def begin(self, lens: object, cards: tuple) -> None:
        self._frame = -1

    def track(self, gray: Array, t: float) -> list[Seen]:
        self._frame += 1
        pose = self._say(self._frame)
        return [] if pose is None else [Seen("7", pose)]


def watched(say: Say, file: str = "any.mp4") -> Watched:
    frames = [np.zeros((1, 1), np.uint8)] * FRAMES
    nothing = Watched(Path(file), frames, [], np.zeros(0), LENS, 30.0, "")
    return again(nothing, (CARD,), Scripted(say))


def moved(x_mm: float) -> Array:
    pose = T.copy()
    pose[0, 3] += x_mm / 1000
    return pose


def turned(degrees: float) -> Array:
    pose = T.copy()
    pose[:3, :3] = pose[:3, :3] @ cv2.Rodrigues(np.radians([0.0, degrees, 0.0]))[0]
    return pose


def alone(say: Say) -> stillness.Jitter:
    return jitters([trace(watched(say), CARD, ALL)])[0][0]


def test_what_stands_still_and_what_drifts_does_not_tremble() -> None:
    for steady in (
        alone(lambda _: T),
        alone(lambda i: moved(0.5 * i)),
        alone(lambda i: turned(20 + 0.2 * i)),
    ):
        assert (steady.mm, steady.deg, steady.corner_px) == pytest.approx((0, 0, 0), abs=1e-9)
        assert steady.flips == 0


def test_a_single_slip_is_its_own_share_of_the_root_mean_square() -> None:
    windows = FRAMES - 6
    slips = alone(lambda i: moved(3.0 if i == 20 else 0.0))
    assert slips.mm == pytest.approx(3.0 / np.sqrt(windows))
    assert slips.deg == pytest.approx(0.0, abs=1e-9)
    # a corner goes as far as the middle does, for the tag stands square to the lens
    far = np.linalg.norm(project(LENS, moved(3.0), SQUARE) - project(LENS, T, SQUARE), axis=1)
    assert slips.corner_px == pytest.approx(np.sqrt((far**2).mean() / windows))
    assert alone(lambda i: turned(3.0 if i == 20 else 0.0)).deg == pytest.approx(3.0 / np.sqrt(windows))


def test_corners_that_were_measured_count_and_not_those_of_the_pose() -> None:
    square = project(LENS, T, SQUARE)
    frames = [[Seen("7", T, corners=square + (4.0 if i == 20 else 0.0))] for i in range(FRAMES)]
    (found,), _ = jitters([trace(Watched(Path("a"), [], frames, np.zeros(0), LENS, 30.0, ""), CARD, ALL)])
    assert found.mm == pytest.approx(0.0, abs=1e-9)
    assert found.corner_px == pytest.approx(4.0 * np.sqrt(2) / np.sqrt(FRAMES - 6))


def test_a_flip_is_counted_and_no_jitter() -> None:
    flips = alone(lambda i: turned(40.0) if i == 20 else T)
    assert flips.flips == 1
    assert flips.deg == pytest.approx(0.0, abs=1e-9)


def test_each_is_judged_on_the_frames_that_both_have() -> None:
    steady = trace(watched(lambda i: moved(5.0 if i == 30 else 0.0)), CARD, ALL)
    gaps = trace(watched(lambda i: None if i >= 20 else T), CARD, ALL)
    (we, they), frames = jitters([steady, gaps])
    assert frames == 20 - 6
    assert we.mm == they.mm == 0.0, "the slip is where the other has nothing"
    nothing = trace(watched(lambda _: None), CARD, ALL)
    (we, they), frames = jitters([steady, nothing])
    assert frames == 0
    assert np.isnan([we.mm, we.deg, we.corner_px, they.mm, they.deg, they.corner_px]).all()


def test_only_the_stretch_counts() -> None:
    slip = watched(lambda i: moved(5.0 if i == 30 else 0.0))
    assert jitters([trace(slip, CARD, Stretch(3, 25, "still"))])[0][0].mm == 0.0
    assert jitters([trace(slip, CARD, Stretch(10, FRAMES - 1, "still"))])[0][0].mm > 0.5


def test_the_report_names_stretch_both_and_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    label = {"still": [[0, 19], [20, FRAMES - 1]], "still_kind": "slow, hand-held"}
    (tmp_path / "desk.json").write_text(json.dumps(label), "utf-8")
    monkeypatch.setattr(stillness, "LABELS", tmp_path)
    ours = watched(lambda i: moved(1.0 if i in (10, 30) else 0.0), "desk.mp4")
    theirs = again(ours, (CARD,), Scripted(lambda i: moved(2.0 if i in (10, 30) else 0.0), "peer"))
    lines = report(ours, [theirs], (CARD,))
    assert len(lines) == 1 + 2 * 2
    assert lines[2].startswith("  7 in 0-19 (slow, hand-held), 14 frames both: scripted ")
    assert "; peer " in lines[2]
    assert "ratio 0.50, " in lines[2]
    assert lines[4].startswith("  7 in 20-39 ")
    assert report(watched(lambda _: T, "unlabelled.mp4"), [theirs], (CARD,)) == []


@pytest.mark.parametrize("path", sorted(LABELS.glob("*.json")), ids=lambda path: path.stem)
def test_labelled_stretches_lie_in_whole_frames_and_are_long_enough(path: Path) -> None:
    label = json.loads(path.read_text("utf-8"))
    whole = [] if path.stem == "stills" else label["whole"]
    assert bool(stretches(Path(f"{path.stem}.mp4"))) == ("still" in label)
    for stretch in stretches(Path(f"{path.stem}.mp4")):
        assert any(first <= stretch.first < stretch.last <= last for first, last in whole)
        assert stretch.last - stretch.first >= 15, "seven frames a window, and some windows"
        assert stretch.kind in ("still", "slow, hand-held")
        assert "KLT" in label["still_notes"], "how it was found"
