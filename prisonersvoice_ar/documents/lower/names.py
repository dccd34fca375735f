"""What a scene's names are, gathered from its plain data: a beat that is wrong elsewhere still has its name."""

from dataclasses import dataclass
from typing import Any

from prisonersvoice_ar.core.script.model import ACTIONS
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.units import is_language
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet


@dataclass(frozen=True)
class Names:
    """Everything that can be referred to."""

    beats: dict[str, int]
    """each to its line, as all that are dictionaries here: to be looked up, and told in order"""
    ways: dict[str, int]
    """the beats, and "actions" that follows every story"""
    lines: dict[str, str]
    """line id to the id of its beat"""
    objects: dict[str, int]
    sources: dict[str, int]
    flags: dict[str, int]
    languages: tuple[str, ...]
    """those of the title, in its order; none where the title is wrong itself"""
    doubtful: frozenset[str]
    """kinds of names of which some may stand in what is wrong: that one is not here is no second mistake"""


def gather(sheet: Sheet, findings: Findings, *, head_whole: bool, beats_whole: bool) -> Names:
    """Gather the names of ``sheet`` and complain of those given twice.

    ``head_whole``, ``beats_whole``: whether the scene's head and each of its beats could be read.
    """
    data = _mapping(sheet.data)
    beats = _Once("beat", sheet, findings)
    lines = _Once("line", sheet, findings)
    objects = _Once("object", sheet, findings)
    homes: dict[str, str] = {}
    flags: dict[str, int] = {}
    for index, raw in enumerate(_list(data.get("beats"))):
        beat, loc = _mapping(raw), ("beats", index)
        beat_id = beats.add(beat.get("id"), (*loc, "id"))
        _gather_lines(beat.get("say"), (*loc, "say"), lines, homes, beat_id)
        _gather_choices(beat.get("choice"), (*loc, "choice"), sheet, findings)
        flags.update(dict.fromkeys(_mapping(beat.get("set")), index))
    title = tuple(_mapping(data.get("title")))
    place, testimony = _mapping(data.get("place")), _mapping(data.get("testimony"))
    for index, raw in enumerate(_list(place.get("objects"))):
        objects.add(_mapping(raw).get("id"), ("place", "objects", index, "id"))
    return Names(
        beats=beats.seen,
        ways={**beats.seen, ACTIONS: 0},
        lines=homes,
        objects=objects.seen,
        sources=dict.fromkeys(_mapping(testimony.get("sources")), 0),
        flags=flags,
        languages=title if all(map(is_language, title)) else (),
        doubtful=frozenset(
            (() if head_whole else ("object", "source")) + (() if beats_whole else ("beat", "line", "flag"))
        ),
    )


class _Once:
    """Names of one kind, each to be given once."""

    def __init__(self, noun: str, sheet: Sheet, findings: Findings) -> None:
        self.noun, self.sheet, self.findings = noun, sheet, findings
        self.seen: dict[str, int] = {}

    def add(self, name: Any, loc: Loc) -> str:
        if not isinstance(name, str):
            return ""
        place = self.sheet.place(loc)
        if name in self.seen:
            self.findings.add("duplicate-id", place, what=f"@{self.noun}", name=name, first=self.seen[name])
        else:
            self.seen[name] = place.line
        return name


def _gather_lines(say: Any, loc: Loc, lines: _Once, homes: dict[str, str], beat: str) -> None:
    for index, raw in enumerate(say if isinstance(say, list) else [say]):
        here = (*loc, index) if isinstance(say, list) else loc
        line = lines.add(_mapping(raw).get("id"), (*here, "id"))
        if line:
            homes.setdefault(line, beat)


def _gather_choices(choice: Any, loc: Loc, sheet: Sheet, findings: Findings) -> None:
    choices = _Once("choice", sheet, findings)
    for index, raw in enumerate(_list(choice)):
        choices.add(_mapping(raw).get("id"), (*loc, index, "id"))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
