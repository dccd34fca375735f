"""Rigid transforms as 4×4 float64 matrices that act on column vectors."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_ROTATION_TOLERANCE = 1e-6


def check_rigid(T: ArrayLike, name: str = "T") -> Array:
    """Return ``T`` as a (4, 4) float64 array, or raise ValueError saying what came instead.

    A rotation block that is not orthonormal with determinant +1 within 1e-6 is refused.
    """
    matrix = np.asarray(T, dtype=np.float64)
    if matrix.shape != (4, 4):
        raise ValueError(f"{name}: expected a 4×4 rigid transform, got shape {matrix.shape}")
    if not np.isfinite(matrix).all():
        raise ValueError(f"{name}: the transform holds values that are not finite")
    R = matrix[:3, :3]
    if np.abs(R.T @ R - np.eye(3)).max() > _ROTATION_TOLERANCE or np.linalg.det(R) < 0:
        raise ValueError(f"{name}: its upper left 3×3 is not a rotation")
    if np.abs(matrix[3] - (0.0, 0.0, 0.0, 1.0)).max() > _ROTATION_TOLERANCE:
        raise ValueError(f"{name}: its last row is not 0 0 0 1")
    return matrix


def rigid(R: ArrayLike, t: ArrayLike) -> Array:
    """Build a (4, 4) transform from a (3, 3) rotation and a (3,) translation in metres."""
    T = np.eye(4)
    T[:3, :3] = np.asarray(R, dtype=np.float64).reshape(3, 3)
    T[:3, 3] = np.asarray(t, dtype=np.float64).reshape(3)
    return T


def inverse(T_a_b: Array) -> Array:
    """``T_b_a``: the inverse by transposition, exact where np.linalg.inv would lose digits."""
    R_b_a = T_a_b[:3, :3].T
    return rigid(R_b_a, -R_b_a @ T_a_b[:3, 3])


def transform_points(T_a_b: Array, points_b: ArrayLike) -> Array:
    """Map (N, 3) points from ``b`` to ``a`` coordinates; returns (N, 3)."""
    points = np.asarray(points_b, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 3:
        raise ValueError(f"points: expected shape (N, 3), got {points.shape}")
    return np.asarray(points @ T_a_b[:3, :3].T + T_a_b[:3, 3], dtype=np.float64)


def rotation_angle(R: ArrayLike) -> float:
    """Angle of a (3, 3) rotation in radians, 0 to π, stable near both ends.

    From the skew part (sine) and the trace (cosine); see Huynh 2009, "Metrics for 3D rotations".
    """
    matrix = np.asarray(R, dtype=np.float64)[:3, :3]
    skew = np.array([matrix[2, 1] - matrix[1, 2], matrix[0, 2] - matrix[2, 0], matrix[1, 0] - matrix[0, 1]])
    return float(np.arctan2(np.linalg.norm(skew), np.trace(matrix) - 1.0))


def rotation_vector_matrix(rotation_vector: ArrayLike) -> Array:
    """The (3, 3) rotation of an axis-angle vector (3,) in radians (Rodrigues' formula)."""
    vector = np.asarray(rotation_vector, dtype=np.float64).reshape(3)
    angle = float(np.linalg.norm(vector))
    x, y, z = vector
    skew = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    # sinc forms stay exact where the angle vanishes
    first = np.sinc(angle / np.pi)
    second = 0.5 * np.sinc(angle / (2.0 * np.pi)) ** 2
    return np.asarray(np.eye(3) + first * skew + second * (skew @ skew), dtype=np.float64)


def look_at(eye: ArrayLike, at: ArrayLike, up: ArrayLike = (0.0, 0.0, 1.0)) -> Array:
    """``T_world_camera`` (OpenCV axes) of a camera at ``eye`` that looks at ``at``; metres.

    Raises ValueError where ``eye`` and ``at`` coincide or the view runs along ``up``.
    """
    origin = np.asarray(eye, dtype=np.float64).reshape(3)
    forward = np.asarray(at, dtype=np.float64).reshape(3) - origin
    right = np.cross(forward, np.asarray(up, dtype=np.float64).reshape(3))
    length, width = float(np.linalg.norm(forward)), float(np.linalg.norm(right))
    if length < 1e-9 or width < 1e-9 * max(length, 1.0):
        raise ValueError("look_at: eye, target and up leave no view direction")
    forward, right = forward / length, right / width
    down = np.cross(forward, right)
    return rigid(np.stack([right, down, forward], axis=1), origin)
