"""Which source serves: what was named, else a camera where there is one, else the demo."""

import sys
from dataclasses import dataclass

from prisonersvoice_ar.app.folders import demo_footage
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.perception import v4l
from prisonersvoice_ar.perception.source_spec import SourceSpec, parse_source

DEMO = "demo"


@dataclass(frozen=True)
class ChosenSource:
    """The source of a run."""

    spec: SourceSpec
    name: str
    """as the report says it"""
    said: str
    """one line for the person at the machine"""
    endless: bool = False
    """goes round until the visit is over"""
    instead: "ChosenSource | None" = None
    """what is shown where this one, which nobody named, gives no picture"""

    @property
    def is_blank(self) -> bool:
        """Its pictures keep the time and show nothing; behind a seated visitor's menus they would be a grey slab."""
        return self.spec == SourceSpec("stub", "nothing")


def needs_mode(settings: RunSettings) -> bool:
    """Whether the source hangs on the mode, and the mode on the scene."""
    return settings.mode is None and settings.source in (None, DEMO)


def choose_source(settings: RunSettings, mode: str) -> ChosenSource:
    """The source that ``settings`` ask for; UsageError where a live one would be recorded."""
    if settings.source is None and mode == "seated":
        # Where nothing has to be seen, no camera is opened.
        return ChosenSource(SourceSpec("stub", "nothing"), "none", "No camera is needed.", endless=True)
    if settings.source is None and not settings.headless and (names := camera_names()):
        said = f"Camera: {names[0]}." if len(names) == 1 else f"The first that opens of: {', '.join(names)}."
        instead = _demo(mode, "No camera gives a picture. ")
        return ChosenSource(SourceSpec("camera", ""), names[0], said, instead=instead)
    if settings.source is None or settings.source == DEMO:
        return _demo(mode, "" if settings.source == DEMO else _why_demo(settings))
    spec = parse_source(settings.source)
    if spec.live and settings.record is not None:
        raise UsageError(
            f"a film is never made from a live source ({spec.label}): nobody in front of it is recorded",
            "Record from a video file, a folder of pictures or demo.",
        )
    return ChosenSource(spec, spec.label, f"Source: {spec.label}.")


def camera_names() -> tuple[str, ...]:
    """Names of the cameras of this machine, without opening one."""
    if sys.platform == "linux":
        return tuple(each.name for each in v4l.devices())
    from cv2_enumerate_cameras import enumerate_cameras

    return tuple(dict.fromkeys(camera.name for camera in enumerate_cameras()))


def _demo(mode: str, why: str) -> ChosenSource:
    spec = SourceSpec("video", str(demo_footage(mode)))
    return ChosenSource(spec, DEMO, f"{why}The bundled demo footage is shown.", endless=True)


def _why_demo(settings: RunSettings) -> str:
    return "" if settings.headless else "There is no camera. "
