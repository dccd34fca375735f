"""Which frames a film for flashes is made of."""

import pytest

from prisonersvoice_ar.core.care.lightplay import light_plays
from prisonersvoice_ar.core.script.model import RETURN, Branch, LightCue, Moment
from prisonersvoice_ar.core.story.reading import GAP
from scenes import beat, line, scene


def cue(at: float, level: float, fade: float = 0.0, light: str = "bulb", on: str | None = None) -> LightCue:
    return LightCue(light, level, fade, Moment(on, "start", at))


def test_a_beat_that_changes_no_light_is_not_looked_at() -> None:
    assert light_plays(scene(beat("a", "b"), beat("b")), "uk") == []


def test_cues_hang_on_lines() -> None:
    first = beat("a", say=(line("a1"), line("a2")), cues=(cue(0.5, 0.2, 1.0, on="a2"),))
    (play,) = light_plays(scene(first), "uk")
    (change,) = play.changes
    assert change.at == pytest.approx(2.0 + GAP + 0.5)
    levels = dict(play.frames())
    assert levels[change.at]["bulb"] == 1.0
    assert levels[change.at + 0.5]["bulb"] == pytest.approx(0.6)
    assert levels[change.at + 1.0]["bulb"] == pytest.approx(0.2)


def test_slow_changes_need_few_frames_and_crowded_ones_all() -> None:
    slow = beat("a", cues=(cue(0.0, 0.2, 2.0), cue(5.0, 1.0, 2.0)))
    fast = beat("a", cues=tuple(cue(n / 8, n % 2) for n in range(12)))
    (few,), (many,) = light_plays(scene(slow), "uk"), light_plays(scene(fast), "uk")
    assert len(few.times()) < 10
    steps = [b - a for a, b in zip(many.times(), many.times()[1:], strict=False)]
    assert max(steps) <= 1 / 60 + 1e-6
    assert many.times()[-1] >= 11 / 8


def test_a_beat_begins_with_the_light_that_was_left() -> None:
    story = scene(beat("a", "b", cues=(cue(0.0, 0.3),)), beat("b", "c"), beat("c", cues=(cue(0.0, 0.9),)))
    before = {play.beat: play.before["bulb"] for play in light_plays(story, "uk")}
    assert before == {"a": 1.0, "c": 0.3}


def test_what_the_next_beat_does_at_once_is_played_behind() -> None:
    first = beat(
        "a",
        Branch("b"),
        Branch("c"),
        say=(line("a1"),),
        cues=(LightCue("bulb", 0.0, 0.0, Moment("a1", "end")),),
    )
    story = scene(first, beat("b", cues=(cue(0.2, 1.0),)), beat("c", cues=(cue(3.0, 1.0),)))
    plays = [play for play in light_plays(story, "uk") if play.beat == "a"]
    assert [[round(change.at, 2) for change in play.changes] for play in plays] == [[2.0, 2.2]]


def test_a_beat_that_leads_to_itself_is_played() -> None:
    story = scene(beat("a", "a", cues=(cue(0.0, 0.0), cue(0.1, 1.0))))
    assert len(light_plays(story, "uk")) == 1


def test_the_way_back_out_of_an_aside_is_played() -> None:
    story = scene(
        beat("a", Branch("b", aside="told")),
        beat("told", RETURN, cues=(cue(0.0, 0.0),)),
        beat("b", cues=(cue(0.1, 1.0),)),
    )
    (play,) = [play for play in light_plays(story, "uk") if play.beat == "told"]
    assert [change.at for change in play.changes] == [0.0, 0.1]
