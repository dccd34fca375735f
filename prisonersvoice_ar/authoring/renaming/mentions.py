"""Every place in a scene's plain data where a beat, a line, an object, a source or a flag is named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from prisonersvoice_ar.authoring.edits.page import items, mapping
from prisonersvoice_ar.documents.yaml.sheet import Loc

Kind = Literal["beat", "line", "object", "source", "flag", "cue"]
RENAMED: tuple[Kind, ...] = get_args(Kind)[:5]
"""a cue's id counts in its beat alone"""

_REF = re.compile(r"\s*([^\s+]+)")


@dataclass(frozen=True)
class Mention:
    """A name, and where it stands."""

    kind: Kind
    name: str
    loc: Loc
    is_key: bool = False
    defines: bool = False


def mentions(data: Any) -> Iterator[Mention]:
    """All of a scene or of a snippet; what is not shaped as one is passed over."""
    root = mapping(data)
    for loc in (("testimony", "sources"), ("sources",)):
        owner = root if len(loc) == 1 else mapping(root.get(loc[0]))
        for name in mapping(owner.get(loc[-1])):
            yield Mention("source", name, (*loc, name), is_key=True, defines=True)
    for index, thing in enumerate(items(mapping(root.get("place")).get("objects"))):
        yield from _name("object", thing, "id", ("place", "objects", index), defines=True)
    for index, beat in enumerate(items(root.get("beats"))):
        yield from _beat(mapping(beat), ("beats", index))


def _name(kind: Kind, owner: Any, key: str, loc: Loc, *, defines: bool = False) -> Iterator[Mention]:
    name = mapping(owner).get(key)
    if isinstance(name, str):
        yield Mention(kind, name.strip(), (*loc, key), defines=defines)


def _beat(beat: dict[str, Any], loc: Loc) -> Iterator[Mention]:
    yield from _name("beat", beat, "id", loc, defines=True)
    for key in ("begin", "until"):
        yield from _trigger(beat.get(key), (*loc, key))
    for line, at in _each(beat, "say", loc):
        yield from _name("line", line, "id", at, defines=True)
        for cited, where in _each(mapping(line), "cites", at):
            if isinstance(cited, str):
                yield Mention("source", cited, where)
    yield from _cues(beat, loc)
    for flag in mapping(beat.get("set")):
        yield Mention("flag", flag, (*loc, "set", flag), is_key=True, defines=True)
    for key in ("choice", "then"):
        for way, at in _each(beat, key, loc):
            yield from _way(way, at)


def _each(owner: dict[str, Any], key: str, loc: Loc) -> Iterator[tuple[Any, Loc]]:
    """What stands under ``key``, alone or in a list."""
    value = owner.get(key)
    if isinstance(value, list):
        yield from ((item, (*loc, key, index)) for index, item in enumerate(value))
    elif value is not None:
        yield value, (*loc, key)


def _trigger(trigger: Any, loc: Loc) -> Iterator[Mention]:
    for key in ("look_at", "touch"):
        yield from _name("object", trigger, key, loc)
    yield from _name("line", trigger, "line_ended", loc)
    for key in ("any", "all"):
        for inner, at in _each(mapping(trigger), key, loc):
            yield from _trigger(inner, at)


def _way(way: Any, loc: Loc) -> Iterator[Mention]:
    if isinstance(way, str):
        yield Mention("beat", way, loc)
    for key in ("go", "aside"):
        yield from _name("beat", way, key, loc)
    when, at = mapping(way).get("when"), (*loc, "when")
    yield from _name("flag", when, "flag", at)
    yield from _name("object", when, "looked_at", at)
    yield from _name("beat", when, "visited", at)


def _cues(beat: dict[str, Any], loc: Loc) -> Iterator[Mention]:
    """A cue hangs on a line of the beat, on the beat, or on another of its cues: taken in that order."""
    lines = [mapping(line).get("id") for line, _ in _each(beat, "say", loc)]
    for cue, at in _each(beat, "cue", loc):
        yield from _name("cue", cue, "id", at, defines=True)
        yield from _name("object", cue, "on", at)
        for key in ("with", "at", "after"):
            moment = mapping(cue).get(key)
            found = _REF.match(moment) if isinstance(moment, str) else None
            if found:
                name = found[1]
                kind: Kind = "line" if name in lines else "beat" if name == beat.get("id") else "cue"
                yield Mention(kind, name, (*at, key))


def text_keys(data: Any) -> Iterator[Mention]:
    """The texts and beats that translations.yaml and notes.yaml name: line/x, hint/x, choice/x/y, beat/x."""
    root = mapping(data)
    for key in mapping(root.get("made")):
        yield from _text_key(key, ("made", key), is_key=True)
    for index, note in enumerate(items(root.get("notes"))):
        on = mapping(note).get("on")
        if isinstance(on, str):
            yield from _text_key(on, ("notes", index, "on"), is_key=False)


def _text_key(key: str, loc: Loc, *, is_key: bool) -> Iterator[Mention]:
    parts = key.split("/")
    if len(parts) > 1 and parts[0] in ("line", "hint", "choice", "beat"):
        yield Mention("line" if parts[0] == "line" else "beat", parts[1], loc, is_key=is_key)
