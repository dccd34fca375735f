"""What a track makes of its alignments: a second look where one went astray, and a closer one where little is told."""

from dataclasses import replace

import numpy as np
import pytest

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.perception.markers.appearance import sides_of
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


@pytest.mark.parametrize("target", [TAG, CARD], ids=["tag", "card"])
@pytest.mark.parametrize("seed", range(4))
def test_an_alignment_that_went_astray_is_led_back(target: Target, seed: int) -> None:
    truth, optics = pose(), Optics()
    track = begun(target, truth, optics, Camera())
    last = track._aligned_last
    assert last is not None
    step = np.random.default_rng(seed).normal(0, 1, 6) * (0.02, 0.02, 0.01, 0.0005, 0.0005, 0.002)
    astray = replace(
        last,
        T_camera_target=moved(truth, step),
        share=last.share - 0.08,
        agreement=0.99,
        residual_px=3.0 * last.residual_px,
    )
    assert off_px(target, astray.T_camera_target, truth) > 0.8
    seen = view(Camera().take(target, truth, 9), 6 / 30, optics)
    again = track._looked_again(seen, astray, STILL)
    assert off_px(target, again.T_camera_target, truth) < 0.15
    assert again.share > astray.share


def test_a_thumb_is_no_reason_to_move(monkeypatch: pytest.MonkeyPatch) -> None:
    truth, optics = pose(), Optics()
    track = begun(TAG, truth, optics, Camera())
    picture = Camera().take(TAG, truth, 9)
    x, y = outline_px(TAG, truth)[0].astype(int)
    picture[y - 40 : y + 30, x - 40 : x + 35] = 150
    looks: list[bool] = []
    aligned = Track._aligned

    def counted(self: Track, *given: object, lenient: bool = False, **named: object) -> object:
        looks.append(lenient)
        return aligned(self, *given, lenient=lenient, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Track, "_aligned", counted)
    assert track.follow(view(picture, 6 / 30, optics))
    assert any(looks), "it was not looked at again"
    assert track.pose is not None
    assert off_px(TAG, track.pose.T_camera_target, truth) < 0.4


def shrunk(tilt: float) -> int:
    """Picture pixels along a patch pixel's side with which a still tag is looked at."""
    last = begun(TAG, pose(z=0.8, tilt=tilt, yaw=0.0), Optics(), Camera())._aligned_last
    assert last is not None
    return last.slopes.shrink


def test_what_is_seen_straight_from_the_front_is_looked_at_closely() -> None:
    assert shrunk(0.05) < shrunk(0.3)
