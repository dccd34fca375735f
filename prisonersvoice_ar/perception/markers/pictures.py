"""Image targets for the tracker: their prints, and where they are looked for."""

from collections.abc import Collection

import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import FLAT, Target
from prisonersvoice_ar.perception.images import picture as files
from prisonersvoice_ar.perception.images.finder import ImageFinder, looks
from prisonersvoice_ar.perception.images.texture import check_texture
from prisonersvoice_ar.perception.markers.appearance import Side, picture_side
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.light import to_light
from prisonersvoice_ar.perception.markers.pose import solve
from prisonersvoice_ar.perception.settings import Pixels

_PRINTED = 2.2
"""pictures are kept coded, as cameras code"""


class Pictures:
    """The image targets of one run."""

    def __init__(self, targets: tuple[Target, ...]) -> None:
        """Load their pictures. Raises ContentError where one cannot be read, or has nothing to hold on to."""
        self._targets = {target.name: target for target in targets if target.picture is not None}
        self._sides: dict[str, tuple[Side, ...]] = {}
        known = []
        for name, target in self._targets.items():
            assert target.picture is not None
            gray = files.load(target.picture)
            check_texture(name, gray)
            self._sides[name] = (picture_side(to_light(_PRINTED)[gray], target.picture.size_m, FLAT),)
            known.append((name, gray, target.picture.size_m))
        self._finder = ImageFinder(known)
        self._step = 0

    def sides(self, target: Target) -> tuple[Side, ...]:
        """What is printed on it."""
        return self._sides[target.name]

    def find(self, gray: Pixels, missing: Collection[str], lens: Lens) -> dict[str, list[Array]]:
        """Name → the (4, 4) poses as which it can be read, for the ``missing`` ones that this frame's step finds.

        One step of the search through (H, W) ``gray``; the next call takes the next.
        """
        wanted = [name for name in missing if name in self._targets]
        if not wanted:
            return {}
        steps = looks(gray.shape)
        step = steps[self._step % len(steps)]
        self._step += 1
        found = self._finder.find(gray, step, wanted)
        return {each.target: self._readings(each.target, each.corners, lens) for each in found}

    def _readings(self, name: str, corners: Array, lens: Lens) -> list[Array]:
        points = self._sides[name][0].outline
        pixels = lens.ideal(np.asarray(corners, np.float64))
        return [each.T_camera_target for each in solve(points, pixels, lens)]
