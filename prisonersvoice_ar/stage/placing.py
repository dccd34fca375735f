"""Where the cell stands on its target, and what of it can be seen: pure geometry."""

from dataclasses import dataclass

import numpy as np

from prisonersvoice_ar.core.geometry import Array, inverse, rigid, transform_points
from prisonersvoice_ar.core.tracking.target import Rectangle
from prisonersvoice_ar.stage.cell.parts import HATCH_SIZE, WALL, Places

REVEAL = 0.035
"""metres of the poster: how thick the door is around its opening"""
BASE = 0.14
"""metres of the cell: thickness of the base that the model stands on"""
SHADOW = 0.35
"""metres of the cell: how far the model's shadow runs out; short, so that it stays at the foot where the paper is
bent or held in the air"""
_T_turned: Array = rigid([[0, 1, 0], [-1, 0, 0], [0, 0, 1]], [0, 0, 0])
"""the cell's length along the card's longer side: its bunk wall at the back, its door at the left"""


@dataclass(frozen=True)
class Placement:
    """The cell in its target's frame: p_target = T · (scale · p_cell)."""

    T_target_cell: Array
    """(4, 4) rigid"""
    scale: float
    """metres on the paper for a metre of the cell"""

    @property
    def matrix(self) -> Array:
        """(4, 4) from the cell's metres to the target's frame."""
        return np.asarray(self.T_target_cell @ np.diag([self.scale, self.scale, self.scale, 1.0]))

    def cell_from_target(self, points: Array) -> Array:
        """Map (N, 3) points of the target's frame to the cell's own metres."""
        return np.asarray(transform_points(inverse(self.T_target_cell), points) / self.scale)


def on_card(p: Places, paper: Rectangle, scale: float) -> Placement:
    """A model standing in the middle of the card, its longer side along the card's longer side."""
    along_y = p.half_depth > p.half_width
    wide = paper.size_m[0] >= paper.size_m[1]
    T = (_T_turned if along_y == wide else np.eye(4)).copy()
    T[:3, 3] = (*paper.center_m, BASE * scale)
    return Placement(T, scale)


def behind_opening(p: Places, opening: Rectangle, scale: float) -> Placement:
    """The cell behind the paper, its hatch's middle at the middle of the opening, its up the paper's up."""
    T = rigid([[1, 0, 0], [0, 0, 1], [0, -1, 0]], [0, 0, 0])
    x, y, z = p.hatch
    hatch = T[:3, :3] @ (np.array([x, y - REVEAL / scale, z]) * scale)
    T[:3, 3] = np.array([*opening.center_m, 0.0]) - hatch
    return Placement(T, scale)


MODEL_CORNERS = 8
"""of ``model_corners``: those of the model alone, which come first"""


def model_corners(p: Places) -> Array:
    """(12, 3) corners of the cut-open model and of the shadow around its foot, cell metres."""
    edge = WALL + 0.06
    x, y = p.half_width + edge, p.half_depth + edge
    model = [[a, b, c] for a in (-x, x) for b in (-y, y) for c in (-BASE, p.height + 0.02)]
    x, y = p.half_width + WALL + SHADOW, p.half_depth + WALL + SHADOW
    return np.array(model + [[a, b, -BASE] for a in (-x, x) for b in (-y, y)])


def opening_corners(opening: Rectangle) -> Array:
    """(8, 3) corners of the opening with its rim, from the paper to the rim's front; target's frame."""
    wide = Rectangle(opening.center_m, (opening.size_m[0] + 0.03, opening.size_m[1] + 0.03)).corners
    return np.concatenate([wide, wide + np.array([0.0, 0.0, 0.006])])


def portal_scale(opening: Rectangle) -> float:
    """The scale at which the cell's food hatch is as wide as the opening in the poster."""
    return opening.size_m[0] / HATCH_SIZE[0]
