"""The opening in the poster: a mask of exactly its rectangle, the door's thickness, and a thin iron rim."""

import numpy as np
from panda3d.core import (
    CardMaker,
    ColorWriteAttrib,
    CullFaceAttrib,
    NodePath,
    StencilAttrib,
)

from prisonersvoice_ar.core.tracking.target import Rectangle
from prisonersvoice_ar.stage.cell.lightmap import LightMap
from prisonersvoice_ar.stage.cell.mesh import Mesh, Style
from prisonersvoice_ar.stage.cell.trim import attach_trim
from prisonersvoice_ar.stage.placing import REVEAL

RIM = 0.011
"""metres of the poster: width of the rim around the opening"""
_PROUD = 0.004
"""metres: how far it stands out from the paper"""


class Portal:
    """Builds under ``parent`` (the target's frame); what lies behind goes under ``behind``."""

    def __init__(self, parent: NodePath, opening: Rectangle) -> None:
        """Cut the ``opening``."""
        self.root = parent.attachNewNode("portal")
        self.behind = self.root.attachNewNode("behind")
        _mask(self.root, opening)
        self.behind.setAttrib(_inside_only())
        self.light_maps = (_reveal(self.behind, opening), _rim(self.root, opening))
        """to be told how the cell's lamps burn"""

    def remove(self) -> None:
        """Close the opening."""
        self.root.removeNode()


def _inside_only() -> StencilAttrib:
    return StencilAttrib.make(
        True,
        StencilAttrib.SCFEqual,
        StencilAttrib.SOKeep,
        StencilAttrib.SOKeep,
        StencilAttrib.SOKeep,
        1,
        1,
        0,
    )


def _mask(parent: NodePath, opening: Rectangle) -> None:
    """Marks the opening's pixels; seen from behind it marks nothing, so nothing is seen there."""
    (x, y), (w, h) = opening.center_m, opening.size_m
    maker = CardMaker("mask")
    maker.setFrame(x - w / 2, x + w / 2, y - h / 2, y + h / 2)
    card = parent.attachNewNode(maker.generate())
    card.setP(-90)  # a card stands in xz and faces −y; the paper lies in xy and faces z
    card.setShaderOff(1)
    card.setAttrib(CullFaceAttrib.make(CullFaceAttrib.MCullClockwise))
    card.setAttrib(ColorWriteAttrib.make(ColorWriteAttrib.COff))
    card.setDepthWrite(False)
    card.setDepthTest(False)
    card.setBin("background", 0)
    card.setAttrib(
        StencilAttrib.make(
            True,
            StencilAttrib.SCFAlways,
            StencilAttrib.SOKeep,
            StencilAttrib.SOKeep,
            StencilAttrib.SOReplace,
            1,
            1,
            1,
        )
    )


def _reveal(parent: NodePath, opening: Rectangle) -> LightMap:
    (x, y), (w, h) = opening.center_m, opening.size_m
    left, right, low, high = x - w / 2, x + w / 2, y - h / 2, y + h / 2
    mesh, iron = Mesh(), Style("door")
    mesh.face((left, low, 0), (0, 0, -REVEAL), (0, h, 0), iron)
    mesh.face((right, high, 0), (0, 0, -REVEAL), (0, -h, 0), iron)
    mesh.face((right, low, 0), (0, 0, -REVEAL), (-w, 0, 0), iron)
    mesh.face((left, high, 0), (0, 0, -REVEAL), (w, 0, 0), iron)
    # outer edge in the room's light, inner edge in the cell's: bulb, slit, hatch, room
    return attach_trim(parent, mesh, 0.25, np.array([[0.05, 0.02, 0.02, 0.5], [0.5, 0.25, 0.1, 0.12]]))


def _rim(parent: NodePath, opening: Rectangle) -> LightMap:
    (x, y), (w, h) = opening.center_m, opening.size_m
    left, right, low, high = x - w / 2, x + w / 2, y - h / 2, y + h / 2
    mesh, iron = Mesh(), Style("door")
    for a, b in (
        ((left - RIM, low - RIM, 0.0), (left, high + RIM, _PROUD)),
        ((right, low - RIM, 0.0), (right + RIM, high + RIM, _PROUD)),
        ((left, low - RIM, 0.0), (right, low, _PROUD)),
        ((left, high, 0.0), (right, high + RIM, _PROUD)),
    ):
        mesh.box(a, b, iron, chamfer=0.0012, without="-z")
    return attach_trim(parent, mesh, 0.25, np.array([[0.0, 0.0, 0.0, 0.85], [0.0, 0.0, 0.0, 0.85]]))
