"""From nodes and links to boxes and arrows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from prisonersvoice_ar.authoring.graph.layers import backward, ordered, ranks
from prisonersvoice_ar.authoring.graph.places import abscissae

_GAP = 26.0
"""between two things in a layer"""
_BETWEEN = 20.0
"""between two layers; a layer of labels lies between two of nodes"""
_MARGIN = 8.0
_PORTS = 0.62
"""share of a node's width that its arrows are spread over"""
_LOOP = 30.0
"""room beside a node for an arrow to itself"""

Point = tuple[float, float]


@dataclass(frozen=True)
class Node:
    """Something to lay out."""

    id: str
    width: float
    height: float


@dataclass(frozen=True)
class Link:
    """An arrow to draw; both names are nodes'."""

    source: str
    target: str
    label: tuple[float, float] = (0.0, 0.0)
    """width and height of its label; (0, 0) has none"""


@dataclass(frozen=True)
class Box:
    """Where a node lies."""

    x: float
    """left"""
    y: float
    """top"""
    width: float
    height: float


@dataclass(frozen=True)
class Arrow:
    """Where a link runs: from its source's edge to its target's."""

    points: tuple[Point, ...]
    """to be joined by curves that are vertical at each"""
    label: Point
    """the label's middle"""
    loop: bool = False
    """it leads to its own node, around the right side"""


@dataclass(frozen=True)
class Drawn:
    """A graph laid out; links in the order given."""

    width: float
    height: float
    boxes: dict[str, Box]
    arrows: tuple[Arrow, ...]


@dataclass
class _Sketch:
    """Nodes and what stands for a link on its way through the layers between; numbers instead of names."""

    size: list[tuple[float, float]]
    rank: list[int]
    pairs: list[tuple[int, int]] = field(default_factory=list)
    straight: list[float] = field(default_factory=list)
    chains: list[list[int]] = field(default_factory=list)
    """each link from its source to its target; a loop's is empty"""
    labels: list[int] = field(default_factory=list)
    """what holds each link's label"""


def lay_out(nodes: Sequence[Node], links: Sequence[Link]) -> Drawn:
    """Lay ``nodes`` out, the first at the top; KeyError for a link to what is no node."""
    number = {node.id: index for index, node in enumerate(nodes)}
    pairs = [(number[link.source], number[link.target]) for link in links]
    sketch = _sketch(nodes, links, pairs)
    rows: list[list[int]] = [[] for _ in range(max(sketch.rank, default=0) + 1)]
    for index, rank in enumerate(sketch.rank):
        rows[rank].append(index)
    rows = ordered(rows, sketch.pairs)
    xs = abscissae(rows, [width for width, _ in sketch.size], sketch.pairs, sketch.straight, _GAP)
    placed = _Placed(sketch, xs, *_heights(rows, sketch), _ports(sketch, xs))
    arrows = tuple(placed.arrow(k, link.source == link.target) for k, link in enumerate(links))
    boxes = {node.id: placed.box(index) for index, node in enumerate(nodes)}
    loops = _LOOP if any(arrow.loop for arrow in arrows) else 0.0
    return Drawn(placed.right + _MARGIN + loops, placed.bottoms[-1] + _MARGIN, boxes, arrows)


def _sketch(nodes: Sequence[Node], links: Sequence[Link], pairs: Sequence[tuple[int, int]]) -> _Sketch:
    back = backward(len(nodes), pairs)
    down = [(b, a) if k in back else (a, b) for k, (a, b) in enumerate(pairs) if a != b]
    rank = [2 * value for value in ranks(len(nodes), down)]
    sketch = _Sketch([(node.width, node.height) for node in nodes], rank)
    for link, (source, target) in zip(links, pairs, strict=True):
        _thread(sketch, link, source, target)
    return sketch


def _thread(sketch: _Sketch, link: Link, source: int, target: int) -> None:
    """Lay a link through the layers between its ends; its label stands in the first, and takes room there."""
    step = 1 if sketch.rank[source] < sketch.rank[target] else -1
    between = range(sketch.rank[source] + step, sketch.rank[target], step) if source != target else range(0)
    chain = [source]
    for rank in between:
        first = rank == between[0]
        sketch.size.append(link.label if first and link.label[0] else (2.0, 0.0))
        sketch.rank.append(rank)
        chain.append(len(sketch.rank) - 1)
    chain.append(target)
    sketch.chains.append(chain if source != target else [])
    sketch.labels.append(chain[1] if source != target else source)
    if source == target:
        return
    for one, other in pairwise(chain):
        sketch.pairs.append((one, other) if step > 0 else (other, one))
        inner = (one not in (source, target)) + (other not in (source, target))
        # long arrows bend most where nothing stands (Gansner et al. 1993)
        sketch.straight.append((1.0, 2.0, 8.0)[inner])


def _heights(rows: Sequence[Sequence[int]], sketch: _Sketch) -> tuple[list[float], list[float]]:
    tops, bottoms, y = [], [], _MARGIN
    for row in rows:
        tops.append(y)
        bottoms.append(y + max((sketch.size[node][1] for node in row), default=0.0))
        y = bottoms[-1] + _BETWEEN
    return tops, bottoms


def _ports(sketch: _Sketch, xs: Sequence[float]) -> dict[tuple[int, int], float]:
    """(link, 0 at its source or 1 at its target) → where it meets the node's edge: side by side, by where they go."""
    meeting: dict[tuple[int, bool], list[tuple[float, int, int]]] = {}
    for k, chain in enumerate(sketch.chains):
        for end, (node, beside) in enumerate(((chain[0], chain[1]), (chain[-1], chain[-2])) if chain else ()):
            below = sketch.rank[beside] > sketch.rank[node]
            meeting.setdefault((node, below), []).append((xs[beside], k, end))
    found = {}
    for (node, _), ends in meeting.items():
        room = sketch.size[node][0] * _PORTS / len(ends)
        for place, (_, k, end) in enumerate(sorted(ends)):
            found[(k, end)] = xs[node] + room * (place - (len(ends) - 1) / 2)
    return found


@dataclass(frozen=True)
class _Placed:
    """A sketch with places."""

    sketch: _Sketch
    xs: Sequence[float]
    """the middle of each, before the margin"""
    tops: Sequence[float]
    """of the layers"""
    bottoms: Sequence[float]
    ports: Mapping[tuple[int, int], float]

    def box(self, node: int) -> Box:
        width, height = self.sketch.size[node]
        x, y = self._middle(node)
        return Box(x - width / 2, y - height / 2, width, height)

    def arrow(self, k: int, loop: bool) -> Arrow:
        chain = self.sketch.chains[k]
        if loop:
            box = self.box(self.sketch.labels[k])
            right, third = box.x + box.width, box.height / 3
            return Arrow(((right, box.y + third), (right, box.y + 2 * third)), (right, box.y), loop=True)
        down = self.sketch.rank[chain[0]] < self.sketch.rank[chain[-1]]
        points = [self._end(k, 0, chain[0], down)]
        for node in chain[1:-1]:
            rank, x = self.sketch.rank[node], _MARGIN + self.xs[node]
            if self.tops[rank] == self.bottoms[rank]:
                continue  # nothing stands in that layer that would have to be passed by
            along = [(x, self.tops[rank]), (x, self.bottoms[rank])]
            points += along if down else along[::-1]
        points.append(self._end(k, 1, chain[-1], not down))
        return Arrow(tuple(points), self._middle(self.sketch.labels[k]))

    @property
    def right(self) -> float:
        """The rightmost edge."""
        edges = (x + size[0] / 2 for x, size in zip(self.xs, self.sketch.size, strict=True))
        return _MARGIN + max(edges, default=0.0)

    def _end(self, k: int, end: int, node: int, below: bool) -> Point:
        box = self.box(node)
        return _MARGIN + self.ports[(k, end)], box.y + box.height if below else box.y

    def _middle(self, node: int) -> Point:
        rank = self.sketch.rank[node]
        return _MARGIN + self.xs[node], (self.tops[rank] + self.bottoms[rank]) / 2
