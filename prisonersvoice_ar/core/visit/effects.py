"""What a visit asks of the app, beside what its story does."""

from dataclasses import dataclass
from typing import Literal

from prisonersvoice_ar.core.script.model import Mode
from prisonersvoice_ar.core.story.effects import StoryEffect
from prisonersvoice_ar.core.visit.view import Phase

Reason = Literal["finished", "left", "restarted"]


@dataclass(frozen=True)
class PhaseEntered:
    """The visit has come to a phase."""

    phase: Phase


@dataclass(frozen=True)
class LanguageChosen:
    """The visit goes on in this language."""

    lang: str


@dataclass(frozen=True)
class PauseSound:
    """Hold every sound where it is."""


@dataclass(frozen=True)
class ResumeSound:
    """Let every held sound go on."""


@dataclass(frozen=True)
class StopSound:
    """End every sound, held ones too."""

    fade: float
    """seconds"""


@dataclass(frozen=True)
class SwitchMode:
    """From now on the cell is seen in this way."""

    mode: Mode


@dataclass(frozen=True)
class OpenLink:
    """Open an action's address in the browser; the visitor was asked and said yes."""

    action: str
    url: str


@dataclass(frozen=True)
class VisitEnded:
    """The visit is over; a new one follows."""

    reason: Reason


VisitEffect = (
    PhaseEntered
    | LanguageChosen
    | PauseSound
    | ResumeSound
    | StopSound
    | SwitchMode
    | OpenLink
    | VisitEnded
    | StoryEffect
)
