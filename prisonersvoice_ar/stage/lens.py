"""From numpy's matrices, which act on columns, to Panda3D's, which act on rows."""

import numpy as np
from panda3d.core import LMatrix4, MatrixLens

from prisonersvoice_ar.core.geometry import Array, T_panda_opencv, inverse

_T_opencv_panda = inverse(T_panda_opencv)


def panda_matrix(T: Array) -> LMatrix4:
    """A (4, 4) column-vector matrix as Panda3D's row-vector one."""
    return LMatrix4(*(float(value) for value in np.asarray(T, dtype=np.float64).T.ravel()))


def set_projection(lens: MatrixLens, clip_from_camera: Array) -> None:
    """Let ``lens`` project with ``clip_from_camera`` (4, 4), given in OpenCV camera axes."""
    lens.setFilmSize(2.0, 2.0)  # a matrix lens scales by 2 / film size
    lens.setUserMat(panda_matrix(clip_from_camera @ _T_opencv_panda))
