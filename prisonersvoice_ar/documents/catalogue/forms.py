"""The shape of one language's catalogue."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Templates = str | tuple[str, ...]
"""``{fact}`` is filled in; of several the first is taken whose facts are all known"""


@dataclass(frozen=True)
class Said:
    """Message, words beside the caret, way out."""

    message: Templates
    label: Templates = ""
    advice: Templates = ""


@dataclass(frozen=True)
class Filled(Said):
    """The same with nothing left to fill."""

    message: str
    label: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Forms:
    """One language."""

    said: Mapping[str, Said]
    nouns: Mapping[str, str]
    severities: Mapping[str, str]
    counted: Callable[[str, int], str]
    """("error", 2) → "2 errors" """
    more: str
    """said for the rest of a flood; ``{count}`` is filled in"""
    incomplete: str
    """said under the count where an error kept later checks from being made"""
    nothing: str
    """said where there is no problem"""
    decimal: str = "."
    """stands in what was measured; what an author is to write keeps its point"""
    borrowed: Callable[[str], str] = str
    """what others say in English (readers of files, the parser, the system) → the same in this language"""
