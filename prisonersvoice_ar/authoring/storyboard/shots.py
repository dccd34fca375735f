"""What to picture of a story: for each beat the moments that tell it, as states that the screens can show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prisonersvoice_ar.authoring.ways import came_from, edges
from prisonersvoice_ar.core.script.model import Beat, LightCue, Line, Scene
from prisonersvoice_ar.core.story.clock import Clock
from prisonersvoice_ar.core.story.lights import DEFAULT_LEVELS
from prisonersvoice_ar.core.story.reading import GAP, line_seconds
from prisonersvoice_ar.core.story.state import Speaking, Stage, StoryState

Levels = Mapping[str, float]
"""light → 0 to 1"""

_INTO = 0.5
"""seconds into a line that it is pictured: its first caption is up"""
_SEEN_AT = 2.0
"""seconds into a wait without a hint"""


@dataclass(frozen=True)
class Shot:
    """One moment of a beat."""

    beat: str
    state: StoryState
    levels: Levels
    """as the cues that were due by then leave the lights, their fades at an end"""
    line: str | None = None
    """the line that is being said; None: the beat waits"""


def shots(scene: Scene, lang: str) -> tuple[Shot, ...]:
    """One or two shots of each beat, in the scene's order.

    First the line during which the light has changed most, or else its first; then, where there is a hint or a choice to
    be seen, the wait. A beat without lines has its wait alone. Lights come as the shortest way to the beat leaves them.
    """
    after: dict[str | None, Levels] = {None: dict(DEFAULT_LEVELS)}
    before: dict[str, Levels] = {}
    for beat_id, previous in came_from(scene, edges(scene)).items():
        before[beat_id] = after[previous]
        # a cue outlives its beat, so all of them have been heard
        cues = {cue.light: cue.level for cue in _lights(scene.beats[beat_id])}
        after[beat_id] = {**after[previous], **cues}
    return tuple(
        shot
        for beat in scene.beats.values()
        for shot in _of_beat(scene, beat, lang, before.get(beat.id, after[None]))
    )


def _lights(beat: Beat) -> list[LightCue]:
    return [cue for cue in beat.cues if isinstance(cue, LightCue)]


def _of_beat(scene: Scene, beat: Beat, lang: str, before: Levels) -> Iterator[Shot]:
    starts, ends = _line_times(scene, beat, lang)
    told = [_at(beat, before, starts, ends, end) for end in ends]
    if told:
        chosen = max(range(len(told)), key=lambda index: (round(_change(before, told[index]), 3), -index))
        yield _said(scene, beat, beat.say[chosen], lang, told[chosen])
    if not told or beat.hint is not None or beat.choice:
        waited = beat.hint.after if beat.hint is not None else _SEEN_AT
        over = ends[-1] if ends else 0.0
        yield _waiting(beat, lang, waited, _at(beat, before, starts, ends, over + waited))


def _line_times(scene: Scene, beat: Beat, lang: str) -> tuple[list[float], list[float]]:
    """When each line starts and ends, seconds after the beat's entry."""
    starts, ends, now = [], [], 0.0
    for line in beat.say:
        starts.append(now)
        ends.append(now + line_seconds(scene, line, lang))
        now = ends[-1] + GAP
    return starts, ends


def _at(beat: Beat, before: Levels, starts: list[float], ends: list[float], now: float) -> Levels:
    """The lights ``now`` seconds after the beat's entry."""
    begin = {line.id: (start, end) for line, start, end in zip(beat.say, starts, ends, strict=True)}
    due = []
    for cue in _lights(beat):
        start, end = begin.get(cue.moment.line or "", (0.0, 0.0))
        due.append(((end if cue.moment.edge == "end" else start) + cue.moment.offset, cue))
    levels = dict(before)
    for time, cue in sorted(due, key=lambda pair: pair[0]):
        if time < now or time == 0.0:
            levels[cue.light] = cue.level
    return levels


def _change(before: Levels, now: Levels) -> float:
    return sum(abs(level - before.get(light, 0.0)) for light, level in now.items())


def _said(scene: Scene, beat: Beat, line: Line, lang: str, levels: Levels) -> Shot:
    seconds = line_seconds(scene, line, lang)
    speaking = Speaking(line, 0.0, seconds)
    state = StoryState(
        lang,
        beat.id,
        Clock(min(_INTO, seconds / 2)),
        Stage.SAY,
        speaking=speaking,
        next_line=beat.say.index(line),
        visited=frozenset({beat.id}),
    )
    return Shot(beat.id, state, levels, line.id)


def _waiting(beat: Beat, lang: str, waited: float, levels: Levels) -> Shot:
    state = StoryState(lang, beat.id, Clock(waited), Stage.WAIT, visited=frozenset({beat.id}))
    return Shot(beat.id, state, levels)
