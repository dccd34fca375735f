"""Where a story stands: one frozen value, enough to go on from."""

from dataclasses import dataclass, field
from enum import StrEnum

from prisonersvoice_ar.core.script.model import ACTIONS, Ambience, Beat, Branch, Cue, Line, Scene, Trigger
from prisonersvoice_ar.core.story.clock import Clock
from prisonersvoice_ar.core.story.inputs import StoryInput

BUILT_IN_REST = Beat("(rest)", then=(Branch(ACTIONS),), rest=20.0)
"""the quiet that a scene without one is given before ``actions``; its id is none that an author can write"""


class Stage(StrEnum):
    """What the current beat is doing."""

    BEGIN = "begin"
    """waits for its ``begin``"""
    SAY = "say"
    """a line is being said, or the breath before it"""
    WAIT = "wait"
    """its lines are over: until, choice or rest"""
    LEAVE = "leave"
    """passes on to ``then`` at once"""
    ENDED = "ended"
    """the story has reached ``actions``"""


@dataclass(frozen=True)
class Speaking:
    """The line that is being said."""

    line: Line
    started: float
    """story time"""
    until: float
    """story time"""
    cut: bool = False

    @property
    def seconds(self) -> float:
        """The line's length as it was started."""
        return self.until - self.started


@dataclass(frozen=True)
class Gaze:
    """An unbroken look at one object."""

    object: str
    since: float
    """story time"""


@dataclass(frozen=True)
class PendingCue:
    """A cue whose moment is known."""

    due: float
    """story time"""
    cue: Cue


@dataclass(frozen=True)
class StoryState:
    """A story in mid-air. All times are seconds of ``clock``, which starts at 0 with the story."""

    lang: str
    beat: str
    clock: Clock = field(default_factory=Clock)
    stage: Stage = Stage.BEGIN
    since: float = 0.0
    """when the stage began"""
    speaking: Speaking | None = None
    next_line: int = 0
    """index of the beat's line that is to be said next"""
    quiet_until: float = 0.0
    """the breath after the last line; no line starts earlier"""
    cues: tuple[PendingCue, ...] = ()
    """by the time they are due; they outlive their beat"""
    held: StoryInput | None = None
    """the last sample of the visitor, held until the next"""
    gaze: Gaze | None = None
    fired: frozenset[Trigger] = frozenset()
    """leaves of the current wait's trigger that have fired since it began"""
    go: Branch | None = None
    """the way that a choice has opened"""
    rested: bool = False
    """a rest is over, and nothing has been said since"""
    returns: tuple[str, ...] = ()
    """where each aside that the story is in will return to, the innermost last"""
    true_flags: frozenset[str] = frozenset()
    looked_at: frozenset[str] = frozenset()
    visited: frozenset[str] = frozenset()
    """beats that have begun"""
    lines_ended: frozenset[str] = frozenset()
    ambience: Ambience | None = None

    @property
    def time(self) -> float:
        """Seconds of story so far."""
        return self.clock.time

    @property
    def ended(self) -> bool:
        """The story has reached ``actions``."""
        return self.stage is Stage.ENDED


def beat_of(scene: Scene, beat_id: str) -> Beat:
    """The beat called ``beat_id``, the built-in rest among them."""
    return BUILT_IN_REST if beat_id == BUILT_IN_REST.id else scene.beats[beat_id]


def last_rest(scene: Scene) -> Beat:
    """The quiet end: the first rest beat that surely leads to ``actions``, else the built-in one."""
    return next((beat for beat in scene.beats.values() if is_last_rest(beat)), BUILT_IN_REST)


def is_last_rest(beat: Beat) -> bool:
    """``beat`` is a rest after which the story is over."""
    return beat.rest is not None and all(
        branch.go == ACTIONS and branch.aside is None for branch in beat.then
    )
