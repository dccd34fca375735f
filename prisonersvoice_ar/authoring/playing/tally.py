"""What many visits come to, counted so that parts counted apart can be put together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from prisonersvoice_ar.core.story.play import Outcome


@dataclass(frozen=True)
class Length:
    """How long one visit was that ended."""

    seconds: float
    run: int
    lang: str
    temper: str


@dataclass
class Stuck:
    """Visits that did not end, in the same place."""

    visits: int
    run: int
    """the first of them"""
    temper: str
    """its visitor's"""


@dataclass
class Tally:
    """What is counted."""

    visits: int = 0
    beats: Counter[str] = field(default_factory=Counter)
    """visits that came to a beat"""
    endings: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """the last two beats of visits that ended"""
    choices: Counter[tuple[str, str]] = field(default_factory=Counter)
    """beat and choice, each time; "" where the wait ran out"""
    lengths: list[Length] = field(default_factory=list)
    """by run"""
    stuck: dict[tuple[str, tuple[str, ...]], Stuck] = field(default_factory=dict)
    """(beat, circle) of visits that did not end; no circle where they stood still"""
    tempers: Counter[str] = field(default_factory=Counter)
    """visitors, by temperament"""

    def add(self, outcome: Outcome) -> None:
        """Count one visit; they come in the order of their runs."""
        self.visits += 1
        self.tempers[outcome.temper] += 1
        self.beats.update(set(outcome.entered))
        self.choices.update(outcome.choices)
        if outcome.ended:
            self.endings[outcome.entered[-2:]] += 1
            self.lengths.append(Length(outcome.seconds, outcome.run, outcome.lang, outcome.temper))
            return
        place = (outcome.stands_in, tuple(sorted(outcome.circle)))
        found = self.stuck.setdefault(place, Stuck(0, outcome.run, outcome.temper))
        found.visits += 1

    def join(self, other: "Tally") -> None:
        """Put the runs of ``other``, which follow these, to them."""
        self.visits += other.visits
        self.beats.update(other.beats)
        self.endings.update(other.endings)
        self.choices.update(other.choices)
        self.lengths += other.lengths
        self.tempers.update(other.tempers)
        for place, stuck in other.stuck.items():
            if place in self.stuck:
                self.stuck[place].visits += stuck.visits
            else:
                self.stuck[place] = stuck

    @property
    def shortest(self) -> Length | None:
        """The shortest visit that ended."""
        return min(self.lengths, key=lambda one: (one.seconds, one.run), default=None)

    @property
    def longest(self) -> Length | None:
        """The longest visit that ended."""
        return max(self.lengths, key=lambda one: (one.seconds, -one.run), default=None)


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count ``outcomes``."""
    found = Tally()
    for outcome in outcomes:
        found.add(outcome)
    return found
