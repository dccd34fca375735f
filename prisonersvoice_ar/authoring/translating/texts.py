"""A scene's texts with their keys and the places where they are written, in the order in which they are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prisonersvoice_ar.authoring.edits import Page
from prisonersvoice_ar.authoring.edits.page import items, mapping
from prisonersvoice_ar.authoring.scenery import Writing, read_writing
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.texts import SUMMARY, TITLE, choice_key, hint_key, line_key, text_hash
from prisonersvoice_ar.documents import load_scene, render
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
    """All of a scene."""

    scene: Scene
    writing: Writing
    by_key: dict[str, Text]

    @property
    def written(self) -> str:
        """The language that translations are made from."""
        return self.scene.written_in

    @property
    def others(self) -> tuple[str, ...]:
        """The languages of the title that are translations."""
        return tuple(lang for lang in self.scene.languages if lang != self.written)


def clean(text: str) -> str:
    """What is said of ``text``, without the marks where captions break: this is what hashes are made of."""
    parts = (part.strip() for part in f" {text} ".split(" | "))
    return " ".join(part for part in parts if part)


def hash_of(text: str) -> str:
    """The hash by which translations.yaml knows ``text``."""
    return text_hash(clean(text))


def read_texts(file: Path, content: Content, lang: str = "en") -> Texts:
    """Read a scene's texts; ContentError with check's words where the scene has errors."""
    loaded = load_scene(file, content)
    if loaded.value is None:
        raise ContentError(
            render(loaded.errors, lang, loaded.texts.get).rstrip(), "Mend this first: `prisonersvoice check`."
        )
    writing = read_writing(file, content, lang)
    return Texts(loaded.value, writing, texts_in(writing))


def texts_in(writing: Writing) -> dict[str, Text]:
    """The texts of pages that may have errors: what is shaped as no text is passed over."""
    found: dict[str, Text] = {}
    for key, page, loc in _texts(writing):
        owner = page.sheet.at(loc[:-1])
        words = mapping(owner.get(loc[-1]) if isinstance(owner, dict) else None)
        if words and all(isinstance(said, str) for said in words.values()):
            found.setdefault(key, Text(key, page, loc, {lang: said.strip() for lang, said in words.items()}))
    return found


def written_in(writing: Writing) -> str:
    """The language that the scene says it is written in, or the first of its title."""
    head = mapping(writing.pages[0].sheet.data)
    said = mapping(head.get("languages")).get("written")
    return str(said or next(iter(mapping(head.get(TITLE))), ""))


def _texts(writing: Writing) -> Iterator[tuple[str, Page, Loc]]:
    head = writing.pages[0]
    if isinstance(head.sheet.data, dict):
        yield from ((key, head, (key,)) for key in (TITLE, SUMMARY))
    snippets = {page.path.stem: page for page in writing.pages[1:]}
    yield from _told(head, snippets)


def _told(page: Page, snippets: dict[str, Page]) -> Iterator[tuple[str, Page, Loc]]:
    """The texts of ``page``'s beats; an included file's stand where it is included."""
    for index, raw in enumerate(items(mapping(page.sheet.data).get("beats"))):
        beat, loc = mapping(raw), ("beats", index)
        if "include" in beat:
            snippet = snippets.pop(str(beat["include"]), None)  # once: a file is included once
            if snippet is not None:
                yield from _told(snippet, snippets)
            continue
        name = str(beat.get("id"))
        for line, at in _each(beat, "say", loc):
            yield line_key(str(line.get("id"))), page, (*at, "text")
        if isinstance(beat.get("hint"), dict):
            yield hint_key(name), page, (*loc, "hint", "text")
        for choice, at in _each(beat, "choice", loc):
            yield choice_key(name, str(choice.get("id"))), page, (*at, "text")


def _each(beat: dict[str, Any], key: str, loc: Loc) -> Iterator[tuple[dict[str, Any], Loc]]:
    value = beat.get(key)
    if isinstance(value, dict):
        yield value, (*loc, key)
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield item, (*loc, key, index)
