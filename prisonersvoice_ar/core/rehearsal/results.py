"""What the calls of a rehearsal give back."""

from dataclasses import dataclass
from typing import Literal

from prisonersvoice_ar.core.rehearsal.carrying import Note
from prisonersvoice_ar.core.script.model import Trigger
from prisonersvoice_ar.core.story.effects import StoryEffect


@dataclass(frozen=True)
class Change:
    """What a call did."""

    effects: tuple[StoryEffect, ...] = ()
    """to be carried out in order, where not ``cut``"""
    cut: bool = False
    """the playhead leapt: stage and speaker are set from ``Rehearsal.standing()`` instead"""


@dataclass(frozen=True)
class Arrival:
    """How a jump came to its beat."""

    how: Literal["walked", "along", "cold", "unknown"]
    """walked: by the shortest visit that reaches it; along: by its ways, for no visit was found; cold: with nothing
    before it; unknown: there is no such beat or line, and nothing was done"""
    beat: str
    change: Change


@dataclass(frozen=True)
class Reloading:
    """What a changed scene has done to the place."""

    change: Change
    notes: tuple[Note, ...] = ()
    """what could not be kept as it was"""
    kept: bool = True
    """the playhead stands in the same beat, and in the same line where one was being said"""


@dataclass(frozen=True)
class Leaf:
    """One of the things that the current wait waits for."""

    trigger: Trigger
    label: str
    """as it is written"""
    fired: bool
    due: float | None
    """seconds of story at which it fires by itself; None: not by time alone"""
