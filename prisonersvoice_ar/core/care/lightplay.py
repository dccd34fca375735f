"""When a story's lights change, beat by beat and from each beat into the next: what a film for flashes is made of.

Lights go in linear ramps, so between a ramp's start and its end a picture changes one way, or turns once. Where few
ramps begin or end within a second there can be no four flashes in it, and a few frames tell all; where many do, each
frame of a screen is taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from prisonersvoice_ar.core.care.ways import Ways, ways_on
from prisonersvoice_ar.core.script.model import Beat, LightCue, Scene
from prisonersvoice_ar.core.story.lights import DEFAULT_LEVELS, Lights
from prisonersvoice_ar.core.story.reading import GAP, line_seconds

Levels = Mapping[str, float]

FRAMES_A_SECOND = 60.0
_CROWDED = 3
"""turns within a second from which every frame is looked at; four flashes need at least four"""
_AFTER = 1.0
"""seconds of the next beat that are played behind a beat"""
_BEFORE = 1e-3
_MOST_BEHIND = 32
"""ways on from one beat that are tried"""


@dataclass(frozen=True)
class Change:
    """A light sets out for another level."""

    at: float
    """seconds after the beat's entry"""
    light: str
    level: float
    fade: float


@dataclass(frozen=True)
class LightPlay:
    """A beat, and what may follow it at once."""

    beat: str
    before: Levels = field(hash=False)
    changes: tuple[Change, ...] = field(default=())
    """in order"""

    def times(self) -> list[float]:
        """When to look, seconds after the beat's entry, in order."""
        turns = sorted({time for change in self.changes for time in (change.at, change.at + change.fade)})
        looks = set(turns) | {change.at + change.fade / 2 for change in self.changes}
        looks |= {max(0.0, change.at - _BEFORE) for change in self.changes}
        for start, end in _crowded(turns):
            count = int((end - start) * FRAMES_A_SECOND) + 1
            looks |= {start + number / FRAMES_A_SECOND for number in range(count)}
        return sorted(looks)

    def frames(self) -> Iterator[tuple[float, Levels]]:
        """Each time to look, with the lights' levels."""
        lights, waiting = Lights(), list(self.changes)
        for light, level in self.before.items():
            lights.fade(light, level, 0.0, -1.0)
        for time in self.times():
            while waiting and waiting[0].at <= time:
                change = waiting.pop(0)
                lights.fade(change.light, change.level, change.fade, change.at)
            yield time, lights.levels(time)


def light_plays(scene: Scene, lang: str) -> list[LightPlay]:
    """Return a play for each beat that changes a light, and one for each way on that goes on changing at once."""
    ways = ways_on(scene)
    before = _levels_before(scene, ways)
    plays: list[LightPlay] = []
    for beat in scene.beats.values():
        own, end = _changes(scene, beat, lang)
        followed = [
            (*own, *later)
            for following in ways[beat.id][:_MOST_BEHIND]
            if (later := tuple(_soon(scene, scene.beats[following], lang, end)))
            and _reaches(own, later[0].at)
        ]
        every = followed or ([own] if own else [])
        plays += [
            LightPlay(beat.id, before[beat.id], tuple(sorted(changes, key=lambda change: change.at)))
            for changes in every
        ]
    return plays


def _changes(scene: Scene, beat: Beat, lang: str) -> tuple[tuple[Change, ...], float]:
    """The changes of ``beat`` from its entry on, in order, and when its lines have been said."""
    spans: dict[str | None, tuple[float, float]] = {None: (0.0, 0.0)}
    now = 0.0
    for line in beat.say:
        spans[line.id] = (now, now + line_seconds(scene, line, lang))
        now = spans[line.id][1] + GAP
    end = max(0.0, now - GAP)
    found = []
    for cue in beat.cues:
        if isinstance(cue, LightCue):
            start, stop = spans.get(cue.moment.line, (0.0, 0.0))
            edge = stop if cue.moment.edge == "end" else start
            found.append(Change(edge + cue.moment.offset, cue.light, cue.level, cue.fade))
    return tuple(sorted(found, key=lambda change: change.at)), end


def _soon(scene: Scene, beat: Beat, lang: str, after: float) -> Iterator[Change]:
    """The changes of ``beat`` in its first second, where it is entered ``after`` seconds."""
    for change in _changes(scene, beat, lang)[0]:
        if change.at <= _AFTER:
            yield Change(after + change.at, change.light, change.level, change.fade)


def _reaches(own: tuple[Change, ...], time: float) -> bool:
    """Whether a change of a beat's own is less than a second before ``time``, or still going on."""
    return any(change.at + change.fade > time - 1.0 for change in own)


def _levels_before(scene: Scene, ways: Ways) -> dict[str, Levels]:
    """The lights as the first way found to each beat leaves them; a beat that none leads to has the cell's own."""
    start: Levels = dict(DEFAULT_LEVELS)
    found: dict[str, Levels] = {scene.first: start}
    queue = [scene.first]
    for name in queue:
        beat = scene.beats[name]
        cues = {cue.light: cue.level for cue in beat.cues if isinstance(cue, LightCue)}
        after = {**found[name], **cues}
        for following in ways[name]:
            if following not in found:
                found[following] = after
                queue.append(following)
    return {name: found.get(name, start) for name in scene.beats}


def _crowded(turns: list[float]) -> Iterator[tuple[float, float]]:
    """Stretches in which many ramps begin or end within a second, with a second around them."""
    start = end = None
    for first, last in zip(turns, turns[_CROWDED - 1 :], strict=False):
        if last - first > 1.0:
            continue
        if start is None or end is None or first - 1.0 > end:
            if start is not None and end is not None:
                yield start, end
            start = max(0.0, first - 1.0)
        end = last + 1.0
    if start is not None and end is not None:
        yield start, end
