"""A trigger compiled to functions: when it fires by itself, and which of its leaves an act fires.

The same rules as ``triggers``, without walking through values again at each question. Times are story seconds;
``inf`` where only the visitor can go on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import inf
from typing import Any, Protocol

from prisonersvoice_ar.core.script.model import (
    After,
    AllOf,
    AnyOf,
    CloserThan,
    FartherThan,
    LineEnded,
    LookAt,
    TargetLost,
    TargetSeen,
    Trigger,
    VisitorArrived,
    VisitorLeft,
)
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.triggers import fired_by_act, leaves


class Standing(Protocol):
    """What of a visit a wait looks at."""

    time: float
    since: float
    held: StoryInput | None
    gaze: str | None
    gaze_since: float
    lines: int
    """lines that something waits for and that have ended, in bits"""
    fired: int
    """the wait's leaves that have fired since it began, in bits"""


Due = Callable[[Standing], float]


@dataclass(frozen=True)
class Wait:
    """One trigger, compiled."""

    trigger: Trigger
    due: Due
    """when it fires if the visitor goes on as sampled"""
    leaves: tuple[Trigger, ...]
    """each once; a leaf's bit in ``fired`` is by its number here"""
    dues: tuple[Due, ...]
    """for each leaf"""
    acts: tuple[tuple[int, Trigger], ...]
    """bit and leaf: those that fire by what happens in an instant"""
    looks: tuple[tuple[int, Due, int], ...]
    """bit, due and bit of ``looked``: looks that a condition of the scene asks about"""
    remembers: bool
    """its leaves have to be remembered as they fire: it holds an "all of" """
    lines: Mapping[str, int] = field(default_factory=dict)
    """line → bit, of those that its leaves name"""

    def fired_now(self, at: Standing) -> int:
        """The leaves that have fired up to ``at.time``, in bits."""
        bits = 0
        for number, due in enumerate(self.dues):
            if due(at) <= at.time:
                bits |= 1 << number
        return bits

    def fired_by(self, given: StoryInput, before: StoryInput | None) -> int:
        """The leaves that what is done in ``given`` fires, in bits."""
        bits = 0
        for bit, leaf in self.acts:
            if fired_by_act(leaf, given, before):
                bits |= bit
        return bits

    def looked(self, at: Standing) -> int:
        """The objects looked at as this wait asked, up to ``at.time``, in bits of ``looked``."""
        bits = 0
        for bit, due, look in self.looks:
            if at.fired & bit or due(at) <= at.time:
                bits |= look
        return bits


def compile_wait(trigger: Trigger, looks: Mapping[str, int], lines: Mapping[str, int]) -> Wait:
    """Compile ``trigger``; ``looks``, ``lines``: names to bits of what is asked about."""
    parts = tuple(dict.fromkeys(leaves(trigger)))
    dues = tuple(_leaf_due(leaf, lines) for leaf in parts)
    bits = {leaf: 1 << number for number, leaf in enumerate(parts)}
    flat = all(not isinstance(part, AnyOf | AllOf) for part in getattr(trigger, "of", ()))
    remembers = not isinstance(trigger, AnyOf) or not flat if isinstance(trigger, AnyOf | AllOf) else False
    timed = dict(zip(parts, dues, strict=True))
    return Wait(
        trigger,
        _tree(trigger, bits, timed) if remembers else _first(dues),
        parts,
        dues,
        tuple((bits[leaf], leaf) for leaf in parts if _is_act(leaf)),
        tuple(
            (bits[leaf], timed[leaf], looks[leaf.object])
            for leaf in parts
            if isinstance(leaf, LookAt) and leaf.object in looks
        ),
        remembers,
        {leaf.line: lines.get(leaf.line, 0) for leaf in parts if isinstance(leaf, LineEnded)},
    )


def _first(dues: tuple[Due, ...]) -> Due:
    """A leaf, or any of some: what has fired fires it."""
    if len(dues) == 1:
        only = dues[0]
        return lambda at: at.since if at.fired else only(at)

    def due(at: Standing) -> float:
        if at.fired:
            return at.since
        best = inf
        for one in dues:
            time = one(at)
            best = min(best, time)
        return best

    return due


def _tree(trigger: Trigger, bits: Mapping[Trigger, int], dues: Mapping[Trigger, Due]) -> Due:
    if isinstance(trigger, AnyOf):
        some = [_tree(part, bits, dues) for part in trigger.of]
        return lambda at: min([one(at) for one in some], default=inf)
    if isinstance(trigger, AllOf):
        every = [_tree(part, bits, dues) for part in trigger.of]
        if not every:
            return lambda at: at.since
        return lambda at: max([one(at) for one in every])
    bit, due = bits[trigger], dues[trigger]
    return lambda at: at.since if at.fired & bit else due(at)


def _leaf_due(leaf: Trigger, lines: Mapping[str, int]) -> Due:
    match leaf:
        case After(seconds):
            return lambda at: at.since + seconds
        case LookAt(thing, seconds):
            return lambda at: max(at.since, at.gaze_since + seconds) if at.gaze == thing else inf
        case LineEnded(line):
            bit = lines.get(line, 0)
            return lambda at: at.since if at.lines & bit else inf
        case _:
            holds = _LEVELS.get(type(leaf))
            return _never if holds is None else _held(partial(holds, leaf))


def _held(holds: Callable[[StoryInput], bool]) -> Due:
    return lambda at: at.since if at.held is not None and holds(at.held) else inf


def _never(_at: Standing) -> float:
    return inf


def _is_act(leaf: Trigger) -> bool:
    """Whether ``leaf`` is fired by what happens in an instant and not by how things are."""
    return not isinstance(leaf, After | LookAt | LineEnded) and type(leaf) not in _LEVELS


_LEVELS: dict[type, Callable[[Any, StoryInput], bool]] = {
    TargetSeen: lambda _leaf, held: held.target_seen,
    TargetLost: lambda _leaf, held: not held.target_seen,
    VisitorArrived: lambda _leaf, held: held.visitor,
    VisitorLeft: lambda _leaf, held: not held.visitor,
    CloserThan: lambda leaf, held: held.distance_m is not None and held.distance_m < leaf.metres,
    FartherThan: lambda leaf, held: held.distance_m is not None and held.distance_m > leaf.metres,
}
"""how the visitor is: these fire as long as it is so"""
