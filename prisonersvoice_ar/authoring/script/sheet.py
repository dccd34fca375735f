"""The recording script as a spreadsheet (XLSX), to fill in beside the microphone."""

import re
import textwrap
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prisonersvoice_ar.authoring.script.context import Neighbour
from prisonersvoice_ar.authoring.script.page import TAKES, language_of_page
from prisonersvoice_ar.authoring.script.rows import Row, Script
from prisonersvoice_ar.core.errors import MachineError

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_MOST = 32_767
"""characters in a cell (ECMA-376); more would be left out whole"""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""how a text may begin that a spreadsheet takes for a formula when it is typed or read from CSV (OWASP)"""
_WIDTHS = {
    "beat": 11, "id": 9, "text": 48, "direction": 24, "pronunciation": 20, "before": 28, "after": 28,
    "least": 7, "most": 7, "now": 7, "state": 13, "take": 7, "pick": 11, "remarks": 26,
}  # fmt: skip
_ROOM = 0.95
"""of a column's width, in digits: Cyrillic letters are wider, and words break before the edge"""

_LOOKS: dict[str, dict[str, object]] = {
    "plain": {"font_size": 11},
    "text": {"font_size": 14},
    "quiet": {"font_color": "#555555", "font_size": 10},
    "id": {"bold": True, "font_size": 11},
    "head": {"bold": True, "bg_color": "#EFEFEF", "font_size": 10},
    "wanted": {"bold": True, "font_color": "#9A3412", "font_size": 11},
}


def write_sheet(script: Script, path: Path) -> None:
    """Write ``script`` to ``path``. Raises MachineError where XlsxWriter is missing; OSError."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MachineError(
            "a spreadsheet needs the Python package XlsxWriter, which is not installed",
            "Ask for the page alone: --format html; or install it: python -m pip install XlsxWriter",
        ) from error
    # nothing that an author writes becomes a formula, a link or a number; no time, so that the same gives the same
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": _title(script), "created": _LONG_AGO})
        _Sheet(script, book).write()


def _title(script: Script) -> str:
    return f"{script.scene.words(script.scene.title, script.language)} ({script.scene.id}, {script.language})"


class _Sheet:
    def __init__(self, script: Script, book: Any) -> None:
        self._script, self._words = script, language_of_page(script.language)
        self._sheet = book.add_worksheet(script.language)
        plain: dict[str, object] = {
            "text_wrap": True,
            "valign": "top",
            "border": 1,
            "border_color": "#BBBBBB",
            "font_size": 11,
        }
        self._formats = {
            name: (book.add_format(plain | more), book.add_format(plain | more | {"quote_prefix": True}))
            for name, more in _LOOKS.items()
        }
        self._number = book.add_format(plain | {"num_format": "0.0"})
        self._light = book.add_format({"font_color": "#8A8A8A", "font_size": 14})
        self._dark = book.add_format({"font_size": 14})

    def write(self) -> None:
        columns = self._columns()
        self._names = [name for name, _ in columns]
        self._heights: list[float] = []
        for column, (name, head) in enumerate(columns):
            self._sheet.set_column(column, column, _WIDTHS[name])
            self._text(0, column, head, "head")
        for number, row in enumerate(self._script.rows, 1):
            self._heights = [26.0]
            self._row(number, row)
            # a program that does not fit rows to their texts by itself would cut them off
            self._sheet.set_row(number, min(409.0, max(self._heights)))
        self._sheet.freeze_panes(1, 3)
        self._sheet.repeat_rows(0)
        self._sheet.autofilter(0, 0, max(1, len(self._script.rows)), len(columns) - 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        self._sheet.set_footer(f"&L{_title(self._script).replace('&', '&&')[:180]}&R&P / &N")

    def _columns(self) -> list[tuple[str, str]]:
        text = self._words.text
        named = [
            ("beat", "column-beat"),
            ("id", "column-id"),
            ("text", "column-text"),
            ("direction", "direction"),
        ]
        named += [("pronunciation", "pronunciation"), ("before", "before"), ("after", "after")]
        named += [
            ("least", "column-least"),
            ("most", "column-most"),
            ("now", "column-now"),
            ("state", "column-state"),
        ]
        takes = [("take", text("take", number=number)) for number in range(1, TAKES + 1)]
        last = [("pick", text("pick")), ("remarks", text("remarks"))]
        return [*((name, text(message)) for name, message in named), *takes, *last]

    def _row(self, at: int, row: Row) -> None:
        self._text(at, 0, row.beat, "quiet")
        self._text(at, 1, row.line.id, "id")
        self._spoken(at, 2, row)
        self._text(at, 3, row.line.note, "plain")
        self._text(at, 4, "\n".join(f"{word.written} — {word.said}" for word in row.hard), "plain")
        before, after = row.context
        self._text(at, 5, self._around(before, "story-begins"), "quiet")
        self._text(at, 6, self._around(after, "story-ends"), "quiet")
        for column, value in ((7, row.least), (8, row.most), (9, row.now)):
            if value is None:
                self._sheet.write_blank(at, column, None, self._number)
            else:
                self._sheet.write_number(at, column, round(value, 1), self._number)
        wanted = row.state.value in ("missing", "stale")
        self._text(at, 10, self._words.text(f"state-{row.state.value}"), "wanted" if wanted else "plain")
        for column in range(11, 11 + TAKES + 2):
            self._sheet.write_blank(at, column, None, self._formats["plain"][0])

    def _spoken(self, at: int, column: int, row: Row) -> None:
        """Write the text, lighter bars where captions end."""
        if len(row.captions) < 2 or len(row.text) > _MOST // 2:
            self._text(at, column, row.text, "text")
            return
        self._heights.append(_height(" ¦ ".join(row.captions), _WIDTHS["text"], 14))
        parts: list[Any] = []
        for index, caption in enumerate(row.captions):
            parts += [self._light, " ¦ "] if index else []
            parts += [self._dark, caption]
        self._sheet.write_rich_string(at, column, *parts, self._formats["text"][_is_risky(row.text)])

    def _text(self, at: int, column: int, text: str, kind: str) -> None:
        """Write ``text`` as a text, whatever it looks like; one like a formula stays one when the cell is edited."""
        size = _LOOKS[kind]["font_size"]
        name = self._names[column]
        self._heights.append(_height(text, _WIDTHS[name], float(str(size))))
        cut = text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
        self._sheet.write_string(at, column, cut, self._formats[kind][_is_risky(cut)])

    def _around(self, neighbours: Sequence[Neighbour], nothing: str) -> str:
        scene, lang = self._script.scene, self._script.language
        rows = []
        for one in neighbours:
            if one.line is None:
                rows.append(self._words.text(nothing))
                continue
            notes = [one.line.id, self._words.text("in-beat", name=one.beat)]
            if one.choice is not None:
                notes.append(self._words.text("chosen", text=scene.words(one.choice.text, lang)))
            rows.append(f"{scene.words(one.line.text, lang)} ({', '.join(notes)})")
        return "\n".join(rows)


def _height(text: str, width: float, size: float) -> float:
    """Give the points that ``text`` takes in a column of ``width`` digits of 11 points."""
    room = max(4, int(_ROOM * width * 11 / size))
    count = sum(max(1, len(textwrap.wrap(line, room))) for line in text.split("\n"))
    return 4 + count * size * 1.36


def _is_risky(text: str) -> bool:
    return text.startswith(_FORMULA)


def is_filled_in(path: Path) -> bool:
    """Whether somebody has saved a sheet since it was made: takes and remarks may stand in it.

    What we write says that it was changed when it was made; whoever saves it says when that was. What cannot be
    read is taken for somebody's work.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            core = archive.read("docProps/core.xml").decode("utf-8")
    except (OSError, zipfile.BadZipFile, KeyError, UnicodeDecodeError, RuntimeError):
        return True
    changed = re.search(r"<dcterms:modified[^>]*>([^<]*)<", core)
    return changed is None or not changed[1].startswith(f"{_LONG_AGO:%Y-%m-%dT%H:%M}")
