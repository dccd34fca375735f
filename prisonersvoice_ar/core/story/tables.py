"""A scene compiled for playing it thousands of times: names become bits, triggers become functions.

What a beat waits for is asked of ``triggers.awaited``, so that the tables say what the engine does;
tests/core/story/test_player.py holds them together over thousands of visits. Cues and ambiences do not move a
story, so they are not here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    RETURN,
    Beat,
    Branch,
    Choice,
    Condition,
    LineEnded,
    Scene,
)
from prisonersvoice_ar.core.story.reading import line_seconds
from prisonersvoice_ar.core.story.state import BUILT_IN_REST, Stage
from prisonersvoice_ar.core.story.triggers import awaited, leaves
from prisonersvoice_ar.core.story.waits import Wait, compile_wait

OUT, BACK = -1, -2
"""where a way leads that leads to no beat: to ``actions``, and back out of an aside"""
_PLACES = {ACTIONS: OUT, RETURN: BACK}


@dataclass(frozen=True)
class Test:
    """A condition in bits: all of them, or not all of them where it negates."""

    flags: int
    looked: int
    visited: int
    negate: bool

    def holds(self, flags: int, looked: int, visited: int) -> bool:
        """Whether it holds where these are so."""
        met = not (self.flags & ~flags or self.looked & ~looked or self.visited & ~visited)
        return met is not self.negate


@dataclass(frozen=True)
class Way:
    """A branch or a choice."""

    go: int
    """a row, OUT or BACK"""
    aside: int | None
    """a row to go through first"""
    when: Test | None
    choice: str = ""
    """the choice's id; "" for a branch"""
    source: Branch | Choice | None = None


@dataclass(frozen=True)
class Row:
    """A beat."""

    index: int
    beat: Beat
    begin: Wait | None
    wait: Wait | None
    seconds: Mapping[str, tuple[float, ...]]
    """language to the lengths of its lines"""
    ways: tuple[Way, ...]
    choices: tuple[Way, ...]
    raises: int
    """flags"""
    lowers: int
    """flags"""
    says: int
    """lines that something waits for"""
    bit: int
    """of ``visited``"""

    @property
    def id(self) -> str:
        """The beat's id."""
        return self.beat.id


@dataclass(frozen=True)
class Tables:
    """A scene; ``rows`` holds its beats in their order, and the built-in rest last."""

    scene: Scene
    rows: tuple[Row, ...]
    first: int
    rest: int
    """the built-in rest's row"""
    rests: int
    """bits of ``visited``: beats that are a rest"""
    deepest: int
    """asides within asides that are remembered, as the engine does"""
    looks: Mapping[str, int]
    """objects that are asked about → bit"""

    def row(self, beat: str) -> Row:
        """The row of ``beat``; KeyError where there is none."""
        found = next((row for row in self.rows if row.id == beat), None)
        if found is None:
            raise KeyError(beat)
        return found


class _Names:
    """Bits for names."""

    def __init__(self, names: Iterator[str]) -> None:
        self.bits = {name: 1 << number for number, name in enumerate(dict.fromkeys(names))}

    def __getitem__(self, name: str | None) -> int:
        return 0 if name is None else self.bits.get(name, 0)


def compile_scene(scene: Scene) -> Tables:
    """Compile ``scene``. Pure, and quick: about 0.1 ms a beat."""
    beats = (*scene.beats.values(), BUILT_IN_REST)
    numbers = {beat.id: number for number, beat in enumerate(beats)}
    asked = [when for beat in beats for way in beat.ways if (when := way.when) is not None]
    flags = _Names(when.flag for when in asked if when.flag is not None)
    looks = _Names(when.looked_at for when in asked if when.looked_at is not None)
    lines = _Names(leaf.line for beat in beats for leaf in _leaves(beat) if isinstance(leaf, LineEnded))
    compiler = _Compiler(scene, numbers, flags, looks, lines)
    rows = tuple(compiler.row(beat) for beat in beats)
    return Tables(
        scene,
        rows,
        numbers[scene.first],
        numbers[BUILT_IN_REST.id],
        sum(row.bit for row in rows if row.beat.rest is not None),
        len(scene.beats),
        looks.bits,
    )


def _leaves(beat: Beat) -> Iterator[object]:
    for trigger in (beat.begin, beat.until):
        if trigger is not None:
            yield from leaves(trigger)


@dataclass(frozen=True)
class _Compiler:
    scene: Scene
    numbers: Mapping[str, int]
    flags: _Names
    looks: _Names
    lines: _Names

    def row(self, beat: Beat) -> Row:
        index = self.numbers[beat.id]
        return Row(
            index,
            beat,
            self._wait(beat, Stage.BEGIN),
            self._wait(beat, Stage.WAIT),
            {
                lang: tuple(line_seconds(self.scene, line, lang) for line in beat.say)
                for lang in self.scene.languages
            },
            tuple(self._way(way) for way in beat.then),
            tuple(self._way(way) for way in beat.choice),
            sum(self.flags[name] for name, value in beat.set.items() if value),
            sum(self.flags[name] for name, value in beat.set.items() if not value),
            sum(self.lines[line.id] for line in beat.say),
            1 << index,
        )

    def _wait(self, beat: Beat, stage: Stage) -> Wait | None:
        trigger = awaited(beat, stage)
        return None if trigger is None else compile_wait(trigger, self.looks.bits, self.lines.bits)

    def _way(self, way: Branch | Choice) -> Way:
        aside = None if way.aside is None else self.numbers[way.aside]
        name = way.id if isinstance(way, Choice) else ""
        return Way(self._place(way.go), aside, self._test(way.when), name, way)

    def _place(self, name: str) -> int:
        return _PLACES[name] if name in _PLACES else self.numbers[name]

    def _test(self, when: Condition | None) -> Test | None:
        if when is None:
            return None
        visited = 0 if when.visited is None else 1 << self.numbers[when.visited]
        return Test(self.flags[when.flag], self.looks[when.looked_at], visited, when.negate)
