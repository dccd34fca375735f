"""What is believed to be the target and what is not, and the two readings of a plane."""

import gc
import weakref
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.track.backdrop import clutter
from prisonersvoice_ar.core.geometry import Array, rotation_angle
from prisonersvoice_ar.core.tracking.observation import LockState
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Target, bare_marker
from prisonersvoice_ar.perception.markers.aligner import align
from prisonersvoice_ar.perception.markers.alignment import Alignment
from prisonersvoice_ar.perception.markers.appearance import sides_of
from prisonersvoice_ar.perception.markers.belief import (
    Doubt,
    Usual,
    believable,
    leaned_on,
    log_odds,
    other_reading,
    sigma_px,
)
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.optics import Optics
from prisonersvoice_ar.perception.markers.track import COAST_FRAMES, Track
from prisonersvoice_ar.perception.markers.tracker import Tracker
from prisonersvoice_ar.perception.settings import OpenDictionary, Pixels
from tests.perception.markers.studio import APRILTAG, CARD, CUBE, LENS, TAG, Camera, outline_px, pose

LENS_ = Lens(LENS)


def aligned(picture: Pixels, target: Target, T: Array) -> Alignment | None:
    how: dict[str, Any] = {"blur_px": 0.8, "optics": Optics(), "rounds": 10, "covered": True}
    return align(picture, sides_of(target), T, LENS_, **how)


def seen(target: Target, T: Array) -> Alignment:
    found = aligned(Camera().take(target, T), target, T)
    assert found is not None
    return found


def other_ids(target: Target, by: int) -> Target:
    return replace(target, markers=tuple(replace(place, id=place.id + by) for place in target.markers))


@pytest.mark.parametrize("target", [TAG, CARD, CUBE], ids=["tag", "card", "cube"])
def test_what_is_there_is_believed(target: Target) -> None:
    found = seen(target, pose())
    assert believable(found, target, LENS_)
    assert leaned_on(found, target, LENS_)
    assert sigma_px(found, target, LENS_) < 0.5


@pytest.mark.parametrize("target", [TAG, CARD], ids=["tag", "card"])
@pytest.mark.parametrize("by", [30, 31, 32, 33, 34, 35])
def test_other_ids_in_its_place_are_not_believed(target: Target, by: int) -> None:
    picture = Camera().take(other_ids(target, by), pose())
    assert not believable(aligned(picture, target, pose()), target, LENS_)


def test_the_nearest_codes_of_the_family_are_told_apart() -> None:
    """The two markers whose codes have most cells in common."""
    book = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h11)
    one, other = min(
        ((a, b) for a in range(40) for b in range(a)),
        key=lambda pair: book.getDistanceToId(book.bytesList[pair[0]][None, :, 0], pair[1], False),
    )
    first, second = (bare_marker(marker_id, 0.08, APRILTAG) for marker_id in (one, other))
    picture = Camera().take(first, pose())
    assert believable(aligned(picture, first, pose()), first, LENS_)
    assert not believable(aligned(picture, second, pose()), second, LENS_)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_the_marker_turned_by_a_quarter_is_not_believed(quarters: int) -> None:
    turned = pose(roll=0.1 + quarters * np.pi / 2)
    assert not believable(aligned(Camera().take(TAG, pose()), TAG, turned), TAG, LENS_)


@pytest.mark.parametrize("target", [TAG, CARD], ids=["tag", "card"])
def test_another_print_laid_into_its_place_is_not_followed_on(target: Target) -> None:
    first, then = Camera().take(target, pose()), Camera().take(other_ids(target, 30), pose())
    tracker = Tracker((target,), LENS)
    for frame in range(3):
        assert tracker.track(first, frame / 30)
    for frame in range(3, 9):
        states = [each.state for each in tracker.track(then, frame / 30)]
        assert LockState.LOCKED not in states
    assert states == []
    assert COAST_FRAMES < 6


def test_with_an_open_dictionary_the_new_id_takes_the_old_ones_place() -> None:
    first, then = Camera().take(TAG, pose()), Camera().take(other_ids(TAG, 30), pose())
    tracker = Tracker((), LENS, OpenDictionary(APRILTAG, 0.08))
    for frame in range(3):
        tracker.track(first, frame / 30)
    for frame in range(3, 12):
        found = tracker.track(then, frame / 30)
    assert [each.target for each in found] == ["37"]


def test_the_negative_and_the_mirrored_print_are_not_believed() -> None:
    picture = Camera().take(TAG, pose())
    for other in (255 - picture, picture[:, ::-1].copy()):
        assert not believable(aligned(other, TAG, pose()), TAG, LENS_)


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6])
def test_a_hand_and_a_heap_of_things_over_the_print_are_no_other_print(share: float) -> None:
    picture, across = Camera().take(TAG, pose()), outline_px(TAG, pose())[:, 0]
    begin = int(across.max() - share * np.ptp(across))
    things = 255 * np.clip(clutter(LENS.width, LENS.height, 3), 0, 1) ** (1 / 2.2)
    for cover in (np.full_like(things, 140), things):
        hidden = picture.copy()
        hidden[:, begin:] = cover[:, begin:]
        assert believable(aligned(hidden, TAG, pose()), TAG, LENS_)


@pytest.mark.parametrize("target", [TAG, CARD, CUBE], ids=["tag", "card", "cube"])
@pytest.mark.parametrize("seed", range(8))
def test_clutter_is_not_believed(target: Target, seed: int) -> None:
    rng = np.random.default_rng(seed)
    grey = 255 * np.clip(clutter(LENS.width, LENS.height, seed), 0, 1) ** (1 / 2.2)
    x, y = rng.uniform(-0.05, 0.05, 2)
    T = pose(x, y, rng.uniform(0.2, 0.8), tilt=rng.uniform(0, 1), roll=rng.uniform(-3, 3))
    assert not believable(aligned(grey.astype(np.uint8), target, T), target, LENS_)


def test_nothing_measured_is_not_believed() -> None:
    assert not believable(None, TAG, LENS_)


def test_doubtful_measurements_are_not_believed() -> None:
    good = seen(TAG, pose())
    for change in (
        {"agreement": 0.8},
        {"share": 0.1},
        {"against": 0.2},
        {"step_px": 20.0},
        {"covariance": good.covariance * 1e6},
        {"T_camera_target": pose(tilt=2.5)},
    ):
        assert not believable(replace(good, **change), TAG, LENS_)  # type: ignore[arg-type]


def test_what_hides_the_print_makes_its_place_less_sure() -> None:
    good = seen(TAG, pose())
    assert sigma_px(replace(good, share=0.5), TAG, LENS_) == pytest.approx(
        2 * good.share * sigma_px(good, TAG, LENS_), rel=1e-6
    )
    assert np.isfinite(sigma_px(replace(good, T_camera_target=pose(z=0.05)), TAG, LENS_))


# --- the other reading ---


@given(st.floats(0.35, 1.1), st.floats(-0.5, 0.5), st.floats(-3.0, 3.0), st.floats(-0.1, 0.1))
@settings(deadline=None, max_examples=60)
def test_the_other_reading_leans_the_other_way(tilt: float, yaw: float, roll: float, x: float) -> None:
    T = pose(x, 0.02, 1.2, tilt=tilt, yaw=yaw, roll=roll)
    other = other_reading(T, TAG, LENS_, plain_too=True)
    assert other is not None
    ray = T[:3, 3] / np.linalg.norm(T[:3, 3])
    normals = T[:3, 2], other[:3, 2]
    # mirrored about the line of sight: as steep, on its other side
    lean, back = (normal - (normal @ ray) * ray for normal in normals)
    assert normals[0] @ ray == pytest.approx(normals[1] @ ray, abs=0.05)
    assert lean @ back < -0.9 * np.linalg.norm(lean) * np.linalg.norm(back)
    assert other[:3, 3] == pytest.approx(T[:3, 3], abs=0.02)
    assert np.abs(outline_px(TAG, other) - outline_px(TAG, T)).max() < 3.0


def test_from_afar_there_are_two_readings_and_from_near_one() -> None:
    assert other_reading(pose(z=2.0), TAG, LENS_) is not None
    assert other_reading(pose(z=0.12, tilt=0.9), TAG, LENS_) is None
    assert other_reading(pose(z=0.12, tilt=0.9), TAG, LENS_, plain_too=True) is not None


def test_the_other_readings_other_reading_is_the_first() -> None:
    T = pose(z=1.5)
    other = other_reading(T, TAG, LENS_, plain_too=True)
    assert other is not None
    back = other_reading(other, TAG, LENS_, plain_too=True)
    assert back is not None
    assert rotation_angle(back[:3, :3].T @ T[:3, :3]) < 0.03


def test_seen_from_the_front_the_readings_are_nearly_one() -> None:
    T = pose(tilt=0.0, yaw=0.0)
    other = other_reading(T, TAG, LENS_, plain_too=True)
    assert other is None or rotation_angle(T[:3, :3].T @ other[:3, :3]) < 0.2


def test_a_target_whose_origin_lies_beside_it_keeps_its_place() -> None:
    beside = replace(TAG, markers=(MarkerPlace(7, 0.08, (0.2, 0.1)),))
    beside = replace(beside, outline=replace(TAG.outline, center_m=(0.2, 0.1)))
    T = pose(x=-0.2, z=1.5)
    other = other_reading(T, beside, LENS_, plain_too=True)
    assert other is not None
    assert np.abs(outline_px(beside, other) - outline_px(beside, T)).max() < 3.0


def test_the_other_reading_is_taken_when_it_looks_better_for_a_while() -> None:
    right = seen(TAG, pose())
    wrong = replace(right, agreement=right.agreement - 0.1)
    doubt = Doubt()
    assert not any(doubt.weigh(right, wrong) for _ in range(50))
    assert not any(doubt.weigh(right, None) for _ in range(50))
    assert any(doubt.weigh(wrong, right) for _ in range(10))


def test_the_other_reading_is_asked_for_now_and_then_and_all_while_it_looks_better() -> None:
    right = seen(TAG, pose())
    calm = Doubt()
    assert 2 <= sum(calm.due for _ in range(32)) <= 8
    calm.weigh(replace(right, agreement=right.agreement - 0.0005, pixels=100.0), right)
    assert all(calm.due for _ in range(5))


def test_a_black_square_in_its_place_is_let_go() -> None:
    first = Camera().take(TAG, pose())
    tracker = Tracker((TAG,), LENS)
    for frame in range(3):
        assert tracker.track(first, frame / 30)
    black = first.copy()
    cv2.fillConvexPoly(
        black, np.round(outline_px(TAG, pose())).astype(np.int32), (18,) * (1 if black.ndim == 2 else 3)
    )
    for frame in range(3, 40):
        found = tracker.track(black, frame / 30)
    assert not found


@pytest.mark.parametrize("tilt", [0.3, 0.45])
@pytest.mark.parametrize(("away_m", "blur_px"), [(0.9, 1.6), (1.3, 1.4), (1.3, 2.2), (1.7, 2.2)])
def test_a_guess_that_leads_to_the_other_reading_is_led_back(
    away_m: float, blur_px: float, tilt: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in a frame that is blurred as none before it: the wrong reading must not agree better for having learned it."""
    truth = pose(z=away_m, tilt=tilt)
    tracker = Tracker((TAG,), LENS)
    for frame in range(3):
        (seen_sharp,) = tracker.track(Camera().take(TAG, truth, frame), frame / 30)
    other = other_reading(seen_sharp.T_camera_target, TAG, LENS_, plain_too=True)
    assert other is not None
    picture = Camera(blur_px=blur_px, noise=3.0).take(TAG, truth, 7)
    assert believable(aligned(picture, TAG, other), TAG, LENS_), "too clear a picture for this test"
    monkeypatch.setattr(Track, "_guesses", lambda *_: iter([other]))
    (shown,) = tracker.track(picture, 3 / 30)
    assert shown.state is LockState.LOCKED
    assert rotation_angle(shown.T_camera_target[:3, :3].T @ truth[:3, :3]) < 0.2


def test_what_creeps_is_seen_and_what_stays_becomes_usual() -> None:
    found = seen(TAG, pose())
    lately = [replace(found, share=0.97 - 0.02 * k, residual_px=0.3 * 1.2**k) for k in range(5)]
    usual = Usual()
    assert not usual.worse(lately[-1]), "nothing is usual yet"
    told = []
    for each in lately:
        told.append(usual.worse(each))
        usual.take(each)
    assert told[0] is False
    assert told[-1] is True, "each step is small"
    for _ in range(40):
        usual.take(lately[-1])
    assert not usual.worse(lately[-1])


def test_one_frame_alone_changes_no_reading() -> None:
    shown = seen(TAG, pose())
    poor, doubt = replace(shown, agreement=0.8), Doubt()
    assert not doubt.weigh(poor, shown)
    assert doubt.due, "the next frame is asked"
    assert doubt.weigh(poor, shown)


def test_who_looks_closer_has_no_more_witnesses() -> None:
    found = seen(TAG, pose())
    worse = replace(found, agreement=found.agreement - 0.002)
    few, many = ([replace(each, pixels=pixels) for each in (found, worse)] for pixels in (500.0, 1000.0))
    assert log_odds(*many) == pytest.approx(2 * log_odds(*few))
    near, far = ([replace(each, pixels=pixels) for each in (found, worse)] for pixels in (4000.0, 16000.0))
    assert log_odds(*near) == log_odds(*far)


def test_what_is_known_of_an_alignment_goes_with_it() -> None:
    found = seen(TAG, pose())
    sigma_px(found, TAG, LENS_)
    gone = weakref.ref(found)
    del found
    gc.collect()
    assert gone() is None
