"""A scene that changes under the playhead: what was done is done again where it belongs, and the place is kept."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from random_scenes import calm_scenes, inputs

from prisonersvoice_ar.core.rehearsal import Rehearsal
from prisonersvoice_ar.core.rehearsal.retaking import _likest
from prisonersvoice_ar.core.script.model import (
    After,
    AnyOf,
    Branch,
    Choice,
    LightCue,
    Line,
    LookAt,
    Moment,
    Pressed,
    Scene,
    Trigger,
    Voice,
)
from prisonersvoice_ar.core.story.inputs import StoryInput
from scenes import beat, line, scene


def story(**changes: object) -> Scene:
    """A line with a light, a look, a choice, a line, a rest; ``changes`` replace what a beat is made of."""
    parts: dict[str, object] = {
        "level": 0.8,
        "first": (line("l1", 4.0),),
        "look": LookAt("bunk", 1.5),
        "way": "left",
    }
    parts |= changes
    return scene(
        beat("one", "two", say=parts["first"], cues=(LightCue("slit", parts["level"], 1.0, Moment(None)),)),  # type: ignore[arg-type]
        beat("two", "three", until=AnyOf((parts["look"], After(60.0)))),  # type: ignore[arg-type]
        beat(
            "three",
            choice=(Choice(parts["way"], {"en": "left"}, "four"), Choice("stay", {"en": "s"}, "rest")),
        ),  # type: ignore[arg-type]
        beat("four", "rest", say=(line("l4", 8.0),)),
        beat("rest", rest=5.0),
    )


def rehearsed() -> Rehearsal:
    """Half way through the last line, by a look and a choice."""
    rehearsal = Rehearsal(story(), "uk")
    rehearsal.seek(6.0)
    rehearsal.fire(LookAt("bunk", 1.5))
    rehearsal.tick(2.0)
    rehearsal.choose("left")
    rehearsal.tick(4.0)
    standing = rehearsal.standing()
    assert standing.line is not None
    assert (standing.line.id, standing.line_offset) == ("l4", pytest.approx(4.0))
    return rehearsal


def test_the_same_scene_again_changes_nothing() -> None:
    rehearsal = rehearsed()
    before = rehearsal.time, rehearsal.standing(), rehearsal.entries
    done = rehearsal.reload(story())
    assert (done.notes, done.kept, done.change.cut) == ((), True, True)
    assert (rehearsal.time, rehearsal.standing(), rehearsal.entries) == before


def test_what_was_changed_before_the_playhead_shows_at_it() -> None:
    rehearsal = rehearsed()
    assert rehearsal.standing().lights["slit"] == 0.8
    rehearsal.reload(story(level=0.3))
    assert rehearsal.standing().lights["slit"] == 0.3


def test_a_line_put_in_before_moves_the_rest_and_the_place_is_the_same() -> None:
    rehearsal = rehearsed()
    done = rehearsal.reload(story(first=(line("l0", 3.0), line("l1", 4.0))))
    assert (done.notes, done.kept) == ((), True)
    standing = rehearsal.standing()
    assert standing.line == line("l4", 8.0)
    assert standing.line_offset == pytest.approx(4.0, abs=1e-4)
    assert rehearsal.time == pytest.approx(6.0 + 2.0 + 4.0 + 3.35, abs=1e-3)
    rehearsal.seek(1.0)
    assert rehearsal.standing().line == line("l0", 3.0), "one can go back in it"


def test_a_trigger_fired_by_hand_fires_though_its_measure_has_changed() -> None:
    rehearsal = rehearsed()
    done = rehearsal.reload(story(look=LookAt("bunk", 2.5)))
    assert done.notes == ()
    assert rehearsal.standing().line == line("l4", 8.0)
    assert "bunk" in rehearsal.state.looked_at


@pytest.mark.parametrize(
    ("fired", "offered", "meant"),
    [
        (LookAt("bunk", 1.5), (LookAt("bunk", 2.5), LookAt("bunk", 1.5)), LookAt("bunk", 1.5)),
        (LookAt("bunk", 1.5), (LookAt("door", 1.5), LookAt("bunk", 2.5)), LookAt("bunk", 2.5)),
        (LookAt("bunk", 1.5), (After(1.5), LookAt("bed", 1.5)), LookAt("bed", 1.5)),
        (Pressed("two"), (Pressed("one"), After(2.0)), Pressed("one")),
        (LookAt("bunk", 1.5), (After(1.5),), LookAt("bunk", 1.5)),
    ],
)
def test_of_the_triggers_that_are_written_now_the_one_most_like_is_meant(
    fired: Trigger, offered: tuple[Trigger, ...], meant: Trigger
) -> None:
    assert _likest(fired, list(offered)) == meant


def test_what_was_done_after_the_playhead_is_not_done_before_it() -> None:
    rehearsal = Rehearsal(story(), "uk")
    rehearsal.seek(65.0)
    assert rehearsal.state.beat == "three"
    rehearsal.choose("left")
    rehearsal.seek(10.0)
    made = story()
    two = replace(made.beats["two"], then=(Branch("rest"),))
    rehearsal.reload(replace(made, beats={"one": made.beats["one"], "two": two, "rest": made.beats["rest"]}))
    assert (rehearsal.state.beat, rehearsal.time) == ("two", pytest.approx(10.0))
    assert [one.time >= 10.0 for one in rehearsal.entries if one.given.pressed] == [True]


def test_where_the_story_does_not_come_there_any_more_the_state_stays_and_it_is_said() -> None:
    rehearsal = rehearsed()
    done = rehearsal.reload(story(way="renamed"))
    assert [note.kind for note in done.notes] == ["history-gone"]
    assert done.kept
    standing = rehearsal.standing()
    assert standing.line == line("l4", 8.0)
    assert standing.line_offset == pytest.approx(4.0)
    assert standing.lights["slit"] == 0.8, "lights stay as they were"
    assert rehearsal.timeline().start == rehearsal.time
    rehearsal.reload(story())
    assert rehearsal.standing().line == line("l4", 8.0)


def test_a_line_gone_under_the_playhead_is_said() -> None:
    rehearsal = Rehearsal(story(first=(line("l0", 2.0), line("l1", 4.0), line("l2"))), "uk")
    rehearsal.seek(4.0)
    done = rehearsal.reload(story(first=(line("l0", 2.0), line("l2"))))
    assert [(note.kind, note.facts["line"]) for note in done.notes] == [("line-gone", "l1")]
    assert not done.kept
    assert rehearsal.state.beat == "one"
    rehearsal.tick(0.5)
    assert rehearsal.standing().line == line("l2")


def cut() -> Scene:
    """The story without its fourth beat, as if it were on the clipboard."""
    made = story()
    three = replace(made.beats["three"], choice=(), until=LookAt("door", 1.0))
    return replace(
        made, beats={name: one for name, one in made.beats.items() if name != "four"} | {"three": three}
    )


def test_a_beat_that_comes_back_is_stood_in_again() -> None:
    rehearsal = rehearsed()
    before = rehearsal.time, rehearsal.standing(), rehearsal.entries
    done = rehearsal.reload(cut())
    assert [note.kind for note in done.notes] == ["beat-gone"]
    assert rehearsal.state.beat == "three"
    assert rehearsal.timeline().start == 0.0, "what led there is still there"
    assert rehearsal.time == pytest.approx(8.0), "where the visitor left it"
    rehearsal.tick(0.2, StoryInput(True))
    rehearsal.reload(replace(cut(), age=16))
    rehearsal.tick(0.2, StoryInput(True))
    assert rehearsal.reload(story()).notes == ()
    assert (rehearsal.time, rehearsal.standing(), rehearsal.entries) == before


def test_a_beat_that_has_another_name_is_where_what_was_done_leads_to() -> None:
    rehearsal = rehearsed()
    made = story(way="left")
    left, stay = made.beats["three"].choice
    three = replace(made.beats["three"], choice=(replace(left, go="quatre"), stay))
    beats = {"one": made.beats["one"], "two": made.beats["two"], "three": three}
    beats |= {"quatre": replace(made.beats["four"], id="quatre"), "rest": made.beats["rest"]}
    done = rehearsal.reload(replace(made, beats=beats))
    assert [(note.kind, note.facts) for note in done.notes] == [
        ("beat-gone", {"beat": "four", "instead": "quatre"})
    ]
    assert rehearsal.timeline().start == 0.0, "what led there is still there"
    assert rehearsal.standing().line == line("l4", 8.0)
    assert rehearsal.time == pytest.approx(12.0), "and as far into the line, which is the same"


@pytest.mark.parametrize("going", ["seek", "jump", "fire", "switch_language"])
def test_who_has_gone_elsewhere_meanwhile_stays_there(going: str) -> None:
    rehearsal = rehearsed()
    rehearsal.reload(cut())
    doings = {"seek": 1e6, "jump": "one", "fire": LookAt("door", 1.0), "switch_language": "en"}
    getattr(rehearsal, going)(doings[going])
    there = rehearsal.state.beat
    rehearsal.reload(story())
    assert rehearsal.state.beat == there


def test_speed_pause_mute_and_view_stay_but_for_a_mode_that_is_gone() -> None:
    rehearsal = Rehearsal(story(), "uk", "portal", target="poster")
    rehearsal.pause()
    rehearsal.set_speed(2.0)
    rehearsal.set_muted(True)
    rehearsal.reload(story(level=0.1))
    assert (rehearsal.playing, rehearsal.speed, rehearsal.muted) == (False, 2.0, True)
    assert (rehearsal.mode, rehearsal.target) == ("portal", "poster")
    rehearsal.reload(replace(story(), fallbacks=("seated",)))
    assert rehearsal.mode == "diorama"


def told(seconds: float, **others: float) -> Line:
    """A line whose voices last differently by language."""
    voices = {lang: Voice(f"/{lang}.wav", length) for lang, length in ({"uk": seconds} | others).items()}
    return Line("l1", {"uk": "раз", "en": "one"}, voices=voices)


def test_another_language_stands_as_far_into_the_same_line() -> None:
    made = scene(
        beat("one", "two", say=(line("l0", 2.0), told(4.0, en=10.0))), beat("two", until=LookAt("bunk", 1.0))
    )
    rehearsal = Rehearsal(made, "uk")
    rehearsal.seek(5.35)
    assert rehearsal.switch_language("en").cut
    standing = rehearsal.standing()
    assert (rehearsal.lang, standing.lang, standing.line_seconds) == ("en", "en", pytest.approx(10.0))
    assert standing.line_offset == pytest.approx(7.5, abs=1e-4)
    rehearsal.seek(1.0)
    assert rehearsal.standing().lang == "en", "all of the take is in it"
    rehearsal.switch_language("fr")
    assert rehearsal.lang == "uk", "a language that the scene has not is its own instead"


def test_a_scene_without_the_language_goes_on_in_its_own() -> None:
    rehearsal = Rehearsal(story(), "uk")
    rehearsal.seek(1.0)
    done = rehearsal.reload(replace(story(), languages=("en",)))
    assert [note.kind for note in done.notes] == ["language-gone"]
    assert (rehearsal.lang, rehearsal.standing().lang) == ("en", "en")


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)
@given(calm_scenes, st.lists(st.tuples(st.sampled_from((0.5, 3.0)), inputs), max_size=6))
def test_saving_without_a_change_is_never_felt(made: Scene, doings: list[tuple[float, StoryInput]]) -> None:
    rehearsal = Rehearsal(made, "uk")
    for pause, doing in doings:
        rehearsal.tick(pause)
        rehearsal.do(doing)
    rehearsal.tick(0.5)
    before, was = rehearsal.standing(), rehearsal.state
    done = rehearsal.reload(made)
    after, now = rehearsal.standing(), rehearsal.state
    assert done.notes == ()
    assert done.kept
    assert after.line == before.line
    assert (now.beat, now.stage, after.ambience) == (was.beat, was.stage, before.ambience)
    assert after.line_offset == pytest.approx(before.line_offset, abs=1e-4)
    assert after.lights == pytest.approx(before.lights, abs=1e-3)
    assert rehearsal.time == pytest.approx(was.time, abs=1e-3)
