"""The real thing in the preview: a source's pictures by way of the perception process, and what they tell the story."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from prisonersvoice_ar.app.cameras import choose_source
from prisonersvoice_ar.app.content import load_sight
from prisonersvoice_ar.app.plan import opened_link
from prisonersvoice_ar.app.preview.picture import Picture
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.tracking.anchor import Anchor
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.perception.link import PerceptionLink

_PATIENCE_S = 3.0
"""how long a source may stay away before it is said, as in `run`"""


class Sight:
    """A source that is looked through; made by ``opened_sight``."""

    def __init__(self, link: PerceptionLink, name: str) -> None:
        """Nothing is seen yet."""
        self._link = link
        self.name = name
        self._anchor = Anchor("")
        self._ever_seen = False
        self._opened_s = time.monotonic()
        self.distance_m: float | None = None
        """camera to the target; None while it is not in view"""

    @property
    def trouble(self) -> str:
        """What is the matter with the source; "" while it gives pictures."""
        status = self._link.status
        return status.message if status.state in ("failed", "lost") else ""

    def want(self, target: Target | None) -> None:
        """Look for ``target`` from now on."""
        name = target.name if target is not None else ""
        if name != self._anchor.target:
            self._anchor = Anchor(name)
            self._link.want_targets((target,) if target is not None else ())

    def _refuse_dead(self, *, ever: bool) -> None:
        """A source that never gave a picture and never will is a mistake; one that goes later is a mishap."""
        self._ever_seen = self._ever_seen or ever
        status = self._link.status
        waited = time.monotonic() - self._opened_s
        away = status.state == "failed" or (status.state == "lost" and waited > _PATIENCE_S)
        if not self._ever_seen and away:
            raise status.error or MachineError(status.message, status.advice)

    def step(self, picture: Picture, now: float) -> StoryInput:
        """Show the newest picture, if there is one, with the pose found in it; what the visitor does."""
        self._link.poll(time.monotonic())
        seen = self._link.latest(picture.take)
        self._refuse_dead(ever=seen is not None)
        observation = seen.observation if seen is not None else None
        self._anchor = self._anchor.step(observation, now)
        stage = picture.stage
        if seen is not None and stage is not None:
            stage.look_through(seen.lens)
        picture.stand(self._anchor.T_camera_target, self._anchor.opacity, seen=self._anchor.present)
        T = self._anchor.T_camera_target
        present = self._anchor.present
        self.distance_m = float(np.linalg.norm(T[:3, 3])) if T is not None and present else None
        return StoryInput(
            target_seen=present,
            distance_m=self.distance_m,
            looking_at=stage.object_at_center() if stage is not None and present else None,
            visitor=present,
        )


@contextmanager
def opened_sight(settings: RunSettings, mode: str) -> Iterator[Sight]:
    """Open the source that ``settings`` name; SourceError and its kin as in ``run``."""
    sight = load_sight(settings)
    source = choose_source(replace(settings, mode=None), mode)
    with opened_link(settings, sight, source) as link:
        yield Sight(link, source.name)
