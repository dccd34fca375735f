"""Every way through a story that some visitor could take, with its flags and what was visited (core/story/steps.py).

What is told an author of a place in the story, what can be heard before it and when it can begin, holds for visits
and not only for the drawing of the ways: a way whose condition never holds there is none.
"""

from collections import deque
from dataclasses import dataclass

from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.steps import Move, Situation, Steps
from prisonersvoice_ar.core.story.tables import Tables, compile_scene

MOST_SPOTS = 30_000
"""about a second; the longest of our scenes has some hundreds"""


@dataclass(frozen=True)
class Walked:
    """All spots of a scene, numbered as they are found, nearest first."""

    tables: Tables
    spots: tuple[Situation, ...]
    onward: tuple[tuple[tuple[Move, int], ...], ...]
    """for each spot: every way on, and the number of the spot that it leads to"""


def walked(scene: Scene, most: int = MOST_SPOTS) -> Walked | None:
    """Go everywhere in ``scene``; None where that is more than ``most`` spots."""
    tables = compile_scene(scene)
    steps = Steps(tables)
    first = steps.first()
    spots, numbers = [first], {first: 0}
    onward: list[tuple[tuple[Move, int], ...]] = []
    waiting = deque([first])
    while waiting:
        ways = []
        for move, spot in steps.after(waiting.popleft()):
            if spot not in numbers:
                numbers[spot] = len(spots)
                spots.append(spot)
                waiting.append(spot)
            ways.append((move, numbers[spot]))
        onward.append(tuple(ways))
        if len(spots) > most:
            return None
    return Walked(tables, tuple(spots), tuple(onward))
