"""Which lens serves for a picture: given, calibrated, found from what is tracked, or only plausible."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol, runtime_checkable

import numpy as np

from prisonersvoice_ar.core.calibration.focal import FocalKeeper, MeasuredPlane
from prisonersvoice_ar.core.calibration.served import ServedLens, choose_stored
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.geometry import Array, Intrinsics, plausible_intrinsics
from prisonersvoice_ar.core.tracking.observation import TargetPose
from prisonersvoice_ar.perception.settings import PerceptionSettings, lens_for

_MOST_SIGMA_PX = 2.0
"""a corner that is worse tells nothing"""
_EVERY = 3
"""of the frames, one is learned from: a tenth of a millisecond, and neighbours say the same"""
_STILL_PX = 2.0
"""of a corner from one frame to the next"""


@runtime_checkable
class MeasuresPlanes(Protocol):
    """A tracker that tells what it measured in its last frame, and not what it made of it."""

    def measured_planes(self) -> Iterable[MeasuredPlane]:
        """The outlines of flat targets that are locked, from a homography that owes nothing to the lens."""
        ...


class Lenses:
    """The lens of one source, at any size."""

    def __init__(self, settings: PerceptionSettings, notice: Callable[[str], None]) -> None:
        """``notice`` is told what a person should know, once."""
        self._settings = settings
        self._notice = notice
        self._learned = settings.learned
        self._keeper: FocalKeeper | None = None
        self._served: ServedLens | None = None
        self._seen: dict[str, Array] = {}
        self._frames = 0

    @property
    def may_be_bent(self) -> bool:
        """Whether a lens that may serve has a distortion."""
        given = self._settings.lens
        candidates = (given,) if given is not None else tuple(each.lens for each in self._settings.stored)
        return any(lens.model == "fisheye" or any(lens.distortion) for lens in candidates)

    def serve(self, identity: str, width: int, height: int, *, must_fit: bool) -> ServedLens:
        """The lens for pictures of this size from the camera ``identity`` ("": no camera that is known).

        ``must_fit``: ContentError where the lens that was given has another shape; else, a telephone that is
        turned in mid-run, a plausible one stands in.
        """
        self._served = self._choose(identity, width, height, must_fit=must_fit)
        lens, learns = self._served.lens, self._served.how in ("assumed", "self-calibrated")
        self._keeper = None
        if learns and self._settings.self_calibrate:
            self._keeper = FocalKeeper(width, height, lens.fx)
        return self._served

    def _choose(self, identity: str, width: int, height: int, *, must_fit: bool) -> ServedLens:
        given = self._settings.lens
        if given is not None:
            try:
                return ServedLens(lens_for(given, width, height), "given")
            except ContentError:
                if must_fit:
                    raise  # the wrong file was named
                self._notice(
                    f"The intrinsics are for {given.width}×{given.height}; for pictures of {width}×{height} "
                    "a plausible lens is assumed."
                )
                return ServedLens(plausible_intrinsics(width, height), "assumed")
        stored = choose_stored(self._settings.stored, identity, width, height)
        if stored is not None:
            lens = lens_for(stored.lens, width, height)
            return ServedLens(lens, "calibrated", stored.file, stored.calibrated, stored.rms_px)
        if self._learned is not None:
            try:
                return ServedLens(lens_for(self._learned, width, height), "self-calibrated")
            except ContentError:
                pass  # of pictures of another shape
        return ServedLens(plausible_intrinsics(width, height), "assumed")

    def learn(self, tracker: object, poses: tuple[TargetPose, ...]) -> Intrinsics | None:
        """Take what ``tracker`` measured in a frame; a better lens to go on with, or None.

        A better one comes only while nothing is in sight: an overlay that jumps is worse than a small error.
        """
        keeper = self._keeper
        if keeper is None or not isinstance(tracker, MeasuresPlanes):
            return None
        if poses:
            self._frames += 1
            if self._is_still(poses) and self._frames % _EVERY == 0:
                for plane in tracker.measured_planes():
                    if plane.sigma_px <= _MOST_SIGMA_PX:
                        keeper.add(plane.corners_m, plane.pixels, plane.sigma_px)
            return None
        estimate = keeper.propose()
        if estimate is None or self._served is None:
            return None
        keeper.adopt(estimate)
        focal = estimate.focal_px
        better = replace(self._served.lens, fx=focal, fy=focal, assumed=False)
        self._served = ServedLens(better, "self-calibrated", sigma_px=estimate.sigma_px)
        self._learned = better
        return better

    def _is_still(self, poses: tuple[TargetPose, ...]) -> bool:
        """Whether nothing moves from the last frame to this one: a rolling shutter shears what does."""
        before, self._seen = self._seen, {pose.target: pose.corners for pose in poses}
        return all(
            name in before and float(np.abs(corners - before[name]).max()) < _STILL_PX
            for name, corners in self._seen.items()
        )

    @property
    def served(self) -> ServedLens | None:
        """What serves now."""
        return self._served
