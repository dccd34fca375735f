"""Between the picture's pixels, which the lens bends, and ideal pixels, where straight lines are straight."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array, Intrinsics
from prisonersvoice_ar.perception.settings import Pixels

_NO_MAP: Any = None
_EVERY, _BEYOND = 4, 2
"""pixels from one asked for to the next; and how many of these lie beyond the picture, for those at its border"""


class Lens:
    """One camera's intrinsics, ready for OpenCV; the ideal pixels are those of the same K without distortion."""

    def __init__(self, intrinsics: Intrinsics) -> None:
        """Any of the three models."""
        self.intrinsics = intrinsics
        self.K = intrinsics.K
        self._focal, self._middle = self.K[[0, 1], [0, 1]], self.K[:2, 2]
        self._coefficients = intrinsics.coefficients
        self._fisheye = intrinsics.model == "fisheye"
        self.straight = not self._coefficients.any() and not self._fisheye
        self._maps: NDArray[np.float32] | None = None

    def ideal(self, pixels: Array) -> Array:
        """(…, 2) picture pixels → (…, 2) ideal pixels."""
        if self.straight:
            return pixels
        points = np.ascontiguousarray(pixels, np.float64).reshape(-1, 1, 2)
        if self._fisheye:
            ideal = cv2.fisheye.undistortPoints(points, self.K, self._coefficients, P=self.K)
        else:
            ideal = cv2.undistortPoints(points, self.K, self._coefficients, P=self.K)
        return np.asarray(ideal, np.float64).reshape(pixels.shape)

    def picture(self, ideal: Array) -> Array:
        """(…, 2) ideal pixels → (…, 2) picture pixels."""
        if self.straight:
            return ideal
        flat = ideal.reshape(-1, 2)
        rays = np.column_stack([(flat - self._middle) / self._focal, np.ones(len(flat))])
        return self._project_rays(rays).reshape(ideal.shape)

    def straightened(self, gray: Pixels, left: int, top: int, width: int, height: int) -> Pixels:
        """(height, width) of (H, W) uint8 ``gray`` in ideal pixels, from the ideal pixel (left, top) on."""
        maps = self.maps()
        if maps is None:
            return gray[top : top + height, left : left + width]
        part = maps[top : top + height, left : left + width]
        return np.asarray(
            cv2.remap(gray, part, _NO_MAP, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8
        )

    def maps(self) -> NDArray[np.float32] | None:
        """(H, W, 2) where each ideal pixel lies in the picture; None where it lies where it should."""
        if self._maps is None and not self.straight:
            self._maps = self._mapped()
        return self._maps

    def _mapped(self) -> NDArray[np.float32]:
        """`maps` from every fourth pixel: a lens is smooth, and to ask it for each one keeps a frame for half a second."""
        width, height = self.intrinsics.width, self.intrinsics.height
        columns, rows = (-(-each // _EVERY) + 2 * _BEYOND for each in (width, height))
        x, y = ((np.arange(count) - _BEYOND + 0.5) * _EVERY - 0.5 for count in (columns, rows))
        grid = np.stack(np.meshgrid(x, y), axis=-1)
        bent = self.picture(grid.reshape(-1, 2)).reshape(grid.shape)
        # what is added to a pixel is small, and keeps its digits in single precision
        added = cv2.resize(
            (bent - grid).astype(np.float32),
            (columns * _EVERY, rows * _EVERY),
            interpolation=cv2.INTER_LINEAR,
        )
        first = _BEYOND * _EVERY
        maps = added[first : first + height, first : first + width].copy()
        maps += np.stack(np.meshgrid(np.arange(width), np.arange(height)), axis=-1).astype(np.float32)
        return np.asarray(maps, np.float32)

    def project(self, T_camera_target: Array, points: Array) -> Array:
        """(N, 3) points of a target → (N, 2) picture pixels; NaN for points behind the camera."""
        camera = points @ T_camera_target[:3, :3].T + T_camera_target[:3, 3]
        behind = camera[:, 2] < 1e-6
        any_behind = bool(behind.any())
        if any_behind:
            camera[behind] = (0.0, 0.0, 1.0)
        pixels = self.picture(camera[:, :2] / camera[:, 2:] * self._focal + self._middle)
        if any_behind:
            pixels[behind] = np.nan
        return pixels

    def project_ideal(self, T_camera_target: Array, points: Array) -> Array:
        """(N, 3) points of a target, all before the camera → (N, 2) ideal pixels."""
        camera = points @ T_camera_target[:3, :3].T + T_camera_target[:3, 3]
        return np.asarray(camera[:, :2] / camera[:, 2:] * self._focal + self._middle)

    def _project_rays(self, rays: Array) -> Array:
        zero = np.zeros(3)
        if self._fisheye:
            pixels, _ = cv2.fisheye.projectPoints(
                rays.reshape(-1, 1, 3), zero, zero, self.K, self._coefficients
            )
        else:
            pixels, _ = cv2.projectPoints(rays, zero, zero, self.K, self._coefficients)
        return np.asarray(pixels, np.float64).reshape(-1, 2)
