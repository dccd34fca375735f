"""What the view is turned to: which object lies nearest to its centre. Pure geometry."""

import math
from collections.abc import Mapping

import numpy as np

from prisonersvoice_ar.core.geometry import Array, Intrinsics, transform_points

LOOK_RADIUS = math.radians(5.0)
"""how far from the view's centre an object may lie and still be looked at; radians"""


def angle_from_axis(points_camera: Array) -> Array:
    """(N,) radians between the optical axis and (N, 3) points in OpenCV camera axes; behind is over π/2."""
    across = np.hypot(points_camera[:, 0], points_camera[:, 1])
    return np.asarray(np.arctan2(across, points_camera[:, 2]), dtype=np.float64)


def looked_at(
    objects: Mapping[str, tuple[float, float, float]],
    T_camera_objects: Array,
    *,
    scale: float = 1.0,
    radius: float = LOOK_RADIUS,
) -> str | None:
    """The object nearest to the centre of the view within ``radius`` radians, or None.

    ``objects``: name to place in metres of their own frame; ``T_camera_objects`` (4, 4) rigid maps
    ``scale`` times that place to camera coordinates. The nearer of two equally central ones is taken.
    """
    if not objects:
        return None
    names = list(objects)
    points = transform_points(T_camera_objects, np.array([objects[name] for name in names]) * scale)
    angles = angle_from_axis(points)
    order = np.lexsort((np.linalg.norm(points, axis=1), np.round(angles, 9)))
    best = int(order[0])
    return names[best] if angles[best] <= radius else None


def on_screen(
    objects: Mapping[str, tuple[float, float, float]],
    T_camera_objects: Array,
    lens: Intrinsics,
    *,
    scale: float = 1.0,
) -> dict[str, tuple[float, float]]:
    """Picture pixels of the objects in front of the camera and inside the picture; see ``looked_at``."""
    if not objects:
        return {}
    names = list(objects)
    points = transform_points(T_camera_objects, np.array([objects[name] for name in names]) * scale)
    ahead = points[:, 2] > 1e-6
    seen = [name for name, is_ahead in zip(names, ahead, strict=True) if is_ahead]
    pixels = lens.project(points[ahead])
    found: dict[str, tuple[float, float]] = {}
    for name, (u, v) in zip(seen, pixels, strict=True):
        if -0.5 <= u <= lens.width - 0.5 and -0.5 <= v <= lens.height - 0.5:
            found[name] = (float(u), float(v))
    return found
