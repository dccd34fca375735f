"""What one visitor did, and when: enough to live the visit through again, elsewhere and step by step.

A log is plain data (``to_plain``, ``from_plain``), written by ``play --replay`` and read by ``preview --replay``::

    {"format": 1, "kind": "visit", "scene": "glass-box", "lang": "uk", "seed": 1, "run": 4021,
     "visitor": "impatient", "acts": [{"at": 0.05, "target_seen": true, "distance_m": 0.5},
                                      {"at": 7.25, "looking_at": "slit"}, …]}

An act holds what has changed since the one before it; what lasts an instant (a press, a touch, a key) stands in its
own act alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from math import isfinite
from typing import Any, TypeGuard

from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.story.clock import LONGEST_STEP, in_ticks
from prisonersvoice_ar.core.story.inputs import StoryInput

FORMAT = 1
KIND = "visit"
MOST_ACTS = 200_000
"""more than a day of a restless visitor"""
LONGEST = 7 * 86_400.0
"""seconds of story: no act comes later"""
_FIELDS = {field.name: field.default for field in fields(StoryInput)}
_TEXTS = {"looking_at", "gesture"}
_LISTS = {name for name, default in _FIELDS.items() if default == ()}


@dataclass(frozen=True)
class Act:
    """How the visitor is from a moment on; presses, touches and keys are of this moment only."""

    at: float
    """seconds of story, in whole ticks (clock.TICK)"""
    given: StoryInput


@dataclass(frozen=True)
class VisitLog:
    """One visit."""

    scene: str
    lang: str
    acts: tuple[Act, ...]
    """by time"""
    seed: int = 0
    run: int = 0
    visitor: str = ""
    """temperament (visitors.TEMPERAMENTS), or who else it was"""

    def steps(self, until: float, longest: float = LONGEST_STEP) -> Iterator[tuple[float, StoryInput]]:
        """Yield (time, input) for ``engine.step``, none more than ``longest`` after the one before, up to ``until``.

        Between acts the visitor goes on as in the last one.
        """
        ends = [*(act.at for act in self.acts), until]
        first = min(ends[0], until)
        yield from _waiting(StoryInput(), 0.0, first, longest)
        for act, (start, end) in zip(self.acts, pairwise(ends), strict=True):
            if start > until:
                return
            yield start, act.given
            yield from _waiting(lasting(act.given), start, min(end, until), longest)


def lasting(given: StoryInput) -> StoryInput:
    """``given`` without what is over in an instant."""
    over: dict[str, Any] = {name: () for name in _LISTS if getattr(given, name)}
    return replace(given, **over)


def _waiting(
    given: StoryInput, start: float, end: float, longest: float
) -> Iterator[tuple[float, StoryInput]]:
    """Steps strictly between ``start`` and ``end``; nothing is sampled before the first act."""
    time = start + longest
    while time < end:
        yield time, given
        time += longest


# --- plain data ------------------------------------------------------------------------------------


def to_plain(log: VisitLog) -> dict[str, Any]:
    """The log as what JSON and YAML can write."""
    acts: list[dict[str, Any]] = []
    before = StoryInput()
    for act in log.acts:
        acts.append({"at": act.at, **_changes(before, act.given)})
        before = lasting(act.given)
    head = {"format": FORMAT, "kind": KIND, "scene": log.scene, "lang": log.lang}
    return {**head, "seed": log.seed, "run": log.run, "visitor": log.visitor, "acts": acts}


def _changes(before: StoryInput, given: StoryInput) -> dict[str, Any]:
    changed = {
        name: getattr(given, name) for name in _FIELDS if getattr(given, name) != getattr(before, name)
    }
    return {name: list(value) if isinstance(value, tuple) else value for name, value in changed.items()}


def from_plain(data: object, where: str = "the visit") -> VisitLog:
    """The log that ``to_plain`` wrote; ``where`` names it in errors.

    Raises ContentError where something else comes: another kind or format, times that go back, unknown acts.
    """
    if not isinstance(data, Mapping) or data.get("kind") != KIND:
        raise ContentError(
            f"{where} holds no visit", "Write one with: prisonersvoice play SCENE --replay SEED:RUN"
        )
    if data.get("format") != FORMAT:
        raise ContentError(
            f"{where} is of format {data.get('format')!r}, and {FORMAT} is the one that is known here",
            "Write it anew with: prisonersvoice play SCENE --replay SEED:RUN",
        )
    acts = data.get("acts")
    if not isinstance(acts, list) or len(acts) > MOST_ACTS:
        raise _wrong(where, "acts", "a list of what the visitor did")
    return VisitLog(
        _text(data, "scene", where),
        _text(data, "lang", where),
        tuple(_acts(acts, where)),
        _whole(data, "seed", where),
        _whole(data, "run", where),
        str(data.get("visitor", "")),
    )


def _acts(acts: list[object], where: str) -> Iterator[Act]:
    given, time = StoryInput(), 0.0
    for number, plain in enumerate(acts, 1):
        name = f"{where}, act {number}"
        if not isinstance(plain, Mapping):
            raise _wrong(name, "it", "a group of keys with values")
        at = plain.get("at")
        if not _is_number(at) or not time <= float(at) <= LONGEST:
            raise _wrong(name, "at", f"seconds, not before the act above ({time:g})")
        time = in_ticks(float(at))
        given = replace(
            lasting(given), **{key: _value(key, value, name) for key, value in plain.items() if key != "at"}
        )
        yield Act(time, given)


def _value(key: object, value: object, where: str) -> Any:
    """Check one field of StoryInput."""
    if key not in _FIELDS:
        raise ContentError(f'{where}: a visitor has no "{key}"', f"Known are: at, {', '.join(_FIELDS)}")
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise _wrong(where, str(key), "a list of names")
        return tuple(value)
    if key in _TEXTS:
        if value is not None and not isinstance(value, str):
            raise _wrong(where, str(key), "a name, or null")
        return value
    if key == "distance_m":
        if value is not None and not _is_number(value):
            raise _wrong(where, key, "metres, or null")
        return value
    if not isinstance(value, bool):
        raise _wrong(where, str(key), "true or false")
    return value


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _text(data: Mapping[Any, Any], key: str, where: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value:
        raise _wrong(where, key, "a name")
    return value


def _whole(data: Mapping[Any, Any], key: str, where: str) -> int:
    value = data.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(where, key, "a whole number")
    return value


def _wrong(where: str, key: str, wanted: str) -> ContentError:
    return ContentError(
        f'{where}: "{key}" must be {wanted}',
        "Write it anew with: prisonersvoice play SCENE --replay SEED:RUN",
    )
