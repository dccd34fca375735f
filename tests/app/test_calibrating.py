"""How views are gathered: mirrored pictures found out, words for every request, the part of the picture that is meant."""

from itertools import product

import numpy as np
import pytest

from prisonersvoice_ar.app.calibrating import Gathering, sentence, wanted_part
from prisonersvoice_ar.core.calibration import Ask, BoardPlan, Guide, Look
from prisonersvoice_ar.core.calibration.coverage import DIRECTIONS, GRID
from prisonersvoice_ar.perception.calibration.finder import Finder
from prisonersvoice_ar.words import LANGUAGES, Interface
from tests import boards

BOARD = BoardPlan()


def gathering() -> Gathering:
    return Gathering(Finder(BOARD), Guide(BOARD, hold_still=False))


@pytest.fixture(scope="module")
def photograph() -> np.ndarray:
    return boards.Photographer(BOARD, boards.TRUE).take(boards.turned(20, 10), np.array([0.02, 0.01, 0.4]))


def test_a_camera_that_mirrors_is_found_out(
    photograph: np.ndarray, capsys: pytest.CaptureFixture[str]
) -> None:
    each, mirrored = gathering(), np.ascontiguousarray(photograph[:, ::-1])
    looks = [each.take(mirrored, number, number / 30) for number in range(60)]
    assert looks.count(Look.TAKEN) == 1
    assert each.turned
    assert np.array_equal(each.shown, photograph)
    assert capsys.readouterr().err.count("mirrored") == 1


def test_one_that_does_not_is_left_alone(photograph: np.ndarray) -> None:
    each = gathering()
    assert each.take(photograph, 0, 0.0) is Look.TAKEN
    for number in range(1, 120):
        each.take(np.zeros_like(photograph), number, number / 30)
    assert not each.turned


def test_pictures_are_called_by_their_names_where_they_have_some(photograph: np.ndarray) -> None:
    each = Gathering(Finder(BOARD), Guide(BOARD, hold_still=False), ("left.jpg",))
    each.take(photograph, 0, 0.0)
    assert each.guide.views[0][0].name == "left.jpg"


PLACES = [
    f"{down}-{across}" for down, across in product(("upper", "middle", "lower"), ("left", "middle", "right"))
]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_request_has_words_of_its_own(lang: str) -> None:
    asks = [Ask(what) for what in ("show", "still", "nearer-to-see", "near", "far", "other", "done")]
    asks += [Ask("tilt", direction) for direction in DIRECTIONS]
    asks += [Ask("place", place) for place in PLACES if place != "middle-middle"] + [Ask("place", "middle")]
    said = [sentence(Interface(lang), ask) for ask in asks]
    assert len(set(said)) == len(said)
    looks = [Interface(lang).text("calibrate-look", look=str(look)) for look in (
        Look.TAKEN, Look.NOTHING, Look.TINY, Look.LINE, Look.BLURRED, Look.MOVING, Look.ALIKE, Look.FLAT,
    )]  # fmt: skip
    assert len(set(looks)) == len(looks)


def test_what_is_asked_for_is_where_nothing_was_seen() -> None:
    """Whatever is covered but one cell, the part that is framed holds that cell."""
    columns, rows = GRID
    for row, column in np.ndindex(rows, columns):
        guide = Guide(BOARD, hold_still=False)
        cells = np.full((rows, columns), 9)
        cells[row, column] = 0
        object.__setattr__(guide.coverage, "cells", cells)
        (place,) = guide._empty_places()
        part = wanted_part(Ask("place", place))
        assert part is not None
        left, top, right, bottom = part
        assert left <= (column + 0.5) / columns <= right, (row, column, place)
        assert top <= (row + 0.5) / rows <= bottom, (row, column, place)
    assert wanted_part(Ask("tilt", "left")) is None
    assert wanted_part(Ask("place", "middle")) == pytest.approx((1 / 3, 1 / 3, 2 / 3, 2 / 3))
