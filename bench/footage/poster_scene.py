"""The room of `poster.mp4`: the door poster on the dark wall of an exhibition, the camera walking past."""

from __future__ import annotations

import cv2
import numpy as np
from camera import HEIGHT, WIDTH, Array, Matrix, Tremor, decode, look_at, shake, subframes
from exhibition import printed
from layers import Quad, draw, fitted, opaque
from targets import Target
from textures import block, cloud, noise, oak, plaster, smoothstep

PERIOD_S = 15.0
EXPOSURE_S = 1 / 80
SAMPLES = 6
HANG_Z = 1.50
LAMP = np.array([1.0, 0.955, 0.885], np.float32)
WALL = (-2.9, 0.98, 0.55, 2.75)  # x0, x1, z0, z1; the wall is the plane y = 0
PER_MM = 0.85
_TREMOR = Tremor(PERIOD_S, seed=2014)

T_WORLD_POSTER: Matrix = np.array([[1.0, 0, 0, 0], [0, 0, -1.0, -0.004], [0, 1.0, 0, HANG_Z], [0, 0, 0, 1.0]])


def vec(x: float, y: float, z: float) -> Matrix:
    return np.array([x, y, z], np.float64)


def T_camera_world(t: float) -> Matrix:
    """(4, 4) of somebody who walks up to the poster and away again, a phone or a camera in the hand."""
    turn = 2 * np.pi / PERIOD_S
    distance = 1.14 + 0.44 * np.cos(turn * t) + 0.02 * np.sin(3 * turn * t)
    azimuth = np.radians(27 * np.sin(turn * t - 0.55) + 5 * np.sin(2 * turn * t + 2.0))
    step = 2 * np.pi * 26 / PERIOD_S
    pace = 0.55 + 0.45 * abs(np.sin(turn * t))  # slower where they turn
    eye = vec(distance * np.sin(azimuth), -distance * np.cos(azimuth), HANG_Z + 0.05)
    eye += pace * vec(0.006 * np.sin(step * t / 2), 0, 0.0065 * np.sin(step * t))
    eye[2] += 0.06 * np.sin(turn * t + 1.2)
    aim = vec(0.05 * np.sin(turn * t + 2.2), 0, HANG_Z + 0.012 * np.sin(2 * turn * t))
    roll = np.radians(1.5 * np.sin(turn * t + 1) + 0.35 * np.sin(step * t / 2 + 0.4))
    return shake(look_at(eye, aim, roll), _TREMOR(t), shift_m=0.0022, turn_deg=0.30)


def lamp(x: Array, z: Array) -> Array:
    """(…, 3) light on the wall: a framing spot on the poster, others on the pictures, a little of the room."""
    light = 0.19 + 0.04 * (2.6 - z)
    for at, height, width, strength in (
        (0.02, 1.52, 0.46, 0.84),
        (-0.88, 1.55, 0.40, 0.60),
        (-1.95, 1.55, 0.4, 0.55),
    ):
        # A beam from above: narrow at the top, wider as it falls, cut off in an arch.
        spread = width * (1.16 - 0.34 * (z - height))
        arch = 1 - smoothstep(0.34, 0.74, z - height + 0.55 * ((x - at) / width) ** 2)
        body = np.exp(-(np.abs((x - at) / spread) ** 2.6)) * np.exp(-(((z - height + 0.02) / 0.62) ** 2))
        light = light + strength * body * (0.25 + 0.75 * arch)
    corner = smoothstep(0.0, 0.55, (WALL[1] - x).astype(np.float32))
    return np.asarray(light[..., None] * LAMP * (0.62 + 0.38 * corner)[..., None], np.float32)


class PosterScene:
    """Everything that stays the same is made once; `light(t)` is one exposed frame."""

    def __init__(self, target: Target) -> None:
        self.room = [_side(), _wall(target)]
        self.things = [_poster(target), *_slats(target)]

    def light(self, t: float) -> tuple[Array, None]:
        """(h, w, 3) linear light of the exposure around `t`; nothing ever covers the poster."""
        T_cw = T_camera_world(t)
        quads = [*self.room, *(fitted(quad, T_cw) for quad in self.things)]
        total = np.zeros((HEIGHT, WIDTH, 3), np.float32)
        for dt, jx, jy in subframes(SAMPLES, EXPOSURE_S):
            view = T_camera_world(t + dt)
            picture = np.full_like(total, 0.02)
            for quad in quads:
                draw(picture, quad, view, (jx, jy))
            total += picture
        return total / SAMPLES, None


def _lit(texture: Array, x: tuple[float, float], z: tuple[float, float]) -> Array:
    """(h, w, 3) reflectance under the lamps, over x from left to right and z from top to bottom."""
    h, w = texture.shape[:2]
    u, v = np.meshgrid(np.linspace(*x, 320), np.linspace(*z, 180))
    return np.asarray(texture * cv2.resize(lamp(u, v), (w, h), interpolation=cv2.INTER_CUBIC), np.float32)


def _poster(target: Target) -> Quad:
    """Matte paper under the spot."""
    art = cv2.imread(str(target.artwork))
    if art is None:
        raise FileNotFoundError(target.artwork)
    w, h = target.size_mm[0] / 1000, target.size_mm[1] / 1000
    paper = 0.020 + 0.80 * decode(np.ascontiguousarray(art[..., ::-1]))
    paper *= (1 + 0.006 * cloud(paper.shape[0], paper.shape[1], 220, 4, 5))[..., None]
    lit = _lit(paper, (-w / 2, w / 2), (HANG_Z + h / 2, HANG_Z - h / 2))
    rows = round(0.011 / h * paper.shape[0])
    lit[:rows] *= np.linspace(0.60, 1.0, rows, dtype=np.float32)[:, None, None]  # under the upper slat
    return Quad(vec(-w / 2, -0.004, HANG_Z + h / 2), vec(w, 0, 0), vec(0, 0, -h), opaque(lit))


def _slats(target: Target) -> list[Quad]:
    """Two strips of oak that hold the paper along its upper and lower edge."""
    half = target.size_mm[0] / 2000 + 0.008
    quads = []
    for edge, side, seed in ((target.size_mm[1] / 2000, 1, 5), (-target.size_mm[1] / 2000, -1, 9)):
        wood = oak(44, 1252, 2.0, seed)[:44]
        grain = wood.mean(2, keepdims=True)
        wood = grain / grain.mean() * np.array([0.36, 0.245, 0.145], np.float32)
        wood[:5] *= 1.7
        wood[-5:] *= 0.45
        top = HANG_Z + edge + (0.0205 if side > 0 else 0.0015)
        lit = _lit(wood.astype(np.float32), (-half, half), (top, top - 0.022))
        quads.append(Quad(vec(-half, -0.012, top), vec(2 * half, 0, 0), vec(0, 0, -0.022), opaque(lit)))
    return quads


def _wall(target: Target) -> Quad:
    """Slate paint on plaster, a pale frieze above, pictures, a label, the string the poster hangs on."""
    x0, x1, z0, z1 = WALL
    w, h = round((x1 - x0) * 1000 * PER_MM), round((z1 - z0) * 1000 * PER_MM)
    paint = np.empty((h, w, 3), np.float32)
    paint[:] = (0.112, 0.128, 0.136)
    block(paint, _box(x0, 2.16, x1, z1), (0.60, 0.59, 0.56))
    block(paint, _box(x0, 2.145, x1, 2.175), (0.085, 0.080, 0.075))
    grain = noise(h, w, (1.3, 1.3), 21) * 0.035 + noise(h, w, (3.5, 3.0), 22) * 0.025
    paint *= (plaster(h, w, PER_MM, 12) + grain)[..., None]
    lit = _lit(paint, (x0, x1), (z1, z0))
    half_w, half_h = target.size_mm[0] / 2000, target.size_mm[1] / 2000
    _shadow(lit, (-half_w, HANG_Z - half_h, half_w, HANG_Z + half_h), 0.006, 0.62)
    _string(lit, half_w, HANG_Z + half_h + 0.018)
    _label(lit, (0.262, 1.318))
    _seascape(lit, (-1.20, 1.30, -0.56, 1.78), 3)
    _seascape(lit, (-2.27, 1.30, -1.63, 1.78), 8)
    return Quad(vec(x0, 0, z1), vec(x1 - x0, 0, 0), vec(0, 0, z0 - z1), opaque(lit))


def _box(x0: float, z0: float, x1: float, z1: float) -> tuple[float, float, float, float]:
    """A rectangle of the wall in metres as fractions of its picture."""
    a, b, c, d = WALL
    return (x0 - a) / (b - a), (d - z1) / (d - c), (x1 - a) / (b - a), (d - z0) / (d - c)


def _pixels(lit: Array, box: tuple[float, float, float, float]) -> tuple[slice, slice]:
    h, w = lit.shape[:2]
    x0, y0, x1, y1 = _box(*box)
    return slice(round(y0 * h), round(y1 * h)), slice(round(x0 * w), round(x1 * w))


def _shadow(lit: Array, box: tuple[float, float, float, float], depth: float, strength: float) -> None:
    """What hangs `depth` metres before the wall takes the light below and beside it."""
    for drop, soft, part in ((0.5, 0.6, 0.55), (1.9, 1.7, 0.5), (5.0, 5.0, 0.35)):
        mask: Array = np.zeros(lit.shape[:2], np.float32)
        x0, z0, x1, z1 = box
        mask[_pixels(lit, (x0, z0 - drop * depth, x1, z1 - drop * depth))] = 1
        mask = cv2.GaussianBlur(mask, (0, 0), soft * depth * 1000 * PER_MM)
        lit *= 1 - (strength * part) * mask[..., None]


def _string(lit: Array, half_w: float, z: float) -> None:
    """Black cord from the slat's ends to a nail."""
    h, w = lit.shape[:2]
    mask = np.zeros((h, w), np.uint8)

    def at(x: float, height: float) -> tuple[int, int]:
        u, v, _, _ = _box(x, height, x, height)
        return round(u * w * 16), round(v * h * 16)

    for side in (-1, 1):
        cv2.line(mask, at(side * half_w * 0.72, z), at(0, z + 0.115), 255, 1, cv2.LINE_AA, 4)
    cv2.circle(mask, at(0, z + 0.115), 3 * 16, 255, -1, cv2.LINE_AA, 4)
    fall = np.roll(cv2.GaussianBlur(mask, (0, 0), 1.6), 5, axis=0)
    lit *= 1 - 0.45 * (fall.astype(np.float32) / 255)[..., None]
    cover = (mask.astype(np.float32) / 255)[..., None]
    lit *= 1 - cover
    lit += cover * 0.012


def _label(lit: Array, corner: tuple[float, float]) -> None:
    """The museum's label, from its own artwork: `corner` is its lower left on the wall."""
    size = (0.150, 0.100)
    box = (corner[0], corner[1], corner[0] + size[0], corner[1] + size[1])
    _shadow(lit, box, 0.003, 0.6)
    rows, columns = _pixels(lit, box)
    paper = 0.001026 + 0.948718 * printed("wall-label")  # less white than the poster
    small = cv2.resize(
        paper, (columns.stop - columns.start, rows.stop - rows.start), interpolation=cv2.INTER_AREA
    )
    lit[rows, columns] = _lit(small, (box[0], box[2]), (box[3], box[1]))


def _seascape(lit: Array, box: tuple[float, float, float, float], seed: int) -> None:
    """A large framed photograph of a grey sea: the horizon of Crimea, nothing else."""
    _shadow(lit, box, 0.022, 0.72)
    rows, columns = _pixels(lit, box)
    h, w = rows.stop - rows.start, columns.stop - columns.start
    art = np.empty((h, w, 3), np.float32)
    art[:] = (0.022, 0.019, 0.017)
    art[:6] *= 2.6
    mount, mat = round(0.022 * 1000 * PER_MM), round(0.085 * 1000 * PER_MM)
    art[mount:-mount, mount:-mount] = (0.70, 0.685, 0.65)
    inner = art[mat:-mat, mat:-mat]
    ih, iw = inner.shape[:2]
    y = np.linspace(0, 1, ih, dtype=np.float32)[:, None]
    sky = 0.30 + 0.22 * y + 0.035 * cloud(ih, iw, 130, 5, seed)
    waves = noise(ih, iw, (2, 22), seed + 1) * 0.35 + noise(ih, iw, (5, 60), seed + 2) * 0.65
    sea = 0.155 - 0.07 * (y - 0.5) + 0.030 * waves * (0.2 + 1.6 * np.clip(y - 0.5, 0, 1))
    horizon = smoothstep(0.515, 0.522, y + 0 * sky)
    tone = sky * (1 - horizon) + sea * horizon
    inner[:] = tone[..., None] * np.array([0.97, 1.0, 1.02], np.float32)
    art[mat - 2 : mat, mat:-mat] *= 0.6
    lit[rows, columns] = _lit(art, (box[0], box[2]), (box[3], box[1])) + 0.004


def _side(depth: float = 2.2) -> Quad:
    """The wall that meets it at the right: paler, with the light of the next room on it, a little soft."""
    _, x1, z0, z1 = WALL
    w, h = 880, 880
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    x, y = x / w * depth, z1 - y / h * (z1 - z0)
    light = (
        0.16
        + 0.30 * smoothstep(0.1, 1.5, x)
        + 0.16 * np.exp(-(((x - 0.5) / 0.4) ** 2)) * smoothstep(2.4, 1.4, y)
    )
    light *= 0.60 + 0.40 * smoothstep(0.0, 0.45, x)
    paint = np.empty((h, w, 3), np.float32)
    paint[:] = (0.40, 0.39, 0.37)
    paint *= plaster(h, w, 0.4, 30)[..., None]
    frieze = smoothstep(2.155, 2.17, y)[..., None]
    paint = paint * (1 - frieze) + 0.60 * frieze
    panel = (smoothstep(0.42, 0.43, x) - smoothstep(1.05, 1.06, x)) * (
        smoothstep(1.1, 1.11, y) - smoothstep(1.95, 1.96, y)
    )
    paint = paint * (1 - panel[..., None]) + panel[..., None] * np.array([0.030, 0.030, 0.033])
    band = panel * (smoothstep(1.28, 1.285, y) - smoothstep(1.36, 1.365, y))
    paint = paint * (1 - band[..., None]) + band[..., None] * np.array([0.34, 0.075, 0.026])
    texture = cv2.GaussianBlur((paint * light[..., None] * LAMP).astype(np.float32), (0, 0), 1.6)
    return Quad(vec(x1, 0, z1), vec(0, -depth, 0), vec(0, 0, z0 - z1), opaque(texture))
