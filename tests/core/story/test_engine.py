"""Beats, ways on, flags, choices, rest; time that leaps; going elsewhere."""

import math

import pytest

from prisonersvoice_ar.core.script.model import (
    After,
    Branch,
    Choice,
    Condition,
    Hint,
    Line,
    Moment,
    Pressed,
    Scene,
    TargetSeen,
)
from prisonersvoice_ar.core.story import engine, show
from prisonersvoice_ar.core.story.clock import LONGEST_STEP
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.jumps import jump, jump_to_rest, skip_line
from prisonersvoice_ar.core.story.reading import GAP
from prisonersvoice_ar.core.story.state import BUILT_IN_REST
from scenes import NOTHING, Play, beat, light, line, scene, sound

ON = StoryInput(pressed=("continue",))
LAMP = StoryInput(looking_at="lamp")


def test_lines_follow_each_other_with_a_breath() -> None:
    play = Play(
        scene(beat("one", "two", say=(line("a", 1.0), line("b", 2.0))), beat("two", say=(line("c"),)))
    )
    play.run(6.0, by=0.01)
    assert play.words()[:8] == [
        "beat one",
        "line a",
        "end a",
        "line b",
        "end b",
        "beat two",
        "line c",
        "end c",
    ]
    assert play.at("line b") == pytest.approx(1.0 + GAP, abs=0.011)
    assert play.at("beat two") == pytest.approx(3.0 + GAP, abs=0.011)
    assert play.at("line c") == pytest.approx(3.0 + 2 * GAP, abs=0.011)


def test_the_language_chooses_the_voice_and_a_missing_one_is_read() -> None:
    said = Line("a", {"uk": "х" * 60, "en": "x" * 30}, voices={"uk": line("a", 7.0).voices["uk"]})
    for lang, seconds in (("uk", 7.0), ("en", 2.5), ("pl", 4.5)):
        state, _ = engine.begin(scene(beat("one", say=(said,))), lang, 0.0)
        assert state.speaking is not None
        assert state.speaking.seconds == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("condition", "taken"),
    [
        (Condition(flag="saw"), True),
        (Condition(flag="unset"), False),
        (Condition(flag="saw", negate=True), False),
        (Condition(flag="unset", negate=True), True),
        (Condition(looked_at="lamp"), True),
        (Condition(looked_at="door"), False),
        (Condition(visited="one"), True),
        (Condition(visited="yes"), False),
        (Condition(flag="saw", visited="one", looked_at="lamp"), True),
        (Condition(flag="saw", visited="nowhere"), False),
        (Condition(flag="saw", visited="nowhere", negate=True), True),
        (Condition(flag="lowered"), False),
        (None, True),
    ],
)
def test_the_first_branch_that_holds_is_taken(condition: Condition | None, taken: bool) -> None:
    beats = (
        beat("zero", "one", set={"lowered": True}),
        beat("one", Branch("yes", condition), "no", until=After(2.0), set={"saw": True, "lowered": False}),
        beat("yes", until=After(9)),
        beat("no", until=After(9)),
    )
    play = Play(scene(*beats))
    play.run(1.0, LAMP)
    play.run(2.0)
    assert play.state.beat == ("yes" if taken else "no")


def test_a_glance_is_not_remembered() -> None:
    play = Play(scene(beat("one", until=After(9))))
    play.run(0.7, LAMP)
    play.run(1.0)
    assert play.state.looked_at == frozenset()


def test_once_passes_on_at_the_second_arrival() -> None:
    beats = (
        beat("hub", Branch("side", Condition(flag="done", negate=True)), "end", until=Pressed()),
        beat("side", "twice", once=True, say=(line("s", 1.0),)),
        beat("twice", Branch("end", Condition(visited="again")), "again"),
        beat("again", "side"),
        beat("end", until=After(9)),
    )
    play = Play(scene(*beats))
    play.step(0.1, ON)
    play.run(3.0)
    assert [word for word in play.words() if "side" in word or word == "line s"] == ["beat side", "line s"]
    assert play.state.beat == "end"


def crossroads(**more: object) -> Scene:
    """A beat with two ways on."""
    ways = (Choice("l", {"en": "Left"}, "left"), Choice("r", {"en": "Right"}, "right"))
    fork = beat("fork", "late", say=(line("a", 1.0),), choice=ways, hint=Hint(4.0, {"en": "Choose"}), **more)
    return scene(fork, *(beat(name, until=After(99)) for name in ("left", "right", "late")))


def test_a_choice_leads_its_way_once_it_is_shown() -> None:
    play = Play(crossroads(until=After(10)), "en")
    play.step(0.5, StoryInput(pressed=("l",)))
    assert show.choices(play.scene, play.state) == ()
    play.run(1.0)
    assert [way.id for way in show.choices(play.scene, play.state)] == ["l", "r"]
    play.step(0.1, StoryInput(pressed=("nonsense", "r")))
    assert play.state.beat == "right"


def test_a_choice_left_alone_goes_on_by_its_until_or_waits() -> None:
    play = Play(crossroads(until=After(10)))
    play.run(11.1)
    assert play.state.beat == "late"
    waiting = Play(crossroads())
    waiting.run(60.0, ON, by=1.0)
    assert waiting.state.beat == "fork"


def test_the_hint_comes_after_its_seconds_in_the_wait() -> None:
    play = Play(crossroads(), "en")
    play.run(4.9)
    assert show.hint(play.scene, play.state) == ""
    play.run(0.2)
    assert show.hint(play.scene, play.state) == "Choose"


def test_rest_lasts_or_is_ended_by_continue() -> None:
    quiet = scene(beat("rest", say=(line("a", 1.0),), rest=25.0))
    play = Play(quiet)
    play.step(0.5, ON)
    play.run(25.375, by=0.125)
    assert show.rest_left(quiet, play.state) == 0.125
    assert play.step(0.125) == ["ended"]
    short = Play(quiet)
    short.run(2.0)
    assert short.step(0.1, ON) == ["ended"]


def test_a_story_without_a_rest_is_given_one() -> None:
    play = Play(scene(beat("one", say=(line("a", 1.0),))))
    play.run(30.0)
    assert play.words()[-2:] == [f"beat {BUILT_IN_REST.id}", "ended"]
    assert play.at("ended") == pytest.approx(21.0, abs=0.06)


def test_a_way_round_the_scenes_rest_is_given_one_too() -> None:
    play = Play(scene(beat("one"), beat("rest", rest=5.0)))
    play.run(1.0)
    assert play.state.beat == BUILT_IN_REST.id


def test_empty_beats_that_chase_each_other_end_the_step() -> None:
    play = Play(scene(beat("one", "two"), beat("two", "one")))
    assert play.words() == ["beat one", "beat two", "beat one"]
    assert play.step(1.0) == ["beat two", "beat one"]
    assert play.step(3600.0) == ["beat two", "beat one"]


def test_nothing_follows_the_end() -> None:
    play = Play(scene(beat("rest", rest=1.0)))
    play.run(2.0)
    assert play.state.ended
    assert play.run(2.0, ON) == []


# --- time ------------------------------------------------------------------------------------------


def test_an_hours_sleep_is_a_few_seconds_of_story() -> None:
    many = tuple(line(f"l{number}", 3.0) for number in range(20))
    play = Play(scene(beat("one", say=many)))
    play.step(1.0)
    play.step(3600.0)
    assert play.state.time == pytest.approx(1.0 + LONGEST_STEP)
    assert play.words()[-1] == "line l1"
    play.step(1.0)
    assert play.state.time == pytest.approx(2.0 + LONGEST_STEP)


@pytest.mark.parametrize("now", [-1e9, 0.5, math.nan, math.inf, -math.inf])
def test_a_clock_gone_wrong_harms_nothing(now: float) -> None:
    play = Play(scene(beat("one", say=(line("a", 3.0), line("b", 3.0)))))
    play.step(1.0)
    play.state, effects = engine.step(play.scene, play.state, NOTHING, now)
    assert effects == ()
    assert play.state.time == pytest.approx(1.0)
    base = now if math.isfinite(now) else 1.0
    state, _ = engine.step(play.scene, play.state, NOTHING, base + 1.0)
    assert state.time == pytest.approx(2.0)


# --- elsewhere -------------------------------------------------------------------------------------


def test_skipping_a_line_cuts_it_and_what_hangs_on_its_end_comes() -> None:
    said = beat("one", say=(line("a", 9.0), line("b", 9.0)), cues=(sound(Moment("a", "end", 0.1)),))
    play = Play(scene(said))
    play.step(1.0)
    play.state, effects = skip_line(play.scene, play.state)
    play._note(effects)
    play.run(1.0)
    assert play.words()[2:] == ["cut a", "sound bolt", "line b"]
    assert "a" in play.state.lines_ended


def test_skipping_where_nothing_is_said_does_nothing() -> None:
    play = Play(scene(beat("one", until=After(9))))
    assert skip_line(play.scene, play.state) == (play.state, ())


def test_jump_to_rest_cuts_sets_lights_and_drops_sounds() -> None:
    cues = (light(Moment("a", "start", 5.0), 0.3), sound(Moment("a", "start", 5.0)))
    made = scene(
        beat("one", "rest", say=(line("a", 9.0),), cues=cues), beat("rest", rest=4.0, begin=TargetSeen())
    )
    play = Play(made)
    play.step(1.0)
    play.state, effects = jump_to_rest(made, play.state)
    play._note(effects)
    assert play.words()[2:] == ["cut a", "lamp 0.3", "beat rest"]
    assert jump_to_rest(made, play.state) == (play.state, ())
    assert play.run(4.1) == ["ended"]


def test_jump_begins_a_beat_that_was_once_already() -> None:
    made = scene(beat("one", "two", once=True, say=(line("a", 1.0),)), beat("two", until=After(99)))
    play = Play(made)
    play.run(2.0)
    play.state, effects = jump(made, play.state, "one")
    assert [type(effect).__name__ for effect in effects] == ["EnterBeat", "StartLine"]
    with pytest.raises(KeyError):
        jump(made, play.state, "nowhere")
