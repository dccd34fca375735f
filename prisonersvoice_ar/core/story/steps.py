"""One step of the walk through everything that can happen to a story: time abstracted, every visitor at once.

A spot is where a story stands, as far as it matters for where it can go: the beat, its stage, and of the visit so far
only what is still asked about from here on. ``Steps.after`` gives every way on from a spot that some visitor could
cause, ``Steps.idle`` the one of a visitor who keeps the card in view and does nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from prisonersvoice_ar.core.script.model import (
    After,
    AllOf,
    AnyOf,
    LineEnded,
    LookAt,
    TargetSeen,
    Trigger,
    VisitorArrived,
)
from prisonersvoice_ar.core.story.conditions import DWELL
from prisonersvoice_ar.core.story.player import Player
from prisonersvoice_ar.core.story.state import Stage
from prisonersvoice_ar.core.story.tables import BACK, OUT, Row, Tables, Way
from prisonersvoice_ar.core.story.waits import Wait


class At(IntEnum):
    """What the beat of a spot is doing."""

    BEGIN = 0
    """waits for its ``begin``"""
    SAY = 1
    WAIT = 2
    """its lines are over"""
    LEAVE = 3
    END = 4
    """the story has reached ``actions``"""


class Situation(NamedTuple):
    """Where a story stands. Masks hold only what may still matter. A tuple: a walk makes and compares thousands."""

    row: int
    at: At
    flags: int = 0
    looked: int = 0
    visited: int = 0
    lines: int = 0
    rested: bool = False
    """a quiet is over, and nothing has been said since"""
    returns: tuple[int, ...] = ()


@dataclass(frozen=True)
class Looks:
    """The visitor looks at something for as long as it takes to count."""

    object: str


@dataclass(frozen=True)
class Does:
    """What the beat waits for happens: ``leaves`` together are enough."""

    leaves: tuple[Trigger, ...]

    @property
    def acts(self) -> bool:
        """Whether the visitor has to do something for it."""
        return _effort(self.leaves) > 0


@dataclass(frozen=True)
class Chooses:
    """A choice is taken."""

    choice: str


@dataclass(frozen=True)
class Goes:
    """The story goes on by itself; from a beat that is left, by ``way``."""

    way: Way | None = None


Move = Looks | Does | Chooses | Goes
IDLE = (After, TargetSeen, VisitorArrived)
"""leaves that fire where a visitor keeps the card in view and does nothing"""
END = Situation(OUT, At.END)


class Steps:
    """Every way on in one scene."""

    def __init__(self, tables: Tables) -> None:
        """Find out what each beat may still ask about."""
        self.tables = tables
        self._objects = {bit: name for name, bit in tables.looks.items()}
        self._live = _live(tables)

    def first(self) -> Situation:
        """Where a story begins."""
        return self._arrive(self.tables.first, Situation(self.tables.first, At.LEAVE))

    def after(self, spot: Situation) -> Iterator[tuple[Move, Situation]]:
        """Every way on that some visitor could cause, the shortest to tell first."""
        row = self.tables.rows[spot.row]
        if spot.at is At.LEAVE:
            way = self.way_on(row, spot)
            yield Goes(way), self._follow(way, spot)
        elif spot.at is At.SAY:
            yield Goes(), self._said(row, spot)
            yield from self._looking(spot)
        elif spot.at is not At.END:
            yield from self._waited(row, spot)

    def cost(self, spot: Situation) -> int:
        """What it takes to find the ways on from ``spot``, in things to look at: ways, leaves and objects."""
        row, looks = self.tables.rows[spot.row], self._live[spot.row].looked.bit_count()
        if spot.at is At.LEAVE:
            return 1 + len(row.ways)
        wait = row.begin if spot.at is At.BEGIN else row.wait if spot.at is At.WAIT else None
        return 1 + looks + len(row.choices) + (0 if wait is None else len(wait.leaves))

    def idle(self, spot: Situation) -> Situation | None:
        """Where the story goes with a visitor who does nothing; None where it stands still."""
        if spot.at in (At.LEAVE, At.SAY, At.END):
            return next((following for _, following in self.after(spot)), None)
        row = self.tables.rows[spot.row]
        wait = row.begin if spot.at is At.BEGIN else row.wait
        if wait is None or _fires(wait.trigger, wait, spot.lines, _idly):
            return self._past(row, spot)
        return None

    def way_on(self, row: Row, spot: Situation) -> Way | None:
        """The way that is taken where ``row`` is left by itself."""
        return next((way for way in row.ways if self.holds(way, spot)), None)

    def holds(self, way: Way, spot: Situation) -> bool:
        """Whether ``way``'s condition holds."""
        return way.when is None or way.when.holds(spot.flags, spot.looked, spot.visited)

    def stand(self, player: Player) -> Situation:
        """The spot at which ``player`` stands in mid-visit."""
        if player.ended:
            return END
        at = {Stage.BEGIN: At.BEGIN, Stage.SAY: At.SAY}.get(player.stage, At.WAIT)
        looked = player.looked
        if player.gaze is not None and player.time >= player.gaze_since + DWELL:  # counts before it is noted
            looked |= self.tables.looks.get(player.gaze, 0)
        masks = (player.flags, looked, player.visited, player.lines)
        return self._kept(Situation(player.row.index, at, *masks, player.rested, tuple(player.returns)))

    # --- within ----------------------------------------------------------------------------------

    def _looking(self, spot: Situation) -> Iterator[tuple[Move, Situation]]:
        missing = self._live[spot.row].looked & ~spot.looked
        for bit, name in self._objects.items():
            if missing & bit:
                yield Looks(name), spot._replace(looked=spot.looked | bit)

    def _waited(self, row: Row, spot: Situation) -> Iterator[tuple[Move, Situation]]:
        wait = row.begin if spot.at is At.BEGIN else row.wait
        if wait is None or _fires(wait.trigger, wait, spot.lines, _in_no_time):
            yield Goes(), self._past(row, spot)
            return
        if (leaves := self._enough(wait.trigger, wait, spot)) is not None:
            yield Does(leaves), self._past(row, spot)
        if spot.at is At.WAIT:
            for way in row.choices:
                if self.holds(way, spot):
                    yield Chooses(way.choice), self._follow(way, self._rested(row, spot))
        yield from self._looking(spot)

    def _enough(self, trigger: Trigger, wait: Wait, spot: Situation) -> tuple[Trigger, ...] | None:
        """Leaves that are enough to fire ``trigger``, those with the fewest acts; None: it cannot fire.

        A look that something asks about later is a move of its own (``_looking``), which this waits for: each set
        of objects that could have been looked at would be a way of its own else.
        """
        if isinstance(trigger, AnyOf):
            ways = [way for part in trigger.of if (way := self._enough(part, wait, spot)) is not None]
            return min(ways, key=lambda leaves: (self._undone(leaves, spot), _effort(leaves)), default=None)
        if isinstance(trigger, AllOf):
            every: dict[Trigger, None] = {}
            for part in trigger.of:
                way = self._enough(part, wait, spot)
                if way is None:
                    return None
                every |= dict.fromkeys(way)
            return tuple(every)
        if isinstance(trigger, LineEnded):
            return (trigger,) if wait.lines[trigger.line] & spot.lines else None
        return None if self._asked_of(trigger, spot) & ~spot.looked else (trigger,)

    def _asked_of(self, leaf: Trigger, spot: Situation) -> int:
        """The bit of ``looked`` that a look sets which something from here on asks about; 0 for all else."""
        if not isinstance(leaf, LookAt):
            return 0
        return self.tables.looks.get(leaf.object, 0) & self._live[spot.row].looked

    def _undone(self, leaves: tuple[Trigger, ...], spot: Situation) -> int:
        """How many acts ``leaves`` need; looks that had to come first anyhow are none."""
        return sum(
            not isinstance(leaf, (*IDLE, LineEnded)) and not self._asked_of(leaf, spot) for leaf in leaves
        )

    def _past(self, row: Row, spot: Situation) -> Situation:
        """Past the wait at which ``spot`` stands."""
        return (
            self._enter(row, spot) if spot.at is At.BEGIN else self._rested(row, spot)._replace(at=At.LEAVE)
        )

    def _rested(self, row: Row, spot: Situation) -> Situation:
        """``spot`` once the wait of ``row`` is over, which may have been a quiet."""
        return spot._replace(rested=True) if row.bit & self.tables.rests else spot

    def _said(self, row: Row, spot: Situation) -> Situation:
        return spot._replace(at=At.WAIT, lines=(spot.lines | row.says) & self._live[row.index].lines)

    def _enter(self, row: Row, spot: Situation) -> Situation:
        return self._kept(
            Situation(
                row.index,
                At.SAY if row.beat.say else At.WAIT,
                spot.flags & ~row.lowers | row.raises,
                spot.looked,
                spot.visited | row.bit,
                spot.lines,
                spot.rested and not row.beat.say,
                spot.returns,
            )
        )

    def _follow(self, way: Way | None, spot: Situation) -> Situation:
        target, returns = OUT if way is None else way.go, spot.returns
        if way is not None and way.aside is not None:
            target, returns = way.aside, (*returns, target)[-self.tables.deepest :]
        while target == BACK:
            target, returns = (returns[-1], returns[:-1]) if returns else (OUT, ())
        if target == OUT:
            if spot.rested:
                return END
            target = self.tables.rest
        return self._arrive(target, spot._replace(returns=returns))

    def _arrive(self, index: int, spot: Situation) -> Situation:
        row = self.tables.rows[index]
        seen_before = row.beat.once and bool(spot.visited & row.bit)
        if row.begin is None and not seen_before:
            return self._enter(row, spot)
        return self._kept(spot._replace(row=index, at=At.LEAVE if seen_before else At.BEGIN))

    def _kept(self, spot: Situation) -> Situation:
        """``spot`` without what nothing from here on asks about."""
        row, at, flags, looked, visited, lines, rested, returns = spot
        live = self._live[row]
        flags, looked, visited, lines = (
            flags & live.flags,
            looked & live.looked,
            visited & live.visited,
            lines & live.lines,
        )
        return Situation(row, at, flags, looked, visited, lines, rested, returns)


# --- triggers --------------------------------------------------------------------------------------


def _effort(leaves: tuple[Trigger, ...]) -> int:
    return sum(not isinstance(leaf, (*IDLE, LineEnded)) for leaf in leaves)


def _fires(trigger: Trigger, wait: Wait, lines: int, alone: Callable[[Trigger], bool]) -> bool:
    """Whether ``trigger`` fires by leaves that fire ``alone`` and by lines that have been said."""
    if isinstance(trigger, AnyOf):
        return any(_fires(part, wait, lines, alone) for part in trigger.of)
    if isinstance(trigger, AllOf):
        return all(_fires(part, wait, lines, alone) for part in trigger.of)
    if isinstance(trigger, LineEnded):
        return bool(wait.lines[trigger.line] & lines)
    return alone(trigger)


def _in_no_time(leaf: Trigger) -> bool:
    return isinstance(leaf, After) and leaf.seconds <= 0.0


def _idly(leaf: Trigger) -> bool:
    return isinstance(leaf, IDLE)


# --- what still matters ----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Asked:
    flags: int = 0
    looked: int = 0
    visited: int = 0
    lines: int = 0

    def __or__(self, other: "_Asked") -> "_Asked":
        return _Asked(
            self.flags | other.flags,
            self.looked | other.looked,
            self.visited | other.visited,
            self.lines | other.lines,
        )


def _live(tables: Tables) -> list[_Asked]:
    """For each row what it, and all rows that may follow it, ask about.

    A way back out of an aside may lead wherever any aside returns to.
    """
    backs = {way.go for row in tables.rows for way in (*row.ways, *row.choices) if way.aside is not None}
    follows = [_follows(row, tables, backs) for row in tables.rows]
    live = [_asked(row) for row in tables.rows]
    changed = True
    while changed:
        changed = False
        for index in reversed(range(len(live))):
            wanted = live[index]
            for other in follows[index]:
                wanted |= live[other]
            changed |= wanted != live[index]
            live[index] = wanted
    return live


def _follows(row: Row, tables: Tables, backs: set[int]) -> set[int]:
    found: set[int] = set()
    for way in (*row.ways, *row.choices):
        found |= {way.go} if way.aside is None else {way.aside}
        found |= backs if way.go == BACK or way.aside is not None else set()
    return {tables.rest if index == OUT else index for index in found if index != BACK}


def _asked(row: Row) -> _Asked:
    asked = _Asked(visited=row.bit if row.beat.once else 0)
    for way in (*row.ways, *row.choices):
        if way.when is not None:
            asked |= _Asked(way.when.flags, way.when.looked, way.when.visited)
    for wait in (row.begin, row.wait):
        if wait is not None:
            for bit in wait.lines.values():
                asked |= _Asked(lines=bit)
    return asked
