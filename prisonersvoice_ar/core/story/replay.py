"""A logged visit lived through again by the engine itself, every happening at its exact time."""

from collections.abc import Iterator
from dataclasses import dataclass

from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.effects import StoryEffect
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.moments import next_moment
from prisonersvoice_ar.core.story.state import StoryState
from prisonersvoice_ar.core.story.visitlog import VisitLog

MOST_AT_ONCE = 1000
"""happenings at one instant: a story that turns in no time is not followed further"""


@dataclass(frozen=True)
class Event:
    """Something that happens in a visit."""

    at: float
    """seconds of story"""
    effects: tuple[StoryEffect, ...]
    given: StoryInput | None
    """what the visitor does then, before the effects; None where nothing new"""
    state: StoryState
    """after it"""


def relive(scene: Scene, log: VisitLog, until: float) -> Iterator[Event]:
    """Every happening of ``log`` up to the story time ``until``, in order; ends with the story."""
    state, effects = engine.begin(scene, log.lang, 0.0)
    yield Event(0.0, effects, None, state)
    acts = {act.at for act in log.acts}
    for now, given in (*log.steps(until), (until, None)):
        for event in _by_itself(scene, state, now):
            state = event.state
            yield event
        if state.ended or given is None:
            return
        state, effects = engine.step(scene, state, given, now)
        if effects or now in acts:
            yield Event(now, effects, given if now in acts else None, state)


def _by_itself(scene: Scene, state: StoryState, end: float) -> Iterator[Event]:
    """What happens up to ``end`` without the visitor; stopped at each moment, so that its time is known."""
    at_once = 0
    while (moment := next_moment(scene, state)) is not None and moment.at <= end:
        at_once = at_once + 1 if moment.at <= state.time else 0
        if at_once > MOST_AT_ONCE:
            return
        out: list[StoryEffect] = []
        state = engine.run_on(scene, state, moment.at, out)
        yield Event(moment.at, tuple(out), None, state)
