"""The iron door: leaf, frame, straps, rivets, peephole, hinges, and the hatch with its flap."""

import numpy as np

from prisonersvoice_ar.stage.cell.mesh import DOOR, Mesh, Style
from prisonersvoice_ar.stage.cell.parts import DOOR_SIZE, HATCH_SIZE, WALL, Places

_INSET = 0.07
FLAP = "flap"
LEAF = "door"
FINE = "fine"
"""what is too small to be seen from afar"""


def build_door(mesh: Mesh, p: Places) -> None:
    """The door in its frame; the flap is a part of its own, hinged along its lower edge."""
    y = -p.half_depth - _INSET
    x0, x1 = p.door[0] - DOOR_SIZE[0] / 2, p.door[0] + DOOR_SIZE[0] / 2
    top = min(DOOR_SIZE[1], p.height)
    iron = Style("door", DOOR, LEAF)
    _leaf(mesh, p, (x0, x1, top, y), iron)
    _frame(mesh, (x0, x1, top), -p.half_depth, iron.of("iron"))
    _straps(mesh, (x0, x1, top, y), p, iron)
    _furniture(mesh, p, (x0, x1, top, y))
    _hatch(mesh, p, y, iron)


def _leaf(mesh: Mesh, p: Places, at: tuple[float, float, float, float], iron: Style) -> None:
    x0, x1, top, y = at
    a, b = p.hatch[0] - HATCH_SIZE[0] / 2, p.hatch[0] + HATCH_SIZE[0] / 2
    low, high = p.hatch[2] - HATCH_SIZE[1] / 2, p.hatch[2] + HATCH_SIZE[1] / 2
    for left, right, z0, z1 in ((x0, a, 0.0, top), (b, x1, 0.0, top), (a, b, 0.0, low), (a, b, high, top)):
        mesh.face((right, y, z0), (left - right, 0, 0), (0, 0, z1 - z0), iron)
    mesh.shade((x0, y - WALL + _INSET, 0), (x1, y - 0.001, top), "room")


def _frame(mesh: Mesh, at: tuple[float, float, float], face: float, iron: Style) -> None:
    x0, x1, top = at
    wide, proud = 0.055, 0.014
    back, front = face - 0.02, face + proud
    mesh.box((x0 - wide, back, 0), (x0, front, top + wide), iron, chamfer=0.004, without="-y", shade=False)
    mesh.box((x1, back, 0), (x1 + wide, front, top + wide), iron, chamfer=0.004, without="-y", shade=False)
    mesh.box((x0, back, top), (x1, front, top + wide), iron, chamfer=0.004, without="-y", shade=False)


def _straps(mesh: Mesh, at: tuple[float, float, float, float], p: Places, iron: Style) -> None:
    x0, x1, top, y = at
    rivets = Style("door", DOOR, FINE)
    for z in (0.22, p.hatch[2] - 0.27, p.hatch[2] + 0.27, top - 0.16):
        mesh.box(
            (x0 + 0.01, y, z - 0.035),
            (x1 - 0.01, y + 0.008, z + 0.035),
            iron,
            chamfer=0.003,
            without="-y",
            shade=False,
        )
        for x in np.linspace(x0 + 0.06, x1 - 0.06, 7):
            mesh.tube((x, y + 0.008, z), (x, y + 0.018, z), (0.014, 0.004), rivets, 5)


def _furniture(mesh: Mesh, p: Places, at: tuple[float, float, float, float]) -> None:
    x0, x1, top, y = at
    steel = Style("iron", DOOR, LEAF)
    for z in (0.45, top - 0.4):
        mesh.rod((x1 - 0.012, y + 0.02, z - 0.07), (x1 - 0.012, y + 0.02, z + 0.07), 0.02, steel, 8)
    # the spyhole in its ring
    eye = (p.door[0], y, min(top - 0.3, p.hatch[2] + 0.42))
    mesh.tube(eye, (eye[0], y + 0.02, eye[2]), (0.042, 0.034), steel, 12)
    mesh.disc((eye[0], y + 0.02, eye[2]), (0, 1, 0), 0.034, steel, 8)
    mesh.disc((eye[0], y + 0.0205, eye[2]), (0, 1, 0), 0.018, Style("dark", DOOR, LEAF), 8)
    # the lock's case and its keyhole
    mesh.box((x0 + 0.03, y, 0.92), (x0 + 0.15, y + 0.04, 1.16), steel, chamfer=0.006, without="-y")
    mesh.face((x0 + 0.098, y + 0.0405, 1.02), (-0.014, 0, 0), (0, 0, 0.05), Style("dark", DOOR, LEAF))


def _hatch(mesh: Mesh, p: Places, y: float, iron: Style) -> None:
    a, b = p.hatch[0] - HATCH_SIZE[0] / 2, p.hatch[0] + HATCH_SIZE[0] / 2
    low, high = p.hatch[2] - HATCH_SIZE[1] / 2, p.hatch[2] + HATCH_SIZE[1] / 2
    rim, depth = 0.022, WALL - _INSET - 0.015
    steel = iron.of("iron")
    for x in (a - rim, b):
        mesh.box(
            (x, y, low - rim),
            (x + rim, y + 0.018, high + rim),
            steel,
            chamfer=0.004,
            without="-y",
            shade=False,
        )
    for z in (low - rim, high):
        mesh.box((a, y, z), (b, y + 0.018, z + rim), steel, chamfer=0.004, without="-y", shade=False)
    # the throat through the door, and the corridor's light at its end
    mesh.face((a, y - depth, low), (0, depth, 0), (0, 0, high - low), steel)
    mesh.face((b, y, low), (0, -depth, 0), (0, 0, high - low), steel)
    mesh.face((a, y - depth, low), (b - a, 0, 0), (0, depth, 0), steel)
    mesh.face((a, y, high), (b - a, 0, 0), (0, -depth, 0), steel)
    corridor = Style("light", DOOR, LEAF, glow=(0.0, 0.0, 3.5))
    mesh.face((b, y - depth, low), (a - b, 0, 0), (0, 0, high - low), corridor)
    flap = Style("door", DOOR, FLAP)
    mesh.box((a + 0.003, y - 0.012, low), (b - 0.003, y, high - 0.002), flap, chamfer=0.002, shade=False)
    mesh.box(
        (p.hatch[0] - 0.05, y, high - 0.06),
        (p.hatch[0] + 0.05, y + 0.012, high - 0.035),
        flap.of("iron"),
        shade=False,
    )
