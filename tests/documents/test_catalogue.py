"""Every code is known to the catalogue, in both languages, with the same facts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prisonersvoice_ar import documents
from prisonersvoice_ar.documents.catalogue import LANGUAGES, forms_of
from prisonersvoice_ar.documents.catalogue.codes import STAGES, WARNINGS
from prisonersvoice_ar.documents.catalogue.ukrainian.borrowed import borrowed

SOURCE = Path(documents.__file__).parent
CORPUS = Path(__file__).resolve().parent.parent / "scenes" / "invalid"
USED = re.compile(r"""(?:\badd|fault|_say|known)\(\s*"([a-z0-9]+(?:-[a-z0-9]+)+|alias|anchor|tag|trap)\"""")

# come upon by tests of their own, or by what no corpus can hold
ELSEWHERE = {
    "file-missing",
    "file-is-folder",
    "file-unreadable",
    "not-yaml",
    "file-too-large",
    "leaves-content",
    "id-not-folder",
    "yaml-syntax",
    "too-many-includes",
    # what two scenes have in common: tests/authoring/care/test_owning.py
    "line-of-other",
    # what is measured and drawn for a release: tests/authoring/release
    "voices-synthetic",
    "voices-loudness",
    "voice-marked",
    "voice-peak",
    "ambience-loud",
    "sound-unmeasured",
    "voices-silent",
    "loudness-unknown",
    "flashes-seen",
    "flashes-unseen",
    # play shows these: tests/authoring/playing
    "trap-idle",
    "visit-unended",
    "not-reached",
    "seldom-reached",
    "walk-too-large",
}


def _facts(templates: object) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", repr(templates)))


def test_every_code_in_the_source_is_in_the_catalogue() -> None:
    used = {code for path in SOURCE.rglob("*.py") for code in USED.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 80
    assert used <= set(STAGES)


def test_warnings_have_codes() -> None:
    assert set(STAGES) >= WARNINGS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_is_said(lang: str) -> None:
    assert set(forms_of(lang).said) == set(STAGES)


def test_both_languages_name_the_same_nouns() -> None:
    english, ukrainian = forms_of("en").nouns, forms_of("uk").nouns
    assert {noun for noun in english if not noun.startswith("in-")} <= set(ukrainian)
    assert {noun for noun in ukrainian if noun.startswith("in-")} <= set(english)


@pytest.mark.parametrize("code", sorted(STAGES))
def test_both_languages_use_the_same_facts(code: str) -> None:
    english, ukrainian = forms_of("en").said[code], forms_of("uk").said[code]
    for part in ("message", "label"):
        assert _facts(getattr(english, part)) == _facts(getattr(ukrainian, part)), part


def test_the_corpus_comes_upon_every_other_code() -> None:
    met = {
        line.split(":")[0] for path in CORPUS.rglob("*.expected") for line in path.read_text().splitlines()
    }
    assert met <= set(STAGES)
    assert set(STAGES) - met == ELSEWHERE


def media_says() -> Iterator[str]:
    """Every sentence, and every way out, that media's readers have for a file, numbers and names filled in."""
    for path in sorted((SOURCE.parent / "media").glob("*.py")):
        if path.stem in {"recording", "errors"}:  # what `voice --import` alone reads
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "MediaError"
            ):
                for argument in node.args:
                    yield from _filled(argument)


def _filled(argument: ast.expr) -> Iterator[str]:
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    said = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in parts)
    if not said.startswith(("7: 7 not taken here", "7: 7 (")):  # these have two beginnings, which stand below
        yield said.removeprefix("7: ")


def test_what_others_say_of_a_file_is_said_in_ukrainian() -> None:
    said = [*media_says(), "“.mp3” files are not taken here", "a file without an ending is not taken here"]
    said += ["is not a file (x)", "is not there (x)"]
    assert len(said) > 60
    for words in said:
        assert re.search("[а-яіїєґ]{2}", borrowed(words).lower()), words
        assert not re.search(r"\b(?:the|or|is|it|as)\b|\{|\\", borrowed(words)), words
    assert borrowed("cannot be read (Permission denied)") == "не читається (доступ заборонено)"
    assert borrowed("words of nobody") == "words of nobody"
