"""Projection matrices for the renderer, from intrinsics or from an eye before a screen."""

import numpy as np

from prisonersvoice_ar.core.geometry.intrinsics import Intrinsics
from prisonersvoice_ar.core.geometry.rigid import Array


def projection_matrix(lens: Intrinsics, near: float, far: float) -> Array:
    """OpenGL clip matrix (4, 4) for column vectors in **OpenCV camera axes**, from pinhole intrinsics.

    A pixel (u, v), centres at integers, lands at NDC x = (2u + 1)/w − 1, y = 1 − (2v + 1)/h.
    ``near`` and ``far`` in metres, 0 < near < far. Hartley & Zisserman, 6.1.
    """
    if not 0.0 < near < far:
        raise ValueError(f"expected 0 < near < far, got near {near} and far {far}")
    w, h = lens.width, lens.height
    return np.array(
        [
            [2 * lens.fx / w, 0.0, (2 * lens.cx + 1) / w - 1.0, 0.0],
            [0.0, -2 * lens.fy / h, 1.0 - (2 * lens.cy + 1) / h, 0.0],
            [0.0, 0.0, (far + near) / (far - near), -2 * far * near / (far - near)],
            [0.0, 0.0, 1.0, 0.0],
        ]
    )


def off_axis_frustum(
    eye: Array, width: float, height: float, near: float
) -> tuple[float, float, float, float]:
    """Left, right, bottom, top at ``near`` for an ``eye`` (3,) before a screen centred on the origin.

    The screen lies in the plane z = 0 with x right and y up; the eye has z > 0; metres.
    Kooima 2009, "Generalized perspective projection". ValueError where the eye is in or behind the screen.
    """
    x, y, z = (float(value) for value in np.asarray(eye, dtype=np.float64).reshape(3))
    if z <= 0.0:
        raise ValueError(f"the eye must stand before the screen (z > 0), got z = {z}")
    scale = near / z
    return (
        (-width / 2 - x) * scale,
        (width / 2 - x) * scale,
        (-height / 2 - y) * scale,
        (height / 2 - y) * scale,
    )
