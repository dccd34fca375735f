"""Every word that the workshop says is there in both languages: those that the code puts together, too."""

import argparse
from importlib import import_module

import pytest

from prisonersvoice_ar.app.language import default_language, system_language
from prisonersvoice_ar.app.preview import keys
from prisonersvoice_ar.app.preview.settings import PreviewSettings
from prisonersvoice_ar.app.preview.workshop import told
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.core.rehearsal import KINDS, LANES, Note, Sure
from prisonersvoice_ar.core.script.model import BUILT_MODES
from prisonersvoice_ar.core.story.state import Stage
from prisonersvoice_ar.words import LANGUAGES, Interface

MADE = [
    *(f"lane-{name}" for name in LANES),
    *(f"sure-{sure.value}" for sure in Sure),
    *(f"state-{stage.value}" for stage in Stage),
    *(f"mode-{mode}" for mode in BUILT_MODES),
    *(f"note-{kind}" for kind in (*KINDS, "begins-here")),
    *(f"jumped-{how}" for how in ("along", "cold", "unknown")),
    *(
        f"tip-{name}"
        for name in ("language", "mode", "target", "start", "previous-line", "step-back", "step")
    ),
    *(
        f"tip-{name}"
        for name in ("play", "pause", "next-line", "next", "speed", "mute", "help", "file", "open")
    ),
]


def test_a_place_that_is_gone_is_not_said_to_be_kept() -> None:
    gone, history = Note("beat-gone", {"beat": "a", "instead": "b"}), Note("history-gone")
    assert [kind for kind, _ in told([gone, history])] == ["beat-gone", "begins-here"]
    assert [kind for kind, _ in told([history])] == ["history-gone"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_that_are_put_together_are_there(lang: str) -> None:
    words = Interface(lang, "preview")
    assert [name for name in MADE if not words.has(name)] == []
    listed = keys.shortcuts(words)
    assert len(listed) > 15
    assert all(each.key and each.does for each in listed)


def test_every_key_is_on_the_page_that_lists_them() -> None:
    every = {act.what for act in (*keys._PLAIN.values(), *keys._CONTROL.values())}  # type: ignore[union-attr]
    told = {"step-back": "step", "previous-line": "line", "next-line": "line", "previous-beat": "beat"}
    told |= {
        "next-beat": "beat",
        "slower": "speed",
        "faster": "speed",
        "reset-view": "reset",
        "fullscreen": "full",
    }
    listed = {name for _, name in keys._LISTED}
    assert {told.get(what, what) for what in every} - {"escape"} <= listed


def test_control_and_a_letter_is_another_key() -> None:
    keyboard = keys.Keyboard()
    assert keyboard.pressed("q") is None
    keyboard.pressed("lcontrol")
    assert keyboard.pressed("q") == keys.Press("quit")
    keyboard.released("lcontrol")
    assert keyboard.pressed("q") is None


@pytest.mark.parametrize(
    ("variable", "lang"), [("uk_UA.UTF-8", "uk"), ("en_GB", "en"), ("de_DE.UTF-8", "de"), ("C.UTF-8", "")]
)
def test_the_panel_speaks_the_systems_language(
    monkeypatch: pytest.MonkeyPatch, variable: str, lang: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", variable)
    assert system_language() == lang
    assert PreviewSettings("x").panel_lang == (lang if lang in LANGUAGES else "en")
    assert default_language() == (lang if lang in LANGUAGES else "en")


@pytest.mark.parametrize("command", ["check", "new", "notes", "play", "diff", "fmt", "rename", "translate"])
def test_what_an_author_reads_is_in_the_systems_language_unless_another_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    names = {"rename": ["s", "a", "b"], "diff": ["a", "b"]}.get(command, ["s"])
    asked = []
    for variable, said in (("uk_UA.UTF-8", []), ("uk_UA.UTF-8", ["--lang", "en"]), ("de_DE.UTF-8", [])):
        monkeypatch.setenv("LC_ALL", variable)
        parser = argparse.ArgumentParser()
        import_module(f"prisonersvoice_ar.app.commands.{command}").add_arguments(parser)
        asked.append(parser.parse_args([*names, *said]).lang)
    assert asked == ["uk", "en", "en"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"headless": True}, "--shot"),
        ({"mode": "window"}, "not built yet"),
        ({"mode": "sideways"}, "not a mode"),
        ({"size": (100, 100)}, "no room"),
        ({"panel_screen": 0}, "count from 1"),
    ],
)
def test_what_does_not_go_together_is_refused_with_the_way_out(wrong: dict[str, object], named: str) -> None:
    with pytest.raises(UsageError) as refused:
        PreviewSettings("x", **wrong)  # type: ignore[arg-type]
    assert named in str(refused.value)
    assert refused.value.advice
