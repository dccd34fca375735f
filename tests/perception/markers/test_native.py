"""The compiled alignment against numpy's: the same steps, the same figures, whatever it is given."""

import threading
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array, Intrinsics
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.perception.markers import align as plain
from prisonersvoice_ar.perception.markers import native
from prisonersvoice_ar.perception.markers.alignment import Alignment
from prisonersvoice_ar.perception.markers.appearance import picture_side, sides_of
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.motion import STILL, Motion, moved
from prisonersvoice_ar.perception.markers.optics import Learned, Optics
from tests.perception.markers.studio import CARD, CUBE, LENS, TAG, Camera, off_px, pose

pytestmark = pytest.mark.skipif(not native.available(), reason="the kernel was not compiled here")

STRAIGHT = Lens(LENS)
RATIONAL = replace(LENS, model="rational", distortion=(0.1, -0.15, 0.001, -0.002, 0.02, 0.0, 0.0, 0.0))
FISHEYE = replace(LENS, model="fisheye", distortion=(0.03, -0.01, 0.0, 0.0))
CORNER_ON = pose(z=0.26, tilt=0.6, yaw=0.7)
PIXEL, OF_A_STEP = 0.01, 0.1
"""by how much they may differ where they have come to rest, and besides of the last step: numpy sums in single
precision, and far off, at the picture's border, the equations hardly hold the pose"""


@lru_cache(maxsize=64)
def picture(target: Target, x: float, y: float, tilt: float, seed: int) -> NDArray[np.uint8]:
    return Camera(finer=3, noise=2.0).take(target, pose(x, y, tilt=tilt), seed)


def timed() -> Optics:
    optics = Optics()
    optics.exposure_s = Learned(0.006, 0.01, 0.0005, 0.0, 0.04)
    optics.readout_s = Learned(0.012, 0.01, 0.0002, -0.04, 0.04)
    return optics


def both(
    gray: NDArray[np.uint8], target: Target, T: Array, lens: Lens, **how: Any
) -> tuple[Alignment, Alignment] | None:
    """By numpy and by the kernel; they find something or nothing together."""
    given_ = {"blur_px": 0.8, "optics": Optics(), "rounds": 6} | how
    one = plain.align(gray, sides_of(target), T, lens, **given_)
    other = native.align(gray, sides_of(target), T, lens, **given_)
    assert (one is None) == (other is None)
    return (one, other) if one is not None and other is not None else None


def seen_by_both(
    gray: NDArray[np.uint8], target: Target, T: Array, lens: Lens, **how: Any
) -> tuple[Alignment, Alignment]:
    pair = both(gray, target, T, lens, **how)
    assert pair is not None
    return pair


def assert_alike(one: Alignment, other: Alignment, target: Target) -> None:
    assert off_px(target, other.T_camera_target, one.T_camera_target) < PIXEL + OF_A_STEP * one.step_px
    for name in ("agreement", "share", "against", "blur_px"):
        assert getattr(other, name) == pytest.approx(getattr(one, name), abs=2e-3 + 0.02 * one.step_px), name
    assert other.pixels == pytest.approx(one.pixels, rel=0.01)
    assert other.residual_px == pytest.approx(one.residual_px, rel=0.05, abs=5e-3)
    assert other.coding.value == pytest.approx(one.coding.value, abs=3e-3 + 0.03 * one.step_px)
    assert other.coding.sigma == pytest.approx(one.coding.sigma, rel=0.05)
    size = np.sqrt(np.outer(one.covariance.diagonal(), one.covariance.diagonal()))
    assert np.abs(one.covariance - other.covariance).max() < 0.1 * size.max()
    assert other.covariance / size == pytest.approx(one.covariance / size, abs=0.1)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([TAG, CARD]),
    st.sampled_from([(0.0, 0.0, 0.4), (0.02, -0.03, 0.8), (-0.1, 0.07, 0.2), (0.09, 0.07, 0.5)]),
    st.lists(st.floats(-1, 1), min_size=6, max_size=6),
    st.floats(0.3, 2.5),
    st.tuples(st.integers(1, 6), st.booleans()),
)
def test_still_prints_in_the_middle_and_at_the_border(
    target: Target, place: tuple[float, float, float], off: list[float], blur_px: float, how: tuple[int, bool]
) -> None:
    x, y, tilt = place
    # from further away it is decided by a hair whether a step was long enough to cut the patch out anew
    wild = 0.1 if x > 0.08 else 0.2
    T = moved(pose(x, y, tilt=tilt), wild * np.array(off) * (0.02, 0.02, 0.02, 0.002, 0.002, 0.006))
    asked = {"blur_px": blur_px, "rounds": how[0], "covered": how[1]}
    pair = both(picture(target, x, y, tilt, 0), target, T, STRAIGHT, **asked)
    assume(pair)
    assert pair
    assert_alike(*pair, target)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=6, max_size=6), st.integers(1, 5))
def test_moving_prints_tell_the_same_shutter_and_rows(speed: list[float], rounds: int) -> None:
    motion = Motion(np.array(speed[:3]) * 2.0, np.array(speed[3:]) * 1.5)
    pair = both(
        picture(TAG, 0.0, 0.0, 0.4, 1),
        TAG,
        pose(tilt=0.4),
        STRAIGHT,
        motion=motion,
        optics=timed(),
        rounds=rounds,
    )
    assume(pair)
    assert pair
    one, other = pair
    # a motion that the picture does not have keeps them from rest: they may end a step from one another
    assert off_px(TAG, other.T_camera_target, one.T_camera_target) < PIXEL + one.step_px
    for name, within in (("readout_s", 2e-3), ("exposure_s", 2e-3)):
        mine, theirs = getattr(one, name), getattr(other, name)
        assert theirs.value == pytest.approx(mine.value, abs=within, rel=0.05), name
        assert theirs.sigma == pytest.approx(mine.sigma, rel=0.1), name


def test_leniency_is_the_same() -> None:
    gray = picture(TAG, 0.0, 0.0, 0.4, 0).copy()
    gray[170:200, 220:250] = 140
    T = moved(pose(tilt=0.4), np.array([0.005, 0.0, 0.01, 0.0005, 0.0, 0.001]))
    shares = []
    for lenient in (1.0, 4.0):
        one, other = seen_by_both(gray, TAG, T, STRAIGHT, lenient=lenient)
        assert_alike(one, other, TAG)
        shares.append(other.share)
    assert shares[1] > shares[0] + 0.01


@pytest.mark.parametrize("lens", [RATIONAL, FISHEYE], ids=["rational", "fisheye"])
def test_through_a_lens_that_bends(lens: Intrinsics) -> None:
    # what is drawn is straight: here it only matters that both bend it alike
    one, other = seen_by_both(
        picture(TAG, 0.02, -0.03, 0.8, 0), TAG, pose(0.02, -0.03, tilt=0.8), Lens(lens), rounds=4
    )
    assert_alike(one, other, TAG)


@pytest.mark.parametrize("rounds", [1, 3, 8])
def test_several_sides_at_once(rounds: int) -> None:
    gray = Camera().take(CUBE, CORNER_ON)
    T = moved(CORNER_ON, np.array([0.01, -0.01, 0.02, 0.001, 0.0005, 0.002]))
    assert_alike(*seen_by_both(gray, CUBE, T, STRAIGHT, rounds=rounds), CUBE)


def test_a_picture_without_tags() -> None:
    light = np.kron(np.random.default_rng(3).random((9, 12)), np.ones((20, 20))).astype(np.float32)
    side = picture_side(light, (0.16, 0.12), sides_of(TAG)[0].plane)
    # texels → metres → pixels, coded as a camera codes light
    view = STRAIGHT.K @ pose()[:3, (0, 1, 3)] @ side.levels[0].to_target
    seen = cv2.warpPerspective(light, view, (LENS.width, LENS.height), flags=cv2.INTER_AREA, borderValue=0.2)
    gray = np.round(255 * np.clip(seen, 0, 1) ** (1 / 2.2)).astype(np.uint8)
    T = moved(pose(), np.array([0.004, 0.0, 0.006, 0.0004, 0.0, 0.001]))
    how: dict[str, Any] = {"blur_px": 0.5, "optics": Optics(), "rounds": 8}
    one, other = (each(gray, (side,), T, STRAIGHT, **how) for each in (plain.align, native.align))
    assert one is not None
    assert other is not None
    assert one.agreement > 0.95
    assert_alike(one, other, TAG)


@pytest.mark.parametrize("most", [150, 400, 2000, 60_000])
def test_coarse_and_fine_and_more_than_there_is_room_for(most: int) -> None:
    native._desk.make_room(10, 10)
    T = moved(pose(tilt=0.4), np.array([0.005, 0.0, 0.01, 0.0005, 0.0, 0.001]))
    assert_alike(*seen_by_both(picture(TAG, 0.0, 0.0, 0.4, 0), TAG, T, STRAIGHT, most_pixels=most), TAG)


def test_the_slopes_are_those_of_the_last_round() -> None:
    one, other = seen_by_both(picture(CARD, 0.0, 0.0, 0.4, 0), CARD, pose(tilt=0.4), STRAIGHT)
    mine, theirs = one.slopes, other.slopes
    assert theirs.drawn.shape == mine.drawn.shape == mine.residual.shape
    assert (theirs.first == mine.first).all()
    assert theirs.shrink == mine.shrink
    believed = mine.weight > 0.05
    assert believed.sum() > 500
    assert theirs.weight[believed] == pytest.approx(mine.weight[believed], abs=0.02)
    assert theirs.residual[believed] == pytest.approx(mine.residual[believed], abs=0.02)
    assert theirs.nuisances[:, believed] == pytest.approx(mine.nuisances[:, believed], abs=0.02)


def test_pictures_whose_rows_or_pixels_lie_apart() -> None:
    whole = picture(TAG, 0.0, 0.0, 0.4, 0)
    wide = np.zeros((LENS.height, 2 * LENS.width), np.uint8)
    wide[:, : LENS.width] = whole
    sparse = np.zeros((LENS.height, LENS.width, 3), np.uint8)
    sparse[..., 1] = whole
    how: dict[str, Any] = {"blur_px": 0.8, "optics": Optics()}
    expected = native.align(whole, sides_of(TAG), pose(tilt=0.4), STRAIGHT, **how)
    assert expected is not None
    for view in (wide[:, : LENS.width], sparse[..., 1]):
        found = native.align(view, sides_of(TAG), pose(tilt=0.4), STRAIGHT, **how)
        assert found is not None
        assert (found.T_camera_target == expected.T_camera_target).all()


def test_poses_that_are_no_poses() -> None:
    gray = picture(TAG, 0.0, 0.0, 0.4, 0)
    how: dict[str, Any] = {"blur_px": 0.8, "optics": Optics()}
    for T in (np.zeros((4, 4)), np.full((4, 4), np.nan), pose(z=-0.2), pose(z=1e6), pose(x=1e9)):
        assert native.align(gray, sides_of(TAG), T, STRAIGHT, **how) is None
    infinite = Motion(np.full(3, 1e12), np.full(3, -1e12))
    native.align(gray, sides_of(TAG), pose(), STRAIGHT, motion=infinite, **how)  # anything but a crash


def test_pictures_that_do_not_fit_are_refused_before_they_are_read() -> None:
    gray = picture(TAG, 0.0, 0.0, 0.4, 0)
    how: dict[str, Any] = {"blur_px": 0.8, "optics": Optics()}
    with pytest.raises(ValueError, match="does not fit"):
        native.align(gray[:-1], sides_of(TAG), pose(), Lens(RATIONAL), **how)
    with pytest.raises(ValueError, match="float32"):
        native.align(gray.astype(np.float32), sides_of(TAG), pose(), STRAIGHT, **how)


def test_threads_do_not_share_a_desk() -> None:
    gray = picture(TAG, 0.0, 0.0, 0.4, 0)
    starts = [moved(pose(tilt=0.4), np.array([0, 0, 0.004 * k, 0, 0, 0])) for k in range(6)]

    def found(T: Array) -> Array:
        came = native.align(gray, sides_of(TAG), T, STRAIGHT, blur_px=0.8, optics=Optics())
        assert came is not None
        return came.T_camera_target

    alone = [found(T) for T in starts]
    wrong: list[int] = []

    def often(k: int) -> None:
        wrong.extend(k for _ in range(100) if not (found(starts[k]) == alone[k]).all())

    threads = [threading.Thread(target=often, args=(k,)) for k in range(len(starts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize("content", [None, b"", b"\x7fELF and nothing else"])
def test_a_library_that_is_none_is_not_used(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "_kernel.so"
    if content is not None:
        broken.write_bytes(content)
    monkeypatch.setattr(native, "LIBRARY", broken)
    native._library.cache_clear()
    try:
        assert not native.available()
        with pytest.raises(RuntimeError, match="_kernel"):
            native.align(
                picture(TAG, 0, 0, 0.4, 0), sides_of(TAG), pose(), STRAIGHT, blur_px=1, optics=Optics()
            )
    finally:
        native._library.cache_clear()


def test_a_library_of_other_sources_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "_LAYOUT", native._LAYOUT + 1)
    native._library.cache_clear()
    try:
        assert not native.available()
    finally:
        native._library.cache_clear()


def test_a_motion_that_is_still_asks_for_no_timing() -> None:
    still = native.align(
        picture(TAG, 0.0, 0.0, 0.4, 0),
        sides_of(TAG),
        pose(tilt=0.4),
        STRAIGHT,
        blur_px=1,
        optics=Optics(),
        motion=STILL,
    )
    assert still is not None
    assert still.readout_s is None
    assert still.exposure_s is None
