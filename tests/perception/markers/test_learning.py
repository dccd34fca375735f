"""Shutter, rows and coding are learned from a target that swings through the picture."""

from collections.abc import Callable

import numpy as np
import pytest

from prisonersvoice_ar.core.geometry import Array, Intrinsics
from prisonersvoice_ar.core.tracking.observation import LockState
from prisonersvoice_ar.perception.markers.optics import Optics
from prisonersvoice_ar.perception.markers.tracker import Tracker
from tests.perception.markers.studio import TAG, Camera, off_px, pose

SMALL = Intrinsics(320, 240, 310, 310, 159.5, 119.5)
FRAMES = 24


def swinging(t: float) -> Array:
    return pose(0.06 * np.sin(6.0 * t), 0.03 * np.sin(5.0 * t + 1.0), tilt=0.4)


def followed(camera: Camera, at: Callable[[float], Array] = swinging) -> tuple[Optics, list[float]]:
    """What was learned, and by how much each frame was off."""
    tracker, off = Tracker((TAG,), camera.lens), []
    for frame in range(FRAMES):
        picture = camera.take_moving(TAG, at, frame / 30, frame)
        (found,) = tracker.track(picture, frame / 30)
        assert found.state is LockState.LOCKED
        truth = camera.reading_of(at, frame / 30)
        off.append(off_px(TAG, found.T_camera_target, truth, camera.lens))
    return tracker._optics, off


@pytest.mark.parametrize(
    ("exposure_s", "readout_s"),
    [(0.012, 0.020), (0.016, 0.0), (0.004, -0.015)],
    ids=["both", "shutter", "from below"],
)
def test_shutter_and_rows_are_learned(exposure_s: float, readout_s: float) -> None:
    camera = Camera(SMALL, finer=2, exposure_s=exposure_s, readout_s=readout_s)
    optics, off = followed(camera)
    for learned, truth in ((optics.exposure_s, exposure_s), (optics.readout_s, readout_s)):
        assert learned.value == pytest.approx(truth, abs=0.004)
        assert abs(learned.value - truth) < 4 * learned.sigma
        assert learned.sigma < 0.003
    assert np.median(off[-8:]) < 0.25
    assert max(off[4:]) < 1.0


def test_what_stands_still_tells_nothing_of_time() -> None:
    optics, off = followed(Camera(SMALL, finer=2), lambda _: pose())
    assert optics.exposure_s == Optics().exposure_s
    assert optics.readout_s == Optics().readout_s
    assert max(off) < 0.2


@pytest.mark.parametrize("exponent", [1.0, 1.8, 2.2])
def test_the_coding_is_learned_at_first_sight_and_kept(exponent: float) -> None:
    optics, off = followed(Camera(SMALL, finer=3, exponent=exponent), lambda _: pose())
    assert optics.exponent.value == pytest.approx(exponent, abs=0.2)
    assert optics.coded
    assert np.median(off) < 0.15
