"""When a trigger fires. The visitor's last sample is held until the next, so that times come out exact.

A leaf that has fired since the wait began stays fired (``StoryState.fired``): that is what "all of" needs.
"""

from collections.abc import Iterator

from prisonersvoice_ar.core.script.model import (
    CONTINUE,
    After,
    AllOf,
    AnyOf,
    Beat,
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
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.state import Stage, StoryState

NEVER = AnyOf(())


def awaited(beat: Beat, stage: Stage) -> Trigger | None:
    """What ``beat`` waits for in ``stage``; None where it passes on at once."""
    if stage is Stage.BEGIN:
        return beat.begin
    if stage is not Stage.WAIT:
        return None
    if beat.rest is not None:
        quiet: tuple[Trigger, ...] = (After(beat.rest), Pressed(CONTINUE))
        return AnyOf(quiet if beat.until is None else (*quiet, beat.until))
    return beat.until if beat.until is not None else (NEVER if beat.choice else None)


def due(trigger: Trigger, state: StoryState) -> float | None:
    """The story time at which ``trigger`` fires if the visitor goes on as sampled; None: not by time alone.

    Never earlier than the wait's beginning; may lie in the past.
    """
    if isinstance(trigger, AnyOf):
        times = [time for part in trigger.of if (time := due(part, state)) is not None]
        return min(times, default=None)
    if isinstance(trigger, AllOf):
        all_times = [due(part, state) for part in trigger.of]
        known = [time for time in all_times if time is not None]
        return max(known, default=state.since) if len(known) == len(all_times) else None
    if trigger in state.fired:
        return state.since
    return _leaf_due(trigger, state)


def _leaf_due(trigger: Trigger, state: StoryState) -> float | None:
    if isinstance(trigger, After):
        return state.since + trigger.seconds
    if isinstance(trigger, LookAt):
        if state.gaze is None or state.gaze.object != trigger.object:
            return None
        return max(state.since, state.gaze.since + trigger.seconds)
    if isinstance(trigger, LineEnded):
        return state.since if trigger.line in state.lines_ended else None
    return state.since if state.held is not None and _level(trigger, state.held) else None


def _level(trigger: Trigger, held: StoryInput) -> bool:
    """Whether ``trigger`` holds while the visitor is as in ``held``; what happens in an instant never does."""
    match trigger:
        case TargetSeen():
            return held.target_seen
        case TargetLost():
            return not held.target_seen
        case VisitorArrived():
            return held.visitor
        case VisitorLeft():
            return not held.visitor
        case CloserThan(metres):
            return held.distance_m is not None and held.distance_m < metres
        case FartherThan(metres):
            return held.distance_m is not None and held.distance_m > metres
        case _:
            return False


def fired_by_now(trigger: Trigger, state: StoryState) -> frozenset[Trigger]:
    """The leaves that have fired up to the state's time."""
    times = ((leaf, due(leaf, state)) for leaf in leaves(trigger))
    return frozenset(leaf for leaf, time in times if time is not None and time <= state.time)


def fired_by_act(trigger: Trigger, given: StoryInput, before: StoryInput | None) -> frozenset[Trigger]:
    """The leaves that ``given``'s presses, touches, keys and a newly made gesture fire.

    A gesture that is held on from the sample ``before`` is not made anew: the hand leaves before it arms again.
    """
    made = given.gesture if before is None or before.gesture != given.gesture else None

    def acted(leaf: Trigger) -> bool:
        if isinstance(leaf, Pressed):
            return leaf.button in given.pressed
        if isinstance(leaf, Touched):
            return leaf.object in given.touched
        if isinstance(leaf, KeyPressed):
            return leaf.key in given.keys
        return isinstance(leaf, Gesture) and made is not None and leaf.name == made

    return frozenset(leaf for leaf in leaves(trigger) if acted(leaf))


def leaves(trigger: Trigger) -> Iterator[Trigger]:
    """The triggers within ``trigger`` that are not made of others."""
    if isinstance(trigger, AnyOf | AllOf):
        for part in trigger.of:
            yield from leaves(part)
    else:
        yield trigger
