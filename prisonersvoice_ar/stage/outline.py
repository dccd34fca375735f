"""The target's rectangle and axes, drawn through the same camera path as the cell, to check registration."""

from panda3d.core import LineSegs, NodePath

from prisonersvoice_ar.core.tracking.target import Rectangle

COLOR = (1.0, 0.0, 1.0)
"""pure magenta: no camera picture has it"""


def attach_outline(parent: NodePath, paper: Rectangle) -> NodePath:
    """Draw the outline of ``paper`` under ``parent`` (the target's frame), over everything."""
    lines = LineSegs("outline")
    lines.setThickness(2.0)
    lines.setColor(*COLOR, 1.0)
    corners = paper.corners
    lines.moveTo(*corners[3])
    for corner in corners:
        lines.drawTo(*corner)
    reach = min(paper.size_m) / 3
    for axis, color in enumerate(((1, 0, 0, 1), (0, 1, 0, 1), (0, 0.4, 1, 1))):
        tip = [0.0, 0.0, 0.0]
        tip[axis] = reach
        lines.setColor(*color)
        lines.moveTo(0, 0, 0)
        lines.drawTo(*tip)
    node = parent.attachNewNode(lines.create())
    node.setShaderOff()
    node.setDepthTest(False)
    node.setDepthWrite(False)
    node.setBin("fixed", 100)
    node.hide()
    return node
