"""Back and forth in a take: the same moment is the same state, lights and sounds, however one came to it."""

from unittest.mock import patch

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from random_scenes import calm_scenes, inputs

from prisonersvoice_ar.core.rehearsal import RESTING, Entry, Fire, Rehearsal, reel
from prisonersvoice_ar.core.rehearsal.entries import quiet
from prisonersvoice_ar.core.rehearsal.reel import Reel
from prisonersvoice_ar.core.rehearsal.running import beginning
from prisonersvoice_ar.core.script.model import After, AnyOf, Gesture, LookAt, Moment, Scene, VisitorLeft
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.effects import StartLine, StoryEffect
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.lights import DEFAULT_LEVELS
from prisonersvoice_ar.core.story.visitlog import Act, VisitLog
from scenes import Play, beat, brief, light, line, scene, sound

PLAYS = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)


def story() -> Scene:
    """Two lines, a wait, a line, a rest."""
    return scene(
        beat(
            "one",
            "two",
            say=(line("l1", 2.0), line("l2", 4.0)),
            cues=(light(Moment("l1", "start", 1.0), 0.5), sound(Moment("l2", "start", 1.0))),
        ),
        beat("two", "three", until=AnyOf((LookAt("bunk", 1.5), After(10.0)))),
        beat("three", "rest", say=(line("l3", 3.0),)),
        beat("rest", rest=5.0),
    )


@PLAYS
@given(calm_scenes, st.lists(inputs, max_size=6), st.lists(st.integers(0, 160), min_size=1, max_size=8))
def test_a_moment_is_the_same_however_one_comes_to_it(
    made: Scene, doings: list[StoryInput], eighths: list[int]
) -> None:
    entries = tuple(Entry(2.0 * index, doing) for index, doing in enumerate([RESTING, *doings]))
    straight = Reel(made, beginning(made, "uk"), entries)
    with patch.object(reel, "MOST_FRAMES", 3):  # as in a visit of hours
        scrubbed = Reel(made, beginning(made, "uk"), entries)
        for eighth in eighths:
            scrubbed.at(eighth / 8)
    for eighth in sorted(eighths):
        assert scrubbed.at(eighth / 8) == straight.at(eighth / 8)
        assert scrubbed.happened(eighth / 8) == straight.happened(eighth / 8)


def test_of_a_visit_of_hours_few_states_are_kept() -> None:
    made = scene(beat("one", "one", until=After(7.0)))
    played = Reel(made, beginning(made, "uk"), tuple(Entry(10.0 * i, RESTING) for i in range(20)))
    with patch.object(reel, "MOST_FRAMES", 30):
        played.at(3000.0)
    assert len(played._frames) <= 100, "of 3,000 seconds"
    assert played.at(95.0) == Reel(made, beginning(made, "uk"), tuple(played.entries)).at(95.0)


@PLAYS
@given(calm_scenes, st.lists(inputs, max_size=5))
def test_what_happens_is_what_the_engine_does(made: Scene, doings: list[StoryInput]) -> None:
    """Against plain steps of an eighth of a second: nothing more, nothing less, and within the step."""
    every = [RESTING, *doings]
    reel = Reel(made, beginning(made, "uk"), tuple(Entry(2.0 * i, one) for i, one in enumerate(every)))
    play = Play(made)
    for doing in every:
        play.step(0.0, doing)
        for _ in range(16):
            play.step(0.125, quiet(doing))
    happened = [one for one in reel.happened(play.now) if isinstance(one.what, StoryEffect)]
    assert [brief(one.what) for one in happened] == play.words()
    for one, (by, word) in zip(happened, play.log, strict=True):
        assert by - 0.126 <= one.time <= by + 1e-5, word


def test_scrubbing_back_restores_line_and_lights() -> None:
    rehearsal = Rehearsal(story(), "uk")
    rehearsal.tick(4.0)
    there = rehearsal.standing()
    assert there.line is not None
    assert (there.line.id, round(there.line_offset, 4), round(there.line_seconds, 4)) == ("l2", 1.65, 4.0)
    rehearsal.seek(1.5)
    back = rehearsal.standing()
    assert back.line is not None
    assert (back.line.id, back.line_offset) == ("l1", 1.5)
    assert back.lights == DEFAULT_LEVELS | {"lamp": 0.25}, "half way through its fade"
    assert rehearsal.seek(4.0).cut
    assert rehearsal.standing() == there


def test_scrubbing_forward_does_again_what_was_done() -> None:
    rehearsal = Rehearsal(story(), "uk")
    rehearsal.seek(8.0)
    rehearsal.fire(LookAt("bunk", 1.5))
    assert rehearsal.state.beat == "three"
    rehearsal.seek(7.5)
    assert rehearsal.state.beat == "two"
    assert rehearsal.replaying
    rehearsal.play()
    effects = rehearsal.tick(1.0).effects
    assert [brief(effect) for effect in effects] == ["beat three", "line l3"]
    assert "bunk" in rehearsal.state.looked_at


def test_something_done_in_the_past_makes_another_future() -> None:
    rehearsal = Rehearsal(story(), "uk")
    rehearsal.seek(8.0)
    rehearsal.fire(LookAt("bunk", 1.5))
    rehearsal.seek(7.0)
    rehearsal.do(StoryInput(pressed=("continue",)))
    assert rehearsal.seek(9.0).cut
    assert rehearsal.state.beat == "two", "the look is forgotten"
    assert [type(entry.deed) for entry in rehearsal.entries] == [type(None), type(None)]


def test_each_thing_is_told_once_at_any_pace() -> None:
    told = []
    for pace in (0.02, 0.3, 7.0):
        rehearsal = Rehearsal(story(), "uk")
        words: list[str] = []
        while rehearsal.time < 40.0:
            words += [brief(effect) for effect in rehearsal.tick(pace).effects]
        told.append(words)
    assert told[0] == told[1] == told[2]
    assert told[0].count("ended") == 1


def test_paused_it_stands_still_and_speed_counts() -> None:
    rehearsal = Rehearsal(story(), "uk")
    rehearsal.set_speed(2.0)
    rehearsal.tick(1.0)
    assert rehearsal.time == 2.0
    rehearsal.pause()
    assert rehearsal.tick(1.0, StoryInput(pressed=("continue",))).effects == ()
    assert rehearsal.time == 2.0
    rehearsal.set_speed(1000.0)
    assert rehearsal.speed == 16.0


def test_steps_a_frame_a_happening_a_line_a_beat() -> None:
    rehearsal = Rehearsal(story(), "uk")
    rehearsal.step_frame()
    assert abs(rehearsal.time - 0.04) < 1e-5
    rehearsal.step_frame(-1)
    assert rehearsal.time == 0.0
    assert [brief(effect) for effect in rehearsal.step_happening().effects] == ["lamp 0.5"]
    assert rehearsal.time == 1.0
    rehearsal.to_next_line()
    assert rehearsal.standing().line == line("l2", 4.0)
    rehearsal.to_next_beat()
    assert rehearsal.state.beat == "two"
    rehearsal.to_next_line()
    assert rehearsal.state.beat == "three"
    assert not rehearsal.playing
    rehearsal.to_previous_line()
    assert rehearsal.standing().line == line("l2", 4.0)
    rehearsal.to_previous_beat()
    assert rehearsal.time == 0.0


def test_where_only_a_visitor_can_go_on_the_next_beat_is_come_to_by_the_first_way() -> None:
    rehearsal = Rehearsal(scene(beat("one", "two", until=LookAt("bunk", 1.5)), beat("two", rest=1.0)), "uk")
    rehearsal.to_next_beat()
    assert rehearsal.state.beat == "two"
    assert [entry.deed for entry in rehearsal.entries] == [None, Fire(LookAt("bunk", 1.5))]


def test_live_samples_are_heard_and_a_trembling_hand_is_no_deed() -> None:
    rehearsal = Rehearsal(story(), "uk")
    for index in range(100):
        rehearsal.tick(0.01, StoryInput(True, 0.5 + 0.001 * (index % 7)))
    assert len(rehearsal.entries) == 2, "one for who is there at first, one for who looks on"
    rehearsal.seek(7.0)
    for _ in range(200):
        rehearsal.tick(0.01, StoryInput(True, 0.5, "bunk"))
        rehearsal.play()
    assert rehearsal.state.beat == "three"


def test_a_visits_log_is_followed() -> None:
    log = [(0.0, StoryInput(True)), (7.0, StoryInput(True, looking_at="bunk")), (9.5, StoryInput(True))]
    rehearsal = Rehearsal(story(), "uk")
    assert rehearsal.follow(log).cut
    assert rehearsal.time == 0.0
    lines = [one.what.line.id for one in rehearsal._reel.happened(30.0) if isinstance(one.what, StartLine)]
    assert lines == ["l1", "l2", "l3"]
    rehearsal.seek(8.6)
    assert rehearsal.state.beat == "three"


@PLAYS
@given(calm_scenes, st.lists(st.tuples(st.integers(0, 80), inputs), max_size=6, unique_by=lambda one: one[0]))
def test_a_visit_that_was_played_elsewhere_is_lived_through_again(
    made: Scene, doings: list[tuple[int, StoryInput]]
) -> None:
    """As ``play`` runs it: a step an act, and steps of five seconds between; the first act comes early in a visit."""
    doings = [(1, RESTING), *((2 + eighths, doing) for eighths, doing in doings)]
    acts = tuple(Act(eighths / 8, given) for eighths, given in sorted(doings, key=lambda one: one[0]))
    log = VisitLog(made.id, "uk", acts)
    state, effects = engine.begin(made, "uk", 0.0)
    told = list(effects)
    for time, given_ in log.steps(until=20.0):
        state, effects = engine.step(made, state, given_, time)
        told += effects
    rehearsal = Rehearsal(made, "uk")
    rehearsal.follow([(act.at, act.given) for act in log.acts])
    ours = [one.what for one in rehearsal._reel.happened(state.time) if isinstance(one.what, StoryEffect)]
    assert ours == told


def test_a_live_gesture_and_who_leaves_are_heard() -> None:
    for wait, sample in (
        (Gesture("point"), StoryInput(target_seen=True, gesture="point")),
        (VisitorLeft(), StoryInput(target_seen=True, visitor=False)),
    ):
        made = scene(beat("a", "b", until=wait), beat("b", say=(line("l", 2.0),)))
        rehearsal = Rehearsal(made, "uk")
        rehearsal.tick(1.0, StoryInput(target_seen=True))
        assert rehearsal.state.beat == "a"
        rehearsal.tick(1.0, sample)
        assert rehearsal.state.beat == "b"
