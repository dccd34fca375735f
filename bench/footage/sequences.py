"""Seeded sequences of a board with exact ground truth, for benchmarks: what a webcam does to a printed target.

    for frame in sequence(load_targets()["card-1"], "hand", frames=90):
        frame.picture, frame.T_camera_target

The paper is ray-cast row by row, so that perspective, motion blur, rolling shutter, defocus, uneven light, noise and
a finger are all modelled in linear light. Poses and faults follow this project's generator for single tags; distances
grow with the paper, so that a poster is seen as large as a card.

    python bench/footage/sequences.py card-1 hand out/hand --frames 90    # pictures and truth.json
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from camera import FPS, HEIGHT, WIDTH, Array, K, Matrix, decode, encode, project
from numpy.typing import NDArray
from targets import Target, load_targets
from textures import cloud

FINE = 3  # samples a pixel in each direction
CARD_WIDTH_M = 0.148


@dataclass(frozen=True)
class Scenario:
    """How the target moves and what spoils the picture."""

    pose: Callable[[float], tuple[float, ...]]
    """Seconds to yaw, pitch, roll in degrees and x, y, z in metres (for a card 148 mm wide)."""
    tremor: float = 1.5
    """Millimetres and a like number of degrees."""
    exposure_s: float = 1 / 250
    readout_s: float = 0.0
    """Rolling shutter, first row to last."""
    defocus_px: float = 0.6
    hunt_px: float = 0.0
    """Focus that hunts: added blur at its worst."""
    gain: float = 1.0
    """Light on the target; below 1 the camera amplifies, five times at the most."""
    shadow: bool = False
    finger: bool = False


def _sway(t: float, yaw: float, pitch: float, roll: float) -> tuple[float, float, float]:
    return yaw * np.sin(0.9 * t), 25 + pitch * np.sin(1.3 * t), roll * np.sin(0.7 * t)


def _shaken(t: float) -> tuple[float, ...]:
    angles = (20 * np.sin(5 * t), 22 + 12 * np.sin(6 * t + 1), 20 * np.sin(4 * t))
    place = (0.14 * np.sin(6.9 * t), 0.07 * np.sin(10.7 * t + 0.5), 0.55 + 0.06 * np.sin(3 * t))
    return (*angles, *place)


SCENARIOS: dict[str, Scenario] = {
    "static": Scenario(lambda _t: (25, 18, 8, 0.03, 0.02, 0.50), tremor=0),
    "static_front": Scenario(lambda _t: (4, -3, 2, 0, 0.01, 0.90), tremor=0),
    "hand": Scenario(
        lambda t: (
            *_sway(t, 20, 10, 15),
            0.04 * np.sin(1.1 * t),
            0.03 * np.sin(1.5 * t),
            0.5 + 0.05 * np.sin(0.8 * t),
        ),
        tremor=2,
        exposure_s=1 / 120,
        readout_s=0.010,
    ),
    "fast": Scenario(_shaken, tremor=2, exposure_s=1 / 60, readout_s=0.020),
    "tilt": Scenario(lambda t: (80 * t / 3, 5, 5, 0, 0, 0.45), tremor=0.6),
    "far": Scenario(lambda t: (18, 14, 6, 0, 0, 0.4 + 5.6 * t / 3), tremor=0.8),
    "lowlight": Scenario(
        lambda t: (20 * np.sin(0.9 * t), 25, 10, 0.03 * np.sin(1.1 * t), 0, 0.5),
        tremor=2,
        exposure_s=1 / 30,
        readout_s=0.020,
        gain=0.035,
    ),
    "shadow": Scenario(lambda _t: (15, 25, 6, 0, 0, 0.48), shadow=True),
    "defocus": Scenario(lambda _t: (20, 20, 6, 0, 0, 0.5), tremor=1.2, hunt_px=4.5),
    "finger": Scenario(lambda _t: (15, 22, 6, 0, 0, 0.48), finger=True),
    "still_front_hand": Scenario(
        lambda t: (6 * np.sin(1.7 * t), 6 * np.sin(1.1 * t), 0, 0.02 * np.sin(t), 0, 1.2), exposure_s=1 / 120
    ),
}


@dataclass(frozen=True)
class Frame:
    """One picture and the truth about it."""

    picture: NDArray[np.uint8]
    """(720, 1280) grey."""
    T_camera_target: Matrix
    """(4, 4), at the moment when the target's middle row is read."""


def sequence(target: Target, name: str, frames: int = 90) -> Iterator[Frame]:
    """The frames of scenario `name` for `target`; the same each time. KeyError for an unknown name."""
    shot = _Shot(target, SCENARIOS[name], zlib.crc32(name.encode()))
    for index in range(frames):
        yield shot.frame(index, frames)


class _Shot:
    """One scenario on one target: textures made once."""

    def __init__(self, target: Target, scenario: Scenario, seed: int) -> None:
        art = cv2.imread(str(target.artwork), cv2.IMREAD_GRAYSCALE)
        if art is None:
            raise FileNotFoundError(target.artwork)
        self.art: Array = 0.035 + 0.79 * decode(np.asarray(art, np.uint8))
        self.scenario, self.seed = scenario, seed
        self.size_m = np.array(target.size_mm) / 1000
        self.scale = self.size_m[0] / CARD_WIDTH_M
        self.desk = np.clip(0.25 + 0.07 * cloud(HEIGHT, WIDTH, 180, 6, 1234), 0.03, 0.9)

    def pose(self, t: float) -> Matrix:
        """(4, 4) T_camera_target with the hand's tremor in it."""
        values = np.array(self.scenario.pose(t), np.float64)
        rng = np.random.default_rng(self.seed)
        for hertz in (0.4, 0.9, 1.7, 3.1, 5.3, 8.7):
            wave = np.sin(2 * np.pi * hertz * t + rng.uniform(0, 6.28, 6)) * rng.uniform(0.5, 1, 6)
            values += wave * self.scenario.tremor / hertz**0.8 * [1, 1, 1, 1e-3, 1e-3, 1e-3]
        yaw, pitch, roll = (cv2.Rodrigues(np.radians(v))[0] for v in np.diag(values[[1, 0, 2]])[[1, 0, 2]])
        T = np.eye(4)
        T[:3, :3] = yaw @ pitch @ roll @ np.diag([1.0, -1.0, -1.0])
        T[:3, 3] = values[3:] * self.scale
        return T

    def frame(self, index: int, frames: int) -> Frame:
        t = index / FPS
        T = self.pose(t)
        for _ in range(3):  # the target's middle row is read when it is read
            row = project(T, np.zeros((1, 3)))[0, 1]
            T = self.pose(t + (row / HEIGHT - 0.5) * self.scenario.readout_s)
        light = self._exposed(t, index / frames)
        if self.scenario.shadow:
            light = self._shadowed(light, T, index)
        blur = self.scenario.defocus_px + self.scenario.hunt_px * abs(np.sin(np.pi * index / 45))
        return Frame(self._sensor(cv2.GaussianBlur(light, (0, 0), blur), index), T)

    def _exposed(self, t: float, progress: float) -> Array:
        """(h, w) linear light, the shutter open around `t`."""
        s = self.scenario
        corners = np.array([[-1, 1], [1, 1], [1, -1], [-1, -1]]) / 2 * self.size_m
        paper = np.c_[corners, np.zeros(4)]
        span = (s.exposure_s + s.readout_s) / 2
        seen = np.stack([project(self.pose(t + dt), paper) for dt in np.linspace(-span, span, 7)])
        x0, y0 = np.maximum(np.floor(seen.min((0, 1))).astype(int) - 8, 0)
        x1, y1 = np.minimum(np.ceil(seen.max((0, 1))).astype(int) + 9, [WIDTH, HEIGHT])
        out = self.desk.copy()
        if x1 - x0 < 2 or y1 - y0 < 2:
            return out
        share = s.exposure_s / (2 * span)
        count = int(np.clip(np.ceil(np.linalg.norm(seen[-1] - seen[0], axis=1).max() * share * 1.5), 1, 24))
        art = self._fitted(seen)
        total = np.zeros((y1 - y0, x1 - x0, 2), np.float32)
        for k in range(count):
            moment = t + ((k + 0.5) / count - 0.5) * s.exposure_s
            total += self._cast(art, (x0, y0, x1, y1), moment, progress)
        total /= count
        out[y0:y1, x0:x1] = total[..., 0] + (1 - total[..., 1]) * out[y0:y1, x0:x1]
        return out

    def _fitted(self, seen: Matrix) -> Array:
        """The artwork shrunk to what can be seen of it."""
        edges = np.linalg.norm(seen - np.roll(seen, -1, axis=1), axis=2).max()
        factor = min(1.0, edges * FINE / max(self.art.shape) * 1.1)
        if factor > 0.9:
            return self.art
        return np.asarray(
            cv2.resize(self.art, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.float32
        )

    def _cast(self, art: Array, box: tuple[int, int, int, int], moment: float, progress: float) -> Array:
        """(h, w, 2) light times cover, and cover, at one instant; each row at its own time."""
        x0, y0, x1, y1 = box
        u = x0 - 0.5 + (np.arange((x1 - x0) * FINE) + 0.5) / FINE
        v = y0 - 0.5 + (np.arange((y1 - y0) * FINE) + 0.5) / FINE
        inverse = self._inverse(v, moment)
        ray = np.stack(
            [np.broadcast_to(u, (len(v), len(u))), np.broadcast_to(v[:, None], (len(v), len(u)))], -1
        )
        X, Y, W = (
            inverse[:, k, 0, None] * ray[..., 0]
            + inverse[:, k, 1, None] * ray[..., 1]
            + inverse[:, k, 2, None]
            for k in range(3)
        )
        x, y = X / W, Y / W
        w, h = self.size_m
        mx = ((x / w + 0.5) * art.shape[1] - 0.5).astype(np.float32)
        my = ((0.5 - y / h) * art.shape[0] - 0.5).astype(np.float32)
        light = cv2.remap(art, mx, my, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        cover = ((np.abs(x) < w / 2) & (np.abs(y) < h / 2)).astype(np.float32)
        if self.scenario.finger:
            skin = self._finger(x, y, progress)
            light, cover = np.where(skin, np.float32(0.34), light), np.maximum(cover, skin.astype(np.float32))
        both = np.dstack([light * cover, cover]).astype(np.float32)
        return np.asarray(cv2.resize(both, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA), np.float32)

    def _inverse(self, rows: Matrix, moment: float) -> Matrix:
        """(n, 3, 3) from a pixel of each row to the paper; poses between 9 knots are blended, rows being many."""
        readout = self.scenario.readout_s
        knots = np.linspace(rows[0], rows[-1], 9 if readout else 1)
        inverses = []
        for row in knots:
            T = self.pose(moment + (row / HEIGHT - 0.5) * readout)
            H = K @ T[:3, [0, 1, 3]]
            inverses.append(np.linalg.inv(H / H[2, 2]))
        if not readout:
            return np.repeat(np.array(inverses), len(rows), 0)
        flat = np.array(inverses).reshape(len(knots), 9)
        return np.stack([np.interp(rows, knots, flat[:, k]) for k in range(9)], 1).reshape(-1, 3, 3)

    def _finger(self, x: Matrix, y: Matrix, progress: float) -> NDArray[np.bool_]:
        """A thumb 22 mm wide that comes over the lower right corner and goes again."""
        reach = 0.62 - 0.55 * np.sin(np.pi * progress)
        dx, dy = x - self.size_m[0] * reach, y + self.size_m[1] * reach
        along, across = (dx - dy) / np.sqrt(2), (dx + dy) / np.sqrt(2)
        radius = 0.011 * self.scale
        return np.asarray(
            ((np.abs(across) < radius) & (along > 0)) | (along**2 + across**2 < radius**2), np.bool_
        )

    def _shadowed(self, light: Array, T: Matrix, index: int) -> Array:
        """A lamp from one side, the hard edge of somebody's shadow, a highlight that wanders."""
        y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
        middle = project(T, np.zeros((1, 3)))[0]
        size = K[0, 0] * self.size_m[1] / T[2, 3]
        edge = (x - middle[0]) * 0.8 + (y - middle[1]) * 0.6 - size * np.sin(2 * np.pi * index / 45) * 0.6
        lamp = (0.35 + 0.65 * x / WIDTH) * (0.18 + 0.82 / (1 + np.exp(-np.clip(edge / 1.5, -40, 40))))
        at = middle + size * np.array([0.35 * np.cos(index / 12), 0.3 * np.sin(index / 9)])
        glare = 0.9 * np.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) / (2 * (size * 0.09) ** 2))
        return np.asarray(np.clip(light * lamp * 1.4 + glare, 0, 1.2), np.float32)

    def _sensor(self, light: Array, index: int) -> NDArray[np.uint8]:
        """Shot and read noise, a gain of five at the most, the sRGB curve, MJPEG."""
        gain = self.scenario.gain
        rng = np.random.default_rng(self.seed * 4099 + index)
        dim = light * gain
        sigma = np.sqrt(np.maximum(dim, 0) * 0.006**2 / max(gain, 0.05) + (0.004**2) * gain**0.5)
        raw = (dim + rng.standard_normal(dim.shape, dtype=np.float32) * sigma) * min(1 / gain, 5.0)
        packed = cv2.imencode(".jpg", encode(raw), [cv2.IMWRITE_JPEG_QUALITY, 90])[1]
        return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("target", choices=sorted(load_targets()))
    parser.add_argument("scenario", choices=sorted(SCENARIOS))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--frames", type=int, default=90)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    poses = []
    for index, frame in enumerate(sequence(load_targets()[args.target], args.scenario, args.frames)):
        cv2.imwrite(str(args.folder / f"{index:04d}.png"), frame.picture)
        poses.append(frame.T_camera_target.round(9).tolist())
    truth = {"target": args.target, "camera_matrix": K.tolist(), "T_camera_target": poses}
    (args.folder / "truth.json").write_text(json.dumps(truth), encoding="utf-8")


if __name__ == "__main__":
    main()
