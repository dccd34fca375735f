"""Why no visit begins a beat: each way that is written to lead there, and what bars it."""

from dataclasses import dataclass, field
from enum import StrEnum

from prisonersvoice_ar.core.script.model import Branch, Choice, Condition
from prisonersvoice_ar.core.story.steps import Situation, Steps
from prisonersvoice_ar.core.story.tables import Row, Tables, Way


class Bar(StrEnum):
    """What bars a way."""

    NO_WAY = "no-way"
    """none is written"""
    NEVER_BEGINS = "never-begins"
    """a story comes to the beat, and what its ``begin`` waits for never comes"""
    FROM_UNREACHED = "from-unreached"
    """it leads from a beat that no visit begins"""
    NEVER_LEFT = "never-left"
    """it leads from a beat that no visit leaves by itself"""
    NEVER_SO = "never-so"
    """its condition does not hold in any visit that comes there"""
    COVERED = "covered"
    """whenever it holds, one before it holds as well"""
    NEVER_BACK = "never-back"
    """it goes through an aside that never returns"""
    NEVER_OFFERED = "never-offered"
    """a choice whose condition does not hold in any visit that comes there, or for which there is no time"""


@dataclass(frozen=True)
class Reason:
    """One way to the beat that nobody goes."""

    bar: Bar
    beat: str
    """the beat that it leads from; the unreached one itself for NO_WAY and NEVER_BEGINS"""
    way: Branch | Choice | None = None
    never: Condition | None = None
    """NEVER_SO, NEVER_OFFERED: the condition"""
    never_set: str = ""
    """the flag of the condition that no beat sets which a visit begins"""
    never_visited: str = ""
    """the beat of the condition that no visit begins"""


@dataclass
class Taken:
    """What the walk saw of the ways on."""

    left: set[int] = field(default_factory=set)
    """rows that were left by themselves"""
    held: set[tuple[int, int]] = field(default_factory=set)
    """(row, number of a branch) whose condition held when the row was left"""
    gone: set[tuple[int, int]] = field(default_factory=set)
    """those that were the first to hold"""
    chosen: set[tuple[int, str]] = field(default_factory=set)
    arrived: set[int] = field(default_factory=set)
    """rows that waited for their ``begin``"""

    def leave(self, steps: Steps, spot: Situation) -> None:
        """Note which ways hold where ``spot`` leaves its beat."""
        self.left.add(spot.row)
        first = True
        for number, way in enumerate(steps.tables.rows[spot.row].ways):
            if steps.holds(way, spot):
                self.held.add((spot.row, number))
                if first:
                    self.gone.add((spot.row, number))
                first = False

    def choose(self, row: int, choice: str) -> None:
        """Note that a choice was open."""
        self.chosen.add((row, choice))


def reasons(tables: Tables, beat: str, reached: set[str], taken: Taken) -> tuple[Reason, ...]:
    """Every way that leads to ``beat``, and what bars it; ``reached``: the beats that some visit begins."""
    target = tables.row(beat).index
    if target in taken.arrived:
        return (Reason(Bar.NEVER_BEGINS, beat),)
    judge = _Judge(tables, target, reached, taken)
    return tuple(reason for row in tables.rows for reason in judge.of(row)) or (Reason(Bar.NO_WAY, beat),)


@dataclass(frozen=True)
class _Judge:
    tables: Tables
    target: int
    reached: set[str]
    taken: Taken

    def of(self, row: Row) -> list[Reason]:
        """What bars the ways from ``row`` to the target."""
        found = []
        for number, way in enumerate((*row.ways, *row.choices)):
            if self.target in (way.go, way.aside):
                source = way.source
                barred = row.id not in self.reached
                found.append(
                    Reason(Bar.FROM_UNREACHED, row.id, source) if barred else self._barred(row, number, way)
                )
        return found

    def _barred(self, row: Row, number: int, way: Way) -> Reason:
        if way.choice:
            if (row.index, way.choice) not in self.taken.chosen:
                return self._never(Bar.NEVER_OFFERED, row, way)
            return Reason(Bar.NEVER_BACK, row.id, way.source)
        if row.index not in self.taken.left:
            return Reason(Bar.NEVER_LEFT, row.id, way.source)
        if (row.index, number) in self.taken.gone:
            return Reason(Bar.NEVER_BACK, row.id, way.source)
        if (row.index, number) in self.taken.held:
            return Reason(Bar.COVERED, row.id, way.source)
        return self._never(Bar.NEVER_SO, row, way)

    def _never(self, bar: Bar, row: Row, way: Way) -> Reason:
        """A condition that never held; what of it no visit can bring about is named."""
        when = None if way.source is None else way.source.when
        if when is None or when.negate:
            return Reason(bar, row.id, way.source, when)
        beats = [beat for beat in self.tables.scene.beats.values() if beat.id in self.reached]
        raised = {name for beat in beats for name, value in beat.set.items() if value}
        unset = when.flag if when.flag is not None and when.flag not in raised else ""
        unseen = when.visited if when.visited is not None and when.visited not in self.reached else ""
        return Reason(bar, row.id, way.source, when, unset, unseen)
