"""Edits on one page, gathered beside the data that must come of them; nothing else may change."""

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from typing import Any

from prisonersvoice_ar.authoring.edits.comments import comments
from prisonersvoice_ar.authoring.edits.page import Page, reread
from prisonersvoice_ar.authoring.edits.quoting import as_name
from prisonersvoice_ar.authoring.edits.telling import refused
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.documents.yaml.decoding import BREAKS
from prisonersvoice_ar.documents.yaml.sheet import Loc


class Draft:
    """Edits by spans of the page as it was read; ``finish`` proves them."""

    def __init__(self, page: Page) -> None:
        """Begin with no edit."""
        self.page = page
        self.data = deepcopy(page.sheet.data)
        self.edits: list[tuple[int, int, str]] = []

    def __bool__(self) -> bool:
        return bool(self.edits)

    def _owner(self, loc: Loc) -> Any:
        data = self.data
        for step in loc[:-1]:
            data = data[step]
        return data

    def replace_value(self, loc: Loc, written: str, value: Any) -> None:
        """Write ``written``, which reads as ``value``, in the place of the text, number or list at ``loc``."""
        page = self.page
        start, end = page.start(loc), page.content_end(loc)
        if page.sheet.at(loc) is None and page.text[start:end] in ("", ":"):
            start, written = end, f" {written}"  # "key:" with nothing behind it
        self.edits.append((start, end, written))
        self._owner(loc)[loc[-1]] = value

    def replace_name(self, loc: Loc, old: str, new: str) -> None:
        """Put ``new`` where the text at ``loc`` begins with ``old``; its quotes and what follows stay."""
        start, end = self.page.ends(self.page.sheet.values[loc])
        self._swap(start, end, old, new)
        owner = self._owner(loc)
        owner[loc[-1]] = new + str(owner[loc[-1]]).strip()[len(old) :]

    def rename_key(self, loc: Loc, new: str) -> None:
        """Call the key at ``loc`` ``new``; its quotes stay."""
        old = str(loc[-1])
        start, end = self.page.ends(self.page.sheet.keys[loc])
        self._swap(start, end, old, new)
        owner = self._owner(loc)
        owner[new] = owner.pop(old)

    def _swap(self, start: int, end: int, old: str, new: str) -> None:
        """Put ``new`` for the first ``old`` between two offsets; ContentError where it is written with escapes."""
        at = self.page.text.find(old, start, end)
        if at < 0:
            raise unproved(self.page)
        self.edits.append((at, at + len(old), new))

    def add_pair(self, loc: Loc, key: str, written: str, value: Any, *, after: str | None) -> None:
        """Add ``written`` as ``key`` to the mapping at ``loc``, behind its key ``after``; None: before its first.

        A mapping in braces stays one; in a block the pair gets a line of its own, as deep as its neighbours.
        """
        page = self.page
        first = next(iter(page.sheet.at(loc)))
        column = page.column((*loc, first))
        flow = page.is_flow(loc)
        gap, pair = ", " if flow else page.newline + " " * column, f"{as_name(key)}: {written}"
        if after is None:
            at, _ = page.ends(page.sheet.keys[(*loc, first)])
            self.edits.append((at, at, f"{pair}{gap}"))
        else:
            at = page.content_end((*loc, after))
            at = at if flow else line_end(page.text, at)
            self.edits.append((at, at, f"{gap}{pair}"))
        self._owner((*loc, key))[key] = value

    def insert(self, at: int, written: str) -> None:
        """Write ``written`` at an offset; what it changes in ``data`` is the caller's."""
        self.edits.append((at, at, written))

    def finish(self) -> str:
        """The new text. ContentError where edits meet, or the data would come out otherwise."""
        text = applied(self.page.text, self.edits, self.page.lang)
        sheet = reread(self.page, text)
        if sheet is None or sheet.data != self.data:
            raise unproved(self.page)
        after = replace(self.page, sheet=sheet)
        lost = Counter(said for _, said in comments(self.page)) - Counter(said for _, said in comments(after))
        if lost:
            raise unproved(self.page)
        return text


def applied(text: str, edits: list[tuple[int, int, str]], lang: str = "en") -> str:
    """``text`` with each (start, end, new) carried out; at one offset in the order in which they were given."""
    parts, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < at:
            raise refused(ContentError, lang, "edits-meet")
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def unproved(page: Page) -> ContentError:
    """What is said where an edit did not come out as it was meant."""
    return refused(ContentError, page.lang, "unproved", file=page.file)


def line_end(text: str, at: int) -> int:
    """Where the line that ``at`` lies in ends."""
    found = BREAKS.search(text, at)
    return found.start() if found else len(text)
