"""What the screen shows of a visit: values only, in message ids; the stage lays it out and draws it."""

from dataclasses import dataclass
from enum import StrEnum

from prisonersvoice_ar.core.script.model import Line, Mode, Scene


class Phase(StrEnum):
    """Where a visit stands, in the order of design.md."""

    ATTRACT = "attract"
    LANGUAGE = "language"
    NOTICE = "notice"
    HOWTO = "howto"
    STORY = "story"
    REST = "rest"
    ACTIONS = "actions"
    FAREWELL = "farewell"


class Overlay(StrEnum):
    """What may lie over a phase."""

    PAUSED = "paused"
    LEAVING = "leaving"
    """asks: leave, start again, or stay"""
    OPEN_LINK = "open-link"
    """asks before the default browser is opened"""
    NOT_OPENED = "not-opened"
    """says that the browser did not open, and where else the page is to be had"""
    CREDITS = "credits"


@dataclass(frozen=True)
class Button:
    """Something to press; pressing gives ``id`` back as an input."""

    id: str
    """"lang:uk", "continue", "pause", "resume", "leave", "restart", "skip", "open:petition", "yes", "no", "choice:letters" …"""
    label: str
    """a message id of words/ (e.g. "button-continue"), or literal text where ``literal``"""
    literal: bool = False
    primary: bool = False
    key: str = ""
    """the key that does the same, shown beside it: "space", "escape", "enter", "1" """


@dataclass(frozen=True)
class CaptionView:
    """The line that is being said."""

    line: Line
    lang: str
    """in which it is shown: the scene's fallback where the line lacks the visitor's"""
    elapsed: float
    """seconds into the line"""
    seconds: float
    """the line's whole length"""
    synthetic: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The captions that the author wants one after another; one where the screen may break it."""
        text = self.line.text.get(self.lang, "")
        return self.line.pages.get(self.lang) or ((text,) if text else ())


@dataclass(frozen=True)
class View:
    """A visit as the stage shows it at one moment."""

    phase: Phase
    lang: str
    scene: Scene
    overlay: Overlay | None = None
    buttons: tuple[Button, ...] = ()
    """of the overlay where there is one, else of the phase; always with a way to pause or leave"""
    caption: CaptionView | None = None
    hint: str = ""
    """literal text of the scene's hint, or empty"""
    show_cell: bool = False
    """the cell is drawn where the target is"""
    target_wanted: bool = False
    """the phase needs the target in view; the stage draws how to show it while it is lost"""
    link: str = ""
    """OPEN_LINK, NOT_OPENED: id of the action"""
    rest_left: float | None = None
    """seconds of quiet that are left"""
    mode: Mode = "diorama"
    """how the cell is seen in this visit; "seated" needs no target"""
    camera_ok: bool = True
    """False: the camera does not answer; the screen says so kindly"""
