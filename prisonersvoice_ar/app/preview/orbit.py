"""The author's eye without a camera: it goes round the target by the mouse, nearer and farther by the wheel."""

import math
from dataclasses import dataclass, replace

import numpy as np

from prisonersvoice_ar.core.geometry import Array, inverse, look_at
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.stage.tabletop import view_lens

_NEAREST, _FARTHEST = 0.12, 6.0
"""metres"""
_RATE = math.radians(0.35)
"""of a pixel's drag, where the window is 720 high"""
_POSTER, _MODEL = (0.85, 0.55), (0.85, 0.75)
"""of the picture's width and height, at most"""
_MARGIN = math.radians(3.0)
"""from straight above, and from the table's level"""
_WIDEST = math.radians(80.0)
"""before a wall, to either side"""


@dataclass(frozen=True)
class Orbit:
    """Where the eye is, around the middle of a target."""

    around: float
    """radians to the right"""
    up: float
    """radians"""
    distance: float
    """metres"""
    at: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """metres in the target's frame: what is looked at"""
    hangs: bool = False
    """on a wall: its y is up"""

    @property
    def T_camera_target(self) -> Array:
        """(4, 4), OpenCV camera axes."""
        c = math.cos(self.up)
        away = np.array([math.sin(self.around) * c, -math.cos(self.around) * c, math.sin(self.up)])
        if self.hangs:
            away = np.array([away[0], away[2], -away[1]])
        eye = np.array(self.at) + self.distance * away
        return inverse(look_at(eye, self.at, (0.0, 1.0, 0.0) if self.hangs else (0.0, 0.0, 1.0)))

    def dragged(self, dx: float, dy: float, height: float) -> "Orbit":
        """After a drag by pixels of a window ``height`` high: what is seen goes along with the hand."""
        rate = _RATE * 720.0 / max(height, 1.0)
        return self.turned(-dx * rate, dy * rate)

    def turned(self, around: float, up: float) -> "Orbit":
        """Further round by radians; never below the table, never behind the wall."""
        low, high = (-_WIDEST, _WIDEST) if self.hangs else (_MARGIN, math.pi / 2 - _MARGIN)
        turned = self.around + around
        turned = min(max(turned, -_WIDEST), _WIDEST) if self.hangs else math.remainder(turned, math.tau)
        return replace(self, around=turned, up=min(max(self.up + up, low), high))

    def dollied(self, notches: float) -> "Orbit":
        """Nearer by notches of a wheel."""
        return replace(self, distance=min(max(self.distance * 0.9**notches, _NEAREST), _FARTHEST))


def orbit_for(target: Target | None, mode: str, height_m: float, size: tuple[int, int]) -> Orbit:
    """Where the eye begins: over a card with a model ``height_m`` high on it, or before a poster, in a picture of ``size``.

    All of it is seen, whatever the picture's shape: a poster's markers lie clear of the buttons above and the caption below.
    """
    if target is None:
        return Orbit(math.radians(-26.0), math.radians(34.0), 0.6, (0.0, 0.0, 0.4 * height_m))
    (x, y), (w, h) = target.outline.center_m, target.outline.size_m
    if mode == "portal":
        away = _fitting(size, (w, h), _POSTER)
        return Orbit(math.radians(12.0), math.radians(4.0), away, (x, y, 0.0), hangs=True)
    reach = max(w, h, 1.3 * height_m)
    away = max(3.1 * reach, _fitting(size, (1.32 * reach, 1.04 * reach), _MODEL))
    return Orbit(math.radians(-26.0), math.radians(34.0), away, (x, y, 0.4 * height_m), hangs=target.hangs)


def _fitting(size: tuple[int, int], seen: tuple[float, float], share: tuple[float, float]) -> float:
    """From how far, in metres, what is ``seen`` (metres across and up) takes no more than a ``share`` of the picture."""
    lens = view_lens(size)
    across, up = (metres / (part * pixels) for metres, part, pixels in zip(seen, share, size, strict=True))
    return max(lens.fx * across, lens.fy * up)
