"""One frame's Observation: what was seen in exactly that frame, and when it was taken."""

from dataclasses import dataclass
from enum import StrEnum

from prisonersvoice_ar.core.geometry import Array, Intrinsics


class LockState(StrEnum):
    """How a pose was come by."""

    LOCKED = "locked"
    """measured in this frame"""
    COASTING = "coasting"
    """predicted over a short gap"""


@dataclass(frozen=True)
class TargetPose:
    """A target as seen in one frame."""

    target: str
    """the target's name in markers.yaml, or the marker's id as text"""
    state: LockState
    T_camera_target: Array
    """(4, 4) float64, OpenCV camera axes, metres"""
    corners: Array
    """(4, 2) float64 pixels: the declared rectangle, top left first, clockwise as printed"""
    reprojection_px: float
    """by how much the print's edges are off where the pose draws them, RMS, pixels"""


@dataclass(frozen=True)
class Hand:
    """A hand as the landmarker sees it; normalised picture coordinates, 0 to 1, origin top left."""

    index_tip: tuple[float, float]
    palm: tuple[float, float]
    gesture: str | None
    """"open_palm", "point" or None"""
    score: float
    """0 to 1"""


@dataclass(frozen=True)
class People:
    """What the people models say; a model that has not had its turn leaves its field as it was."""

    hands: tuple[Hand, ...] = ()
    faces: int = 0
    silhouette_coverage: float = 0.0
    """share of the picture that people cover, 0 to 1"""


@dataclass(frozen=True)
class Observation:
    """What perception found in one frame; travels together with that frame's pixels."""

    frame: int
    """counts the source's frames from 0; a gap means that frames were dropped before they were looked at"""
    t: float
    """seconds of the source's own clock (a file: presentation time; live: since opening)"""
    captured_s: float
    """time.monotonic() at capture, comparable between processes of one machine"""
    width: int
    """pixels"""
    height: int
    """pixels"""
    tracking_ms: float
    """from the decoded picture in memory to the poses"""
    targets: tuple[TargetPose, ...] = ()
    people: People | None = None
    """None while no people model is loaded"""
    lens: Intrinsics | None = None
    """with which the poses were solved; it may change from one frame to the next"""

    def target(self, name: str) -> TargetPose | None:
        """The pose of the target called ``name``, or None where it is not seen."""
        return next((pose for pose in self.targets if pose.target == name), None)
