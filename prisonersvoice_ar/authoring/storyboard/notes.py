"""Reviewers' notes, beside what they are about."""

from prisonersvoice_ar.authoring.storyboard.board import Board
from prisonersvoice_ar.authoring.storyboard.markup import Markup, el, joined
from prisonersvoice_ar.authoring.storyboard.wording import Wording
from prisonersvoice_ar.core.script.texts import Note


def note_list(board: Board, key: str, wording: Wording) -> Markup | None:
    """The notes on ``key``, open ones first; None where there is none."""
    notes = sorted(board.notes_on(key), key=lambda note: note.done)
    return el("ul", *(note_item(note, wording) for note in notes), class_="notes") if notes else None


def note_item(note: Note, wording: Wording, *, on: str = "") -> Markup:
    """One note."""
    who = wording.both("note-by", by=note.by, date=note.date.isoformat())
    state = joined([" · ", wording.both("note-done")]) if note.done else None
    about = joined([el("b", on), ": "]) if on else None
    return el(
        "li",
        about,
        el("bdi", note.text),
        el("p", who, state, class_="by"),
        class_="note done" if note.done else "note",
    )
