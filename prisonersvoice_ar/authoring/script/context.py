"""What a visitor can hear before a line and after it, whichever way they come and go."""

from collections.abc import Mapping
from dataclasses import dataclass

from prisonersvoice_ar.authoring.script.adjoining import Adjoining, adjoining
from prisonersvoice_ar.authoring.ways import Edge, edges
from prisonersvoice_ar.core.script.model import ACTIONS, Beat, Choice, Line, Scene

_BEGINNING = ""
"""stands for what is before the story"""


@dataclass(frozen=True)
class Neighbour:
    """A line that can come just before another or just after it."""

    beat: str
    """"" and no line: the story begins, or ends"""
    line: Line | None = None
    choice: Choice | None = None
    """what the visitor chooses between the two"""


Context = tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]
"""what can come before, what can come after"""


def contexts(scene: Scene) -> dict[str, Context]:
    """Give each line's neighbours, by its id; beats in which nothing is said are passed through.

    Only what some visitor hears so, with the flags and the visits that lead there. Lines that nobody hears, and those
    of a scene too large to be walked through, are told by the drawing of the ways alone.
    """
    found = _drawn(scene)
    known = adjoining(scene)
    if known is None:
        return found
    before, after = _walked(scene, known)
    for beat in scene.beats.values():
        if beat.id in known.said:
            first, last = beat.say[0].id, beat.say[-1].id
            found[first] = (tuple(before.get(beat.id, {}).values()), found[first][1])
            found[last] = (found[last][0], tuple(after.get(beat.id, {}).values()))
    return found


_Found = dict[tuple[str, str], Neighbour]


def _walked(scene: Scene, known: Adjoining) -> tuple[Mapping[str, _Found], Mapping[str, _Found]]:
    """By beat: what can come before its first line, what can come after its last."""
    before: dict[str, _Found] = {}
    after: dict[str, _Found] = {}
    for heard, name in known.pairs:
        last = _neighbour(scene, heard.beat, -1, heard.last)
        first = _neighbour(scene, name, 0, heard.first)
        if name:
            _add(before.setdefault(name, {}), last)
        if heard.beat:
            _add(after.setdefault(heard.beat, {}), first)
    return before, after


def _neighbour(scene: Scene, beat: str, index: int, chosen: tuple[str, str]) -> Neighbour:
    if not beat:
        return Neighbour(_BEGINNING)
    where, name = chosen
    offered = scene.beats[where].choice if where else ()
    choice = next((one for one in offered if one.id == name), None)
    return Neighbour(beat, scene.beats[beat].say[index], choice)


def _drawn(scene: Scene) -> dict[str, Context]:
    """By the ways as they are written."""
    ways = edges(scene)
    into: dict[str, list[Edge]] = {}
    onward: dict[str, list[Edge]] = {}
    for edge in ways:
        into.setdefault(edge.target, []).append(edge)
        onward.setdefault(edge.source, []).append(edge)
    passed = frozenset(
        name for name, beat in scene.beats.items() if not beat.say or _can_pass(beat, into, onward)
    )
    found: dict[str, Context] = {}
    for beat in scene.beats.values():
        for index, line in enumerate(beat.say):
            before = (
                (Neighbour(beat.id, beat.say[index - 1]),) if index else _before(scene, beat.id, into, passed)
            )
            after = (
                (Neighbour(beat.id, beat.say[index + 1]),)
                if index + 1 < len(beat.say)
                else _after(scene, beat.id, onward, passed)
            )
            found[line.id] = (before, after)
    return found


def _can_pass(beat: Beat, into: Mapping[str, list[Edge]], onward: Mapping[str, list[Edge]]) -> bool:
    """Whether a visitor may come to ``beat`` again and pass through it in silence: said once, and on a round way.

    Not where every way to it is only for those who have not been there.
    """
    if not beat.once or all(_is_for_newcomers(edge, beat.id) for edge in into.get(beat.id, ())):
        return False
    seen: set[str] = set()
    waiting = [beat.id]
    while waiting:
        for edge in onward.get(waiting.pop(), ()):
            if edge.target == beat.id:
                return True
            if edge.target not in seen:
                seen.add(edge.target)
                waiting.append(edge.target)
    return False


def _is_for_newcomers(edge: Edge, beat: str) -> bool:
    when = edge.way.when
    return when is not None and when.visited == beat and when.negate


def _before(
    scene: Scene, beat: str, into: Mapping[str, list[Edge]], passed: frozenset[str]
) -> tuple[Neighbour, ...]:
    found: dict[tuple[str, str], Neighbour] = {}
    seen = {beat}
    waiting: list[tuple[str, Choice | None]] = [(beat, None)]
    while waiting:
        here, chosen = waiting.pop(0)
        if here == scene.first:
            found.setdefault((_BEGINNING, ""), Neighbour(_BEGINNING))
        for edge in into.get(here, ()):
            source = scene.beats[edge.source]
            choice = chosen or _choice(edge)
            if source.say:
                _add(found, Neighbour(source.id, source.say[-1], choice))
            if source.id in passed and source.id not in seen:
                seen.add(source.id)
                waiting.append((source.id, choice))
    return tuple(found.values())


def _after(
    scene: Scene, beat: str, onward: Mapping[str, list[Edge]], passed: frozenset[str]
) -> tuple[Neighbour, ...]:
    found: dict[tuple[str, str], Neighbour] = {}
    seen = {beat}
    waiting: list[tuple[str, Choice | None]] = [(beat, None)]
    while waiting:
        here, chosen = waiting.pop(0)
        for edge in onward.get(here, ()):
            choice = chosen or _choice(edge)
            if edge.target == ACTIONS:
                found.setdefault((_BEGINNING, ""), Neighbour(_BEGINNING))
                continue
            target = scene.beats[edge.target]
            if target.say:
                _add(found, Neighbour(target.id, target.say[0], choice))
            if target.id in passed and target.id not in seen:
                seen.add(target.id)
                waiting.append((target.id, choice))
    return tuple(found.values())


def _choice(edge: Edge) -> Choice | None:
    return edge.way if edge.kind in ("choice", "aside") and isinstance(edge.way, Choice) else None


def _add(found: dict[tuple[str, str], Neighbour], one: Neighbour) -> None:
    """Note ``one``; where a way leads there without a choice as well, no choice is told."""
    key = (one.beat, one.line.id if one.line else "")
    if key not in found:
        found[key] = one
    elif one.choice != found[key].choice:
        found[key] = Neighbour(one.beat, one.line)
