"""What a rename touches: the scene, its snippets, whoever shares them, voices, translations, notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prisonersvoice_ar.authoring.edits import Draft, History, Move, Page, Write, read_page
from prisonersvoice_ar.authoring.edits.comments import comments
from prisonersvoice_ar.authoring.edits.page import mapping
from prisonersvoice_ar.authoring.edits.saving import content_of
from prisonersvoice_ar.authoring.edits.telling import words_in
from prisonersvoice_ar.authoring.edits.undoing import scene_history
from prisonersvoice_ar.authoring.renaming.collisions import find_kind, refuse_collision
from prisonersvoice_ar.authoring.renaming.mentions import Kind, Mention, mentions, text_keys
from prisonersvoice_ar.authoring.scenery import Writing, is_shared, read_writing, scene_folders
from prisonersvoice_ar.documents.content import Content, shown_path
from prisonersvoice_ar.documents.scenes import SCENE_FILE
from prisonersvoice_ar.documents.yaml.decoding import place_of_index

BESIDE = ("translations.yaml", "notes.yaml")


@dataclass
class Renaming:
    """All that a rename does; nothing is written yet."""

    kind: Kind
    old: str
    new: str
    history: History
    writes: list[Write] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    """"file:line:column", each place that changes"""
    remarks: list[str] = field(default_factory=list)
    """comments that still name it: they are the author's own words"""

    def carry_out(self) -> None:
        """Write all of it, or nothing."""
        words = words_in(self.history.lang)
        said = words.text("rename-said", what=words.text("kind", kind=self.kind), old=self.old, new=self.new)
        self.history.record("rename", said, self.writes, self.moves)


def plan(
    file: Path, old: str, new: str, kind: Kind | None, content: Content, *, lang: str = "en"
) -> Renaming:
    """Find every place; ``lang``: in which is said what is done and what hinders. UsageError where the names do not serve; ContentError where a file cannot be read."""
    writing = read_writing(file, content, lang)
    kind = kind or find_kind(writing, old, lang)
    pages = _concerned(writing, kind, old, content, lang)
    refuse_collision(pages, kind, old, new, content, lang=lang)
    renaming = Renaming(kind, old, new, scene_history(file, content, lang))
    for page in pages:
        _rename_in(page, _named(mentions(page.sheet.data), kind, old), renaming)
    for folder in dict.fromkeys(page.path.parent for page in pages):
        for name in BESIDE:
            if (folder / name).is_file():
                page = read_page(folder / name, content.root, lang)
                _rename_in(page, _named(text_keys(page.sheet.data), kind, old), renaming)
    if kind == "line":
        _rename_voices(renaming, content, lang)
    return renaming


def _named(found: Iterator[Mention], kind: Kind, name: str) -> list[Mention]:
    return [mention for mention in found if mention.kind == kind and mention.name == name]


def _concerned(writing: Writing, kind: Kind, old: str, content: Content, lang: str) -> list[Page]:
    """The scene's pages; where a snippet names it, those of every scene that includes that snippet too."""
    pages = {page.path: page for page in writing.pages}
    others: list[Writing] | None = None
    while True:
        shared = {path for path, page in pages.items() if is_shared(page) and _has(page, kind, old)}
        if shared and others is None:
            others = _including(content, writing.home, lang)
        known = len(pages)
        for other in others or ():
            if any(page.path in shared for page in other.pages):
                pages.update((page.path, page) for page in other.pages)
        if len(pages) == known:
            return list(pages.values())


def _has(page: Page, kind: Kind, old: str) -> bool:
    return bool(_named(mentions(page.sheet.data), kind, old))


def _including(content: Content, home: Path, lang: str) -> list[Writing]:
    """Every scene that includes anything, of the content and beside ``home``."""
    folders = {folder.resolve(): None for folder in (*scene_folders(content), *scene_folders(content, home))}
    files = [folder / SCENE_FILE for folder in folders]
    return [
        read_writing(file, content, lang)
        for file in files
        if re.search(rb"\binclude\b", content_of(file) or b"")
    ]


def _rename_in(page: Page, found: Sequence[Mention], renaming: Renaming) -> None:
    draft = Draft(page)
    old, new = renaming.old, renaming.new
    for mention in found:
        whole = str(mention.loc[-1]) if mention.is_key else str(page.sheet.at(mention.loc)).strip()
        if mention.is_key:
            draft.rename_key(mention.loc, _renamed(whole, old, new))
        elif "/" in whole:
            draft.replace_name(mention.loc, whole, _renamed(whole, old, new))
        else:
            draft.replace_name(mention.loc, old, new)
        place = page.sheet.place(mention.loc, key=mention.is_key)
        renaming.places.append(f"{place.file}:{place.line}:{place.column}")
    if draft:
        text = draft.finish()
        renaming.writes.append(Write(page.path, page.raw, page.encoded(text)))
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    for at, said in comments(page):
        if word.search(said):
            where = place_of_index(page.text, at, page.file)
            renaming.remarks.append(f"{where.file}:{where.line}: {said}")


def _renamed(key: str, old: str, new: str) -> str:
    """``line/old`` → ``line/new``; ``choice/old/old`` → ``choice/new/old``."""
    parts = key.split("/")
    if len(parts) == 1:
        return new
    return "/".join([parts[0], new if parts[1] == old else parts[1], *parts[2:]])


def _rename_voices(renaming: Renaming, content: Content, lang: str) -> None:
    """The recordings of a line take its new name, and voices.yaml beside them."""
    for folder in sorted(path for path in content.audio.glob("*") if path.is_dir()):
        for path in sorted(folder.glob(f"{renaming.old}.*")):
            renaming.moves.append(Move(path.resolve(), path.with_name(renaming.new + path.suffix)))
            renaming.places.append(shown_path(path, content.root))
        manifest = folder / "voices.yaml"
        if manifest.is_file():
            page = read_page(manifest, content.root, lang)
            if renaming.old in mapping(mapping(page.sheet.data).get("lines")):
                mention = Mention("line", renaming.old, ("lines", renaming.old), is_key=True)
                _rename_in(page, [mention], renaming)
