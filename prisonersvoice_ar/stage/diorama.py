"""The soft shadow that the model throws on its card."""

from panda3d.core import CardMaker, ColorBlendAttrib, LVecBase2f, NodePath

from prisonersvoice_ar.stage.cell.parts import WALL, Places
from prisonersvoice_ar.stage.placing import BASE, SHADOW
from prisonersvoice_ar.stage.shaders import load_shader

_STRENGTH = 0.62


def attach_shadow(cell_frame: NodePath, p: Places, glsl: int) -> NodePath:
    """Lay the shadow on the card; ``cell_frame``'s frame is the cell's."""
    half = (p.half_width + WALL, p.half_depth + WALL)
    sheet = (half[0] + SHADOW, half[1] + SHADOW)
    card = cell_frame.attachNewNode("shadow")
    for left, right, bottom, top in _around(half, sheet):
        maker = CardMaker("shadow")
        maker.setFrame(left, right, bottom, top)
        maker.setUvRange(_share(left, bottom, sheet), _share(right, top, sheet))
        card.attachNewNode(maker.generate())
    card.flattenStrong()
    card.setP(-90)
    card.setZ(-BASE)
    card.setShader(load_shader("plain", "shadow", glsl), 10)
    card.setShaderInput("extent", LVecBase2f(half[0] / sheet[0], half[1] / sheet[1]))
    card.setShaderInput("strength", _STRENGTH)
    card.setDepthWrite(False)
    card.setDepthTest(False)
    card.setBin("background", 1)
    card.setAttrib(
        ColorBlendAttrib.make(
            ColorBlendAttrib.MAdd, ColorBlendAttrib.OOne, ColorBlendAttrib.OOneMinusIncomingAlpha
        )
    )
    return card


def _around(half: tuple[float, float], sheet: tuple[float, float]) -> tuple[tuple[float, ...], ...]:
    """Four strips (left, right, bottom, top) of the sheet: what lies under the model is never seen."""
    (w, d), (across, deep) = half, sheet
    return (
        (-across, across, d, deep),
        (-across, across, -deep, -d),
        (-across, -w, -d, d),
        (w, across, -d, d),
    )


def _share(x: float, y: float, sheet: tuple[float, float]) -> LVecBase2f:
    return LVecBase2f(0.5 + 0.5 * x / sheet[0], 0.5 + 0.5 * y / sheet[1])
