"""A decimal comma between braces: "{for: 1,5s}" is to YAML "for: 1" and a key "5s" with nothing."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet

_FRACTION = re.compile(r"[0-9]+\s*(?:ms|s|min|mm|cm|m|dB|с|сек|хв|см|м|мм)?\Z")
_WHOLE = re.compile(r"(?:.*\s)?[-+]?[0-9]+\Z")


def find_commas(sheet: Sheet, findings: Findings) -> frozenset[Loc]:
    """Complain of each decimal comma; return the mappings that hold one: they are not what was written."""
    split: list[Loc] = []
    for loc, mapping in _mappings(sheet.data, ()):
        if findings.flooded:
            break
        for (key, value), (fraction, nothing) in pairwise(mapping.items()):
            if nothing is None and _FRACTION.match(fraction) and _WHOLE.match(str(value)):
                before, behind = sheet.values[(*loc, key)], sheet.keys[(*loc, fraction)]
                place = Place(
                    sheet.file, before.line + 1, before.column + 1, behind.end_line + 1, behind.end_column + 1
                )
                findings.add("decimal-comma", place, guess=f"{value}.{fraction}")
                split.append(loc)
    return frozenset(split)


def _mappings(data: Any, loc: Loc) -> Iterator[tuple[Loc, dict[str, Any]]]:
    if isinstance(data, dict):
        yield loc, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield from _mappings(value, (*loc, step))
