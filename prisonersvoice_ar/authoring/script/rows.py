"""What stands in a recording script: a row for each line, with all that an actor needs to say it."""

from dataclasses import dataclass
from typing import Literal

from prisonersvoice_ar.authoring.script.context import Context, contexts
from prisonersvoice_ar.authoring.voices.pronounce import HardWord, hard_words, said_in
from prisonersvoice_ar.authoring.voices.state import Standing, State, standing
from prisonersvoice_ar.core.captions import pages, reading_time
from prisonersvoice_ar.core.captions.timing import MAX_SECONDS
from prisonersvoice_ar.core.captions.wrap import MAX_CHARACTERS
from prisonersvoice_ar.core.script.model import Line, Scene

Only = Literal["missing", "changed", "all"]
_WANTED = {
    "missing": (State.MISSING, State.SYNTHETIC),
    "changed": (State.STALE,),
    "all": tuple(State),
}


@dataclass(frozen=True)
class Row:
    """One line to record."""

    line: Line
    beat: str
    text: str
    captions: tuple[str, ...]
    """the pieces that the author wants one after another; one where nothing is said of it"""
    hard: tuple[HardWord, ...]
    context: Context
    least: float
    """seconds in which its captions can just be read"""
    most: float
    """seconds for which they may stand"""
    now: float | None
    """how long its voice is"""
    state: State


@dataclass(frozen=True)
class Script:
    """A scene's lines for one actor."""

    scene: Scene
    language: str
    only: Only
    rows: tuple[Row, ...]
    all: int
    """lines that the scene has in the language"""

    @property
    def words(self) -> int:
        """How many are to be said."""
        return sum(len(row.text.split()) for row in self.rows)

    @property
    def minutes(self) -> float:
        """How long they take to read at ease."""
        return sum(max(row.least, row.now or 0.0) for row in self.rows) / 60


def script_of(scene: Scene, language: str, only: Only = "all") -> Script:
    """Give the script of ``scene`` in ``language``.

    ``only`` "missing": what no person has recorded; "changed": what was recorded of other words.
    """
    every = standing(scene, language)
    around = contexts(scene)
    rows = tuple(_row(scene, one, around[one.line.id]) for one in every if one.state in _WANTED[only])
    return Script(scene, language, only, rows, len(every))


def _row(scene: Scene, one: Standing, context: Context) -> Row:
    text = one.line.text[one.language]
    least, most = seconds_allowed(one.line, one.language)
    hard = hard_words(text, said_in(scene, one.language))
    captions = one.line.pages.get(one.language) or (text,)
    return Row(one.line, one.beat, text, captions, hard, context, least, most, one.seconds, one.state)


def seconds_allowed(line: Line, language: str) -> tuple[float, float]:
    """Give the fewest seconds in which a line's captions can be read, and the most for which they may stand.

    17 characters a second, 165 words a minute; 7 s a caption of two lines of 42 characters, or of those that the
    author made (core/captions/timing.py says whose numbers these are).
    """
    text = line.text[language]
    parts = line.pages.get(language) or (text,)
    least = sum(map(reading_time, parts))
    count = sum(len(pages(part, _fits, reading_time(part))) for part in parts)
    return least, max(MAX_SECONDS * count, least)


def _fits(text: str) -> bool:
    return len(text) <= MAX_CHARACTERS
