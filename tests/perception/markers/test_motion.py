"""Where a target will be: going on at the same speed, or with the same acceleration, is foretold exactly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.geometry import Array, rotation_angle, rotation_vector_matrix
from prisonersvoice_ar.perception.markers.motion import STILL, Motion, Path, moved
from tests.perception.markers.studio import LENS, pose

FRAME_S = 1 / 30
small = st.floats(-0.6, 0.6)
vector = st.tuples(small, small, small).map(np.array)
steps = st.lists(st.floats(0.008, 0.1), min_size=4, max_size=8)


def apart(one: Array, other: Array) -> tuple[float, float]:
    turn = rotation_angle(one[:3, :3].T @ other[:3, :3])
    return turn, float(np.linalg.norm(one[:3, 3] - other[:3, 3]))


def shifted(velocity: Array, acceleration: Array, t: float) -> Array:
    T = pose(z=2.0)
    T[:3, 3] += velocity * t + acceleration * (t * t / 2)
    return T


@given(vector, steps)
def test_a_constant_velocity_is_foretold_exactly(velocity: Array, elapsed: list[float]) -> None:
    path, times = Path(), np.cumsum([0.0, *elapsed])
    for t in times[:-1]:
        path.measured(t, shifted(velocity, np.zeros(3), t))
    truth = shifted(velocity, np.zeros(3), times[-1])
    assert min(apart(T, truth)[1] for T in path.foretold(times[-1])) < 1e-9
    # standing still is believed to a tenth of a millimetre
    assert apart(path.predicted(times[-1]), truth)[1] < 1e-3


@given(vector, vector, steps)
def test_a_constant_acceleration_is_foretold_exactly(
    velocity: Array, acceleration: Array, elapsed: list[float]
) -> None:
    path, times = Path(), np.cumsum([0.0, *elapsed])
    for t in times[:-1]:
        path.measured(t, shifted(velocity, 10 * acceleration, t))
    truth = shifted(velocity, 10 * acceleration, times[-1])
    assert min(apart(T, truth)[1] for T in path.foretold(times[-1])) < 1e-6


@given(vector, st.floats(-3.0, 3.0))
def test_turning_at_a_constant_rate_is_foretold_exactly(axis: Array, rate: float) -> None:
    leaning = axis + np.array([0.0, 0.0, 1.0])
    unit = leaning / np.linalg.norm(leaning)

    def turned(t: float) -> Array:
        T = pose()
        T[:3, :3] = rotation_vector_matrix(unit * rate * t) @ T[:3, :3]
        return T

    path = Path()
    for frame in range(4):
        path.measured(frame * FRAME_S, turned(frame * FRAME_S))
    assert min(apart(T, turned(4 * FRAME_S))[0] for T in path.foretold(4 * FRAME_S)) < 5e-5


@pytest.mark.parametrize("later", [-1.0, 0.0, 3600.0, np.nan])
def test_a_time_that_does_not_go_on_begins_anew(later: float) -> None:
    path = Path()
    for frame in range(4):
        path.measured(10 + frame * FRAME_S, pose(x=0.01 * frame))
    t = 10 + 3 * FRAME_S + later
    path.measured(t, pose(x=0.5))
    assert path.motion(t + FRAME_S, pose(x=0.51)) is STILL
    assert len(list(path.foretold(t + FRAME_S))) == 1
    assert path.predicted(t + FRAME_S) == pytest.approx(pose(x=0.5))


@pytest.mark.parametrize("later", [-5.0, 0.0, 3600.0, np.nan, np.inf])
def test_whatever_the_time_what_is_foretold_is_a_pose_nearby(later: float) -> None:
    path = Path()
    for frame in range(4):
        path.measured(frame * FRAME_S, pose(x=0.01 * frame))
    for T in path.foretold(3 * FRAME_S + later):
        assert np.isfinite(T).all()
        assert apart(T, pose(x=0.03))[1] < 0.2


def test_nothing_is_foretold_to_be_behind_the_camera() -> None:
    path = Path()
    for frame in range(3):
        path.measured(frame * FRAME_S, pose(z=0.30 - 0.12 * frame))
    assert all(T[2, 3] > 0 for T in path.foretold(6 * FRAME_S))


@given(vector, vector, st.floats(-0.05, 0.05))
def test_a_motion_there_and_back_is_none(turn: Array, shift: Array, seconds: float) -> None:
    motion = Motion(turn, shift)
    there = motion.pose(pose(), seconds)
    assert motion.pose(there, -seconds) == pytest.approx(pose(), abs=1e-9)
    assert motion.pose(pose(), 0.0) == pytest.approx(pose(), abs=1e-12)
    assert there == pytest.approx(moved(pose(), np.concatenate([turn, shift]) * seconds))


@given(vector, vector)
def test_pixels_per_second_are_those_that_the_lens_shows(turn: Array, shift: Array) -> None:
    T, motion = pose(x=0.05, y=-0.04), Motion(turn, shift)
    before, after = (LENS.project(motion.pose(T, s)[None, :3, 3])[0] for s in (-1e-5, 1e-5))
    assert motion.pixels(T, LENS.fx) == pytest.approx((after - before) / 2e-5, abs=1e-3)


@given(vector, vector, st.floats(-8.0, 8.0))
def test_the_velocity_is_the_parabolas_at_its_newest_point(
    velocity: Array, acceleration: Array, rate: float
) -> None:
    path, times = Path(), (0.0, 0.03, 0.08)
    for t in times[:-1]:
        path.measured(t, shifted(velocity, rate * acceleration, t))
    told = path.motion(times[-1], shifted(velocity, rate * acceleration, times[-1]))
    assert told.shift == pytest.approx(velocity + rate * acceleration * times[-1], abs=1e-6)
    assert told.turn == pytest.approx(np.zeros(3), abs=1e-6)


def test_what_was_foretold_is_forgotten_when_it_is_measured() -> None:
    path, one, other = Path(), pose(), pose(x=0.1)
    path.measured(0.0, one)
    assert (path.predicted(0.1) == one).all()
    path.measured(0.1, other)
    assert (path.predicted(0.1) == other).all()
