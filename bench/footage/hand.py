"""A hand and a sleeve, sphere-traced: capsules in smooth union, lit like the rest of the room.

The distance functions follow I. Quilez's articles ("distance functions", "smooth minimum").
Everything is in metres in the hand's own frame: fingertips near the origin, pointing to −x, table at z = 0.
"""

from __future__ import annotations

import cv2
import numpy as np
from camera import FOCAL, HEIGHT, WIDTH, Array, Matrix, project

# x, y, z of one end and its radius, then of the other, in millimetres. A right hand, palm down.
_BONES: tuple[tuple[float, ...], ...] = (
    (0, -10, 7.5, 7.0, 21, -10.5, 17, 7.9),  # index: tip, middle, root
    (21, -10.5, 17, 7.9, 46, -11, 27, 8.9),
    (46, -11, 27, 8.9, 88, -10, 33, 11.0),
    (-5, 9.5, 7.8, 7.3, 18, 9.5, 19, 8.2),  # middle finger
    (18, 9.5, 19, 8.2, 45, 9.5, 30, 9.2),
    (45, 9.5, 30, 9.2, 90, 9, 36, 11.2),
    (12, 28, 7.5, 6.9, 28, 28, 19, 7.8),  # ring finger
    (28, 28, 19, 7.8, 52, 27.5, 29, 8.7),
    (52, 27.5, 29, 8.7, 92, 26, 34, 10.6),
    (34, 45, 6.6, 5.9, 45, 44.5, 15, 6.6),  # little finger
    (45, 44.5, 15, 6.6, 62, 43.5, 23, 7.3),
    (62, 43.5, 23, 7.3, 95, 41, 29, 9.2),
    (32, -35, 9.2, 8.4, 56, -42, 14, 9.6),  # thumb
    (56, -42, 14, 9.6, 92, -38, 20, 11.6),
    (92, -38, 20, 11.6, 132, -16, 25, 16.0),
    (88, -10, 32, 11.0, 152, -8, 30, 17.0),  # back of the hand
    (90, 9, 34, 11.2, 152, 4, 31, 17.0),
    (92, 26, 32, 10.6, 154, 14, 30, 16.0),
    (95, 41, 27, 9.2, 154, 22, 29, 15.0),
    (150, 6, 30, 20.0, 250, 12, 42, 25.0),  # wrist
    (186, 8, 36, 31.0, 520, 40, 84, 44.0),  # sleeve
)
_SLEEVE = len(_BONES) - 1
_TIPS = (0, 3, 6, 9, 12)
_A = np.array([b[0:3] for b in _BONES], np.float32) / 1000
_B = np.array([b[4:7] for b in _BONES], np.float32) / 1000
_RA = np.array([b[3] for b in _BONES], np.float32) / 1000
_RB = np.array([b[7] for b in _BONES], np.float32) / 1000
LIGHT: Matrix = np.array([-0.42, 0.30, 0.857])


def _one(points: Array, k: int) -> tuple[Array, Array]:
    """(n,) distances to capsule `k` and (n,) how far along it."""
    a, axis = _A[k], _B[k] - _A[k]
    h = np.clip((points - a) @ axis / float(axis @ axis), 0, 1)
    away = points - a - h[:, None] * axis
    return np.sqrt(np.einsum("ij,ij->i", away, away)) - (_RA[k] + (_RB[k] - _RA[k]) * h), h


def distance(points: Array) -> Array:
    """(n,) signed distance of (n, 3) points to hand and sleeve."""
    blend = 0.0042
    total: Array = np.full(len(points), 1e3, np.float32)
    for k in range(_SLEEVE):
        d, _ = _one(points, k)
        h = np.maximum(blend - np.abs(total - d), 0) / blend
        total = np.minimum(total, d) - h * h * blend / 4
    return np.minimum(total, _one(points, _SLEEVE)[0])


def _normals(points: Array) -> Array:
    e = 0.0006
    steps = np.array([[1, -1, -1], [-1, -1, 1], [-1, 1, -1], [1, 1, 1]], np.float32)
    n = sum((s * distance(points + s * e)[:, None] for s in steps), np.zeros_like(points))
    return np.asarray(n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9), np.float32)


def _albedo(points: Array, normals: Array) -> tuple[Array, Array]:
    """(n, 3) reflectance and (n,) gloss: skin, nails, knuckles, cloth."""
    field = np.stack([_one(points, k)[0] for k in range(len(_BONES))], 1)
    bone = field.argmin(1)
    p = points * 1000
    mottle = (
        np.sin(p[:, 0] * 0.31 + np.sin(p[:, 1] * 0.23))
        * np.sin(p[:, 1] * 0.37 + 1.3)
        * np.sin(p[:, 2] * 0.29)
    )
    fine = np.sin(p[:, 0] * 2.9 + 2 * np.sin(p[:, 1] * 1.1)) * np.sin(p[:, 1] * 3.3 + np.sin(p[:, 0] * 0.9))
    skin = np.array([0.47, 0.262, 0.180], np.float32) * (1 + 0.07 * mottle + 0.025 * fine)[:, None]
    gloss = np.full(len(points), 0.035, np.float32)
    for tip in _TIPS:
        along = np.clip((points - _A[tip]) @ (_B[tip] - _A[tip]) / np.sum((_B[tip] - _A[tip]) ** 2), -1, 2)
        near = bone == tip
        # Blood shows at the tips; two creases at the joint; a nail on the upper side.
        rosy = near * np.clip(1 - along, 0, 1)
        skin *= 1 - rosy[:, None] * np.array([0.02, 0.13, 0.13], np.float32)
        crease = np.exp(-(((along - 0.80) / 0.04) ** 2)) + np.exp(-(((along - 0.93) / 0.04) ** 2))
        skin *= 1 - 0.10 * (crease * near)[:, None]
        side = np.abs(points[:, 1] - (_A[tip, 1] + (_B[tip, 1] - _A[tip, 1]) * along)) / _RA[tip]
        upper = np.clip((normals[:, 2] - 0.25) * 6, 0, 1)
        nail = near * upper * np.clip((0.64 - side) * 9, 0, 1) * np.clip((0.42 - along) * 14, 0, 1)
        skin += nail[:, None] * (np.array([0.60, 0.40, 0.335], np.float32) - skin) * 0.75
        gloss += nail * 0.16
    weave = 1 + 0.10 * np.sin(p[:, 0] * 4.3) * np.sin((p[:, 1] + p[:, 2]) * 4.1)
    folds = 1 + 0.22 * np.sin(p[:, 0] * 0.11 + 1.7 * np.sin(p[:, 1] * 0.05))
    cloth = np.array([0.030, 0.034, 0.043], np.float32) * (weave * folds)[:, None]
    sleeve = (bone == _SLEEVE)[:, None]
    return np.where(sleeve, cloth, skin).astype(np.float32), np.where(sleeve[:, 0], 0.004, gloss)


def _shade(points: Array, view: Array, light: Array) -> Array:
    """(n, 3) light that leaves the surface towards the camera."""
    normals = _normals(points)
    colour, gloss = _albedo(points, normals)
    facing = normals @ light
    key = np.clip((facing + 0.22) / 1.22, 0, 1)
    # Light that went through skin comes back redder: the terminator is warm.
    warm = np.exp(-((facing / 0.33) ** 2))[:, None] * np.array([0.055, 0.012, 0.004], np.float32)
    shadow = np.ones(len(points), np.float32)
    for reach in (0.006, 0.014, 0.028):
        shadow *= np.clip(
            0.35 + 0.65 * distance(points + light * reach + normals * 0.001) / (reach * 0.75), 0.25, 1
        )
    open_sky = np.clip(distance(points + normals * 0.012) / 0.012, 0.15, 1) * (
        0.42 + 0.58 * np.clip(points[:, 2] / 0.03, 0, 1)
    )
    fill = (0.5 + 0.5 * normals[:, 2]) * open_sky
    half = light - view
    half = half / np.linalg.norm(half, axis=1, keepdims=True)
    shine = np.clip(np.einsum("ij,ij->i", normals, half), 0, 1) ** 28 * gloss * 3
    bounce = np.clip(-normals[:, 2], 0, 1)[:, None] * np.array([0.10, 0.055, 0.03], np.float32)
    lit = (key * shadow * 0.80)[:, None] * np.array([1.0, 0.95, 0.88], np.float32)
    lit = lit + fill[:, None] * np.array([0.27, 0.28, 0.30], np.float32) + bounce
    skin = colour[:, :1] > 0.1
    return np.asarray(
        colour * lit + np.where(skin, warm * shadow[:, None], 0) + (shine * shadow)[:, None], np.float32
    )


def render(T_camera_hand: Matrix, light: Matrix) -> tuple[Array, tuple[int, int]] | None:
    """The hand at half resolution, scaled up: (h, w, 4) premultiplied and where its top left pixel goes."""
    ends = np.concatenate([_A, _B]).astype(np.float64)
    seen = ends @ T_camera_hand[:3, :3].T + T_camera_hand[:3, 3]
    ends = ends[seen[:, 2] > 0.06]
    if not len(ends):
        return None
    pixels = project(T_camera_hand, ends)
    x0, y0 = (np.maximum(pixels.min(0) - 60, 0) // 2 * 2).astype(int)
    x1, y1 = (np.minimum(pixels.max(0) + 60, [WIDTH, HEIGHT]) // 2 * 2).astype(int)
    if x1 - x0 < 8 or y1 - y0 < 8:
        return None
    layer = _trace(T_camera_hand, (int(x0), int(y0), int(x1), int(y1)), light)
    layer = cv2.GaussianBlur(layer, (0, 0), 0.6)
    return cv2.resize(layer, (int(x1 - x0), int(y1 - y0)), interpolation=cv2.INTER_LINEAR), (int(x0), int(y0))


def _trace(T_camera_hand: Matrix, box: tuple[int, int, int, int], light: Matrix) -> Array:
    """(h / 2, w / 2, 4) premultiplied light in `box`, with an edge as soft as half a pixel."""
    x0, y0, x1, y1 = box
    v, u = np.mgrid[y0:y1:2, x0:x1:2].astype(np.float32) + 0.5
    turned = T_camera_hand[:3, :3].T
    eye = (-turned @ T_camera_hand[:3, 3]).astype(np.float32)
    rays = np.stack([(u - (WIDTH - 1) / 2) / FOCAL, (v - (HEIGHT - 1) / 2) / FOCAL, np.ones_like(u)], -1)
    rays = (rays.reshape(-1, 3) @ turned.T).astype(np.float32)
    rays /= np.linalg.norm(rays, axis=1, keepdims=True)
    travel = np.full(len(rays), 0.04, np.float32)
    nearest = np.full(len(rays), 1e3, np.float32)
    closest = travel.copy()
    live = np.arange(len(rays))
    for _ in range(44):
        d = distance(eye + rays[live] * travel[live, None])
        nearer = live[d / travel[live] < nearest[live]]
        nearest[live] = np.minimum(nearest[live], d / travel[live])
        closest[nearer] = travel[nearer]
        travel[live] += d * 0.9
        live = live[(d > 0.0002) & (travel[live] < 1.6)]
        if not len(live):
            break
    alpha = np.clip(1.25 - nearest * FOCAL / 2, 0, 1)  # a ray that misses by a pixel is empty
    out = np.zeros((len(rays), 4), np.float32)
    hit = alpha > 0
    points = eye + rays[hit] * closest[hit, None]
    out[hit, :3] = _shade(points, rays[hit], light.astype(np.float32)) * alpha[hit, None]
    out[hit, 3] = alpha[hit]
    return out.reshape(u.shape[0], u.shape[1], 4)


def shadow(points: Array, light: Matrix) -> Array:
    """(n,) of how much of the lamp's light the hand takes from (n, 3) points of the table, soft at the edge."""
    left = np.ones(len(points), np.float32)
    for reach in np.geomspace(0.004, 0.16, 12):
        d = distance((points + light * reach).astype(np.float32))
        left = np.minimum(left, np.clip(0.5 + 0.5 * d / (0.13 * reach + 0.0012), 0, 1))
    contact = np.clip(distance(points) / 0.016, 0, 1)
    return np.asarray(1 - left * (0.55 + 0.45 * contact), np.float32)
