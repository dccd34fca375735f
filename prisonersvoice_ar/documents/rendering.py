"""Problems as people read them: message, place, the line itself, a caret, the way out."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from prisonersvoice_ar.core.script.problem import Problem, Severity
from prisonersvoice_ar.documents.catalogue import forms_of, said_in
from prisonersvoice_ar.documents.catalogue import summary as counted
from prisonersvoice_ar.documents.yaml.decoding import split_lines

_MOST_SHOWN = 100
"""problems that are written out; behind a hundred, they have a cause in common"""
_VISIBLE = {"\t": "→", "\u00a0": "␣", "\u202f": "␣", "\u3000": "␣"}

Read = Callable[[str], str | None]
"""file as in ``Place.file`` → its text, or None"""

_WIDEST = 100
"""columns of a line that are shown; a longer one is cut around the caret"""


def render(
    problems: Iterable[Problem], lang: str = "en", read: Read | None = None, *, incomplete: bool = False
) -> str:
    """Return ``problems`` in ``lang`` ("en", "uk") with snippets, and a line that counts them.

    ``read`` gives the text that was loaded (``Loaded.texts.get``); without it files are read again.
    ``incomplete``: some checks could not be made (``Loaded.incomplete``), and it is said so.
    """
    every = list(problems)
    texts = _Texts(read or _read_file)
    blocks = [_block(said_in(lang, problem), lang, texts) for problem in every[:_MOST_SHOWN]]
    if len(every) > _MOST_SHOWN:
        blocks.append(forms_of(lang).more.format(count=len(every) - _MOST_SHOWN))
    count = summary(every, lang)
    if incomplete:
        count += f"\n{forms_of(lang).incomplete}"
    return "\n\n".join([*blocks, count]) + "\n"


def summary(problems: Iterable[Problem], lang: str = "en") -> str:
    """Return "2 errors, 1 warning"."""
    counts = Counter(problem.severity for problem in problems)
    return counted(lang, counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.NOTE])


class _Texts:
    """The lines of each file, split once."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._lines: dict[str, list[str]] = {}

    def line(self, file: str, number: int) -> str | None:
        if file not in self._lines:
            self._lines[file] = split_lines(self._read(file) or "")
        lines = self._lines[file]
        return lines[number - 1] if 0 < number <= len(lines) else None


def _read_file(file: str) -> str | None:
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return None


def _block(problem: Problem, lang: str, texts: _Texts) -> str:
    place = problem.place
    severity = forms_of(lang).severities[problem.severity.value]
    gutter = " " * len(str(place.line))
    out = [
        f"{severity}[{problem.code}]: {problem.message}",
        f"{gutter}--> {_visible(place.file)}:{place.line}:{place.column}",
    ]
    line = texts.line(place.file, place.line)
    if line is not None and line.strip():
        shown, caret = _marked(line, problem)
        label = f" {problem.label}" if problem.label else ""
        out += [f"{gutter} |", f"{place.line} | {shown}", f"{gutter} | {caret}{label}"]
    elif problem.label:
        out.append(f"{gutter} = {problem.label}")
    if problem.advice:
        out.append(f"{gutter} = {problem.advice}")
    return "\n".join(out)


def _marked(line: str, problem: Problem) -> tuple[str, str]:
    """Return the line and the carets under it, tabs and no-break spaces made visible, cut where it is long."""
    place = problem.place
    start = min(place.column - 1, len(line))
    end = len(line.rstrip())
    if place.end_line == place.line and place.end_column is not None:
        end = min(place.end_column - 1, len(line))
    end = max(end, start + 1)
    # the caret has to be seen on any terminal, however long the sentence
    cut = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown = line[cut : cut + _WIDEST]
    before, marked = line[cut:start], line[start : min(end, cut + _WIDEST)]
    more = "…" if cut + _WIDEST < len(line) else ""
    lead = "…" if cut else ""
    pad = " " * (len(lead) + _width(_visible(before)))
    return lead + _visible(shown) + more, pad + "^" * max(1, _width(_visible(marked)))


def _visible(text: str) -> str:
    """Show tabs as →, odd spaces as ␣, so that what is meant can be seen."""
    return "".join(_VISIBLE.get(c) or ("�" if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 else c) for c in text)


def _width(text: str) -> int:
    """Return how many columns a terminal gives ``text``: none to a combining mark, two to a wide letter."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )
