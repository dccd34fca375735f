"""A file as it is edited: its bytes, its text, and where each piece of its data stands in that text."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from prisonersvoice_ar.authoring.edits.telling import refused
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.documents.content import shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.rendering import render
from prisonersvoice_ar.documents.yaml.building import build
from prisonersvoice_ar.documents.yaml.decoding import BREAKS, decode
from prisonersvoice_ar.documents.yaml.reading import LARGEST, read_bytes
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet, Span

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Page:
    """One YAML file; ``text`` is without the byte order mark, line ends are as in the file."""

    path: Path
    """absolute, links followed: what is replaced is the file itself"""
    sheet: Sheet
    raw: bytes
    lang: str = "en"
    """in which its reader is spoken to: uk or en"""

    @property
    def text(self) -> str:
        """What was read."""
        return self.sheet.text

    @property
    def file(self) -> str:
        """The path as the author knows it."""
        return self.sheet.file

    @cached_property
    def newline(self) -> str:
        """The line end that the file uses most; a new line gets it."""
        return main_break(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in BREAKS.finditer(self.text))]

    def offset(self, line: int, column: int) -> int:
        """The index in ``text`` of a mark; counted from 0."""
        if line >= len(self._starts):
            return len(self.text)
        return min(self._starts[line] + column, len(self.text))

    def column_of(self, offset: int) -> int:
        """The column of an index in ``text``."""
        return offset - self._starts[bisect_right(self._starts, offset) - 1]

    def ends(self, span: Span) -> tuple[int, int]:
        """Where ``span`` begins and ends in ``text``."""
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def start(self, loc: Loc) -> int:
        """Where the value at ``loc`` begins."""
        span = self.sheet.values[loc]
        return self.offset(span.line, span.column)

    def column(self, loc: Loc) -> int:
        """The column of a mapping's key at ``loc``, counted from 0."""
        return self.sheet.keys[loc].column

    def is_flow(self, loc: Loc) -> bool:
        """Whether the list or mapping at ``loc`` is written between brackets."""
        start = self.start(loc)
        return self.text[start : start + 1] in ("{", "[")

    def content_end(self, loc: Loc) -> int:
        """Where the value at ``loc`` ends: without blank lines, comments and line ends behind it."""
        data = self.sheet.at(loc)
        start, end = self.ends(self.sheet.values[loc])
        if isinstance(data, dict | list):
            if self.is_flow(loc):
                return end
            last = list(data)[-1] if isinstance(data, dict) else len(data) - 1
            return self.content_end((*loc, last))
        if self.text[start : start + 1] in ("|", ">"):
            return start + block_text_length(self.text[start:end])
        return end

    def encoded(self, text: str) -> bytes:
        """``text`` as this file's bytes, with a byte order mark where it has one."""
        return (BOM if self.raw.startswith(BOM) else b"") + text.encode()


def main_break(text: str) -> str:
    r"""The line end used most in ``text``; ``\\n`` where there is none."""
    counted = Counter(found[0] for found in BREAKS.finditer(text) if found[0] in ("\n", "\r\n", "\r"))
    return counted.most_common(1)[0][0] if counted else "\n"


def block_text_length(raw: str) -> int:
    """How much of a block text's span is the text: blank lines that end it belong to it only behind ``|+``."""
    breaks = list(BREAKS.finditer(raw))
    if not breaks:
        return len(raw)
    if "+" in raw[: breaks[0].start()].split("#", maxsplit=1)[0]:
        return breaks[-1].start() if breaks[-1].end() == len(raw) else len(raw)
    lines = BREAKS.split(raw)
    indents = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")]
    deepest = min(indents, default=0)
    last = len(lines) - 1
    # a line of more spaces than the text is indented by is part of it
    while last > 0 and not lines[last].strip(" ") and len(lines[last]) <= deepest:
        last -= 1
    return len(raw) if last == len(lines) - 1 else breaks[last].start()


def read_page(path: Path, root: Path, lang: str = "en") -> Page:
    """Read the YAML at ``path`` to be edited; ``root`` is the content's.

    ContentError with check's words (in ``lang``) where it cannot be read as YAML without a doubt.
    """
    findings = Findings()
    shown = shown_path(path, root)
    raw = read_bytes(path, shown, findings)
    return page_of(path, shown, raw, findings, lang)


def page_of(path: Path, shown: str, raw: bytes | None, findings: Findings, lang: str = "en") -> Page:
    """The page of bytes that were read; ContentError as ``read_page``."""
    sheet = None
    if raw is not None:
        findings.texts[shown] = raw.decode("utf-8-sig", errors="replace")
        text = decode(raw, shown, findings)
        sheet = build(text, shown, findings) if text is not None else None
    if sheet is None or raw is None or findings.failed:
        error = refused(ContentError, lang, "unreadable", file=shown)
        problems = render(findings.sorted(), lang, findings.texts.get).rstrip()
        raise ContentError(f"{error.message}\n\n{problems}", error.advice)
    return Page(path.resolve(), sheet, raw, lang)


def reread(page: Page, text: str) -> Sheet | None:
    """What ``text`` reads as once it is written; None where `check` would refuse the file."""
    findings = Findings()
    raw = page.encoded(text)
    read = decode(raw, page.file, findings) if len(raw) <= LARGEST else None
    sheet = build(read, page.file, findings) if read is not None else None
    return None if findings.failed else sheet


def mapping(value: Any) -> dict[str, Any]:
    """``value`` where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """``value`` where it is a list, else an empty one."""
    return value if isinstance(value, list) else []
