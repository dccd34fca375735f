"""When a story's lights change, beat by beat and from each beat into those behind it: what a film for flashes is made of.

Lights go in linear ramps, so between a ramp's start and its end a picture changes one way, or turns once. Where few
ramps begin or end within a second there can be no four flashes in it, and a few frames tell all; where many do, each
frame of a screen is taken.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from prisonersvoice_ar.core.care.joining import FRAMES_A_SECOND, PACES, Change, Joiner
from prisonersvoice_ar.core.care.ways import Ways, ways_on
from prisonersvoice_ar.core.script.model import LightCue, Scene
from prisonersvoice_ar.core.story.lights import DEFAULT_LEVELS, Lights

Levels = Mapping[str, float]

_CROWDED = 3
"""turns within a second from which every frame is looked at; four flashes need at least four"""
_BEFORE = 1e-3
_MOST_BEHIND = 32
"""ways on from one beat that are played at each pace, the most crowded"""


@dataclass(frozen=True)
class LightPlay:
    """A beat, and what may follow it at once."""

    beat: str
    before: Levels = field(hash=False)
    changes: tuple[Change, ...] = field(default=())
    """in order"""
    through: tuple[str, ...] = field(default=(), compare=False)
    """the beats that it goes through, the first first"""

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


def light_plays(scene: Scene, lang: str, paces: Iterable[float] = PACES) -> list[LightPlay]:
    """Return the plays of each beat that changes a light, one for each way on that goes on changing at once.

    ``paces``: seconds after which a visitor fires what waits for one (joining.PACES).
    """
    before = _levels_before(scene, ways_on(scene))
    joiners = [Joiner(scene, lang, pace) for pace in paces]
    found: dict[LightPlay, None] = {}
    for beat in scene.beats.values():
        for joiner in joiners:
            for joined in joiner.behind(beat)[:_MOST_BEHIND]:
                found.setdefault(LightPlay(beat.id, before[beat.id], joined.changes, joined.through))
    return list(found)


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
