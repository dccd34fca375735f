"""The one module that converts between axis conventions (design.md); nothing else does."""

import numpy as np

from prisonersvoice_ar.core.geometry.rigid import Array, inverse, rigid

T_panda_opencv: Array = rigid([[1, 0, 0], [0, 0, 1], [0, -1, 0]], [0, 0, 0])
"""(4, 4): OpenCV camera axes (x right, y down, z forward) to Panda3D's (x right, y forward, z up)."""

_T_world_lying: Array = np.eye(4)
# hanging: the paper's y is the world's up, and the world's forward runs into the wall (the paper's −z)
_T_world_hanging: Array = rigid([[1, 0, 0], [0, 0, -1], [0, 1, 0]], [0, 0, 0])


def world_from_target(*, hangs: bool) -> Array:
    """``T_world_target`` (4, 4) of the anchoring target: the world's origin is the paper's centre.

    Lying (diorama): the target's z is the world's up. Hanging (portal): its y is the world's up.
    """
    return (_T_world_hanging if hangs else _T_world_lying).copy()


def pose_for_panda(T_camera_world: Array) -> Array:
    """``T_world_pandacamera`` (4, 4): where Panda3D's camera node stands for an OpenCV extrinsic."""
    return np.asarray(inverse(T_panda_opencv @ T_camera_world), dtype=np.float64)
