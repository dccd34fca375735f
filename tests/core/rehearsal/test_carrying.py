"""A place carried over into a changed scene: what is still there is kept, what is not is said, nothing ever raises."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from random_scenes import changed, inputs, scenes

from prisonersvoice_ar.core.rehearsal import RESTING, Note, carry
from prisonersvoice_ar.core.rehearsal.carrying import KINDS
from prisonersvoice_ar.core.script.cell import SceneObject
from prisonersvoice_ar.core.script.model import (
    After,
    AllOf,
    Ambience,
    Branch,
    Choice,
    LightCue,
    LookAt,
    Moment,
    Scene,
)
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.state import BUILT_IN_REST, Stage, StoryState
from scenes import Play, beat, line, scene

PAIRS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)


def story() -> Scene:
    """Three beats in a row, the second with a wait of two answers, and a rest."""
    return scene(
        beat("one", "two", say=(line("a", 2.0), line("b", 4.0), line("c", 2.0)), set={"met": True}),
        beat(
            "two",
            "three",
            until=AllOf((LookAt("bunk", 1.0), LookAt("door", 1.0))),
            ambience=Ambience("hum", "hum"),
        ),
        beat("three", "rest", say=(line("d"),)),
        beat("rest", rest=5.0),
    )


def at(made: Scene, time: float, given: StoryInput = RESTING) -> StoryState:
    """The state of ``made`` at ``time``."""
    play = Play(made)
    play.run(time, given)
    return play.state


def with_beat(made: Scene, name: str, **fields: object) -> Scene:
    return replace(made, beats={**made.beats, name: replace(made.beats[name], **fields)})  # type: ignore[arg-type]


def without(made: Scene, name: str) -> Scene:
    return replace(made, beats={key: one for key, one in made.beats.items() if key != name})


def test_the_same_scene_keeps_everything() -> None:
    for time in (0.0, 1.0, 2.1, 4.0, 9.0):
        state = at(story(), time)
        assert carry(story(), state, story()).state == state
        assert carry(story(), state, story()).notes == ()


def test_a_longer_voice_is_as_far_in_proportion() -> None:
    state = at(story(), 4.35)  # half of b, which began at 2.35
    new = with_beat(story(), "one", say=(line("a", 2.0), line("b", 8.0), line("c", 2.0)))
    carried = carry(story(), state, new)
    speaking = carried.state.speaking
    assert speaking is not None
    assert speaking.line.voices["uk"].seconds == 8.0
    assert (state.time - speaking.started) / speaking.seconds == pytest.approx(0.5)
    assert carried.notes == (Note("line-length", {"line": "b", "was": "4.0", "is": "8.0"}),)
    assert carried.state.time == state.time


def test_a_line_moved_within_its_beat_is_still_said() -> None:
    state = at(story(), 4.35)
    new = with_beat(story(), "one", say=(line("b", 4.0), line("x"), line("c", 2.0)))
    carried = carry(story(), state, new).state
    assert carried.speaking is not None
    assert (carried.speaking.line.id, carried.next_line) == ("b", 0)


def test_a_line_gone_from_under_the_playhead_is_said_and_the_next_follows() -> None:
    state = at(story(), 4.35)
    carried = carry(story(), state, with_beat(story(), "one", say=(line("a"), line("c"))))
    assert carried.notes == (Note("line-gone", {"line": "b", "beat": "one"}),)
    assert carried.state.speaking is None
    after, _ = engine.step(
        with_beat(story(), "one", say=(line("a"), line("c"))), carried.state, StoryInput(), 4.5
    )
    assert after.speaking is not None
    assert after.speaking.line.id == "c"


def test_where_no_line_is_left_the_beat_waits() -> None:
    carried = carry(story(), at(story(), 4.35), with_beat(story(), "one", say=())).state
    assert (carried.beat, carried.stage, carried.since) == ("one", Stage.WAIT, carried.time)


def test_a_beat_gone_leads_to_the_nearest_before_it_and_says_so() -> None:
    state = at(story(), 9.0)
    assert state.beat == "two"
    carried = carry(story(), state, without(story(), "two"))
    assert carried.notes == (Note("beat-gone", {"beat": "two", "instead": "one"}),)
    assert (carried.state.beat, carried.state.stage) == ("one", Stage.BEGIN)
    assert carried.state.true_flags == {"met"}
    two = carry(story(), state, without(without(story(), "two"), "one"))
    assert two.state.beat == "three" or two.notes[0].facts["instead"] == two.state.beat


def test_of_two_before_it_the_visited_one_is_taken() -> None:
    made = scene(beat("zero", "left"), beat("left", "last"), beat("a", "last"), beat("last", rest=9.0))
    state = replace(at(made, 0.1), beat="last", visited=frozenset({"zero", "left", "last"}))
    assert carry(made, state, without(made, "last")).state.beat == "left"


def test_half_an_answer_is_kept_where_it_is_still_asked_for() -> None:
    play = Play(story())
    play.run(8.8)
    play.run(2.0, StoryInput(looking_at="bunk"))
    assert LookAt("bunk", 1.0) in play.state.fired
    more = with_beat(story(), "two", until=AllOf((LookAt("bunk", 1.0), After(60.0))))
    carried = carry(story(), play.state, more)
    assert carried.state.fired == {LookAt("bunk", 1.0)}
    assert carried.notes == (Note("wait-changed", {"beat": "two"}),)
    assert carry(story(), play.state, with_beat(story(), "two", until=After(60.0))).state.fired == frozenset()


def test_a_language_gone_falls_back() -> None:
    carried = carry(story(), at(story(), 1.0), replace(story(), languages=("en",)))
    assert carried.state.lang == "en"
    assert carried.notes == (Note("language-gone", {"language": "uk", "instead": "en"}),)


def test_flags_visits_looks_ambience_and_where_asides_return_to_are_kept() -> None:
    made = scene(
        beat(
            "one",
            Branch("three", aside="two"),
            set={"met": True},
            ambience=Ambience("hum", "hum"),
            until=After(1.0),
        ),
        beat("two", "return", say=(line("a", 9.0),)),
        beat("three", rest=5.0),
    )
    state = at(made, 3.0, StoryInput(looking_at="bunk"))
    assert state.returns == ("three",)
    carried = carry(made, state, with_beat(made, "two", say=(line("a", 12.0),))).state
    for name in ("true_flags", "visited", "looked_at", "ambience", "returns", "gaze", "held"):
        assert getattr(carried, name) == getattr(state, name), name
    gone = carry(made, state, without(made, "three")).state
    assert gone.returns == ()


@PAIRS
@given(st.data(), scenes(), st.lists(inputs, max_size=8))
def test_whatever_the_new_scene_is_the_state_is_carried_and_goes_on(
    data: st.DataObject, old: Scene, doings: list[StoryInput]
) -> None:
    play = Play(old)
    for doing in doings:
        play.step(1.0, doing)
    new = data.draw(changed(old))
    lang = data.draw(st.sampled_from((None, "uk", "en", "fr")))
    carried = carry(old, play.state, new, lang)
    state = carried.state
    assert state.time == play.state.time
    assert {note.kind for note in carried.notes} <= set(KINDS)
    assert state.beat in new.beats or state.beat == "(rest)"
    if play.state.beat in new.beats:
        assert state.beat == play.state.beat
        assert state.true_flags == play.state.true_flags
    if play.state.speaking is not None and state.speaking is not None:
        assert state.speaking.line.id == play.state.speaking.line.id
        assert state.speaking.line in new.beats[state.beat].say
    if lang is None and not carried.notes and state.speaking is not None:
        assert state.speaking.started <= state.time <= state.speaking.until
    now = state.clock.offset + state.time
    for number in range(40):
        state, _ = engine.step(
            new, state, doings[number % len(doings)] if doings else StoryInput(), now + number
        )


def test_choices_taken_on_the_way_out_lead_where_they_still_can() -> None:
    made = scene(beat("one", choice=(Choice("c", {"en": "c"}, "two"),)), beat("two", rest=1.0))
    state = replace(at(made, 1.0), go=Branch("two"), stage=Stage.LEAVE)
    assert carry(made, state, made).state.go == Branch("two")
    assert carry(made, state, without(made, "two")).state.go is None


def test_a_cue_that_was_still_to_come_is_as_it_is_written_now() -> None:
    def with_cue(level: float, offset: float) -> Scene:
        cue = LightCue("slit", level, 1.0, Moment("b", "start", offset))
        return with_beat(story(), "one", cues=(cue,))

    state = at(with_cue(0.5, 3.0), 4.35)
    assert [pending.due for pending in state.cues] == pytest.approx([5.35])
    now = carry(with_cue(0.5, 3.0), state, with_cue(0.9, 3.5)).state.cues
    assert [(pending.cue.level, pending.due) for pending in now] == [(0.9, pytest.approx(5.85))]  # type: ignore[union-attr]
    assert carry(with_cue(0.5, 3.0), state, story()).state.cues == ()


def test_a_cue_goes_with_the_start_of_the_line_that_it_hangs_on_and_with_no_other() -> None:
    hangs = LightCue("slit", 0.5, 1.0, Moment("b", "start", 3.0))
    other = LightCue("lamp", 0.5, 1.0, Moment("a", "end", 3.0))
    made = with_beat(story(), "one", cues=(hangs, other))
    state = at(made, 4.35)  # half of b, which began at 2.35
    assert [round(pending.due, 3) for pending in state.cues] == [5.0, 5.35]
    shorter = with_beat(made, "one", say=(line("a", 2.0), line("b", 3.0), line("c", 2.0)))
    now = carry(made, state, shorter).state.cues
    assert [(pending.cue, round(pending.due, 3)) for pending in now] == [(other, 5.0), (hangs, 5.85)]


def test_nothing_is_remembered_of_what_is_gone() -> None:
    state = replace(
        at(story(), 9.0),
        visited=frozenset({"one", "two", "gone", BUILT_IN_REST.id}),
        lines_ended=frozenset({"a", "gone"}),
        returns=("gone", "return", "three", "actions"),
    )
    known = carry(story(), state, story()).state
    assert known.visited == {"one", "two", BUILT_IN_REST.id}
    assert known.lines_ended == {"a"}
    assert known.returns == ("return", "three", "actions")


def test_an_object_that_is_still_looked_at_stays_so() -> None:
    made = replace(story(), place=replace(story().place, objects=(SceneObject("bunk", (0.0, 0.0, 0.0)),)))
    state = at(made, 3.0, StoryInput(looking_at="bunk"))
    assert carry(made, state, made).state.gaze == state.gaze
