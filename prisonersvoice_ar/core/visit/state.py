"""Where a visit stands, and what reaches it at a step."""

from dataclasses import dataclass, field

from prisonersvoice_ar.core.script.model import Mode
from prisonersvoice_ar.core.story.clock import Clock
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.state import StoryState
from prisonersvoice_ar.core.visit.view import Overlay, Phase


@dataclass(frozen=True)
class VisitInput:
    """What happened since the last step."""

    now: float
    """seconds on the app's clock"""
    pressed: tuple[str, ...] = ()
    """ids of buttons, in order"""
    target_seen: bool = False
    camera_ok: bool = True
    story: StoryInput = field(default_factory=StoryInput)
    """its ``target_seen`` and ``pressed`` are filled in by the visit"""
    unopened: str = ""
    """id of an action whose page the browser could not open"""


@dataclass(frozen=True)
class Plan:
    """How visits are begun: the app's settings, the same for every visitor."""

    lang: str
    """of the screens before a language is chosen"""
    ask_language: bool = True
    mode: Mode = "diorama"


@dataclass(frozen=True)
class VisitState:
    """A visit in mid-air. Times are seconds of ``clock``, which starts at 0 with the visit."""

    plan: Plan
    lang: str
    mode: Mode
    phase: Phase
    clock: Clock
    phase_since: float = 0.0
    held_back: float = 0.0
    """seconds of the visit in which an overlay held the story still"""
    story: StoryState | None = None
    overlay: Overlay | None = None
    link: str = ""
    """OPEN_LINK, NOT_OPENED: id of the action"""
    unopened: str = ""
    """id of an action whose page did not open, until that can be said"""
    seen_since: float | None = None
    """since when the target has been in view without a break"""
    lost_since: float | None = 0.0
    """since when it has not"""
    camera_ok: bool = True
    gesture: str | None = None
    """the last sample's, to tell a new palm from a held one"""

    @property
    def story_now(self) -> float:
        """The story's own time: it stands still under an overlay."""
        return self.clock.time - self.held_back

    @property
    def in_story(self) -> bool:
        """The story is on the way: its phases are the only ones that sound."""
        return self.phase in (Phase.STORY, Phase.REST)

    @property
    def needs_target(self) -> bool:
        """The way of seeing hangs on something in front of the camera."""
        return self.mode != "seated"
