"""Which layer each node lies in, and the order within a layer that crosses few arrows."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

_SWEEPS = 12

Pair = tuple[int, int]


def backward(count: int, pairs: Sequence[Pair]) -> set[int]:
    """Indices of the pairs that lead back to where a walk from the first node came from: without them there is no circle."""
    leaving: list[list[int]] = [[] for _ in range(count)]
    for index, (source, _) in enumerate(pairs):
        leaving[source].append(index)
    found: set[int] = set()
    state = [0] * count  # 1: on the walk, 2: done
    for start in range(count):
        walk = [(start, iter(leaving[start]))] if not state[start] else []
        state[start] = state[start] or 1
        while walk:
            node, ways = walk[-1]
            index = next(ways, -1)
            if index < 0:
                state[node] = 2
                walk.pop()
                continue
            target = pairs[index][1]
            if state[target] == 1:
                found.add(index)
            elif not state[target]:
                state[target] = 1
                walk.append((target, iter(leaving[target])))
    return found


def ranks(count: int, pairs: Sequence[Pair]) -> list[int]:
    """The longest way to each node of a graph without circles; 0 where none leads."""
    leaving: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for source, target in pairs:
        leaving[source].append(target)
        waiting[target] += 1
    rank = [0] * count
    ready = [node for node in range(count) if not waiting[node]]
    for node in ready:
        for target in leaving[node]:
            rank[target] = max(rank[target], rank[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return rank


def ordered(rows: Sequence[Sequence[int]], pairs: Sequence[Pair]) -> list[list[int]]:
    """``rows`` in an order with few crossings; each pair leads from one row to the next.

    Medians of the neighbours, down and up in turn (Gansner et al. 1993); the best order of all sweeps is kept.
    """
    above: dict[int, list[int]] = {}
    below: dict[int, list[int]] = {}
    for source, target in pairs:
        below.setdefault(source, []).append(target)
        above.setdefault(target, []).append(source)
    now = [list(row) for row in rows]
    best, fewest = [list(row) for row in now], crossings(now, below)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        down = sweep % 2 == 0
        beside = above if down else below
        indices = range(1, len(now)) if down else range(len(now) - 2, -1, -1)
        for index in indices:
            fixed = {node: place for place, node in enumerate(now[index - 1 if down else index + 1])}
            now[index] = _by_median(now[index], beside, fixed)
        count = crossings(now, below)
        if count < fewest:
            best, fewest = [list(row) for row in now], count
    return best


def _by_median(
    row: Sequence[int], beside: Mapping[int, Sequence[int]], fixed: Mapping[int, int]
) -> list[int]:
    """Those without neighbours stay where they are; the others are sorted around them."""
    medians = {
        node: _median(sorted(fixed[other] for other in beside[node])) for node in row if beside.get(node)
    }
    moving = iter(sorted(medians, key=lambda node: medians[node]))
    return [next(moving) if node in medians else node for node in row]


def _median(places: Sequence[int]) -> float:
    middle = len(places) // 2
    if len(places) % 2:
        return float(places[middle])
    return (places[middle - 1] + places[middle]) / 2


def crossings(rows: Sequence[Sequence[int]], below: Mapping[int, Sequence[int]]) -> int:
    """How many pairs of arrows between neighbouring rows cross."""
    total = 0
    for upper, lower in pairwise(rows):
        place = {node: index for index, node in enumerate(lower)}
        ends = [end for node in upper for end in sorted(place[target] for target in below.get(node, ()))]
        total += sum(ends[i] > ends[j] for i in range(len(ends)) for j in range(i + 1, len(ends)))
    return total
