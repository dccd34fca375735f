"""The desk alone: whatever is done to it in whatever order, it stays a desk."""

import math

from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.speaker.desk import UNDER_SPEECH_DB, Desk, Fader, amplitude

steps = st.sampled_from([0.0, 1e-4, 0.01, 1 / 30, 0.5, 30.0])
acts = st.one_of(
    st.tuples(st.just("say"), st.sampled_from([None, "a", "b"]), st.sampled_from([0.2, 3.0])),
    st.tuples(st.just("stop_line")),
    st.tuples(
        st.just("ambience"),
        st.sampled_from([None, "x", "y"]),
        st.sampled_from([-40.0, -28.0, 0.0]),
        st.sampled_from([0.0, 2.0]),
    ),
    st.tuples(st.just("effect"), st.just("e"), st.sampled_from([-12.0, 20.0]), st.sampled_from([0.0, 1.0])),
    st.tuples(st.just("end_effect"), st.sampled_from(["e", "f"]), st.sampled_from([0.0, 1.0])),
    st.tuples(st.just("silence"), st.sampled_from([0.0, 1.0])),
    st.tuples(st.just("pause"), st.booleans()),
)


def test_a_fader_arrives_when_it_said_and_at_once_when_told() -> None:
    fader = Fader(0.0, 0.0)
    fader.go(1.0, 2.0)
    fader.step(0.5)
    assert math.isclose(fader.value, 0.25)
    fader.step(1.6)
    assert fader.value == 1.0
    fader.go(0.0, 0.0)
    fader.step(0.0)
    assert fader.value == 0.0


@given(st.lists(st.tuples(acts, steps), max_size=30))
def test_gains_stay_in_their_range_and_ambience_under_speech(
    played: list[tuple[tuple[object, ...], float]],
) -> None:
    desk = Desk()
    for act, dt in played:
        getattr(desk, str(act[0]))(*act[1:])
        desk.step(dt)
        for sound in desk.sounds:
            assert 0.0 <= desk.gain(sound) <= amplitude(6.0) + 1e-9
            if sound.bus == "ambience" and desk.duck.value == 1.0:
                assert desk.gain(sound) <= amplitude(UNDER_SPEECH_DB) + 1e-9
        assert desk.line is None or desk.line in desk.sounds
        assert desk.bed is None or desk.bed in desk.sounds


@given(st.lists(st.tuples(acts, steps), max_size=30))
def test_after_silence_nothing_is_left(played: list[tuple[tuple[object, ...], float]]) -> None:
    desk = Desk()
    for act, dt in played:
        getattr(desk, str(act[0]))(*act[1:])
        desk.step(dt)
    desk.silence(1.0)
    desk.pause(False)
    desk.step(1.0)
    desk.step(0.01)
    assert desk.sounds == []


@given(st.lists(st.sampled_from([1 / 60, 1 / 30, 0.1]), min_size=1, max_size=40))
def test_a_pause_takes_no_time_from_a_line(frames: list[float]) -> None:
    desk = Desk()
    line = desk.say("a", 1e6)
    for number, dt in enumerate(frames):
        desk.pause(number % 2 == 1)
        desk.step(dt)
    assert math.isclose(line.position, sum(frames[::2]))


def test_an_effect_comes_up_and_is_faded_away_by_its_name() -> None:
    desk = Desk()
    sound = desk.effect("e", 0.0, 1.0)
    other = desk.effect("f", 0.0)
    assert desk.gain(sound) == 0.0
    desk.step(0.5)
    assert math.isclose(desk.gain(sound), math.sin(math.pi / 4))
    desk.step(0.5)
    assert desk.gain(sound) == 1.0
    desk.end_effect("e", 2.0)
    desk.step(1.0)
    assert 0.0 < desk.gain(sound) < 1.0
    assert desk.step(1.1) == [sound]
    assert desk.sounds == [other]
    desk.end_effect("nobody", 1.0)


def test_a_line_that_begins_in_its_middle_comes_in_softly_and_ends_when_it_should() -> None:
    desk = Desk()
    line = desk.say("line.opus", 4.0, 2.5)
    assert (line.position, desk.gain(line)) == (2.5, 0.0)
    assert desk.step(0.2) == []
    assert desk.gain(line) > 0.99
    assert desk.step(1.2) == []
    assert desk.step(0.2) == [line]
    whole = desk.say("line.opus", 4.0)
    assert desk.gain(whole) == 1.0
