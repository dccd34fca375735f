"""Which lens served, and where it came from."""

from dataclasses import dataclass
from typing import Literal

from prisonersvoice_ar.core.geometry import Intrinsics

How = Literal["given", "calibrated", "self-calibrated", "assumed"]
_ASPECT_TOLERANCE = 0.01


@dataclass(frozen=True)
class StoredLens:
    """A calibration that is kept, with what it is known by."""

    lens: Intrinsics
    camera: str = ""
    """the camera's identity: VID:PID and serial number, or the path of its device"""
    camera_name: str = ""
    rms_px: float | None = None
    """reprojection error of all corners"""
    views: int | None = None
    calibrated: str = ""
    """day, as 2026-11-28"""
    sigma_px: tuple[float, float, float, float] | None = None
    """standard deviations of fx, fy, cx, cy"""
    held_out_px: float | None = None
    """reprojection error of views that the solver had not seen"""
    file: str = ""
    """where it lies"""

    def fits(self, identity: str, width: int, height: int) -> bool:
        """Whether it is of that camera, and of pictures of that shape."""
        lens = self.lens
        aspect = width * lens.height / (height * lens.width)
        return bool(identity) and self.camera == identity and abs(aspect - 1.0) <= _ASPECT_TOLERANCE


@dataclass(frozen=True)
class ServedLens:
    """The lens with which poses are solved, and how it was come by."""

    lens: Intrinsics
    how: How
    file: str = ""
    calibrated: str = ""
    """day, as 2026-11-28"""
    rms_px: float | None = None
    sigma_px: float | None = None
    """self-calibrated: standard deviation of the focal length"""


def choose_stored(
    stored: tuple[StoredLens, ...], identity: str, width: int, height: int
) -> StoredLens | None:
    """The calibration for a camera's pictures of this size: the same size, else the nearest of the same shape."""
    fitting = [each for each in stored if each.fits(identity, width, height)]
    return min(fitting, key=lambda each: (abs(each.lens.width - width), each.file), default=None)
