"""An Observation as fixed-size records, so that it travels beside its pixels without pickle."""

from functools import lru_cache
from typing import Any, get_args

import numpy as np

from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.core.geometry.intrinsics import LensModel
from prisonersvoice_ar.core.presence import Gesture
from prisonersvoice_ar.core.tracking.observation import Hand, LockState, Observation, People, TargetPose
from prisonersvoice_ar.perception.settings import NAME_BYTES

MAX_TARGETS = 128
MAX_HANDS = 4
_GESTURES = (None, *get_args(Gesture))
_MODELS: tuple[LensModel, ...] = ("brown", "rational", "fisheye")
_STATES = (LockState.LOCKED, LockState.COASTING)

TARGET = np.dtype(
    [
        ("name", f"S{NAME_BYTES}"),
        ("state", "i8"),
        ("T_camera_target", "f8", (4, 4)),
        ("corners", "f8", (4, 2)),
        ("reprojection_px", "f8"),
    ]
)
LENS = np.dtype(
    [
        ("model", "i8"),  # one more than the index in `_MODELS`; 0: there is no lens
        ("assumed", "i8"),
        ("focal", "f8", 2),
        ("centre", "f8", 2),
        ("coefficient_count", "i8"),
        ("coefficients", "f8", 8),
    ]
)
HAND = np.dtype([("index_tip", "f8", 2), ("palm", "f8", 2), ("gesture", "i8"), ("score", "f8")])
OBSERVATION = np.dtype(
    [
        ("frame", "i8"),
        ("t", "f8"),
        ("captured_s", "f8"),
        ("width", "i8"),
        ("height", "i8"),
        ("tracking_ms", "f8"),
        ("has_people", "i8"),
        ("faces", "i8"),
        ("silhouette_coverage", "f8"),
        ("hand_count", "i8"),
        ("hands", HAND, MAX_HANDS),
        ("lens", LENS),
        ("target_count", "i8"),
        ("targets", TARGET, MAX_TARGETS),
    ]
)
"""One Observation; at most `MAX_TARGETS` targets and `MAX_HANDS` hands travel, the first ones."""

Record = Any
"""a numpy.void of dtype `OBSERVATION`: numpy's stubs give its fields no types"""


def encode(observation: Observation, record: Record) -> None:
    """Write ``observation`` into a record of dtype `OBSERVATION`."""
    for field in ("frame", "t", "captured_s", "width", "height", "tracking_ms"):
        record[field] = getattr(observation, field)
    people = observation.people or People()
    record["has_people"] = observation.people is not None
    record["faces"] = people.faces
    record["silhouette_coverage"] = people.silhouette_coverage
    record["hand_count"] = min(len(people.hands), MAX_HANDS)
    for slot, hand in zip(record["hands"], people.hands, strict=False):
        slot["index_tip"], slot["palm"], slot["score"] = hand.index_tip, hand.palm, hand.score
        slot["gesture"] = _GESTURES.index(hand.gesture)
    _encode_lens(observation.lens, record["lens"])
    record["target_count"] = min(len(observation.targets), MAX_TARGETS)
    for slot, pose in zip(record["targets"], observation.targets, strict=False):
        slot["name"] = pose.target.encode()
        slot["state"] = _STATES.index(pose.state)
        slot["T_camera_target"], slot["corners"] = pose.T_camera_target, pose.corners
        slot["reprojection_px"] = pose.reprojection_px


def decode(record: Record) -> Observation:
    """Read a record of dtype `OBSERVATION`; its arrays are copies."""
    return Observation(
        frame=int(record["frame"]),
        t=float(record["t"]),
        captured_s=float(record["captured_s"]),
        width=int(record["width"]),
        height=int(record["height"]),
        tracking_ms=float(record["tracking_ms"]),
        targets=tuple(_target(slot) for slot in record["targets"][: int(record["target_count"])]),
        people=_people(record) if record["has_people"] else None,
        lens=_lens(record["lens"], int(record["width"]), int(record["height"])),
    )


def _encode_lens(lens: Intrinsics | None, slot: Record) -> None:
    if lens is None:
        slot["model"] = 0
        return
    slot["model"], slot["assumed"] = 1 + _MODELS.index(lens.model), lens.assumed
    slot["focal"], slot["centre"] = (lens.fx, lens.fy), (lens.cx, lens.cy)
    slot["coefficient_count"] = len(lens.distortion)
    slot["coefficients"][: len(lens.distortion)] = lens.distortion


def _lens(slot: Record, width: int, height: int) -> Intrinsics | None:
    """The frame's lens, which has the frame's size; as long as it stays the same it is the same object."""
    if not slot["model"]:
        return None
    return _made_lens(slot.tobytes(), width, height)


@lru_cache(maxsize=4)
def _made_lens(packed: bytes, width: int, height: int) -> Intrinsics:
    slot: Record = np.frombuffer(packed, LENS)[0]
    (fx, fy), (cx, cy) = slot["focal"].tolist(), slot["centre"].tolist()
    bends = tuple(slot["coefficients"][: int(slot["coefficient_count"])].tolist())
    model = _MODELS[int(slot["model"]) - 1]
    return Intrinsics(width, height, fx, fy, cx, cy, model, bends, assumed=bool(slot["assumed"]))


def _target(slot: Record) -> TargetPose:
    return TargetPose(
        target=bytes(slot["name"]).decode(),
        state=_STATES[int(slot["state"])],
        T_camera_target=slot["T_camera_target"].copy(),
        corners=slot["corners"].copy(),
        reprojection_px=float(slot["reprojection_px"]),
    )


def _people(record: Record) -> People:
    return People(
        hands=tuple(_hand(slot) for slot in record["hands"][: int(record["hand_count"])]),
        faces=int(record["faces"]),
        silhouette_coverage=float(record["silhouette_coverage"]),
    )


def _hand(slot: Record) -> Hand:
    (tip_x, tip_y), (palm_x, palm_y) = slot["index_tip"], slot["palm"]
    return Hand(
        index_tip=(float(tip_x), float(tip_y)),
        palm=(float(palm_x), float(palm_y)),
        gesture=_GESTURES[int(slot["gesture"])],
        score=float(slot["score"]),
    )
