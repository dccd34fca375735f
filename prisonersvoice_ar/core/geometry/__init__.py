"""Rigid transforms, pinhole intrinsics, axis conventions and off-axis projection.

Conventions (design.md): ``T_a_b`` maps points in ``b`` coordinates to ``a`` coordinates. The camera has
OpenCV axes (x right, y down, z forward); world and Panda3D have z up and y forward; a target's own
frame has x right, y up on the paper and z out of it. Metres, radians; pixel centres are integers.
"""

from prisonersvoice_ar.core.geometry.axes import (
    T_panda_opencv,
    pose_for_panda,
    world_from_target,
)
from prisonersvoice_ar.core.geometry.intrinsics import Intrinsics, plausible_intrinsics
from prisonersvoice_ar.core.geometry.projection import off_axis_frustum, projection_matrix
from prisonersvoice_ar.core.geometry.rigid import (
    Array,
    check_rigid,
    inverse,
    look_at,
    rigid,
    rotation_angle,
    rotation_vector_matrix,
    transform_points,
)

__all__ = [
    "Array",
    "Intrinsics",
    "T_panda_opencv",
    "check_rigid",
    "inverse",
    "look_at",
    "off_axis_frustum",
    "plausible_intrinsics",
    "pose_for_panda",
    "projection_matrix",
    "rigid",
    "rotation_angle",
    "rotation_vector_matrix",
    "transform_points",
    "world_from_target",
]
