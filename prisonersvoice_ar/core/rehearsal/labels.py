"""Triggers and cues in an author's own words: those of the scene language, for a panel's small space."""

from prisonersvoice_ar.core.script.model import (
    After,
    AllOf,
    AnyOf,
    CloserThan,
    FartherThan,
    Gesture,
    KeyPressed,
    LineEnded,
    LookAt,
    Pressed,
    TargetLost,
    TargetSeen,
    Touched,
    Trigger,
    VisitorArrived,
    VisitorLeft,
)


def leaf_label(trigger: Trigger) -> str:
    """Return ``trigger`` as it is written: "look_at: bunk, for: 1.5s"."""
    match trigger:
        case LookAt(name, seconds):
            return f"look_at: {name}, for: {seconds:g}s"
        case CloserThan(metres):
            return f"closer_than: {metres * 100:g}cm"
        case FartherThan(metres):
            return f"farther_than: {metres * 100:g}cm"
        case After(seconds):
            return f"after: {seconds:g}s"
        case AnyOf(parts):
            return f"any: [{', '.join(leaf_label(part) for part in parts)}]"
        case AllOf(parts):
            return f"all: [{', '.join(leaf_label(part) for part in parts)}]"
        case _:
            return _named(trigger)


def _named(trigger: Trigger) -> str:
    match trigger:
        case Pressed(name):
            return f"press: {name}"
        case Touched(name):
            return f"touch: {name}"
        case KeyPressed(name):
            return f"key: {name}"
        case Gesture(name):
            return f"gesture: {name}"
        case LineEnded(name):
            return f"line_ended: {name}"
        case _:
            return _WORDS[type(trigger)]


_WORDS: dict[type[Trigger], str] = {
    TargetSeen: "target-seen",
    TargetLost: "target-lost",
    VisitorArrived: "visitor-arrived",
    VisitorLeft: "visitor-left",
}


def light_label(light: str, level: float) -> str:
    """Return a light and the level that it goes to."""
    return f"{light} → {level:g}"
