"""One look at the board: its corners in a picture, and how the board stands there."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array, plausible_intrinsics


@dataclass(frozen=True, eq=False)
class Sight:
    """What was found of a board in one picture; ValueError where the arrays do not belong together."""

    name: str
    """how a message calls the picture: "frame 12", or its file"""
    t: float
    """seconds of the source's clock"""
    size: tuple[int, int]
    """width and height of the picture, pixels"""
    ids: NDArray[np.int64]
    """(N,) which corners of the board"""
    points_m: Array
    """(N, 2) metres on the board: x right, y down from its top left"""
    pixels: Array
    """(N, 2) where they are in the picture"""
    blur_px: float = 0.0
    """standard deviation of the blur of the board's edges, pixels"""

    def __post_init__(self) -> None:
        """Check the shapes."""
        count = len(self.ids)
        if self.points_m.shape != (count, 2) or self.pixels.shape != (count, 2):
            raise ValueError(
                f"a sight of {count} corners needs (N, 2) points and pixels, "
                f"got {self.points_m.shape} and {self.pixels.shape}"
            )


@dataclass(frozen=True)
class Stand:
    """How a board stands before the camera, by a lens that is only plausible: good to a few degrees."""

    tilt: tuple[float, float]
    """how far its right side, and its lower one, is turned away in the picture; radians"""
    span: float
    """the longer side of its seen part over the picture's longer side"""
    centre: tuple[float, float]
    """the middle of its seen part, in parts of the picture, 0 to 1"""

    @property
    def tilted(self) -> float:
        """The angle between the board's normal and the line of sight, radians."""
        return math.hypot(*self.tilt)

    def unlike(self, other: "Stand") -> float:
        """How different the views are: 1 is just different enough to tell the solver something new."""
        moved = math.dist(self.centre, other.centre) / 0.10
        turned = math.dist(self.tilt, other.tilt) / math.radians(9.0)
        scaled = abs(math.log(self.span / other.span)) / math.log(1.25)
        return math.sqrt(moved**2 + turned**2 + scaled**2)


def homography(points: Array, pixels: Array) -> Array | None:
    """(3, 3) from (N, 2) ``points`` to (N, 2) ``pixels``, N ≥ 4, by normalised DLT; None where degenerate.

    Hartley & Zisserman 2004, "Multiple View Geometry", algorithm 4.2.
    """
    if len(points) < 4:
        return None
    a, A = _normalised(points)
    b, B = _normalised(pixels)
    if A is None or B is None:
        return None
    ones, zeros = np.ones(len(a)), np.zeros((len(a), 3))
    homogeneous = np.column_stack([a, ones])
    rows = np.concatenate(
        [
            np.column_stack([homogeneous, zeros, -b[:, :1] * homogeneous]),
            np.column_stack([zeros, homogeneous, -b[:, 1:] * homogeneous]),
        ]
    )
    _, spread, Vt = np.linalg.svd(rows)
    if spread[7] < 1e-9 * spread[0]:
        return None
    H = np.linalg.inv(B) @ Vt[8].reshape(3, 3) @ A
    return np.asarray(H / H[2, 2]) if abs(H[2, 2]) > 1e-12 else None


def _normalised(points: Array) -> tuple[Array, Array | None]:
    """``points`` about their middle at a mean distance of √2, and the (3, 3) that does it."""
    middle = points.mean(axis=0)
    off = points - middle
    mean = float(np.hypot(*off.T).mean())
    # all on one line: nothing plane can be told from them
    if mean < 1e-12 or np.linalg.svd(off, compute_uv=False)[-1] < 1e-3 * mean:
        return points, None
    scale = math.sqrt(2.0) / mean
    T = np.array([[scale, 0.0, -scale * middle[0]], [0.0, scale, -scale * middle[1]], [0.0, 0.0, 1.0]])
    return off * scale, T


def stand_of(sight: Sight) -> Stand | None:
    """How the board stands; None where its corners tell no plane."""
    H = homography(sight.points_m, sight.pixels)
    if H is None:
        return None
    lens = plausible_intrinsics(*sight.size)
    M = np.linalg.inv(lens.K) @ H
    first, second = M[:, 0], M[:, 1]
    if min(np.linalg.norm(first), np.linalg.norm(second)) < 1e-12:
        return None
    normal = np.cross(first / np.linalg.norm(first), second / np.linalg.norm(second))
    normal /= np.linalg.norm(normal)
    sight_line = M @ np.array([*sight.points_m.mean(axis=0), 1.0])
    sight_line /= np.linalg.norm(sight_line)
    if normal @ sight_line < 0:
        normal = -normal
    # the normal's part square to the line of sight points to the side that is nearer
    lean = (normal @ sight_line) * sight_line - normal
    angle = math.acos(min(1.0, max(-1.0, float(normal @ sight_line))))
    length = max(float(np.linalg.norm(lean)), 1e-12)
    low, high = sight.pixels.min(axis=0), sight.pixels.max(axis=0)
    middle = (low + high + 1.0) / 2 / np.array(sight.size)
    return Stand(
        (float(lean[0]) / length * angle, float(lean[1]) / length * angle),
        max(float((high - low).max()) / max(sight.size), 1e-6),
        (float(middle[0]), float(middle[1])),
    )
