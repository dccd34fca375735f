"""Ids for lines that have none: the next number behind the highest that was ever given.

Never derived from the text, so that mending a word silences no voice; and never given twice: other scenes, recorded
voices, translations and the history of what was removed are all looked at.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from prisonersvoice_ar.authoring.edits.draft import Draft
from prisonersvoice_ar.authoring.edits.page import Page, mapping
from prisonersvoice_ar.authoring.scenery import is_shared, lines_of
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.lower.spots import SHARED

_NUMBERED = re.compile(r"([a-z0-9]+(?:[-_][a-z0-9]+)*)[-_]([0-9]+)\Z")
_READ = (".yaml", ".yml", ".json", ".po")
_LARGEST = 12_000_000
"""bytes of a file that is looked at"""


class Numbering:
    """Gives ids; knows all that were given under ``content`` and in ``home``."""

    def __init__(self, content: Content, home: Path) -> None:
        """``home``: the scene's folder, which may lie elsewhere."""
        self.content, self.home = content, home
        self._given: dict[str, int] = {}
        self._texts: list[tuple[Path, str]] | None = None

    def give(self, draft: Draft) -> list[str]:
        """Give an id to each line of the draft's page that has none; returns them."""
        page = draft.page
        without = [(loc, line) for loc, line in lines_of(page.sheet.data) if line and line.get("id") is None]
        if not without:
            return []
        prefix = self._prefix(page)
        given = []
        for loc, line in without:
            name = self._next(prefix)
            if "id" in line:
                draft.replace_value((*loc, "id"), name, name)
            else:
                draft.add_pair(loc, "id", name, name, after=None)
            given.append(name)
        return given

    def _next(self, prefix: str) -> str:
        pattern = re.compile(rf"(?<![a-z0-9_-]){re.escape(prefix)}[-_]([0-9]+)(?![0-9a-z])")
        if prefix not in self._given:
            numbers = [found for _, text in self._known() for found in pattern.findall(text)]
            self._given[prefix] = max((int(number) for number in numbers if len(number) < 7), default=0)
        self._given[prefix] += 1
        return f"{prefix}-{self._given[prefix]:03d}"

    def _prefix(self, page: Page) -> str:
        """What the page's ids begin with; where it has none yet, letters of its name that nobody else uses."""
        ids = [str(line.get("id")) for _, line in lines_of(page.sheet.data)]
        prefixes = Counter(found[1] for name in ids if (found := _NUMBERED.match(name)))
        if prefixes:
            return prefixes.most_common(1)[0][0]
        name = page.path.stem if is_shared(page) else mapping(page.sheet.data).get("id")
        words = [word for word in re.split("[^a-z0-9]+", str(name or "").lower()) if word] or ["line"]
        taken = {found[1] for other in self._others(page) for found in _IDS.finditer(other)}
        return next((short for short in _shortened(words) if short not in taken), "-".join(words))

    def _others(self, page: Page) -> Iterator[str]:
        yield from (text for path, text in self._known() if path.parent.resolve() != page.path.parent)

    def _known(self) -> list[tuple[Path, str]]:
        if self._texts is None:
            files = [*_texts_under(self.content.scenes), *_texts_under(self.content.audio)]
            if not self.home.is_relative_to(self.content.scenes.resolve()):
                files += _texts_under(self.home) + _texts_under(self.home.parent / SHARED)
            self._texts = [(path, _text(path)) for path in files]
            self._texts += [(path, path.stem) for path in self.content.audio.glob("*/*.*")]
        return self._texts


_IDS = re.compile(r"(?<![a-z0-9_-])([a-z0-9]+(?:[-_][a-z0-9]+)*?)[-_][0-9]{3,}(?![0-9a-z])")


def _shortened(words: list[str]) -> Iterator[str]:
    """Short forms of a name, the shortest first: fd, fid, fifd for "fifteen-days"."""
    if len(words) > 1:
        yield "".join(word[0] for word in words)
    for length in range(2, len(words[0]) + 1):
        yield words[0][:length] + "".join(word[0] for word in words[1:])


def _texts_under(folder: Path) -> list[Path]:
    """Regular files alone: a pipe would block for ever."""
    return sorted(path for path in folder.rglob("*") if path.suffix in _READ and path.is_file())


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace") if path.stat().st_size <= _LARGEST else ""
    except OSError:
        return ""
