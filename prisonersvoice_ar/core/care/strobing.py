"""How often a light goes to and fro within a second, by its levels alone: what strobes whatever the cell is like."""

from collections.abc import Iterator

from prisonersvoice_ar.core.care.flashes import MOST_A_SECOND
from prisonersvoice_ar.core.care.joining import swings
from prisonersvoice_ar.core.care.lightplay import LightPlay
from prisonersvoice_ar.core.story.lights import Lights

_SECOND = 1.0 - 1e-6


def strobes(play: LightPlay) -> dict[str, int]:
    """Return each light of ``play`` that flashes over three times a second → opposing changes in its worst second.

    WCAG 2.3.1: a flash is there and back, so two opposing changes.
    """
    lights = dict.fromkeys(change.light for change in play.changes)
    counts = {light: _most_in_a_second(list(swings(_levels(play, light)))) for light in lights}
    return {light: most for light, most in counts.items() if most > 2 * MOST_A_SECOND}


def _levels(play: LightPlay, light: str) -> Iterator[tuple[float, float]]:
    """Seconds and level of ``light`` wherever a ramp of it begins or ends; what is gone in an instant is left out."""
    lights, waiting = Lights(), [change for change in play.changes if change.light == light]
    lights.fade(light, play.before.get(light, 0.0), 0.0, -1.0)
    for time in sorted({time for change in waiting for time in (change.at, change.at + change.fade)}):
        yield time, lights.levels(time)[light]
        while waiting and waiting[0].at <= time:
            change = waiting.pop(0)
            lights.fade(light, change.level, change.fade, time)
        yield time, lights.levels(time)[light]


def _most_in_a_second(times: list[float]) -> int:
    return max((sum(0.0 <= time - first < _SECOND for time in times) for first in times), default=0)
