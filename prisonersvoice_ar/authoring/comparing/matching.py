"""Which beat and which line of the older version is which of the newer: names change, and are no change of a story."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from prisonersvoice_ar.core.script.model import (
    AllOf,
    AnyOf,
    Beat,
    Branch,
    Choice,
    Condition,
    Cue,
    Line,
    LineEnded,
    Scene,
    SoundCue,
    StopCue,
    Trigger,
)

_PARTS = ("begin", "once", "ambience", "light", "cues", "set", "hint", "choice", "until", "rest", "then")
"""what makes a beat in which nothing is said"""


@dataclass(frozen=True)
class Match:
    """Old names to new ones, where they differ."""

    beats: Mapping[str, str]
    lines: Mapping[str, str]
    sources: Mapping[str, str]


def matched(old: Scene, new: Scene) -> Match:
    """Find renamed lines by what they say, and renamed beats by their lines."""
    lines = _lines(old, new)
    return Match(_beats(old, new, lines), lines, _sources(old, new))


def lines_of(scene: Scene) -> dict[str, tuple[Line, Beat]]:
    """Line id → the line and its beat."""
    return {line.id: (line, beat) for beat in scene.beats.values() for line in beat.say}


def _lines(old: Scene, new: Scene) -> dict[str, str]:
    before, after = lines_of(old), lines_of(new)
    gone = [line for name, (line, _) in before.items() if name not in after]
    come = [line for name, (line, _) in after.items() if name not in before]
    found: dict[str, str] = {}
    for line in gone:
        same = [other for other in come if other.id not in found.values() and _says_the_same(line, other)]
        if same:
            found[line.id] = same[0].id
    return found


def _sources(old: Scene, new: Scene) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, source in old.sources.items():
        for other in new.sources.values():
            taken = other.id in old.sources or other.id in found.values()
            if name not in new.sources and not taken and replace(source, id=other.id) == other:
                found[name] = other.id
                break
    return found


def _says_the_same(line: Line, other: Line) -> bool:
    common = line.text.keys() & other.text.keys()
    return any(line.text[lang] == other.text[lang] for lang in common)


def _beats(old: Scene, new: Scene, lines: Mapping[str, str]) -> dict[str, str]:
    gone = [beat for name, beat in old.beats.items() if name not in new.beats]
    come = {name: beat for name, beat in new.beats.items() if name not in old.beats}
    found: dict[str, str] = {}
    for beat in gone:
        said = {lines.get(line.id, line.id) for line in beat.say}
        scored = {name: _likeness(beat, said, other) for name, other in come.items()}
        best = max(scored, key=lambda name: scored[name], default=None)
        if best is not None and scored[best] >= 0.5:
            found[beat.id] = best
            del come[best]
    return found


def _likeness(beat: Beat, said: set[str], other: Beat) -> float:
    """Lines in common; where nothing is said in either, whether all else is alike."""
    theirs = {line.id for line in other.say}
    if said or theirs:
        return len(said & theirs) / len(said | theirs)
    both = [(getattr(beat, part), getattr(other, part)) for part in _PARTS]
    same = [one == two for one, two in both if one or two]
    return sum(same) / len(same) if same else 0.0


def without_files(scene: Scene) -> Scene:
    """``scene`` as it is written: where its sounds lie, and how long they are, differs between two folders."""
    beats = {
        name: replace(
            beat,
            cues=tuple(_written(cue) for cue in beat.cues),
            ambience=replace(beat.ambience, path="") if beat.ambience else None,
        )
        for name, beat in scene.beats.items()
    }
    return replace(scene, beats=beats)


def _written(cue: Cue) -> Cue:
    if isinstance(cue, SoundCue):
        return replace(cue, path="", seconds=0.0)
    return replace(cue, path="") if isinstance(cue, StopCue) else cue


def renamed(scene: Scene, match: Match) -> Scene:
    """The older version with the names that its parts have now, in the older order."""
    renaming = _Renaming(match)
    sources = {match.sources.get(name, name): source for name, source in scene.sources.items()}
    return replace(
        scene,
        beats={renaming.beat_name(name): renaming.beat(beat) for name, beat in scene.beats.items()},
        sources={name: replace(source, id=name) for name, source in sources.items()},
    )


class _Renaming:
    def __init__(self, match: Match) -> None:
        self.match = match

    def beat_name(self, name: str) -> str:
        return self.match.beats.get(name, name)

    def line_name(self, name: str) -> str:
        return self.match.lines.get(name, name)

    def beat(self, beat: Beat) -> Beat:
        return replace(
            beat,
            id=self.beat_name(beat.id),
            say=tuple(self._line(line) for line in beat.say),
            then=tuple(self._branch(way) for way in beat.then),
            choice=tuple(self._choice(way) for way in beat.choice),
            cues=tuple(self._cue(cue) for cue in beat.cues),
            begin=self._trigger(beat.begin),
            until=self._trigger(beat.until),
        )

    def _line(self, line: Line) -> Line:
        cites = tuple(self.match.sources.get(name, name) for name in line.cites)
        return replace(line, id=self.line_name(line.id), cites=cites)

    def _branch(self, way: Branch) -> Branch:
        return replace(
            way, go=self.beat_name(way.go), aside=self._aside(way.aside), when=self._condition(way.when)
        )

    def _choice(self, way: Choice) -> Choice:
        return replace(
            way, go=self.beat_name(way.go), aside=self._aside(way.aside), when=self._condition(way.when)
        )

    def _aside(self, name: str | None) -> str | None:
        return None if name is None else self.beat_name(name)

    def _condition(self, condition: Condition | None) -> Condition | None:
        if condition is None or condition.visited is None:
            return condition
        return replace(condition, visited=self.beat_name(condition.visited))

    def _cue(self, cue: Cue) -> Cue:
        line = cue.moment.line
        return cue if line is None else replace(cue, moment=replace(cue.moment, line=self.line_name(line)))

    def _trigger(self, trigger: Trigger | None) -> Trigger | None:
        if isinstance(trigger, LineEnded):
            return LineEnded(self.line_name(trigger.line))
        if isinstance(trigger, AnyOf | AllOf):
            parts = [self._trigger(part) for part in trigger.of]
            return type(trigger)(tuple(part for part in parts if part is not None))
        return trigger
