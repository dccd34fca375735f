"""Where things stand in a cell: what a plan says, and what is usual where it is silent."""

from dataclasses import dataclass

from prisonersvoice_ar.core.script.cell import CellPlan

WALL = 0.18
"""metres: thickness of the walls where the cell is cut open"""
DOOR_SIZE = (0.82, 2.0)
"""metres: width, height"""
HATCH_SIZE = (0.34, 0.24)
"""metres: width, height"""
WINDOW_SIZE = (0.56, 0.36)
"""metres: width, height"""

Point = tuple[float, float, float]


@dataclass(frozen=True)
class Places:
    """Every thing's place in metres, in the cell's frame, clamped so that it stands inside the walls."""

    half_width: float
    half_depth: float
    height: float
    door: Point
    hatch: Point
    bunk: Point
    lamp: Point
    window: Point
    shelf: Point


def places(plan: CellPlan) -> Places:
    """Read a plan; an object without a place of its own stands where it usually does."""
    w, d, h = plan.size[0] / 2, plan.size[1] / 2, plan.size[2]
    said = {thing.id: thing.at for thing in plan.objects}

    def at(name: str, usual: Point, low: Point, high: Point) -> Point:
        x, y, z = (
            min(max(v, a), max(a, b)) for v, a, b in zip(said.get(name, usual), low, high, strict=True)
        )
        return (x, y, z)

    door_w, door_h = DOOR_SIZE
    room = w - door_w / 2 - 0.12
    door = at("door", (0.0, -d, 1.0), (-room, -d, 1.0), (room, -d, 1.0))
    play = door_w / 2 - HATCH_SIZE[0] / 2 - 0.1
    hatch = at(
        "hatch", (door[0], -d, 1.2), (door[0] - play, -d, 0.6), (door[0] + play, -d, min(door_h, h) - 0.35)
    )
    pane = w - WINDOW_SIZE[0] / 2 - 0.1
    top = h - WINDOW_SIZE[1] / 2 - 0.12
    return Places(
        half_width=w,
        half_depth=d,
        height=h,
        door=door,
        hatch=hatch,
        bunk=at("bunk", (-w + 0.35, 0.4, 0.45), (-w + 0.35, -d + 1.0, 0.3), (w - 0.35, d - 1.0, 0.6)),
        lamp=at("lamp", (0.0, 0.0, h - 0.15), (-w + 0.2, -d + 0.2, 1.9), (w - 0.2, d - 0.2, h - 0.15)),
        window=at("window", (0.0, d, h - 0.55), (-pane, d, 1.2), (pane, d, top)),
        shelf=at("shelf", (w - 0.15, d - 0.6, 1.1), (w - 0.15, -d + 1.2, 0.8), (w - 0.15, d - 0.45, 1.5)),
    )
