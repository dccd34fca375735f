"""A new scene runs at once, whatever was answered; a wrong answer is asked again; nothing that is there is touched."""

import sys
from pathlib import Path
from typing import Any

import pytest

from prisonersvoice_ar.app.cli import run
from prisonersvoice_ar.app.commands import new as command
from prisonersvoice_ar.authoring.creating.answers import read_answers
from prisonersvoice_ar.authoring.creating.new import create, fill, new_folder
from prisonersvoice_ar.authoring.creating.questions import questions
from prisonersvoice_ar.core.errors import ContentError, MachineError, UsageError
from prisonersvoice_ar.documents import Content, load_scene
from tests.authoring.own_scene import ROOT, own_content, scene_of

CONSENT = {"scope": "усе", "date": "2026-11-01", "languages": ["uk"], "withdraw": "написати нам"}


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return own_content(tmp_path)


def made(content: Content, answers: dict[str, Any], lang: str = "en", name: str = "glass-box") -> Path:
    folder = new_folder(Path(name), content)
    fill(folder.name, answers, content, lang)
    return create(folder, answers, content, lang)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"kind": "first-person", "consent": CONSENT},
        {"kind": "archive", "mode": "portal"},
        {"mode": "seated", "languages": ["pl"], "size_m": [4, 10.5, 3]},
        {
            "title": {"uk": 'Так: "ні" #1', "no": "Ja"},
            "themes": "war",
            "beat": "no",
            "summary": {"uk": "\\ {x}", "no": "y"},
        },
    ],
)
@pytest.mark.parametrize("lang", ["en", "uk"])
def test_check_takes_it(content: Content, answers: dict[str, Any], lang: str) -> None:
    file = made(content, dict(answers), lang)
    loaded = load_scene(file, content)
    assert loaded.errors == ()
    assert loaded.value is not None
    assert {problem.code for problem in loaded.problems} <= {
        "no-voices",
        "missing-voice",
        "missing-translation",
        "minutes-off",
    }
    assert list(loaded.value.beats) == [answers.get("beat", "arrive"), "look", "rest"]
    assert loaded.value.title == answers.get("title", loaded.value.title)
    comments = [line for line in file.read_text("utf-8").splitlines() if line.strip().startswith("#")]
    assert any("сцен" in line for line in comments) == (lang == "uk")


def test_its_ids_are_its_own(content: Content) -> None:
    first = load_scene(made(content, {}, name="foul-deed"), content).value
    assert first is not None
    assert [line.id for beat in first.beats.values() for line in beat.say] == [
        "fod-001",
        "fod-002",
        "fod-003",
    ]


def test_answers_from_a_file_are_told_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("thems: [war]\nage: fourteen\ntitle: A\n")
    with pytest.raises(ContentError) as raised:
        read_answers(tmp_path / "a.yaml", "en")
    assert [
        code for code in ("unknown-key", "wrong-type", "wants-languages") if f"[{code}]" in str(raised.value)
    ] == [
        "unknown-key",
        "wrong-type",
        "wants-languages",
    ]


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"kind": "first-person"}, "consent.scope"),
        ({"target": "poster-door"}, "target"),
        ({"target": "card-7"}, "target"),
    ],
)
def test_what_has_no_default_is_said(content: Content, answers: dict[str, Any], why: str) -> None:
    with pytest.raises(ContentError, match=rf"^{why}: "):
        made(content, answers)
    assert not (content.scenes / "glass-box").exists()


def test_themes_are_named_in_the_authors_language_and_may_be_answered_so(content: Content) -> None:
    """A word that is no theme is answered with the themes, not with what letters a name has."""
    answers: dict[str, Any] = {"languages": ["uk"], "title": {"uk": "Сцена"}, "summary": {"uk": "Одна."}}
    for question in questions("glass-box", answers, content, "uk"):
        if question.key == "themes":
            break
        question.put(answers, "")
    assert "interrogation (допит)" in question.words
    question.put(answers, "Допит, hunger")
    assert answers["themes"] == ["interrogation", "hunger"]
    question.put(answers, "нудьга")
    problem = question.problem(answers, "uk")
    assert problem is not None
    assert problem.code == "unknown-theme"
    assert "isolation" in problem.advice


def test_a_ukrainian_scene_is_not_called_by_its_folders_name(content: Content) -> None:
    scene = load_scene(made(content, {}), content).value
    assert scene is not None
    assert scene.title == {"en": "Glass box", "uk": "Нова сцена"}


def test_a_wrong_answer_is_asked_again(
    content: Content, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(
        [
            "uk, ua",
            "uk",
            "",
            "",
            "",
            "",
            "",
            "",
            "isolatoin",
            "isolation",
            "old",
            "16",
            *[""] * 4,
            "card",
            *[""] * 9,
        ]
    )
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    answers: dict[str, Any] = {}
    command._ask("glass-box", answers, content, "en")
    assert (answers["languages"], answers["themes"], answers["age"], answers["target"]) == (
        ["uk"],
        ["isolation"],
        16,
        "card-1",
    )
    said = capsys.readouterr().out
    assert [word for word in ('"uk"?', '"isolation"?', "whole number", '"card-1"?') if word in said] == [
        '"uk"?',
        '"isolation"?',
        "whole number",
        '"card-1"?',
    ]


@pytest.mark.parametrize("name", ["fifteen-days", "Glass", "скло", "..", "con", "lpt1"])
def test_a_name_that_is_taken_or_none_is_refused(content: Content, name: str) -> None:
    before = scene_of(content).read_bytes()
    with pytest.raises(UsageError):
        new_folder(Path(name), content)
    assert scene_of(content).read_bytes() == before


def test_a_folder_that_appears_meanwhile_is_left_alone(content: Content) -> None:
    folder = new_folder(Path("glass-box"), content)
    answers: dict[str, Any] = {}
    fill("glass-box", answers, content, "en")
    folder.mkdir()
    (folder / "mine.txt").write_text("x")
    with pytest.raises((UsageError, MachineError)):
        create(folder, answers, content, "en")
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]
    assert not [path for path in content.scenes.iterdir() if path.name.startswith(".")]


def test_without_a_terminal_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import argparse
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    asked = argparse.Namespace(scene=Path("glass-box-of-the-test"), yes=False, answers=None, lang="en")
    with pytest.raises(UsageError, match="need a terminal") as raised:
        command.carry_out(asked)
    assert "--answers" in raised.value.advice


def test_a_scene_of_ones_own_project_runs_at_once_and_an_editor_finds_its_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """MY/scenes/NAME has voices of its own; cards, sounds and the schema are ours."""
    folder = tmp_path / "мій проєкт" / "scenes" / "glass-box"
    assert run(["new", str(folder), "--yes", "--lang", "en"]) == 0
    assert "error" not in capsys.readouterr().out
    first = (folder / "scene.yaml").read_text("utf-8").splitlines()[0]
    assert (folder / first.split("$schema=")[1]).resolve() == ROOT / "docs" / "scene.schema.json"
    assert " " not in first.split("$schema=")[1]
    assert not (folder.parent.parent / "audio").exists()
