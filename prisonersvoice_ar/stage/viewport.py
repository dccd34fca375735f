"""Where the camera picture lies in the window: one rectangle for the picture and for the cell's camera."""

from dataclasses import dataclass

import numpy as np

from prisonersvoice_ar.core.geometry import Array


@dataclass(frozen=True)
class Viewport:
    """A rectangle of the window in whole pixels from its top left; may reach beyond it (cover)."""

    x: int
    y: int
    width: int
    """at least 1"""
    height: int
    """at least 1"""

    def window_from_picture(self, pixels: Array, picture: tuple[int, int], *, mirrored: bool) -> Array:
        """Map (N, 2) picture pixels (centres at integers) to window pixels (centres at integers)."""
        u = (pixels[:, 0] + 0.5) / picture[0]
        v = (pixels[:, 1] + 0.5) / picture[1]
        u = 1.0 - u if mirrored else u
        return np.stack([self.x + u * self.width - 0.5, self.y + v * self.height - 0.5], axis=1)


def fit(window: tuple[int, int], picture: tuple[int, int], *, cover: bool = False) -> Viewport:
    """The largest rectangle of the picture's shape in the window (``cover``: the smallest around it)."""
    w, h = max(1, window[0]), max(1, window[1])
    across, down = w / picture[0], h / picture[1]
    scale = max(across, down) if cover else min(across, down)
    width, height = max(1, round(picture[0] * scale)), max(1, round(picture[1] * scale))
    return Viewport((w - width) // 2, (h - height) // 2, width, height)


@dataclass(frozen=True)
class Crop:
    """A whole-pixel part of a viewport, from its bottom left as OpenGL counts; may be empty."""

    left: int
    bottom: int
    width: int
    height: int

    @property
    def empty(self) -> bool:
        """Nothing of it is in the viewport."""
        return self.width <= 0 or self.height <= 0

    def matrix(self, viewport: Viewport) -> Array:
        """(4, 4) clip-space matrix that blows this part up to the whole of a target of its size."""
        x = 2.0 * (self.left + self.width / 2) / viewport.width - 1.0
        y = 2.0 * (self.bottom + self.height / 2) / viewport.height - 1.0
        sx, sy = viewport.width / self.width, viewport.height / self.height
        made = np.eye(4)
        made[0, 0], made[1, 1], made[0, 3], made[1, 3] = sx, sy, -x * sx, -y * sy
        return made


def crop_around(clip: Array, viewport: Viewport, margin: int = 3) -> Crop:
    """The part of ``viewport`` that holds all of (N, 4) clip coordinates; all of it where one is behind."""
    if len(clip) == 0 or (clip[:, 3] <= 1e-6).any():
        return Crop(0, 0, viewport.width, viewport.height)
    at = (clip[:, :2] / clip[:, 3:4] * 0.5 + 0.5) * (viewport.width, viewport.height)
    low = np.clip(np.floor(at.min(axis=0)) - margin, 0, (viewport.width, viewport.height))
    high = np.clip(np.ceil(at.max(axis=0)) + margin, 0, (viewport.width, viewport.height))
    return Crop(int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1]))
