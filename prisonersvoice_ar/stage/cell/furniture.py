"""Bunk (lowered and folded up), shelf, table, stool: only what the scene names, and nothing upon it."""

from itertools import pairwise

import numpy as np

from prisonersvoice_ar.stage.cell.mesh import Mesh, Style
from prisonersvoice_ar.stage.cell.parts import Places, Point

BUNK_DOWN, BUNK_UP = "bunk-down", "bunk-up"
BUNK_SIZE = (0.7, 1.9)
"""metres: width, length"""


def build_furniture(mesh: Mesh, p: Places) -> None:
    """Everything that stands or hangs in the cell but the lamp."""
    _bunk_down(mesh, p)
    _bunk_up(mesh, p)
    _shelf(mesh, p.shelf, p.half_width)
    if p.half_depth >= 1.3 and p.half_width >= 0.9:
        _table(mesh, p)


def _bunk_down(mesh: Mesh, p: Places) -> None:
    x, y, z = p.bunk
    x0, x1 = x - BUNK_SIZE[0] / 2 + 0.01, x + BUNK_SIZE[0] / 2
    y0, y1 = y - BUNK_SIZE[1] / 2, y + BUNK_SIZE[1] / 2
    iron, wood = Style("iron", part=BUNK_DOWN), Style("wood", part=BUNK_DOWN, turned=True)
    for low, high in (
        ((x0, y0, z - 0.05), (x1, y0 + 0.045, z)),
        ((x0, y1 - 0.045, z - 0.05), (x1, y1, z)),
        ((x0, y0, z - 0.05), (x0 + 0.045, y1, z)),
        ((x1 - 0.045, y0, z - 0.05), (x1, y1, z)),
    ):
        mesh.box(low, high, iron, chamfer=0.005, shade=False)
    boards = np.linspace(x0 + 0.05, x1 - 0.05, 6)
    for a, b in pairwise(boards):
        mesh.box(
            (a + 0.006, y0 + 0.03, z - 0.02),
            (b - 0.006, y1 - 0.03, z + 0.008),
            wood,
            chamfer=0.004,
            shade=False,
        )
    mesh.shade((x0, y0, z - 0.04), (x1, y1, z), BUNK_DOWN)
    cloth = Style("cloth", part=BUNK_DOWN)
    mesh.box((x0 + 0.05, y0 + 0.08, z + 0.008), (x1 - 0.03, y1 - 0.06, z + 0.075), cloth, chamfer=0.022)
    mesh.box(
        (x0 + 0.1, y1 - 0.45, z + 0.075),
        (x1 - 0.1, y1 - 0.1, z + 0.16),
        Style("linen", part=BUNK_DOWN),
        chamfer=0.035,
    )
    for leg in (y0 + 0.1, y1 - 0.14):
        mesh.box((x1 - 0.045, leg, 0), (x1 - 0.005, leg + 0.04, z - 0.05), iron, chamfer=0.004, without="-z")
    for end in (y0 + 0.022, y1 - 0.022):
        _chain(mesh, (x1 - 0.03, end, z), (-p.half_width, end, z + 0.62), iron)


def _chain(mesh: Mesh, a: Point, b: Point, iron: Style) -> None:
    """Links as short rods, every other one a little aside, so that the light breaks on it."""
    start, end = np.array(a), np.array(b)
    count = max(4, int(np.linalg.norm(end - start) / 0.08))
    at = [start + (end - start) * i / count for i in range(count + 1)]
    for i, (first, second) in enumerate(pairwise(at)):
        aside = np.array([0.0, 0.006 if i % 2 else -0.006, 0.0])
        mesh.rod(first + aside, second - aside, 0.0075, iron, 3)


def _bunk_up(mesh: Mesh, p: Places) -> None:
    _, y, z = p.bunk
    wall = -p.half_width
    y0, y1 = y - BUNK_SIZE[1] / 2, y + BUNK_SIZE[1] / 2
    z1 = z + BUNK_SIZE[0]
    iron, wood = Style("iron", part=BUNK_UP), Style("wood", part=BUNK_UP)
    mesh.shade((wall + 0.02, y0, z), (wall + 0.08, y1, z1), BUNK_UP)
    for low, high in (
        ((wall + 0.03, y0, z), (wall + 0.08, y0 + 0.045, z1)),
        ((wall + 0.03, y1 - 0.045, z), (wall + 0.08, y1, z1)),
        ((wall + 0.03, y0, z), (wall + 0.08, y1, z + 0.045)),
        ((wall + 0.03, y0, z1 - 0.045), (wall + 0.08, y1, z1)),
    ):
        mesh.box(low, high, iron, chamfer=0.005, shade=False)
    boards = np.linspace(z + 0.05, z1 - 0.05, 6)
    for a, b in pairwise(boards):
        mesh.box(
            (wall + 0.04, y0 + 0.03, a + 0.006),
            (wall + 0.068, y1 - 0.03, b - 0.006),
            wood,
            chamfer=0.004,
            shade=False,
        )
    mesh.box((wall, y - 0.06, z1), (wall + 0.1, y + 0.06, z1 + 0.03), iron, chamfer=0.006)
    for end in (y0 + 0.022, y1 - 0.022):
        _chain(mesh, (wall + 0.07, end, z1 - 0.05), (wall + 0.01, end, z + 0.62), iron)


def _shelf(mesh: Mesh, at: Point, w: float) -> None:
    """A board on two angle irons that stand on the floor."""
    _, y, z = at
    wood, iron = Style("wood", turned=True), Style("iron")
    mesh.box((w - 0.27, y - 0.36, z - 0.028), (w - 0.02, y + 0.36, z), wood, chamfer=0.006)
    for side in (y - 0.33, y + 0.3):
        mesh.box((w - 0.055, side, 0), (w - 0.02, side + 0.03, z - 0.028), iron, chamfer=0.003, without="-z")
        mesh.box(
            (w - 0.25, side, z - 0.058), (w - 0.055, side + 0.03, z - 0.028), iron, chamfer=0.003, shade=False
        )


def _table(mesh: Mesh, p: Places) -> None:
    w, y, wood, iron = p.half_width, p.shelf[1] - 0.95, Style("wood", turned=True), Style("iron")
    mesh.box((w - 0.42, y - 0.3, 0.72), (w - 0.005, y + 0.3, 0.75), wood, chamfer=0.006)
    mesh.box((w - 0.40, y - 0.28, 0.69), (w - 0.01, y + 0.28, 0.72), iron, chamfer=0.004, shade=False)
    mesh.rod((w - 0.3, y, 0), (w - 0.3, y, 0.7), 0.028, iron, 8)
    mesh.shade((w - 0.325, y - 0.025, 0), (w - 0.275, y + 0.025, 0.7))
    x = w - 0.62
    mesh.rod((x, y, 0), (x, y, 0.43), 0.03, iron, 8)
    mesh.shade((x - 0.025, y - 0.025, 0), (x + 0.025, y + 0.025, 0.43))
    mesh.tube((x, y, 0.43), (x, y, 0.455), (0.15, 0.15), wood, 16)
    mesh.disc((x, y, 0.455), (0, 0, 1), 0.15, wood, 16)
    mesh.disc((x, y, 0.43), (0, 0, -1), 0.15, wood, 16)
    mesh.shade((x - 0.13, y - 0.13, 0.43), (x + 0.13, y + 0.13, 0.455))
