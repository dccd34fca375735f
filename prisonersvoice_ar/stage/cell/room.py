"""Floor, walls, ceiling, plinth, window and pipes, and the cut edges of the model."""

import numpy as np
from numpy.typing import ArrayLike

from prisonersvoice_ar.stage.cell.mesh import DOOR, LEFT, RIGHT, WINDOW, Mesh, Style
from prisonersvoice_ar.stage.cell.parts import DOOR_SIZE, WALL, WINDOW_SIZE, Places

_PLINTH = 0.12
_CUT = "section"


def build_room(mesh: Mesh, p: Places) -> None:
    """Everything that is masonry, and the pipe along it."""
    w, d, h = p.half_width, p.half_depth, p.height
    mesh.face((-w, -d, 0), (2 * w, 0, 0), (0, 2 * d, 0), Style("floor"))
    mesh.face((-w, d, h), (2 * w, 0, 0), (0, -2 * d, 0), Style("ceiling", part="ceiling"))
    mesh.face((-w, -d, 0), (0, 2 * d, 0), (0, 0, h), Style("wall", LEFT))
    mesh.face((w, d, 0), (0, -2 * d, 0), (0, 0, h), Style("wall", RIGHT))
    _door_wall(mesh, p)
    _window_wall(mesh, p)
    _plinths(mesh, p)
    _shell(mesh, p)
    _pipes(mesh, p)


def _door_wall(mesh: Mesh, p: Places) -> None:
    w, d, h = p.half_width, p.half_depth, p.height
    x0, x1, top = p.door[0] - DOOR_SIZE[0] / 2, p.door[0] + DOOR_SIZE[0] / 2, min(DOOR_SIZE[1], h)
    wall = Style("wall", DOOR)
    for a, b, z0, z1 in ((-w, x0, 0.0, h), (x1, w, 0.0, h), (x0, x1, top, h)):
        mesh.face((b, -d, z0), (a - b, 0, 0), (0, 0, z1 - z0), wall)
        mesh.shade((a, -d - WALL, z0), (b, -d, z1))
    # the reveal between the wall's face and the iron door
    inset = 0.07
    mesh.face((x0, -d - inset, 0), (0, inset, 0), (0, 0, top), wall)
    mesh.face((x1, -d, 0), (0, -inset, 0), (0, 0, top), wall)
    mesh.face((x0, -d, top), (x1 - x0, 0, 0), (0, -inset, 0), wall)
    mesh.face((x0, -d - inset, 0), (x1 - x0, 0, 0), (0, inset, 0), Style("floor", DOOR))


def _window_wall(mesh: Mesh, p: Places) -> None:
    w, d, h = p.half_width, p.half_depth, p.height
    x0, x1 = p.window[0] - WINDOW_SIZE[0] / 2, p.window[0] + WINDOW_SIZE[0] / 2
    z0, z1 = p.window[2] - WINDOW_SIZE[1] / 2, p.window[2] + WINDOW_SIZE[1] / 2
    wall = Style("wall", WINDOW)
    for a, b, low, high in ((-w, x0, 0.0, h), (x1, w, 0.0, h), (x0, x1, 0.0, z0), (x0, x1, z1, h)):
        mesh.face((a, d, low), (b - a, 0, 0), (0, 0, high - low), wall)
        mesh.shade((a, d, low), (b, d + WALL, high))
    niche = Style("plaster", WINDOW)
    slope = 0.06  # the sill falls towards the room, as such sills do
    depth = WALL - 0.02
    mesh.face((x0, d, z0), (x1 - x0, 0, 0), (0, depth, slope), niche)
    mesh.face((x0, d + depth, z1), (x1 - x0, 0, 0), (0, -depth, 0), niche)
    mesh.face((x0, d, z0), (0, depth, 0), (0, 0, z1 - z0), niche)
    mesh.face((x1, d + depth, z0), (0, -depth, 0), (0, 0, z1 - z0), niche)
    pane = Style("glass", WINDOW, glow=(0.0, 7.5, 0.0))
    mesh.face((x0, d + depth, z0), (x1 - x0, 0, 0), (0, 0, z1 - z0), pane)
    _bars(mesh, (x0, x1), (z0, z1), d + 0.07)


def _bars(mesh: Mesh, xs: tuple[float, float], zs: tuple[float, float], y: float) -> None:
    iron = Style("iron", WINDOW)
    for x in np.linspace(*xs, 8)[1:-1]:
        mesh.rod((x, y, zs[0]), (x, y, zs[1]), 0.011, iron, 6)
    for z in np.linspace(*zs, 4)[1:-1]:
        mesh.box(
            (xs[0], y - 0.006, z - 0.018), (xs[1], y + 0.006, z + 0.018), iron, without="+x-x", shade=False
        )


def _plinths(mesh: Mesh, p: Places) -> None:
    w, d, thick = p.half_width, p.half_depth, 0.012
    x0, x1 = p.door[0] - DOOR_SIZE[0] / 2, p.door[0] + DOOR_SIZE[0] / 2
    for wall, low, high in (
        (LEFT, (-w, -d), (-w + thick, d)),
        (RIGHT, (w - thick, -d), (w, d)),
        (WINDOW, (-w, d - thick), (w, d)),
        (DOOR, (-w, -d), (x0, -d + thick)),
        (DOOR, (x1, -d), (w, -d + thick)),
    ):
        mesh.box((*low, 0), (*high, _PLINTH), Style("plinth", wall), without="-z", shade=False)


def _shell(mesh: Mesh, p: Places) -> None:
    """The walls' outsides, tops and ends, dark as a model's cut edges are, and the base under the floor."""
    w, d, h = p.half_width, p.half_depth, p.height
    _wall_block(mesh, LEFT, (-w - WALL, -d - WALL), (-w, d + WALL), h)
    _wall_block(mesh, RIGHT, (w, -d - WALL), (w + WALL, d + WALL), h)
    _wall_block(mesh, WINDOW, (-w, d), (w, d + WALL), h)
    _wall_block(mesh, DOOR, (-w, -d - WALL), (w, -d), h)
    for x, turn in ((-w, 1.0), (w, -1.0)):
        wall = LEFT if x < 0 else RIGHT
        for y in (-d - WALL, d):
            start = y if turn > 0 else y + WALL
            mesh.face((x, start, 0), (0, turn * WALL, 0), (0, 0, h), Style(_CUT, wall, "shell"))
    edge = WALL + 0.05
    base = Style(_CUT, part="base")
    mesh.box(
        (-w - edge, -d - edge, -0.14),
        (w + edge, d + edge, -0.001),
        base,
        chamfer=0.03,
        without="-z",
        shade=False,
    )
    mesh.shade((-w - edge, -d - edge, -0.14), (w + edge, d + edge, -0.004))
    mesh.shade((-w - WALL, -d - WALL, 0), (-w, d + WALL, h))
    mesh.shade((w, -d - WALL, 0), (w + WALL, d + WALL, h))


def _wall_block(mesh: Mesh, wall: int, low: ArrayLike, high: ArrayLike, h: float) -> None:
    (x0, y0), (x1, y1) = np.asarray(low), np.asarray(high)
    inner = {LEFT: "+x", RIGHT: "-x", WINDOW: "-y", DOOR: "+y"}[wall]
    style = Style(_CUT, wall, "shell")
    mesh.box((x0, y0, 0), (x1, y1, h), style, without=f"-z{inner}", shade=False)


def _pipes(mesh: Mesh, p: Places) -> None:
    w, d, h = p.half_width, p.half_depth, p.height
    rust = Style("iron", WINDOW)
    mesh.rod((-w, d - 0.05, 0.28), (w - 0.07, d - 0.05, 0.28), 0.024, rust, 8)
    mesh.shade((-w, d - 0.07, 0.26), (w, d - 0.03, 0.30))
    mesh.rod((w - 0.07, d - 0.05, 0.0), (w - 0.07, d - 0.05, h), 0.024, Style("iron", RIGHT), 8)
    for x in np.linspace(-w + 0.3, w - 0.4, 3):
        mesh.box((x - 0.012, d - 0.08, 0.25), (x + 0.012, d, 0.31), rust, shade=False)
