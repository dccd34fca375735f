"""fmt over scenes that nobody laid out: the data stays, no comment is lost or strays, and once is enough."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.authoring.edits.comments import comments
from prisonersvoice_ar.authoring.edits.page import Page, page_of
from prisonersvoice_ar.authoring.formatting.fmt import format_page, laid_out
from prisonersvoice_ar.authoring.formatting.ids import Numbering
from prisonersvoice_ar.authoring.formatting.order import order_of
from prisonersvoice_ar.authoring.renaming.mentions import mentions
from prisonersvoice_ar.authoring.scenery import Writing, lines_of
from prisonersvoice_ar.authoring.translating.texts import texts_in
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.beat import BeatDoc
from tests.authoring.yaml_writer import messy_scenes


def page(text: str) -> Page:
    return page_of(Path("scene.yaml"), "scene.yaml", text.encode(), Findings())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(messy_scenes())
def test_a_messy_scene_is_laid_out_and_nothing_else(made: tuple[str, Any]) -> None:
    text, data = made
    before = page(text)
    assert before.sheet.data == data, "the writer of this test wrote something else"
    laid = laid_out(before)
    assert laid is not None
    after = page(laid)
    assert after.sheet.data == data
    assert sorted(said for _, said in comments(after)) == sorted(said for _, said in comments(before))
    assert laid_out(after) == laid, "once is enough"
    assert ("\r\n" in laid) == ("\r\n" in text)
    assert "\n" not in laid.replace("\r\n", "") or "\r\n" not in text
    for beat in after.sheet.data["beats"]:
        order = order_of(BeatDoc)
        assert list(beat) == sorted(beat, key=order.index)
    _steps_are_two(after)
    _keep_their_owner(laid)


def _steps_are_two(page: Page) -> None:
    """A key stands two columns deeper for each mapping and each list that it is in, but between brackets."""
    for loc, span in page.sheet.keys.items():
        above = [loc[:length] for length in range(1, len(loc))]
        if not any(page.is_flow(outer) for outer in above):
            assert span.column == 2 * len(above), loc


def _keep_their_owner(laid: str) -> None:
    """What stood above a key still does."""
    lines = [line.strip() for line in laid.splitlines()]
    for index, line in enumerate(lines):
        found = re.match(r"# above (\S+) \d+", line)
        if found and index:  # what the file begins with is the file's
            below = next(other for other in lines[index + 1 :] if other and not other.startswith("#"))
            assert (below if found[1] == "-" else below.lstrip("- ")).startswith(("-", f"{found[1]}:"))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(messy_scenes())
def test_ids_are_all_that_is_added(tmp_path_factory: pytest.TempPathFactory, made: tuple[str, Any]) -> None:
    nowhere = tmp_path_factory.getbasetemp() / "nothing"
    before = page(made[0])
    one = format_page(before, Numbering(Content.at(nowhere), nowhere))
    data = one.after.sheet.data
    given_ids = [line.pop("id") for _, line in lines_of(data) if line["id"] != "x-007"]
    assert data == before.sheet.data
    assert tuple(given_ids) == one.ids
    assert len(set(given_ids)) == len(given_ids)


SLIPS = st.sampled_from(
    [
        *" \n:-#{}[]\"'|>?,&*!%@`\t\r~",
        "\n  ",
        "\n- ",
        ": ",
        " #",
        "null",
        "? ",
        "---\n",
        "\u2028",
        "|+\n",
        "id: ",
        "text: ",
    ]
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    messy_scenes(),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 3), SLIPS), min_size=1, max_size=3),
)
def test_a_slip_of_the_hand_is_refused_or_laid_out(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[str, Any], slips: list[tuple[int, int, str]]
) -> None:
    """Never a traceback, and once is enough here too."""
    text = made[0]
    for at, length, put in slips:
        at %= len(text)  # noqa: PLW2901
        text = text[:at] + put + text[at + length :]
    root = tmp_path_factory.getbasetemp()
    try:
        before = page(text)
        laid = laid_out(before)
        format_page(before, Numbering(Content.at(root / "nothing"), root / "nothing"))
    except ContentError:
        return
    if laid is not None:
        assert laid_out(page(laid)) == laid
    names = list(mentions(before.sheet.data))
    assert all(before.sheet.at(found.loc) is not None or found.is_key for found in names)
    texts_in(Writing((before,), before.path.parent))
