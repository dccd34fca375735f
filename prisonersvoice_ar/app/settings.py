"""What the operator or the command line asked for, checked once."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from prisonersvoice_ar.core.capture import CameraFormat
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.core.script.model import BUILT_MODES, Mode
from prisonersvoice_ar.core.visit.written import Step

RECORD_FPS = 30
FORMATS = {".mp4": "mp4", ".mkv": "matroska", ".mov": "mov"}
"""a film's ending to the name of its container"""
PEOPLE_MODELS = ("hands", "face", "silhouette")


@dataclass(frozen=True)
class RunSettings:
    """One run of the experience."""

    scenes: tuple[str, ...] = ()
    """names under scenes/, or paths; none: the first that ships"""
    source: str | None = None
    """as written; None: a camera where there is one, else the demo"""
    lang: str | None = None
    mode: Mode | None = None
    headless: bool = False
    record: Path | None = None
    sheet: Path | None = None
    """contact sheet of twelve moments"""
    report: Path | None = None
    frames: int | None = None
    camera_matrix: Path | None = None
    targets: Path | None = None
    dictionary: str | None = None
    marker_mm: float | None = None
    camera_format: CameraFormat = field(default_factory=CameraFormat)
    """what a camera is asked for"""
    hold_camera: bool = False
    """hold exposure, focus and white balance once a target is followed well"""
    flip: bool = False
    """the source mirrors its pictures: turn them back"""
    mirror: bool = False
    fullscreen: bool = False
    size: tuple[int, int] = (1280, 720)
    """pixels"""
    unthrottled: bool = False
    """frames taken as fast as they are shown; for benchmarks"""
    loop: bool = False
    """source and visits begin again at their end, until the frames are up or somebody interrupts"""
    outline: bool = False
    """draw the target's outline and axes"""
    mute: bool = False
    people: frozenset[str] = field(default_factory=frozenset)
    written_visitor: bool = False
    """nobody is there to press a button"""
    visit: tuple[Step, ...] = ()
    """what the written visitor does; none: the visit of the demo"""
    demo_film: bool = False
    """the main job without a display"""

    def __post_init__(self) -> None:
        """Refuse what does not go together, with the way out."""
        _refuse_numbers(self)
        _refuse_films(self)
        if self.mode is not None and self.mode not in get_args(Mode):
            raise UsageError(f'--mode: "{self.mode}" is not a mode', f"Modes: {', '.join(BUILT_MODES)}.")
        if (self.dictionary is None) != (self.marker_mm is None):
            raise UsageError("--dictionary and --marker-mm go together", "Name both, or neither.")
        unknown = self.people - set(PEOPLE_MODELS)
        if unknown:
            raise UsageError(
                f"--people: {', '.join(sorted(unknown))}", f"Models: {', '.join(PEOPLE_MODELS)}."
            )


def _refuse_films(settings: RunSettings) -> None:
    if settings.record is not None and settings.record.suffix.lower() not in FORMATS:
        raise UsageError(
            f"--record {settings.record}: a film's file ends in {', '.join(FORMATS)}",
            "Name it film.mp4, for example.",
        )
    if settings.sheet is not None and settings.record is None:
        raise UsageError("--sheet: a contact sheet is made of a film", "Ask for one: --record film.mp4.")
    if settings.sheet is not None and settings.sheet.suffix.lower() != ".png":
        raise UsageError(
            f"--sheet {settings.sheet}: a contact sheet is a PNG", "Name it sheet.png, for example."
        )


def _refuse_numbers(settings: RunSettings) -> None:
    width, height = settings.size
    if width < 160 or height < 90 or width > 16384 or height > 16384:
        raise UsageError(
            f"--size {width}x{height}: nobody could read it, or nothing could draw it",
            "Between 160x90 and 16384x16384 pixels.",
        )
    if settings.frames is not None and settings.frames < 1:
        raise UsageError(f"--frames {settings.frames}", "At least 1.")
    if settings.marker_mm is not None and not 1.0 <= settings.marker_mm <= 5000.0:
        raise UsageError(f"--marker-mm {settings.marker_mm:g}", "Between 1 and 5000 millimetres.")


def parse_size(text: str) -> tuple[int, int]:
    """``1280x720`` → (1280, 720); UsageError otherwise."""
    width, _, height = text.lower().replace("×", "x").partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise UsageError(f'--size: "{text}" is no size', "Write it as 1280x720.")
    return int(width), int(height)
