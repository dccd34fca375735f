"""How the camera codes light, measured on the markers themselves.

In the wrong light space the dark side of every blurred edge seems to grow (or shrink). The border alone
cannot tell that from a larger marker, but the edges inside the code run both ways: where dark cells look
larger than the grid on both sides, the exponent is too high. Cameras code with about 2.2, pictures that
were drawn or made smaller by a program often with 1.
"""

from functools import lru_cache

import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.code import pattern, warp
from prisonersvoice_ar.perception.markers.edges import Light
from prisonersvoice_ar.perception.markers.lens import Lens

_ACROSS = np.linspace(-0.5, 0.5, 11)
_LEAST_CELL_PX = 2.5
_LEAST_EDGES = 12
_LOWEST, _HIGHEST = 0.9, 2.5
_USUAL = (1.0, 2.2)
_FIRST_LOOKS = 5
_STILL_PX = 0.1
"""less growth than this is noise, once settled"""
_SLOPE_PX = 0.3
"""what an exponent that is off by 1 moves a border by, pixels, at the blur of a sharp lens"""


class Transfer:
    """The exponent from picture values to light, followed slowly."""

    def __init__(self) -> None:
        """Begin at a camera's usual 2.2."""
        self.exponent = 2.2
        self._looks = 0
        self._frames = 0

    @property
    def settled(self) -> bool:
        """Whether enough has been seen for one measurement a frame to do."""
        return self._looks >= _FIRST_LOOKS

    @property
    def due(self) -> bool:
        """Whether this frame is one to look at: all at first, then every eighth."""
        self._frames += 1
        return not self.settled or self._frames % 8 == 0

    def look(self, growth_px: float | None) -> None:
        """Take a measured `dark_growth`; None counts as a look that saw nothing."""
        self._looks += 1
        if growth_px is not None and (self._looks <= _FIRST_LOOKS or abs(growth_px) > _STILL_PX):
            gain = 0.7 if self._looks <= _FIRST_LOOKS else 0.09
            step = float(np.clip(gain * growth_px / _SLOPE_PX, -0.6, 0.6))
            self.exponent = float(np.clip(self.exponent - step, _LOWEST, _HIGHEST))
        if self._looks == _FIRST_LOOKS:
            # what comes near to one of the two usual codings is that one
            near = [usual for usual in _USUAL if abs(usual - self.exponent) < 0.2]
            self.exponent = near[0] if near else self.exponent


def dark_growth(light: Light, corners: Array, dictionary: str, marker_id: int, lens: Lens) -> float | None:
    """By how many pixels dark cells look larger than the grid in (4, 2) ideal ``corners``.

    None where the cells are too small, or too few edges can be seen.
    """
    cells = len(pattern(dictionary, marker_id))
    side = float(np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1).min())
    if side / cells < _LEAST_CELL_PX:
        return None
    places = lens.picture(warp(corners, _profiles(dictionary, marker_id).reshape(-1, 2)))
    rise = np.diff(light.at(places).reshape(-1, len(_ACROSS)).astype(np.float64), axis=1)
    rise = np.maximum(rise, 0.0)
    rise = np.maximum(rise - 0.15 * rise.max(axis=1, keepdims=True), 0.0)
    height = rise.sum(axis=1)
    good = height > 0.4 * np.median(height)
    if good.sum() < _LEAST_EDGES or not np.median(height) > 0.0:
        return None
    middle = (_ACROSS[1:] + _ACROSS[:-1]) / 2
    towards_light = (rise[good] * middle).sum(axis=1) / height[good]
    low, high = np.percentile(towards_light, (15, 85))
    usual = towards_light[(towards_light >= low) & (towards_light <= high)]
    return float(usual.mean()) * side / cells


@lru_cache(maxsize=512)
def _profiles(dictionary: str, marker_id: int) -> Array:
    """(E, P, 2) points of the unit square across each inner edge of the code, from dark to light."""
    code = pattern(dictionary, marker_id)
    cells = len(code)
    profiles = []
    for along_x, picture in ((True, code), (False, code.T)):
        step = np.diff(picture, axis=1)
        for row, column in zip(*np.nonzero(step), strict=True):
            across = (column + 1 + _ACROSS * step[row, column]) / cells
            beside = np.full_like(across, (row + 0.5) / cells)
            profiles.append(np.column_stack([across, beside] if along_x else [beside, across]))
    return np.array(profiles)
