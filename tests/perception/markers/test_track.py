"""What a track makes of its alignments: a second look where one went astray, and a closer one where little is told."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.perception.markers.appearance import sides_of
from prisonersvoice_ar.perception.markers.belief import believable
from prisonersvoice_ar.perception.markers.gray import Gray
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.motion import STILL, moved
from prisonersvoice_ar.perception.markers.optics import Optics
from prisonersvoice_ar.perception.markers.track import Track
from prisonersvoice_ar.perception.markers.view import View
from prisonersvoice_ar.perception.settings import Pixels
from tests.perception.markers.studio import CARD, LENS, TAG, Camera, off_px, outline_px, pose

LENS_ = Lens(LENS)


def view(picture: Pixels, t: float, optics: Optics) -> View:
    return View(Gray(picture, np.empty((0, 0), np.uint8)), t, LENS_, optics)


def begun(target: Target, truth: Array, optics: Optics, camera: Camera) -> Track:
    """A track that has seen ``target`` stand still for a while."""
    track = Track(target, sides_of(target))
    first = view(camera.take(target, truth), 0.0, optics)
    proposed = track.proposed(first, [truth])
    assert proposed is not None
    track.begin(first, proposed)
    for frame in range(1, 6):
        assert track.follow(view(camera.take(target, truth, frame), frame / 30, optics))
    return track


@pytest.mark.parametrize("seed", [31, 35, 52])
def test_an_alignment_that_went_astray_is_led_back(seed: int) -> None:
    """Starts from which edges are taken for a thumb, and the rest is fitted."""
    truth, optics = pose(z=0.17), Optics()
    track = begun(TAG, truth, optics, Camera())
    step = np.random.default_rng(seed).normal(0, 1, 6) * (0.05, 0.05, 0.02, 0.0006, 0.0006, 0.003)
    seen = view(Camera().take(TAG, truth, 9), 6 / 30, optics)
    astray = track._aligned(seen, moved(truth, step), STILL, 10, off_px=0.0, blur_px=0.2)
    assert astray is not None
    assert believable(astray, TAG, LENS_)
    assert off_px(TAG, astray.T_camera_target, truth) > 1.0, "no start that leads astray"
    again = track._looked_again(seen, astray, STILL)
    assert off_px(TAG, again.T_camera_target, truth) < 0.15


def test_what_agrees_worse_the_second_time_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    truth, optics = pose(), Optics()
    track = begun(TAG, truth, optics, Camera())
    last = track._aligned_last
    assert last is not None
    first = replace(last, share=last.share - 0.08, agreement=0.99, residual_px=3.0 * last.residual_px)
    seen = view(Camera().take(TAG, truth, 9), 6 / 30, optics)
    for worse in ({"share": first.share - 0.01}, {"agreement": first.agreement - 0.001}):
        second = replace(last, **worse)
        monkeypatch.setattr(Track, "_aligned", lambda *_, second=second, **__: second)
        assert track._looked_again(seen, first, STILL) is first


def test_a_thumb_is_no_reason_to_move(monkeypatch: pytest.MonkeyPatch) -> None:
    truth = pose()
    picture = Camera().take(TAG, truth, 9)
    x, y = outline_px(TAG, truth)[0].astype(int)
    picture[y - 40 : y + 30, x - 40 : x + 35] = 150
    looks: list[bool] = []
    aligned = Track._aligned

    def counted(self: Track, *given: object, lenient: bool = False, **named: object) -> object:
        looks.append(lenient)
        return aligned(self, *given, lenient=lenient, **named)  # type: ignore[arg-type]

    shown = []
    for look in (Track._looked_again, lambda _, __, alignment, ___: alignment):
        optics = Optics()
        track = begun(TAG, truth, optics, Camera())
        with monkeypatch.context() as patched:
            patched.setattr(Track, "_aligned", counted)
            patched.setattr(Track, "_looked_again", look)
            assert track.follow(view(picture, 6 / 30, optics))
        assert track.pose is not None
        shown.append(track.pose.T_camera_target)
    assert any(looks), "it was not looked at again"
    assert off_px(TAG, shown[0], shown[1]) < 0.05
    assert off_px(TAG, shown[0], truth) < 0.3


@pytest.mark.parametrize("target", [TAG, CARD], ids=["tag", "card"])
def test_a_closer_look_is_not_begun_and_ended_by_turns(target: Target) -> None:
    changes = []
    for z in (0.43, 0.5, 0.59, 0.65, 0.7, 0.8):
        for noise in (1.0, 4.0):
            truth, optics, camera = pose(z=z, tilt=0.1, yaw=0.1), Optics(), Camera(noise=noise)
            track = begun(target, truth, optics, camera)
            pictures = [camera.take(target, truth, seed) for seed in range(4)]
            closely = []
            for frame in range(6, 26):
                assert track.follow(view(pictures[frame % 4], frame / 30, optics))
                closely.append(track._closely)
            changes.append(sum(a != b for a, b in pairwise(closely)))
    assert max(changes) <= 2, changes


def shrunk(tilt: float) -> int:
    """Picture pixels along a patch pixel's side with which a still tag is looked at."""
    last = begun(TAG, pose(z=0.8, tilt=tilt, yaw=0.0), Optics(), Camera())._aligned_last
    assert last is not None
    return last.slopes.shrink


def test_what_is_seen_straight_from_the_front_is_looked_at_closely() -> None:
    assert shrunk(0.05) < shrunk(0.3)


def test_what_moves_is_not_looked_at_closely() -> None:
    """Its blur is drawn roughly, and more pixels would show no more than that."""
    camera, optics = Camera(exposure_s=0.008), Optics()

    def at(t: float) -> Array:
        return pose(x=0.4 * t, z=0.8, tilt=0.05, yaw=0.0)

    track = begun(TAG, at(0.0), optics, camera)
    assert track._closely
    still = track._aligned_last
    for frame in range(6, 12):
        assert track.follow(view(camera.take_moving(TAG, at, (frame - 5) / 30, frame), frame / 30, optics))
    moving = track._aligned_last
    assert still is not None
    assert moving is not None
    assert moving.readout_s is not None, "it is taken to stand still"
    assert moving.slopes.shrink > still.slopes.shrink


@pytest.mark.parametrize(("elapsed_s", "leaps"), [(1 / 30, True), (0.1, False)])
def test_how_far_a_hand_turns_is_a_matter_of_time(elapsed_s: float, leaps: bool) -> None:
    optics, camera = Optics(), Camera()
    track = begun(TAG, pose(), optics, camera)
    last = track._aligned_last
    assert last is not None
    turned = replace(last, T_camera_target=moved(last.T_camera_target, np.array([0, 0.8, 0, 0, 0, 0])))
    seen = view(camera.take(TAG, pose()), 5 / 30 + elapsed_s, optics)
    assert track._leaps(seen, turned) is leaps
