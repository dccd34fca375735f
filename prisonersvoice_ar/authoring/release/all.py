"""Every question of a release over one scene."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.authoring.playing.findings import walk_problems
from prisonersvoice_ar.authoring.release import people, sounding, writing
from prisonersvoice_ar.core.care.flashes import Flashes
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.walk import walk

STOPS = frozenset(
    [
        "missing-voice",
        "no-voices",
        "bad-voice",
        "voice-stale",
        "missing-translation",
        "language-untold",
        "stale-translation",
        "open-note",
        "cell-not-built",
        "letters-not-drawn",
    ]
)
"""what is borne while a scene is being written, and not when it is shown"""


@dataclass(frozen=True)
class Filmed:
    """Where in a story flashes were seen."""

    beat: str
    flashes: Flashes
    """``at`` counts from the beat's entry"""


class Bar(Protocol):
    """A progress bar."""

    def update(self, n: float) -> object:
        """Go on by ``n`` steps."""

    def close(self) -> None:
        """Be done."""


Bars = Callable[[int, str, str], Bar]
"""(steps, what is done: "loudness" or "flashes", the scene's id) → a bar"""
Film = Callable[[Scene, Bars], Iterable[Filmed]]
"""draws a scene through its lights and gives what flashes in it; MachineError where nothing can be drawn here"""


@dataclass(frozen=True)
class Release:
    """Asks of a scene what a release asks; called with each case that care has looked at."""

    root: Path
    """the content's"""
    today: date
    film: Film
    bars: Bars

    def __call__(self, case: Case) -> None:
        """Add what is wrong to the case's findings, and let what was only warned of stop the scene."""
        people.check_draft(case)
        people.check_consent(case, self.today)
        people.check_reviews(case, self.today)
        people.check_voices(case)
        writing.check_written(case)
        writing.check_facts_settled(case)
        case.findings.extend(walk_problems(case.scene, walk(case.scene)))
        self._check_sound(case)
        self._check_flashes(case)
        case.findings.aggravate(STOPS)

    def _check_sound(self, case: Case) -> None:
        try:
            sounding.check_sound(case, self.root, self.bars)
        except MachineError as error:
            why = error.message.splitlines()[0]
            case.findings.add("loudness-unknown", case.head("title"), why=why, mend=error.advice)

    def _check_flashes(self, case: Case) -> None:
        try:
            found = list(self.film(case.scene, self.bars))
        except MachineError as error:
            case.findings.add("flashes-unseen", case.head("beats"), why=error.message.splitlines()[0])
            return
        for seen in found:
            case.findings.add(
                "flashes-seen",
                case.at(case.scene.beats[seen.beat]),
                beat=seen.beat,
                second=f"{max(0.0, seen.flashes.at - 1.0):.1f}",
                count=seen.flashes.count,
                kind=f"@flash-{seen.flashes.kind}",
            )
