"""A read document: plain data, and where each piece of it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.yaml.decoding import split_lines

Loc = tuple[str | int, ...]
"""path from the root: keys and indices, as pydantic's ``loc``"""


class Span(NamedTuple):
    """From a character to the one after the last; lines and columns count from 0, as YAML's marks do.

    A tuple, as a long scene has a hundred thousand of them.
    """

    line: int
    column: int
    end_line: int
    end_column: int

    def place(self, file: str) -> Place:
        """The same in ``file``, counted from 1."""
        return Place(file, self.line + 1, self.column + 1, self.end_line + 1, self.end_column + 1)


@dataclass(frozen=True)
class Sheet:
    """One document."""

    file: str
    text: str
    data: Any
    """dict, list, str, int, float, bool or None"""
    values: Mapping[Loc, Span] = field(default_factory=dict)
    """where each value stands"""
    keys: Mapping[Loc, Span] = field(default_factory=dict)
    """where each mapping's key stands"""
    void: frozenset[Loc] = frozenset()
    """values that are not what was written (an alias, a complex key); nothing more is said of them"""

    twice: frozenset[Loc] = frozenset()
    """mappings in which a key is given twice: the second may have been meant for one that is missing"""

    @cached_property
    def lines(self) -> list[str]:
        """The text, parted where places count a new line."""
        return split_lines(self.text)

    def nearest(self, loc: Loc) -> Loc:
        """The part of ``loc`` that exists in the document; steps that the models added are left out."""
        here: Loc = ()
        for step in loc:
            if (*here, step) in self.values:
                here = (*here, step)
        return here

    def at(self, loc: Loc) -> Any:
        """The data at an existing ``loc``."""
        data = self.data
        for step in loc:
            data = data[step]
        return data

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Where ``loc`` stands (its key, where ``key``), or its nearest surroundings."""
        here = self.nearest(loc)
        if key and here in self.keys:
            return self.keys[here].place(self.file)
        span = self.values.get(here)
        return span.place(self.file) if span else Place(self.file)

    def is_void(self, loc: Loc) -> bool:
        """Whether ``loc`` lies in a value that has been complained of already."""
        here = self.nearest(loc)
        return any(here[:length] in self.void for length in range(len(here) + 1))
