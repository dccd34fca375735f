"""The seated view: it drifts, a hand turns it, and what stands in its middle is what is looked at."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.geometry import Array, inverse
from prisonersvoice_ar.core.presence.look import LEFT_ALONE, PITCH_LIMIT, YAW_LIMIT
from prisonersvoice_ar.core.script.cell import CellPlan
from prisonersvoice_ar.stage.cell.parts import places
from prisonersvoice_ar.stage.seated import seated_view
from prisonersvoice_ar.stage.stage import Stage

PLACES = places(CellPlan("punishment-cell", (2.0, 3.0, 2.5)))
times = st.floats(0, 500)


def direction(T: Array) -> tuple[float, float]:
    x, y, z = T[:3, 2]
    return math.atan2(x, y), math.asin(z)


@given(times, st.floats(-YAW_LIMIT, YAW_LIMIT), st.floats(-0.6, 0.6))
def test_a_look_turns_the_view_where_it_is(t: float, yaw: float, pitch: float) -> None:
    drift, turned = seated_view(PLACES, t), seated_view(PLACES, t, (yaw, pitch))
    assert np.allclose(turned[:3, 3], drift[:3, 3])
    assert np.allclose(turned[:3, :3] @ turned[:3, :3].T, np.eye(3), atol=1e-9)
    assert turned[2, 0] == pytest.approx(0.0, abs=1e-9)  # the horizon stays level
    (yaw0, pitch0), (yaw1, pitch1) = direction(drift), direction(turned)
    assert math.remainder(yaw1 - yaw0 - yaw, math.tau) == pytest.approx(0.0, abs=1e-9)
    assert pitch1 - pitch0 == pytest.approx(pitch, abs=1e-9)


@given(times)
def test_the_eye_stays_inside(t: float) -> None:
    x, y, z = seated_view(PLACES, t)[:3, 3]
    assert abs(x) < PLACES.half_width - 0.3
    assert abs(y) < PLACES.half_depth - 0.2
    assert 1.1 < z < 1.5


@given(times)
def test_all_that_a_story_may_ask_for_is_within_reach(t: float) -> None:
    """Hints say "look at the hatch", which is behind one, and "the lamp", which is overhead."""
    drift = seated_view(PLACES, t)
    yaw0, pitch0 = direction(drift)
    for thing in (PLACES.hatch, PLACES.door, PLACES.bunk, PLACES.lamp, PLACES.window, PLACES.shelf):
        dx, dy, dz = np.array(thing) - drift[:3, 3]
        yaw = math.remainder(math.atan2(dx, dy) - yaw0, math.tau)
        assert abs(yaw) <= YAW_LIMIT
        assert abs(math.atan2(dz, math.hypot(dx, dy)) - pitch0) <= PITCH_LIMIT


def test_what_is_turned_to_is_what_is_looked_at(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage("seated")
    stage.move_time(5.0)
    drift = stage.T_camera_cell
    assert drift is not None
    yaw0, pitch0 = direction(inverse(drift))
    eye = inverse(drift)[:3, 3]
    for thing in stage.plan.objects:
        stage.set_mode("seated")
        dx, dy, dz = np.array(thing.at) - eye
        stage.turn_by(math.atan2(dx, dy) - yaw0, math.atan2(dz, math.hypot(dx, dy)) - pitch0)
        for _ in range(4):
            stage.move_time(6.5)
            stage.move_time(5.0)
        assert stage.object_at_center() == thing.id


def test_the_cell_goes_along_with_the_finger(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage("seated")
    stage.move_time(5.0)
    before = stage.objects_on_screen()["window"]
    stage.look_by(40.0, 25.0)
    for _ in range(4):
        stage.move_time(6.5)
        stage.move_time(5.0)
    after = stage.objects_on_screen()["window"]
    assert after[0] - before[0] == pytest.approx(40.0, abs=8.0)
    assert after[1] - before[1] == pytest.approx(25.0, abs=8.0)


def passes(stage: Stage, start: float, seconds: float) -> float:
    """Let ``seconds`` go by in frames; the time then."""
    for tick in range(1, round(seconds * 30) + 1):
        stage.move_time(start + tick / 30)
    return start + seconds


def test_what_the_story_speaks_of_comes_into_view_and_stays(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage("seated")
    now = 0.0
    for thing in stage.plan.objects:
        stage.attend(thing.id)
        assert stage.object_at_center() != thing.id
        now = passes(stage, now, 7.0)
        assert stage.object_at_center(math.radians(0.5)) == thing.id
        now = passes(stage, now, 20.0)
        assert stage.object_at_center(math.radians(0.5)) == thing.id
    stage.attend(None)
    now = passes(stage, now, 7.0)
    assert np.allclose(inverse(stage.T_camera_cell), seated_view(stage.cell.places, now))


def test_a_hand_goes_before_the_story(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage("seated")
    stage.turn_by(0.4, 0.1)
    stage.attend("hatch")
    now = passes(stage, 0.0, LEFT_ALONE - 0.1)
    yaw, pitch = direction(inverse(stage.T_camera_cell))
    drift_yaw, drift_pitch = direction(seated_view(stage.cell.places, now))
    assert (yaw - drift_yaw, pitch - drift_pitch) == pytest.approx((0.4, 0.1), abs=1e-3)
    passes(stage, now, 20.0)
    assert stage.object_at_center() == "hatch"


def test_from_what_the_story_speaks_of_a_hand_turns_away(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage("seated")
    stage.attend("hatch")
    now = passes(stage, 0.0, 7.0)
    before, _ = direction(inverse(stage.T_camera_cell))
    stage.turn_by(-1.0, 0.0)
    passes(stage, now, 2.0)
    after, _ = direction(inverse(stage.T_camera_cell))
    assert math.remainder(after - before, math.tau) == pytest.approx(-1.0, abs=0.02)


def test_an_object_that_is_not_there_changes_nothing(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage("seated")
    stage.attend("piano")
    now = passes(stage, 0.0, 5.0)
    assert np.allclose(inverse(stage.T_camera_cell), seated_view(stage.cell.places, now))


def test_without_a_picture_menus_stand_on_black(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage("seated")
    stage.place(None, 0.0)
    stage.render()
    assert stage.window.picture().max() == 0


def test_another_mode_begins_ahead(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage("seated")
    stage.turn_by(1.0, 0.0)
    stage.move_time(1.0)
    stage.set_mode("seated")
    assert np.allclose(inverse(stage.T_camera_cell), seated_view(stage.cell.places, 1.0))


def test_the_bunk_dissolves_from_one_to_the_other(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage("seated")

    def drawn(t: float) -> Array:
        stage.move_time(t)
        stage.move_time(3.0)  # the view drifts; the bunk does not go back with the clock
        stage.render()
        return stage.window.picture().astype(int)

    stage.move_time(3.0)
    stage.turn_by(-0.5, -0.3)
    for _ in range(4):
        lowered = drawn(4.0)
    stage.fold_bunk(folded=True, over=2.0)
    shots = [drawn(3.0 + 0.2) for _ in range(10)]
    stage.fold_bunk(folded=True)
    folded = drawn(3.0)
    assert np.array_equal(shots[-1], folded)
    whole = np.abs(folded - lowered).mean()
    assert whole > 2.0
    steps = [np.abs(b - a).mean() for a, b in zip([lowered, *shots], [*shots, folded], strict=True)]
    assert max(steps) < 0.3 * whole  # nothing pops
    assert sum(steps) < 1.2 * whole  # and nothing goes to and fro
