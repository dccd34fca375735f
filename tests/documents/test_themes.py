"""A theme that a scene may name has words in every language, and the other way round."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prisonersvoice_ar import words
from prisonersvoice_ar.core.script.themes import THEMES
from prisonersvoice_ar.documents import Loaded
from prisonersvoice_ar.words.interface import Interface

FTL = sorted(Path(words.__file__).parent.glob("*.ftl"))
AUTHORS = Path(__file__).resolve().parents[2] / "docs" / "authors.md"


def test_there_are_words_to_compare_with() -> None:
    assert {path.stem for path in FTL} >= {"uk", "en"}
    assert len(THEMES) == len(set(THEMES))


@pytest.mark.parametrize("path", FTL, ids=lambda path: path.stem)
def test_themes_and_words_agree(path: Path) -> None:
    said = re.findall(r"^theme-([\w-]+) =", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(said) == sorted(THEMES)
    assert all(Interface(path.stem).has(f"theme-{theme}") for theme in THEMES)


def test_authors_are_told_each() -> None:
    page = AUTHORS.read_text(encoding="utf-8")
    assert [theme for theme in THEMES if f"`{theme}`" not in page] == []


def test_a_misspelt_one_is_told(load_any: Callable[[str], Loaded[Any]]) -> None:
    (problem,) = load_any("invalid/theme-unknown.yaml").problems
    assert problem.label == 'did you mean "confinement"?'
    assert "isolation" in problem.advice
