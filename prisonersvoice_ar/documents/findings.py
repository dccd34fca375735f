"""Collects problems while a document is read, and puts causes before consequences."""

from collections.abc import Collection
from dataclasses import replace

from prisonersvoice_ar.core.script.problem import Place, Problem, Severity
from prisonersvoice_ar.documents.catalogue import english_problem, stage_of
from prisonersvoice_ar.documents.catalogue.codes import Stage

FLOOD = 2_000
"""errors after which reading stops: they have a cause in common, and nobody reads the rest"""


_CAUSES = frozenset(("duplicate-id",))
"""names' faults of which others may follow, further up in the file"""


class Findings:
    """What has been found so far; a problem is added once, however often it is come upon."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.texts: dict[str, str] = {}
        """file (as in ``Place.file``) to the text that was read: snippets show it, even if the file has changed"""
        self._found: dict[tuple[str, Place, object], Problem] = {}
        self._errors = 0

    def add(self, code: str, place: Place, **facts: object) -> None:
        """Add the problem ``code`` at ``place``; ``facts`` fill the templates of the catalogue."""
        said = {name: str(value) for name, value in facts.items() if value not in (None, "")}
        self._keep(english_problem(code, place, said))

    def _keep(self, problem: Problem) -> None:
        key = (problem.code, problem.place, problem.facts)
        if key not in self._found:
            self._found[key] = problem
            self._errors += problem.severity is Severity.ERROR

    def __len__(self) -> int:
        return len(self._found)

    @property
    def flooded(self) -> bool:
        """Whether so many errors were found that more are not worth looking for: all of the file has one fault."""
        return self._errors >= FLOOD

    @property
    def failed(self) -> bool:
        """Whether one of them is an error."""
        return self._errors > 0

    def sorted(self) -> tuple[Problem, ...]:
        """Errors before warnings, what hinders reading before what was read, then as they stand in the file."""
        return tuple(sorted(self._found.values(), key=_order))

    def aggravate(self, codes: Collection[str]) -> None:
        """Make errors of what was found under ``codes``."""
        for key, problem in self._found.items():
            if problem.code in codes and problem.severity is not Severity.ERROR:
                self._errors += 1
                self._found[key] = replace(problem, severity=Severity.ERROR)

    def extend(self, problems: tuple[Problem, ...]) -> None:
        """Take over what another reading found."""
        for problem in problems:
            self._keep(problem)


def _order(problem: Problem) -> tuple[int, bool, str, int, int, int, str]:
    place, stage = problem.place, stage_of(problem.code)
    # of other values and names no consequence is told, so an author may go down the file
    return (
        problem.severity.rank,
        stage > Stage.WRITING and problem.code not in _CAUSES,
        place.file,
        place.line,
        place.column,
        stage,
        problem.code,
    )
