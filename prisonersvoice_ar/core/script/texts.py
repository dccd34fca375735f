"""A scene's texts by their keys, as translations.yaml and notes.yaml name them: "line/fd-001", "hint/find-bunk"."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from prisonersvoice_ar.core.script.model import Beat, Scene, Words
from prisonersvoice_ar.core.script.problem import Place

TITLE = "title"
SUMMARY = "summary"

_NAME = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
_KEY = re.compile(rf"title\Z|summary\Z|(?:line|hint)/{_NAME}\Z|choice/{_NAME}/{_NAME}\Z")
_BEAT = re.compile(rf"beat/{_NAME}\Z")
_HASH_DIGITS = 12
_BREAK = re.compile(r"(?:^|(?<=\s))\|(?=\s|$)")
"""a bar with white space, or nothing, on both sides"""


@dataclass(frozen=True)
class Note:
    """What a reviewer has to say of a text or of a beat."""

    on: str
    """a text's key, or "beat/<id>" """
    by: str
    """a name or a role"""
    date: date
    text: str
    done: bool = False
    place: Place | None = None
    """where it says what it is on"""


def line_key(line: str) -> str:
    """Return the key of what a line says."""
    return f"line/{line}"


def hint_key(beat: str) -> str:
    """Return the key of a beat's hint."""
    return f"hint/{beat}"


def choice_key(beat: str, choice: str) -> str:
    """Return the key of the words on a choice's button."""
    return f"choice/{beat}/{choice}"


def beat_key(beat: str) -> str:
    """Return the key by which a note names a whole beat; it is no text's."""
    return f"beat/{beat}"


def is_text_key(key: str) -> bool:
    """Whether ``key`` is one that a text can have, in some scene."""
    return _KEY.match(key) is not None


def is_note_key(key: str) -> bool:
    """Whether a note can stand beside ``key``: a text, or a beat."""
    return is_text_key(key) or _BEAT.match(key) is not None


def text_hash(text: str) -> str:
    """Return 12 hexadecimal digits that change when ``text`` does: of its SHA-256, in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_DIGITS]


def captions_of(line: str) -> tuple[str, ...]:
    """Return the captions into which an author parts what a line says, by " | "; one where there is no mark.

    One that has no words is "".
    """
    return tuple(part.strip() for part in _BREAK.split(line))


def spoken(line: str) -> str:
    """Return what is said of a line as it is written: without the marks where captions break."""
    return " ".join(part for part in captions_of(line) if part)


def as_told(key: str, text: str) -> str:
    """Return what a visitor hears or reads of the text called ``key`` as it is written; only lines have captions."""
    return spoken(text) if key.startswith(line_key("")) else text.strip()


def texts_of(scene: Scene) -> dict[str, Words]:
    """Return every text of ``scene`` that a visitor reads or hears, by its key, as they come in the scene."""
    texts = {TITLE: scene.title, SUMMARY: scene.summary}
    for beat in scene.beats.values():
        texts.update(_texts_of_beat(beat))
    return texts


def _texts_of_beat(beat: Beat) -> Iterator[tuple[str, Words]]:
    yield from ((line_key(line.id), line.text) for line in beat.say)
    if beat.hint is not None:
        yield hint_key(beat.id), beat.hint.text
    yield from ((choice_key(beat.id, choice.id), choice.text) for choice in beat.choice)


def stale(scene: Scene, made: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return (key, language) of each translation that was made from another text than stands there now.

    ``made``: key → language → hash of the written text that the translation was made from. One of which
    nothing is known, or that the scene has not, is not stale.
    """
    texts = texts_of(scene)
    found = []
    for key, languages in made.items():
        written = texts.get(key, {}).get(scene.written_in)
        if written is not None:
            now = text_hash(written)
            found += [
                (key, lang)
                for lang, then in languages.items()
                if then != now and lang in texts[key] and lang != scene.written_in
            ]
    return found
