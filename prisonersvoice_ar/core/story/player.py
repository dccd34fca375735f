"""A story played from event to event on compiled tables: the engine's rules without its cues, effects and frames.

Where ``engine`` steps a frozen state, this changes itself: a visit of half an hour costs well under a millisecond.
tests/core/story/test_player.py plays thousands of visits through both.
"""

from dataclasses import dataclass, field
from math import inf

from prisonersvoice_ar.core.story.conditions import DWELL
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.reading import GAP
from prisonersvoice_ar.core.story.state import Stage
from prisonersvoice_ar.core.story.tables import BACK, OUT, Row, Tables, Way
from prisonersvoice_ar.core.story.waits import Wait

BEGIN, SAY, WAIT, ENDED = Stage.BEGIN, Stage.SAY, Stage.WAIT, Stage.ENDED


@dataclass
class Trace:
    """What happened, for whoever wants to compare or to tell it."""

    beats: list[tuple[float, str]] = field(default_factory=list)
    """story time and beat, as they begin"""
    lines: list[tuple[float, str]] = field(default_factory=list)
    """story time and line, as they start"""
    ended: float | None = None


class Player:
    """One visit to the story. Times are story seconds."""

    __slots__ = (
        "choices", "circling", "entered", "fired", "flags", "gaze", "gaze_since", "go", "held", "lines",
        "looked", "passed", "quiet", "rested", "returns", "row", "seconds", "since", "stage", "tables", "time", "trace",
        "visited", "wait",
    )  # fmt: skip

    def __init__(self, tables: Tables, lang: str, trace: Trace | None = None) -> None:
        """Begin a visit in ``lang``; what needs no visitor has happened."""
        self.tables = tables
        self.seconds = [row.seconds[lang] for row in tables.rows]
        self.trace = trace
        self.time = self.since = self.quiet = self.gaze_since = 0.0
        self.held: StoryInput | None = None
        self.gaze: str | None = None
        self.go: Way | None = None
        self.fired = self.flags = self.looked = self.visited = self.lines = 0
        self.returns: list[int] = []
        self.entered: list[int] = []
        """rows, in the order in which they began"""
        self.choices: list[tuple[int, str]] = []
        """row and choice taken; "" where the wait ran out"""
        self.passed: set[int] = set()
        self.circling = False
        """beats chase each other without time passing: this visit goes no further"""
        self.row: Row = tables.rows[tables.first]
        self.wait: Wait | None = None
        self.rested = False
        self.stage = BEGIN
        self._arrive(tables.first)

    @property
    def ended(self) -> bool:
        """The story has reached ``actions``."""
        return self.stage is ENDED

    def due(self) -> float:
        """When the stage ends if the visitor goes on as sampled; inf: only the visitor can end it."""
        if self.stage is SAY:
            return self.since
        if self.stage is ENDED or self.circling:
            return inf
        if self.go is not None:
            return self.time
        if self.wait is None:
            return max(self.since, self.time)
        return max(self.wait.due(self), self.time)

    def run_on(self) -> None:
        """Go to where the stage ends by itself (``due`` is finite), and on until something is waited for."""
        due = self.due()
        if due > self.time:
            self.passed.clear()
            self.time = due
        if self.stage is SAY:
            self._to_wait()
        else:
            self._end_wait()

    def sample(self, now: float, given: StoryInput) -> None:
        """Take in what the visitor does at ``now``, before which nothing else is due."""
        if now > self.time:
            self.passed.clear()
        self.time = now
        wait = self.wait
        self._remember()
        if wait is not None and wait.remembers:
            self.fired |= wait.fired_now(self)
        before, self.held = self.held, given
        if given.looking_at != self.gaze:
            self.gaze, self.gaze_since = given.looking_at, now
        if wait is not None:
            if wait.remembers:
                self.fired |= wait.fired_now(self)
            if wait.acts:
                self.fired |= wait.fired_by(given, before)
        if given.pressed and self.stage is WAIT and self.row.choices:
            self._choose(given)

    def offered(self) -> list[Way]:
        """The choices that are open now."""
        if self.stage is not WAIT:
            return []
        return [way for way in self.row.choices if self._holds(way)]

    # --- within ----------------------------------------------------------------------------------

    def _choose(self, given: StoryInput) -> None:
        for way in self.row.choices:
            if way.choice in given.pressed and self._holds(way):
                self.go = way
                return

    def _holds(self, way: Way) -> bool:
        return way.when is None or way.when.holds(self.flags, self.looked, self.visited)

    def _remember(self) -> None:
        if self.gaze is not None and self.time >= self.gaze_since + DWELL:
            self.looked |= self.tables.looks.get(self.gaze, 0)

    def _arrive(self, index: int) -> None:
        """Come to a beat, and through those that take no time."""
        while True:
            row = self.row = self.tables.rows[index]
            self.go, self.fired, self.since = None, 0, self.time
            if row.beat.once and self.visited & row.bit:
                self.wait = None
            else:
                self.stage, self.wait = BEGIN, row.begin
                if self.wait is not None:
                    return
                self._enter(row)
                if self.stage is SAY or self.wait is not None:
                    return
            following = self._leave()
            if following is None:
                return
            index = following

    def _enter(self, row: Row) -> None:
        self.flags = self.flags & ~row.lowers | row.raises
        self.visited |= row.bit
        self.entered.append(row.index)
        if self.trace is not None:
            self.trace.beats.append((self.time, row.id))
        self.fired = 0
        lengths = self.seconds[row.index]
        if not lengths:
            self.stage, self.wait, self.since = WAIT, row.wait, self.time
            return
        self.stage, self.wait, self.rested = SAY, None, False
        self.since = self._say(row, lengths)

    def _say(self, row: Row, lengths: tuple[float, ...]) -> float:
        """When the last line will have ended; summed as the engine does, so that times are the same to the bit."""
        time = self.time
        for number, length in enumerate(lengths):
            time = max(self.quiet, time)
            if self.trace is not None:
                self.trace.lines.append((time, row.beat.say[number].id))
            time += length
            self.quiet = time + GAP
        return time

    def _to_wait(self) -> None:
        row = self.row
        self.lines |= row.says
        self.stage, self.wait, self.since, self.fired = WAIT, row.wait, self.time, 0
        if self.wait is None:
            self._go_on()

    def _end_wait(self) -> None:
        if self.wait is not None and self.wait.looks:
            self.looked |= self.wait.looked(self)
        if self.stage is BEGIN:
            self._enter(self.row)
            if self.stage is SAY or self.wait is not None:
                return
        else:
            self.rested = self.rested or bool(self.row.bit & self.tables.rests)
        if self.row.choices:
            self.choices.append((self.row.index, "" if self.go is None else self.go.choice))
        self._go_on()

    def _go_on(self) -> None:
        following = self._leave()
        if following is not None:
            self._arrive(following)

    def _leave(self) -> int | None:
        """The row that follows the current one; None where the story is over, or turns in no time."""
        row = self.row
        self._remember()
        if row.index in self.passed:
            self.circling = True
            return None
        self.passed.add(row.index)
        target = self._target(row)
        if target != OUT:
            return target
        if not self.rested:
            return self.tables.rest
        self.stage, self.wait = ENDED, None
        if self.trace is not None:
            self.trace.ended = self.time
        return None

    def _target(self, row: Row) -> int:
        way = self.go
        if way is None:
            way = next((way for way in row.ways if self._holds(way)), None)
            if way is None:
                return OUT
        target = way.go
        if way.aside is not None:
            self.returns = [*self.returns, target][-self.tables.deepest :]
            target = way.aside
        while target == BACK:
            target = self.returns.pop() if self.returns else OUT
        return target
