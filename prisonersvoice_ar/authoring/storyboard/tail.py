"""What stands after the story: sources with the lines that cite them, notes on what is gone, what checking has found."""

from collections.abc import Iterator

from prisonersvoice_ar.authoring.storyboard.board import Board
from prisonersvoice_ar.authoring.storyboard.markup import Markup, anchor, el, joined, web_address
from prisonersvoice_ar.authoring.storyboard.notes import note_item
from prisonersvoice_ar.authoring.storyboard.wording import Wording
from prisonersvoice_ar.core.script.problem import Problem
from prisonersvoice_ar.core.script.testimony import Source
from prisonersvoice_ar.documents.catalogue import said_in


def sources(board: Board, wording: Wording) -> Markup | None:
    """The section with the list of sources."""
    if not board.scene.sources:
        return None
    items = [_source(board, name, source, wording) for name, source in board.scene.sources.items()]
    return el("section", el("h2", wording.both("sources")), el("ol", *items, class_="sources"), id="sources")


def _source(board: Board, name: str, source: Source, wording: Wording) -> Markup:
    address = web_address(source.url)
    year = str(source.year) if source.year is not None else ""
    what = [el("bdi", part) for part in (source.publisher, year, source.where) if part]
    link = (
        el("a", wording.both("source-link"), href=address, rel="noopener noreferrer external")
        if address
        else el("bdi", source.url)
    )
    return el(
        "li",
        el("b", name, class_="key"),
        " ",
        el("cite", el("bdi", source.title)),
        el("p", joined(what, by=" · "), " ", link if source.url else None, class_="where"),
        el("p", *_cited(board, name, wording), class_="cited"),
        id=anchor("source", name),
    )


def _cited(board: Board, name: str, wording: Wording) -> Iterator[Markup]:
    lines = [line.id for beat in board.scene.beats.values() for line in beat.say if name in line.cites]
    if not lines:
        yield el("span", wording.both("source-uncited"), class_="mark missing")
        return
    yield joined([wording.both("source-cited"), ": "])
    yield joined((el("a", line, href=f"#{anchor('line', line)}") for line in lines), by=", ")


def loose_notes(board: Board, wording: Wording) -> Markup | None:
    """The section with notes that stand beside nothing."""
    notes = [note_item(note, wording, on=note.on) for note in board.loose_notes]
    if not notes:
        return None
    return el("section", el("h2", wording.both("loose-notes")), el("ul", *notes, class_="notes"), id="loose")


def checked(board: Board, wording: Wording) -> Markup:
    """The section with what checking has found."""
    head = el("h2", wording.both("checked"))
    problems = board.beside.problems
    if not problems:
        return el("section", head, el("p", wording.both("checked-none")), id="checked")
    count = el("summary", wording.both("checked-count", count=len(problems)))
    items = el("ul", *(_problem(problem, wording) for problem in problems))
    # open where it is short: what is folded up is not printed
    return el("section", head, el("details", count, items, open=len(problems) <= 20), id="checked")


def _problem(problem: Problem, wording: Wording) -> Markup:
    where = f"{problem.place.file}:{problem.place.line}"

    def told(lang: str) -> str:
        said = said_in(lang, problem)
        return " ".join(part for part in (said.message + ".", said.advice) if part)

    return el("li", el("code", where), " ", wording.each(told))
