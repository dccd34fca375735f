"""The room of `card.mp4`: an oak table in the corner of an exhibition, and our card on it."""

from __future__ import annotations

import cv2
import hand
import numpy as np
from camera import HEIGHT, WIDTH, Array, Matrix, decode, project, subframes
from card_script import T_camera_world, T_world_card, T_world_hand
from exhibition import STACK, TENT, lamp, props, room, vec
from layers import Quad, bounds, draw, fitted, opaque, over
from targets import Target
from textures import cloud, disc_blur, oak, smoothstep

EXPOSURE_S = 1 / 75
SAMPLES = (4, 12)  # the fewest and the most pictures in a frame
TABLE = (-0.86, 0.86, -0.56, 0.37)  # x0, x1, y0, y1


class CardScene:
    """Everything that stays the same is made once; `light(t)` is one exposed frame."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.table = _table()
        self.room = room()
        self.mirror = [_mirrored(quad) for quad in self.room]
        self.props = props()
        self.card = _card_texture(target)
        self.card_shadow = _card_shadow(target)

    def light(self, t: float) -> tuple[Array, Array | None]:
        """(h, w, 3) linear light of the exposure around `t`, and (h, w) how much the hand covers."""
        T_cw = T_camera_world(t)
        behind, sheen = self._behind(T_cw), self._sheen(T_cw)
        things = self._things(T_cw)
        table = fitted(self.table, T_cw, 1.4)
        fingers = _hand_layer(T_cw, T_world_hand(t))
        total = np.zeros((HEIGHT, WIDTH, 3), np.float32)
        samples = self._samples(t)
        for dt, jx, jy in subframes(samples, EXPOSURE_S):
            view = T_camera_world(t + dt)
            picture = behind.copy()
            self._table(picture, table, sheen, view, (jx, jy))
            if things:
                x0, y0, layer = things
                over(picture[y0 : y0 + layer.shape[0], x0 : x0 + layer.shape[1]], layer)
            self._card(picture, t + dt, view, (jx, jy))
            if fingers:
                _draw_hand(picture, fingers, t, dt, (jx, jy))
            total += picture
        return total / samples, fingers[1] if fingers else None

    def _samples(self, t: float) -> int:
        """As many pictures as it takes that a moving card is a smear and not a row of ghosts."""
        moments = (t - EXPOSURE_S / 2, t + EXPOSURE_S / 2)
        cards = [T_world_card(moment) for moment in moments]
        middle = [
            project(T_camera_world(moment) @ card, np.zeros((1, 3)))[0]
            for moment, card in zip(moments, cards, strict=True)
            if card is not None
        ]
        if len(middle) < 2:
            return SAMPLES[0]
        return int(np.clip(np.ceil(np.linalg.norm(middle[1] - middle[0]) / 2.5), *SAMPLES))

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
        return np.asarray(cv2.resize(blurred * fresnel * 0.75, (WIDTH, HEIGHT)), np.float32)

    def _table(
        self, picture: Array, table: Quad, sheen: Array, view: Matrix, jitter: tuple[float, float]
    ) -> None:
        move = np.array([[1, 0, jitter[0]], [0, 1, jitter[1]], [0, 0, 1.0]])
        H = move @ table.homography(view)
        seen = cv2.warpPerspective(table.texture, H, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
        over(picture, seen)
        picture += sheen * seen[..., 3:]

    def _things(self, T_cw: Matrix) -> tuple[int, int, Array] | None:
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


def _mirrored(quad: Quad) -> Quad:
    """The quad as a mirror at z = 0 shows it."""
    flip = np.array([1.0, 1.0, -1.0])
    return Quad(quad.origin * flip, quad.right * flip, quad.down * flip, quad.texture)


def _faces(quad: Quad, T_cw: Matrix) -> bool:
    """Whether the picture's side of the quad is turned to the camera."""
    normal = np.cross(quad.down, quad.right)
    eye = -T_cw[:3, :3].T @ T_cw[:3, 3]
    return bool(normal @ (eye - quad.origin) > 0)


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
    layer[..., :3] *= lamp(at[0], at[1]) * np.float32(1.15)
    cover = np.zeros((HEIGHT, WIDTH), np.float32)
    cover[y : y + layer.shape[0], x : x + layer.shape[1]] = layer[..., 3]
    return layer, cover, (x, y), _hand_shadow(T_wh, towards), T_wh


def _hand_shadow(T_wh: Matrix, towards: Matrix) -> Quad:
    """A layer of black on the table, in the hand's own directions."""
    lift = float(T_wh[2, 3])
    u, v = np.meshgrid(np.linspace(-0.06, 0.40, 138), np.linspace(0.12, -0.14, 78))
    points = np.stack([u, v, np.full_like(u, -lift)], -1).reshape(-1, 3).astype(np.float32)
    alpha = 0.74 * hand.shadow(points, towards).reshape(u.shape)
    origin = T_wh[:3, 3] + T_wh[:3, :3] @ vec(-0.06, 0.12, -lift + 0.0009)
    texture = np.dstack([np.zeros((*u.shape, 3), np.float32), cv2.GaussianBlur(alpha, (0, 0), 0.6)])
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
