"""Procedural surfaces in linear light: oak, plaster, paper things. numpy and OpenCV only, all seeded."""

from __future__ import annotations

import cv2
import numpy as np
from camera import Array


def noise(h: int, w: int, cell: tuple[float, float], seed: int) -> Array:
    """(h, w) smooth noise, standard deviation 1; `cell` is the size of a lump in pixels, (down, across)."""
    rng = np.random.default_rng(seed)
    coarse = rng.standard_normal((int(h / cell[0]) + 4, int(w / cell[1]) + 4), dtype=np.float32)
    full = cv2.resize(
        coarse,
        (int(coarse.shape[1] * cell[1]) + 1, int(coarse.shape[0] * cell[0]) + 1),
        interpolation=cv2.INTER_CUBIC,
    )
    part = full[:h, :w]
    return np.asarray((part - part.mean()) / part.std(), np.float32)


def cloud(h: int, w: int, cell: float, octaves: int, seed: int) -> Array:
    """(h, w) fractal noise, standard deviation 1."""
    total = np.zeros((h, w), np.float32)
    for k in range(octaves):
        size = cell / 2**k
        if size < 1:
            break
        total += noise(h, w, (size, size), seed + k) * 0.55**k
    return np.asarray(total / total.std(), np.float32)


def smoothstep(low: float, high: float, x: Array) -> Array:
    t = np.clip((x - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def oak(h: int, w: int, per_mm: float, seed: int) -> Array:
    """(h, w, 3) reflectance of oiled oak planks that run across."""
    out = np.empty((h, w, 3), np.float32)
    plank = round(118 * per_mm)
    offset = round(41 * per_mm)
    top = -offset
    index = 0
    while top < h:
        low, high = max(top, 0), min(top + plank, h)
        board = _board(plank, w, per_mm, seed + 31 * index)
        out[low:high] = board[low - top : high - top]
        top += plank
        index += 1
    return out


def _board(h: int, w: int, per_mm: float, seed: int) -> Array:
    """One plank: growth rings cut at a flat angle, fibres, pores, a worn gap to its neighbours."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32) / per_mm
    warp = (
        noise(h, w, (26 * per_mm, 210 * per_mm), seed + 1) * 9
        + noise(h, w, (7 * per_mm, 60 * per_mm), seed + 2) * 1.3
    )
    heart = rng.uniform(-60, 180)
    depth = 26 + (x - rng.uniform(100, 1500)) * rng.uniform(0.006, 0.02) * rng.choice([-1, 1])
    radius = np.sqrt((y - heart + warp) ** 2 + (depth + warp * 0.6) ** 2)
    phase = (radius / rng.uniform(5.5, 8.5)) % 1.0
    ring = smoothstep(0.0, 0.75, phase) * (1 - smoothstep(0.86, 1.0, phase))
    fibre = (
        noise(h, w, (0.5 * per_mm, 26 * per_mm), seed + 3) * 0.6
        + noise(h, w, (1.3 * per_mm, 70 * per_mm), seed + 4) * 0.6
    )
    pores = smoothstep(1.45, 2.3, noise(h, w, (0.42 * per_mm, 5.5 * per_mm), seed + 5)) * (0.35 + 0.65 * ring)
    tone = 0.60 + 0.05 * rng.standard_normal() - 0.15 * ring + 0.040 * fibre - 0.20 * pores
    tone += 0.035 * noise(h, w, (40 * per_mm, 160 * per_mm), seed + 6)
    edge = np.minimum(y, h / per_mm - y)
    tone *= 0.42 + 0.58 * smoothstep(0.15, 1.3, edge)
    tone = np.clip(tone, 0.05, 1)
    dark, light = np.array([0.100, 0.045, 0.019]), np.array([0.50, 0.315, 0.165])
    mixed = dark * (light / dark) ** tone[..., None]
    return np.asarray(mixed, np.float32)


def plaster(h: int, w: int, per_mm: float, seed: int) -> Array:
    """(h, w) factor around 1: a rolled wall, the trowel's clouds and the roller's grain."""
    coarse = cloud(h, w, 420 * per_mm, 6, seed)
    grain = noise(h, w, (max(1.2, 2.2 * per_mm), max(1.2, 2.2 * per_mm)), seed + 50)
    lump = noise(h, w, (max(2, 9 * per_mm), max(2, 9 * per_mm)), seed + 60)
    return np.asarray(1 + 0.020 * coarse + 0.010 * grain + 0.008 * lump, np.float32)


def block(out: Array, box: tuple[float, float, float, float], colour: tuple[float, float, float]) -> None:
    """Paint x0, y0, x1, y1 (fractions of the picture) in place."""
    h, w = out.shape[:2]
    x0, x1 = round(box[0] * w), round(box[2] * w)
    y0, y1 = round(box[1] * h), round(box[3] * h)
    out[y0:y1, x0:x1, :3] = colour


def disc_blur(picture: Array, radius: float) -> Array:
    """Defocus as a lens does it: a disc with soft edges, not a Gaussian."""
    n = int(np.ceil(radius)) + 1
    y, x = np.mgrid[-n : n + 1, -n : n + 1]
    kernel = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1).astype(np.float32)
    return np.asarray(
        cv2.filter2D(picture, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE), np.float32
    )
