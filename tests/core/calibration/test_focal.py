"""The focal length from planes that are followed: right within what it says of itself, and rarely changed."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.core.calibration.focal import _SYSTEMATIC, CERTAIN, FocalEstimator, FocalKeeper

CARD = np.array([[-0.05, 0.035], [0.05, 0.035], [0.05, -0.035], [-0.05, -0.035]])


def planes(
    rng: np.random.Generator,
    focal: float,
    centre: tuple[float, float],
    count: int,
    noise: float,
) -> list[tuple[np.ndarray, np.ndarray]]:
    """A card in ``count`` positions before a camera of 1280×720."""
    made = []
    while len(made) < count:
        lean, turn = math.radians(rng.uniform(20, 55)), rng.uniform(0, 2 * math.pi)
        axis = np.array([math.cos(turn), math.sin(turn), 0.0])
        spin = rng.uniform(0, 2 * math.pi)
        R = rotation(axis, lean) @ rotation(np.array([0.0, 0.0, 1.0]), spin) @ np.diag([1.0, -1.0, -1.0])
        z = rng.uniform(0.2, 0.4)
        t = np.array([rng.uniform(-0.06, 0.06), rng.uniform(-0.03, 0.03), z])
        seen = np.column_stack([CARD, np.zeros(4)]) @ R.T + t
        pixels = seen[:, :2] / seen[:, 2:] * focal + centre
        made.append((CARD, pixels + rng.normal(0, noise, (4, 2))))
    return made


def rotation(axis: np.ndarray, angle: float) -> np.ndarray:
    x, y, z = axis
    K = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + math.sin(angle) * K + (1 - math.cos(angle)) * K @ K


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**31),
    focal=st.floats(700.0, 1900.0),
    off=st.tuples(st.floats(-14.0, 14.0), st.floats(-14.0, 14.0)),
    noise=st.floats(0.02, 0.5),
)
def test_the_focal_length_is_found_within_its_stated_uncertainty(
    seed: int, focal: float, off: tuple[float, float], noise: float
) -> None:
    rng = np.random.default_rng(seed)
    estimator = FocalEstimator(1280, 720, 1108.0)
    for corners, pixels in planes(rng, focal, (639.5 + off[0], 359.5 + off[1]), 60, noise):
        estimator.add(corners, pixels, max(noise, 0.08))
    estimate = estimator.estimate()
    assert estimate is not None
    assert abs(estimate.focal_px - focal) < 3.5 * estimate.sigma_px


def test_the_stated_uncertainty_is_neither_boast_nor_false_modesty() -> None:
    rng, scores = np.random.default_rng(5), []
    for _ in range(150):
        focal = rng.uniform(800, 1700)
        centre = (639.5 + rng.normal(0, 0.012 * 1280), 359.5 + rng.normal(0, 0.012 * 1280))
        estimator = FocalEstimator(1280, 720, 1108.0)
        for corners, pixels in planes(rng, focal, centre, 40, 0.3):
            estimator.add(corners, pixels, 0.3)
        estimate = estimator.estimate()
        assert estimate is not None
        # what no drawn card has: bending, distortion
        told = math.sqrt(estimate.sigma_px**2 - (_SYSTEMATIC * estimate.focal_px) ** 2)
        scores.append((estimate.focal_px - focal) / told)
    assert 0.5 < np.std(scores) < 1.4
    assert abs(np.mean(scores)) < 0.4


def test_views_from_the_front_tell_nothing() -> None:
    rng = np.random.default_rng(1)
    estimator = FocalEstimator(1280, 720, 1108.0)
    for corners, _ in planes(rng, 1000.0, (640, 360), 30, 0.0):
        assert not estimator.add(corners, corners * 4000.0 + 500.0, 0.2)
    assert estimator.estimate() is None


def test_one_view_for_a_thousand_frames_is_one_view() -> None:
    rng = np.random.default_rng(2)
    estimator = FocalEstimator(1280, 720, 1108.0)
    corners, pixels = planes(rng, 1000.0, (640, 360), 1, 0.0)[0]
    for _ in range(1000):
        estimator.add(corners, pixels + rng.normal(0, 0.2, (4, 2)), 0.2)
    assert estimator.views <= 2
    assert estimator.estimate() is None


def test_a_few_wrong_corners_do_not_carry_it_away() -> None:
    rng = np.random.default_rng(3)
    estimator = FocalEstimator(1280, 720, 1108.0)
    for number, (corners, pixels) in enumerate(planes(rng, 1400.0, (640, 360), 60, 0.15)):
        if number % 10 == 0:
            pixels[2] += (12.0, -9.0)
        estimator.add(corners, pixels, 0.15)
    estimate = estimator.estimate()
    assert estimate is not None
    assert estimate.focal_px == pytest.approx(1400.0, rel=0.03)


@pytest.mark.parametrize(
    "bad", [np.full((4, 2), np.nan), np.zeros((4, 2)), np.array([[0.0, 0.0], [1, 0], [2, 0], [3, 0]])]
)
def test_degenerate_corners_are_passed_over(bad: np.ndarray) -> None:
    estimator = FocalEstimator(1280, 720, 1108.0)
    assert not estimator.add(CARD, bad, 0.2)
    assert not estimator.add(bad, CARD * 4000 + 600, 0.2)


def test_other_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="expected \\(4, 2\\)"):
        FocalEstimator(1280, 720, 1108.0).add(CARD, np.zeros((5, 2)), 0.2)


def test_it_is_changed_once_and_then_left_alone() -> None:
    rng = np.random.default_rng(4)
    keeper, changes = FocalKeeper(1280, 720, 1108.0), []
    for corners, pixels in planes(rng, 1350.0, (646, 352), 1500, 0.2):
        keeper.add(corners, pixels, 0.2)
        if (proposed := keeper.propose()) is not None:
            assert proposed.share < CERTAIN
            keeper.adopt(proposed)
            changes.append(proposed.focal_px)
    assert 1 <= len(changes) <= 3
    assert keeper.focal_px == pytest.approx(1350.0, rel=0.03)


def test_a_lens_that_is_right_already_is_left_alone() -> None:
    rng = np.random.default_rng(6)
    keeper = FocalKeeper(1280, 720, 1108.0)
    for corners, pixels in planes(rng, 1108.0, (639.5, 359.5), 400, 0.2):
        keeper.add(corners, pixels, 0.2)
        assert keeper.propose() is None
