"""What happens in `card.mp4`: where the camera, the card and the hand are at any time of the thirty seconds."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from camera import Matrix, Tremor, look_at, shake

PERIOD_S = 30.0
PAPER_M = 0.0005
_TREMOR = Tremor(PERIOD_S, seed=2020)
_OFF = (0.66, -0.30, -24.0)  # x, y in metres, yaw in degrees: beside the table
_FIRST = (0.0, 0.0, 4.0)
_SECOND = (0.014, 0.008, -7.0)
_EDGE = (0.072, -0.038)  # where the fingers lie, in the card's frame: on the margin while they push
_MIDDLE = (0.044, -0.008)  # and over the large tag while they rest
_WRIST_DEG = -34.0


@dataclass(frozen=True)
class Slide:
    """The card goes from one place to another under the hand."""

    begin_s: float
    end_s: float
    start: tuple[float, float, float]
    stop: tuple[float, float, float]


@dataclass(frozen=True)
class Touch:
    """The hand comes down, rests or pulls, and lifts off."""

    arrive_s: float
    down_s: float
    up_s: float
    gone_s: float
    at: tuple[float, float] = _EDGE


_SLIDES = (
    Slide(3.7, 5.3, _OFF, _FIRST),
    Slide(22.0, 23.2, _FIRST, _OFF),
    Slide(24.9, 26.2, _OFF, _SECOND),
    Slide(28.5, 29.6, _SECOND, _OFF),
)
_TOUCHES = (
    Touch(3.5, 3.6, 6.0, 7.1),
    Touch(11.6, 12.6, 14.9, 16.0, _MIDDLE),
    Touch(20.9, 21.7, 23.3, 23.4),
    Touch(24.7, 24.8, 26.5, 27.4),
    Touch(27.7, 28.35, 29.7, 29.8),
)


def ease(t: float) -> float:
    """Smooth from 0 to 1 with no jerk at either end (Perlin's smootherstep)."""
    t = min(1.0, max(0.0, t))
    return t * t * t * (t * (6 * t - 15) + 10)


def about_z(degrees: float, x: float, y: float, z: float) -> Matrix:
    """(4, 4) turned about the vertical, then moved."""
    T = np.eye(4)
    T[:3, :3] = cv2.Rodrigues(np.array([0.0, 0.0, np.radians(degrees)]))[0]
    T[:3, 3] = (x, y, z)
    return T


def T_world_card(t: float) -> Matrix | None:
    """(4, 4) where the card lies, None while there is none on the table."""
    current = [s for s in _SLIDES if s.begin_s <= t]
    if not current or (t >= current[-1].end_s and current[-1].stop is _OFF):
        return None
    slide = current[-1]
    s = ease((t - slide.begin_s) / (slide.end_s - slide.begin_s))
    x, y, yaw = (a + (b - a) * s for a, b in zip(slide.start, slide.stop, strict=True))
    return about_z(yaw, x, y + 0.03 * np.sin(np.pi * s), PAPER_M)


def T_world_hand(t: float) -> Matrix | None:
    """(4, 4) of the hand, None while it is away. At rest its fingertips lie on the card."""
    for touch in _TOUCHES:
        if touch.arrive_s <= t <= touch.gone_s:
            card = T_world_card(t)
            if card is None:
                return None
            coming = 1 - ease((t - touch.arrive_s) / (touch.down_s - touch.arrive_s))
            away = max(coming, ease((t - touch.up_s) / (touch.gone_s - touch.up_s)))
            hold = card @ about_z(_WRIST_DEG, *touch.at, 0.0002)
            # Fingers aren't clamps: they sway a little on the paper while they rest.
            sway = np.sin(2.1 * t) * 0.0012
            return (
                about_z(
                    0, 0.42 * away + sway, -0.40 * away, 0.05 * np.sin(np.pi * min(1.0, away * 1.6) * 0.6)
                )
                @ hold
            )
    return None


def T_camera_world(t: float) -> Matrix:
    """(4, 4) of the hand-held camera: a slow orbit, nearer and away again, and the tremor."""
    turn = 2 * np.pi / PERIOD_S
    distance = 0.49 + 0.135 * np.cos(turn * (t - 2)) + 0.012 * np.sin(3 * turn * t + 1)
    azimuth = np.radians(31 * np.sin(turn * (t - 4)) + 5.5 * np.sin(2 * turn * t + 1))
    elevation = np.radians(39 - 4 * np.cos(turn * (t - 1)) + 2 * np.sin(2 * turn * t + 2))
    aim = np.array([0.012 * np.sin(2 * turn * t), 0.012, 0.040])
    level = np.array(
        [np.sin(azimuth) * np.cos(elevation), -np.cos(azimuth) * np.cos(elevation), np.sin(elevation)]
    )
    roll = np.radians(1.6 * np.sin(turn * t + 0.5))
    return shake(look_at(aim + distance * level, aim, roll), _TREMOR(t), shift_m=0.0016, turn_deg=0.26)
