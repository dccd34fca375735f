"""Collects problems while a document is read, and puts causes before consequences."""

from collections.abc import Collection
from dataclasses import replace

from prisonersvoice_ar.core.script.problem import Place, Problem, Severity
from prisonersvoice_ar.documents.catalogue import english_problem, stage_of
from prisonersvoice_ar.documents.catalogue.codes import Stage


class Findings:
    """What has been found so far; a problem is added once, however often it is come upon."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.texts: dict[str, str] = {}
        """file (as in ``Place.file``) to the text that was read: snippets show it, even if the file has changed"""
        self._found: dict[tuple[str, Place, object], Problem] = {}

    def add(self, code: str, place: Place, **facts: object) -> None:
        """Add the problem ``code`` at ``place``; ``facts`` fill the templates of the catalogue."""
        said = {name: str(value) for name, value in facts.items() if value not in (None, "")}
        problem = english_problem(code, place, said)
        self._found.setdefault((code, place, problem.facts), problem)

    def __len__(self) -> int:
        return len(self._found)

    @property
    def failed(self) -> bool:
        """Whether one of them is an error."""
        return any(problem.severity is Severity.ERROR for problem in self._found.values())

    def sorted(self) -> tuple[Problem, ...]:
        """Errors before warnings, what hinders reading before what was read, then as they stand in the file."""
        return tuple(sorted(self._found.values(), key=_order))

    def aggravate(self, codes: Collection[str]) -> None:
        """Make errors of what was found under ``codes``."""
        for key, problem in self._found.items():
            if problem.code in codes:
                self._found[key] = replace(problem, severity=Severity.ERROR)

    def extend(self, problems: tuple[Problem, ...]) -> None:
        """Take over what another reading found."""
        for problem in problems:
            self._found.setdefault((problem.code, problem.place, problem.facts), problem)


def _order(problem: Problem) -> tuple[int, bool, str, int, int, int, str]:
    place, stage = problem.place, stage_of(problem.code)
    # of values and names no consequence is told, so an author may go down the file
    return (
        problem.severity.rank,
        stage > Stage.WRITING,
        place.file,
        place.line,
        place.column,
        stage,
        problem.code,
    )
