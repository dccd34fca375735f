"""The benchmark's renderer: the same pictures as the generator it came from, and truth that is where it says."""

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import cv2
import numpy as np
import pytest

from bench.track.cache import Take, keep, taken
from bench.track.cards import Card, tag_card
from bench.track.contestants.opencv import OpenCv
from bench.track.measure import compared
from bench.track.motions import AS_WRITTEN, drawn
from bench.track.optics import project, straightened
from bench.track.render import SQUARE, Renderer, as_drawn
from bench.track.spec import Placed, Shot, camera, one
from prisonersvoice_ar.core.geometry import Array, Intrinsics, rigid
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Rectangle, Target

SMALL = camera(480, 360, 420.0)
BENT = Intrinsics(480, 360, 420.0, 420.0, 244.0, 176.0, distortion=(-0.25, 0.08, 1e-3, -1e-3, 0.0))


@pytest.fixture(scope="module")
def original(footage: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("generator", footage / "synthetic" / "generator.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.footage
@pytest.mark.parametrize(("name", "index"), [("hand", 7), ("finger", 50)])
def test_frames_are_those_of_the_shared_generator(original: ModuleType, name: str, index: int) -> None:
    backdrop = original.clutter(1280, 720, 1234)
    frame, R, T, corners = original.render(
        original.aruco_card(), "720p", original.scen(name), index, backdrop
    )
    shot = one(name, name).shots[0]
    ours, truths = Renderer(shot).frame(index)
    np.testing.assert_array_equal(ours, frame)
    np.testing.assert_allclose(truths[0, :3, :3], R, atol=1e-12)
    np.testing.assert_allclose(truths[0, :3, 3], T, atol=1e-12)
    np.testing.assert_allclose(project(shot.lens, truths[0], SQUARE), corners, atol=1e-9)


def corners_seen(frame: Array, lens: Intrinsics, card: Card) -> dict[int, Array]:
    detector = OpenCv(subpix=True)
    detector.begin(lens, (card,))
    return dict(detector.find(frame))


@pytest.mark.parametrize("lens", [SMALL, BENT], ids=["straight", "bent"])
def test_truth_is_where_a_detector_sees_the_corners(lens: Intrinsics) -> None:
    shot = Shot((Placed(tag_card(), "static"),), lens=lens)
    frame, truths = Renderer(shot).frame(3)
    seen = corners_seen(frame, lens, shot.placed[0].card)[7]
    apart = seen - project(lens, truths[0], SQUARE)
    assert np.abs(apart).max() < 1.0
    assert np.abs(apart.mean(0)).max() < 0.1, "pixel centres at integers"


def test_tags_of_a_board_lie_where_the_target_says() -> None:
    places = (
        MarkerPlace(3, 0.04, (-0.025, 0.02)),
        MarkerPlace(9, 0.03, (0.03, -0.02), turn=np.radians(30.0)),
    )
    card = Card(
        Target("b", "board", "DICT_APRILTAG_36h11", places, Rectangle((0, 0), (0.14, 0.1))), (0.14, 0.1)
    )
    shot = Shot((Placed(card, "static"),), lens=SMALL)
    frame, truths = Renderer(shot).frame(0)
    seen = corners_seen(frame, SMALL, card)
    for place in places:
        assert np.abs(seen[place.id] - project(SMALL, truths[0], place.corners)).max() < 1.0


def test_a_bent_lens_undone_and_done_is_the_same() -> None:
    ideal = straightened(BENT)[40, 60]
    ray = np.array([[(ideal[0] - BENT.cx) / BENT.fx, (ideal[1] - BENT.cy) / BENT.fy, 1.0]])
    np.testing.assert_allclose(project(BENT, np.eye(4), ray)[0], (60, 40), atol=1e-3)


def test_rolling_shutter_truth_is_that_of_the_middle_row() -> None:
    renderer = Renderer(one("fast", "fast", lens=SMALL).shots[0])
    still = Renderer(one("fast", "fast", lens=SMALL, readout_s=0.0).shots[0])
    _, rolled = renderer.frame(20)
    _, at_once = still.frame(20)
    assert not np.allclose(rolled, at_once)


def test_the_nearer_of_two_cards_hides_the_other() -> None:
    shot = Shot(
        (Placed(tag_card(7), "pass_left"), Placed(tag_card(11), "pass_right")),
        lens=SMALL,
        frames=range(22, 23),
    )
    frames, _ = compared([_take(shot)], [[[]]])
    assert not frames[0].expected.any(), "id 7 is further away and under id 11"
    assert frames[1].expected.all()


def _take(shot: Shot) -> Take:
    renderer = Renderer(shot)
    frames, truths = zip(*(renderer.frame(index) for index in shot.frames), strict=True)
    return Take(shot, np.array(frames), np.array(truths))


def test_the_print_is_where_it_was_drawn_and_not_where_it_was_meant() -> None:
    shot = Shot((Placed(tag_card(), "far"),), lens=camera(), frames=range(0))
    far = np.array([rigid(np.diag([1.0, -1.0, -1.0]), (0.0, 0.0, z)) for z in (0.4, 1.2, 1.25, 3.0)])
    drawn = np.concatenate([as_drawn(shot, T[None]) for T in far])
    np.testing.assert_array_equal(drawn[0], far[0])  # near enough for the whole texture
    off = drawn[1:, 2, 3] / far[1:, 2, 3] - 1
    assert np.abs(off).max() < 0.5 / 100, "half a texel of a hundred"
    assert np.abs(off).min() > 1e-6


def test_frames_are_kept_and_found_again(tmp_path: Path) -> None:
    shot = Shot((Placed(tag_card(), "static"),), lens=camera(160, 120, 130.0), frames=range(2))
    first = taken(shot, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [f"{shot.key}.npz"]
    keep(Take(shot, first.frames + 1, first.truths), tmp_path)
    np.testing.assert_array_equal(taken(shot, tmp_path).frames, first.frames + 1)


def test_the_key_knows_what_changes_a_picture_and_nothing_else(tmp_path: Path) -> None:
    shot = Shot((Placed(tag_card(), "hand"),))
    others = [
        replace(shot, vary=drawn(1)),
        replace(shot, backdrop=2),
        replace(shot, lens=SMALL),
        replace(shot, readout_s=0.0),
        replace(shot, placed=(Placed(tag_card(8), "hand"),)),
        replace(shot, frames=range(45)),
    ]
    assert len({each.key for each in (shot, *others)}) == 1 + len(others)
    assert replace(shot, vary=AS_WRITTEN).key == shot.key
    keys = set()
    for name in ("a.png", "b.png"):
        cv2.imwrite(str(tmp_path / name), np.zeros((4, 4), np.uint8))
        card = replace(tag_card(), artwork=str(tmp_path / name))
        keys.add(replace(shot, placed=(Placed(card, "hand"),)).key)
    assert len(keys) == 1
