"""Flat shapes with soft edges, as coloured triangles in window pixels (y downward when given, −z in Panda3D).

Edges are softened by a strip one pixel wide whose outer rim is transparent: no multisampling, which costs
10 to 20 ms a frame on a software renderer (measured-facts.md).
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from panda3d.core import (
    Geom,
    GeomEnums,
    GeomNode,
    GeomTriangles,
    GeomVertexData,
    GeomVertexFormat,
    NodePath,
    TransparencyAttrib,
)

from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.screens.palette import Colour

Point = tuple[float, float]
_Points = NDArray[np.float64]
"""shape (n, 2), pixels"""

_VERTEX = np.dtype([("at", "<f4", 3), ("colour", "<f4", 4)])
_FEATHER = 0.5
_CHORD_PX = 0.1
"""pixels that a chord may leave its arc by"""


class Drawing:
    """Collects triangles; ``attach`` turns them into one node."""

    def __init__(self) -> None:
        """Empty."""
        self._vertices: list[NDArray[np.void]] = []
        self._triangles: list[NDArray[np.uint32]] = []
        self._count = 0

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill a convex polygon."""
        at = _clockwise(np.asarray(points, np.float64))
        if len(at) < 3:
            return
        inner, outer = _rims(at)
        clear = (*colour[:3], 0.0)
        n = len(at)
        colours = np.concatenate([np.tile(colour, (n, 1)), np.tile(clear, (n, 1))])
        self._add(np.concatenate([inner, outer]), colours, np.concatenate([_fan(n), _strip(n, 0, n)]))

    def rounded(self, rect: Rect, radius: float, colour: Colour) -> None:
        """Fill a rectangle with round corners."""
        outline = rounded_outline(rect, radius)
        at = _clockwise(np.asarray(outline, np.float64))
        if len(at) < 8 or len(at) < len(outline):  # no round corner, or no straight side between two
            self.polygon(outline, colour)
            return
        # a cross and four corners: a fan from one corner would send slivers through every tile of a plate
        inner, outer = _rims(at)
        r = max(0.0, min(radius, rect.w / 2, rect.h / 2))
        middle = rect.inset(r)
        centres = np.array(
            [
                (middle.right, middle.y),
                (middle.right, middle.bottom),
                (middle.x, middle.bottom),
                (middle.x, middle.y),
            ]
        )
        n = len(at)
        clear = (*colour[:3], 0.0)
        colours = np.concatenate([np.tile(colour, (n, 1)), np.tile(clear, (n, 1)), np.tile(colour, (4, 1))])
        triangles = np.concatenate([_strip(n, 0, n), _cross(n // 4, 2 * n)])
        self._add(np.concatenate([inner, outer, centres]), colours, triangles)

    def rounded_line(self, rect: Rect, radius: float, width: float, colour: Colour) -> None:
        """Outline a rectangle with round corners; the line lies within it."""
        inner = rect.inset(width / 2)
        self.line(rounded_outline(inner, max(0.0, radius - width / 2)), width, colour, closed=True)

    def circle(self, centre: Point, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        self.polygon(arc_points(centre, radius, 0.0, 1.0)[:-1], colour)

    def line(self, points: Sequence[Point], width: float, colour: Colour, *, closed: bool = False) -> None:
        """A line through points, with mitred joints."""
        at = np.asarray(points, np.float64)
        if len(at) < 2:
            return
        normals = _normals(_clockwise(at) if closed else at, closed=closed)
        at = _clockwise(at) if closed else at
        half = max(width, 1.0) / 2
        alpha = colour[3] * min(width, 1.0)
        offsets = (-half - _FEATHER, -half + _FEATHER, half - _FEATHER, half + _FEATHER)
        rows = [at + offset * normals for offset in offsets]
        n = len(at)
        colours = np.concatenate([np.tile((*colour[:3], a), (n, 1)) for a in (0.0, alpha, alpha, 0.0)])
        strips = [_strip(n, i * n, (i + 1) * n, closed=closed) for i in range(3)]
        self._add(np.concatenate(rows), colours, np.concatenate(strips))

    def rects(self, rects: Sequence[Rect], colour: Colour) -> None:
        """Fill rectangles with hard edges; meant for whole pixels (QR codes)."""
        if not rects:
            return
        edges = np.array([(rect.x, rect.y, rect.right, rect.bottom) for rect in rects], np.float64)
        corners = edges[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 2)
        first = np.arange(len(rects), dtype=np.uint32)[:, None] * np.uint32(4)
        triangles = (first + np.array([0, 1, 2, 0, 2, 3], np.uint32)).reshape(-1)
        self._add(corners, np.tile(colour, (len(corners), 1)), triangles)

    def attach(self, parent: NodePath, name: str = "shapes", sort: int = 0) -> NodePath:
        """Make the node under ``parent``."""
        node = GeomNode(name)
        if self._count:
            node.addGeom(self._geom())
        path = parent.attachNewNode(node, sort)
        path.setTransparency(TransparencyAttrib.MAlpha)
        return path

    def _add(self, at: _Points, colours: NDArray[np.float64], triangles: NDArray[np.uint32]) -> None:
        vertices = np.zeros(len(at), _VERTEX)
        vertices["at"][:, 0] = at[:, 0]
        vertices["at"][:, 2] = -at[:, 1]
        vertices["colour"] = colours
        self._vertices.append(vertices)
        self._triangles.append(triangles + np.uint32(self._count))
        self._count += len(at)

    def _geom(self) -> Geom:
        vertices = np.concatenate(self._vertices)
        triangles = np.concatenate(self._triangles).astype("<u4").ravel()
        data = GeomVertexData("shapes", _format(), GeomEnums.UHStatic)
        data.uncleanSetNumRows(len(vertices))
        data.modifyArrayHandle(0).copyDataFrom(vertices.tobytes())
        primitive = GeomTriangles(GeomEnums.UHStatic)
        primitive.setIndexType(GeomEnums.NTUint32)
        array = primitive.modifyVertices()
        array.uncleanSetNumRows(len(triangles))
        array.modifyHandle().copyDataFrom(triangles.tobytes())
        geom = Geom(data)
        geom.addPrimitive(primitive)
        return geom


def arc_points(centre: Point, radius: float, start: float, end: float) -> list[Point]:
    """Points on a circle from ``start`` to ``end``, in turns, clockwise from the top; chords leave it by `_CHORD_PX` at most."""
    around = math.pi / math.acos(1.0 - _CHORD_PX / max(radius, 1.0))
    steps = max(3, math.ceil(abs(end - start) * around))
    turns = (2 * math.pi * (start + (end - start) * i / steps) for i in range(steps + 1))
    return [(centre[0] + radius * math.sin(t), centre[1] - radius * math.cos(t)) for t in turns]


def rounded_outline(rect: Rect, radius: float) -> list[Point]:
    """The outline of a rectangle with round corners, clockwise from the top right."""
    r = max(0.0, min(radius, rect.w / 2, rect.h / 2))
    if r < 0.5:
        return [(rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom), (rect.x, rect.y)]
    centres = (
        (rect.right - r, rect.y + r),
        (rect.right - r, rect.bottom - r),
        (rect.x + r, rect.bottom - r),
        (rect.x + r, rect.y + r),
    )
    return [
        point
        for index, centre in enumerate(centres)
        for point in arc_points(centre, r, index / 4, (index + 1) / 4)
    ]


def _format() -> GeomVertexFormat:
    from panda3d.core import GeomVertexArrayFormat, InternalName

    array = GeomVertexArrayFormat()
    array.addColumn(InternalName.getVertex(), 3, GeomEnums.NTFloat32, GeomEnums.CPoint)
    array.addColumn(InternalName.getColor(), 4, GeomEnums.NTFloat32, GeomEnums.CColor)
    return GeomVertexFormat.registerFormat(GeomVertexFormat(array))


def _clockwise(at: _Points) -> _Points:
    """Clockwise as seen on the screen (y downward), without doubled neighbours."""
    following = np.roll(at, -1, axis=0)
    at = at[np.hypot(*(following - at).T) > 1e-6] if len(at) > 2 else at
    x, y = at.T if len(at) else (np.zeros(0), np.zeros(0))
    area = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))
    return at if area >= 0 else at[::-1]


def _normals(at: _Points, *, closed: bool) -> _Points:
    """Outward normals at the corners of a clockwise outline, lengthened at joints (mitres, at most 2)."""
    ahead = np.roll(at, -1, axis=0) - at
    back = at - np.roll(at, 1, axis=0)
    if not closed:
        ahead[-1], back[0] = back[-1], ahead[0]
    first, second = _left(back), _left(ahead)
    total = first + second
    lengths = np.hypot(total[:, 0], total[:, 1])
    unit = np.where(lengths[:, None] > 1e-9, total / np.maximum(lengths, 1e-9)[:, None], second)
    cosine = np.maximum(np.sum(unit * second, axis=1), 0.5)
    return np.asarray(unit / cosine[:, None], np.float64)


def _left(direction: _Points) -> _Points:
    lengths = np.maximum(np.hypot(direction[:, 0], direction[:, 1]), 1e-9)
    return np.stack([direction[:, 1] / lengths, -direction[:, 0] / lengths], axis=1)


def _rims(at: _Points) -> tuple[_Points, _Points]:
    """The outline a little inside and a little outside of its soft edge."""
    normals = _normals(at, closed=True)
    return at - _FEATHER * normals, at + _FEATHER * normals


def _cross(arc: int, centres: int) -> NDArray[np.uint32]:
    """Triangles of an outline of four arcs of ``arc`` points each, about four centres from index ``centres``."""
    found = [(centres, centres + 1, centres + 2), (centres, centres + 2, centres + 3)]
    for k in range(4):
        first, last, following = k * arc, (k + 1) * arc - 1, (k + 1) % 4
        found += [(centres + k, i, i + 1) for i in range(first, last)]
        found += [
            (centres + k, last, following * arc),
            (centres + k, following * arc, centres + following),
        ]
    return np.array(found, np.uint32).reshape(-1)


def _fan(n: int) -> NDArray[np.uint32]:
    inner = np.arange(1, max(1, n - 1), dtype=np.uint32)
    return np.stack([np.zeros_like(inner), inner, inner + np.uint32(1)], axis=1).reshape(-1)


def _strip(n: int, first: int, second: int, *, closed: bool = True) -> NDArray[np.uint32]:
    """Triangles between two rows of ``n`` vertices."""
    i = np.arange(n if closed else n - 1, dtype=np.uint32)
    j = (i + 1) % n
    quads = np.stack([first + i, first + j, second + i, second + i, first + j, second + j], axis=1)
    return quads.astype(np.uint32).reshape(-1)
