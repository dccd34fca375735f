"""notes.yaml: listed with what each note is about, added to, and marked as done; a reviewer's own hand stays in it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from prisonersvoice_ar.authoring.edits import Draft, Page, Write, read_page
from prisonersvoice_ar.authoring.edits.draft import line_end
from prisonersvoice_ar.authoring.edits.page import items, mapping
from prisonersvoice_ar.authoring.edits.quoting import quoted
from prisonersvoice_ar.authoring.edits.saving import content_of
from prisonersvoice_ar.authoring.edits.telling import meant, refused
from prisonersvoice_ar.authoring.renaming.mentions import mentions
from prisonersvoice_ar.authoring.scenery import Writing
from prisonersvoice_ar.authoring.translating.texts import texts_in, written_in
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.core.script.texts import Note, beat_key, is_note_key, line_key
from prisonersvoice_ar.documents import render
from prisonersvoice_ar.documents.advice import closest
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.notes import NOTES_FILE, load_notes

_NO_TEXT = re.compile("[\ud800-\udfff]")
"""what a command line makes of bytes that are no UTF-8"""
_NEW = "# What reviewers have to say. By hand, or by `prisonersvoice notes`.\nformat: 1\nnotes:\n"


@dataclass(frozen=True)
class About:
    """What a note can be about."""

    key: str
    place: str
    """file:line"""
    text: str = ""
    """in the language the scene is written in; "" for a beat"""


@dataclass(frozen=True)
class Listed:
    """A note with its number, and what it is about."""

    number: int
    note: Note
    about: About | None
    """None: the scene has it no more"""


def keys_of(writing: Writing) -> dict[str, About]:
    """Everything in a scene that a note can stand beside."""
    found: dict[str, About] = {}
    for page in writing.pages:
        for mention in mentions(page.sheet.data):
            if mention.kind == "beat" and mention.defines:
                place = page.sheet.place(mention.loc)
                found[beat_key(mention.name)] = About(beat_key(mention.name), f"{place.file}:{place.line}")
    lang = written_in(writing)
    for key, text in texts_in(writing).items():
        file, line = text.place
        found[key] = About(key, f"{file}:{line}", text.words.get(lang) or next(iter(text.words.values())))
    return found


def full_key(named: str, known: dict[str, About], lang: str = "en") -> str:
    """The key that ``named`` means: "fd-008" is line/fd-008, "bunk" is beat/bunk. UsageError where it is none."""
    for key in (named, line_key(named), beat_key(named)):
        if key in known and is_note_key(key):
            return key
    short = {key.partition("/")[2] or key: key for key in known}
    way_out = meant(lang, closest(named, [*known, *short]))
    raise refused(UsageError, lang, "notes-unknown", way_out=way_out, name=named)


def listed(writing: Writing, content: Content, lang: str = "en") -> list[Listed]:
    """All notes in the file's order; ContentError with check's words where the file has errors."""
    loaded = load_notes(writing.home, content.root)
    if loaded.value is None:
        raise ContentError(render(loaded.problems, lang, loaded.texts.get).rstrip())
    known = keys_of(writing)
    return [Listed(number, note, known.get(note.on)) for number, note in enumerate(loaded.value, 1)]


def added(writing: Writing, content: Content, note: Note) -> Write:
    """The write that adds ``note``; what stands in the file stays as it is."""
    path = (writing.home / NOTES_FILE).resolve()
    if content_of(path) is None:
        return Write(path, None, f"{_NEW}  - {_written(note)}\n".encode())
    page = read_page(path, content.root, writing.pages[0].lang)
    draft = Draft(page)
    _append(draft, note)
    return Write(path, page.raw, page.encoded(draft.finish()))


def done(writing: Writing, content: Content, number: int) -> Write:
    """The write that marks a note as done; UsageError where there is no such number."""
    path = (writing.home / NOTES_FILE).resolve()
    count = len(_notes(read_page(path, content.root))) if content_of(path) is not None else 0
    if not 1 <= number <= count:
        raise refused(UsageError, writing.pages[0].lang, "notes-absent", number=str(number), count=count)
    page = read_page(path, content.root, writing.pages[0].lang)
    draft = Draft(page)
    loc = ("notes", number - 1)
    keys = list(mapping(page.sheet.at(loc)))
    if "done" in keys:
        draft.replace_value((*loc, "done"), "true", True)
    else:
        draft.add_pair(loc, "done", "true", True, after=keys[-1])
    return Write(path, page.raw, page.encoded(draft.finish()))


def _notes(page: Page) -> list[Any]:
    return items(mapping(page.sheet.data).get("notes"))


def _append(draft: Draft, note: Note) -> None:
    page = draft.page
    data = _pairs(note)
    there = _notes(page)
    loc = ("notes",)
    if not there:
        item = f"{page.newline}  - {_written(note)}"
        if "notes" in mapping(page.sheet.data):
            _, key = page.ends(page.sheet.keys[loc])
            draft.edits.append((page.text.index(":", key) + 1, page.content_end(loc), item))
        else:
            last = list(page.sheet.data)[-1]
            draft.insert(line_end(page.text, page.content_end((last,))), f"{page.newline}notes:{item}")
        draft.data["notes"] = [data]
        return
    end = page.content_end((*loc, len(there) - 1))
    if page.is_flow(loc):
        draft.insert(end, f", {_written(note)}")
    else:
        draft.insert(
            line_end(page.text, end), f"{page.newline}{' ' * page.sheet.values[loc].column}- {_written(note)}"
        )
    draft.data["notes"].append(data)


def _pairs(note: Note) -> dict[str, Any]:
    return {"on": note.on, "by": note.by, "date": note.date.isoformat(), "text": note.text}


def _written(note: Note) -> str:
    return (
        f"{{on: {note.on}, by: {quoted(note.by)}, date: {note.date.isoformat()}, text: {quoted(note.text)}}}"
    )


def new_note(key: str, by: str, text: str, today: date, *, lang: str = "en") -> Note:
    """A note; UsageError, said in ``lang``, where a name or words are missing, or are no text."""
    if not by.strip() or not text.strip():
        raise refused(UsageError, lang, "notes-wordless")
    if _NO_TEXT.search(by + text):
        raise refused(UsageError, lang, "notes-no-text")
    return Note(key, by.strip(), today, text.strip())
