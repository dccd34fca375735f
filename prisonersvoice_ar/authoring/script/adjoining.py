"""Which beats' lines can follow each other in some visit, and by which choice: told from a walk through the story."""

from collections.abc import Iterator
from dataclasses import dataclass

from prisonersvoice_ar.authoring.walked import Walked, walked
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.steps import At, Chooses, Looks, Move

MOST_PAIRS = 200_000
"""places in the story, each with what was heard last before it"""


@dataclass(frozen=True)
class Heard:
    """What was heard last, and what the visitor chose since."""

    beat: str
    """"": nothing yet"""
    first: tuple[str, str] = ("", "")
    """the beat, and the choice's id"""
    last: tuple[str, str] = ("", "")
    """of several choices in a row"""


@dataclass(frozen=True)
class Adjoining:
    """In the order in which visits come to them."""

    pairs: tuple[tuple[Heard, str], ...]
    """the last line of the one beat can come just before the first of the other; "": the story ends"""
    said: frozenset[str]
    """beats whose lines some visitor hears"""


def adjoining(scene: Scene) -> Adjoining | None:
    """Walk through ``scene``; None where it is too large for that."""
    known = walked(scene)
    return None if known is None else _Listener(known).listen()


class _Listener:
    def __init__(self, known: Walked) -> None:
        self.known = known
        self.pairs: dict[tuple[Heard, str], None] = {}
        self.said: set[str] = set()

    def listen(self) -> Adjoining | None:
        """Carry what was heard last to every place that a visitor can bring it to."""
        start = (0, Heard(""))
        seen, waiting = {start}, [start]
        self._come(*start)
        for number, heard in waiting:  # grows
            for step in self._steps(number, heard):
                if step not in seen:
                    seen.add(step)
                    waiting.append(step)
            if len(seen) > MOST_PAIRS:
                return None
        return Adjoining(tuple(self.pairs), frozenset(self.said))

    def _steps(self, number: int, heard: Heard) -> Iterator[tuple[int, Heard]]:
        spot = self.known.spots[number]
        says = spot.at is At.SAY
        if says:
            heard = Heard(self.known.tables.rows[spot.row].id)
        for move, following in self.known.onward[number]:
            after = self._chosen(spot.row, move, heard)
            if not (says and isinstance(move, Looks)):  # who looks about while a line is said hears that line
                self._come(following, after)
            yield following, after

    def _chosen(self, row: int, move: Move, heard: Heard) -> Heard:
        if not isinstance(move, Chooses):
            return heard
        choice = self.known.tables.rows[row].id, move.choice
        return Heard(heard.beat, heard.first if heard.first[0] else choice, choice)

    def _come(self, number: int, heard: Heard) -> None:
        spot = self.known.spots[number]
        if spot.at is At.END:
            self.pairs[heard, ""] = None
        elif spot.at is At.SAY:
            name = self.known.tables.rows[spot.row].id
            self.said.add(name)
            self.pairs[heard, name] = None
