"""Taking a change out of a text that was edited since: only where its parts still fit."""

from collections.abc import Iterator
from difflib import SequenceMatcher

Hunk = tuple[int, int, list[str]]
"""lines of the text after the change, from and to, and what stood there before"""


def without(before: str, after: str, now: str) -> str | None:
    """``now`` without the change from ``before`` to ``after``; None where what it changed was changed again.

    Lines count; one that touches a changed place is a change of that place.
    """
    was, then, here = (text.splitlines(keepends=True) for text in (before, after, now))
    where = _places(then, here)
    lines: list[str] = []
    at = 0
    for start, end, old in _hunks(then, was):
        spot = _spot(where, start, end, len(then), len(here))
        if spot is None or spot[0] < at:
            return None
        lines += here[at : spot[0]] + old
        at = spot[1]
    return "".join(lines + here[at:])


def _hunks(after: list[str], before: list[str]) -> Iterator[Hunk]:
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, after, before, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a0, a1, before[b0:b1]


def _places(then: list[str], here: list[str]) -> dict[int, int]:
    """Where each line that is still there went."""
    found = {}
    for block in SequenceMatcher(None, then, here, autojunk=False).get_matching_blocks():
        found.update({block.a + step: block.b + step for step in range(block.size)})
    return found


def _spot(where: dict[int, int], start: int, end: int, length: int, now: int) -> tuple[int, int] | None:
    """Where lines ``start`` to ``end`` stand now, whole and between the same neighbours."""
    left = -1 if start == 0 else where.get(start - 1)
    right = now if end == length else where.get(end)
    if left is None or right is None or right - left - 1 != end - start:
        return None
    if any(where.get(line) != left + 1 + line - start for line in range(start, end)):
        return None
    return left + 1, right
