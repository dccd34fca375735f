"""How far to the right each node of a layer lies: near its neighbours, in its layer's order, never over another."""

from collections.abc import Mapping, Sequence

_PASSES = 96
_BOTH_FROM = 12
"""the pass from which a node looks at its neighbours on both sides: it then comes to rest"""


def abscissae(
    rows: Sequence[Sequence[int]],
    widths: Sequence[float],
    pairs: Sequence[tuple[int, int]],
    straight: Sequence[float],
    gap: float,
) -> list[float]:
    """The middle of each node. ``straight``: how much each pair wants to run straight down."""
    middle = [0.0] * len(widths)
    for row in rows:
        x = 0.0
        for node in row:
            middle[node] = x + widths[node] / 2
            x += widths[node] + gap
    above: dict[int, list[tuple[int, float]]] = {}
    below: dict[int, list[tuple[int, float]]] = {}
    for (source, target), weight in zip(pairs, straight, strict=True):
        below.setdefault(source, []).append((target, weight))
        above.setdefault(target, []).append((source, weight))
    both = {node: [*above.get(node, ()), *below.get(node, ())] for row in rows for node in row}
    for turn in range(_PASSES):
        down = turn % 2 == 0
        beside = both if turn >= _BOTH_FROM else above if down else below
        for row in rows if down else rows[::-1]:
            _place(row, widths, middle, beside, gap)
    left = min((middle[node] - widths[node] / 2 for row in rows for node in row), default=0.0)
    return [x - left for x in middle]


def _place(
    row: Sequence[int],
    widths: Sequence[float],
    middle: list[float],
    beside: Mapping[int, Sequence[tuple[int, float]]],
    gap: float,
) -> None:
    """Move a row's nodes as near to their neighbours as the row's order allows.

    Least squares under an order: pool adjacent violators (Ayer et al. 1955), after each node's room is taken away.
    """
    offsets, wanted, weights, room = [], [], [], 0.0
    for index, node in enumerate(row):
        if index:
            room += (widths[row[index - 1]] + widths[node]) / 2 + gap
        offsets.append(room)
        near = beside.get(node, ())
        weight = sum(share for _, share in near)
        goal = sum(middle[other] * share for other, share in near) / weight if near else middle[node]
        wanted.append(goal - room)
        weights.append(weight or 0.1)
    for node, offset, x in zip(row, offsets, _pooled(wanted, weights), strict=True):
        middle[node] = x + offset


def _pooled(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The nondecreasing sequence nearest to ``wanted``."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(wanted, weights, strict=True):
        pool = (value, weight, 1)
        while pools and pools[-1][0] > pool[0]:
            before = pools.pop()
            both = before[1] + pool[1]
            mean = (before[0] * before[1] + pool[0] * pool[1]) / both
            pool = (mean, both, before[2] + pool[2])
        pools.append(pool)
    return [value for value, _, count in pools for _ in range(count)]
