"""Fingers and hands over a card, as flat shapes in its plane."""

from typing import Literal

import numpy as np

from bench.track.cards import TAG_M
from prisonersvoice_ar.core.geometry import Array

SKIN = 0.34
"""reflectance"""
_THUMB_M = 0.011
"""radius"""


def covered(
    kind: Literal["finger", "half"], x: Array, y: Array, half: Array, progress: float
) -> tuple[Array, Array]:
    """Where skin is, at metres on the plane, and where of that it is opaque beside the paper.

    ``progress`` from 0 to 1: it slides in and out again. ``half``: the paper's half width and height.
    """
    swing = np.sin(np.pi * progress)
    if kind == "finger":
        return _finger(x, y, swing)
    return _hand(x, y, half, swing)


def _finger(x: Array, y: Array, swing: float) -> tuple[Array, Array]:
    """A thumb from the lower right corner over the border."""
    along = TAG_M * (0.95 - 0.62 * swing)
    right, up = x - along, y + along
    a, b = (right - up) / 1.4142, (right + up) / 1.4142
    inside = ((np.abs(b) < _THUMB_M) & (a > 0)) | (a**2 + b**2 < _THUMB_M**2)
    return inside, inside & (np.abs(x) < TAG_M) & (np.abs(y) < TAG_M)


def _hand(x: Array, y: Array, half: Array, swing: float) -> tuple[Array, Array]:
    """A hand from the right: at its furthest it lies over half the card."""
    radius_x, radius_y = 1.3 * half[0], 1.5 * half[1]
    middle = half[0] + 1.35 * half[0] * (1 - swing) + 0.3 * half[0] * swing
    inside = ((x - middle) / radius_x) ** 2 + (y / radius_y) ** 2 < 1
    return inside, inside & (np.abs(x) < 1.5 * half[0]) & (np.abs(y) < 1.5 * half[1])
