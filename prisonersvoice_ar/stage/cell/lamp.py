"""The bulb in its wire cage, on a conduit that comes from the wall."""

from itertools import pairwise

import numpy as np

from prisonersvoice_ar.stage.cell.mesh import LEFT, Mesh, Style
from prisonersvoice_ar.stage.cell.parts import Places, Point

BULB_RADIUS = 0.045
RIBS = 6
_DROP = 0.05


def bulb_center(p: Places) -> Point:
    """(x, y, z) metres of the bulb's middle."""
    x, y, z = p.lamp
    return (x, y, z - _DROP)


def build_lamp(mesh: Mesh, p: Places) -> None:
    """Bulb, socket, cage and conduit."""
    x, y, z = bulb_center(p)
    iron = Style("iron")
    _bulb(mesh, (x, y, z))
    top = z + 0.075
    mesh.tube((x, y, z + 0.03), (x, y, top), (0.028, 0.034), Style("plinth"), 10)
    mesh.tube((x, y, top), (x, y, top + 0.035), (0.085, 0.06), iron, 12)
    mesh.disc((x, y, top + 0.035), (0, 0, 1), 0.06, iron, 8)
    mesh.disc((x, y, top), (0, 0, -1), 0.085, iron, 8)
    _cage(mesh, (x, y, z), iron)
    high = top + 0.02
    mesh.rod((x - 0.06, y, high), (-p.half_width, y, high), 0.011, iron, 6)
    mesh.box(
        (-p.half_width, y - 0.04, high - 0.04),
        (-p.half_width + 0.05, y + 0.04, high + 0.04),
        Style("iron", LEFT),
        chamfer=0.006,
        shade=False,
    )


def _bulb(mesh: Mesh, at: Point) -> None:
    glass = Style("light", glow=(4.0, 0.1, 0.1))
    rings = [
        (BULB_RADIUS * np.sin(t), at[2] - BULB_RADIUS * np.cos(t)) for t in np.linspace(0.25, np.pi * 0.8, 5)
    ]
    for (ra, za), (rb, zb) in pairwise(rings):
        mesh.tube((at[0], at[1], za), (at[0], at[1], zb), (ra, rb), glass, 10)
    mesh.disc((at[0], at[1], rings[0][1]), (0, 0, -1), rings[0][0], glass, 6)


def _cage(mesh: Mesh, at: Point, iron: Style) -> None:
    x, y, z = at
    profile = [(0.08, z + 0.075), (0.088, z - 0.0), (0.07, z - 0.055), (0.03, z - 0.085)]
    for rib in range(RIBS):
        angle = 2 * np.pi * rib / RIBS
        c, s = np.cos(angle), np.sin(angle)
        points = [(x + r * c, y + r * s, h) for r, h in profile]
        for a, b in pairwise(points):
            mesh.rod(a, b, 0.0035, iron, 3)
    for radius, h in (profile[1], profile[3]):
        for i in range(12):
            angles = 2 * np.pi * np.array([i, i + 1]) / 12
            start, end = ((x + radius * np.cos(t), y + radius * np.sin(t), h) for t in angles)
            mesh.rod(start, end, 0.003, iron, 3)
