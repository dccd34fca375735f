"""The camera of the demo footage: intrinsics, a hand that isn't steady, and what a sensor does to light.

OpenCV's axes (x right, y down, z forward), pixel centres at integers. The world is z up, y forward, metres.
All light is linear until `develop` codes it as sRGB.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT, FPS = 1280, 720, 30
FOCAL = WIDTH / 2 / float(np.tan(np.radians(30)))
Array = NDArray[Any]
"""Pictures and their like, float32 unless said; OpenCV's stubs can't tell what comes back from it."""
Matrix = NDArray[np.float64]
K: Matrix = np.array([[FOCAL, 0, (WIDTH - 1) / 2], [0, FOCAL, (HEIGHT - 1) / 2], [0, 0, 1]])


def look_at(eye: Matrix, aim: Matrix, roll: float = 0.0) -> Matrix:
    """(4, 4) T_camera_world of a camera at `eye` (3,) that looks at `aim` (3,), rolled by radians."""
    forward = (aim - eye) / np.linalg.norm(aim - eye)
    right = np.cross(forward, [0.0, 0.0, 1.0])
    right /= np.linalg.norm(right)
    down = np.cross(forward, right)
    c, s = np.cos(roll), np.sin(roll)
    T = np.eye(4)
    T[:3, :3] = np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]]) @ np.stack([right, down, forward])
    T[:3, 3] = -T[:3, :3] @ eye
    return T


def project(T_camera_world: Matrix, points: Matrix) -> Matrix:
    """(n, 3) world points to (n, 2) pixels."""
    seen = (points @ T_camera_world[:3, :3].T + T_camera_world[:3, 3]) @ K.T
    return np.asarray(seen[:, :2] / seen[:, 2:], np.float64)


@dataclass(frozen=True)
class Tremor:
    """Band-limited noise that repeats after `period_s`, so that the loop closes.

    Amplitudes fall with frequency as in a hand that holds a camera: slow drift, a beat around 1 Hz, the
    physiological tremor of 8 to 12 Hz last and smallest.
    """

    period_s: float
    seed: int
    low_hz: float = 0.5
    high_hz: float = 12.0

    def __call__(self, t: float) -> Matrix:
        """(6,) of unit standard deviation at time `t`: x, y, z, yaw, pitch, roll."""
        steps = np.arange(round(self.low_hz * self.period_s), round(self.high_hz * self.period_s) + 1)
        rng = np.random.default_rng(self.seed)
        hertz = steps / self.period_s
        gain = hertz**-1.25 * (1 + 1.4 * np.exp(-(((hertz - 9) / 1.6) ** 2)))
        amplitude = rng.normal(size=(6, len(steps))) * gain
        amplitude /= np.sqrt((amplitude**2).sum(1, keepdims=True) / 2)
        phase = rng.uniform(0, 2 * np.pi, (6, len(steps)))
        return np.asarray((amplitude * np.sin(2 * np.pi * hertz * t + phase)).sum(1), np.float64)


def shake(T_camera_world: Matrix, tremor: Matrix, shift_m: float, turn_deg: float) -> Matrix:
    """The pose of a hand-held camera: `tremor` (6,) in the camera's own axes."""
    T = np.eye(4)
    yaw, pitch, roll = np.radians(turn_deg) * tremor[3:]
    T[:3, :3] = cv2.Rodrigues(np.array([pitch, yaw, roll * 1.4]))[0]
    T[:3, 3] = tremor[:3] * shift_m
    return np.asarray(T @ T_camera_world, np.float64)


def subframes(n: int, exposure_s: float) -> list[tuple[float, float, float]]:
    """(time, x, y) of `n` samples of an exposure: offsets in seconds and pixels, each with the mean 0.

    One set of samples serves as shutter and as anti-aliasing: a low-discrepancy net over the pixel
    (the R2 sequence of M. Roberts, 2018), centred so that it shifts nothing.
    """
    index = np.arange(1, n + 1)
    net = np.stack([(index * a) % 1.0 for a in (0.7548776662466927, 0.5698402909980532)], 1)
    net -= net.mean(0)
    times = ((index - 0.5) / n - 0.5) * exposure_s
    order = np.argsort((index * 0.618034) % 1.0)
    return [(float(times[k]), float(net[order[k], 0]), float(net[order[k], 1])) for k in range(n)]


@cache
def vignette(strength: float) -> Array:
    """(h, w, 1) of what is left of the light: 1 in the middle, 1 − strength in the corners."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    r2 = ((x - (WIDTH - 1) / 2) ** 2 + (y - (HEIGHT - 1) / 2) ** 2) / ((WIDTH**2 + HEIGHT**2) / 4)
    return np.asarray((1 - strength * r2 * (0.55 + 0.45 * r2))[..., None], np.float32)


def develop(light: Array, falloff: Array, seed: int, *, blur_px: float = 0.55) -> NDArray[np.uint8]:
    """(h, w, 3) linear RGB to (h, w, 3) sRGB bytes: lens blur, vignette, shot and read noise, coding."""
    seen = cv2.GaussianBlur(light, (0, 0), blur_px) * falloff
    rng = np.random.default_rng(seed)
    grain = rng.standard_normal(seen.shape, dtype=np.float32)
    # A little of the grain is shared by neighbours, as after demosaicing.
    grain = 0.75 * grain + 0.9 * cv2.GaussianBlur(grain, (0, 0), 0.8)
    seen = seen + grain * np.sqrt(np.maximum(seen, 0) * 0.000045 + 0.0000045)
    return encode(seen)


def encode(light: Array) -> NDArray[np.uint8]:
    """Linear light to sRGB bytes (IEC 61966-2-1)."""
    clipped = np.clip(light, 0, 1)
    table = np.arange(4097, dtype=np.float32) / 4096
    coded = np.where(table <= 0.0031308, 12.92 * table, 1.055 * table ** (1 / 2.4) - 0.055) * 255
    return np.asarray(np.rint(coded).astype(np.uint8)[(clipped * 4096 + 0.5).astype(np.int32)])


def decode(coded: NDArray[np.uint8]) -> Array:
    """SRGB bytes to linear light."""
    table = np.arange(256) / 255
    linear = np.where(table <= 0.04045, table / 12.92, ((table + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear.astype(np.float32)[coded])
