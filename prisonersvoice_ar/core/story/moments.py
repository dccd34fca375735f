"""What happens next in a story, and when."""

from dataclasses import dataclass
from enum import IntEnum

from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.state import Stage, StoryState, beat_of
from prisonersvoice_ar.core.story.triggers import awaited, due


class Happening(IntEnum):
    """What can happen by itself; of two at the same time the lower comes first."""

    CUE = 0
    LINE_ENDS = 1
    LINE_STARTS = 2
    WAIT_ENDS = 3
    BEAT_ENDS = 4


@dataclass(frozen=True, order=True)
class Moment:
    """One happening at a story time that is not before the state's."""

    at: float
    what: Happening


def next_moment(scene: Scene, state: StoryState) -> Moment | None:
    """The next thing that happens if the visitor goes on as sampled; None: only the visitor can go on."""
    if state.ended:
        return None
    found = [moment for moment in (_cue(state), _of_stage(scene, state)) if moment is not None]
    return min(found, default=None)


def _cue(state: StoryState) -> Moment | None:
    return Moment(max(state.cues[0].due, state.time), Happening.CUE) if state.cues else None


def _of_stage(scene: Scene, state: StoryState) -> Moment | None:
    if state.stage is Stage.LEAVE:
        return Moment(state.time, Happening.BEAT_ENDS)
    if state.stage is Stage.SAY:
        if state.speaking is not None:
            return Moment(max(state.speaking.until, state.time), Happening.LINE_ENDS)
        return Moment(max(state.quiet_until, state.time), Happening.LINE_STARTS)
    trigger = awaited(beat_of(scene, state.beat), state.stage)
    time = state.since if trigger is None else due(trigger, state)
    if state.go is not None:
        time = state.time
    return None if time is None else Moment(max(time, state.time), Happening.WAIT_ENDS)
