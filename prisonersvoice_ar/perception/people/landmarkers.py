"""MediaPipe's three tasks; importing this module imports MediaPipe."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision

from prisonersvoice_ar.core.presence import gesture
from prisonersvoice_ar.core.tracking.observation import Hand, People
from prisonersvoice_ar.perception.people.model import Model
from prisonersvoice_ar.perception.settings import PeopleModel, Pixels

MODELS = Path(__file__).resolve().parent.parent.parent / "models"
_VIDEO = vision.RunningMode.VIDEO
_PALM = (0, 5, 17)
_INDEX_TIP = 8


def load(kind: PeopleModel) -> Model:
    """The model of that kind; OSError or RuntimeError where its bundle is missing or broken."""
    kinds: dict[PeopleModel, type[Model]] = {"hands": Hands, "face": Faces, "silhouette": Silhouette}
    return kinds[kind]()


def _base(name: str) -> Any:
    # as bytes: MediaPipe opens no path with Cyrillic letters on Windows
    return BaseOptions(model_asset_buffer=(MODELS / name).read_bytes())


def _image(rgb: Pixels) -> Any:
    return mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(rgb))


class Hands:
    """Up to two hands with their gestures."""

    def __init__(self) -> None:
        """Load it."""
        self._task = vision.HandLandmarker.create_from_options(
            vision.HandLandmarkerOptions(
                base_options=_base("hand_landmarker.task"), running_mode=_VIDEO, num_hands=2
            )
        )

    def see(self, rgb: Pixels, milliseconds: int, people: People) -> People:
        """Renew the hands."""
        result = self._task.detect_for_video(_image(rgb), milliseconds)
        hands = zip(result.hand_landmarks, result.hand_world_landmarks, result.handedness, strict=True)
        return replace(people, hands=tuple(_hand(*hand) for hand in hands))

    def close(self) -> None:
        """Free it."""
        self._task.close()


def _hand(landmarks: Any, world: Any, handedness: Any) -> Hand:
    metres = np.array([(point.x, point.y, point.z) for point in world])
    tip = landmarks[_INDEX_TIP]
    palm = np.mean([(landmarks[i].x, landmarks[i].y) for i in _PALM], axis=0)
    return Hand(
        index_tip=(float(tip.x), float(tip.y)),
        palm=(float(palm[0]), float(palm[1])),
        gesture=gesture(metres),
        score=float(handedness[0].score),
    )


class Faces:
    """How many faces look."""

    def __init__(self) -> None:
        """Load it."""
        self._task = vision.FaceLandmarker.create_from_options(
            vision.FaceLandmarkerOptions(
                base_options=_base("face_landmarker.task"), running_mode=_VIDEO, num_faces=4
            )
        )

    def see(self, rgb: Pixels, milliseconds: int, people: People) -> People:
        """Renew the number of faces."""
        result = self._task.detect_for_video(_image(rgb), milliseconds)
        return replace(people, faces=len(result.face_landmarks))

    def close(self) -> None:
        """Free it."""
        self._task.close()


class Silhouette:
    """What share of the picture people cover."""

    def __init__(self) -> None:
        """Load it."""
        self._task = vision.ImageSegmenter.create_from_options(
            vision.ImageSegmenterOptions(
                base_options=_base("selfie_segmenter.tflite"),
                running_mode=_VIDEO,
                output_confidence_masks=True,
                output_category_mask=False,
            )
        )

    def see(self, rgb: Pixels, milliseconds: int, people: People) -> People:
        """Renew the coverage."""
        result = self._task.segment_for_video(_image(rgb), milliseconds)
        mask = result.confidence_masks[-1].numpy_view()
        return replace(people, silhouette_coverage=float((mask > 0.5).mean()))

    def close(self) -> None:
        """Free it."""
        self._task.close()
