"""The shortest visit that reaches a beat: found by playing, so that what it leaves behind is true.

Dijkstra's search over situations (Hart, Nilsson & Raphael 1968: with the number of beats that are at least to
come as the estimate), each step of which is the engine's. A visit is as short as it has few beats, then as few
things done, then as little time.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import count

from prisonersvoice_ar.core.rehearsal.entries import RESTING, Entry, Fire
from prisonersvoice_ar.core.rehearsal.happenings import Wait, trigger_of, wait_of
from prisonersvoice_ar.core.rehearsal.running import (
    Log,
    Start,
    beginning,
    do,
    next_time,
    run_once,
)
from prisonersvoice_ar.core.script.model import (
    RETURN,
    After,
    Beat,
    Condition,
    LineEnded,
    LookAt,
    Scene,
)
from prisonersvoice_ar.core.story.clock import Clock
from prisonersvoice_ar.core.story.effects import EnterBeat
from prisonersvoice_ar.core.story.jumps import jump
from prisonersvoice_ar.core.story.show import choices
from prisonersvoice_ar.core.story.state import StoryState, beat_of
from prisonersvoice_ar.core.story.triggers import leaves

MOST_STEPS = 10_000
"""of the engine in one search, half a second or so; a beat that takes more is come to along its ways instead"""


@dataclass(frozen=True)
class Walk:
    """A visit that reaches a beat."""

    start: Start
    entries: tuple[Entry, ...]
    arrived: float
    """seconds of story at which the beat begins"""


@dataclass(frozen=True, order=True)
class _Node:
    """A situation in which a visitor can do something, and what was done to come there."""

    cost: tuple[int, int, float, int]
    """beats at least, things done, seconds, and a number of its own"""
    beats: int = field(compare=False)
    state: StoryState = field(compare=False)
    entries: tuple[Entry, ...] = field(compare=False)


def walk(scene: Scene, lang: str, beat: str, most_steps: int | None = None) -> Walk | None:
    """The shortest visit from the story's beginning in which ``beat`` begins; None: none was found in ``MOST_STEPS``."""
    ahead = beats_to(scene, beat)
    if scene.first not in ahead:
        return None
    return _Search(scene, beat, ahead, MOST_STEPS if most_steps is None else most_steps).go(
        beginning(scene, lang)
    )


class _Search:
    def __init__(self, scene: Scene, beat: str, ahead: dict[str, int], most_steps: int) -> None:
        self.scene, self.beat, self.ahead = scene, beat, ahead
        self.left = most_steps
        self.asked = _Asked.of(scene)
        self.known: set[object] = set()
        self.heap: list[_Node] = []
        self.numbers = count()

    def go(self, start: Start) -> Walk | None:
        if EnterBeat(self.beat) in start.effects:
            return Walk(start, (), start.state.time)
        log: Log = []
        entry = Entry(start.state.time, RESTING)
        state = do(self.scene, start.state, entry, log)
        found = self._come(state, (entry,), 0, log)
        while found is None and self.heap and self.left > 0:
            found = self._expand(heappop(self.heap))
        return None if found is None else Walk(start, found[0], found[1])

    def _expand(self, node: _Node) -> tuple[tuple[Entry, ...], float] | None:
        for entries in self._moves(node.state):
            state, log = node.state, Log()
            for entry in entries:
                state = self._play(state, entry.time, log)
                state = do(self.scene, state, entry, log)
            found = self._come(state, (*node.entries, *entries), node.beats, log)
            if found is not None:
                return found
        log = []
        return self._come(self._wait_on(node.state, log), node.entries, node.beats, log)

    def _come(
        self, state: StoryState, entries: tuple[Entry, ...], beats: int, log: Log
    ) -> tuple[tuple[Entry, ...], float] | None:
        """Go on to where a visitor can do something; the visit, where the beat begins on the way."""
        passed: set[object] = set()
        while (arrived := self._arrived(log)) is None:
            entered = sum(isinstance(one.what, EnterBeat) for one in log)
            beats += entered
            log.clear()
            key = self.asked.key(state)
            in_circle = entered > 0 and key in passed
            if state.ended or key in self.known or in_circle or state.beat not in self.ahead:
                return None
            if _is_open(self.scene, state):
                self.known.add(key)
                cost = (beats + self.ahead[state.beat], len(entries), state.time, next(self.numbers))
                heappush(self.heap, _Node(cost, beats, state, entries))
                return None
            if entered:
                passed.add(key)
            if next_time(self.scene, state) is None or self.left <= 0:
                return None
            state = self._once(state, log)
        return entries, arrived

    def _moves(self, state: StoryState) -> Iterator[tuple[Entry, ...]]:
        """What a visitor can do now."""
        for choice in choices(self.scene, state):
            given = replace(RESTING, pressed=(choice.id,))
            yield (Entry(state.time, given, brief=True),)
        trigger = trigger_of(self.scene, state)
        for leaf in dict.fromkeys(leaves(trigger)) if trigger is not None else ():
            if leaf in state.fired or isinstance(leaf, After | LineEnded):
                continue
            later = state.time + (leaf.seconds if isinstance(leaf, LookAt) else 0.0)
            yield (Entry(later, RESTING, Fire(leaf), brief=True),)

    def _wait_on(self, state: StoryState, log: Log) -> StoryState:
        """Let the wait end by itself."""
        wait: Wait | None = wait_of(state)
        while wait_of(state) == wait and self.left > 0 and next_time(self.scene, state) is not None:
            state = self._once(state, log)
        return state

    def _play(self, state: StoryState, time: float, log: Log) -> StoryState:
        while state.time < time and self.left > 0:
            self.left -= 1
            state = run_once(self.scene, state, time, log)
        return state

    def _once(self, state: StoryState, log: Log) -> StoryState:
        self.left -= 1
        at = next_time(self.scene, state)
        return run_once(self.scene, state, state.time if at is None else at, log)

    def _arrived(self, log: Log) -> float | None:
        return next((one.time for one in log if one.what == EnterBeat(self.beat)), None)


def _is_open(scene: Scene, state: StoryState) -> bool:
    """A visitor can change how it goes on."""
    return trigger_of(scene, state) is not None


@dataclass(frozen=True)
class _Asked:
    """What a scene's ways ask about: only in this do two visits at one place differ in what is to come."""

    flags: frozenset[str]
    looks: frozenset[str]
    beats: frozenset[str]
    lines: frozenset[str]

    @classmethod
    def of(cls, scene: Scene) -> "_Asked":
        beats = scene.beats.values()
        conditions = [way.when for beat in beats for way in _ways(beat) if way.when is not None]
        triggers = [trigger for beat in beats for trigger in (beat.begin, beat.until) if trigger is not None]
        return cls(
            frozenset(one.flag for one in conditions if one.flag is not None),
            frozenset(one.looked_at for one in conditions if one.looked_at is not None),
            frozenset(one.visited for one in conditions if one.visited is not None)
            | {beat.id for beat in beats if beat.once or beat.rest is not None},
            frozenset(leaf.line for one in triggers for leaf in leaves(one) if isinstance(leaf, LineEnded)),
        )

    def key(self, state: StoryState) -> object:
        """The same for states from which the same can come."""
        return (
            state.beat,
            state.stage,
            state.fired,
            state.returns,
            state.true_flags & self.flags,
            state.looked_at & self.looks,
            state.visited & self.beats,
            state.lines_ended & self.lines,
        )


# --- along the ways, without playing -----------------------------------------------------------------


def _ways(beat: Beat) -> tuple["_Way", ...]:
    return tuple(
        _Way(name, way.when) for way in beat.ways for name in (way.go, way.aside) if name is not None
    )


@dataclass(frozen=True)
class _Way:
    go: str
    when: Condition | None


def _next_beats(scene: Scene, beat: Beat) -> list[_Way]:
    """Where ``beat`` can lead; ``return``: to wherever an aside was left for."""
    ways = [way for way in _ways(beat) if way.go in scene.beats]
    if any(way.go == RETURN for way in _ways(beat)):
        every = (way for one in scene.beats.values() for way in one.ways if way.aside)
        ways += [_Way(way.go, None) for way in every if way.go in scene.beats]
    return ways


def beats_to(scene: Scene, beat: str) -> dict[str, int]:
    """Beat to the number of beats that are at least to come until ``beat`` begins; those that cannot reach it are not in it."""
    before: dict[str, list[str]] = {}
    for one in scene.beats.values():
        for way in _next_beats(scene, one):
            before.setdefault(way.go, []).append(one.id)
    found = {beat: 0}
    queue = deque([beat])
    while queue:
        name = queue.popleft()
        for earlier in before.get(name, ()):
            if earlier not in found:
                found[earlier] = found[name] + 1
                queue.append(earlier)
    return found


def along(scene: Scene, lang: str, beat: str) -> Start | None:
    """``beat`` as if its shortest path of ways had been gone, with what these ask for; None: no way leads there."""
    ahead = beats_to(scene, beat)
    if scene.first not in ahead or beat not in scene.beats:
        return None
    flags: dict[str, bool] = {}
    looks, visited, name = set[str](), set[str](), scene.first
    while name != beat:
        flags |= beat_of(scene, name).set
        visited.add(name)
        ways = [way for way in _next_beats(scene, scene.beats[name]) if way.go in ahead]
        way = min(ways, key=lambda one: ahead[one.go])
        if way.when is not None and not way.when.negate:
            flags |= {way.when.flag: True} if way.when.flag else {}
            looks |= {way.when.looked_at} if way.when.looked_at else set()
            visited |= {way.when.visited} if way.when.visited else set()
        name = way.go
    state = StoryState(
        lang,
        beat,
        Clock.started(0.0),
        true_flags=frozenset(flag for flag, value in flags.items() if value),
        looked_at=frozenset(looks),
        visited=frozenset(visited),
    )
    return Start(*jump(scene, state, beat), "along", beat)
