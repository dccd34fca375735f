"""The room of `card.mp4`: an oak table in the corner of an exhibition, and our card on it."""

from __future__ import annotations

import cv2
import hand
import numpy as np
from camera import HEIGHT, WIDTH, Array, Matrix, decode, project, subframes
from card_script import T_camera_world, T_world_card, T_world_hand
from layers import Quad, bounds, draw, fitted, opaque, over
from targets import Target
from textures import block, cloud, disc_blur, lines_of_text, noise, oak, plaster, smoothstep

EXPOSURE_S = 1 / 75
SAMPLES = 6
LAMP = np.array([1.0, 0.955, 0.88], np.float32)
INK = (0.016, 0.016, 0.018)
RUST = (0.30, 0.062, 0.020)
PAPER = (0.80, 0.78, 0.73)
TABLE = (-0.86, 0.86, -0.56, 0.37)  # x0, x1, y0, y1
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


class CardScene:
    """Everything that stays the same is made once; `light(t)` is one exposed frame."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.table = _table()
        self.room = _room()
        self.mirror = [_mirrored(quad) for quad in self.room]
        self.props = _props()
        self.card = _card_texture(target)
        self.card_shadow = _card_shadow(target)

    def light(self, t: float) -> tuple[Array, Array | None]:
        """(h, w, 3) linear light of the exposure around `t`, and (h, w) how much the hand covers."""
        T_cw = T_camera_world(t)
        behind, sheen = self._behind(T_cw), self._sheen(T_cw)
        props = self._props(T_cw)
        table = fitted(self.table, T_cw, 1.4)
        fingers = _hand_layer(T_cw, T_world_hand(t))
        total = np.zeros((HEIGHT, WIDTH, 3), np.float32)
        for dt, jx, jy in subframes(SAMPLES, EXPOSURE_S):
            view = T_camera_world(t + dt)
            picture = behind.copy()
            self._table(picture, table, sheen, view, (jx, jy))
            if props:
                x0, y0, layer = props
                over(picture[y0 : y0 + layer.shape[0], x0 : x0 + layer.shape[1]], layer)
            self._card(picture, t + dt, view, (jx, jy))
            if fingers:
                _draw_hand(picture, fingers, t, dt, (jx, jy))
            total += picture
        return total / SAMPLES, fingers[1] if fingers else None

    def _behind(self, T_cw: Matrix) -> Array:
        """The room, far out of focus."""
        picture = np.full((HEIGHT, WIDTH, 3), 0.05, np.float32)
        for quad in self.room:
            draw(picture, quad, T_cw)
        small = cv2.resize(picture, (WIDTH // 2, HEIGHT // 2), interpolation=cv2.INTER_AREA)
        return cv2.resize(disc_blur(small, 4.6), (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)

    def _sheen(self, T_cw: Matrix) -> Array:
        """What oiled wood mirrors: the room upside down, much blurred, more of it at a flat angle (Schlick)."""
        picture = np.zeros((HEIGHT, WIDTH, 3), np.float32)
        for quad in self.mirror:
            draw(picture, quad, T_cw)
        small = cv2.resize(picture, (WIDTH // 8, HEIGHT // 8), interpolation=cv2.INTER_AREA)
        blurred = cv2.GaussianBlur(small, (0, 0), sigmaX=2.2, sigmaY=4.5)
        rows = np.linspace(-HEIGHT / 2, HEIGHT / 2, HEIGHT // 8, dtype=np.float32)
        tilt = np.arcsin(-T_cw[2, 2])
        graze = np.sin(np.clip(tilt + np.arctan(rows / 1108), 0.05, 1.5))
        fresnel = (0.035 + 0.75 * (1 - graze) ** 5)[:, None, None]
        return cv2.resize(blurred * fresnel * 0.75, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)

    def _table(
        self, picture: Array, table: Quad, sheen: Array, view: Matrix, jitter: tuple[float, float]
    ) -> None:
        move = np.array([[1, 0, jitter[0]], [0, 1, jitter[1]], [0, 0, 1.0]])
        H = move @ table.homography(view)
        seen = cv2.warpPerspective(table.texture, H, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
        over(picture, seen)
        picture += sheen * seen[..., 3:]

    def _props(self, T_cw: Matrix) -> tuple[int, int, Array] | None:
        """Leaflets and a sign, a little out of focus: x, y and the layer."""
        boxes = [b for b in (bounds(q, T_cw) for q in self.props) if b]
        if not boxes:
            return None
        layer = np.zeros((HEIGHT, WIDTH, 4), np.float32)
        for quad in self.props:
            if _faces(quad, T_cw):
                draw(layer, fitted(quad, T_cw), T_cw)
        low = np.maximum(np.min([b[:2] for b in boxes], 0) - 10, 0)
        high = np.minimum(np.max([b[2:] for b in boxes], 0) + 10, [WIDTH, HEIGHT])
        part = np.ascontiguousarray(layer[low[1] : high[1], low[0] : high[0]])
        if part.size == 0:
            return None
        return int(low[0]), int(low[1]), cv2.GaussianBlur(part, (0, 0), 2.1)

    def _card(self, picture: Array, t: float, view: Matrix, jitter: tuple[float, float]) -> None:
        T_wc = T_world_card(t)
        if T_wc is None:
            return
        w, h = self.target.size_mm[0] / 1000, self.target.size_mm[1] / 1000
        rim = 0.020
        across, along = T_wc[:3, 0], T_wc[:3, 1]
        fall = vec(0.0011, -0.0008, -0.0004)
        corner = T_wc[:3, 3] + fall - across * (w / 2 + rim) + along * (h / 2 + rim)
        draw(
            picture,
            Quad(corner, across * (w + 2 * rim), -along * (h + 2 * rim), self.card_shadow),
            view,
            jitter,
        )
        paper = Quad(T_wc[:3, 3] - across * w / 2 + along * h / 2, across * w, -along * h, self.card)
        paper = fitted(paper, view)
        draw(picture, _lit(paper), view, jitter)


def _lit(paper: Quad) -> Quad:
    """The paper under the lamp where it lies."""
    h, w = paper.texture.shape[:2]
    u, v = np.meshgrid(np.linspace(0, 1, 24), np.linspace(0, 1, 18))
    at = paper.origin + u[..., None] * paper.right + v[..., None] * paper.down
    light = cv2.resize(lamp(at[..., 0], at[..., 1]), (w, h), interpolation=cv2.INTER_CUBIC)
    texture = paper.texture.copy()
    texture[..., :3] *= light
    return Quad(paper.origin, paper.right, paper.down, texture)


def _card_texture(target: Target) -> Array:
    """Matte paper: the artwork's light, lifted blacks, a breath of fibre, a cut edge."""
    art = cv2.imread(str(target.artwork))
    if art is None:
        raise FileNotFoundError(target.artwork)
    paper = 0.022 + 0.80 * decode(np.ascontiguousarray(art[..., ::-1]))
    h, w = paper.shape[:2]
    paper *= (1 + 0.006 * cloud(h, w, 90, 4, 5))[..., None]
    rim = 3
    edge = np.ones((h, w), np.float32)
    edge[:rim] = edge[-rim:] = 0.86
    edge[:, :rim] = edge[:, -rim:] = 0.88
    return opaque(np.asarray(paper * edge[..., None], np.float32))


def _card_shadow(target: Target) -> Array:
    """(h, w, 4) black, at 2 px/mm with 20 mm around: tight at the paper, wide and weak further out."""
    w, h, rim = round(target.size_mm[0] * 2), round(target.size_mm[1] * 2), 40
    sheet = np.zeros((h + 2 * rim, w + 2 * rim), np.float32)
    sheet[rim:-rim, rim:-rim] = 1
    alpha = 0.40 * cv2.GaussianBlur(sheet, (0, 0), 1.9) + 0.26 * cv2.GaussianBlur(sheet, (0, 0), 9.0)
    return np.dstack([np.zeros((*sheet.shape, 3), np.float32), alpha])


def _table() -> Quad:
    """Oak under the lamp, with the props' shadows, getting softer towards its far edge."""
    x0, x1, y0, y1 = TABLE
    per_mm = 2.4
    w, h = round((x1 - x0) * 1000 * per_mm), round((y1 - y0) * 1000 * per_mm)
    wood = oak(h, w, per_mm, seed=1905)
    u, v = np.meshgrid(np.linspace(x0, x1, 344), np.linspace(y1, y0, 186))
    shade = cv2.resize(lamp(u, v) * _prop_shadows(u, v)[..., None], (w, h), interpolation=cv2.INTER_CUBIC)
    stain = cv2.resize(cloud(h // 8, w // 8, 60, 4, 77), (w, h), interpolation=cv2.INTER_CUBIC)
    texture = opaque(wood * shade * (1 + 0.05 * stain[..., None]))
    texture[: round(4 * per_mm), :, :3] *= 1.35  # the rounded edge catches the wall's light
    return Quad(vec(x0, y1, 0), vec(x1 - x0, 0, 0), vec(0, y0 - y1, 0), _far_blur(texture, per_mm, y1))


def _far_blur(texture: Array, per_mm: float, top: float) -> Array:
    """Depth of field baked in: sharp to 60 mm behind the middle, a few pixels soft at the far edge."""
    limit = round((top + 0.02) * 1000 * per_mm)
    far = cv2.copyMakeBorder(texture[:limit], 24, 0, 24, 24, cv2.BORDER_CONSTANT)
    stages = [cv2.GaussianBlur(far, (0, 0), s * per_mm)[24:, 24:-24] for s in (0.8, 2.0, 3.4)]
    y = (top - np.arange(limit) / per_mm / 1000).astype(np.float32)[:, None, None]
    out = texture[:limit].copy()
    for stage, near, full in zip(stages, (0.02, 0.12, 0.22), (0.12, 0.24, 0.36), strict=True):
        weight = smoothstep(near, full, y)
        out = out * (1 - weight) + stage * weight
    return np.concatenate([out, texture[limit:]]).astype(np.float32)


def _prop_shadows(x: Array, y: Array) -> Array:
    """(h, w) light left over under and beside leaflets and sign."""
    left = np.ones(x.shape, np.float32)
    for (px, py, turn), (half_w, half_h), depth in (
        (STACK, (0.078, 0.109), 0.75),
        (TENT, (0.062, 0.035), 0.7),
    ):
        a = np.radians(turn)
        for shift, soft, part in ((0.004, 0.007, 0.6), (0.016, 0.028, 0.45)):
            dx, dy = x - px - shift, y - py + shift * 0.7
            u, v = np.cos(a) * dx + np.sin(a) * dy, -np.sin(a) * dx + np.cos(a) * dy
            away = np.maximum(np.abs(u) - half_w, np.abs(v) - half_h)
            left *= 1 - depth * part * (1 - smoothstep(-soft, soft, away))
    return left


def _wall_light(w: int, h: int, spots: list[tuple[float, float, float]]) -> Array:
    """(h, w, 3): pools from ceiling spots, (x, width, strength) as fractions, over a gradient."""
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    x, y = x / w, y / h
    light = 0.20 + 0.16 * (1 - y)
    for centre, width, strength in spots:
        reach = width * (0.55 + 0.75 * y)
        light += strength * np.exp(-(((x - centre) / reach) ** 2)) * np.exp(-(((y - 0.42) / 0.42) ** 2))
    return np.asarray(light[..., None] * LAMP, np.float32)


def _room() -> list[Quad]:
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
    block(wall, box, (0.030, 0.030, 0.033))
    w, h = x1 - x0, y1 - y0
    block(wall, (x0, y0 + 0.70 * h, x1, y0 + 0.79 * h), (0.34, 0.075, 0.026))
    for row, width in ((0.56, 0.74), (0.615, 0.50)):
        block(
            wall,
            (x0 + 0.1 * w, y0 + row * h, x0 + (0.1 + width) * w, y0 + (row + 0.036) * h),
            (0.62, 0.60, 0.56),
        )
    lines_of_text(wall, (x0 + 0.1 * w, y0 + 0.82 * h, x0 + 0.85 * w, y0 + 0.93 * h), 5, (0.33, 0.32, 0.30), 8)


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


def _mirrored(quad: Quad) -> Quad:
    """The quad as a mirror at z = 0 shows it."""
    flip = np.array([1.0, 1.0, -1.0])
    return Quad(quad.origin * flip, quad.right * flip, quad.down * flip, quad.texture)


def _props() -> list[Quad]:
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


def _faces(quad: Quad, T_cw: Matrix) -> bool:
    """Whether the picture's side of the quad is turned to the camera."""
    normal = np.cross(quad.down, quad.right)
    eye = -T_cw[:3, :3].T @ T_cw[:3, 3]
    return bool(normal @ (eye - quad.origin) > 0)


def _leaflet() -> Array:
    art = np.full((420, 296, 3), PAPER, np.float32)
    block(art, (0, 0, 1, 0.60), INK)
    block(art, (0.10, 0.30, 0.78, 0.36), PAPER)
    block(art, (0.10, 0.40, 0.55, 0.45), PAPER)
    block(art, (0, 0.57, 1, 0.63), RUST)
    lines_of_text(art, (0.1, 0.70, 0.9, 0.92), 6, (0.10, 0.10, 0.10), 3)
    return opaque(art * lamp(np.float32(STACK[0]), np.float32(STACK[1])) * 1.05)


def _pages() -> Array:
    rows = 0.62 + 0.22 * noise(40, 200, (1.6, 400), 9)
    return opaque(np.asarray(np.clip(rows, 0.25, 0.9)[..., None] * np.array([0.8, 0.77, 0.71]), np.float32))


def _sign() -> Array:
    art = np.full((210, 340, 3), (0.70, 0.68, 0.63), np.float32)
    block(art, (0.08, 0.14, 0.70, 0.30), INK)
    lines_of_text(art, (0.08, 0.44, 0.9, 0.72), 3, (0.12, 0.12, 0.12), 4)
    block(art, (0.08, 0.82, 0.28, 0.86), RUST)
    return opaque(art * LAMP * 0.62)


_Fingers = tuple[Array, Array, tuple[int, int], Quad, Matrix]


def _hand_layer(T_cw: Matrix, T_wh: Matrix | None) -> _Fingers | None:
    """The traced hand: its layer, how much it covers of the picture, its place, its shadow, its pose."""
    if T_wh is None:
        return None
    towards = T_wh[:3, :3].T @ hand.LIGHT
    traced = hand.render(T_cw @ T_wh, towards)
    if traced is None:
        return None
    layer, (x, y) = traced
    at = (T_wh @ np.array([0.03, 0, 0.01, 1]))[:3]
    layer[..., :3] *= lamp(np.float32(at[0]), np.float32(at[1])) * 1.15
    cover = np.zeros((HEIGHT, WIDTH), np.float32)
    cover[y : y + layer.shape[0], x : x + layer.shape[1]] = layer[..., 3]
    return layer, cover, (x, y), _hand_shadow(T_wh, towards), T_wh


def _hand_shadow(T_wh: Matrix, towards: Matrix) -> Quad:
    """A layer of black on the table, in the hand's own directions."""
    lift = float(T_wh[2, 3])
    u, v = np.meshgrid(np.linspace(-0.06, 0.40, 230), np.linspace(0.12, -0.14, 130))
    points = np.stack([u, v, np.full_like(u, -lift)], -1).reshape(-1, 3).astype(np.float32)
    alpha = 0.74 * hand.shadow(points, towards).reshape(u.shape)
    origin = T_wh[:3, 3] + T_wh[:3, :3] @ vec(-0.06, 0.12, -lift + 0.0009)
    texture = np.dstack([np.zeros((*u.shape, 3), np.float32), cv2.GaussianBlur(alpha, (0, 0), 0.8)])
    return Quad(origin, T_wh[:3, 0] * 0.46, -T_wh[:3, 1] * 0.26, texture.astype(np.float32))


def _draw_hand(picture: Array, fingers: _Fingers, t: float, dt: float, jitter: tuple[float, float]) -> None:
    """Shadow and hand, moved as the fingertips move during the exposure."""
    layer, _, (x, y), cast, T_wh = fingers
    view, then = T_camera_world(t + dt), T_world_hand(t + dt)
    moved = T_wh if then is None else then
    drift = moved[:3, 3] - T_wh[:3, 3]
    draw(picture, Quad(cast.origin + drift * [1, 1, 0], cast.right, cast.down, cast.texture), view, jitter)
    anchor = np.array([[0.02, 0, 0.01, 1.0], [0.09, 0, 0.03, 1.0]])
    now = project(T_camera_world(t), (anchor @ T_wh.T)[:, :3])
    later = project(view, (anchor @ moved.T)[:, :3])
    shift = (later - now).mean(0) + jitter
    M = np.array([[1, 0, shift[0]], [0, 1, shift[1]]])
    h, w = layer.shape[:2]
    over(picture[y : y + h, x : x + w], cv2.warpAffine(layer, M, (w, h), flags=cv2.INTER_LINEAR))
