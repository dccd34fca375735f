"""What an author writes and what the engine is given for it."""

from collections.abc import Callable
from typing import Any

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.documents import Loaded

Load = Callable[[str], Loaded[Any]]


def _scene(load_any: Load, name: str) -> model.Scene:
    loaded = load_any(f"valid/{name}.yaml")
    assert loaded.problems == ()
    assert isinstance(loaded.value, model.Scene)
    return loaded.value


def test_a_cue_that_hangs_on_a_cue_hangs_where_that_one_does(load_any: Load) -> None:
    cues = _scene(load_any, "cues-on-cues").beats["arrive"].cues
    dim, shut, bulb, stop = cues
    assert dim.moment == model.Moment("x-001", "start", 0.5)
    assert shut.moment == model.Moment("x-001", "start", 0.5 + 1.0 + 0.2)  # behind the fade
    assert isinstance(shut, model.SoundCue)
    assert shut.seconds == 0.25
    assert bulb.moment == model.Moment("x-001", "start", 1.7 + 0.25)  # behind the sound
    assert isinstance(stop, model.StopCue)
    assert (stop.sound, stop.fade, stop.moment.offset) == ("bolt", 1.0, 1.7)


def test_a_bar_breaks_the_caption_and_is_never_said(load_any: Load) -> None:
    line = _scene(load_any, "asides").beats["side"].say[0]
    assert line.text["uk"] == "Двері. Залізні."
    assert line.pages == {"uk": ("Двері.", "Залізні."), "en": ("A door.", "Of iron.")}


def test_ways_and_triggers_keep_what_was_written(load_any: Load) -> None:
    beats = _scene(load_any, "asides").beats
    look = beats["arrive"].choice[0]
    assert (look.aside, look.go) == ("side", "again")
    assert look.when == model.Condition(visited="side", negate=True)
    assert beats["side"].then == (model.Branch(model.RETURN),)
    until = beats["again"].until
    assert isinstance(until, model.AnyOf)
    assert until.of == (
        model.Touched("door"),
        model.KeyPressed("f5"),
        model.KeyPressed("k"),
        model.VisitorArrived(),
        model.After(10.0),
    )


def test_silence_is_an_ambience_without_a_sound(load_any: Load) -> None:
    ambience = _scene(load_any, "cues-on-cues").beats["arrive"].ambience
    assert ambience is not None
    assert ambience.sound == ambience.path == ""


def test_a_text_falls_back_on_the_declared_language(load_any: Load) -> None:
    scene = _scene(load_any, "languages-declared")
    assert (scene.written_in, scene.fallback) == ("uk", "en")
    assert scene.words({"uk": "так", "en": "yes"}, "de") == "yes"
    assert scene.pronounce == {"uk": {"ШІЗО": "ши-зо́"}}
    silent = _scene(load_any, "small")
    assert (silent.written_in, silent.fallback) == (silent.languages[0], silent.languages[0])
