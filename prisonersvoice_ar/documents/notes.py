"""notes.yaml beside a scene: what its reviewers have to say."""

from pathlib import Path

from prisonersvoice_ar.core.script.texts import Note
from prisonersvoice_ar.documents.beside import read_beside
from prisonersvoice_ar.documents.content import Loaded
from prisonersvoice_ar.documents.disk import is_there
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.beside import NotesDoc
from prisonersvoice_ar.documents.yaml import Sheet

__all__ = ["NOTES_FILE", "Note", "load_notes", "read_notes"]

NOTES_FILE = "notes.yaml"


def load_notes(folder: Path, root: Path | None = None) -> Loaded[tuple[Note, ...]]:
    """Read ``folder``/notes.yaml, in the file's order; no file is no notes. Raises nothing."""
    return read_notes(folder / NOTES_FILE, root)


def read_notes(path: Path, root: Path | None = None) -> Loaded[tuple[Note, ...]]:
    """Like ``load_notes``, of a named file."""
    if not is_there(path):
        return Loaded(())
    findings = Findings()
    doc, sheet = read_beside(path, root, NotesDoc, findings)
    notes = None if doc is None or sheet is None else _notes(doc, sheet)
    return Loaded(None if findings.failed else notes, findings.sorted(), findings.texts)


def _notes(doc: NotesDoc, sheet: Sheet) -> tuple[Note, ...]:
    return tuple(
        Note(note.on, note.by, note.date, note.text, note.done, sheet.place(("notes", index, "on")))
        for index, note in enumerate(doc.notes)
    )
