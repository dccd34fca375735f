"""Cues hang on lines and beats, whatever the lines' lengths."""

import pytest

from prisonersvoice_ar.core.script.model import After, Ambience, Moment
from prisonersvoice_ar.core.story import reading
from scenes import Play, beat, light, line, scene, sound

CASES = [
    ("entry", Moment(None), 0.0),
    ("entry + 1.5", Moment(None, offset=1.5), 1.5),
    ("with the first", Moment("a"), 0.0),
    ("with the first + 0.7", Moment("a", "start", 0.7), 0.7),
    ("after the first", Moment("a", "end"), 2.0),
    ("after the first + 0.5, in mid-second", Moment("a", "end", 0.5), 2.5),
    ("with the second", Moment("b"), 2.0 + reading.GAP),
    ("after the last", Moment("b", "end"), 5.0 + reading.GAP),
    ("after the last + 3, in the next beat", Moment("b", "end", 3.0), 8.0 + reading.GAP),
]


@pytest.mark.parametrize(("moment", "due"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("make", [light, sound])
def test_cue_fires_at_its_moment(moment: Moment, due: float, make: object) -> None:
    cue = make(moment)  # type: ignore[operator]
    said = beat("one", "two", say=(line("a", 2.0), line("b", 3.0)), cues=(cue,))
    play = Play(scene(said, beat("two", until=After(20))))
    play.run(12.0, by=0.01)
    fired = [time for time, word in play.log if word in ("lamp 1", "sound bolt")]
    assert fired == [pytest.approx(due, abs=0.0101)]


def test_a_longer_voice_moves_what_follows() -> None:
    for seconds in (1.0, 7.3):
        said = beat("one", say=(line("a", seconds),), cues=(sound(Moment("a", "end", 0.5)),))
        play = Play(scene(said))
        play.run(9.0, by=0.01)
        assert play.at("sound bolt") == pytest.approx(seconds + 0.5, abs=0.0101)


def test_cues_of_one_instant_come_in_the_authors_order_and_before_the_next_beat() -> None:
    end = Moment("a", "end")
    said = beat("one", "two", say=(line("a", 1.0),), cues=(sound(end, "x"), light(end), sound(end, "y")))
    play = Play(scene(said, beat("two", until=After(9))))
    play.run(2.0)
    assert play.words()[2:] == ["end a", "sound x", "lamp 1", "sound y", "beat two"]


def test_cues_of_a_beat_wait_for_its_begin() -> None:
    waiting = beat("one", begin=After(1.0), cues=(light(Moment(None)),), ambience=Ambience("hum", "/hum.ogg"))
    play = Play(scene(waiting))
    assert play.words() == []
    play.run(1.0)
    assert play.words()[:3] == ["beat one", "ambience hum", "lamp 1"]


def test_ambience_goes_on_until_another_replaces_it_and_ends_with_the_story() -> None:
    hum, night = Ambience("hum", "/hum.ogg"), Ambience("night", "/night.ogg")
    beats = (
        beat("one", "two", say=(line("a", 1.0),), ambience=hum),
        beat("two", "three", say=(line("b", 1.0),)),
        beat("three", "four", say=(line("c", 1.0),), ambience=hum),
        beat("four", ambience=night, rest=2.0),
    )
    play = Play(scene(*beats))
    play.run(9.0)
    assert [word for word in play.words() if word.startswith("ambience")] == [
        "ambience hum",
        "ambience night",
        "ambience None",
    ]


def test_reading_time_where_there_is_no_voice() -> None:
    assert reading.reading_seconds("") == 1.0
    assert reading.reading_seconds("x" * 30) == pytest.approx(2.5)


def test_cues_come_by_their_time_whichever_is_written_first() -> None:
    entry = (sound(Moment(None, offset=3.0), "late"), sound(Moment(None, offset=1.0), "early"))
    said = beat("one", say=(line("a", 2.0),), cues=(*entry, sound(Moment("a", "end", 0.5), "between")))
    play = Play(scene(said))
    play.run(4.0, by=0.01)
    found = [(word, round(time, 1)) for time, word in play.log if word.startswith("sound")]
    assert found == [("sound early", 1.0), ("sound between", 2.5), ("sound late", 3.0)]
