"""All that is to be seen and heard at one moment of a rehearsal: for a stage and a speaker that leap there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prisonersvoice_ar.core.rehearsal.happenings import Happening
from prisonersvoice_ar.core.script.model import Ambience, Line, Scene, SoundCue
from prisonersvoice_ar.core.story.effects import EndSound, FadeLight, PlaySound, StoryEnded
from prisonersvoice_ar.core.story.lights import Lights
from prisonersvoice_ar.core.story.show import hint
from prisonersvoice_ar.core.story.state import Stage, StoryState


@dataclass(frozen=True)
class Sounding:
    """An effect that is being heard."""

    cue: SoundCue
    offset: float
    """seconds into it"""


@dataclass(frozen=True)
class Standing:
    """A moment of a story, absolutely."""

    time: float
    """seconds of story"""
    beat: str
    stage: Stage
    line: Line | None
    """the line that is being said"""
    lang: str
    line_offset: float
    """seconds into the line"""
    line_seconds: float
    """the line's length"""
    lights: Mapping[str, float]
    """light to its level, 0 to 1"""
    ambience: Ambience | None
    sounds: tuple[Sounding, ...]
    hint: str
    """"" while there is none"""


def standing(scene: Scene, state: StoryState, happened: Iterable[Happening]) -> Standing:
    """What ``state`` is like; ``happened``: all up to its time, in order."""
    happened = tuple(happened)
    speaking = state.speaking
    return Standing(
        time=state.time,
        beat=state.beat,
        stage=state.stage,
        line=speaking.line if speaking else None,
        lang=state.lang,
        line_offset=state.time - speaking.started if speaking else 0.0,
        line_seconds=speaking.seconds if speaking else 0.0,
        lights=light_levels(happened, state.time),
        ambience=state.ambience,
        sounds=_sounding(happened, state.time),
        hint="" if state.ended else hint(scene, state),
    )


def light_levels(happened: Iterable[Happening], time: float) -> dict[str, float]:
    """Every light's level at ``time``, seconds of story."""
    lights = Lights()
    for one in happened:
        if isinstance(one.what, FadeLight):
            lights.fade(one.what.light, one.what.level, one.what.fade, one.time)
    return lights.levels(time)


def _sounding(happened: tuple[Happening, ...], time: float) -> tuple[Sounding, ...]:
    heard: list[Sounding] = []
    for one in happened:
        what = one.what
        if isinstance(what, StoryEnded):
            heard.clear()
        elif isinstance(what, PlaySound):
            if one.time + what.cue.seconds > time:
                heard.append(Sounding(what.cue, time - one.time))
        elif isinstance(what, EndSound):
            heard = [each for each in heard if each.cue.sound != what.cue.sound]
    return tuple(heard)
