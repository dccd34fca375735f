"""What one run is about, and the perception process that belongs to it. No engine is loaded here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from prisonersvoice_ar.app.cameras import ChosenSource
from prisonersvoice_ar.app.content import RunContent, SightContent
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.script.model import Mode
from prisonersvoice_ar.core.tracking.target import Target, bare_marker
from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.settings import OpenDictionary, PerceptionSettings


@dataclass(frozen=True)
class Run:
    """What one run is about: read and chosen before anything is opened."""

    settings: RunSettings
    content: RunContent
    sight: SightContent
    source: ChosenSource
    mode: Mode

    def target(self, mode: Mode) -> Target | None:
        """The target that the world hangs on in ``mode``; None where a mode needs none."""
        settings = self.settings
        name = self.content.scene.targets.get(mode)
        if name is None:
            return None
        if settings.dictionary is not None and settings.marker_mm is not None:
            return bare_marker(0, settings.marker_mm / 1000, settings.dictionary)
        if name in self.sight.targets:
            return self.sight.targets[name]
        # A markers.yaml of one's own need not call its card as the scene does: its first target serves.
        return next(iter(self.sight.targets.values()), None)


@contextmanager
def opened_link(settings: RunSettings, sight: SightContent, source: ChosenSource) -> Iterator[PerceptionLink]:
    """Start perception; its process opens the camera while the rest is still being read."""
    link = PerceptionLink(perception_settings(settings, sight, source))
    try:
        link.start()
        yield link
    finally:
        link.close()


def perception_settings(
    settings: RunSettings,
    sight: SightContent,
    source: ChosenSource,
    *,
    loop: bool | None = None,
    rectify: bool = True,
) -> PerceptionSettings:
    """What the perception process is told; ``loop`` None: as the kind of run wants it.

    ``rectify``: pictures without the lens's distortion, for the cell is drawn without it.
    """
    open_dictionary = None
    if settings.dictionary is not None and settings.marker_mm is not None:
        open_dictionary = OpenDictionary(settings.dictionary, settings.marker_mm / 1000)
    return PerceptionSettings(
        source=source.spec,
        targets=() if open_dictionary is not None else tuple(sight.targets.values()),
        open_dictionary=open_dictionary,
        lens=sight.lens,
        stored=sight.stored,
        camera_format=settings.camera_format,
        hold_camera=settings.hold_camera,
        flip=settings.flip and not source.endless,
        rectify=rectify,
        pacing="lockstep" if settings.record is not None or settings.unthrottled else "live",
        # The demo goes round until the visit is over; so does a file while somebody watches a window.
        loop=(source.endless or settings.loop or not settings.headless) if loop is None else loop,
        people=settings.people,  # type: ignore[arg-type]  # checked by RunSettings
    )
