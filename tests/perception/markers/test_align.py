"""Direct alignment on drawn pictures: from a third of a cell away back to the truth, in bad light and under thumbs.

A contract that numpy's alignment and the compiled one keep alike; what they differ by stands in `test_native.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.perception.markers import align as plain
from prisonersvoice_ar.perception.markers import native
from prisonersvoice_ar.perception.markers.alignment import Alignment
from prisonersvoice_ar.perception.markers.appearance import sides_of
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.motion import Motion, moved
from prisonersvoice_ar.perception.markers.optics import Learned, Optics
from tests.perception.markers.studio import CARD, CUBE, LENS, TAG, Camera, off_px, outline_px, pose

LENS_ = Lens(LENS)
CORNER_ON = pose(z=0.26, tilt=0.6, yaw=0.7)


def cell_px(target: Target, T: Array) -> float:
    """The side of the largest marker's cells in the picture."""
    return max(place.size_m for place in target.markers) / 8 * LENS.fx / float(T[2, 3])


def nudged(target: Target, T: Array, by_px: float, seed: int) -> Array:
    """A pose whose worst corner is so many pixels off."""
    step = np.random.default_rng(seed).normal(0, 1, 6) * (1, 1, 1, 0.05, 0.05, 0.1)
    for _ in range(8):
        step *= by_px / off_px(target, moved(T, step), T)
    return moved(T, step)


Align = Callable[..., Alignment | None]
Aligned = Callable[..., Alignment]


@pytest.fixture(params=[plain.align, native.align], ids=["numpy", "compiled"])
def align(request: pytest.FixtureRequest) -> Align:
    if request.param is native.align and not native.available():
        pytest.skip("the kernel was not compiled here")
    chosen: Align = request.param
    return chosen


@pytest.fixture
def aligned(align: Align) -> Aligned:
    def at(picture: NDArray[np.uint8], target: Target, T: Array, **settings: Any) -> Alignment:
        rounds = {"blur_px": 0.8, "optics": Optics(), "rounds": 8} | settings
        found = align(picture, sides_of(target), T, LENS_, **rounds)
        assert found is not None
        return found

    return at


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("target", "truth"), [(TAG, pose()), (CARD, pose(z=0.28)), (CUBE, CORNER_ON)], ids=["tag", "card", "cube"]
)
def test_from_a_third_of_a_cell_away_it_comes_back(
    aligned: Aligned, target: Target, truth: Array, seed: int
) -> None:
    picture = Camera().take(target, truth, seed)
    found = aligned(picture, target, nudged(target, truth, cell_px(target, truth) / 3, seed))
    assert off_px(target, found.T_camera_target, truth) < 0.2
    assert found.agreement > 0.98
    assert found.share > 0.9
    assert found.residual_px < 0.7
    assert found.step_px < 0.6
    again = aligned(picture, target, found.T_camera_target, blur_px=found.blur_px)
    assert off_px(target, again.T_camera_target, truth) < 0.13


def lamp(x: Array, y: Array) -> Array:
    return 0.25 + 0.75 * x / LENS.width + 0.2 * y / LENS.height


def shadow(x: Array, y: Array) -> Array:
    return 0.2 + 0.8 / (1 + np.exp(-np.clip((0.8 * (x - 235) + 0.6 * (y - 180)) / 1.5, -40, 40)))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("lit", [(lamp, 0.2), (shadow, 0.35)], ids=["lamp", "shadow"])
@pytest.mark.parametrize(("target", "truth"), [(TAG, pose()), (CUBE, CORNER_ON)], ids=["tag", "cube"])
def test_uneven_light_moves_nothing(
    aligned: Aligned, target: Target, truth: Array, lit: tuple[Any, float], seed: int
) -> None:
    light, within_px = lit
    picture = Camera(lamp=light).take(target, truth, seed)
    found = aligned(picture, target, nudged(target, truth, cell_px(target, truth) / 3, seed))
    assert off_px(target, found.T_camera_target, truth) < within_px


@pytest.mark.parametrize("corner", range(4))
@pytest.mark.parametrize("target", [TAG, CARD], ids=["tag", "card"])
def test_a_thumb_over_a_corner_moves_nothing(aligned: Aligned, target: Target, corner: int) -> None:
    truth = pose()
    picture = Camera().take(target, truth, corner)
    middle, tip = outline_px(target, truth).mean(axis=0), outline_px(target, truth)[corner]
    thumb = middle + 0.75 * (tip - middle)
    cv2.circle(picture, tuple(np.round(thumb).astype(int)), 18, 150, -1, cv2.LINE_AA)
    # a print with much that is blank gets more pixels, as from `Track`
    most = int(plain.MOST_PIXELS / sides_of(target)[0].levels[0].known.mean())
    start = nudged(target, truth, cell_px(target, truth) / 4, corner)
    found = aligned(picture, target, start, most_pixels=most)
    assert off_px(target, found.T_camera_target, truth) < 0.4
    assert found.share < 0.97


def test_what_hides_a_part_costs_share(aligned: Aligned) -> None:
    truth, shares = pose(tilt=0.2), []
    left, right = (int(f(outline_px(TAG, truth)[:, 0])) for f in (np.min, np.max))
    for covered in (0.0, 0.15, 0.3):
        picture = Camera().take(TAG, truth)
        picture[:, : int(left + covered * (right - left))] = 140
        shares.append(aligned(picture, TAG, truth, covered=True).share)
    assert shares[0] > shares[1] > shares[2]


def test_the_lenss_blur_is_measured_and_moves_nothing(aligned: Aligned) -> None:
    truth = pose()
    for blur in (0.5, 1.2, 2.5):
        picture = Camera(blur_px=blur).take(TAG, truth)
        found = aligned(picture, TAG, nudged(TAG, truth, 2.0, 1), rounds=12)
        found = aligned(picture, TAG, found.T_camera_target, blur_px=found.blur_px)
        assert found.blur_px == pytest.approx(blur, abs=0.35)
        assert off_px(TAG, found.T_camera_target, truth) < 0.15


def test_a_wrong_exponent_is_told_and_its_sign_is_right(aligned: Aligned) -> None:
    truth = pose()
    for camera, sign in ((1.0, -1), (2.2, 0), (2.9, 1)):
        picture = Camera(exponent=camera).take(TAG, truth)
        coding = aligned(picture, TAG, truth).coding
        assert np.sign(coding.value) == sign or abs(coding.value) < 0.1
        assert sign == 0 or abs(coding.value) > 4 * coding.sigma


@pytest.mark.parametrize("tilt", [0.2, 0.5, 0.8])
def test_the_rows_time_is_told_whole_whatever_was_believed(aligned: Aligned, tilt: float) -> None:
    motion = Motion(np.array([0.0, 0.0, 0.3]), np.array([0.1, 0.6, 0.0]))
    camera = Camera(finer=3, exposure_s=0.008, readout_s=0.020)
    picture = camera.take_moving(CARD, lambda t: motion.pose(pose(tilt=tilt), t), 0.0)
    truth = camera.reading_of(lambda t: motion.pose(pose(tilt=tilt), t), 0.0)
    optics = Optics(readout_s=Learned(0.010, 0.01, 0.0002, -0.04, 0.04))
    readout = aligned(picture, CARD, truth, optics=optics, motion=motion).readout_s
    assert readout is not None
    assert readout.value == pytest.approx(0.020, abs=0.0025)


def test_both_sides_of_a_cube_are_better_than_one(aligned: Aligned) -> None:
    picture = Camera().take(CUBE, CORNER_ON)
    front = replace(CUBE, markers=CUBE.markers[:1])
    both, one = (aligned(picture, target, CORNER_ON).covariance for target in (CUBE, front))
    assert np.sqrt(both[:3, :3].trace()) < 0.7 * np.sqrt(one[:3, :3].trace())
    assert np.sqrt(both[3:, 3:].trace()) < np.sqrt(one[3:, 3:].trace())


@pytest.mark.parametrize("target", [TAG, CARD], ids=["tag", "card"])
def test_the_covariance_is_of_the_errors_size(aligned: Aligned, target: Target) -> None:
    ratios = []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        truth = pose(*rng.uniform(-0.02, 0.02, 2), 0.35, tilt=rng.uniform(0.3, 0.8), roll=rng.uniform(-3, 3))
        picture = Camera(noise=3.0, finer=3).take(target, truth, seed)
        found = aligned(picture, target, nudged(target, truth, 1.0, seed))
        turn = cv2.Rodrigues(found.T_camera_target[:3, :3] @ truth[:3, :3].T)[0][:, 0]
        error = np.concatenate([turn, found.T_camera_target[:3, 3] - truth[:3, 3]])
        ratios.append(np.abs(error) / np.sqrt(found.covariance.diagonal()))
        assert np.linalg.eigvalsh(found.covariance).min() > 0
        assert found.covariance == pytest.approx(found.covariance.T, rel=1e-3, abs=1e-12)
    assert np.mean(np.array(ratios) < 3) > 0.85
    assert np.median(ratios) > 0.15


def test_nothing_comes_of_flat_pictures_and_of_prints_that_are_not_in_sight(align: Align) -> None:
    flat = np.full((LENS.height, LENS.width), 128, np.uint8)
    settings: dict[str, Any] = {"blur_px": 0.8, "optics": Optics()}
    for T in (pose(), pose(x=5.0), pose(z=50.0), pose(z=-0.3), pose(z=0.004), pose(tilt=3.0)):
        assert align(flat, sides_of(TAG), T, LENS_, **settings) is None
    for value in (0, 255):
        assert align(np.full_like(flat, value), sides_of(CARD), pose(), LENS_, **settings) is None


@pytest.mark.parametrize("seed", range(4))
def test_in_noise_there_is_no_agreement(align: Align, seed: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (LENS.height, LENS.width)).astype(np.uint8)
    found = align(noise, sides_of(TAG), pose(), LENS_, blur_px=0.8, optics=Optics(), rounds=10)
    assert found is None or found.agreement < 0.8 or found.share < 0.2
