"""Taking a change out of a text that was edited since: only where its own lines are still there, whole."""

from bisect import bisect_left
from collections import Counter
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
    edits = list(_edits(then, here))
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
    for _, a0, a1, b0, b1 in _edits(after, before):
        yield a0, a1, before[b0:b1]


def _edits(old: list[str], new: list[str]) -> Iterator[Edit]:
    """The opcodes of difflib but for "equal", found between lines that stay: alone it is quadratic where many change."""
    a = b = 0
    for next_a, next_b in (*_anchors(old, new), (len(old), len(new))):
        found = SequenceMatcher(None, old[a:next_a], new[b:next_b], autojunk=False).get_opcodes()
        yield from ((tag, a + a0, a + a1, b + b0, b + b1) for tag, a0, a1, b0, b1 in found if tag != "equal")
        a, b = next_a, next_b


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Where lines stand that each text has once: as many as come in one order (patience sorting)."""
    counts, others = Counter(old), Counter(new)
    where = {line: at for at, line in enumerate(new) if others[line] == 1}
    pairs = [(at, where[line]) for at, line in enumerate(old) if counts[line] == 1 and line in where]
    tops: list[int] = []
    """of each pile, where its last line stands in ``new``"""
    lasts: list[int] = []
    """and which of ``pairs`` that is"""
    before: list[int] = []
    """of each pair, the one that it follows"""
    for index, (_, at) in enumerate(pairs):
        pile = bisect_left(tops, at)
        before.append(lasts[pile - 1] if pile else -1)
        tops[pile : pile + 1], lasts[pile : pile + 1] = [at], [index]
    found, index = [], lasts[-1] if lasts else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


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
