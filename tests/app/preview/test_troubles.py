"""Problems over the picture: all can be reached, and each is counted once."""

from pathlib import Path

import pytest

from prisonersvoice_ar.app.preview.reloading import DEAF
from prisonersvoice_ar.app.preview.troubles import MOST_SHOWN, trouble_of_ours, troubles_of
from prisonersvoice_ar.core.script.problem import Place, Problem
from prisonersvoice_ar.stage.panel.values import Troubles
from prisonersvoice_ar.words import Interface


def told(*problems: tuple[str, int]) -> Troubles:
    every = tuple(Problem("x", message, Place("scene.yaml", line, 1)) for message, line in problems)
    return troubles_of(every, {}, Path("/p"), Interface("en", "preview"), shown_before=False)


def test_nine_problems_are_all_laid_out() -> None:
    troubles = told(*((f"problem {i}", i) for i in range(1, 10)))
    assert [each.line for each in troubles.first] == list(range(1, 10))
    assert troubles.more == ""
    assert "9 problems" in troubles.headline


def test_one_name_that_is_wrong_in_many_places_is_one_problem() -> None:
    troubles = told(("no bnuk", 4), ("other", 5), ("no bnuk", 8), ("no bnuk", 15))
    assert [(each.line, each.title) for each in troubles.first] == [
        (4, "error: no bnuk"),
        (5, "error: other"),
    ]
    assert troubles.first[0].place.endswith("(lines as well: 8, 15)")
    assert "lines" not in troubles.first[1].place
    assert "2 problems" in troubles.headline


def test_a_flood_is_cut_and_said() -> None:
    troubles = told(*((f"problem {i}", i) for i in range(1, MOST_SHOWN + 6)))
    assert len(troubles.first) == MOST_SHOWN
    assert "5 more" in troubles.more


@pytest.mark.parametrize("fault", ["RecursionError: too deep", DEAF])
@pytest.mark.parametrize("lang", ["en", "uk"])
def test_a_fault_of_ours_is_not_told_as_a_mistake_of_the_authors(fault: str, lang: str) -> None:
    troubles = trouble_of_ours(fault, Interface(lang, "preview"))
    assert ("fault of ours" if lang == "en" else "наша помилка") in troubles.headline
    assert fault == DEAF or fault in troubles.footnote
    assert "0" not in troubles.headline
