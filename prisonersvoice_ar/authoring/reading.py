"""Reading what is to be checked, each file as what it holds; by several processes where there is much of it."""

import gc
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from prisonersvoice_ar.authoring.care import Further, Surroundings, care_of
from prisonersvoice_ar.documents import Content, Loaded, load_campaign, load_scene, load_targets
from prisonersvoice_ar.documents.content import content_around
from prisonersvoice_ar.documents.disk import begun
from prisonersvoice_ar.documents.memory import Memory
from prisonersvoice_ar.documents.notes import NOTES_FILE, load_notes
from prisonersvoice_ar.documents.scenes import scene_file
from prisonersvoice_ar.documents.shared import is_shared, load_shared
from prisonersvoice_ar.documents.translations import TRANSLATIONS_FILE, load_translations
from prisonersvoice_ar.documents.yaml.reading import LARGEST

MUCH = 2_000_000
"""bytes of scenes: read in a second and a half, in which others have hardly begun"""
MOST_WORKERS = 4
"""each begins by reading our modules, a third of a second: more than a few win nothing"""
_AT_ONCE = 4
"""scenes that a worker reads before it tells of them: an interrupt waits for them, and the last to end is waited for"""
_TOP_KEY = re.compile(r"^(\w+):", re.MULTILINE)
_PEEK = 100_000
"""characters"""


class Reader:
    """Reads one path after another; what several of them share is read once."""

    def __init__(self, content: Content, lang: str, further: Further | None = None) -> None:
        """``content`` is ours: what a scene elsewhere lacks is taken from it. ``lang``, ``further``: see ``check``."""
        self.content, self.lang, self.further = content, lang, further
        self._places: dict[Content, tuple[Surroundings, Memory]] = {}

    def read(self, path: Path) -> Loaded[Any]:
        """Load ``path`` as what it holds; a scene, where that cannot be told. Raises what ``further`` raises."""
        where = content_around(path, self.content)
        around, memory = self._places.setdefault(where, (Surroundings(where, self.lang), Memory()))
        keys, content = set(_TOP_KEY.findall(begun(path, _PEEK))), around.content
        if path.name == content.actions.name or "actions" in keys:
            return load_campaign(path, content.root)
        if path.name == "markers.yaml" or path == content.markers or "targets" in keys:
            return load_targets(path, content.root)
        if {"fx", "fy"} & keys:
            from prisonersvoice_ar.documents.lens import read_lens

            return read_lens(path)
        if path.name == TRANSLATIONS_FILE:
            return load_translations(path.parent, content.root)
        if path.name == NOTES_FILE:
            return load_notes(path.parent, content.root)
        if is_shared(path):
            return load_shared(path, content)
        return care_of(path, load_scene(path, content, memory), around, self.further)


def read_all(
    paths: Sequence[Path],
    content: Content,
    lang: str,
    further: Further | None = None,
    workers: int | None = None,
) -> Iterator[Loaded[Any]]:
    """Read ``paths``, in their order; ``workers``: processes, this one among them (default: as many as it takes).

    What processes have read comes without its values. Raises what ``further`` raises.
    """
    if workers is None:
        much = len(paths) > _AT_ONCE and _weight(paths) > MUCH
        workers = min(MOST_WORKERS, os.cpu_count() or 1) if much else 0
    done = 0
    if workers > 1 and further is None:  # what asks further draws scenes, or measures sounds, in this process
        from prisonersvoice_ar.authoring.crew import (
            LOST,
            together,
        )  # who checks little waits for no more modules

        try:
            _make_ready(content, lang)
            for part in together(_read_part, _parts(paths), workers, _begin, content, lang):
                yield from part
                done += len(part)
        except LOST:
            pass
    reader = Reader(content, lang, further)
    yield from map(reader.read, paths[done:])


def _weight(paths: Sequence[Path]) -> int:
    """How many bytes of YAML lie at ``paths``, those that will be read."""
    total = 0
    for path in paths:
        try:
            size = scene_file(path).stat().st_size
        except (OSError, ValueError):  # is to be told where it is read
            continue
        total += size if size <= LARGEST else 0
    return total


def _parts(paths: Sequence[Path]) -> list[Sequence[Path]]:
    return [paths[first : first + _AT_ONCE] for first in range(0, len(paths), _AT_ONCE)]


def look_back_seldom() -> None:
    """Let this process go through its memory seldom: what is read is kept to the end and hardly holds a circle.

    Looking through it again and again took a third of the time.
    """
    gc.set_threshold(200_000, 50, 100)


_reader: Reader | None = None
"""a worker's own"""


def _begin(content: Content, lang: str) -> None:
    look_back_seldom()
    _make_ready(content, lang)


def _make_ready(content: Content, lang: str) -> None:
    global _reader  # noqa: PLW0603 - a pool's initializer has no other place
    _reader = Reader(content, lang)


def _read_part(paths: Sequence[Path]) -> list[Loaded[Any]]:
    if _reader is None:
        raise RuntimeError("a worker that was not made ready")
    return [_light(_reader.read(path)) for path in paths]


def _light(loaded: Loaded[Any]) -> Loaded[Any]:
    """``loaded`` without what nobody asks for who only wants to know what is wrong: it has to be sent."""
    named = {problem.place.file for problem in loaded.problems}
    texts = {file: text for file, text in loaded.texts.items() if file in named}
    return replace(loaded, value=None, texts=texts)
