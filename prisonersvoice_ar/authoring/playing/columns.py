"""Columns that stand under each other in any script."""

import unicodedata
from collections.abc import Sequence


def columns(rows: Sequence[Sequence[str]], right: str = "", indent: str = "  ") -> list[str]:
    """Return ``rows`` as lines; ``right``: one letter a column, "r" to set it right, "l" left."""
    if not rows:
        return []
    count = max(len(row) for row in rows)
    widths = [max((width(row[at]) for row in rows if at < len(row)), default=0) for at in range(count)]
    sides = right.ljust(count, "l")
    lines = []
    for row in rows:
        cells = [_set(cell, widths[at], sides[at]) for at, cell in enumerate(row)]
        lines.append((indent + "   ".join(cells)).rstrip())
    return lines


def _set(cell: str, wanted: int, side: str) -> str:
    space = " " * (wanted - width(cell))
    return space + cell if side == "r" else cell + space


def width(text: str) -> int:
    """Return how many columns a terminal gives ``text``: none to a combining mark, two to a wide letter."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
