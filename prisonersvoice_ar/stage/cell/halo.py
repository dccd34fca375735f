"""The glare around the bulb."""

from panda3d.core import ColorBlendAttrib, NodePath

from prisonersvoice_ar.stage.flat import unit_card
from prisonersvoice_ar.stage.shaders import load_shader

_RADIUS = 0.22
"""metres of the cell: a wider glare costs as much as a wall"""


def attach_halo(parent: NodePath, glsl: int) -> NodePath:
    """Hang it under ``parent``, which has the shader inputs bulb_at and bulb_light; hidden by what is before it."""
    card = unit_card(parent, "halo")
    card.setShader(load_shader("halo", "halo", glsl), 10)
    card.setShaderInput("radius", _RADIUS)
    card.setTwoSided(True)
    card.setDepthWrite(False)
    card.setBin("fixed", 20)
    card.setAttrib(ColorBlendAttrib.make(ColorBlendAttrib.MAdd, ColorBlendAttrib.OOne, ColorBlendAttrib.OOne))
    return card
