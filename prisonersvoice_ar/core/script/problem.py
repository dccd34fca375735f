"""A mistake in something that people write: where it stands, what it is, and the way out."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops a scene; a warning does not; a note only passes on what somebody has to say."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, order=True)
class Place:
    """A span in a file; lines and columns count from 1, columns in characters."""

    file: str
    """path as the author knows it, relative to the content's root where it lies inside"""
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None
    """exclusive"""


@dataclass(frozen=True)
class Problem:
    """One mistake."""

    code: str
    """stable, kebab-case: "unknown-key" """
    message: str
    """one line: what is wrong"""
    place: Place
    label: str = ""
    """short words beside the caret: did you mean "say"? """
    advice: str = ""
    """the way out"""
    severity: Severity = Severity.ERROR
    facts: tuple[tuple[str, str], ...] = ()
    """what the message is about (name, value), so that another language can say it again"""
