"""The flat sides of a target, each with its tags: one of a card, six of a cube, any of another body."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import radians

import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import FLAT, MarkerPlace, Plane, Rectangle, Vector
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.markers import (
    CubeDoc,
    MarkerDoc,
    SidedDoc,
    SideDoc,
    TargetDoc,
)
from prisonersvoice_ar.documents.yaml import Loc, Sheet

TOUCH_M = 1e-9
"""rounding: squares that touch, or lie at the very edge, are right"""
_CROOKED = 0.01
"""cosine: an angle that is this far from square is no slip of rounding"""

X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
_FACES: dict[str, tuple[Vector, Vector, Vector]] = {
    # where its middle is, in half edges from the middle of the cube; right; up
    "front": ((0, -1, 0), X, Z),
    "right": ((1, 0, 0), Y, Z),
    "back": ((0, 1, 0), (-1, 0, 0), Z),
    "left": ((-1, 0, 0), (0, -1, 0), Z),
    "top": ((0, 0, 1), X, Y),
    "bottom": ((0, 0, -1), X, (0, -1, 0)),
}


@dataclass(frozen=True)
class Side:
    """One flat side."""

    plane: Plane
    size_m: tuple[float, float]
    """width and height, metres; its middle is the plane's origin"""
    markers: tuple[tuple[MarkerPlace, Loc], ...]
    """each with where it stands in the file"""

    @property
    def size_said(self) -> str:
        """As an author measures it."""
        return f"{self.size_m[0] * 1000:g} × {self.size_m[1] * 1000:g} mm"

    @property
    def corners(self) -> Array:
        """(4, 3) metres in the target's frame."""
        return self.plane.points(Rectangle((0.0, 0.0), self.size_m).corners[:, :2])


def sides_of(
    doc: TargetDoc | CubeDoc | SidedDoc, loc: Loc, sheet: Sheet, findings: Findings
) -> tuple[Side, ...]:
    """The sides of a target at ``loc``; what cannot be a side is told and left out."""
    if isinstance(doc, CubeDoc):
        return tuple(_faces(doc, loc))
    if isinstance(doc, SidedDoc):
        numbered = [_side(each, (*loc, "sides", i), sheet, findings) for i, each in enumerate(doc.sides)]
        return tuple(side for side in numbered if side is not None)
    return (_laid(FLAT, doc.size_mm, doc.markers, (*loc, "markers")),)


def _faces(doc: CubeDoc, loc: Loc) -> Iterator[Side]:
    """What stands on a cube stands on its top, so the target's origin is the middle of that."""
    half = doc.edge_mm / 2000
    for name, (at, right, up) in _FACES.items():
        markers: list[MarkerDoc] = getattr(doc.faces, name)
        origin = (at[0] * half, at[1] * half, (at[2] - 1) * half)
        if markers:
            yield _laid(Plane(origin, right, up), [doc.edge_mm] * 2, markers, (*loc, "faces", name))


def _side(doc: SideDoc, loc: Loc, sheet: Sheet, findings: Findings) -> Side | None:
    right, up = np.array(doc.right), np.array(doc.up)
    lengths = float(np.linalg.norm(right)), float(np.linalg.norm(up))
    if min(lengths) < 1e-6 or abs(float(right @ up)) > _CROOKED * lengths[0] * lengths[1]:
        key = "up" if (*loc, "up") in sheet.values else "right"
        findings.add("not-square", sheet.place((*loc, key)), right=_said(doc.right), up=_said(doc.up))
        return None
    right /= lengths[0]
    up -= (up @ right) * right
    up /= np.linalg.norm(up)
    plane = Plane(_vector(np.array(doc.at_mm) / 1000), _vector(right), _vector(up))
    return _laid(plane, doc.size_mm, doc.markers, (*loc, "markers"))


def _said(numbers: list[float]) -> str:
    return f"[{', '.join(f'{number:g}' for number in numbers)}]"


def _vector(values: Array) -> Vector:
    x, y, z = (float(value) for value in values)
    return x, y, z


def _laid(plane: Plane, size_mm: list[float], markers: list[MarkerDoc], loc: Loc) -> Side:
    places = (
        MarkerPlace(
            m.id, m.size_mm / 1000, (m.at_mm[0] / 1000, m.at_mm[1] / 1000), radians(m.turn_deg), plane
        )
        for m in markers
    )
    return Side(
        plane,
        (size_mm[0] / 1000, size_mm[1] / 1000),
        tuple((place, (*loc, index)) for index, place in enumerate(places)),
    )


def outline_of(sides: tuple[Side, ...]) -> Rectangle:
    """What of a body is seen from above: the rectangle around all its sides."""
    points = np.concatenate([side.corners[:, :2] for side in sides])
    low, high = points.min(axis=0), points.max(axis=0)
    middle, size = (low + high) / 2, high - low
    return Rectangle((float(middle[0]), float(middle[1])), (float(size[0]), float(size[1])))


def check_sides(sides: tuple[Side, ...], sheet: Sheet, findings: Findings) -> None:
    """Tell of tags that stick out of their side, and of tags over one another."""
    for side in sides:
        for index, (marker, loc) in enumerate(side.markers):
            place = sheet.place((*loc, "at_mm"))
            corners = replace(marker, plane=FLAT).corners
            if leaves(corners, side.size_m):
                findings.add("marker-off-paper", place, id=marker.id, size=side.size_said)
            for other, _ in side.markers[:index]:
                if _overlap(corners[:, :2], replace(other, plane=FLAT).corners[:, :2]):
                    findings.add("markers-overlap", place, id=marker.id, other=other.id)


def leaves(corners: Array, size_m: tuple[float, float]) -> bool:
    """Whether any of (N, 3) ``corners`` lies off a sheet of paper of ``size_m``, metres."""
    return bool((np.abs(corners[:, :2]) > np.array(size_m) / 2 + TOUCH_M).any())


def _overlap(a: Array, b: Array) -> bool:
    """Whether two squares of (4, 2) corners share any area: no edge direction of either separates them."""
    for square in (a, b):
        for edge in (square[1] - square[0], square[2] - square[1]):
            axis = edge / np.linalg.norm(edge)
            pa, pb = a @ axis, b @ axis
            if pa.max() <= pb.min() + TOUCH_M or pb.max() <= pa.min() + TOUCH_M:
                return False
    return True
