"""From text to data with marks, in one pass over the parser's events.

Events come before anything is composed, so that an alias bomb or 5,000 levels never unfold: aliases, anchors
and tags are refused where they stand, and reading stops at ``DEEPEST``. There being no aliases, data is built
straight from the events. LibYAML's parser is taken where PyYAML has it (ten times faster); its marks agree with
the Python parser's (tests/documents/test_parsers.py).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.yaml.commas import find_commas
from prisonersvoice_ar.documents.yaml.hazards import TextHazards
from prisonersvoice_ar.documents.yaml.scalars import resolve
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet, Span

DEEPEST = 30

FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Stop(Exception):
    """Nothing after this can be read."""


def build(text: str, file: str, findings: Findings, loader: Any = None) -> Sheet | None:
    """Parse ``text``; None where its structure cannot be told. Raises nothing."""
    hazards = TextHazards(text, file, findings)
    builder = _Builder(text, file, findings, hazards)
    try:
        data = builder.document(_events(text, loader or FAST))
    except _Stop:
        return None
    except yaml.YAMLError as error:
        if not hazards.report(builder.scalars):  # what is named there explains the parser's confusion
            from prisonersvoice_ar.documents.yaml.explaining import explain

            explain(error, text, file, builder.scalars, findings)
        return None
    if hazards.report(builder.scalars):
        return None
    hazards.report_swallowed(builder.scalars)
    if data is None:
        findings.add("file-empty", Place(file), file=file)
        return None
    sheet = Sheet(
        file, text, data, builder.values, builder.keys, frozenset(builder.void), frozenset(builder.twice)
    )
    cut = find_commas(sheet, findings)
    # a key in such quotes is unknown, and told as that; so is what a comma has cut
    told = frozenset(builder.keys.values()) | {sheet.values[loc] for loc in cut}
    hazards.report_quotes([each for each in builder.scalars if each[1] not in told])
    return replace(sheet, void=sheet.void | {loc[:-1] for loc in cut}) if cut else sheet


def _events(text: str, loader: Any) -> Iterator[yaml.Event]:
    """Yield the parser's events: ``yaml.parse`` asks twice for each."""
    parser = loader(text)
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            yield event
    finally:
        parser.dispose()


class _Builder:
    """Builds plain data; remembers where each key and value stood."""

    def __init__(self, text: str, file: str, findings: Findings, hazards: TextHazards) -> None:
        self.text, self.file, self.findings, self.hazards = text, file, findings, hazards
        self.values: dict[Loc, Span] = {}
        self.keys: dict[Loc, Span] = {}
        self.void: set[Loc] = set()
        self.twice: set[Loc] = set()
        self.scalars: list[tuple[yaml.ScalarEvent, Span]] = []

    def document(self, events: Iterator[yaml.Event]) -> Any:
        """Return the data of the one document in ``events``; _Stop or YAMLError where there is none."""
        data: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._say("several-documents", _span(event))
                    raise _Stop
            elif isinstance(event, yaml.NodeEvent):
                data = self._value(event, events, ())
        return data

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], loc: Loc) -> Any:
        span = _span(event)
        self.values[loc] = span
        if self._refuse_marks(event, span):
            self.void.add(loc)
        if isinstance(event, yaml.AliasEvent):
            self._say("alias", span, name=event.anchor)
            self.void.add(loc)
            return None
        if isinstance(event, yaml.ScalarEvent):
            self.scalars.append((event, span))
            self.hazards.cover(event, span)
            return event.value if event.style else resolve(event.value)  # LibYAML: "" where plain
        if len(loc) >= DEEPEST:
            self._say("too-deep", span, limit=DEEPEST)
            raise _Stop  # before Python's own recursion is in danger
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, loc, span)
        return self._mapping(events, loc, span)

    def _sequence(self, events: Iterator[yaml.Event], loc: Loc, span: Span) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                self.values[loc] = _joined(span, event)
                break
            items.append(self._value(event, events, (*loc, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], loc: Loc, span: Span) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                self.values[loc] = _joined(span, event)
                break
            key = self._key(event, events, loc)
            if key is None or key in pairs:
                if key is not None and self._lost_its_indent(event, loc, pairs):
                    self._say("lost-indent", _span(event), inner=key, outer=next(reversed(pairs)))
                    raise _Stop  # what stands behind it belongs to another
                if key == "id" and self._begins_an_item(event, loc):
                    guess = self.hazards.lines[_span(event).line].strip()
                    self._say("missing-dash", _span(event), guess=f"- {guess}")
                    raise _Stop
                if key is not None:
                    first = self.keys[(*loc, key)]
                    self.twice.add(loc)
                    self._say("duplicate-key", _span(event), key=key, first=first.line + 1)
                self._skip(next(events), events)
                continue
            self.keys[(*loc, key)] = _span(event)
            pairs[key] = None  # a key seen while its value is being built is a key twice
            value = next(events)
            pairs[key] = self._value(value, events, (*loc, key))
            if isinstance(value, yaml.ScalarEvent) and not (value.value or value.style):
                at = self.keys[(*loc, key)]  # the parsers differ on where nothing stands: at the colon
                colon = Span(at.end_line, at.end_column, at.end_line, at.end_column + 1)
                self.values[(*loc, key)] = colon
        return pairs

    def _lost_its_indent(self, event: yaml.Event, loc: Loc, pairs: dict[str, Any]) -> bool:
        """Whether a key that is here already stands right under one that has no value: it was to be a part of that."""
        last = next(reversed(pairs))
        above = self.keys[(*loc, last)]
        return pairs[last] is None and above.line < _span(event).line and above.column == _span(event).column

    def _begins_an_item(self, event: yaml.Event, loc: Loc) -> bool:
        """Whether a second id of an item of a list, below other keys of it, is the first of one without its hyphen."""
        first, here = self.keys[(*loc, "id")], _span(event)
        before = self.hazards.lines[here.line][: here.column]
        others = [span for where, span in self.keys.items() if where[:-1] == loc and span.line > first.line]
        return bool(loc) and isinstance(loc[-1], int) and not before.strip() and bool(others)

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], loc: Loc) -> str | None:
        span = _span(event)
        self._refuse_marks(event, span)
        if isinstance(event, yaml.ScalarEvent):
            self.scalars.append((event, span))
            self.hazards.cover(event, span)
            return event.value
        self._say("key-not-text", span)
        self.void.add(loc)
        self._skip(event, events)
        return None

    def _skip(self, event: yaml.Event, events: Iterator[yaml.Event]) -> None:
        """Pass over one value, complaining of what it holds, keeping nothing."""
        level = 0
        while True:
            span = _span(event)
            self._refuse_marks(event, span)
            if isinstance(event, yaml.AliasEvent):
                self._say("alias", span, name=event.anchor)
            if isinstance(event, yaml.CollectionStartEvent):
                level += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                level -= 1
            if level > DEEPEST:
                self._say("too-deep", span, limit=DEEPEST)
                raise _Stop
            if level == 0:
                return
            event = next(events)

    def _refuse_marks(self, event: yaml.Event, span: Span) -> bool:
        """Complain of an anchor or a tag; True for a tag, behind which the value is not what it says."""
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is None and tag is None:
            return False
        sign = Span(span.line, span.column, span.line, span.column + 1)
        if anchor is not None and not isinstance(event, yaml.AliasEvent):
            self._say("anchor", sign, name=anchor)
        if tag is not None:
            self._say("tag", sign, tag=tag)
        return tag is not None

    def _say(self, code: str, span: Span, **facts: object) -> None:
        self.findings.add(code, span.place(self.file), **facts)
        if self.findings.flooded:
            raise _Stop


def _span(event: yaml.Event) -> Span:
    start, end = _marks(event)
    return Span(start.line, start.column, end.line, end.column)


def _marks(event: yaml.Event) -> tuple[yaml.Mark, yaml.Mark]:
    return event.start_mark, event.end_mark  # type: ignore[return-value]  # the stubs allow None; parsers do not


def _joined(span: Span, event: yaml.Event) -> Span:
    """Return the whole of a collection; a block's end mark stands at the next token, so stop before it."""
    start, end = _marks(event)
    mark = start if start.index == end.index else end
    return Span(span.line, span.column, mark.line, mark.column)
