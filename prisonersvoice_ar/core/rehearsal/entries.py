"""What was done in a rehearsal, and when: enough to do it all again."""

from dataclasses import dataclass, replace

from prisonersvoice_ar.core.script.model import (
    CloserThan,
    FartherThan,
    Gesture,
    KeyPressed,
    LookAt,
    Pressed,
    TargetLost,
    TargetSeen,
    Touched,
    Trigger,
    VisitorArrived,
    VisitorLeft,
)
from prisonersvoice_ar.core.story.inputs import StoryInput

RESTING = StoryInput(target_seen=True)
"""a visitor who has the target in view and does nothing"""


@dataclass(frozen=True)
class Fire:
    """A leaf of the awaited trigger fires, as if the visitor had done what it waits for."""

    leaf: Trigger


@dataclass(frozen=True)
class Skip:
    """The line that is being said is cut."""


@dataclass(frozen=True)
class Turn:
    """A flag is raised or lowered, as if a beat had set it."""

    flag: str
    on: bool


Deed = Fire | Skip | Turn


@dataclass(frozen=True)
class Entry:
    """One thing that reached the story."""

    time: float
    """seconds of story"""
    given: StoryInput
    """the visitor from now on, or for this instant where ``brief``"""
    deed: Deed | None = None
    """what the author did by hand besides"""
    brief: bool = False
    """the visitor is then as before"""


def quiet(given: StoryInput) -> StoryInput:
    """A visitor who goes on as in ``given``, without its acts."""
    return replace(given, pressed=(), touched=(), keys=()) if acts(given) else given


def acts(given: StoryInput) -> bool:
    """Something is done in this very instant."""
    return bool(given.pressed or given.touched or given.keys)


def doing(leaf: Trigger, before: StoryInput) -> StoryInput:
    """What a visitor does that fires ``leaf``; ``before`` where only time or a line can."""
    match leaf:
        case TargetSeen():
            return replace(before, target_seen=True)
        case TargetLost():
            return replace(before, target_seen=False, distance_m=None)
        case CloserThan(metres):
            return replace(before, target_seen=True, distance_m=metres * 0.9)
        case FartherThan(metres):
            return replace(before, target_seen=True, distance_m=metres * 1.1 + 0.01)
        case LookAt(name):
            return replace(before, looking_at=name)
        case Pressed(button):
            return replace(before, pressed=(button,))
        case Touched(name):
            return replace(before, touched=(name,))
        case KeyPressed(key):
            return replace(before, keys=(key,))
        case Gesture(name):
            return replace(before, gesture=name)
        case VisitorArrived():
            return replace(before, visitor=True)
        case VisitorLeft():
            return replace(before, visitor=False)
        case _:
            return before
