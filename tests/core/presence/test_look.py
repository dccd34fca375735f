"""Where a seated visitor has turned to."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.presence.look import LEFT_ALONE, PITCH_LIMIT, YAW_LIMIT, Look

angles = st.floats(-4.0, 4.0)
turns = st.lists(st.tuples(angles, angles, st.floats(-0.5, 2.0)), max_size=30)


def after(turned: list[tuple[float, float, float]]) -> Look:
    look = Look()
    for yaw, pitch, dt in turned:
        look = look.turned(yaw, pitch).step(dt)
    return look


@given(turns)
def test_no_hand_turns_it_beyond_its_limits(turned: list[tuple[float, float, float]]) -> None:
    look = after(turned)
    assert abs(look.yaw) <= YAW_LIMIT + 1e-9
    assert abs(look.pitch) <= PITCH_LIMIT + 1e-9


@given(turns, st.floats(0.0, 0.1))
def test_it_never_jumps(turned: list[tuple[float, float, float]], dt: float) -> None:
    look = after(turned)
    later = look.step(dt)
    assert math.hypot(later.yaw - look.yaw, later.pitch - look.pitch) <= math.radians(240) * dt * 1.5 + 1e-9


@given(angles, angles)
def test_it_comes_to_where_it_was_turned(yaw: float, pitch: float) -> None:
    look = Look().turned(yaw, pitch)
    for _ in range(120):
        look = look.step(1 / 60)
    assert look.yaw == pytest.approx(min(max(yaw, -YAW_LIMIT), YAW_LIMIT), abs=1e-3)
    assert look.pitch == pytest.approx(min(max(pitch, -PITCH_LIMIT), PITCH_LIMIT), abs=1e-3)


@given(st.floats(0.1, 2.0), st.integers(5, 120))
def test_left_alone_it_waits_and_goes_back(yaw: float, rate: int) -> None:
    look = Look().turned(yaw, 0.0)
    for _ in range(int((LEFT_ALONE - 0.1) * rate)):
        look = look.step(1 / rate)
    assert look.yaw == pytest.approx(yaw, abs=1e-3)
    before = look.yaw
    for _ in range(25 * rate):
        look = look.step(1 / rate)
        assert look.yaw <= before + 1e-12
        assert before - look.yaw <= 0.75 / rate  # under 43° a second: nobody's pull
        before = look.yaw
    assert abs(look.yaw) < 0.02


def test_a_resting_hand_keeps_it() -> None:
    look = Look().turned(1.0, 0.3)
    for _ in range(60):
        look = look.turned(0.0, 0.0).step(0.5)
    assert look.yaw == pytest.approx(1.0, abs=1e-6)


@given(st.floats(0.1, 30.0), st.integers(1, 60))
def test_the_way_back_does_not_hang_on_the_frame_rate(seconds: float, parts: int) -> None:
    start = Look().turned(1.0, -0.4)
    whole = start.step(seconds)
    look = start
    for _ in range(parts):
        look = look.step(seconds / parts)
    assert look.goal_yaw == pytest.approx(whole.goal_yaw, abs=1e-9)


def test_time_that_runs_back_changes_nothing() -> None:
    look = Look().turned(1.0, 0.0).step(0.1)
    assert look.step(-5.0) == look
