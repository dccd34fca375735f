"""When a beat's lights change and what may change them at once behind it: ways of beats, each entered at its time.

How long a beat waits depends on who is there, so that ways are followed at several paces (``PACES``). The shortest
wait is not always the worst: what changes twice in an instant cannot be seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from math import inf
from typing import NamedTuple

from prisonersvoice_ar.core.care.flashes import CHANGE
from prisonersvoice_ar.core.care.ways import backs
from prisonersvoice_ar.core.script.model import (
    RETURN,
    After,
    AllOf,
    AnyOf,
    Beat,
    Branch,
    Choice,
    LightCue,
    LineEnded,
    Scene,
    TargetSeen,
    Trigger,
    VisitorArrived,
)
from prisonersvoice_ar.core.story.reading import GAP, line_seconds
from prisonersvoice_ar.core.story.state import Stage
from prisonersvoice_ar.core.story.triggers import awaited

UNTOUCHED = inf
"""the pace of a visitor who keeps the card in view and does nothing"""
PACES = (UNTOUCHED, 0.0, 0.1)
"""seconds after which a visitor fires what waits for one: never, as it already is so, as fast as a hand hammers"""
FRAMES_A_SECOND = 60.0
BEHIND = 1.0
"""seconds behind a beat's last change that are followed: flashes are counted by the second"""
_ROUNDED = 1e-9
_MOST_STANDS = 1000
"""places on the ways behind one beat that are looked at, those to which a light has gone to and fro most first"""
_MOST_CHANGES = 60
"""changes behind the beat's own that are followed"""


class Change(NamedTuple):
    """A light sets out for another level."""

    at: float
    """seconds after the first beat's entry"""
    light: str
    level: float
    fade: float


@dataclass(frozen=True)
class Joined:
    """A beat with one way on from it, as far as a second behind its last change."""

    changes: tuple[Change, ...]
    """in order"""
    through: tuple[str, ...]
    """the beats that it goes through, the first first"""


@dataclass(frozen=True)
class _Stand:
    """A beat is entered on a way."""

    beat: str
    at: float
    quiet: float = 0.0
    """no line begins earlier: the breath after the last"""
    changes: tuple[Change, ...] = ()
    through: tuple[str, ...] = field(default=(), compare=False)
    passed: frozenset[str] = frozenset()
    """beats that ended in this very instant: each does so once a frame"""
    returns: tuple[str, ...] = ()


class Joiner:
    """Follows the ways of one scene in one language at one pace; conditions are taken to hold."""

    def __init__(self, scene: Scene, lang: str, pace: float) -> None:
        """``pace``: seconds after which a visitor fires what waits for one."""
        self._scene, self._pace = scene, pace
        self._lengths = {
            line.id: line_seconds(scene, line, lang) for beat in scene.beats.values() for line in beat.say
        }
        self._backs = backs(scene)

    def behind(self, beat: Beat) -> list[Joined]:
        """Return ``beat`` with each way on from it, the most crowded first; none where it changes no light."""
        own = self._said(beat, _Stand(beat.id, 0.0))[0]
        if not own:
            return []
        horizon = max(change.at + change.fade for change in own) + BEHIND
        found: dict[tuple[Change, ...], Joined] = {}
        most, numbers = len(own) + _MOST_CHANGES, count()
        seen: set[_Stand] = set()
        heap = [(0, next(numbers), _Stand(beat.id, 0.0))]
        while heap and len(seen) < _MOST_STANDS:
            stand = heappop(heap)[2]
            leaving, followed = self._leaving(stand, horizon), False
            rank = -_turns(leaving.changes)
            for following in self._follow(stand.beat, leaving):
                if following.at <= horizon and len(leaving.changes) < most:
                    followed = True
                    if following not in seen:
                        seen.add(following)
                        heappush(heap, (rank, next(numbers), following))
            if not followed:
                changes = tuple(sorted(leaving.changes, key=lambda change: change.at))
                found.setdefault(changes, Joined(changes, leaving.through))
        return _longest(found)

    def _said(self, beat: Beat, stand: _Stand) -> tuple[tuple[Change, ...], float, float]:
        """The changes of ``beat`` entered so, in order; when its lines have been said; until when it is quiet."""
        spans: dict[str | None, tuple[float, float]] = {None: (stand.at, stand.at)}
        now, end = max(stand.at, stand.quiet), stand.at
        for line in beat.say:
            end = now + self._lengths[line.id]
            spans[line.id] = (now, end)
            now = end + GAP
        found = []
        for cue in beat.cues:
            if isinstance(cue, LightCue):
                start, stop = spans.get(cue.moment.line, (stand.at, stand.at))
                edge = stop if cue.moment.edge == "end" else start
                found.append(Change(edge + cue.moment.offset, cue.light, cue.level, cue.fade))
        return tuple(sorted(found, key=lambda change: change.at)), end, now if beat.say else stand.quiet

    def _leaving(self, stand: _Stand, horizon: float) -> _Stand:
        """The same way as the beat has said its lines; one that is ``once`` and has been passes at once."""
        beat = self._scene.beats[stand.beat]
        through = (*stand.through, beat.id)
        if beat.once and beat.id in stand.through:
            return _Stand(beat.id, stand.at, stand.quiet, stand.changes, through, stand.passed, stand.returns)
        own, end, quiet = self._said(beat, stand)
        changes = stand.changes + tuple(change for change in own if change.at <= horizon)
        passed = stand.passed if end == stand.at else frozenset()
        return _Stand(beat.id, end, quiet, changes, through, passed, stand.returns)

    def _follow(self, name: str, leaving: _Stand) -> Iterator[_Stand]:
        """The beats that ``leaving`` may go on to, each as it is entered."""
        beat = self._scene.beats[name]
        again = beat.once and name in leaving.through[:-1]
        waits = 0.0 if again else self._wait(beat, Stage.WAIT)
        ways: list[tuple[Branch | Choice, float]] = [(way, waits) for way in beat.then]
        ways += [] if again else [(way, min(waits, self._pace)) for way in beat.choice]
        for way, seconds in ways:
            if seconds < inf:
                if way.aside is not None:
                    yield from self._enter(leaving, seconds, way.aside, (*leaving.returns, way.go))
                else:
                    yield from self._goes(leaving, seconds, way.go)

    def _goes(self, leaving: _Stand, seconds: float, goal: str) -> Iterator[_Stand]:
        """To ``goal``; back out of an aside that was entered before the first beat, to wherever one may lead back."""
        returns = leaving.returns
        while goal == RETURN and returns:
            goal, returns = returns[-1], returns[:-1]
        for name in self._backs if goal == RETURN else (goal,):
            yield from self._enter(leaving, seconds, name, returns)

    def _enter(
        self, leaving: _Stand, seconds: float, name: str, returns: tuple[str, ...]
    ) -> Iterator[_Stand]:
        beat = self._scene.beats.get(name)
        if beat is None:
            return
        at, passed = leaving.at + seconds, leaving.passed if seconds == 0.0 else frozenset()
        if leaving.beat in passed:  # beats that chase each other go on with the next frame
            at, passed = at + 1.0 / FRAMES_A_SECOND, frozenset()
        passed |= {leaving.beat}
        begins = 0.0 if beat.once and name in leaving.through else self._wait(beat, Stage.BEGIN)
        if begins < inf:
            passed = passed if begins == 0.0 else frozenset()
            yield _Stand(name, at + begins, leaving.quiet, leaving.changes, leaving.through, passed, returns)

    def _wait(self, beat: Beat, stage: Stage) -> float:
        trigger = awaited(beat, stage)
        return 0.0 if trigger is None else shortest_wait(trigger, self._pace)


def shortest_wait(trigger: Trigger, pace: float) -> float:
    """Seconds after which ``trigger`` may fire where a visitor fires what waits for one after ``pace``."""
    match trigger:
        case After(seconds):
            return seconds
        case AnyOf(of):
            return min((shortest_wait(part, pace) for part in of), default=inf)
        case AllOf(of):
            return max((shortest_wait(part, pace) for part in of), default=0.0)
        case TargetSeen() | VisitorArrived() | LineEnded():
            return 0.0
        case _:
            return pace


def swings(levels: Iterable[tuple[float, float]]) -> Iterator[float]:
    """When a light has gone the other way than before, by as much as counts; ``levels``: seconds, level."""
    low, high, way = inf, -inf, 0
    for time, level in levels:
        low, high = min(low, level), max(high, level)
        if way <= 0 and level - low >= CHANGE - _ROUNDED:
            way, high = 1, level
            yield time
        elif way >= 0 and high - level >= CHANGE - _ROUNDED:
            way, low = -1, level
            yield time


def _turns(changes: tuple[Change, ...]) -> int:
    """How often lights go to and fro, if each change came to its end; the last of an instant holds."""
    levels: dict[str, dict[float, float]] = {}
    for change in changes:
        levels.setdefault(change.light, {})[change.at] = change.level
    return sum(1 for light in levels.values() for _ in swings(sorted(light.items())))


def _longest(found: Mapping[tuple[Change, ...], Joined]) -> list[Joined]:
    """Without those that another one begins with; the most crowded first."""
    ordered = sorted(found)  # what begins others stands right before one of them
    following = (*ordered[1:], ())
    kept = [one for one, other in zip(ordered, following, strict=True) if other[: len(one)] != one]
    return sorted((found[one] for one in kept), key=lambda joined: -len(joined.changes))
