"""How a drawing changes with the pose, the shutter and the rows: the columns of an alignment's Jacobian."""

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.appearance import Image
from prisonersvoice_ar.perception.markers.drawing import Patch
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.motion import Motion

POSE = 6
"""the first columns: turn (rad) about the camera and shift (m)"""
BLUR, CODING, ROWS, SHUTTER = 6, 7, 8, 9


def slope(image: Image, across: int, down: int, scale: float) -> Image:
    """The derivative of an (h, w) image along x or y, times 8 ``scale``."""
    border = cv2.BORDER_REPLICATE
    return np.asarray(cv2.Sobel(image, cv2.CV_32F, across, down, scale=scale, borderType=border), np.float32)


def pose_columns(J: Image, gx: Image, gy: Image, T_camera_side: Array, patch: Patch) -> None:
    """How the drawing changes with turn about the camera and shift; ``gx, gy`` per unit of x/z, y/z, signs turned."""
    x, y = patch.x, patch.y
    normal = T_camera_side[:3, 2]
    # the plane normal·X = distance, seen along (x, y, 1): 1/z is linear in x and y
    a, b, c = (normal / float(normal @ T_camera_side[:3, 3])).astype(np.float32)
    near = a * x + (b * y + c)
    gz = gx * x
    xy = gy * y
    gz += xy
    np.negative(gz, out=gz)
    np.multiply(gx, near, out=J[3])
    np.multiply(gy, near, out=J[4])
    np.multiply(gz, near, out=J[5])
    np.multiply(gz, y, out=J[0])
    J[0] -= gy
    np.multiply(gz, -x, out=J[1])
    J[1] += gx
    np.multiply(gy, x, out=J[2])
    J[2] -= gx * y


def motion_columns(
    J: Image, slopes: tuple[Image, Image], T: Array, motion: Motion, *, patch: Patch, lens: Lens
) -> None:
    """How they change with the time from the first row to the last, and with the square of the travel."""
    gx, gy = slopes
    velocity = motion.pixels(T, lens.K[0, 0])
    speed = max(float(np.linalg.norm(velocity)), 1e-6)
    middle = patch.from_picture(1) @ lens.K @ T[:3, 3]
    rows = (np.arange(patch.light.shape[0]) - middle[1] / middle[2]) * (patch.shrink / lens.intrinsics.height)
    # the gradients carry the focal length and their sign is turned
    along = gx * np.float32(velocity[0] / lens.K[0, 0]) + gy * np.float32(velocity[1] / lens.K[1, 1])
    np.multiply(along, rows.astype(np.float32)[:, None], out=J[ROWS])
    along *= np.float32(-patch.shrink / speed)
    unit = velocity / speed
    ax = slope(along, 1, 0, 0.125 * unit[0] / 24)
    ay = slope(along, 0, 1, 0.125 * unit[1] / 24)
    np.add(ax, ay, out=J[SHUTTER])
