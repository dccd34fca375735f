"""The ways through a story as a graph: beats, what leads from one to the next, and what cannot be reached."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from prisonersvoice_ar.core.script.model import ACTIONS, RETURN, Beat, Branch, Choice, Scene

Kind = Literal["way", "choice", "aside", "return"]


@dataclass(frozen=True)
class Edge:
    """One way from a beat to another, or to ``actions``."""

    source: str
    target: str
    kind: Kind
    """"aside": into a detour; "return": out of it, to where the way into it goes on"""
    way: Branch | Choice
    """what the author wrote; of a return: the way into the aside"""
    otherwise: bool = False
    """it is taken where none of the conditions before it holds"""


def edges(scene: Scene) -> tuple[Edge, ...]:
    """Every way of ``scene`` in the order of its beats; a return once for each place it leads to."""
    return (*_written(scene), *_returns(scene))


def _written(scene: Scene) -> Iterator[Edge]:
    for beat in scene.beats.values():
        for way in beat.ways:
            if way.aside is not None:
                yield Edge(beat.id, way.aside, "aside", way, _otherwise(beat, way))
            elif way.go != RETURN:
                kind: Kind = "choice" if isinstance(way, Choice) else "way"
                yield Edge(beat.id, way.go, kind, way, _otherwise(beat, way))


def _otherwise(beat: Beat, way: Branch | Choice) -> bool:
    return len(beat.then) > 1 and way is beat.then[-1] and way.when is None


def _returns(scene: Scene) -> Iterator[Edge]:
    """Where each ``return`` leads: to what follows every way into the aside that it stands in."""
    into = [(beat.id, way) for beat in scene.beats.values() for way in beat.ways if way.aside is not None]
    inside = [_inside(scene, way.aside or "") for _, way in into]
    found: dict[tuple[str, str], Edge] = {}
    for inner, beat in scene.beats.items():
        if not any(way.aside is None and way.go == RETURN for way in beat.ways):
            continue
        # an aside at the end of an aside leads where the outer one does
        waiting, seen = [inner], {inner}
        for told in waiting:
            for (origin, way), beats in zip(into, inside, strict=True):
                if told in beats and way.go != RETURN:
                    found.setdefault((inner, way.go), Edge(inner, way.go, "return", way))
                elif told in beats and origin not in seen:
                    seen.add(origin)
                    waiting.append(origin)
    yield from found.values()


def _inside(scene: Scene, entry: str) -> list[str]:
    """The beats of an aside, its entry first; those of asides within it are none of its own."""
    reached, waiting = {entry: None}, [entry]
    while waiting:
        for way in scene.beats[waiting.pop()].ways:
            if way.go in scene.beats and way.go not in reached:
                reached[way.go] = None
                waiting.append(way.go)
    return list(reached)


def came_from(scene: Scene, ways: Sequence[Edge]) -> Mapping[str, str | None]:
    """Beat → the beat before it on a shortest way to it (None: the story begins there), nearest first.

    What cannot be reached is left out.
    """
    following: dict[str, list[str]] = {}
    for edge in ways:
        following.setdefault(edge.source, []).append(edge.target)
    found: dict[str, str | None] = {scene.first: None}
    waiting = [scene.first]
    for beat in waiting:
        for target in following.get(beat, ()):
            if target != ACTIONS and target not in found:
                found[target] = beat
                waiting.append(target)
    return found
