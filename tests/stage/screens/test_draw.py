"""Shapes: where they say, nothing not a number, and codes whose modules are all there."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from panda3d.core import GeomNode, GeomVertexReader, NodePath

from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.screens.draw import Drawing, arc_points, rounded_outline
from prisonersvoice_ar.stage.screens.palette import PAPER
from prisonersvoice_ar.stage.screens.qr import QUIET_ZONE, draw_code, modules

URL = "https://www.change.org/p/united-nations-the-prisoners-of-the-kremlin-are-defenseless-against-covid-19-"
lengths = st.floats(0.0, 3000.0)
places = st.floats(-500.0, 4000.0)


def _triangles(path: NodePath) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(corners (n, 3, 2) with y downward, alpha (n, 3)) of everything under ``path``."""
    corners, alphas = [np.zeros((0, 3, 2))], [np.zeros((0, 3))]
    for found in path.findAllMatches("**/+GeomNode"):
        node = found.node()
        assert isinstance(node, GeomNode)
        for index in range(node.getNumGeoms()):
            geom = node.getGeom(index)
            at = GeomVertexReader(geom.getVertexData(), "vertex")
            colour = GeomVertexReader(geom.getVertexData(), "color")
            # The readers hand out the same vector each time: take the numbers at once.
            count = geom.getVertexData().getNumRows()
            rows = [(p.x, -p.z) for p in (at.getData3() for _ in range(count))]
            alpha = [c.w for c in (colour.getData4() for _ in range(count))]
            primitive = geom.getPrimitive(0)
            order = [primitive.getVertex(i) for i in range(primitive.getNumVertices())]
            corners.append(np.array([rows[i] for i in order]).reshape(-1, 3, 2))
            alphas.append(np.array([alpha[i] for i in order]).reshape(-1, 3))
    return np.concatenate(corners), np.concatenate(alphas)


def _attached(drawing: Drawing) -> NodePath:
    root = NodePath("test")
    drawing.attach(root)
    return root


def _area(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    (ax, ay), (bx, by) = (corners[:, 1] - corners[:, 0]).T, (corners[:, 2] - corners[:, 0]).T
    return np.asarray(np.abs(ax * by - ay * bx) / 2)


@pytest.mark.parametrize("turn", [1, -1])
def test_a_polygon_has_its_area_and_a_soft_edge_outside(turn: int) -> None:
    drawing = Drawing()
    drawing.polygon([(10, 10), (110, 10), (110, 60), (10, 60)][::turn], PAPER)
    corners, alpha = _triangles(_attached(drawing))
    # Weighted with alpha, the soft edge gives back what the core was made smaller by.
    assert np.sum(_area(corners) * alpha.mean(axis=1)) == pytest.approx(5000, rel=0.002)
    assert corners.min() == pytest.approx(9.5)
    assert corners[alpha == 1.0].min() == pytest.approx(10.5)


def test_a_line_has_its_width() -> None:
    drawing = Drawing()
    drawing.line([(0, 0), (100, 0)], 4.0, PAPER)
    corners, alpha = _triangles(_attached(drawing))
    assert np.sum(_area(corners) * alpha.mean(axis=1)) == pytest.approx(400)


@given(places, places, lengths, lengths, lengths)
def test_round_corners_stay_within(x: float, y: float, w: float, h: float, radius: float) -> None:
    rect = Rect(x, y, w, h)
    for px, py in rounded_outline(rect, radius):
        assert x - 0.01 <= px <= x + w + 0.01
        assert y - 0.01 <= py <= y + h + 0.01


@given(places, places, lengths, lengths, st.floats(0.0, 40.0))
def test_no_shape_is_not_a_number(x: float, y: float, w: float, h: float, width: float) -> None:
    drawing = Drawing()
    drawing.rounded(Rect(x, y, w, h), width, PAPER)
    drawing.rounded_line(Rect(x, y, w, h), width, width, PAPER)
    drawing.circle((x, y), w, PAPER)
    drawing.line([(x, y), (x, y), (x + w, y)], width, PAPER)
    drawing.polygon([(x, y), (x, y), (x, y)], PAPER)
    corners, alpha = _triangles(_attached(drawing))
    assert np.isfinite(corners).all()
    assert ((alpha >= 0) & (alpha <= 1)).all()


def test_an_arc_starts_at_the_top_and_goes_clockwise() -> None:
    points = arc_points((100.0, 100.0), 50.0, 0.0, 0.25)
    assert points[0] == pytest.approx((100.0, 50.0))
    assert points[-1] == pytest.approx((150.0, 100.0))
    assert all(math.hypot(x - 100, y - 100) == pytest.approx(50) for x, y in points)


@pytest.mark.parametrize("side", [53 * 3, 200, 431])
def test_every_dark_module_is_drawn_on_whole_pixels(side: int) -> None:
    root = NodePath("test")
    plate = draw_code(root, URL, Rect(7.3, 9.8, side, side + 40))
    rows = np.array(modules(URL))
    count = len(rows) + 2 * QUIET_ZONE
    corners, _ = _triangles(root)
    assert np.array_equal(corners, np.round(corners))
    drawn = np.zeros((int(plate.h), int(plate.w)), bool)
    for triangle in corners[2:]:  # the first two are the white plate
        left, top = triangle.min(axis=0) - (plate.x, plate.y)
        right, bottom = triangle.max(axis=0) - (plate.x, plate.y)
        drawn[int(top) : int(bottom), int(left) : int(right)] = True
    centres = ((np.arange(len(rows)) + QUIET_ZONE + 0.5) * plate.w / count).astype(int)
    assert np.array_equal(drawn[np.ix_(centres, centres)], rows)
    assert not drawn[: int(QUIET_ZONE * plate.w / count) - 1].any()


def test_a_code_without_room_draws_nothing() -> None:
    root = NodePath("test")
    draw_code(root, URL, Rect(0, 0, 20, 20))
    assert root.findAllMatches("**/+GeomNode").isEmpty()
