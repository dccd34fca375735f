"""Found, lost and found again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.geometry import rigid
from prisonersvoice_ar.core.tracking.anchor import FADE_IN, FADE_OUT, GRACE, Anchor
from prisonersvoice_ar.core.tracking.observation import LockState, Observation, TargetPose


def seen(x: float = 0.0, name: str = "card-1") -> Observation:
    T = rigid(np.eye(3), [x, 0.0, 0.5])
    pose = TargetPose(name, LockState.LOCKED, T, np.zeros((4, 2)), 0.1)
    return Observation(0, 0.0, 0.0, 640, 480, 1.0, (pose,))


EMPTY = Observation(0, 0.0, 0.0, 640, 480, 1.0)


def run(
    anchor: Anchor, observation: Observation | None, start: float, seconds: float, fps: int = 60
) -> Anchor:
    for i in range(1, round(seconds * fps) + 1):
        anchor = anchor.step(observation, start + i / fps)
    return anchor


def found(seconds: float = 1.0) -> Anchor:
    return run(Anchor("card-1").step(seen(), 0.0), seen(), 0.0, seconds)


def test_it_fades_in_over_a_quarter_of_a_second() -> None:
    first = Anchor("card-1").step(seen(), 0.0)
    assert first.opacity == 0.0
    assert run(first, seen(), 0.0, FADE_IN / 2).opacity == pytest.approx(0.5, abs=0.07)
    assert run(first, seen(), 0.0, FADE_IN + 0.02).opacity == 1.0


def test_a_short_gap_is_not_seen() -> None:
    anchor = run(found(), EMPTY, 1.0, GRACE - 0.02)
    assert anchor.opacity == 1.0
    assert anchor.present
    assert not anchor.seen


def test_it_fades_out_after_the_grace_and_lets_go() -> None:
    half = run(found(), EMPTY, 1.0, GRACE + FADE_OUT / 2)
    assert half.opacity == pytest.approx(0.5, abs=0.03)
    assert not half.present
    assert np.array_equal(half.T_camera_target, found().T_camera_target)
    gone = run(found(), EMPTY, 1.0, GRACE + FADE_OUT + 0.05)
    assert gone.opacity == 0.0
    assert gone.T_camera_target is None


def test_found_again_it_is_where_it_is_seen_and_grows_from_what_was_left() -> None:
    half = run(found(), EMPTY, 1.0, GRACE + FADE_OUT / 2)
    again = half.step(seen(0.2), half.now + 1 / 60)
    assert again.T_camera_target[0, 3] == 0.2
    assert half.opacity < again.opacity < half.opacity + 0.1


def test_no_new_frame_is_not_a_loss() -> None:
    anchor = run(found(0.1), None, 0.1, 1.0)
    assert anchor.seen
    assert anchor.opacity == 1.0


def test_another_target_is_not_ours() -> None:
    assert Anchor("card-1").step(seen(name="poster-door"), 0.0).T_camera_target is None


def test_nothing_ever_seen_is_nothing() -> None:
    anchor = run(Anchor("card-1"), EMPTY, 0.0, 1.0)
    assert (anchor.opacity, anchor.T_camera_target, anchor.present) == (0.0, None, False)


@given(st.lists(st.tuples(st.sampled_from(["seen", "empty", "none"]), st.floats(0, 0.5)), max_size=60))
def test_any_sequence_stays_sound(steps: list[tuple[str, float]]) -> None:
    anchor, now = Anchor("card-1"), 0.0
    for what, elapsed in steps:
        before = anchor
        now += elapsed
        anchor = anchor.step({"seen": seen(), "empty": EMPTY, "none": None}[what], now)
        assert 0.0 <= anchor.opacity <= 1.0
        # never faster than its fades, so nothing ever pops
        assert anchor.opacity - before.opacity <= elapsed / FADE_IN + 1e-9
        assert before.opacity - anchor.opacity <= elapsed / FADE_OUT + 1e-9
        assert anchor.T_camera_target is not None or anchor.opacity == 0.0


@given(st.integers(10, 240))
def test_the_fade_does_not_depend_on_the_frame_rate(fps: int) -> None:
    anchor = run(found(), EMPTY, 1.0, 0.5, fps)
    frames = round(0.5 * fps) / fps
    assert anchor.opacity == pytest.approx(1.0 - (frames - GRACE) / FADE_OUT, abs=1e-6)
