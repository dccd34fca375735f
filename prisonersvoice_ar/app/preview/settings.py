"""What the author asked `preview` for, checked once."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from prisonersvoice_ar.app.language import system_language
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.core.script.model import BUILT_MODES, Mode
from prisonersvoice_ar.words import LANGUAGES


@dataclass(frozen=True)
class PreviewSettings:
    """One sitting in the workshop."""

    scene: str
    """a name under scenes/, or a path"""
    at: str | None = None
    """a beat's or a line's id"""
    lang: str | None = None
    mode: Mode | None = None
    target: str | None = None
    source: str | None = None
    """None: no camera, the mouse orbits"""
    targets: Path | None = None
    """another markers.yaml"""
    replay: Path | None = None
    """a visit's log"""
    size: tuple[int, int] = (1280, 720)
    two_windows: bool = False
    panel_screen: int | None = None
    """1 is the main screen"""
    show_screen: int | None = None
    mute: bool = False
    headless: bool = False
    shot: Path | None = None
    """a PNG of the whole window"""

    def __post_init__(self) -> None:
        """Refuse what does not go together, with the way out."""
        width, height = self.size
        if not (480 <= width <= 8192 and 320 <= height <= 8192):
            raise UsageError(
                f"--size {width}x{height}: the panel has no room in it",
                "Between 480x320 and 8192x8192 pixels.",
            )
        if self.mode is not None and self.mode not in BUILT_MODES:
            known = "promised, and not built yet" if self.mode in get_args(Mode) else "not a mode"
            raise UsageError(f'--mode: "{self.mode}" is {known}', f"Modes: {', '.join(BUILT_MODES)}.")
        if self.headless and self.shot is None:
            raise UsageError(
                "--headless shows nothing by itself", "Say where the picture goes: --shot out.png."
            )
        if self.shot is not None and self.shot.suffix.lower() != ".png":
            raise UsageError(f"--shot {self.shot}: the picture is a PNG", "Name it preview.png, for example.")
        for option, number in (("--panel-screen", self.panel_screen), ("--show-screen", self.show_screen)):
            if number is not None and number < 1:
                raise UsageError(f"{option} {number}", "Screens count from 1, the main one.")

    @property
    def windows(self) -> int:
        """1, or 2 where the picture is shown in a window of its own as well."""
        return 2 if self.two_windows or self.show_screen is not None else 1

    @property
    def panel_lang(self) -> str:
        """The panel's language: what was asked for, else the system's, else English."""
        wanted = self.lang or system_language()
        return wanted if wanted in LANGUAGES else "en"
