"""A take done again on a scene that has changed, or in another language: what was done, where it belongs now.

Things are done at a beat or in the middle of a line, not at a time on a clock: each keeps its distance from what
happened last before it, and within a line its proportion.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from prisonersvoice_ar.core.rehearsal.carrying import carry
from prisonersvoice_ar.core.rehearsal.entries import Entry, Fire
from prisonersvoice_ar.core.rehearsal.happenings import Happening, WaitBegan, trigger_of
from prisonersvoice_ar.core.rehearsal.reel import Reel
from prisonersvoice_ar.core.rehearsal.running import (
    Log,
    Start,
    beginning,
    cold,
    do,
    next_time,
    opening,
    run,
    run_once,
)
from prisonersvoice_ar.core.rehearsal.standing import light_levels
from prisonersvoice_ar.core.rehearsal.walking import along
from prisonersvoice_ar.core.script.model import Scene, Trigger
from prisonersvoice_ar.core.story.effects import EndLine, EnterBeat, FadeLight, SetAmbience, StartLine
from prisonersvoice_ar.core.story.state import BUILT_IN_REST, StoryState
from prisonersvoice_ar.core.story.triggers import leaves

PATIENCE = 900.0
"""seconds of story that are waited for something which happened before"""
MOST_STEPS = 5000
"""of the engine, in all: beats that chase each other must not hold up a reload"""

Milestone = tuple[str, str, int]
"""what happened, to which beat or line, for the which time"""


@dataclass(frozen=True)
class _Anchor:
    """A time, told by what happened last before it."""

    milestone: Milestone | None
    """None: the take's start"""
    later: float
    """seconds since"""
    of: float
    """seconds of the line that is being said; 0: none is"""


@dataclass(frozen=True)
class Retake:
    """A take on another scene."""

    start: Start
    entries: tuple[Entry, ...]
    time: float
    """where the playhead belongs, seconds of story"""


def retake(reel: Reel, time: float, scene: Scene, lang: str) -> Retake | None:
    """What ``reel`` holds, done on ``scene``, with where ``time`` lies in it; None: the story does not come there any more."""
    start = restarted(reel, scene, lang)
    if start is None:
        return None
    player = _Player(scene, start)
    anchors = _Anchors(reel, scene)
    done = sum(entry.time <= time for entry in reel.entries)
    entries = player.do_all(anchors.entries[:done])
    there = player.when(anchors.at(time, reel.counted(time))) if entries is not None else None
    if entries is None or there is None:
        return None
    later = player.do_all(anchors.entries[done:], floor=there)
    return Retake(start, (*entries, *(later or ())), there)


def restarted(reel: Reel, scene: Scene, lang: str) -> Start | None:
    """The same start on ``scene``; None where it has none such."""
    start = reel.start
    match start.how:
        case "beginning":
            return beginning(scene, lang)
        case "cold":
            return cold(scene, lang, start.beat) if start.beat in scene.beats else None
        case "along":
            return along(scene, lang, start.beat) if start.beat in scene.beats else None
        case _:
            return carried_start(reel, reel.begins, scene, lang)


def carried_start(reel: Reel, time: float, scene: Scene, lang: str) -> Start:
    """The state at ``time`` as a start on ``scene``, with its lights and ambience."""
    state = carry(reel.scene, reel.at(time), scene, lang).state
    levels = light_levels(reel.happened(time), time)
    lights = tuple(FadeLight(light, level, 0.0) for light, level in levels.items())
    return Start(state, (*lights, SetAmbience(state.ambience, 0.0)), "carried")


class _Anchors:
    """What happened last before each thing that was done, of what ``scene`` still has."""

    def __init__(self, reel: Reel, scene: Scene) -> None:
        self.begins = reel.begins
        self.names = {
            *scene.beats,
            BUILT_IN_REST.id,
            *(line.id for beat in scene.beats.values() for line in beat.say),
        }
        self.found = list(_milestones(reel.happened(max(reel.reached, reel.ends))))
        self.entries = [
            (entry, self.at(entry.time, count))
            for entry, count in zip(reel.entries, reel.before, strict=True)
        ]

    def at(self, time: float, count: int) -> _Anchor:
        """That of ``time``, when ``count`` things had happened."""
        last = index = bisect_left(self.found, count, key=lambda one: one[0]) - 1
        while index >= 0 and self.found[index][2][1] not in self.names:
            index -= 1
        if index < 0:
            return _Anchor(None, time - self.begins if last < 0 else 0.0, 0.0)
        _, at, milestone, seconds = self.found[index]
        # where a line is gone, one stands where it would have begun
        return _Anchor(milestone, time - at, seconds) if index == last else _Anchor(milestone, 0.0, 0.0)


def _milestones(happened: list[Happening]) -> Iterator[tuple[int, float, Milestone, float]]:
    """Each with its index among all that happened, its time, and the seconds of its line."""
    counted: Counter[tuple[str, str]] = Counter()
    for index, one in enumerate(happened):
        found = _milestone(one)
        if found is not None:
            kind, name, seconds = found
            counted[kind, name] += 1
            yield index, one.time, (kind, name, counted[kind, name]), seconds


def _milestone(happening: Happening) -> tuple[str, str, float] | None:
    match happening.what:
        case EnterBeat(beat):
            return "beat", beat, 0.0
        case StartLine(line, _, seconds):
            return "line", line.id, seconds
        case EndLine(line_id):
            return "said", line_id, 0.0
        case WaitBegan(beat, stage, _):
            return f"wait {stage}", beat, 0.0
        case _:
            return None


class _Player:
    """Plays a start on, and remembers when what happened."""

    def __init__(self, scene: Scene, start: Start) -> None:
        self.scene, self.state = scene, start.state
        self.begins = start.state.time
        self.log: Log = opening(scene, start)
        self.read = 0
        self.left = MOST_STEPS
        self.counted: Counter[tuple[str, str]] = Counter()
        self.known: dict[Milestone, tuple[float, float]] = {}

    def do_all(self, entries: list[tuple[Entry, _Anchor]], floor: float = 0.0) -> tuple[Entry, ...] | None:
        """``entries`` at the times where they belong, none before ``floor``; None where one belongs nowhere."""
        done = []
        for entry, anchor in entries:
            time = self.when(anchor)
            if time is None:
                return None
            self.state = run(self.scene, self.state, max(time, floor), self.log)
            moved = self._suited(replace(entry, time=self.state.time), self.state)
            self.state = do(self.scene, self.state, moved, self.log)
            done.append(moved)
        return tuple(done)

    def when(self, anchor: _Anchor) -> float | None:
        """When that is here, not before now; None: never, with what was done so far."""
        since, seconds = self.begins, 0.0
        if anchor.milestone is not None:
            found = self._await(anchor.milestone)
            if found is None:
                return None
            since, seconds = found
        scale = seconds / anchor.of if anchor.of > 0 and seconds > 0 else 1.0
        return max(since + anchor.later * scale, self.state.time)

    def _await(self, milestone: Milestone) -> tuple[float, float] | None:
        limit = self.state.time + PATIENCE
        while True:
            self._read()
            if milestone in self.known:
                return self.known[milestone]
            stuck = self.state.ended or next_time(self.scene, self.state) is None
            if stuck or self.state.time >= limit or self.left <= 0:
                return None
            self.left -= 1
            self.state = run_once(self.scene, self.state, limit, self.log)

    def _read(self) -> None:
        for one in self.log[self.read :]:
            found = _milestone(one)
            if found is not None:
                kind, name, seconds = found
                self.counted[kind, name] += 1
                self.known[kind, name, self.counted[kind, name]] = one.time, seconds
        self.read = len(self.log)

    def _suited(self, entry: Entry, state: StoryState) -> Entry:
        """A trigger that was fired by hand may be written otherwise now: the one most like it is meant."""
        trigger = trigger_of(self.scene, state)
        if not isinstance(entry.deed, Fire) or trigger is None:
            return entry
        return replace(entry, deed=Fire(_likest(entry.deed.leaf, list(leaves(trigger)))))


def _likest(leaf: Trigger, offered: list[Trigger]) -> Trigger:
    if leaf in offered:
        return leaf
    alike = [one for one in offered if type(one) is type(leaf)]
    named = [one for one in alike if _named(one) == _named(leaf)]
    return next(iter(named or alike), leaf)


def _named(leaf: Trigger) -> object:
    """What a leaf is about; its measures are not."""
    return next(
        (getattr(leaf, key) for key in ("object", "button", "key", "name", "line") if hasattr(leaf, key)),
        None,
    )
