"""The people models, each loaded when it is first wanted; one has its turn at each frame."""

import sys
from collections.abc import Callable

import cv2
import numpy as np

from prisonersvoice_ar.core.tracking.observation import People
from prisonersvoice_ar.perception.people.model import Model
from prisonersvoice_ar.perception.settings import PeopleModel, Pixels

_ORDER: tuple[PeopleModel, ...] = ("hands", "face", "silhouette")
_EVERY_S = 0.06
"""a model sees at most this often: a hand does not need thirty looks a second"""
_WIDTH = 640


Loader = Callable[[PeopleModel], Model]


def mediapipe_model(kind: PeopleModel) -> Model:
    """Load a model; ImportError where this platform has no MediaPipe."""
    # mediapipe's audio tasks import it, and it would run a compiler to look for PortAudio
    sys.modules.setdefault("sounddevice", None)  # type: ignore[arg-type]
    from prisonersvoice_ar.perception.people import landmarkers

    return landmarkers.load(kind)


class Models:
    """Those models that are wanted, and what they said last."""

    def __init__(
        self,
        wanted: frozenset[PeopleModel],
        notice: Callable[[str], None],
        loader: Loader = mediapipe_model,
    ) -> None:
        """``notice`` is told, once, where a model cannot be had on this machine."""
        self._notice = notice
        self._loader = loader
        self._wanted: frozenset[PeopleModel] = wanted
        self._loaded: dict[PeopleModel, Model] = {}
        self._seen_at: dict[PeopleModel, float] = {}
        self._absent = False
        self._people = People()
        self._milliseconds = 0

    def want(self, wanted: frozenset[PeopleModel]) -> None:
        """Change which models take their turns; those no longer wanted are freed and forgotten."""
        for kind in set(self._loaded) - wanted:
            self._loaded.pop(kind).close()
        if not wanted:
            self._people = People()
        self._wanted = wanted

    def see(self, pixels: Pixels, t: float) -> People | None:
        """Give the next model its turn at (H, W, 3) BGR ``pixels``; None where there is no model."""
        kind = self._next(t)
        model = self._model(kind) if kind is not None else None
        if kind is not None and model is not None:
            self._seen_at[kind] = t
            # MediaPipe raises ValueError where time stands still or runs back
            self._milliseconds = max(self._milliseconds + 1, round(t * 1000))
            self._people = model.see(_small_rgb(pixels), self._milliseconds, self._people)
        return self._people if self._loaded else None

    def _next(self, t: float) -> PeopleModel | None:
        """The wanted model that has waited longest, if long enough."""
        if self._absent:
            return None
        waits = [(self._waited(kind, t), -_ORDER.index(kind), kind) for kind in self._wanted]
        return next((kind for waited, _, kind in sorted(waits, reverse=True)[:1] if waited >= _EVERY_S), None)

    def _waited(self, kind: PeopleModel, t: float) -> float:
        last = self._seen_at.get(kind)
        return np.inf if last is None or t < last else t - last

    def _model(self, kind: PeopleModel) -> Model | None:
        if kind in self._loaded:
            return self._loaded[kind]
        try:
            self._loaded[kind] = self._loader(kind)
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            # no wheel for this platform, a bundle that is missing or broken: it goes on without
            self._absent = True
            why = "MediaPipe is not available here" if isinstance(error, ImportError) else str(error)
            self._notice(f"Hands, faces and the silhouette are not seen on this machine: {why}.")
            return None
        return self._loaded[kind]


def _small_rgb(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    if max(width, height) > _WIDTH:
        factor = _WIDTH / max(width, height)
        size = max(1, round(width * factor)), max(1, round(height * factor))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), np.uint8)
