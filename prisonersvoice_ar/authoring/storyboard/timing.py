"""When each beat begins and how long it lasts: for a visitor who goes on at once, and for one who waits everywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from prisonersvoice_ar.authoring.walked import Walked, walked
from prisonersvoice_ar.authoring.ways import Edge, edges
from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    After,
    AllOf,
    AnyOf,
    Beat,
    LineEnded,
    LookAt,
    Scene,
    TargetSeen,
    Trigger,
    VisitorArrived,
)
from prisonersvoice_ar.core.story.reading import GAP, line_seconds
from prisonersvoice_ar.core.story.state import BUILT_IN_REST
from prisonersvoice_ar.core.story.steps import At, Does, Goes, Move, Situation


@dataclass(frozen=True)
class Span:
    """A time in seconds."""

    shortest: float
    longest: float | None
    """None: as long as the visitor likes"""

    def and_then(self, other: "Span") -> "Span":
        """One after the other."""
        return Span(self.shortest + other.shortest, _sum(self.longest, other.longest))


@dataclass(frozen=True)
class Timing:
    """A scene's times in one language. Circles are gone through once."""

    lasts: Mapping[str, Span]
    """each beat"""
    begins: Mapping[str, Span]
    """each beat that can be reached, from the beginning of the story"""
    whole: Span | None
    """to the actions; None where no way leads there"""


def timing(scene: Scene, lang: str) -> Timing:
    """Work out the times of ``scene``.

    The earliest time is that of a visit that gets there, with the flags and the visits that it takes. For the latest,
    and in a scene too large to be walked through, conditions are taken to hold either way.
    """
    ways = edges(scene)
    lasts = {beat.id: lasting(scene, beat, lang) for beat in scene.beats.values()}
    lasts[ACTIONS] = Span(0.0, 0.0)
    longest = _longest(scene.first, ways, lasts)
    if ACTIONS in longest and all(beat.rest is None for beat in scene.beats.values()):
        longest[ACTIONS] = _sum(longest[ACTIONS], BUILT_IN_REST.rest)
    known = walked(scene)
    shortest = _shortest(scene, ways, lasts) if known is None else earliest(known, lang)
    begins = {beat: _span(time, longest.get(beat)) for beat, time in shortest.items()}
    whole = begins.pop(ACTIONS, None)
    return Timing(lasts, begins, whole)


def _span(shortest: float, longest: float | None) -> Span:
    """Open where the latest is before the earliest: what the beat hangs on is found on ways that lead back."""
    return Span(shortest, None if longest is not None and longest < shortest - 1e-6 else longest)


def earliest(known: Walked, lang: str) -> dict[str, float]:
    """When each beat that somebody reaches, and ``actions``, begins at the earliest (Dijkstra 1959), nearest first."""
    found: dict[str, float] = {}
    done: set[int] = set()
    queue = [(0.0, 0)]
    while queue:
        time, number = heappop(queue)
        if number in done:
            continue
        done.add(number)
        spot = known.spots[number]
        if spot.at is not At.LEAVE:
            found.setdefault(ACTIONS if spot.at is At.END else known.tables.rows[spot.row].id, time)
        for move, following in known.onward[number]:
            if following not in done:
                heappush(queue, (time + _takes(known, spot, move, lang), following))
    found.pop(BUILT_IN_REST.id, None)
    return found


def _takes(known: Walked, spot: Situation, move: Move, lang: str) -> float:
    """The seconds that ``move`` takes at least. Who looks about meanwhile, or chooses, loses no time."""
    row = known.tables.rows[spot.row]
    if spot.at is At.SAY and isinstance(move, Goes):
        lines = row.seconds[lang]
        return sum(lines) + GAP * max(0, len(lines) - 1)
    if spot.at is At.WAIT and row.beat.rest is not None:
        return row.beat.rest if isinstance(move, Goes | Does) else 0.0
    wait = row.begin if spot.at is At.BEGIN else row.wait
    if spot.at in (At.BEGIN, At.WAIT) and isinstance(move, Does) and wait is not None:
        return waiting_for(wait.trigger).shortest
    return 0.0


def lasting(scene: Scene, beat: Beat, lang: str) -> Span:
    """How long ``beat`` lasts, from its ``begin`` to the way on. A rest is given its time."""
    lines = [line_seconds(scene, line, lang) for line in beat.say]
    said = sum(lines) + GAP * max(0, len(lines) - 1)
    span = Span(said, said)
    if beat.begin is not None:
        span = span.and_then(waiting_for(beat.begin))
    if beat.rest is not None:
        return span.and_then(Span(beat.rest, beat.rest))
    if beat.until is not None:
        waited = waiting_for(beat.until)
        return span.and_then(Span(0.0, waited.longest) if beat.choice else waited)
    return span.and_then(Span(0.0, None)) if beat.choice else span


def waiting_for(trigger: Trigger) -> Span:
    """How long ``trigger`` may take. The target and the visitor are there: a visit does not begin before."""
    match trigger:
        case After(seconds):
            return Span(seconds, seconds)
        case LookAt(_, seconds):
            return Span(seconds, None)
        case TargetSeen() | VisitorArrived() | LineEnded():
            return Span(0.0, 0.0)
        case AnyOf(of) if of:
            spans = [waiting_for(part) for part in of]
            known = [span.longest for span in spans if span.longest is not None]
            return Span(min(span.shortest for span in spans), min(known, default=None))
        case AllOf(of) if of:
            spans = [waiting_for(part) for part in of]
            lasts = [span.longest for span in spans]
            known = [time for time in lasts if time is not None]
            whole = max(known) if len(known) == len(lasts) else None
            return Span(max(span.shortest for span in spans), whole)
        case _:
            return Span(0.0, None)


def _shortest(scene: Scene, ways: Sequence[Edge], lasts: Mapping[str, Span]) -> dict[str, float]:
    """The same by the ways as they are written."""
    following = _following(ways)
    found: dict[str, float] = {}
    queue = [(0.0, scene.first)]
    while queue:
        time, beat = heappop(queue)
        if beat in found:
            continue
        found[beat] = time
        for target in following.get(beat, ()):
            if target not in found:
                heappush(queue, (time + lasts[beat].shortest, target))
    if ACTIONS in found and all(beat.rest is None for beat in scene.beats.values()):
        found[ACTIONS] += BUILT_IN_REST.rest or 0.0
    return found


def _longest(first: str, ways: Sequence[Edge], lasts: Mapping[str, Span]) -> dict[str, float | None]:
    """When each beat begins at the latest, over ways that do not lead back."""
    following = _following(ways)
    order = _without_circles(first, following)
    place = {beat: index for index, beat in enumerate(order)}
    found: dict[str, float | None] = dict.fromkeys(order, 0.0)
    for beat in order:
        after = _sum(found[beat], lasts[beat].longest)
        for target in following.get(beat, ()):
            if place[target] > place[beat]:
                known = found[target]
                found[target] = None if after is None or known is None else max(known, after)
    return found


def _without_circles(first: str, following: Mapping[str, Sequence[str]]) -> list[str]:
    """What can be reached, each before what it leads to but for ways that lead back (reverse postorder)."""
    seen, done = {first}, []
    walk = [(first, iter(following.get(first, ())))]
    while walk:
        beat, targets = walk[-1]
        target = next((target for target in targets if target not in seen), None)
        if target is None:
            done.append(beat)
            walk.pop()
        else:
            seen.add(target)
            walk.append((target, iter(following.get(target, ()))))
    return done[::-1]


def _following(ways: Sequence[Edge]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for edge in ways:
        found.setdefault(edge.source, []).append(edge.target)
    return found


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other
