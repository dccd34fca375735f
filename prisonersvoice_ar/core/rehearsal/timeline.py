"""A visit on a line of time: what was, what will be, and what is waited for. Frozen values, seconds of story."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Sure(StrEnum):
    """How much is known."""

    PAST = "past"
    """it was played or done"""
    AHEAD = "ahead"
    """it happens unless the visitor does something"""
    GUESS = "guess"
    """it happens if the visitor takes the first way, where only they can go on"""


@dataclass(frozen=True)
class Span:
    """Something that lasts."""

    start: float
    end: float
    """never before ``start``"""
    kind: str
    """"beat"; "voice", "synthetic", "caption" (a line); "begin", "until", "choice", "rest" (a wait); "light";
    "sound"; "ambience" """
    id: str
    """of the beat, line, light, sound"""
    label: str
    sure: Sure
    """of its start"""
    detail: str = ""
    beat: str = ""
    """the beat that it belongs to"""


@dataclass(frozen=True)
class Mark:
    """Something of an instant, or an answer that is still awaited (``at`` None)."""

    at: float | None
    kind: str
    """"trigger-fired", "trigger-due", "trigger-open", "hint", "choice", "deed", "ended" """
    id: str
    label: str
    sure: Sure
    beat: str = ""
    span: int = -1
    """index of the wait in its lane that it belongs to"""


@dataclass(frozen=True)
class Lane:
    """What is drawn in one row."""

    name: str
    """one of LANES"""
    spans: tuple[Span, ...] = ()
    """by their starts"""
    marks: tuple[Mark, ...] = ()
    """by their times; those without one last"""


LANES = ("beats", "lines", "waits", "lights", "sounds", "ambience")


@dataclass(frozen=True)
class Timeline:
    """The visit so far and what lies ahead."""

    start: float
    known: float
    """up to here it was played or done"""
    end: float
    lanes: tuple[Lane, ...]
    """in the order of LANES"""

    def lane(self, name: str) -> Lane:
        """The lane called ``name``; KeyError where there is none."""
        return self.lanes[_INDEX[name]]


_INDEX = {name: index for index, name in enumerate(LANES)}


@dataclass(frozen=True)
class Extent:
    """Up to when what is known: gives each time its ``Sure``."""

    start: float
    known: float
    sure: float
    """from here on it hangs on ways that are taken for the visitor"""
    end: float

    def of(self, time: float) -> Sure:
        """How sure it is that something happens at ``time``."""
        if time <= self.known:
            return Sure.PAST
        return Sure.AHEAD if time < self.sure else Sure.GUESS

    def within(self, time: float) -> float:
        """``time``, or the nearest that is told of."""
        return min(max(time, self.start), self.end)


def ordered(name: str, spans: Iterable[Span], marks: Iterable[Mark] = ()) -> Lane:
    """A lane of ``spans`` and ``marks``, each by its time."""
    return Lane(name, tuple(spans), tuple(sorted(marks, key=_when)))


def _when(mark: Mark) -> tuple[bool, float]:
    return mark.at is None, mark.at or 0.0
