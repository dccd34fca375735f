"""Which files a scene is written in: its own, and what it includes from _shared beside it or in scenes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prisonersvoice_ar.authoring.edits.page import Page, items, mapping, read_page
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.documents.advice import closest
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.disk import entries, is_file
from prisonersvoice_ar.documents.lower.spots import SHARED, shared_folders
from prisonersvoice_ar.documents.models.shared import SharedDoc
from prisonersvoice_ar.documents.scenes import SCENE_FILE, scene_file
from prisonersvoice_ar.documents.yaml.sheet import Loc


@dataclass(frozen=True)
class Writing:
    """A scene's files, read to be edited."""

    pages: tuple[Page, ...]
    """its own first, then what it includes, as it comes"""
    home: Path
    """the folder it lies in, where its file may be a link: there its history is kept, its notes and what is known of
    its translations"""

    @property
    def name(self) -> str:
        """What people call it."""
        head = self.pages[0]
        return head.path.parent.name if head.path.name == SCENE_FILE else head.path.stem


def named_scene(named: Path, content: Content) -> Path:
    """The file of a scene named by its file, its folder or its folder's name; UsageError where there is none."""
    for path in (named, content.scenes / named):
        file = scene_file(path)
        if is_file(file):
            return file
    guess = closest(str(named), [path.name for path in scene_folders(content)])
    raise UsageError(
        f'there is no scene "{named}"',
        f'Did you mean "{guess}"?' if guess else "Name its folder, or its scene.yaml.",
    )


def scene_folders(content: Content, beside: Path | None = None) -> list[Path]:
    """The folders of all scenes of ``content``; ``beside``: of those that lie beside this one instead."""
    scenes = content.scenes if beside is None else beside.parent
    every = (path for path in entries(scenes) if not path.name.startswith(("_", ".")))
    return [path for path in every if is_file(path / SCENE_FILE)]


def read_writing(file: Path, content: Content, lang: str = "en") -> Writing:
    """Read a scene's file and all that it includes; ContentError where one of them cannot be read."""
    pages = [read_page(file, content.root, lang)]
    waiting = list(includes(pages[0].sheet.data))
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        path = shared_file(name, file.parent, content)
        if name in seen or path is None:  # that one is missing is for `check` to say
            continue
        seen.add(name)
        page = read_page(path, content.root, lang)
        if page.path != pages[0].path:
            pages.append(page)
        waiting = [*includes(page.sheet.data), *waiting]
    return Writing(tuple(pages), file.parent.resolve())


def shared_file(name: str, folder: Path, content: Content) -> Path | None:
    """Where a scene in ``folder`` finds the snippet ``name``; None where there is none. As `check` looks for it."""
    paths = (shared / f"{name}.yaml" for shared in shared_folders(folder, content))
    return next((path for path in paths if is_file(path)), None)


def is_shared(page: Page) -> bool:
    """Whether a page is a snippet; one whose folder is a link elsewhere is known by what it holds."""
    keys = mapping(page.sheet.data).keys()
    return page.path.parent.name == SHARED or ("beats" in keys and keys <= SharedDoc.model_fields.keys())


def includes(data: Any) -> Iterator[str]:
    """The names that a scene or a snippet includes, in order."""
    for item in items(mapping(data).get("beats")):
        name = mapping(item).get("include")
        if isinstance(name, str) and "/" not in name and "\\" not in name:
            yield name


def lines_of(data: Any) -> Iterator[tuple[Loc, dict[str, Any]]]:
    """Each line of a scene or a snippet, with its place."""
    for index, beat in enumerate(items(mapping(data).get("beats"))):
        say = mapping(beat).get("say")
        loc: Loc = ("beats", index, "say")
        if isinstance(say, dict):
            yield loc, say
        for place, line in enumerate(say if isinstance(say, list) else ()):
            if isinstance(line, dict):
                yield (*loc, place), line
