"""The walk through all that can happen in a scene: what can be reached, and what there is no way out of.

Every spot (steps.Situation) that any visitor could bring a story to is gone to once, breadth first, so that the way
told into a trap is a shortest one. Time is abstracted: whatever fires a wait may come first. So what is called
unreachable is so for certain, and so is a trap; that something can be reached is shown by a visit that does it
(guided.py). Where there are more spots than ``most``, or too many ways between them, nothing is claimed that the rest
could belie.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prisonersvoice_ar.core.script.model import LookAt, Scene
from prisonersvoice_ar.core.story.reasons import Reason, Taken, reasons
from prisonersvoice_ar.core.story.steps import END, At, Chooses, Does, Goes, Looks, Move, Situation, Steps
from prisonersvoice_ar.core.story.tables import Tables, compile_scene

MOST_SPOTS = 100_000
_COST_A_SPOT = 10
"""what a spot may cost on an average (Steps.cost), so that many objects and long waits are bounded as well"""


@dataclass(frozen=True)
class Stop:
    """One beat on a way, and what the visitor does there."""

    beat: str
    moves: tuple[Move, ...] = ()
    """looks, choices and what the beat waited for; what goes on by itself is left out"""


@dataclass(frozen=True)
class Trap:
    """A place in the story with no way out."""

    way: tuple[Stop, ...]
    """the shortest way into it, from the first beat to the one where it snaps shut"""
    circle: tuple[str, ...]
    """the beats that the story turns through from then on; a single one where it stands still, or turns in it"""
    idle: bool
    """only who does nothing more is held: some act would lead out"""
    stands: bool
    """the story stands still; else it goes round"""

    @property
    def beat(self) -> str:
        """The beat where it snaps shut."""
        return self.way[-1].beat


@dataclass(frozen=True)
class Unreached:
    """A beat that no visit begins, and why."""

    beat: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Walk:
    """What the walk through a scene found."""

    spots: int
    complete: bool
    """False: there are more spots than were looked at, and what is said holds for these only"""
    reached: frozenset[str]
    unreached: tuple[Unreached, ...]
    """in the scene's order; empty where the walk is not complete"""
    traps: tuple[Trap, ...]
    ways: Mapping[str, tuple[Stop, ...]]
    """a shortest way to each beat that is reached; that beat stands in it only where something is done for it to begin"""


def walk(scene: Scene | Tables, most: int = MOST_SPOTS) -> Walk:
    """Walk through ``scene``, at ``most`` so many spots; fewer where many ways lead on from each."""
    tables = scene if isinstance(scene, Tables) else compile_scene(scene)
    return _Walker(tables, most).walk()


class _Ways(Mapping[str, tuple[Stop, ...]]):
    """The ways to beats, each told when it is asked for: together they are as long as the scene squared."""

    def __init__(self, spots: Mapping[str, int], tell: Callable[[int], tuple[Stop, ...]]) -> None:
        self._spots, self._tell = spots, tell

    def __getitem__(self, beat: str) -> tuple[Stop, ...]:
        return self._tell(self._spots[beat])

    def __iter__(self) -> Iterator[str]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)


class _Walker:
    """One walk. Spots are numbered in the order in which they are found."""

    def __init__(self, tables: Tables, most: int) -> None:
        self.tables, self.most = tables, most
        self.steps = Steps(tables)
        self.numbers: dict[Situation, int] = {}
        self.spots: list[Situation] = []
        self.came: list[tuple[int, Move | None]] = []
        """for each spot: from which, by what"""
        self.back: list[list[int]] = []
        """for each spot: those that lead to it"""
        self.begun: dict[int, int] = {}
        """row → the first spot at which it has begun"""
        self.taken = Taken()
        self.open: deque[int] = deque()

    def walk(self) -> Walk:
        self._find(self.steps.first(), -1, None)
        left = self.most * _COST_A_SPOT
        while self.open and len(self.spots) <= self.most and left > 0:
            number = self.open.popleft()
            left -= self.steps.cost(self.spots[number])
            self._go_on(number)
        complete = not self.open
        named = {self.tables.rows[row].id for row in self.begun}
        beats = self.tables.scene.beats
        lost = [name for name in beats if name not in named] if complete else []
        return Walk(
            len(self.spots),
            complete,
            frozenset(name for name in named if name in beats),
            tuple(Unreached(name, reasons(self.tables, name, named, self.taken)) for name in lost),
            tuple(self._traps()),
            _Ways({self.tables.rows[row].id: spot for row, spot in self.begun.items()}, self.way_to),
        )

    def _go_on(self, number: int) -> None:
        spot = self.spots[number]
        if spot.at is At.LEAVE:
            self.taken.leave(self.steps, spot)
        for move, following in self.steps.after(spot):
            if isinstance(move, Chooses):
                self.taken.choose(spot.row, move.choice)
            self._find(following, number, move)

    def _find(self, spot: Situation, origin: int, move: Move | None) -> None:
        number = self.numbers.get(spot)
        if number is None:
            number = self.numbers[spot] = len(self.spots)
            self.spots.append(spot)
            self.came.append((origin, move))
            self.back.append([])
            self.open.append(number)
            if spot.at in (At.SAY, At.WAIT):
                self.begun.setdefault(spot.row, number)
            if spot.at is At.BEGIN:
                self.taken.arrived.add(spot.row)
        if origin >= 0:
            self.back[number].append(origin)

    # --- traps -----------------------------------------------------------------------------------

    def _traps(self) -> Iterator[Trap]:
        """Those that hold everybody, then those that hold who does nothing; each circle once."""
        ends = [self.numbers[END]] if END in self.numbers else []
        out = self._lead_to([*ends, *self.open])
        told = list(out)
        for number in range(len(self.spots)):
            if not told[number]:
                held = self._first_closed(number)
                told = [one or other for one, other in zip(told, self._lead_to(held), strict=True)]
                stands = len(held) == 1 and self.spots[held[0]].at in (At.BEGIN, At.WAIT)
                yield Trap(self._way(number), self._beats(held), idle=False, stands=stands)
        circles: set[tuple[str, ...]] = set()
        for number, held in self._idle_circles(out):
            beats = self._beats(held)
            if beats not in circles:
                circles.add(beats)
                yield Trap(self._way(number), beats, idle=True, stands=len(held) == 1)

    def _beats(self, numbers: list[int]) -> tuple[str, ...]:
        """Their beats, each once, in the order in which a story comes to them."""
        rows = dict.fromkeys(self.spots[number].row for number in sorted(numbers))
        return tuple(self.tables.rows[row].id for row in rows)

    def _first_closed(self, start: int) -> list[int]:
        """Spots that all lead to each other and nowhere else, among those that ``start`` leads to (Tarjan 1972)."""
        index: dict[int, int] = {start: 0}
        low = {start: 0}
        stack = [start]
        work = [(start, self._leads(start))]
        while True:
            number, following = work[-1]
            for other in following:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    work.append((other, self._leads(other)))
                    break
                low[number] = min(low[number], index[other])
            else:
                if low[number] == index[number]:
                    return stack[stack.index(number) :]
                work.pop()
                before = work[-1][0]
                low[before] = min(low[before], low[number])

    def _leads(self, number: int) -> Iterator[int]:
        return iter([self.numbers[following] for _, following in self.steps.after(self.spots[number])])

    def _lead_to(self, ends: list[int]) -> list[bool]:
        """Which spots some way leads from to one of ``ends``."""
        found = [False] * len(self.spots)
        for end in ends:
            found[end] = True
        waiting = list(ends)
        while waiting:
            for before in self.back[waiting.pop()]:
                if not found[before]:
                    found[before] = True
                    waiting.append(before)
        return found

    def _idle_circles(self, out: list[bool]) -> Iterator[tuple[int, list[int]]]:
        """Where a visitor who does nothing comes to no end though there is one: first spot, and those of the circle."""
        UNKNOWN, ENDS, HELD = 0, 1, 2
        known = [UNKNOWN] * len(self.spots)
        if END in self.numbers:
            known[self.numbers[END]] = ENDS
        for number in self.open:
            known[number] = ENDS
        for start in range(len(self.spots)):
            path, seen = [start], {start}
            while known[path[-1]] == UNKNOWN:
                following = self.steps.idle(self.spots[path[-1]])
                other = None if following is None else self.numbers.get(following)
                if following is None or other in seen:
                    circle = path[path.index(other) :] if other is not None else path[-1:]
                    known[path[-1]] = HELD
                    if out[circle[0]]:
                        yield start, circle
                    break
                if other is None:
                    known[path[-1]] = ENDS
                    break
                path.append(other)
                seen.add(other)
            for number in path:
                known[number] = known[path[-1]]

    # --- telling ---------------------------------------------------------------------------------

    def _beat(self, number: int) -> str:
        return self.tables.rows[self.spots[number].row].id

    def way_to(self, number: int) -> tuple[Stop, ...]:
        """How a story comes to begin the beat of the spot ``number``."""
        way = self._way(number)
        return way if way[-1].moves else way[:-1]

    def _way(self, number: int) -> tuple[Stop, ...]:
        """How a story comes to the spot ``number``: each beat, with what is done in it."""
        path: list[tuple[int, Move | None]] = []
        while number >= 0:
            path.append((number, self.came[number][1]))
            number = self.came[number][0]
        stops: list[Stop] = []
        for spot, move in reversed(path):
            if stops and (isinstance(move, Looks | Chooses) or (isinstance(move, Does) and move.acts)):
                stops[-1] = Stop(stops[-1].beat, _with(stops[-1].moves, move))
            arrives = move is None or (isinstance(move, Goes | Chooses) and self._came_to(spot))
            if arrives:
                stops.append(Stop(self._beat(spot)))
        return tuple(stops)

    def _came_to(self, number: int) -> bool:
        """Whether the step to ``number`` came to a beat, or to the same one anew."""
        origin = self.spots[self.came[number][0]]
        return origin.at is At.LEAVE or isinstance(self.came[number][1], Chooses)


def _with(moves: tuple[Move, ...], move: Move) -> tuple[Move, ...]:
    """``moves`` and ``move``; a look that the wait itself asks for is told as that."""
    leaves = move.leaves if isinstance(move, Does) else ()
    asked = {leaf.object for leaf in leaves if isinstance(leaf, LookAt)}
    return (*(one for one in moves if not (isinstance(one, Looks) and one.object in asked)), move)
