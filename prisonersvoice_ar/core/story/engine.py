"""The story engine: (scene, state, input, now) → (state, effects), without clock, screen or chance.

A beat waits for its ``begin``; then its ambience and entry cues start and its lines are said, each for its
voice's length or the time to read it; then it waits (until, choice, rest, or not at all); then the first
branch that holds leads on. What happens within a step happens at its exact story time and in that order,
however long the step; what the visitor does is sampled at the step's end and held until the next.
"""

from collections.abc import Callable

from prisonersvoice_ar.core.frozen import replace
from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    RETURN,
    Beat,
    Branch,
    LightCue,
    LookAt,
    Scene,
    SoundCue,
    StopCue,
    Trigger,
)
from prisonersvoice_ar.core.story.clock import Clock
from prisonersvoice_ar.core.story.conditions import offered, remember_gaze, way_on
from prisonersvoice_ar.core.story.effects import (
    EndLine,
    EndSound,
    EnterBeat,
    FadeLight,
    PlaySound,
    SetAmbience,
    StartLine,
    StoryEffect,
    StoryEnded,
)
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.moments import Happening, next_moment
from prisonersvoice_ar.core.story.reading import GAP, line_seconds
from prisonersvoice_ar.core.story.state import (
    BUILT_IN_REST,
    Gaze,
    PendingCue,
    Speaking,
    Stage,
    StoryState,
    beat_of,
)
from prisonersvoice_ar.core.story.triggers import awaited, fired_by_act, fired_by_now

MOST_IN_A_STEP = 2000
"""happenings in one step, hundreds of times what five seconds of a story hold; the rest waits for the next"""
LAST_FADE = 4.0
"""seconds in which the ambience goes when the story is over"""

Effects = tuple[StoryEffect, ...]


def begin(scene: Scene, lang: str, now: float) -> tuple[StoryState, Effects]:
    """A story at its first beat; what needs no visitor starts at once."""
    state = StoryState(lang, scene.first, Clock.started(now))
    out: list[StoryEffect] = []
    state = run_on(scene, arrive(scene, state, scene.first), 0.0, out)
    return state, tuple(out)


def step(scene: Scene, state: StoryState, given: StoryInput, now: float) -> tuple[StoryState, Effects]:
    """The story at ``now``, after ``given``; a step goes on by at most ``clock.LONGEST_STEP`` seconds."""
    clock = state.clock.at(now)
    if state.ended:
        return replace(state, clock=clock), ()
    out: list[StoryEffect] = []
    passed: set[str] = set()
    state = run_on(scene, state, clock.time, out, passed)
    state = _sample(scene, replace(state, clock=clock), given)
    state = run_on(scene, state, clock.time, out, passed)
    return state, tuple(out)


def run_on(
    scene: Scene, state: StoryState, end: float, out: list[StoryEffect], passed: set[str] | None = None
) -> StoryState:
    """Let everything happen that is due up to the story time ``end``; effects go to ``out``.

    A beat ends at most once in an instant (``passed``: those that have): beats that chase each other without
    time passing wait for the next step.
    """
    passed = set() if passed is None else passed
    for _ in range(MOST_IN_A_STEP):
        moment = next_moment(scene, state)
        if moment is None or moment.at > end:
            break
        if moment.at > state.time:
            passed.clear()
        state = remember_gaze(replace(state, clock=replace(state.clock, time=moment.at)))
        if moment.what is Happening.BEAT_ENDS:
            if state.beat in passed:
                break
            passed.add(state.beat)
        state = _DO[moment.what](scene, state, out)
    return state


# --- arriving, beginning, leaving ------------------------------------------------------------------


def arrive(scene: Scene, state: StoryState, beat_id: str) -> StoryState:
    """Come to a beat: it waits for its ``begin``, or passes on where it is ``once`` and has been."""
    seen_before = beat_of(scene, beat_id).once and beat_id in state.visited
    return _to_stage(replace(state, beat=beat_id, go=None), Stage.LEAVE if seen_before else Stage.BEGIN)


def enter(scene: Scene, state: StoryState, out: list[StoryEffect]) -> StoryState:
    """Begin the current beat: ambience, flags, entry cues, and on to its lines."""
    beat = beat_of(scene, state.beat)
    out.append(EnterBeat(beat.id))
    if beat.ambience is not None and beat.ambience != state.ambience:
        wanted = beat.ambience if beat.ambience.sound else None
        if wanted is not None or state.ambience is not None:
            out.append(SetAmbience(wanted, beat.ambience.fade))
        state = replace(state, ambience=wanted)
    raised = {name for name, value in beat.set.items() if value}
    state = replace(
        state,
        true_flags=(state.true_flags - set(beat.set)) | raised,
        visited=state.visited | {beat.id},
        next_line=0,
    )
    state = _schedule(state, beat, None, "start")
    return _to_stage(state, Stage.SAY if beat.say else Stage.WAIT)


def _end_wait(scene: Scene, state: StoryState, out: list[StoryEffect]) -> StoryState:
    state = _remember_asked(scene, state)
    if state.stage is Stage.BEGIN:
        return enter(scene, state, out)
    rested = state.rested or beat_of(scene, state.beat).rest is not None
    return _to_stage(replace(state, rested=rested), Stage.LEAVE)


def _remember_asked(scene: Scene, state: StoryState) -> StoryState:
    """A look that the beat asked for counts as one, however short the author made it."""
    trigger = awaited(beat_of(scene, state.beat), state.stage)
    if trigger is None:
        return state
    fired = state.fired | fired_by_now(trigger, state)
    return replace(
        state, looked_at=state.looked_at | {leaf.object for leaf in fired if isinstance(leaf, LookAt)}
    )


def _leave(scene: Scene, state: StoryState, out: list[StoryEffect]) -> StoryState:
    way, returns = way_on(beat_of(scene, state.beat), state), state.returns
    target = way.go
    if way.aside is not None:
        # the checker lets no aside go into itself, so none lies deeper; one that did would remember for ever
        target, returns = way.aside, (*returns, way.go)[-len(scene.beats) :]
    while target == RETURN:
        target, returns = (returns[-1], returns[:-1]) if returns else (ACTIONS, ())
    state = replace(state, returns=returns)
    if target != ACTIONS:
        return arrive(scene, state, target)
    if not state.rested:  # nobody is asked for anything without a quiet before it
        return arrive(scene, state, BUILT_IN_REST.id)
    if state.ambience is not None:
        out.append(SetAmbience(None, LAST_FADE))
    out.append(StoryEnded())
    return _to_stage(replace(state, ambience=None, cues=()), Stage.ENDED)


def _to_stage(state: StoryState, stage: Stage) -> StoryState:
    return replace(state, stage=stage, since=state.time, fired=frozenset())


# --- lines and cues --------------------------------------------------------------------------------


def _start_line(scene: Scene, state: StoryState, out: list[StoryEffect]) -> StoryState:
    beat = beat_of(scene, state.beat)
    line = beat.say[state.next_line]
    seconds = line_seconds(scene, line, state.lang)
    out.append(StartLine(line, state.lang, seconds))
    speaking = Speaking(line, state.time, state.time + seconds)
    return _schedule(replace(state, speaking=speaking, rested=False), beat, line.id, "start")


def _end_line(scene: Scene, state: StoryState, out: list[StoryEffect]) -> StoryState:
    speaking = state.speaking
    if speaking is None:
        return state
    beat, line = beat_of(scene, state.beat), speaking.line.id
    out.append(EndLine(line, speaking.cut))
    state = replace(
        state,
        speaking=None,
        next_line=state.next_line + 1,
        quiet_until=state.time + GAP,
        lines_ended=state.lines_ended | {line},
    )
    state = _schedule(state, beat, line, "end")
    return state if state.next_line < len(beat.say) else _to_stage(state, Stage.WAIT)


def _schedule(state: StoryState, beat: Beat, line: str | None, edge: str) -> StoryState:
    """Put the cues that hang on this edge of ``line`` (None: the beat's entry) on the list."""
    found = [
        PendingCue(state.time + cue.moment.offset, cue)
        for cue in beat.cues
        if cue.moment.line == line and (line is None or cue.moment.edge == edge)
    ]
    ordered = sorted((*state.cues, *found), key=lambda pending: pending.due)  # stable: as the author wrote
    return replace(state, cues=tuple(ordered))


def _fire_cue(_scene: Scene, state: StoryState, out: list[StoryEffect]) -> StoryState:
    cue = state.cues[0].cue
    match cue:
        case LightCue():
            out.append(FadeLight(cue.light, cue.level, cue.fade))
        case SoundCue():
            out.append(PlaySound(cue))
        case StopCue():
            out.append(EndSound(cue))
    return replace(state, cues=state.cues[1:])


# --- the visitor -----------------------------------------------------------------------------------


def _sample(scene: Scene, state: StoryState, given: StoryInput) -> StoryState:
    """Take in what the visitor does now: first what the old sample led to, then the new one, then its acts."""
    before = state.held
    beat = beat_of(scene, state.beat)
    trigger = awaited(beat, state.stage)
    state = _fire(trigger, remember_gaze(state))
    state = _fire(trigger, replace(state, held=given, gaze=_gaze(state, given)))
    if trigger is not None:
        state = _add_fired(state, fired_by_act(trigger, given, before))
    if state.stage is Stage.WAIT:
        taken = next((choice for choice in offered(beat, state) if choice.id in given.pressed), None)
        state = state if taken is None else replace(state, go=Branch(taken.go, aside=taken.aside))
    return state


def _fire(trigger: Trigger | None, state: StoryState) -> StoryState:
    return state if trigger is None else _add_fired(state, fired_by_now(trigger, state))


def _add_fired(state: StoryState, leaves: frozenset[Trigger]) -> StoryState:
    return state if leaves <= state.fired else replace(state, fired=state.fired | leaves)


def _gaze(state: StoryState, given: StoryInput) -> Gaze | None:
    if given.looking_at is None:
        return None
    if state.gaze is not None and state.gaze.object == given.looking_at:
        return state.gaze
    return Gaze(given.looking_at, state.time)


_DO: dict[Happening, Callable[[Scene, StoryState, list[StoryEffect]], StoryState]] = {
    Happening.CUE: _fire_cue,
    Happening.LINE_ENDS: _end_line,
    Happening.LINE_STARTS: _start_line,
    Happening.WAIT_ENDS: _end_wait,
    Happening.BEAT_ENDS: _leave,
}
