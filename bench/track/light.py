"""Uneven light: a lamp to one side, a hard shadow that moves, and glare."""

import numpy as np

from prisonersvoice_ar.core.geometry import Array


def shaded(light: Array, corners: Array, index: int) -> Array:
    """``light`` (H, W) with the shadow's edge swinging over the square at ``corners`` (4, 2), frame ``index``."""
    height, width = light.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    middle, size = corners.mean(0), np.linalg.norm(corners[0] - corners[2])
    lamp = 0.35 + 0.65 * x / width
    edge = ((x - middle[0]) * 0.8 + (y - middle[1]) * 0.6) - size * np.sin(2 * np.pi * index / 45) * 0.6
    lamp = lamp * (0.18 + 0.82 / (1 + np.exp(-np.clip(edge / 1.5, -40, 40))))
    glare_x = middle[0] + size * 0.35 * np.cos(index / 12)
    glare_y = middle[1] + size * 0.3 * np.sin(index / 9)
    glare = 0.9 * np.exp(-(((x - glare_x) ** 2 + (y - glare_y) ** 2) / (2 * (size * 0.09) ** 2)))
    return np.clip(light * lamp * 1.4 + glare, 0, 1.2)
