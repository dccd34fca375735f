"""Every file of tests/scenes says what its neighbour .expected says: code:line:column, in this order.

A new mistake is added by laying a YAML file and its .expected into invalid/; nothing here changes.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from prisonersvoice_ar.core.script.problem import Severity
from prisonersvoice_ar.documents import Loaded, render
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.yaml.building import FAST, build

CORPUS = Path(__file__).resolve().parent.parent / "scenes"


def _files(kind: str, *patterns: str) -> list[str]:
    """Files of a folder, and scenes with what lies beside them."""
    home = CORPUS / kind
    return sorted(path.relative_to(home).as_posix() for pattern in patterns for path in home.glob(pattern))


INVALID = _files("invalid", "*.yaml", "*/scene.yaml")
VALID = _files("valid", "*.yaml", "*/scene.yaml")

Load = Callable[[str], Loaded[Any]]


def test_the_corpus_is_found() -> None:
    assert len(INVALID) >= 170
    assert len(VALID) >= 12
    expected = _files("invalid", "*.expected", "*/*.expected")
    assert expected == [str(Path(name).with_suffix(".expected").as_posix()) for name in INVALID]


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_file_says_what_is_expected(name: str, load_any: Load) -> None:
    loaded = load_any(f"invalid/{name}")
    said = [f"{p.code}:{p.place.line}:{p.place.column}" for p in loaded.problems]
    assert said == (CORPUS / "invalid" / name).with_suffix(".expected").read_text().split()
    assert (loaded.value is None) == any(p.severity is Severity.ERROR for p in loaded.problems)


@pytest.mark.parametrize("name", VALID)
def test_a_valid_file_says_nothing(name: str, load_any: Load) -> None:
    loaded = load_any(f"valid/{name}")
    assert loaded.problems == ()
    assert loaded.value is not None


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_every_problem_is_said_whole(lang: str, load_any: Load) -> None:
    """No place of a template stays open, nothing of Python shows, each block has a place that exists."""
    for name in INVALID:
        loaded = load_any(f"invalid/{name}")
        text = render(loaded.problems, lang, loaded.texts.get)
        assert not re.search(r"Traceback|PydanticCustomError|@in-|\bNone\b", text), name
        for problem in loaded.problems:
            assert problem.message, name
            assert not re.search(r"\{(?:guess|names|value|owner|what|key)\}", text), name
            lines = loaded.texts.get(problem.place.file, "").count("\n") + 1
            assert 1 <= problem.place.line <= lines, name


def test_ukrainian_is_not_english(load_any: Load) -> None:
    for name in INVALID:
        for problem in load_any(f"invalid/{name}").problems:
            assert re.search("[а-яіїєґ]{3}", render([problem], "uk")), problem.code


@pytest.mark.skipif(FAST is yaml.SafeLoader, reason="PyYAML without LibYAML")
@pytest.mark.parametrize("name", [f"invalid/{n}" for n in INVALID] + [f"valid/{n}" for n in VALID])
def test_both_parsers_see_the_same(name: str) -> None:
    try:
        text = (CORPUS / name).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        pytest.skip("no text")
    seen = []
    for loader in (FAST, yaml.SafeLoader):
        findings = Findings()
        sheet = build(text, name, findings, loader)
        problems = [(p.code, p.place.line, p.place.column) for p in findings.sorted()]
        seen.append((problems, sheet and sheet.data, sheet and sheet.values, sheet and sheet.keys))
    assert seen[0] == seen[1]
