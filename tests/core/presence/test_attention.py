"""What the story turns a seated visitor's view to."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.presence.attention import EASE, RATE_LIMIT, Attention
from prisonersvoice_ar.core.presence.look import LEFT_ALONE, PITCH_LIMIT, YAW_LIMIT, Look

yaws = st.floats(-YAW_LIMIT, YAW_LIMIT)
pitches = st.floats(-PITCH_LIMIT, PITCH_LIMIT)
HATCH = (math.radians(150.0), math.radians(-5.0))


def went(attention: Attention, goal: tuple[float, float], seconds: float, rate: int = 30) -> Attention:
    for _ in range(round(seconds * rate)):
        attention = attention.step(goal, 1 / rate)
    return attention


@given(yaws, pitches)
def test_it_comes_to_its_object_gently(yaw: float, pitch: float) -> None:
    attention = Attention().turned_to("thing")
    assert attention.at == (0.0, 0.0)
    needed = max(EASE, 1.5 * math.hypot(yaw, pitch) / RATE_LIMIT)
    fastest = 0.0
    for _ in range(math.ceil(needed * 30) + 1):
        later = attention.step((yaw, pitch), 1 / 30)
        fastest = max(fastest, 30 * math.dist(later.at, attention.at))
        attention = later
    assert attention.at == pytest.approx((yaw, pitch), abs=1e-9)
    assert fastest <= RATE_LIMIT + 1e-6


def test_it_is_not_there_before_its_time() -> None:
    near = (0.3, -0.4)
    assert math.dist(went(Attention().turned_to("bunk"), near, EASE / 2).at, near) == pytest.approx(0.25)


def test_none_leads_back_to_the_drift() -> None:
    there = went(Attention().turned_to("hatch"), HATCH, 6.0)
    back = went(there.turned_to(None), (0.0, 0.0), 6.0)
    assert there.at == pytest.approx(HATCH)
    assert back.at == pytest.approx((0.0, 0.0), abs=1e-9)


def test_the_same_again_does_not_begin_anew() -> None:
    half = went(Attention().turned_to("bunk"), (1.0, 0.0), 1.0)
    assert half.turned_to("bunk") == half


def test_a_hand_stops_it_and_it_goes_on_without_a_jump() -> None:
    half = went(Attention().turned_to("hatch"), HATCH, 2.0)
    held = half.held()
    assert held.at == half.at
    first = held.step((HATCH[0] + 0.4, HATCH[1]), 1 / 30)  # the drift has gone on meanwhile
    assert math.dist(first.at, held.at) < RATE_LIMIT / 30
    assert went(first, HATCH, 6.0).at == pytest.approx(HATCH)


def test_what_lies_right_behind_does_not_swing_it_round() -> None:
    there = went(Attention().turned_to("door"), (math.radians(179.0), 0.0), 8.0)
    beyond = there.step((math.radians(-179.0), 0.0), 1 / 30)
    assert there.at == beyond.at == pytest.approx((YAW_LIMIT, 0.0))


@given(yaws, pitches, st.floats(-4, 4), st.floats(-4, 4))
def test_hand_and_attention_together_stay_within_the_limits(
    yaw: float, pitch: float, by: float, up: float
) -> None:
    look = Look().turned(by, up, (yaw, pitch))
    assert abs(yaw + look.goal_yaw) <= YAW_LIMIT + 1e-9
    assert abs(pitch + look.goal_pitch) <= PITCH_LIMIT + 1e-9


def test_a_hand_has_the_view_until_it_has_left_it_alone() -> None:
    assert not Look().held
    look = Look().turned(0.0, 0.0)
    assert look.held
    assert look.step(LEFT_ALONE - 0.1).held
    assert not look.step(LEFT_ALONE + 0.1).held
