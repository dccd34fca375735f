"""A page as lines of print: entries of mappings and lists, each with the comments that belong to it.

Values that are no block (texts, numbers, what stands in brackets) are kept as they are written, byte for byte.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from prisonersvoice_ar.authoring.edits.page import Page
from prisonersvoice_ar.authoring.formatting.brackets import in_order
from prisonersvoice_ar.authoring.formatting.order import Kind, kind_of_item, kind_of_value, placed
from prisonersvoice_ar.documents.yaml.decoding import BREAKS
from prisonersvoice_ar.documents.yaml.sheet import Loc

_BREAK = "\r\n|[\n\r\x85\u2028\u2029]"
_REST = re.compile(f"([ \t]*(?:#[^\n\r\x85\u2028\u2029]*)?)({_BREAK}|\\Z)")
_OWN_LINE = re.compile(f"([ \t]*)((?:#[^\n\r\x85\u2028\u2029]*)?)({_BREAK}|\\Z)")
_COMMENTED = re.compile(r"[ \t]*#")
_BLANK = re.compile(f"[ \t]*(?:{_BREAK})")


class Unformattable(Exception):
    """Written in a way that has no place here ("? key"); it stays as it is."""


@dataclass(frozen=True)
class Trivia:
    """A comment on a line of its own, or a blank line."""

    column: int
    text: str
    """"" is a blank line"""
    end: str
    """the line end"""


@dataclass
class Atom:
    """A value that is kept as it is written."""

    raw: str


@dataclass
class Entry:
    """A key with its value, or an item of a list."""

    name: str
    head: str
    """"text:" as written, or "-" """
    column: int
    """where it stood"""
    lead: list[Trivia] = field(default_factory=list)
    """above it"""
    remark: str = ""
    """behind the head, where the value begins on a later line"""
    remark_end: str = ""
    between: list[Trivia] = field(default_factory=list)
    """between the head and such a value"""
    gap: str = ""
    """blanks between the head and a value on the same line"""
    value: "Atom | Block | None" = None
    after: str = ""
    """behind the value, on its last line"""
    end: str = ""
    below: list[Trivia] = field(default_factory=list)
    """under it, and deeper than it"""


@dataclass
class Block:
    """A mapping or a list without brackets."""

    is_list: bool
    entries: list[Entry]
    tail: list[Trivia] = field(default_factory=list)


@dataclass
class Tree:
    """A whole page."""

    header: str
    root: Block
    footer: str


def grow(page: Page, kind: Kind) -> Tree:
    """The tree of ``page``, whose root is a ``kind``; Unformattable where it has no tree."""
    return _Grower(page, kind).tree()


class _Grower:
    """Goes through the text once, in order; ``at`` is where it is."""

    def __init__(self, page: Page, kind: Kind) -> None:
        self.page, self.text, self.kind = page, page.text, kind
        self.at = 0
        self.pending: list[Trivia] = []
        """lines of their own since the last value, whose owner is not settled"""

    def tree(self) -> Tree:
        data = self.page.sheet.data
        if not isinstance(data, dict) or not data or self.page.is_flow(()):
            raise Unformattable
        first, _ = self.page.ends(self.page.sheet.keys[(next(iter(data)),)])
        self.at = first - self.page.column((next(iter(data)),))
        header = self._header()
        root = self._block((), self.kind, above=-1)
        root.tail += self.pending
        return Tree(header, root, self.text[self.at :])

    def _header(self) -> str:
        """What stands above the first key and belongs to the file; behind a blank line it is the key's own."""
        above = self.text[: self.at]
        starts = [0, *(found.end() for found in BREAKS.finditer(above))]
        own = next((at for at in reversed(starts[:-1]) if not _COMMENTED.match(above, at)), None)
        if own is None or not _BLANK.match(above, own):
            return above
        end = self.at
        self.at = next(at for at in starts if at > own)
        header = above[: self.at]
        self._rest_of_lines(end)
        return header

    def _block(self, loc: Loc, kind: Kind, above: int) -> Block:
        """The block at ``loc``, which belongs to an entry at column ``above``."""
        data: Any = self.page.sheet.at(loc)
        is_list = isinstance(data, list)
        steps: list[Any] = list(range(len(data))) if is_list else list(data)
        block = Block(is_list, [])
        for step in steps:
            inner = kind_of_item(kind) if is_list else kind_of_value(kind, data, step)
            block.entries.append(self._entry((*loc, step), inner))
        column = block.entries[0].column
        deep = column if column > above else column + 1
        block.tail = self._take(deep)
        if not is_list:
            block.entries = [block.entries[index] for index in placed(steps, kind, data)]
        return block

    def _entry(self, loc: Loc, kind: Kind) -> Entry:
        lead, self.pending = self.pending, []
        entry = self._dash() if isinstance(loc[-1], int) else self._key(loc)
        entry.lead = lead
        data = self.page.sheet.at(loc)
        start, end = self.page.start(loc), self.page.content_end(loc)
        if data is None and self.text[start:end] in ("", ":"):
            entry.after, entry.end = self._rest()
        elif isinstance(data, dict | list) and not self.page.is_flow(loc):
            if not self._reach(start):
                entry.remark, entry.remark_end = self._rest()
                self._reach(start)
            entry.value = self._block(loc, kind, entry.column)
        else:
            self._atom(entry, loc, kind, (start, end))
        entry.below = self._take(entry.column + 1)
        return entry

    def _atom(self, entry: Entry, loc: Loc, kind: Kind, ends: tuple[int, int]) -> None:
        start, end = ends
        before = self.at
        if self._reach(start):
            entry.gap = self.text[before:start]
        else:
            entry.remark, entry.remark_end = self._rest()
            entry.between, self.pending = self.pending, []
            if not self._reach(start):
                raise Unformattable
        entry.value = Atom(in_order(self.page, loc, kind))
        self.at = end
        entry.after, entry.end = self._rest()

    def _reach(self, start: int) -> bool:
        """Go to ``start`` where only blanks stand before it."""
        if self.text[self.at : start].strip(" \t"):
            return False
        self.at = start
        return True

    def _key(self, loc: Loc) -> Entry:
        start, end = self.page.ends(self.page.sheet.keys[loc])
        if not self._reach(start):
            raise Unformattable
        colon = re.compile(r"[ \t]*:").match(self.text, end)
        if not colon:
            raise Unformattable
        self.at = colon.end()
        return Entry(str(loc[-1]), self.text[start:end] + ":", self.page.column(loc))

    def _dash(self) -> Entry:
        found = re.compile(r"[ \t]*-").match(self.text, self.at)
        if not found:
            raise Unformattable
        self.at = found.end()
        return Entry("", "-", self.page.column_of(self.at - 1))

    def _rest(self) -> tuple[str, str]:
        """What stands on the rest of the line, and its end; the lines of their own that follow are pending."""
        found = _REST.match(self.text, self.at)
        if not found:
            raise Unformattable
        self.at = found.end()
        self._rest_of_lines(len(self.text))
        return found[1].rstrip(), found[2]

    def _rest_of_lines(self, end: int) -> None:
        while self.at < end:
            own = _OWN_LINE.match(self.text, self.at)
            if not own:
                break
            if own[2] or own[3]:
                self.pending.append(Trivia(len(own[1]), own[2].rstrip(), own[3]))
            self.at = own.end()

    def _take(self, column: int) -> list[Trivia]:
        """The pending comments that stand at ``column`` or deeper, up to the first that does not."""
        count = 0
        for index, trivia in enumerate(self.pending, 1):
            if trivia.text and trivia.column < column:
                break
            if trivia.text:
                count = index
        taken, self.pending = self.pending[:count], self.pending[count:]
        return taken
