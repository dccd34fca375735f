"""A scene's texts with their keys and the places where they are written, in the order in which they are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prisonersvoice_ar.authoring.edits import Page
from prisonersvoice_ar.authoring.edits.page import items, mapping
from prisonersvoice_ar.authoring.edits.telling import refused
from prisonersvoice_ar.authoring.scenery import Writing, read_writing
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.texts import (
    SUMMARY,
    TITLE,
    as_told,
    choice_key,
    hint_key,
    line_key,
    text_hash,
)
from prisonersvoice_ar.documents import load_scene
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.yaml.sheet import Loc


@dataclass(frozen=True)
class Text:
    """One text in all its languages, as it is written: with " | " where a caption breaks."""

    key: str
    page: Page
    loc: Loc
    words: dict[str, str]

    @property
    def place(self) -> tuple[str, int]:
        """File and line."""
        place = self.page.sheet.place(self.loc)
        return place.file, place.line


@dataclass(frozen=True)
class Texts:
    """All of a scene, which may have errors elsewhere: who waits for a sound can be translated meanwhile."""

    writing: Writing
    by_key: dict[str, Text]
    written: str
    """the language that translations are made from"""
    languages: tuple[str, ...]
    """those of the title"""
    fallback: str
    scene: Scene | None
    """None: it has errors, and nothing is known of what stands round a text"""
    nameless: int = 0
    """lines that have no id yet, and so no key"""
    tells: str = "en"
    """the language in which its author is spoken to: uk or en"""

    @property
    def name(self) -> str:
        """The scene's id, or what its folder is called."""
        return self.scene.id if self.scene is not None else self.writing.name

    @property
    def others(self) -> tuple[str, ...]:
        """The languages of the title that are translations."""
        return tuple(lang for lang in self.languages if lang != self.written)


def hash_of(key: str, text: str) -> str:
    """The hash by which translations.yaml knows ``text``, which is called ``key``; `check` makes the same."""
    return text_hash(as_told(key, text))


def read_texts(file: Path, content: Content, lang: str = "en") -> Texts:
    """Read a scene's texts; ContentError where it cannot be read, or says no language in its title."""
    writing = read_writing(file, content, lang)
    by_key, written = texts_in(writing), written_in(writing)
    title = by_key.get(TITLE)
    if title is None or not written:
        raise refused(ContentError, lang, "translate-no-title", file=writing.pages[0].file)
    scene = load_scene(file, content).value
    nameless, told = len(nameless_in(writing)), tuple(title.words)
    return Texts(writing, by_key, written, told, fallback_of(writing), scene, nameless, lang)


def texts_in(writing: Writing) -> dict[str, Text]:
    """The texts of pages that may have errors: what is shaped as no text, or has no id, is passed over."""
    found: dict[str, Text] = {}
    for text in _written(writing):
        if text.key:
            found.setdefault(text.key, text)
    return found


def nameless_in(writing: Writing) -> list[Text]:
    """The texts of lines that have no id yet, so that no translation can hang on them."""
    return [text for text in _written(writing) if not text.key]


def _written(writing: Writing) -> Iterator[Text]:
    for key, page, loc in _texts(writing):
        owner = page.sheet.at(loc[:-1])
        words = mapping(owner.get(loc[-1]) if isinstance(owner, dict) else None)
        if words and all(isinstance(said, str) for said in words.values()):
            yield Text(key, page, loc, {lang: said.strip() for lang, said in words.items()})


def written_in(writing: Writing) -> str:
    """The language that the scene says it is written in, or the first of its title."""
    head = mapping(writing.pages[0].sheet.data)
    said = mapping(head.get("languages")).get("written")
    return str(said or next(iter(mapping(head.get(TITLE))), ""))


def fallback_of(writing: Writing) -> str:
    """The language that a text is shown in where it lacks the visitor's."""
    head = mapping(writing.pages[0].sheet.data)
    return str(mapping(head.get("languages")).get("fallback") or written_in(writing))


def _texts(writing: Writing) -> Iterator[tuple[str, Page, Loc]]:
    head = writing.pages[0]
    if isinstance(head.sheet.data, dict):
        yield from ((key, head, (key,)) for key in (TITLE, SUMMARY))
    snippets = {page.path.stem: page for page in writing.pages[1:]}
    yield from _told(head, snippets)


def _told(page: Page, snippets: dict[str, Page]) -> Iterator[tuple[str, Page, Loc]]:
    """The texts of ``page``'s beats; an included file's stand where it is included. "" is the key of a nameless line."""
    for index, raw in enumerate(items(mapping(page.sheet.data).get("beats"))):
        beat, loc = mapping(raw), ("beats", index)
        if "include" in beat:
            snippet = snippets.pop(str(beat["include"]), None)  # once: a file is included once
            if snippet is not None:
                yield from _told(snippet, snippets)
            continue
        for line, at in _each(beat, "say", loc):
            named = _id(line)
            yield line_key(named) if named else "", page, (*at, "text")
        if name := _id(beat):
            if isinstance(beat.get("hint"), dict):
                yield hint_key(name), page, (*loc, "hint", "text")
            choices = ((_id(choice), at) for choice, at in _each(beat, "choice", loc))
            yield from ((choice_key(name, one), page, (*at, "text")) for one, at in choices if one)


def _id(owner: dict[str, Any]) -> str:
    """The id, or "" where there is none."""
    found = owner.get("id")
    return "" if found is None else str(found)


def _each(beat: dict[str, Any], key: str, loc: Loc) -> Iterator[tuple[dict[str, Any], Loc]]:
    value = beat.get(key)
    if isinstance(value, dict):
        yield value, (*loc, key)
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield item, (*loc, key, index)
