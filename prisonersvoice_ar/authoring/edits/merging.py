"""Taking a change out of a text that was edited since: only where its own lines are still there, whole."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Hunk = tuple[int, int, list[str]]
"""lines of the text after the change, from and to, and what stood there before"""
Edit = tuple[str, int, int, int, int]
"""what became of the text since: difflib's opcodes"""


def without(before: str, after: str, now: str) -> str | None:
    """``now`` without the change from ``before`` to ``after``; None where what it changed was changed again.

    Lines count. What the change mended in place is taken back whatever stands round it now. Where it put lines in or
    took some out, those beside it may have been mended too, but none may have come or gone there: it could be part of
    what was put in.
    """
    was, then, here = (text.splitlines(keepends=True) for text in (before, after, now))
    edits = [
        edit for edit in SequenceMatcher(None, then, here, autojunk=False).get_opcodes() if edit[0] != "equal"
    ]
    lines: list[str] = []
    at = 0
    for start, end, old in _hunks(then, was):
        spot = _spot(edits, start, end, in_place=len(old) == end - start)
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


def _spot(edits: Sequence[Edit], start: int, end: int, *, in_place: bool) -> tuple[int, int] | None:
    """Where lines ``start`` to ``end`` stand now; None where that is not sure.

    ``in_place``: the change put as many lines there as it took.
    """
    moved = 0
    for _, was_from, was_to, now_from, now_to in edits:
        grown = (now_to - now_from) - (was_to - was_from)
        if was_to > start and was_from < end:  # it lies in the place, or over one of no length
            return None
        touches = start in (was_from, was_to) or end in (was_from, was_to)
        if touches and grown and not in_place:
            return None
        if was_to <= start:
            moved += grown
    return start + moved, end + moved
