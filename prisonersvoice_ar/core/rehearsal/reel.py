"""A take, played as far as anybody has asked: the state at any time, back and forth, and all that happened."""

from bisect import bisect_right
from dataclasses import dataclass, replace

from prisonersvoice_ar.core.rehearsal.entries import Entry
from prisonersvoice_ar.core.rehearsal.happenings import Happening
from prisonersvoice_ar.core.rehearsal.running import Log, Start, do, opening, run, run_once
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.clock import in_ticks
from prisonersvoice_ar.core.story.state import StoryState

SPACING = 1.0
"""seconds of story, at least, between the states that are kept: going back costs no more than playing one, or a step"""
MOST_FRAMES = 500
"""states that are kept before every second one is let go: each knows all beats that were visited"""


@dataclass(frozen=True)
class _Frame:
    """A state that is kept."""

    state: StoryState
    done: int
    """entries that have reached it"""
    logged: int
    """happenings up to it"""


class Reel:
    """A start and what was done since; the rest follows. Seconds of story, in whole ticks."""

    def __init__(self, scene: Scene, start: Start, entries: tuple[Entry, ...] = ()) -> None:
        """``entries`` by their times, none before the start's."""
        self.scene, self.start = scene, start
        self.entries: list[Entry] = []
        self.before: list[int] = []
        """for each entry how many things had happened when it came"""
        self._log: Log = opening(scene, start)
        self._frames = [_Frame(start.state, 0, len(self._log))]
        self._front = self._frames[0]
        self._asked: tuple[float, StoryState] | None = None
        """the last state that was replayed, and for when"""
        for entry in entries:
            self.add(entry)

    @property
    def begins(self) -> float:
        """The start's time."""
        return self.start.state.time

    @property
    def ends(self) -> float:
        """The time of the last entry, or the start's."""
        return self.entries[-1].time if self.entries else self.begins

    @property
    def reached(self) -> float:
        """How far it has been played."""
        return self._front.state.time

    def at(self, time: float) -> StoryState:
        """The state at ``time``; before the start: the start's."""
        time = max(in_ticks(time), self.begins)
        if time >= self.reached:
            return self._play_to(time)
        if self._asked is None or self._asked[0] != time:  # a frame asks ten times for the same
            self._asked = time, self._replayed(time)
        return self._asked[1]

    def _replayed(self, time: float) -> StoryState:
        # What was done at ``time`` itself has been done: of several frames of one time the last is taken.
        frame = self._frames[self._index(time)]
        return run(self.scene, frame.state, time)

    def happened(self, until: float) -> list[Happening]:
        """All that happens up to ``until``, played there if it was not yet."""
        return self.since(0, until)

    def counted(self, until: float) -> int:
        """How many things happen up to ``until``."""
        return len(self.happened(until))

    def since(self, count: int, until: float) -> list[Happening]:
        """What happens up to ``until``, without the first ``count``."""
        until = in_ticks(until)
        if until > self.reached:
            self._play_to(until)
        return self._log[count : bisect_right(self._log, until, key=_time)]

    def add(self, entry: Entry) -> None:
        """Do ``entry`` at its time; ValueError where something was done later than that."""
        entry = replace(entry, time=max(in_ticks(entry.time), self.begins))
        if entry.time < self.ends:
            raise ValueError(f"at {self.ends} s something was done; {entry.time} s lies before it")
        self._asked = None
        self._back_to(entry.time)
        self._play_to(entry.time)
        self.before.append(len(self._log))
        state = do(self.scene, self._front.state, entry, self._log)
        self.entries.append(entry)
        self._front = _Frame(state, len(self.entries), len(self._log))
        self._frames.append(self._front)

    def cut(self, time: float) -> None:
        """Forget what was done after ``time``."""
        time = in_ticks(time)
        kept = [entry for entry in self.entries if entry.time <= time]
        if len(kept) == len(self.entries):
            return
        frame = max(index for index, frame in enumerate(self._frames) if frame.done <= len(kept))
        self._keep(frame)
        self.entries = kept
        del self.before[len(kept) :]

    def _back_to(self, time: float) -> None:
        """Unplay what lies after ``time``: something is done there now."""
        if time < self.reached:
            self._keep(self._index(time))

    def _keep(self, frame: int) -> None:
        self._asked = None
        del self._frames[frame + 1 :]
        self._front = self._frames[-1]
        del self._log[self._front.logged :]

    def _index(self, time: float) -> int:
        return max(bisect_right(self._frames, time, key=_frame_time) - 1, 0)

    def _play_to(self, time: float) -> StoryState:
        while self.reached < time:
            state = run_once(self.scene, self._front.state, time, self._log)
            self._front = _Frame(state, self._front.done, len(self._log))
            if self.reached >= self._frames[-1].state.time + SPACING:
                self._frames.append(self._front)
                if len(self._frames) > MOST_FRAMES + 2 * len(self.entries):
                    self._thin()
        return self._front.state

    def _thin(self) -> None:
        """Let every second state go, but for those in which something has just been done: nothing leads there by itself."""
        frames = self._frames
        self._frames = [
            frame
            for index, frame in enumerate(frames)
            if index % 2 == 0 or frame.done > frames[index - 1].done or frame is self._front
        ]


def _time(happening: Happening) -> float:
    return happening.time


def _frame_time(frame: _Frame) -> float:
    return frame.state.time
