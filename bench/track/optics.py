"""A lens for ground truth, independent of the product's: where points fall and whence a pixel's light comes."""

from functools import lru_cache

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array, Intrinsics


def project(lens: Intrinsics, T_camera_target: Array, points: Array) -> Array:
    """(N, 3) points of a target → (N, 2) pixels; NaN where they lie behind the camera."""
    seen = points @ T_camera_target[:3, :3].T + T_camera_target[:3, 3]
    ahead = seen[:, 2] > 1e-6
    seen = np.where(ahead[:, None], seen, (0.0, 0.0, 1.0))
    if lens.distortion:
        pixels = cv2.projectPoints(seen, np.zeros(3), np.zeros(3), lens.K, lens.coefficients)[0].reshape(
            -1, 2
        )
    else:
        pixels = lens.project(seen)
    return np.where(ahead[:, None], pixels, np.nan)


@lru_cache(maxsize=2)
def straightened(lens: Intrinsics) -> Array:
    """(H, W, 2) float32: for each pixel, where a lens without distortion would have put it."""
    grid = np.mgrid[0 : lens.height, 0 : lens.width][::-1].reshape(2, -1).T.astype(np.float64)
    criteria = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 40, 1e-7)
    ideal = cv2.undistortPoints(grid[:, None], lens.K, lens.coefficients, P=lens.K, criteria=criteria)
    return ideal.reshape(lens.height, lens.width, 2).astype(np.float32)
