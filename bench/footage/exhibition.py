"""The furniture of `card.mp4`: walls and what stands before them, leaflets and a sign, the lamp."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from camera import Array, Matrix, decode
from layers import Quad, opaque
from textures import block, noise, plaster

LAMP = np.array([1.0, 0.955, 0.88], np.float32)
STACK = (-0.335, 0.185, 17.0)  # x, y, degrees: leaflets
TENT = (0.345, 0.225, -14.0)


def vec(x: float, y: float, z: float) -> Matrix:
    return np.array([x, y, z], np.float64)


def lamp(x: Array, y: Array) -> Array:
    """(…, 3) light that falls on the table: a spot from the upper left over what the room gives."""
    spot = np.exp(-(((x + 0.07) / 0.50) ** 2) - (((y - 0.03) / 0.40) ** 2))
    room = 0.24 + 0.05 * (x - y)
    cool = np.array([0.90, 0.97, 1.06], np.float32)
    return np.asarray(spot[..., None] * LAMP * 0.66 + np.asarray(room)[..., None] * cool, np.float32)


def _wall_light(w: int, h: int, spots: list[tuple[float, float, float]]) -> Array:
    """(h, w, 3): pools from ceiling spots, (x, width, strength) as fractions, over a gradient."""
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    x, y = x / w, y / h
    light = 0.20 + 0.16 * (1 - y)
    for centre, width, strength in spots:
        reach = width * (0.55 + 0.75 * y)
        light += strength * np.exp(-(((x - centre) / reach) ** 2)) * np.exp(-(((y - 0.42) / 0.42) ** 2))
    return np.asarray(light[..., None] * LAMP, np.float32)


def room() -> list[Quad]:
    """Floor, three walls, a banner and a plinth before them. 0.75 m below the table lies the floor."""
    w, h = 1000, 562
    wall = _wall_light(w, h, [(0.34, 0.10, 0.55), (0.66, 0.12, 0.80), (0.90, 0.08, 0.35)])
    wall *= np.array([0.66, 0.645, 0.61], np.float32) * plaster(h, w, 0.25, 3)[..., None]
    block(wall, (0.0, 0.955, 1.0, 1.0), (0.06, 0.055, 0.05))
    _banner(wall, (0.385, 0.13, 0.575, 0.985))
    _picture(wall, (0.185, 0.34, 0.335, 0.62))
    _plinth(wall, (0.735, 0.655, 0.845, 1.0))
    floor = np.full((300, 1000, 3), 0.11, np.float32) * LAMP * np.linspace(0.7, 1.5, 1000)[None, :, None]
    floor *= (1 + 0.1 * noise(300, 1000, (6, 60), 4))[..., None]
    side = _wall_light(500, 562, [(0.35, 0.3, 0.35)]) * np.array([0.50, 0.50, 0.495], np.float32)
    block(side, (0.30, 0.18, 0.62, 0.99), (0.86, 0.76, 0.58))  # a lit doorway
    left = _wall_light(500, 562, [(0.6, 0.3, 0.2)]) * np.array([0.42, 0.42, 0.42], np.float32)
    block(left, (0.25, 0.35, 0.55, 0.66), (0.05, 0.05, 0.055))
    tall = vec(0, 0, -2.25)
    return [
        Quad(vec(-2.6, 1.55, -0.75), vec(4.0, 0, 0), vec(0, -1.2, 0), opaque(floor.astype(np.float32))),
        Quad(vec(-2.6, -0.3, 1.5), vec(0, 1.85, 0), tall, opaque(left)),
        Quad(vec(1.4, 1.55, 1.5), vec(0, -1.85, 0), tall, opaque(side)),
        Quad(vec(-2.6, 1.55, 1.5), vec(4.0, 0, 0), tall, opaque(wall)),
    ]


def _banner(wall: Array, box: tuple[float, float, float, float]) -> None:
    """The campaign's roll-up: near-black, a band of rust, words."""
    x0, y0, x1, y1 = box
    _drop_shadow(wall, box, 0.014)
    h, w = wall.shape[:2]
    rows, columns = slice(round(y0 * h), round(y1 * h)), slice(round(x0 * w), round(x1 * w))
    size = (columns.stop - columns.start, rows.stop - rows.start)
    wall[rows, columns] = cv2.resize(printed("banner"), size, interpolation=cv2.INTER_AREA) * 0.8


def _picture(wall: Array, box: tuple[float, float, float, float]) -> None:
    """A framed photograph: mount, frame, a grey landscape."""
    x0, y0, x1, y1 = box
    _drop_shadow(wall, box, 0.010)
    block(wall, box, (0.035, 0.028, 0.022))
    mx, my = 0.007, 0.0125
    block(wall, (x0 + mx, y0 + my, x1 - mx, y1 - my), (0.55, 0.54, 0.50))
    block(wall, (x0 + 4 * mx, y0 + 4 * my, x1 - 4 * mx, y1 - 4 * my), (0.16, 0.17, 0.18))
    block(wall, (x0 + 4 * mx, y0 + 8.5 * my, x1 - 4 * mx, y1 - 4 * my), (0.06, 0.06, 0.062))


def _plinth(wall: Array, box: tuple[float, float, float, float]) -> None:
    """A white plinth with a small dark thing on it, under a light of its own."""
    x0, y0, x1, y1 = box
    _drop_shadow(wall, box, 0.02)
    block(wall, box, (0.60, 0.585, 0.55))
    block(wall, (x0 + (x1 - x0) * 0.72, y0, x1, y1), (0.25, 0.245, 0.235))
    block(wall, (x0, y0, x1, y0 + 0.016), (0.92, 0.89, 0.82))
    w = x1 - x0
    block(wall, (x0 + 0.36 * w, y0 - 0.085, x0 + 0.62 * w, y0), (0.05, 0.042, 0.036))
    block(wall, (x0 + 0.38 * w, y0 - 0.085, x0 + 0.44 * w, y0), (0.42, 0.30, 0.18))


def _drop_shadow(wall: Array, box: tuple[float, float, float, float], size: float) -> None:
    mask = np.zeros((*wall.shape[:2], 1), np.float32)
    block_of = (box[0] + size * 0.6, box[1] + size, box[2] + size, box[3] + size)
    h, w = wall.shape[:2]
    mask[round(block_of[1] * h) : round(block_of[3] * h), round(block_of[0] * w) : round(block_of[2] * w)] = 1
    wall *= 1 - 0.5 * cv2.GaussianBlur(mask, (0, 0), size * w * 0.6)[..., None]


def props() -> list[Quad]:
    """A pile of leaflets and a folded sign, back faces included: `_faces` sorts out what is seen."""
    x, y, turn = STACK
    pile = _box((x, y), turn, (0.148, 0.210, 0.014), _leaflet(), _pages())
    x, y, turn = TENT
    a = np.radians(turn)
    across, ahead = vec(np.cos(a), np.sin(a), 0), vec(np.sin(a), -np.cos(a), 0)
    top = vec(x, y, 0.072)
    sign = Quad(top - across * 0.06, across * 0.12, ahead * 0.034 - vec(0, 0, 0.072), _sign())
    back = Quad(top + across * 0.06, -across * 0.12, -ahead * 0.034 - vec(0, 0, 0.072), _sign() * 0.5)
    return [*pile, back, sign]


def _box(
    at: tuple[float, float], turn: float, size: tuple[float, float, float], top: Array, side: Array
) -> list[Quad]:
    """A box on the table: four sides, then its top."""
    a = np.radians(turn)
    across, along = vec(np.cos(a), np.sin(a), 0) * size[0], vec(-np.sin(a), np.cos(a), 0) * size[1]
    up = vec(0, 0, size[2])
    base = vec(at[0], at[1], 0) + up
    corners = [base + sx * across / 2 + sy * along / 2 for sx, sy in ((-1, 1), (-1, -1), (1, -1), (1, 1))]
    tones = (0.62, 0.46, 0.28, 0.5)
    tone = [np.dstack([side[..., :3] * k, side[..., 3:]]) for k in tones]
    walls = [Quad(corners[k], corners[(k + 1) % 4] - corners[k], -up, tone[k]) for k in range(4)]
    return [*walls, Quad(corners[0], across, -along, top)]


def printed(name: str) -> Array:
    """(h, w, 3) reflectance of a print of `bench/footage/art`, as make_cards.py drew it."""
    path = Path(__file__).parent / "art" / f"{name}.png"
    art = cv2.imread(str(path))
    if art is None:
        raise FileNotFoundError(path)
    return np.asarray(0.02 + 0.78 * decode(np.ascontiguousarray(art[..., ::-1])), np.float32)


def _leaflet() -> Array:
    return opaque(printed("leaflet") * lamp(np.asarray(STACK[0]), np.asarray(STACK[1])) * 1.05)


def _pages() -> Array:
    rows = 0.62 + 0.22 * noise(40, 200, (1.6, 400), 9)
    return opaque(np.asarray(np.clip(rows, 0.25, 0.9)[..., None] * np.array([0.8, 0.77, 0.71]), np.float32))


def _sign() -> Array:
    return opaque(printed("table-sign") * LAMP * 0.62)
