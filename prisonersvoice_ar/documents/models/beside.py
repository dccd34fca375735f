"""What lies beside a scene: translations.yaml (a tool's) and notes.yaml (the reviewers')."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, PlainValidator

from prisonersvoice_ar.core.script.texts import is_note_key, is_text_key
from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.faults import fault, wrong_type
from prisonersvoice_ar.documents.models.scene import Format
from prisonersvoice_ar.documents.models.units import Day, Flag, Text, language, only_list

_HASH = re.compile(r"[0-9a-f]{12}\Z")


def text_key(value: Any) -> str:
    """One of a scene's texts: title, summary, line/…, hint/…, choice/…/…."""
    if not isinstance(value, str):
        raise wrong_type("name", value)
    if not is_text_key(value):
        raise fault("bad-text-key", value=value[:80])
    return value


def note_key(value: Any) -> str:
    """A text's key, or a beat's."""
    if isinstance(value, str) and is_note_key(value):
        return value
    return text_key(value)


def digest(value: Any) -> str:
    """Twelve hexadecimal digits; a number is told to want quotes."""
    if not isinstance(value, str):
        raise wrong_type("text", value)
    if not _HASH.match(value):
        raise fault("bad-hash", value=value[:80])
    return value


class TranslationsDoc(Document):
    """``{format: 1, made: {line/fd-001: {en: 5c2a…}}}``."""

    noun: ClassVar[str] = "translations"

    format: Format
    made: dict[
        Annotated[str, PlainValidator(text_key)],
        dict[Annotated[str, PlainValidator(language)], Annotated[str, PlainValidator(digest)]],
    ] = Field(default_factory=dict)


class NoteDoc(Document):
    """What a reviewer has to say."""

    noun: ClassVar[str] = "note"
    example: ClassVar[str] = '{on: line/gb-001, by: "a lawyer", date: 2026-11-28, text: "…"}'

    on: Annotated[str, PlainValidator(note_key)]
    by: Text
    date: Day
    text: Text
    done: Flag = False


class NotesDoc(Document):
    """``{format: 1, notes: [{on: …, by: …, date: …, text: …}]}``."""

    noun: ClassVar[str] = "notes"

    format: Format
    notes: Annotated[list[NoteDoc], BeforeValidator(only_list)] = Field(default_factory=list)
