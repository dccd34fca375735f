"""The drawing's layout: nothing lies over anything, arrows meet their boxes, and ways on lead down."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.authoring.graph import Box, Drawn, Link, Node, lay_out
from prisonersvoice_ar.authoring.graph.layers import backward, crossings, ordered, ranks
from prisonersvoice_ar.authoring.storyboard.bands import Part, bands
from prisonersvoice_ar.authoring.storyboard.markup import el

_ENDS = st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([(0.0, 0.0), (90.0, 30.0)]))


def _drawn(count: int, ends: list[tuple[int, int, tuple[float, float]]]) -> tuple[Drawn, list[Link]]:
    nodes = [Node(str(n), 80.0 + 10 * (n % 4), 40.0) for n in range(count)]
    links = [Link(str(a % count), str(b % count), label) for a, b, label in ends]
    return lay_out(nodes, links), links


def _apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width <= other.x + 1e-6
        or other.x + other.width <= one.x + 1e-6
        or one.y + one.height <= other.y + 1e-6
        or other.y + other.height <= one.y + 1e-6
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10), st.lists(_ENDS, max_size=16))
def test_any_graph_is_laid_out(count: int, ends: list[tuple[int, int, tuple[float, float]]]) -> None:
    drawn, links = _drawn(count, ends)
    labels = [
        Box(arrow.label[0] - link.label[0] / 2, arrow.label[1] - link.label[1] / 2, *link.label)
        for link, arrow in zip(links, drawn.arrows, strict=True)
        if link.label[0] and not arrow.loop
    ]
    things = [*drawn.boxes.values(), *labels]
    assert all(_apart(one, other) for one, other in combinations(things, 2))
    for thing in things:
        assert thing.x >= -1e-6
        assert thing.x + thing.width <= drawn.width + 1e-6
        assert thing.y >= -1e-6
        assert thing.y + thing.height <= drawn.height + 1e-6
    for link, arrow in zip(links, drawn.arrows, strict=True):
        for (x, y), box in (
            (arrow.points[0], drawn.boxes[link.source]),
            (arrow.points[-1], drawn.boxes[link.target]),
        ):
            assert box.x - 1e-6 <= x <= box.x + box.width + 1e-6
            assert box.y - 1e-6 <= y <= box.y + box.height + 1e-6


def test_a_story_runs_from_top_to_bottom_and_what_leads_back_runs_up() -> None:
    drawn, _ = _drawn(4, [(0, 1, (0, 0)), (1, 2, (60, 20)), (2, 3, (0, 0)), (2, 0, (0, 0))])
    tops = [drawn.boxes[str(n)].y for n in range(4)]
    assert tops == sorted(tops)
    down, back = drawn.arrows[1], drawn.arrows[3]
    assert down.points[0][1] < down.points[-1][1]
    assert back.points[0][1] > back.points[-1][1]


def test_a_chain_stands_straight() -> None:
    drawn, _ = _drawn(5, [(n, n + 1, (0.0, 0.0)) for n in range(4)])
    middles = {round(box.x + box.width / 2, 3) for box in drawn.boxes.values()}
    assert len(middles) == 1


def test_a_way_past_a_beat_does_not_cross_its_box() -> None:
    drawn, _links = _drawn(3, [(0, 1, (0, 0)), (1, 2, (0, 0)), (0, 2, (0, 0))])
    box = drawn.boxes["1"]
    passing = [x for x, y in drawn.arrows[2].points if box.y <= y <= box.y + box.height]
    assert passing
    assert all(not box.x <= x <= box.x + box.width for x in passing)


def test_parallel_ways_are_told_apart() -> None:
    drawn, _ = _drawn(2, [(0, 1, (70.0, 20.0)), (0, 1, (70.0, 20.0))])
    first, second = drawn.arrows
    assert abs(first.label[0] - second.label[0]) >= 70.0
    assert first.points[0] != second.points[0]


def test_an_arrow_to_itself_goes_around_the_side() -> None:
    drawn, _ = _drawn(1, [(0, 0, (0.0, 0.0))])
    (arrow,) = drawn.arrows
    assert arrow.loop
    assert drawn.width > drawn.boxes["0"].x + drawn.boxes["0"].width + 20


def test_a_link_to_nowhere_is_refused() -> None:
    with pytest.raises(KeyError):
        lay_out([Node("a", 10, 10)], [Link("a", "b")])


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_without_the_ways_back_there_is_no_circle(pairs: list[tuple[int, int]]) -> None:
    back = backward(8, pairs)
    down = [pair for index, pair in enumerate(pairs) if index not in back]
    rank = ranks(8, down)
    assert all(rank[a] < rank[b] for a, b in down)


def test_crossings_are_undone() -> None:
    rows, pairs = [[0, 1], [2, 3]], [(0, 3), (1, 2)]
    assert crossings(rows, {0: [3], 1: [2]}) == 1
    assert crossings(ordered(rows, pairs), {0: [3], 1: [2]}) == 0


@pytest.mark.parametrize("width", [300.0, 1360.0])
def test_a_tall_drawing_is_cut_into_pages_and_no_box_with_them(width: float) -> None:
    tops = [80.0 * n + 10.0 for n in range(50)]
    boxes = [Part(el("g", id=f"box-{n}"), y, y + 50.0, "box") for n, y in enumerate(tops)]
    labels = [Part(el("g", id=f"why-{n}"), y + 55.0, y + 68.0, "label") for n, y in enumerate(tops)]
    arrow = Part(el("path"), 20.0, 4000.0, "arrow")
    found = bands([arrow, *labels, *boxes], (width, 4020.0))
    assert (found[0].top, found[-1].bottom) == (0.0, 4020.0)
    assert all(one.bottom == other.top for one, other in pairwise(found))
    page = 900.0 * max(1.0, width / 680.0)
    assert all(page / 2 < band.bottom - band.top <= page for band in found[:-1])
    drawn = [part for band in found for part in band.parts if part != arrow.drawn]
    assert len(drawn) == len(set(drawn)) == 100, "each once, whole"
    assert all(arrow.drawn in band.parts for band in found), "and the arrow goes on"
