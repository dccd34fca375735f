"""Everything that a storyboard's page shows of a scene, worked out once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from prisonersvoice_ar.authoring.storyboard.shots import Shot
from prisonersvoice_ar.authoring.storyboard.timing import Timing, timing
from prisonersvoice_ar.authoring.ways import Edge, came_from, edges
from prisonersvoice_ar.core.care.facts import claimed
from prisonersvoice_ar.core.script.model import Line, Mode, Scene
from prisonersvoice_ar.core.script.problem import Problem
from prisonersvoice_ar.core.script.texts import Note, beat_key, stale, texts_of
from prisonersvoice_ar.documents.models.scene import BUILT_CELLS

Made = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Pictured:
    """A shot with its picture."""

    shot: Shot
    jpeg: bytes
    size: tuple[int, int]
    """pixels"""


@dataclass(frozen=True)
class Beside:
    """What lies beside a scene and is shown with it."""

    made: Made = field(default_factory=dict)
    """what translations were made from"""
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    """what checking it has found"""


@dataclass(frozen=True)
class Board:
    """One scene, ready to be written down."""

    scene: Scene
    lang: str
    """of captions and of the page as it opens"""
    mode: Mode
    today: date
    beside: Beside
    pictures: Mapping[str, Sequence[Pictured]]
    """beat → its pictures"""
    ways: tuple[Edge, ...]
    reached: frozenset[str]
    timing: Timing
    stale: frozenset[tuple[str, str]]
    """(key of a text, language)"""
    languages: tuple[str, ...]
    """columns of the page: the scene's, the written one first, and others that some text has"""
    numbers: Mapping[str, int]
    """beat → its number, from 1"""

    def notes_on(self, key: str) -> tuple[Note, ...]:
        """The reviewers' notes on a text or a beat."""
        return tuple(note for note in self.beside.notes if note.on == key)

    @property
    def loose_notes(self) -> tuple[Note, ...]:
        """Notes on what the scene does not hold."""
        known = {*texts_of(self.scene), *(beat_key(beat) for beat in self.scene.beats)}
        return tuple(note for note in self.beside.notes if note.on not in known)

    def leaving(self, beat: str) -> Sequence[Edge]:
        """The ways out of ``beat``."""
        return self._leaving.get(beat, ())

    def coming(self, beat: str) -> list[str]:
        """The beats that lead to ``beat``, each once."""
        return list(self._coming.get(beat, {}))

    @cached_property
    def _leaving(self) -> dict[str, list[Edge]]:
        found: dict[str, list[Edge]] = {}
        for edge in self.ways:
            found.setdefault(edge.source, []).append(edge)
        return found

    @cached_property
    def _coming(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for edge in self.ways:
            found.setdefault(edge.target, {})[edge.source] = None
        return found


def board(
    scene: Scene,
    lang: str,
    mode: Mode,
    today: date,
    *,
    beside: Beside | None = None,
    pictures: Iterable[Pictured] = (),
    timed_in: str = "",
) -> Board:
    """Gather what the page shows.

    ``lang``: one of the interface's languages; ``timed_in``: the scene's language whose voices the times are of; "": the
    same one where the scene has it, else the one that it is written in.
    """
    written = scene.written_in or scene.languages[0]
    timed_in = timed_in or (lang if lang in scene.languages else written)
    beside = beside or Beside()
    ways = edges(scene)
    by_beat: dict[str, list[Pictured]] = {}
    for pictured in pictures:
        by_beat.setdefault(pictured.shot.beat, []).append(pictured)
    return Board(
        scene,
        lang,
        mode,
        today,
        beside,
        by_beat,
        ways,
        frozenset(came_from(scene, ways)),
        timing(scene, timed_in),
        frozenset(stale(scene, beside.made)),
        columns(scene),
        {beat: number for number, beat in enumerate(scene.beats, 1)},
    )


def columns(scene: Scene) -> tuple[str, ...]:
    """The languages to show side by side."""
    written = (scene.written_in,) if scene.written_in else ()
    used = (lang for text in texts_of(scene).values() for lang in text)
    return tuple(dict.fromkeys((*written, *scene.languages, *used)))


def is_built(scene: Scene) -> bool:
    """Whether the stage can build the scene's own cell; where it cannot, another is pictured."""
    return scene.place.kind in BUILT_CELLS


def unsourced(line: Line) -> str:
    """Whether an uncited line claims a fact: "said" where its author says so, "likely" where it reads like one, else ""."""
    if line.cites or line.fact is False:
        return ""
    if line.fact:
        return "said"
    return "likely" if any(claimed(text, lang) for lang, text in line.text.items()) else ""
