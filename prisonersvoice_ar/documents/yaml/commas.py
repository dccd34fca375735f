"""Commas between braces: "{for: 1,5s}" is to YAML "for: 1" and a key "5s" with nothing; "{uk: Двері, вікно}" likewise."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.yaml.hazards import idle_quote
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet, Span

_FRACTION = re.compile(r"[0-9]+\s*(?:ms|s|min|mm|cm|m|dB|с|сек|хв|см|м|мм)?\Z")
_WHOLE = re.compile(r"(?:.*\s)?[-+]?[0-9]+\Z")


def find_commas(sheet: Sheet, findings: Findings) -> frozenset[Loc]:
    """Complain of each comma that parts a number or a sentence; return the values that it cuts.

    The mappings that hold them are not what was written.
    """
    split: list[Loc] = []
    for loc, mapping in _mappings(sheet.data, ()):
        if findings.flooded:
            break
        if None not in mapping.values():
            continue  # what a comma has cut off has no value
        for (key, value), (behind, nothing) in pairwise(mapping.items()):
            if nothing is not None or not isinstance(value, str | int):
                continue
            if _FRACTION.match(behind) and _WHOLE.match(str(value)):
                place = _between(sheet.values[(*loc, key)], sheet.keys[(*loc, behind)], sheet.file)
                findings.add("decimal-comma", place, guess=f"{value}.{behind}")
                split.append((*loc, key))
            elif (
                isinstance(value, str) and _is_prose(behind) and _follows(sheet, (*loc, key), (*loc, behind))
            ):
                place, first = sheet.keys[(*loc, behind)].place(sheet.file), idle_quote(value)
                findings.add("comma-splits", place, kept=value[:40], first=first)
                split.append((*loc, key))
                break  # whatever else was parted belongs to the same sentence
    return frozenset(split)


def _between(before: Span, behind: Span, file: str) -> Place:
    return Place(file, before.line + 1, before.column + 1, behind.end_line + 1, behind.end_column + 1)


def _is_prose(key: str) -> bool:
    """Whether ``key`` is what no key is: words, or letters that names have not."""
    return " " in key.strip() or not key.isascii()


def _follows(sheet: Sheet, value: Loc, key: Loc) -> bool:
    """Whether ``key`` stands right behind the unquoted ``value``, with nothing but a comma between, and no colon after."""
    before, behind = sheet.values[value], sheet.keys[key]
    lines = sheet.lines
    gap = lines[before.end_line][before.end_column : behind.column] if before.end_line == behind.line else ""
    quoted = lines[before.line][before.column : before.column + 1] in ("'", '"')
    return (
        gap.strip() == ","
        and not quoted
        and not lines[behind.end_line][behind.end_column :].lstrip().startswith(":")
    )


def _mappings(data: Any, loc: Loc) -> Iterator[tuple[Loc, dict[str, Any]]]:
    if isinstance(data, dict):
        yield loc, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        if isinstance(value, dict | list):
            yield from _mappings(value, (*loc, step))
