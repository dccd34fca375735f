"""Whether a story can be gone through: every wait ends, every beat can be reached and leads to the actions."""

from collections import Counter
from collections.abc import Iterator, Mapping

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.asides import check_asides
from prisonersvoice_ar.documents.lower.spots import Spot

_FLASHES_A_SECOND = 3
SHORTEST_REST_S = 10.0
"""seconds; under that a quiet is only a pause"""

Beats = Mapping[str, model.Beat]
Spots = Mapping[str, Spot]


def check_flow(beats: Beats, first: str, spots: Spots, findings: Findings) -> None:
    """Add what is wrong with the ways through ``beats``; ``spots`` says where each stands."""
    for beat in beats.values():
        _check_waits(beat, spots[beat.id], findings)
        _check_flashes(beat, spots[beat.id], findings)
    if check_asides(beats, first, spots, findings):  # what comes of a return that leads nowhere is no mistake
        _check_reach(beats, first, spots, findings)
    _check_loops(beats, spots, findings)
    _check_rest(beats, spots, findings)


def longest_wait(trigger: model.Trigger, own_lines: frozenset[str]) -> float | None:
    """Return after how many seconds ``trigger`` has fired whatever the visitor does; None: perhaps never."""
    if isinstance(trigger, model.After):
        return trigger.seconds
    if isinstance(trigger, model.LineEnded):
        return 0.0 if trigger.line in own_lines else None
    if isinstance(trigger, model.AnyOf):
        waits = [wait for item in trigger.of if (wait := longest_wait(item, own_lines)) is not None]
        return min(waits, default=None)
    if isinstance(trigger, model.AllOf):
        every = [longest_wait(item, own_lines) for item in trigger.of]
        return None if None in every else max((wait for wait in every if wait is not None), default=0.0)
    return None


def _heard_elsewhere(trigger: model.Trigger, own_lines: frozenset[str]) -> bool:
    """Whether a line of another beat could end this wait by itself; whether it has been said, the walk proves."""
    if isinstance(trigger, model.AnyOf | model.AllOf):
        every = [
            _heard_elsewhere(item, own_lines) or longest_wait(item, own_lines) is not None
            for item in trigger.of
        ]
        return any(every) if isinstance(trigger, model.AnyOf) else all(every)
    return isinstance(trigger, model.LineEnded) and trigger.line not in own_lines


def _check_waits(beat: model.Beat, spot: Spot, findings: Findings) -> None:
    own = frozenset(line.id for line in beat.say)
    wait = longest_wait(beat.until, own) if beat.until else None
    if beat.until and wait is None and beat.rest is None and not _heard_elsewhere(beat.until, own):
        findings.add("trap", spot.place("until", key=True), beat=beat.id)
    elif beat.choice and not beat.until:
        findings.add("choice-trap", spot.place("choice", key=True), beat=beat.id)
    # nothing has been said yet where a beat begins; that the target is wanted is drawn on the screen
    if (
        beat.begin
        and not isinstance(beat.begin, model.TargetSeen)
        and longest_wait(beat.begin, frozenset()) is None
    ):
        findings.add("begin-trap", spot.place("begin", key=True), beat=beat.id)
    if beat.hint and not (beat.until or beat.choice or beat.rest):
        findings.add("hint-never", spot.place("hint", key=True), beat=beat.id)
    elif beat.hint and wait is not None and beat.hint.after >= wait:
        findings.add("hint-too-late", spot.place("hint", "after"), wait=f"{wait:g}")


def _check_flashes(beat: model.Beat, spot: Spot, findings: Findings) -> None:
    """WCAG 2.3.1: at most three flashes in a second; a flash is there and back, so two changes of a light.

    Only cues that hang on the same moment can be compared: voices may be recorded anew, at any length.
    """
    changes: dict[object, list[float]] = {}
    for cue in beat.cues:
        if isinstance(cue, model.LightCue):
            at = changes.setdefault((cue.light, cue.moment.line, cue.moment.edge), [])
            at.append(cue.moment.offset)
            count = sum(abs(cue.moment.offset - offset) < 1.0 for offset in at)
            if count > 2 * _FLASHES_A_SECOND:
                findings.add("flashes", spot.place("cue", key=True), light=cue.light, count=count)
                return


def reachable(beats: Beats, first: str) -> set[str]:
    """Return everything that some way leads to, whatever its conditions; beats, and what is none."""
    return spread_from([first], _ways(beats))


def _ways(beats: Beats) -> dict[str, tuple[str, ...]]:
    return {beat.id: beat.goals for beat in beats.values()} | {model.RETURN: returns_to(beats)}


def _check_reach(beats: Beats, first: str, spots: Spots, findings: Findings) -> None:
    ways = _ways(beats)
    reached = spread_from([first], ways)
    back: dict[str, list[str]] = {}
    for name, leads in ways.items():
        for way in leads:
            back.setdefault(way, []).append(name)
    out = spread_from([model.ACTIONS], back)
    lost = [name for name in beats if name in reached and name not in out]
    if lost:
        place = spots[lost[0]].place("id")
        findings.add("no-way-out", place, beat=lost[0], more=", ".join(lost[1:8]))
    left = [name for name in beats if name not in reached]
    led = {way for name in left for way in ways[name]}
    # first what nothing leads to: what only that leads to is no second mistake
    for name in sorted(left, key=lambda name: name in led):
        if name not in reached:
            behind = spread_from([name], ways) - reached
            reached |= behind
            more = [other for other in beats if other in behind and other != name]
            findings.add("unreachable-beat", spots[name].place("id"), beat=name, more=", ".join(more[:8]))


def returns_to(beats: Beats) -> tuple[str, ...]:
    """Return where a ``return`` can lead: on from any way into an aside. Which one is for the walk to prove."""
    return tuple(dict.fromkeys(way.go for beat in beats.values() for way in beat.ways if way.aside))


def spread_from(start: list[str], ways: Mapping[str, tuple[str, ...] | list[str]]) -> set[str]:
    """Return everything that can be reached from ``start``."""
    reached, waiting = set(start), list(start)
    while waiting:
        for way in ways.get(waiting.pop(), ()):
            if way not in reached:
                reached.add(way)
                waiting.append(way)
    return reached


def _check_loops(beats: Beats, spots: Spots, findings: Findings) -> None:
    """Complain of a circle that takes no time: beats without words or wait, or ``once`` on second arrival."""
    idle = {beat.id: beat for beat in beats.values() if _takes_no_time(beat)}
    quick = {name: tuple(_quick_ways(beat, idle)) for name, beat in idle.items()}
    # take away, again and again, what nothing quick leads to: what cannot be taken away is in a circle,
    # or behind one (Kahn 1962)
    into = Counter(way for ways in quick.values() for way in ways if way in quick)
    waiting = [name for name in quick if not into[name]]
    left = dict.fromkeys(quick)
    while waiting:
        name = waiting.pop()
        del left[name]
        for way in quick[name]:
            if way in quick:
                into[way] -= 1
                if not into[way]:
                    waiting.append(way)
    if left:
        name = next(iter(left))
        findings.add("endless-loop", spots[name].place("id"), beat=name)


def _quick_ways(beat: model.Beat, idle: Beats) -> Iterator[str]:
    """Where ``beat`` leads without time passing; behind an aside only where that takes none either."""
    for way in beat.then:
        if way.aside is not None:
            yield way.aside
        if way.aside is None or way.aside in idle:
            yield way.go


def _takes_no_time(beat: model.Beat) -> bool:
    """Whether a beat passes on at once each time; one that is told ``once`` may bar a circle: the walk proves that."""
    if beat.say or beat.choice or beat.begin or beat.rest or beat.once:
        return False
    return beat.until is None or longest_wait(beat.until, frozenset()) == 0.0


def _check_rest(beats: Beats, spots: Spots, findings: Findings) -> None:
    """A rest is long enough to be one, ends by itself or by the visitor's act, and lies before the actions."""
    for beat in beats.values():
        if beat.rest is not None and beat.rest < SHORTEST_REST_S:
            findings.add("rest-too-short", spots[beat.id].place("rest"), least=f"{SHORTEST_REST_S:g}")
        if beat.rest is not None and beat.until is not None and not _is_an_act(beat.until):
            findings.add("rest-cut-short", spots[beat.id].place("until", key=True), beat=beat.id)
    if not any(beat.rest for beat in beats.values()):
        return
    for beat in beats.values():
        ways = [way for way in beat.ways if way.go == model.ACTIONS and not _rests(beats, way.aside)]
        if ways and not beat.rest:
            findings.add("skips-rest", spots[beat.id].place("then", key=True), beat=beat.id)


def _rests(beats: Beats, name: str | None) -> bool:
    return name is not None and beats[name].rest is not None


def _is_an_act(trigger: model.Trigger) -> bool:
    """Whether only something that a visitor does on purpose fires ``trigger``, or that they go."""
    if isinstance(trigger, model.AnyOf | model.AllOf):
        return all(_is_an_act(item) for item in trigger.of)
    acts = model.Pressed | model.Touched | model.KeyPressed | model.Gesture | model.VisitorLeft
    return isinstance(trigger, acts)
