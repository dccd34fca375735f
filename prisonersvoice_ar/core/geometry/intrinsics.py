"""Intrinsics of a camera: focal lengths and principal point in pixels, and a distortion model."""

import math
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from prisonersvoice_ar.core.geometry.rigid import Array

LensModel = Literal["brown", "rational", "fisheye"]

_COEFFICIENTS: dict[str, tuple[int, ...]] = {"brown": (0, 4, 5), "rational": (0, 8), "fisheye": (0, 4)}
_ASPECT_TOLERANCE = 0.01


@dataclass(frozen=True)
class Intrinsics:
    """A camera's inner geometry; ValueError at construction where a value makes no sense."""

    width: int
    """pixels"""
    height: int
    """pixels"""
    fx: float
    """pixels"""
    fy: float
    """pixels"""
    cx: float
    """pixels; the centre of the top left pixel is 0"""
    cy: float
    """pixels"""
    model: LensModel = "brown"
    distortion: tuple[float, ...] = ()
    """OpenCV's order: brown k1 k2 p1 p2 [k3], rational k1 k2 p1 p2 k3 k4 k5 k6, fisheye k1 k2 k3 k4"""
    assumed: bool = False
    """True where nobody measured this lens and a plausible one stands in"""

    def __post_init__(self) -> None:
        """Refuse sizes, focal lengths and coefficient counts that no lens has."""
        if self.width < 1 or self.height < 1:
            raise ValueError(f"width and height must be at least 1 pixel, got {self.width}×{self.height}")
        numbers = (self.fx, self.fy, self.cx, self.cy, *self.distortion)
        if not all(math.isfinite(number) for number in numbers):
            raise ValueError("every number of the intrinsics must be finite")
        if self.fx <= 0 or self.fy <= 0:
            raise ValueError(f"focal lengths must be positive, got fx {self.fx} and fy {self.fy}")
        if self.model not in get_args(LensModel):
            raise ValueError(f'unknown lens model "{self.model}": one of {", ".join(get_args(LensModel))}')
        if len(self.distortion) not in _COEFFICIENTS[self.model]:
            allowed = " or ".join(str(count) for count in _COEFFICIENTS[self.model])
            raise ValueError(f"a {self.model} lens has {allowed} coefficients, got {len(self.distortion)}")

    @property
    def K(self) -> Array:
        """The (3, 3) camera matrix."""
        return np.array([[self.fx, 0.0, self.cx], [0.0, self.fy, self.cy], [0.0, 0.0, 1.0]])

    @property
    def coefficients(self) -> Array:
        """Distortion as a float64 vector; zeros where the lens has none."""
        return np.array(self.distortion or (0.0, 0.0, 0.0, 0.0), dtype=np.float64)

    @property
    def horizontal_fov(self) -> float:
        """Horizontal field of view in radians, distortion left aside."""
        return math.atan((self.cx + 0.5) / self.fx) + math.atan((self.width - 0.5 - self.cx) / self.fx)

    def scaled_to(self, width: int, height: int) -> "Intrinsics":
        """The same lens for a picture of another size; ValueError where the aspect differs over 1 %."""
        if abs(width * self.height / (height * self.width) - 1.0) > _ASPECT_TOLERANCE:
            raise ValueError(
                f"these intrinsics are for {self.width}×{self.height} and the picture is {width}×{height}: "
                "another shape, so they cannot be scaled"
            )
        x, y = width / self.width, height / self.height
        # pixel centres are integers, so the picture's corner lies at −0.5
        return replace(
            self,
            width=width,
            height=height,
            fx=self.fx * x,
            fy=self.fy * y,
            cx=(self.cx + 0.5) * x - 0.5,
            cy=(self.cy + 0.5) * y - 0.5,
        )

    def project(self, points_camera: Array) -> Array:
        """Project (N, 3) points in camera coordinates to (N, 2) pixels, distortion left aside."""
        x, y, z = points_camera[:, 0], points_camera[:, 1], points_camera[:, 2]
        return np.stack([self.fx * x / z + self.cx, self.fy * y / z + self.cy], axis=1)


def plausible_intrinsics(width: int, height: int, horizontal_fov_deg: float = 60.0) -> Intrinsics:
    """A lens of 60° across the longer side, as most webcams have, where nobody measured it."""
    focal = max(width, height) / 2 / math.tan(math.radians(horizontal_fov_deg) / 2)
    return Intrinsics(width, height, focal, focal, (width - 1) / 2, (height - 1) / 2, assumed=True)
