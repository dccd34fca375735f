"""Letting a story run in a rehearsal: from one happening to the next, so that every time is exact.

Seconds of story throughout. A rehearsal's own time is the story's: ``StoryState.time``.
"""

from dataclasses import dataclass
from math import ceil
from typing import Literal

from prisonersvoice_ar.core.frozen import replace
from prisonersvoice_ar.core.rehearsal.entries import RESTING, Entry, Fire, Skip, Turn, doing, quiet
from prisonersvoice_ar.core.rehearsal.happenings import (
    Did,
    Fired,
    Happening,
    first_wait,
    noted,
    trigger_of,
    wait_of,
)
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.clock import LONGEST_STEP, TICK, Clock, in_ticks
from prisonersvoice_ar.core.story.effects import StoryEffect
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.jumps import jump, skip_line
from prisonersvoice_ar.core.story.moments import next_moment
from prisonersvoice_ar.core.story.state import StoryState
from prisonersvoice_ar.core.story.triggers import leaves

GRAIN = in_ticks(1 / 60)
"""seconds: beats that chase each other without time passing are given a frame's time, as in a visit"""

Log = list[Happening]


Begun = Literal["beginning", "cold", "along", "carried"]


@dataclass(frozen=True)
class Start:
    """How a take begins."""

    state: StoryState
    effects: tuple[StoryEffect, ...] = ()
    """what sets stage and speaker to it"""
    how: Begun = "beginning"
    beat: str = ""
    """cold, along: the beat that begins"""


def beginning(scene: Scene, lang: str) -> Start:
    """The story's own beginning, at 0 s."""
    return Start(*engine.begin(scene, lang, 0.0))


def cold(scene: Scene, lang: str, beat: str) -> Start:
    """``beat`` begins at 0 s and nothing was before it. KeyError: no such beat."""
    return Start(*jump(scene, StoryState(lang, beat, Clock.started(0.0)), beat), "cold", beat)


def next_time(scene: Scene, state: StoryState) -> float | None:
    """When something happens next by itself, in whole ticks and later than now; None: only a visitor can go on."""
    moment = next_moment(scene, state)
    if moment is None:
        return None
    return state.time + GRAIN if moment.at <= state.time else _up_to_ticks(moment.at)


def run(scene: Scene, state: StoryState, end: float, log: Log | None = None) -> StoryState:
    """The story at ``end``, the visitor as before; what happens is added to ``log``, each at its time."""
    end = in_ticks(end)
    while state.time < end:
        state = run_once(scene, state, end, log)
    return state


def run_once(scene: Scene, state: StoryState, end: float, log: Log | None = None) -> StoryState:
    """The story at its next happening, or at ``end`` if that is sooner (at most ``LONGEST_STEP`` on)."""
    at = next_time(scene, state)
    stop = min(end, state.time + LONGEST_STEP)
    time = stop if at is None else min(at, stop)
    if state.held is None:
        return _unseen(scene, state, time, log)
    return sample(scene, state, quiet(state.held), time, log)


def _unseen(scene: Scene, state: StoryState, time: float, log: Log | None) -> StoryState:
    """Before the first sample nobody has looked: what the visitor is like answers nothing yet."""
    out: list[StoryEffect] = []
    after = engine.run_on(scene, state, time, out)
    return _leap(
        scene, state, (replace(after, clock=after.clock.at(time + state.clock.offset)), tuple(out)), log
    )


def sample(
    scene: Scene, state: StoryState, given: StoryInput, time: float, log: Log | None = None
) -> StoryState:
    """One step of the engine, to ``time`` (at most ``LONGEST_STEP`` on) and with ``given`` at its end."""
    after, effects = engine.step(scene, state, given, time + state.clock.offset)
    if log is not None and (effects or wait_of(after) != wait_of(state) or after.fired != state.fired):
        log += noted(scene, state, after, effects, given)
    return after


def do(scene: Scene, state: StoryState, entry: Entry, log: Log | None = None) -> StoryState:
    """The story once ``entry`` has reached it; it stands at ``entry.time``, or that is now."""
    before = quiet(state.held or RESTING)
    given = doing(entry.deed.leaf, before) if isinstance(entry.deed, Fire) else entry.given
    if entry.deed is not None and log is not None:
        log.append(Happening(state.time, Did(entry.deed)))
    match entry.deed:
        case Fire():
            state = _fire(scene, state, entry.deed, given, log)
        case Skip():
            state = _leap(scene, state, skip_line(scene, state), log)
        case Turn(flag, on):
            flags = state.true_flags | {flag} if on else state.true_flags - {flag}
            state = replace(state, true_flags=flags)
        case _:
            state = sample(scene, state, given, state.time, log)
    return sample(scene, state, before, state.time, log) if entry.brief else state


def _fire(scene: Scene, state: StoryState, deed: Fire, given: StoryInput, log: Log | None) -> StoryState:
    """What the visitor would do; where that takes time (a long look, ``after``), the leaf has fired all the same."""
    wait = wait_of(state)
    trigger = trigger_of(scene, state)
    state = sample(scene, state, given, state.time, log)
    if wait is None or wait_of(state) != wait or trigger is None or deed.leaf in state.fired:
        return state
    if deed.leaf not in set(leaves(trigger)):
        return state
    if log is not None:
        log.append(Happening(state.time, Fired(state.beat, deed.leaf)))
    fired = replace(state, fired=state.fired | {deed.leaf})
    out: list[StoryEffect] = []
    after = engine.run_on(scene, fired, state.time, out)
    return _leap(scene, fired, (after, tuple(out)), log)


def _leap(
    scene: Scene, state: StoryState, done: tuple[StoryState, tuple[StoryEffect, ...]], log: Log | None
) -> StoryState:
    after, effects = done
    if log is not None:
        log += noted(scene, state, after, effects)
    return after


def opening(scene: Scene, start: Start) -> Log:
    """What there is to say of a take's beginning."""
    return first_wait(scene, start.state, start.effects)


def _up_to_ticks(seconds: float) -> float:
    return ceil(seconds / TICK) * TICK
