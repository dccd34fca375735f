"""What the parser's complaint means to an author, and where the cause stands."""

import re

import yaml

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.yaml.decoding import split_lines
from prisonersvoice_ar.documents.yaml.sheet import Span

Scalars = list[tuple[yaml.ScalarEvent, Span]]

_KEY_BEFORE = re.compile(r"(?:^|[\s{,\[-])[^\s:{},\[\]][^:]*:\s")
_OVER_A_KEY = re.compile(r",\s*[A-Za-z_-]+:\s*\Z")
_PRINTED_END = re.compile(r"([”“»’])\s*(?:,|\Z)")
_UNQUOTED = re.compile(r"""(?:[^"']|"[^"]*"|'[^']*')*?\s(#.*)""")
"""a comment, behind what is no text in quotation marks"""
_WORD_BEFORE = re.compile(r"\S\s+([a-z_]{2,})\Z")
_ITEM = re.compile(r"\s*(-)(?=[\w-]+:(?:\s|$))")
_OWN_LINE = re.compile(r"\s*(?:- +)?[\w-]+\Z")
_NEXT_KEY = re.compile(r"\s+[\w-]+:\s")
_STUCK = re.compile(r"""\s*(?:- +)?([A-Za-z_]+):(?!//)(?=[^\s:])""")
"""a key with nothing between its colon and its value"""
_ID = re.compile(r"(\s*)(- +)?id:(?:\s|$)")
_INSIDE = re.compile(r"""\s*(?:- +)?(\w+):\s+(\w+):\s+(\S.*?)(?:\s+\#.*)?\Z""")
_INNER = re.compile(
    "uk|en|id|any|all|after|look_at|closer_than|farther_than|press|touch|key|gesture|line_ended|flag|looked_at|visited"
    "|when|go|aside|sound|light|stop|kind|mode|written|fallback|themes"
)
"""keys that are likelier than a sentence to stand behind another"""
_KINDS = (
    ("escape", "bad-escape"),
    ("escaped", "bad-escape"),
    ("hexdecimal", "bad-escape"),
    ("quoted scalar", "unclosed-quote"),
    ("an alias", "alias"),
    ("an anchor", "anchor"),
    ("a tag", "tag"),
    ("tag handle", "tag"),
    ("a directive", "reserved-character"),
    ("directive", "yaml-syntax"),
    ("block scalar", "bad-block-text"),
)


def explain(error: yaml.YAMLError, text: str, file: str, scalars: Scalars, findings: Findings) -> None:
    """Add the problem that ``error`` stands for; ``scalars`` are those read before it."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        findings.add("yaml-syntax", Place(file), why=str(error).splitlines()[0])
        return
    _Explainer(error, text, file, scalars, findings).explain()


class _Explainer:
    def __init__(
        self, error: yaml.MarkedYAMLError, text: str, file: str, scalars: Scalars, findings: Findings
    ) -> None:
        self.file, self.findings, self.scalars = file, findings, scalars
        self.lines = split_lines(text)
        self.problem, self.context = str(error.problem or ""), str(error.context or "")
        mark, context_mark = error.problem_mark, error.context_mark
        assert mark is not None
        self.line, self.column = mark.line, mark.column
        self.from_line = context_mark.line if context_mark else mark.line
        self.from_column = context_mark.column if context_mark else mark.column

    def explain(self) -> None:
        if (
            self._document_end()
            or self._quotes()
            or self._colon()
            or self._bracket()
            or self._first_character()
        ):
            return
        kind = next((code for words, code in _KINDS if words in f"{self.context} {self.problem}"), None)
        if kind in {"bad-escape", "tag"}:
            self.column -= self._before().endswith("\\")  # LibYAML's mark stands on it, PyYAML's behind
            self._say(kind, self.line, self.column, tag="!")
        elif kind is not None:
            self._say(kind, self.from_line, self.from_column, name=self._word(), why=self.problem)
        elif self._char() and self._char() in "]}":
            self._say("stray-bracket", self.line, self.column, bracket=self._char())
        elif "':'" in self.problem and not self._stuck(self.from_line):
            self._say("missing-colon", self.from_line, self.from_column)
        elif "':'" in self.problem:
            pass
        elif "expected key" in self.problem or "block end" in self.problem or "'-'" in self.problem:
            self._badly_indented(self.column)
        else:
            self._say("yaml-syntax", self.line, self.column, why=self.problem)

    def _document_end(self) -> bool:
        """A line of three dots ended the document, and something stands behind it."""
        if "document start" not in self.problem:
            return False
        ends = [
            number
            for number in range(min(self.line, len(self.lines)))
            if self.lines[number].startswith("...")
        ]
        if ends:
            self._say("document-end", ends[-1], 0)
        return bool(ends)

    def _quotes(self) -> bool:
        """A quote that was not closed, or one inside the text that closed it too early."""
        if "quoted scalar" in self.context and "end of stream" in self.problem:
            quote = self.lines[self.from_line][self.from_column : self.from_column + 1]
            self._say("unclosed-quote", self.from_line, self.from_column, quote=quote)
            return True
        quoted = [(event, span) for event, span in self.scalars if event.style in ("'", '"')]
        if not quoted or quoted[-1][1] != self.scalars[-1][1]:
            return False
        event, span = quoted[-1]
        if span.end_line < self.line - 1:
            return False  # the parser stumbled well behind that text: it is not the cause
        # it ran on over keys, to the next quote
        if (span.end_line > span.line and ":" in event.value) or _OVER_A_KEY.search(event.value):
            shut = _PRINTED_END.search(event.value)
            self._say("unclosed-quote", span.line, span.column, quote=event.style, shut=shut and shut[1])
            return True
        if span.end_line == self.line and _NEXT_KEY.match(self._text(), span.end_column):
            self._say("missing-comma", span.end_line, span.end_column)
            return True
        if (
            span.end_line == self.line
            and 0 <= self.column - span.end_column <= 1
            and self._char().strip("#:,]}")
        ):
            self._say("quote-inside", span.end_line, span.end_column - 1, quote=event.style)
            return True
        return False

    def _colon(self) -> bool:
        if "mapping values are not allowed" not in self.problem:
            return False
        before, inside = self._before(), _INSIDE.match(self._text())
        if inside and _INNER.fullmatch(inside[2]) and inside.start(3) > self.column:
            guess = f"{inside[1]}: {{{inside[2]}: {inside[3]}}}"
            self._say("key-in-key", self.line, self.column, outer=inside[1], inner=inside[2], guess=guess)
        elif _KEY_BEFORE.search(before):
            self._say("colon-splits", self.line, self.column)
        else:
            self._badly_indented(len(before) - len(before.lstrip()))
        return True

    def _badly_indented(self, column: int) -> None:
        """A line stands askew: most often for what is missing in a line above it, or for the - of an item."""
        stuck = _ITEM.match(self._text())
        if stuck:
            guess = self._text().strip().replace("-", "- ", 1)
            self._say("missing-space", self.line, stuck.end(1), guess=guess, sign="-")
            return
        above = self.line - 1
        while above >= 0 and not self.lines[above].strip():
            above -= 1
        while above > 0 and _STUCK.match(self.lines[above - 1]):
            above -= 1  # the first of several
        if above >= 0 and self._stuck(above):
            return
        code = "missing-dash" if self._lacks_dash() else "bad-indent"
        self._say(code, self.line, column, guess=f"- {self._text().strip()}")

    def _stuck(self, line: int) -> bool:
        found = _STUCK.match(self.lines[line])
        if found:
            text = self.lines[line].strip()
            guess = text.replace(":", ": ", 1)
            self._say("missing-space", line, found.end() - 1, guess=guess, sign=":")
        return bool(found)

    def _lacks_dash(self) -> bool:
        """Whether this line gives an id to what has one already."""
        here = _ID.match(self._text())
        if not here or here[2]:
            return False
        for line in reversed(self.lines[: self.line]):
            given = _ID.match(line)
            if given:
                return len(given[1]) <= len(here[1]) <= len(given[1] + (given[2] or ""))
            if line.lstrip().startswith("- ") and line.index("-") < len(here[1]):
                return False
        return False

    def _bracket(self) -> bool:
        if "flow sequence" not in self.context and "flow mapping" not in self.context:
            return False
        if self._char() == ":" and (self.line == self.from_line or not _OWN_LINE.match(self._before())):
            self._say("colon-splits", self.line, self.column, word=self._next_key())
            return True
        if self._char() == "]" and "flow mapping" in self.context:
            self._say("stray-bracket", self.line, self.column, bracket="]")
            return True
        self._say_open(self.from_line, self.from_column)
        return True

    def _next_key(self) -> str:
        """The word before the colon, where it is likelier the next key, behind a comma that is missing, than prose."""
        word = _WORD_BEFORE.search(self._before())
        behind = self._text()[self.column + 1 :].lstrip()
        return (
            word[1] if word and (behind[:1] in tuple("[{\"'0123456789") or _INNER.fullmatch(word[1])) else ""
        )

    def _say_open(self, line: int, column: int) -> None:
        """Say that a bracket is not closed; a comment on its line may have swallowed the one that closes it."""
        text = self.lines[line]
        comment = _UNQUOTED.fullmatch(text[column:])
        rest = comment[1] if comment and any(bracket in comment[1] for bracket in "]}") else ""
        self._say("unclosed-bracket", line, column, bracket=text[column : column + 1], rest=rest)

    def _first_character(self) -> bool:
        if "cannot start any token" in self.problem:
            code = "tab-indent" if self._char() == "\t" else "reserved-character"
            self._say(code, self.line, self.column, character=self._char())
        elif "node content" in self.problem and not self._char():
            self._open_end()
        elif self._char() == "-" and self._left_open():
            pass
        elif "node content" in self.problem or "not allowed" in self.problem:
            item = self._char() if "not allowed" in self.problem else ""
            self._say("reserved-character", self.line, self.column, character=self._char(), item=item)
        else:
            return False
        return True

    def _left_open(self) -> bool:
        """A list's dash cannot stand between brackets: one that ends a line before it was never closed."""
        for number in range(self.line - 1, -1, -1):
            text = self.lines[number].split(" #")[0].rstrip()
            if text.endswith(("[", "{")):
                self._say_open(number, len(text) - 1)
                return True
            if text:
                return False
        return False

    def _open_end(self) -> None:
        """The file ends where something must follow: most often a bracket stands open."""
        for number in range(len(self.lines) - 1, -1, -1):
            column = max(self.lines[number].rfind("["), self.lines[number].rfind("{"))
            if column >= 0:
                self._say_open(number, column)
                return
        self._say("yaml-syntax", self.line, self.column, why=self.problem)

    def _text(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    def _before(self) -> str:
        return self._text()[: self.column]

    def _char(self) -> str:
        return self._text()[self.column : self.column + 1]

    def _word(self) -> str:
        found = re.match(r"\S+", self.lines[self.from_line][self.from_column :])
        return found[0].lstrip("*&") if found else ""

    def _say(self, code: str, line: int, column: int, **facts: object) -> None:
        place = Place(self.file, line + 1, column + 1, line + 1, column + 2)
        self.findings.add(code, place, **facts)
