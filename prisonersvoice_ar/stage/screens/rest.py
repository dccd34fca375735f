"""The rest: two quiet sentences, and a thin line that grows shorter; no countdown."""

from dataclasses import replace

from panda3d.core import NodePath

from prisonersvoice_ar.core.layout import Measure, Menu, Rect, Scale, TextBox, lay_out
from prisonersvoice_ar.core.visit.view import Phase, View
from prisonersvoice_ar.stage.screens.content import rest_blocks
from prisonersvoice_ar.stage.screens.draw import Drawing
from prisonersvoice_ar.stage.screens.layers import Layers
from prisonersvoice_ar.stage.screens.palette import PAPER, faded
from prisonersvoice_ar.words import Interface

_SHARE = 0.3
"""of the window's width: the line when the rest begins"""
_LONGEST = 30.0
"""seconds of rest that draw the whole line"""


def rest_texts(words: Interface, middle: Rect, size: tuple[int, int], measure: Measure) -> list[TextBox]:
    """The sentences, set in the free middle."""
    layout = lay_out(Menu(rest_blocks(words), align=0.5), size, measure)
    used = layout.texts[-1].rect.bottom - layout.texts[0].rect.y
    down = middle.centre[1] - used / 2 - layout.texts[0].rect.y
    if used > middle.h:
        return []
    return [replace(text.moved(0.0, down)) for text in layout.texts]


def draw_rest_line(layers: Layers, view: View, scale: Scale, sort: int) -> None:
    """Show what is left of the quiet, in the lower margin."""
    left = view.rest_left
    quiet = view.phase is Phase.REST and view.overlay is None and view.caption is None
    if not quiet or left is None or left <= 0.0:
        layers.hide("quiet")
        return
    y = scale.height - scale.margin / 2
    half = _SHARE * scale.width / 2
    layers.show("quiet", (scale, "line"), lambda node: _draw(node, half, scale), sort=sort)
    node = layers.node("quiet")
    if node is not None:
        node.setPos(scale.width / 2, 0.0, -y)
        node.setScale(max(0.001, min(1.0, left / _LONGEST)), 1.0, 1.0)


def _draw(node: NodePath, half: float, scale: Scale) -> None:
    drawing = Drawing()
    drawing.line([(-half, 0.0), (half, 0.0)], max(1.0, scale.short / 360), faded(PAPER, 0.7))
    drawing.attach(node, "line")
