"""What the app asks of perception and what it gets back: frozen values, no cv2."""

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.calibration.served import ServedLens, StoredLens
from prisonersvoice_ar.core.capture import CameraFormat
from prisonersvoice_ar.core.errors import ContentError, PrisonersVoiceError, UsageError
from prisonersvoice_ar.core.geometry import Intrinsics, plausible_intrinsics
from prisonersvoice_ar.core.tracking.observation import Observation
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.perception.source_spec import SourceSpec

Pixels = NDArray[np.uint8]
Pacing = Literal["live", "lockstep"]
PeopleModel = Literal["hands", "face", "silhouette"]
LinkState = Literal["starting", "running", "lost", "ended", "failed"]

PEOPLE_MODELS: frozenset[PeopleModel] = frozenset({"hands", "face", "silhouette"})
NAME_BYTES = 120

DICTIONARIES: tuple[str, ...] = (
    *(f"DICT_{n}X{n}_{count}" for n in (4, 5, 6, 7) for count in (50, 100, 250, 1000)),
    "DICT_ARUCO_ORIGINAL",
    "DICT_APRILTAG_16h5",
    "DICT_APRILTAG_25h9",
    "DICT_APRILTAG_36h10",
    "DICT_APRILTAG_36h11",
    "DICT_ARUCO_MIP_36h12",
)
"""The predefined dictionaries that `Target.dictionary` and `OpenDictionary.name` may name."""


@dataclass(frozen=True)
class OpenDictionary:
    """Every marker of a dictionary is a target, called by its id."""

    name: str
    marker_m: float
    """outer edge of the black square, metres"""


@dataclass(frozen=True)
class PerceptionSettings:
    """All that the perception process needs to know; picklable. UsageError where it makes no sense."""

    source: SourceSpec
    targets: tuple[Target, ...] = ()
    open_dictionary: OpenDictionary | None = None
    lens: Intrinsics | None = None
    """scaled to the picture where the aspect is the same; None: a stored one of this camera, else a plausible one"""
    stored: tuple[StoredLens, ...] = ()
    """calibrations that are kept; the one of the camera that opens serves"""
    learned: Intrinsics | None = None
    """what self-calibration has found in an earlier life of the worker"""
    self_calibrate: bool = True
    """find the focal length from what is tracked where nobody measured it"""
    pacing: Pacing = "live"
    """``live``: real time, late frames dropped; ``lockstep``: each frame delivered exactly once"""
    loop: bool = False
    """files and folders begin again at their end, without a gap"""
    people: frozenset[PeopleModel] = frozenset()
    rectify: bool = False
    """True: frames come without the lens's distortion, for drawing over; False: as the camera gave them"""
    max_side: int = 1920
    """pixels; larger pictures are scaled down as they are read"""
    camera_format: CameraFormat = field(default_factory=CameraFormat)
    """what a camera is asked for"""
    keep_format: bool = False
    """never make the pictures smaller, however slow the machine is: a calibration is for one size"""
    hold_camera: bool = False
    """hold its exposure, focus and white balance once a target is followed well"""
    flip: bool = False
    """the source mirrors its pictures: turn them back"""

    def __post_init__(self) -> None:
        """Refuse dictionaries that do not exist, sizes that no marker has, names too long to carry."""
        names = {target.dictionary for target in self.targets if target.markers}
        if self.open_dictionary is not None:
            names.add(self.open_dictionary.name)
            if not 0.0 < self.open_dictionary.marker_m < 100.0:
                raise UsageError(f"a marker cannot be {self.open_dictionary.marker_m * 1000:g} mm wide")
        for name in sorted(names - set(DICTIONARIES)):
            raise UsageError(f'there is no dictionary "{name}"', f"There are {', '.join(DICTIONARIES)}.")
        for target in self.targets:
            if len(target.name.encode()) > NAME_BYTES:
                raise UsageError(f'the target name "{target.name[:40]}…" is longer than {NAME_BYTES} bytes')
        if unknown := self.people - PEOPLE_MODELS:
            raise UsageError(f"there is no people model {', '.join(sorted(unknown))}")


@dataclass(frozen=True)
class Resume:
    """Where a restarted worker goes on, so that frame numbers and times never run back."""

    frame: int = 0
    """the next frame's number"""
    t: float = 0.0
    """seconds of the source's clock at the last frame"""
    at_s: float = 0.0
    """time.monotonic() at the last frame"""
    stall_s: float = 2.0
    """the same picture for so long from a live source counts as a stall"""
    first: bool = True
    """False: the source has been open before, so that its absence is a loss and no mistake"""


@dataclass(frozen=True)
class Seen:
    """A frame and what was found in that very frame."""

    observation: Observation
    pixels: Pixels
    """(H, W, 3) uint8 BGR; the array is used again by the next `PerceptionLink.latest`.
    (0, 0, 3) where the picture was handed to a receiver."""
    lens: Intrinsics
    """the intrinsics with which the poses of this frame were solved"""


@dataclass(frozen=True)
class Fault:
    """Something went wrong and, perhaps, well again; seconds of time.monotonic()."""

    kind: str
    """crash, hang, stall, lost, failed"""
    at_s: float
    recovered_s: float | None = None


@dataclass(frozen=True)
class LinkStatus:
    """How the perception process and its source are."""

    state: LinkState
    message: str
    """one sentence for a person"""
    advice: str = ""
    error: PrisonersVoiceError | None = None
    """what made it fail, to be raised or shown"""
    source_name: str = ""
    camera: str = ""
    """the open camera's identity: VID:PID and serial number, or its device's path"""
    served: tuple[ServedLens, ...] = ()
    """every lens with which poses were solved, the newest last, the last few only"""
    lens: Intrinsics | None = None
    size: tuple[int, int] | None = None
    """width, height in pixels"""
    fps: float = 0.0
    """frames a second that the source promises; 0 where it does not say"""
    since: float = 0.0
    """time.monotonic() at which this state began"""
    restarts: int = 0
    frames_dropped: int = 0
    """frames of the source that were never delivered"""
    notices: tuple[str, ...] = ()
    """sentences said once, such as that the hand model is missing on this machine"""


def bent(lens: Intrinsics) -> bool:
    """Whether straight lines are not straight in this lens's pictures."""
    return lens.model == "fisheye" or any(lens.distortion)


def pinhole(lens: Intrinsics) -> Intrinsics:
    """The same K without distortion."""
    return replace(lens, model="brown", distortion=())


def lens_for(lens: Intrinsics | None, width: int, height: int) -> Intrinsics:
    """The intrinsics for a picture of this size; ContentError where the given ones have another shape."""
    if lens is None:
        return plausible_intrinsics(width, height)
    if (lens.width, lens.height) == (width, height):
        return lens
    try:
        return lens.scaled_to(width, height)
    except ValueError as error:
        raise ContentError(str(error), "Calibrate at this size, or leave the intrinsics away.") from None
