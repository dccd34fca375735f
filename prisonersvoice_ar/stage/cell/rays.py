"""Which points see which: rays against upright boxes, many at a time."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Rays = NDArray[np.float32]
Boxes = Sequence[tuple[NDArray[np.float64], NDArray[np.float64]]]


def blocked(origins: Rays, directions: Rays, boxes: Boxes, reach: float = 1.0) -> NDArray[np.bool_]:
    """Whether a box lies on origin + t · direction for 0 < t < ``reach``; (N, 3) each, returns (N,).

    The slab method: Kay and Kajiya 1986. ``directions`` of shape (3,) serves all origins.
    """
    direction = np.broadcast_to(directions, origins.shape)
    with np.errstate(divide="ignore"):
        inverse = np.where(np.abs(direction) > 1e-7, 1.0 / direction, np.float32(1e7)).astype(np.float32)
    hit = np.zeros(len(origins), dtype=np.bool_)
    for low, high in boxes:
        entry = np.full(len(origins), 1e-4, dtype=np.float32)
        leave = np.full(len(origins), reach, dtype=np.float32)
        for axis in range(3):
            a = (np.float32(low[axis]) - origins[:, axis]) * inverse[:, axis]
            b = (np.float32(high[axis]) - origins[:, axis]) * inverse[:, axis]
            np.maximum(entry, np.minimum(a, b), out=entry)
            np.minimum(leave, np.maximum(a, b), out=leave)
        hit |= entry < leave
    return hit


def hemisphere(count: int) -> Rays:
    """(count, 3) cosine-weighted directions about +z, evenly spread (Fibonacci; Malley's method)."""
    i = np.arange(count)
    radius = np.sqrt((i + 0.5) / count)
    angle = i * np.pi * (3.0 - np.sqrt(5.0))
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    return np.stack([x, y, np.sqrt(1.0 - radius**2)], axis=1).astype(np.float32)


def around(normals: Rays) -> tuple[Rays, Rays]:
    """Two (N, 3) tangents for each normal (Duff et al. 2017, "Building an orthonormal basis, revisited")."""
    x, y, z = normals[:, 0], normals[:, 1], normals[:, 2]
    sign = np.where(z >= 0.0, np.float32(1.0), np.float32(-1.0))
    a = -1.0 / (sign + z)
    b = x * y * a
    first = np.stack([1.0 + sign * x * x * a, sign * b, -sign * x], axis=1)
    second = np.stack([b, sign + y * y * a, -y], axis=1)
    return first.astype(np.float32), second.astype(np.float32)
