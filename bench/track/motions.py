"""The eleven motions of a card before a camera, each with the camera's exposure and the room's light.

Taken over from the project's synthetic generator: at `AS_WRITTEN` the numbers are the same to the last bit.
A pose is camera from target: OpenCV camera axes; the target's x right, y up, z towards the camera.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from prisonersvoice_ar.core.geometry import Array

FPS = 30.0
_FRONT = np.diag([1.0, -1.0, -1.0])
Poses = tuple[Array, Array]
"""rotations (N, 3, 3) and translations (N, 3)"""


@dataclass(frozen=True)
class Vary:
    """What makes one run of a motion differ from another."""

    tremor: int = 0
    """added to the tremor's seed"""
    phase_s: float = 0.0
    """where in its swing a swinging motion begins"""
    side: float = 1.0
    """±1: which way it yaws"""
    roll_deg: float = 0.0
    noise: int = 0
    """added to the sensor noise's seed"""


AS_WRITTEN = Vary()


def drawn(seed: int) -> Vary:
    """One of many runs, by ``seed``."""
    rng = np.random.default_rng(seed)
    return Vary(
        tremor=int(rng.integers(100, 10_000)),
        phase_s=float(rng.uniform(0.5, 20.0)),
        side=float(rng.choice([-1.0, 1.0])),
        roll_deg=float(rng.uniform(-180.0, 180.0)),
        noise=int(rng.integers(1_000, 100_000)),
    )


def rotations(vectors: Array) -> Array:
    """(N, 3) rotation vectors → (N, 3, 3); Rodrigues' formula."""
    vectors = np.atleast_2d(vectors)
    angle = np.linalg.norm(vectors, axis=1)
    k = vectors / np.maximum(angle, 1e-12)[:, None]
    zero = np.zeros(len(vectors))
    cross = np.stack([zero, -k[:, 2], k[:, 1], k[:, 2], zero, -k[:, 0], -k[:, 1], k[:, 0], zero], 1)
    cross = cross.reshape(-1, 3, 3)
    return np.asarray(
        np.eye(3)
        + np.sin(angle)[:, None, None] * cross
        + (1 - np.cos(angle))[:, None, None] * (cross @ cross)
    )


def turned(yaw: Array | float, pitch: Array | float, roll: Array | float) -> Array:
    """Degrees off facing the camera → (N, 3, 3)."""
    y, p, r = (np.radians(np.atleast_1d(np.asarray(angle, float))) for angle in (yaw, pitch, roll))
    zero = np.zeros(max(len(y), len(p), len(r)))
    y, p, r = y + zero, p + zero, r + zero
    return (
        rotations(np.stack([zero, y, zero], 1))
        @ rotations(np.stack([p, zero, zero], 1))
        @ rotations(np.stack([zero, zero, r], 1))
        @ _FRONT
    )


def tremor(t: Array, amplitude: float, seed: int) -> Array:
    """(N, 6) of a hand's tremor and drift: x, y, z in mm, yaw, pitch, roll in degrees."""
    rng = np.random.default_rng(seed)
    out = np.zeros((len(t), 6))
    for f in (0.4, 0.9, 1.7, 3.1, 5.3, 8.7):
        swing = np.sin(2 * np.pi * f * t[:, None] + rng.uniform(0, 6.28, 6))
        out += swing * amplitude / f**0.8 * rng.uniform(0.5, 1, 6)
    return out


def _placed(vary: Vary, angles: tuple[Array, Array, Array], at: Array) -> Poses:
    yaw, pitch, roll = angles
    return turned(vary.side * yaw, pitch, roll + vary.roll_deg), at


def _at(t: Array, x: Array | float, y: Array | float, z: Array | float) -> Array:
    return np.stack([x + 0 * t, y + 0 * t, z + 0 * t], 1)


def _static(t: Array, v: Vary) -> Poses:
    return _placed(v, (25 + 0 * t, 18 + 0 * t, 8 + 0 * t), _at(t, 0.03, 0.02, 0.50))


def _static_front(t: Array, v: Vary) -> Poses:
    return _placed(v, (4 + 0 * t, -3 + 0 * t, 2 + 0 * t), _at(t, 0.0, 0.01, 0.90))


def _hand(t: Array, v: Vary) -> Poses:
    q, s = tremor(t, 2.0, 3 + v.tremor), t + v.phase_s
    angles = (
        20 * np.sin(0.9 * s) + q[:, 3],
        25 + 10 * np.sin(1.3 * s) + q[:, 4],
        15 * np.sin(0.7 * s) + q[:, 5],
    )
    at = _at(t, 0.04 * np.sin(1.1 * s), 0.03 * np.sin(1.5 * s), 0.50 + 0.05 * np.sin(0.8 * s))
    return _placed(v, angles, at + q[:, :3] * 1e-3)


def _fast(t: Array, v: Vary) -> Poses:
    q, s = tremor(t, 2.0, 4 + v.tremor), t + v.phase_s
    angles = (
        20 * np.sin(5 * s) + q[:, 3],
        22 + 12 * np.sin(6 * s + 1) + q[:, 4],
        20 * np.sin(4 * s) + q[:, 5],
    )
    x, y = 0.14 * np.sin(2 * np.pi * 1.1 * s), 0.07 * np.sin(2 * np.pi * 1.7 * s + 0.5)
    return _placed(v, angles, _at(t, x, y, 0.50 + 0.06 * np.sin(3 * s)) + q[:, :3] * 1e-3)


def _tilt(t: Array, v: Vary) -> Poses:
    q = tremor(t, 0.6, 5 + v.tremor)
    angles = (80 * t / 3.0 + q[:, 3], 5 + q[:, 4], 5 + q[:, 5])
    return _placed(v, angles, _at(t, 0.0, 0.0, 0.45) + q[:, :3] * 1e-3)


def _far(t: Array, v: Vary) -> Poses:
    q = tremor(t, 0.8, 6 + v.tremor)
    angles = (18 + q[:, 3], 14 + q[:, 4], 6 + q[:, 5])
    return _placed(v, angles, _at(t, 0.0, 0.0, 0.4 + 5.6 * t / 3.0) + q[:, :3] * 1e-3)


def _lowlight(t: Array, v: Vary) -> Poses:
    q, s = tremor(t, 2.0, 7 + v.tremor), t + v.phase_s
    angles = (20 * np.sin(0.9 * s) + q[:, 3], 25 + q[:, 4], 10 + q[:, 5])
    return _placed(v, angles, _at(t, 0.03 * np.sin(1.1 * s), 0.0, 0.50) + q[:, :3] * 1e-3)


def _held(amplitude: float, seed: int, yaw: float, pitch: float, z: float) -> Callable[[Array, Vary], Poses]:
    def pose(t: Array, v: Vary) -> Poses:
        q = tremor(t, amplitude, seed + v.tremor)
        angles = (yaw + q[:, 3], pitch + q[:, 4], 6 + q[:, 5])
        return _placed(v, angles, _at(t, 0.0, 0.0, z) + q[:, :3] * 1e-3)

    return pose


def _still_front_hand(t: Array, v: Vary) -> Poses:
    q, s = tremor(t, 1.5, 11 + v.tremor), t + v.phase_s
    angles = (6 * np.sin(1.7 * s) + q[:, 3], 6 * np.sin(1.1 * s) + q[:, 4], q[:, 5])
    return _placed(v, angles, _at(t, 0.02 * np.sin(s), 0.0, 1.2) + q[:, :3] * 1e-3)


def _range(t: Array, v: Vary) -> Poses:
    q = tremor(t, 0.8, 12 + v.tremor)
    angles = (15 + q[:, 3], 12 + q[:, 4], 4 + q[:, 5])
    return _placed(v, angles, _at(t, 0.0, 0.0, 0.3 + 1.7 * t / 3.0) + q[:, :3] * 1e-3)


def _lean(t: Array, v: Vary) -> Poses:
    q = tremor(t, 0.6, 13 + v.tremor)
    angles = (60 * t / 3.0 + q[:, 3], 4 + q[:, 4], 5 + q[:, 5])
    return _placed(v, angles, _at(t, 0.0, 0.0, 0.55) + q[:, :3] * 1e-3)


def _passing(side: float, z: float, seed: int) -> Callable[[Array, Vary], Poses]:
    """One of two cards that cross: from one side of the picture to the other and back."""

    def pose(t: Array, v: Vary) -> Poses:
        q = tremor(t, 1.5, seed + v.tremor)
        angles = (12 * side + q[:, 3], 18 + q[:, 4], 8 * side + q[:, 5])
        x = side * 0.16 * np.cos(2 * np.pi * t / 3.0)
        return _placed(v, angles, _at(t, x * v.side, 0.012 * side, z) + q[:, :3] * 1e-3)

    return pose


@dataclass(frozen=True)
class Motion:
    """A motion, and how the camera takes it."""

    name: str
    pose: Callable[[Array, Vary], Poses]
    """seconds (N,) → poses"""
    exposure_s: float = 1 / 250
    readout_s: float = 0.0
    """rolling shutter: from the first row to the last"""
    defocus_px: float = 0.6
    """sigma"""
    hunts: bool = False
    """autofocus hunting: blur sigma 0.5 to 5 px"""
    gain: float = 1.0
    read: float = 0.008
    shot: float = 0.006
    shadow: bool = False
    """a hard moving shadow, a lamp's gradient and glare"""
    occluder: Literal["", "finger", "half"] = ""
    jpeg: int = 90

    @property
    def noise_seed(self) -> int:
        """As the generator had it."""
        return zlib.crc32(self.name.encode()) % 1000


_ALL = (
    Motion("static", _static),
    Motion("static_front", _static_front),
    Motion("hand", _hand, exposure_s=1 / 120, readout_s=0.010),
    Motion("fast", _fast, exposure_s=1 / 60, readout_s=0.020),
    Motion("tilt", _tilt),
    Motion("far", _far),
    Motion(
        "lowlight",
        _lowlight,
        exposure_s=1 / 30,
        gain=0.035,
        read=0.010,
        shot=0.010,
        readout_s=0.020,
        jpeg=75,
    ),
    Motion("shadow", _held(1.5, 8, 15, 25, 0.48), shadow=True),
    Motion("defocus", _held(1.2, 9, 20, 20, 0.50), hunts=True),
    Motion("finger", _held(1.5, 10, 15, 22, 0.48), occluder="finger"),
    Motion("still_front_hand", _still_front_hand, exposure_s=1 / 120),
)
ELEVEN = tuple(motion.name for motion in _ALL)
_MORE = (
    Motion("range", _range, exposure_s=1 / 120),
    Motion("lean", _lean, exposure_s=1 / 120),
    Motion("half", _held(1.5, 14, 15, 22, 0.48), occluder="half"),
    Motion("pass_left", _passing(-1.0, 0.55, 15), exposure_s=1 / 120),
    Motion("pass_right", _passing(1.0, 0.50, 16), exposure_s=1 / 120),
)
MOTIONS = {motion.name: motion for motion in (*_ALL, *_MORE)}


def motion(name: str, readout_s: float | None = None) -> Motion:
    """The motion called ``name``, if wanted with another shutter."""
    chosen = MOTIONS[name]
    return chosen if readout_s is None else replace(chosen, readout_s=readout_s)
