"""Where a flat print's outline lies in a picture, by what is seen alone: a homography that owes nothing to the lens.

A pose bends the outline to what its focal length allows; from what is left over, the focal length is learned.
"""

from dataclasses import replace

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.perception.markers.alignment import Alignment, Slopes
from prisonersvoice_ar.perception.markers.appearance import Image
from prisonersvoice_ar.perception.markers.columns import slope
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.pose import refined

_FREE_SIGMA_PX, _FITS_PX = 1.0, 0.25
"""of a free outline, that it is believed; and edges that are off by less fit the lens well enough"""
_HELD = 0.02
_FREE = 8
_CORRELATED, _LEAST_SIGMA_PX = 4.0, 0.35
"""neighbouring residuals go together: by so much is the standard deviation of a corner larger than they say; and
one step from the wrong pose does not lead all the way"""


def free_outline(alignment: Alignment, target: Target, lens: Lens) -> tuple[Array, float] | None:
    """(4, 2) ideal pixels of a flat target's outline and their sigma, by what is seen alone."""
    # the slopes are those of the pose that was aligned, before anything was made of it
    pixels = lens.project_ideal(alignment.T_camera_target, target.outline.corners)
    return free_corners(alignment.slopes, pixels)


def freed(alignment: Alignment, target: Target, lens: Lens) -> Alignment:
    """Through a lens that nobody measured no pose fits all edges: the outline is measured freely, and fitted."""
    if alignment.residual_px < _FITS_PX:
        return alignment
    free = free_outline(alignment, target, lens)
    if free is None or free[1] > _FREE_SIGMA_PX:
        return alignment
    T = alignment.T_camera_target
    fitted = refined(target.outline.corners, free[0], lens, cv2.Rodrigues(T[:3, :3])[0], T[:3, 3:])
    return replace(alignment, T_camera_target=fitted.T_camera_target) if fitted is not None else alignment


def free_corners(slopes: Slopes, pixels: Array) -> tuple[Array, float] | None:
    """(4, 2) ideal ``pixels`` of an outline moved by the homography that the print asks for, and their sigma.

    One Gauss–Newton step of eight parameters from the pose that was found; None where the print does not hold them.
    """
    h, w = slopes.drawn.shape
    gx, gy = slope(slopes.drawn, 1, 0, 0.125), slope(slopes.drawn, 0, 1, 0.125)
    # patch coordinates from −1 to 1, so that all eight are of one size
    size = max(h, w) / 2
    x = ((np.arange(w) - (w - 1) / 2) / size).astype(np.float32)[None]
    y = ((np.arange(h) - (h - 1) / 2) / size).astype(np.float32)[:, None]
    J = np.concatenate([_columns(gx, gy, x, y), slopes.nuisances.reshape(-1, h * w)])
    weighted = J * slopes.weight.ravel()
    A = (weighted @ J.T).astype(np.float64)
    scale = 1.0 / np.sqrt(np.maximum(A.diagonal(), 1e-12))
    A = A * scale[:, None] * scale
    A[np.arange(_FREE, len(A)), np.arange(_FREE, len(A))] += _HELD
    ok, inverse = cv2.invert(A, flags=cv2.DECOMP_CHOLESKY)
    if not ok:
        return None
    inverse = inverse * scale[:, None] * scale
    residual = slopes.residual.ravel()
    step = inverse @ (weighted @ residual)
    corners = (pixels - slopes.first) / slopes.shrink - ((w - 1) / 2, (h - 1) / 2)
    field = _field(corners[:, 0] / size, corners[:, 1] / size)
    moved = np.einsum("kcd,k->cd", field, step[:_FREE])
    left = residual - step.astype(np.float32) @ J
    believed = float(slopes.weight.sum())
    variance = float((slopes.weight.ravel() * left) @ left) / max(believed, 1.0)
    spread = np.einsum("kcd,kl,lcd->cd", field, inverse[:_FREE, :_FREE], field) * variance
    sigma = _CORRELATED * float(np.sqrt(spread.max())) * slopes.shrink
    return pixels + moved * slopes.shrink, float(np.hypot(sigma, _LEAST_SIGMA_PX))


def _field(x: Array, y: Array) -> Array:
    """(8, N, 2) how (N,) points move with each parameter of a homography near the identity."""
    one, zero = np.ones_like(x), np.zeros_like(x)
    across = [x, y, one, zero, zero, zero, -x * x, -x * y]
    down = [zero, zero, zero, x, y, one, -x * y, -y * y]
    return np.stack([np.stack(across), np.stack(down)], axis=-1)


def _columns(gx: Image, gy: Image, x: Image, y: Image) -> Image:
    """(8, h w) how the drawing changes with each of them: what moves right is darker by the slope."""
    along = gx * x + gy * y
    columns = [gx * x, gx * y, gx, gy * x, gy * y, gy, -along * x, -along * y]
    return -np.stack(columns).reshape(_FREE, -1)
