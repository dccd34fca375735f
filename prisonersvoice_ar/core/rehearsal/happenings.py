"""What happens in a rehearsal: the story's effects, and its waits as they begin, are answered and end."""

from dataclasses import dataclass, replace

from prisonersvoice_ar.core.rehearsal.entries import Deed
from prisonersvoice_ar.core.script.model import Scene, Trigger
from prisonersvoice_ar.core.story.effects import StoryEffect
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.state import Stage, StoryState, beat_of
from prisonersvoice_ar.core.story.triggers import awaited, due, fired_by_act, fired_by_now


@dataclass(frozen=True)
class WaitBegan:
    """A beat waits: for its ``begin``, or after its lines."""

    beat: str
    stage: Stage
    trigger: Trigger | None
    """None: it passes on at once"""


@dataclass(frozen=True)
class Fired:
    """A leaf of the awaited trigger has fired."""

    beat: str
    leaf: Trigger


@dataclass(frozen=True)
class Chosen:
    """A choice was taken."""

    beat: str
    choice: str


@dataclass(frozen=True)
class WaitEnded:
    """The wait that began last is over."""

    beat: str


@dataclass(frozen=True)
class Did:
    """The author did something by hand."""

    deed: Deed


What = StoryEffect | WaitBegan | Fired | Chosen | WaitEnded | Did


@dataclass(frozen=True)
class Happening:
    """One thing that happened."""

    time: float
    """seconds of story"""
    what: What


Wait = tuple[str, Stage, float]


def wait_of(state: StoryState) -> Wait | None:
    """Which wait ``state`` stands in; None where it waits for nothing."""
    return (state.beat, state.stage, state.since) if state.stage in (Stage.BEGIN, Stage.WAIT) else None


def trigger_of(scene: Scene, state: StoryState) -> Trigger | None:
    """What ``state`` waits for."""
    return awaited(beat_of(scene, state.beat), state.stage)


def noted(
    scene: Scene,
    before: StoryState,
    after: StoryState,
    effects: tuple[StoryEffect, ...],
    given: StoryInput | None = None,
) -> list[Happening]:
    """What happened in a step from ``before`` to ``after`` that gave ``effects``; ``given`` None: no sample."""
    was, now = wait_of(before), wait_of(after)
    found: list[Happening] = []
    if was is not None and was == now:
        found += _answers(before, after, after.fired - before.fired)
    elif was is not None:
        found += _end_of_wait(scene, before, after, given)
    found += [Happening(after.time, effect) for effect in effects]
    if now is not None and now != was:
        found.append(Happening(after.time, WaitBegan(after.beat, after.stage, trigger_of(scene, after))))
        found += _answers(after, after, after.fired)
    return found


def first_wait(scene: Scene, state: StoryState, effects: tuple[StoryEffect, ...]) -> list[Happening]:
    """What there is to say of a take's beginning."""
    found: list[What] = list(effects)
    if wait_of(state) is not None:
        found.append(WaitBegan(state.beat, state.stage, trigger_of(scene, state)))
    return [Happening(state.time, what) for what in found]


def _end_of_wait(
    scene: Scene, before: StoryState, after: StoryState, given: StoryInput | None
) -> list[Happening]:
    trigger = trigger_of(scene, before)
    found: list[Happening] = []
    if trigger is not None:
        then = replace(before, clock=after.clock)
        fired = fired_by_now(trigger, then)
        if given is not None:
            fired |= fired_by_now(trigger, replace(then, held=given, gaze=after.gaze))
            fired |= fired_by_act(trigger, given, before.held)
        found += _answers(before, after, fired - before.fired)
    last: list[What] = [WaitEnded(before.beat)]
    if given is not None and before.stage is Stage.WAIT:
        offered = {choice.id for choice in beat_of(scene, before.beat).choice}
        last = [*(Chosen(before.beat, button) for button in given.pressed if button in offered), *last]
    return [*found, *(Happening(after.time, what) for what in last)]


def _answers(before: StoryState, after: StoryState, fired: frozenset[Trigger]) -> list[Happening]:
    """The leaves that have ``fired``, each at its time: of "all of" a step may have passed over one's."""

    def time_of(leaf: Trigger) -> float:
        time = due(leaf, before)
        return time if time is not None and before.time < time <= after.time else after.time

    found = [Happening(time_of(leaf), Fired(before.beat, leaf)) for leaf in sorted(fired, key=repr)]
    return sorted(found, key=lambda one: one.time)
