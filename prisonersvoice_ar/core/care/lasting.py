"""How long a scene takes: a visitor who goes on at once by the shortest way, and one who waits everywhere.

An estimate for the notice's minutes; `play` finds out by thousands of visits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

from prisonersvoice_ar.core.care.ways import Ways, ways_on
from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    After,
    AllOf,
    AnyOf,
    Beat,
    LookAt,
    Scene,
    Trigger,
)
from prisonersvoice_ar.core.story.reading import GAP, line_seconds

_PATIENCE = 20.0
"""seconds that somebody takes for what only they can do"""
_LONGEST_WAIT = 60.0
"""seconds after which somebody who could go on does, however long they would be waited for"""

Weights = Mapping[str, float]
"""beat → seconds"""


@dataclass(frozen=True)
class Lasting:
    """Seconds of a visit from the first word to the actions."""

    shortest: float
    longest: float
    """without going in circles"""


def lasting(scene: Scene, lang: str) -> Lasting:
    """Return how long ``scene`` takes in ``lang``."""
    ways = ways_on(scene)
    quick, slow = {}, {}
    for beat in scene.beats.values():
        said = sum(line_seconds(scene, line, lang) + GAP for line in beat.say)
        least, most = _waits(beat)
        quick[beat.id], slow[beat.id] = said + least, said + most
    return Lasting(_shortest(scene, ways, quick), _longest(scene.first, ways, slow))


def _waits(beat: Beat) -> tuple[float, float]:
    """The shortest and the longest time that ``beat`` waits, in seconds."""
    if beat.rest is not None:
        return beat.rest, beat.rest
    if beat.until is None:
        return (0.0, _PATIENCE) if beat.choice else (0.0, 0.0)
    least, most = _bounds(beat.until)
    least = 0.0 if beat.choice else least
    return least, max(least, min(most, _LONGEST_WAIT))


def _bounds(trigger: Trigger) -> tuple[float, float]:
    match trigger:
        case After(seconds):
            return seconds, seconds
        case LookAt(_, seconds):
            return seconds, _PATIENCE
        case AnyOf(of):
            bounds = [_bounds(part) for part in of] or [(0.0, 0.0)]
            certain = [most for part, (_, most) in zip(of, bounds, strict=False) if _is_certain(part)]
            return min(least for least, _ in bounds), min(certain, default=_PATIENCE)
        case AllOf(of):
            bounds = [_bounds(part) for part in of] or [(0.0, 0.0)]
            return max(least for least, _ in bounds), max(most for _, most in bounds)
        case _:
            return 0.0, _PATIENCE


def _is_certain(trigger: Trigger) -> bool:
    """Whether it fires by itself."""
    if isinstance(trigger, AnyOf):
        return any(map(_is_certain, trigger.of))
    return all(map(_is_certain, trigger.of)) if isinstance(trigger, AllOf) else isinstance(trigger, After)


def _leads_out(beat: Beat) -> bool:
    return any(way.go == ACTIONS for way in beat.ways)


def _shortest(scene: Scene, ways: Ways, seconds: Weights) -> float:
    """Dijkstra (1959) to the nearest beat that leads to the actions; conditions are taken to hold."""
    best: dict[str, float] = {}
    queue = [(seconds[scene.first], scene.first)]
    while queue:
        time, beat = heappop(queue)
        if beat in best:
            continue
        best[beat] = time
        if _leads_out(scene.beats[beat]):
            return time
        for goal in ways[beat]:
            if goal not in best:
                heappush(queue, (time + seconds[goal], goal))
    return min(best.values(), default=0.0)


def _longest(first: str, ways: Ways, seconds: Weights) -> float:
    """The longest way once those that lead back are left out: depth first, without recursion."""
    done: dict[str, float] = {}
    open_beats = {first}
    stack = [(first, iter(ways[first]))]
    while stack:
        beat, goals = stack[-1]
        goal = next((goal for goal in goals if goal not in done and goal not in open_beats), None)
        if goal is not None:
            open_beats.add(goal)
            stack.append((goal, iter(ways[goal])))
            continue
        stack.pop()
        open_beats.discard(beat)
        onward = max((done[goal] for goal in ways[beat] if goal in done), default=0.0)
        done[beat] = seconds[beat] + onward
    return done[first]
