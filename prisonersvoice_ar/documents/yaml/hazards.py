"""What a parser takes without a word and no author means: tabs, no-break spaces, a swallowed half sentence."""

import re

import yaml

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.findings import FLOOD, Findings
from prisonersvoice_ar.documents.yaml.decoding import split_lines
from prisonersvoice_ar.documents.yaml.sheet import Span

# what word processors, web pages and phones put where a space is typed: each looks like one
_ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_INDENT = re.compile(rf"[ ]*([\t{_ODD_SPACES}])[ \t{_ODD_SPACES}]*\S")
# "cell:<nbsp>x" is one word to YAML, and so is "-<nbsp>id"
_AFTER_SIGN = re.compile(rf"^[ ]*(?:-|-?[ ]*[\w-]+:)([{_ODD_SPACES}])")
# "then: look<nbsp>", "{uk:<nbsp>x}", "{x: y,<nbsp>z: …}": part of a word that is written without quotation marks
_IN_WORD = re.compile(rf"[\w-]+:([{_ODD_SPACES}])|([{_ODD_SPACES}])|\S+?([{_ODD_SPACES}]+)\Z")
# what editors and telephones make of a hyphen, or put before an item; behind it a key, so that it is no dialogue
_DASH = re.compile(r"[ ]*([\u2010-\u2015\u2212\u2022\u00b7])[ ]+[\w-]+:(?: |$)")
_MERGE = re.compile(r"(<{7}|>{7}|={7}|\|{7})(?: |$)")
_COMMENT = re.compile(r"([ \t]+)#(.?)")
_PRINTED = {"«": "»", "“": "”", "„": "“”", "‘": "’", "”": "”", "’": "’", "‚": "‘’", "‹": "›"}
"""a printer's opening mark to those that close it, as word processors and telephones put them for " and '"""
# one look at a whole file, which most often has nothing of all this
_HINDRANCES = re.compile(
    rf"^(?:{'|'.join(each.pattern for each in (_MERGE, _INDENT, _AFTER_SIGN, _DASH))})", re.MULTILINE
)
_MOST_LINES = 5
_NUMBER = re.compile(r"[-+.\d]+\Z")


class TextHazards:
    """Finds them line by line, leaving out the lines that lie inside quoted or block text."""

    def __init__(self, text: str, file: str, findings: Findings) -> None:
        """Look at ``text``; ``cover`` tells which lines are text of the author's."""
        self.text, self.lines, self.file, self.findings = text, split_lines(text), file, findings
        self._inside: set[int] = set()

    def cover(self, event: yaml.ScalarEvent, span: Span) -> None:
        """Leave out the lines that begin inside this quoted or block scalar."""
        if event.style and span.end_line > span.line:
            last = span.end_line if event.style in "'\"" else span.end_line - 1
            self._inside.update(range(span.line + 1, last + 1))

    def report(self, scalars: list[tuple[yaml.ScalarEvent, Span]]) -> bool:
        """Name the first of each that hinders reading (a tab, a no-break space, a dash, a merge); True if any."""
        found: dict[str, list[Place]] = {}
        suspect = _HINDRANCES.search(self.text.replace("\r", "\n"))
        for number, line in enumerate(self.lines if suspect else ()):
            if number in self._inside:
                continue
            told = self._hindrance(number, line)
            if told:
                found.setdefault(told[0], []).append(told[1])
        found = found or self._in_words(scalars)
        for code, places in found.items():
            lines = _lines([place.line for place in places])
            first = self.lines[places[0].line - 1].strip()
            self.findings.add(code, places[0], lines=lines, sign=first[:1], mark=first[:7])
        return bool(found)

    def _hindrance(self, number: int, line: str) -> tuple[str, Place] | None:
        """Return what of ``line`` keeps it from being read as it is meant, and where."""
        merge = _MERGE.match(line)
        if merge:
            return "merge-conflict", Place(self.file, number + 1, 1, number + 1, 8)
        hit = _INDENT.match(line) or _AFTER_SIGN.match(line)
        if hit and not line.lstrip(f"{hit[1]} \t").startswith("#"):
            code = "tab-indent" if hit[1] == "\t" else "no-break-space"
        else:
            hit, code = _DASH.match(line), "long-dash"
        if hit is None:
            return None
        return code, Place(self.file, number + 1, hit.start(1) + 1, number + 1, hit.start(1) + 2)

    def _in_words(self, scalars: list[tuple[yaml.ScalarEvent, Span]]) -> dict[str, list[Place]]:
        """Return where odd spaces have become a part of words that have no quotation marks."""
        places = []
        for event, span in scalars:
            hit = None if event.style or event.value.isascii() else _IN_WORD.match(event.value)
            if hit is not None and hit.lastindex is not None:
                column = span.column + hit.start(hit.lastindex) + 1
                places.append(Place(self.file, span.line + 1, column, span.line + 1, column + 1))
        return {"no-break-space": places} if places else {}

    def report_swallowed(self, scalars: list[tuple[yaml.ScalarEvent, Span]]) -> None:
        """Warn where " #" makes a comment of what reads like the second half of a sentence."""
        told = 0
        for event, span in scalars if " #" in self.text or "\t#" in self.text else ():
            if event.style or not event.value or told >= FLOOD:
                continue
            hit = _COMMENT.match(self.lines[span.end_line], span.end_column)
            if hit and _reads_on(event.value, hit[1], hit[2]):
                column = span.end_column + len(hit[1]) + 1
                end = len(self.lines[span.end_line]) + 1
                place = Place(self.file, span.end_line + 1, column, span.end_line + 1, end)
                self.findings.add("swallowed", place, kept=_shortened(event.value))
                told += 1

    def report_quotes(self, scalars: list[tuple[yaml.ScalarEvent, Span]]) -> None:
        """Warn of the first «…» or “…” round a text instead of YAML's own marks, or one of these at its end alone."""
        found = [(idle_quote(event.value), span) for event, span in scalars if not event.style]
        found = [each for each in found if each[0]]
        if found:
            mark, span = found[0]
            lines = _lines([span.line + 1 for _, span in found])
            self.findings.add("typographic-quotes", span.place(self.file), first=mark, lines=lines)


def _lines(numbers: list[int]) -> str:
    """Say in which other lines the same is, as many as anybody mends before looking again."""
    more = [number for number in dict.fromkeys(numbers) if number != numbers[0]]
    return ", ".join(map(str, more[:_MOST_LINES])) + (", …" if len(more) > _MOST_LINES else "")


def idle_quote(value: str) -> str:
    """Return the mark that was meant to quote the unquoted ``value`` and does not; nothing where there is none.

    It is a printer's that closes at the very end or nowhere, or a plain one that nothing opens.
    """
    closers = _PRINTED.get(value[:1])
    if not closers:
        return '"' if value.endswith('"') and value.count('"') == 1 else ""
    inside = [index for index, letter in enumerate(value) if index and letter in closers]
    return value[0] if not inside or inside == [len(value) - 1] else ""


def _reads_on(value: str, gap: str, following: str) -> bool:
    """Whether a comment after ``value`` was hardly meant as one: "камера #5", "cell #5", "the cell # five"."""
    if _NUMBER.match(value) or value in {"true", "false", "null"}:
        return False
    # a comment that is meant stands apart, "rest: 20s   # a quiet end", or behind something that is no prose
    prose = " " in value or not value.isascii()
    close = bool(following.strip())
    return (prose and (gap == " " or close)) or (gap == " " and following.isalnum())


def _shortened(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:39]}…"
