"""What is to be seen and heard at one moment of a rehearsal: for a stage and a speaker that leap there.

Effects in mid-air are not among it: a speaker plays them from their beginning only, and nobody misses the rest of one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prisonersvoice_ar.core.rehearsal.happenings import Happening
from prisonersvoice_ar.core.script.model import Ambience, Line
from prisonersvoice_ar.core.story.effects import FadeLight
from prisonersvoice_ar.core.story.lights import Lights
from prisonersvoice_ar.core.story.state import StoryState


@dataclass(frozen=True)
class Standing:
    """A moment of a story, absolutely."""

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


def standing(state: StoryState, happened: Iterable[Happening]) -> Standing:
    """What ``state`` is like; ``happened``: all up to its time, in order."""
    speaking = state.speaking
    return Standing(
        line=speaking.line if speaking else None,
        lang=state.lang,
        line_offset=state.time - speaking.started if speaking else 0.0,
        line_seconds=speaking.seconds if speaking else 0.0,
        lights=light_levels(happened, state.time),
        ambience=state.ambience,
    )


def light_levels(happened: Iterable[Happening], time: float) -> dict[str, float]:
    """Every light's level at ``time``, seconds of story."""
    lights = Lights()
    for one in happened:
        if isinstance(one.what, FadeLight):
            lights.fade(one.what.light, one.what.level, one.what.fade, one.time)
    return lights.levels(time)
