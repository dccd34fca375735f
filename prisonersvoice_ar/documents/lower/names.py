"""What a scene's names are, gathered from its plain data: a beat that is wrong elsewhere still has its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from prisonersvoice_ar.core.script.model import ACTIONS, RETURN
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.spots import Spot, Spread, first_at
from prisonersvoice_ar.documents.models.units import is_language
from prisonersvoice_ar.documents.yaml.sheet import Sheet


@dataclass(frozen=True)
class Names:
    """Everything that can be referred to."""

    beats: dict[str, None]
    """these are dictionaries to be looked up fast and told in order"""
    ways: dict[str, None]
    """the beats, "actions" that follows every story, and "return" out of an aside"""
    lines: dict[str, str]
    """line id to the id of its beat"""
    objects: dict[str, None]
    sources: dict[str, None]
    flags: dict[str, None]
    languages: tuple[str, ...]
    """those of the title, in its order; none where the title is wrong itself"""
    untold: tuple[str, ...]
    """those of them in which nothing but the title is written: one thing to do, and not one for each text"""
    doubtful: frozenset[str]
    """kinds of names of which some may stand in what is wrong: that one is not here is no second mistake"""


def gather(sheet: Sheet, spread: Spread, findings: Findings, *, unread: frozenset[str]) -> Names:
    """Gather the names of the scene in ``sheet`` whose beats are ``spread``; complain of those given twice.

    ``unread``: which of "testimony", "place" and "beats" could not be read, or not all of it.
    """
    objects_there, sources_there = "place" not in unread, "testimony" not in unread
    data = _mapping(sheet.data)
    beats, lines, objects = (_Once(noun, findings) for noun in ("beat", "line", "object"))
    homes: dict[str, str] = {}
    flags: dict[str, None] = {}
    for spot in spread.spots:
        beat = _mapping(spot.sheet.at(spot.loc))
        beat_id = beats.add(beat.get("id"), spot.place("id"))
        _gather_lines(beat.get("say"), spot, lines, homes, beat_id)
        _gather_own(beat, spot, findings)
        flags.update(dict.fromkeys(_mapping(beat.get("set"))))
    title = tuple(_mapping(data.get("title")))
    place, testimony = _mapping(data.get("place")), _mapping(data.get("testimony"))
    for index, raw in enumerate(_list(place.get("objects"))):
        objects.add(_mapping(raw).get("id"), sheet.place(("place", "objects", index, "id")))
    return Names(
        beats=dict.fromkeys(beats.seen),
        ways=dict.fromkeys((*beats.seen, ACTIONS, RETURN)),
        lines=homes,
        objects=dict.fromkeys(objects.seen),
        sources=dict.fromkeys((*_mapping(testimony.get("sources")), *spread.sources)),
        flags=flags,
        languages=title if all(map(is_language, title)) else (),
        untold=_untold(
            title,
            [
                data.get("summary"),
                *(text for spot in spread.spots for text in _texts(spot.sheet.at(spot.loc))),
            ],
        ),
        doubtful=frozenset(
            (() if objects_there else ("object",))
            + (() if sources_there and spread.whole else ("source",))
            + (() if "beats" not in unread and spread.whole else ("beat", "line", "flag"))
            + tuple(each.noun for each in (beats, lines, objects) if each.twice)  # one was to be called so
        ),
    )


def _texts(data: Any) -> Iterator[Any]:
    """What stands under a key "text" in ``data``, however deep."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if key == "text":
            yield value
        elif isinstance(value, dict | list):
            yield from _texts(value)
    for item in data if isinstance(data, list) else ():
        yield from _texts(item)


def _untold(title: tuple[str, ...], texts: list[Any]) -> tuple[str, ...]:
    told = {language for text in texts for language in _mapping(text)}
    return tuple(language for language in title if language not in told) if told else ()


class _Once:
    """Names of one kind, each to be given once."""

    def __init__(self, noun: str, findings: Findings) -> None:
        self.noun, self.findings = noun, findings
        self.seen: dict[str, Place] = {}
        self.twice = False

    def add(self, name: Any, place: Place) -> str:
        if not isinstance(name, str):
            return ""
        first = self.seen.setdefault(name, place)
        if first is not place:
            self.twice = True
            self.findings.add(
                "duplicate-id", place, what=f"@{self.noun}", name=name, **first_at(first, place)
            )
        return name


def _gather_lines(say: Any, spot: Spot, lines: _Once, homes: dict[str, str], beat: str) -> None:
    for index, raw in enumerate(say if isinstance(say, list) else [say]):
        where = ("say", index, "id") if isinstance(say, list) else ("say", "id")
        line = lines.add(_mapping(raw).get("id"), spot.place(*where))
        if line:
            homes.setdefault(line, beat)


def _gather_own(beat: dict[str, Any], spot: Spot, findings: Findings) -> None:
    """The ids that count within a beat: of its choices and of its cues."""
    for key in ("choice", "cue"):
        ids = _Once(key, findings)
        for index, raw in enumerate(_list(beat.get(key))):
            ids.add(_mapping(raw).get("id"), spot.place(key, index, "id"))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
