"""A place in a scene that has changed: the same beat, line, flags and view, as far as they are still there."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    RETURN,
    Beat,
    Branch,
    Cue,
    LightCue,
    Line,
    Scene,
)
from prisonersvoice_ar.core.story.clock import TICK
from prisonersvoice_ar.core.story.reading import line_seconds
from prisonersvoice_ar.core.story.state import BUILT_IN_REST, PendingCue, Speaking, Stage, StoryState, beat_of
from prisonersvoice_ar.core.story.triggers import awaited, leaves

KINDS = ("beat-gone", "line-gone", "line-length", "wait-changed", "language-gone", "history-gone")
"""what a note may say"""
_ALIKE = 0.05
"""seconds by which two lengths of a line may differ and be the same to the ear"""


@dataclass(frozen=True)
class Note:
    """Something that could not be kept as it was."""

    kind: str
    """one of KINDS"""
    facts: Mapping[str, str] = field(default_factory=dict)
    """beat-gone: beat, instead; line-gone: line, beat; line-length: line, was, is; wait-changed: beat;
    language-gone: language, instead; history-gone: nothing"""


@dataclass(frozen=True)
class Carried:
    """A state of the new scene, and what is not as it was."""

    state: StoryState
    notes: tuple[Note, ...] = ()


def carry(old: Scene, state: StoryState, new: Scene, lang: str | None = None) -> Carried:
    """``state`` of ``old`` as a state of ``new``, whatever that is, told in ``lang``. Its time stays. Raises nothing."""
    wanted = lang or state.lang
    kept = kept_language(wanted, new)
    notes = [Note("language-gone", {"language": wanted, "instead": kept})] if kept != wanted else []
    beat = kept_beat(old, state.beat, new, state.visited)
    known = _known(replace(state, lang=kept), new)
    if state.ended:
        return Carried(replace(known, beat=beat), tuple(notes))
    if beat != state.beat:
        notes.append(Note("beat-gone", {"beat": state.beat, "instead": beat}))
        return Carried(_at_beginning(known, beat), tuple(notes))
    stage = _saying if state.stage is Stage.SAY else _waiting
    carried, more = stage(old, known, new)
    return Carried(replace(carried, cues=_cues(state, carried, new)), (*notes, *more))


def _at_beginning(state: StoryState, beat: str) -> StoryState:
    """Before ``beat``, which waits for its ``begin``."""
    fresh = replace(state, beat=beat, stage=Stage.BEGIN, since=state.time, fired=frozenset())
    return replace(fresh, speaking=None, next_line=0, quiet_until=0.0, go=None, cues=())


def kept_language(lang: str, new: Scene) -> str:
    """``lang`` if ``new`` is told in it, else that which it falls back to."""
    if lang in new.languages or not new.languages:
        return lang
    return new.fallback if new.fallback in new.languages else new.languages[0]


def kept_beat(old: Scene, beat: str, new: Scene, visited: frozenset[str] = frozenset()) -> str:
    """``beat`` if ``new`` has it, else the nearest before it that survives: one that was visited rather than not."""
    if beat in new.beats or beat == BUILT_IN_REST.id:
        return beat
    before: dict[str, list[str]] = {}
    for one in old.beats.values():
        for name in _leads_to(one):
            before.setdefault(name, []).append(one.id)
    seen, queue = {beat}, deque([beat])
    while queue:
        earlier = [name for name in before.get(queue.popleft(), ()) if name not in seen]
        for name in sorted(earlier, key=lambda one: one not in visited):
            if name in new.beats:
                return name
            seen.add(name)
            queue.append(name)
    return new.first


def _leads_to(beat: Beat) -> set[str]:
    return {name for way in beat.ways for name in (way.go, way.aside) if name is not None}


def _known(state: StoryState, new: Scene) -> StoryState:
    """``state`` with nothing in it that ``new`` has not."""
    beats = {*new.beats, BUILT_IN_REST.id}
    ways = {*beats, ACTIONS, RETURN}
    lines = {line.id for beat in new.beats.values() for line in beat.say}
    return replace(
        state,
        visited=state.visited & beats,
        lines_ended=state.lines_ended & lines,
        returns=tuple(name for name in state.returns if name in ways),
        go=state.go if state.go is not None and _leads_into(state.go, ways) else None,
    )


def _leads_into(way: Branch, ways: set[str]) -> bool:
    return way.go in ways and (way.aside is None or way.aside in ways)


def _waiting(old: Scene, state: StoryState, new: Scene) -> tuple[StoryState, tuple[Note, ...]]:
    """The same wait, with what has answered it so far."""
    was = awaited(beat_of(old, state.beat), state.stage)
    now = awaited(beat_of(new, state.beat), state.stage)
    if was == now:
        return state, ()
    known = frozenset(leaves(now)) if now is not None else frozenset()
    return replace(state, fired=state.fired & known), (Note("wait-changed", {"beat": state.beat}),)


def _saying(old: Scene, state: StoryState, new: Scene) -> tuple[StoryState, tuple[Note, ...]]:
    """The same line, as far into it."""
    said, say = beat_of(old, state.beat).say, beat_of(new, state.beat).say
    speaking = state.speaking
    index = _index(say, speaking.line.id) if speaking is not None else None
    if speaking is None or index is None:
        following = _next_of(said, say, state.next_line)
        notes = (Note("line-gone", {"line": speaking.line.id, "beat": state.beat}),) if speaking else ()
        state = replace(state, speaking=None, next_line=following)
        if following >= len(say):
            state = replace(state, stage=Stage.WAIT, since=state.time, fired=frozenset())
        return state, notes
    seconds = line_seconds(new, say[index], state.lang)
    scaled = rescaled(speaking, say[index], seconds, state.time)
    moved = abs(seconds - speaking.seconds) > _ALIKE
    facts = {"line": say[index].id, "was": f"{speaking.seconds:.1f}", "is": f"{seconds:.1f}"}
    return replace(state, speaking=scaled, next_line=index), (Note("line-length", facts),) if moved else ()


def rescaled(speaking: Speaking, line: Line, seconds: float, time: float) -> Speaking:
    """``line`` in place of that which is being said, ``seconds`` long, and in the same proportion said at ``time``."""
    if speaking.cut or abs(seconds - speaking.seconds) < TICK:
        return replace(speaking, line=line)
    done = min(max((time - speaking.started) / speaking.seconds, 0.0), 1.0) if speaking.seconds > 0 else 1.0
    started = time - done * seconds
    return Speaking(line, started, max(started + seconds, time))


def _index(say: tuple[Line, ...], line: str) -> int | None:
    return next((index for index, one in enumerate(say) if one.id == line), None)


def _next_of(said: tuple[Line, ...], say: tuple[Line, ...], next_line: int) -> int:
    """Which of ``say`` comes next where ``said[next_line]`` came: it, else the first after it that is still there."""
    for line in said[next_line:]:
        index = _index(say, line.id)
        if index is not None:
            return index
    earlier = [_index(say, line.id) for line in said[:next_line]]
    return max((index + 1 for index in earlier if index is not None), default=0)


def _cues(was: StoryState, state: StoryState, new: Scene) -> tuple[PendingCue, ...]:
    """What was still to come, as ``new`` has it."""
    every = [cue for beat in new.beats.values() for cue in beat.cues]
    found = []
    for pending in was.cues:
        cue = (
            pending.cue if pending.cue in every else next((c for c in every if _alike(c, pending.cue)), None)
        )
        if cue is not None:
            due = pending.due + cue.moment.offset - pending.cue.moment.offset
            found.append(PendingCue(max(_moved(due, cue, was, state), state.time), cue))
    return tuple(sorted(found, key=lambda pending: pending.due))


def _moved(due: float, cue: Cue, was: StoryState, state: StoryState) -> float:
    """A cue goes with the start of the line that it hangs on."""
    hangs = (
        was.speaking is not None and cue.moment.line == was.speaking.line.id and cue.moment.edge == "start"
    )
    if not hangs or was.speaking is None or state.speaking is None:
        return due
    return due + state.speaking.started - was.speaking.started


def _alike(one: Cue, other: Cue) -> bool:
    """The same light or sound, hung on the same."""
    same = (one.moment.line, one.moment.edge) == (other.moment.line, other.moment.edge)
    return same and type(one) is type(other) and _name(one) == _name(other)


def _name(cue: Cue) -> str:
    return cue.light if isinstance(cue, LightCue) else cue.sound
