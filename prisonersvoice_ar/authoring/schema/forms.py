"""What each validator of the document models takes, as JSON Schema; bounds and words are the validator's own.

``errorMessage`` is what yaml-language-server and VS Code say instead of "does not match the pattern".
"""

from collections.abc import Callable, Mapping
from typing import Any

from prisonersvoice_ar.core.script.model import BUILT_MODES
from prisonersvoice_ar.core.script.themes import THEMES
from prisonersvoice_ar.documents.models import beat, beside, campaign, cues, markers, scene, triggers, units

Json = dict[str, Any]
NAME = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
_TIME = r"[0-9]+(?:\.[0-9]+)?\s*(?:ms|s|min)"
LANGUAGE = "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"
_NAME_SAID = "a name has small Latin letters, digits and hyphens: glass-box"
LANGUAGES = ("uk", "en", "de", "pl", "crh")
"""those offered where a text is written; any other code is taken as well"""
HOIST = "x-definition"
"""marks a form that becomes a definition of its own"""
FORMS = frozenset({"words", "duration", "length", "level", "moment", "name", "text", "theme"})
"""definitions that are no models"""


class UnknownValidator(LookupError):
    """A validator of the models has no form here: give it one, or the schema would say nothing of its values."""


def _pattern(pattern: str, said: str, *examples: str) -> Json:
    form: Json = {"type": "string", "pattern": pattern, "errorMessage": said}
    return {**form, "examples": list(examples)} if examples else form


def _words(names: tuple[str, ...], noun: str) -> Json:
    return {"type": "string", "enum": list(names), "errorMessage": f"{noun} is one of: {', '.join(names)}"}


def _any_case(names: tuple[str, ...], noun: str) -> Json:
    """Offer ``names`` as they are, and take them in capitals too."""
    letters = ("".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in name) for name in names)
    form = _words(names, noun)
    said = {"errorMessage": form["errorMessage"]}
    return {"anyOf": [form, {"type": "string", "pattern": f"^(?:{'|'.join(letters)})$", **said}]}


_TEXT: Json = {
    "type": "string",
    "pattern": r"\S",
    "errorMessage": "write a text; a number or a date needs quotation marks",
}
_PLAIN: Mapping[Callable[..., Any], Json] = {
    units.duration: _pattern(f"^{_TIME}$", "a duration has a number and a unit: 1.5s, 300ms, 2min", "1.5s"),
    units.length: _pattern(
        r"^[0-9]+(?:\.[0-9]+)?\s*(?:mm|cm|m)$",
        "a length has a number and a unit: 40cm, 1.2m, 8mm",
        "40cm",
        "1.2m",
    ),
    units.level_db: {
        "anyOf": [
            {"type": "number", "minimum": -90, "maximum": 6},
            {"type": "string", "pattern": r"^[-+−]?[0-9]+(?:\.[0-9]+)?\s*dB$"},
        ],
        "errorMessage": "loudness in decibels, from -90 to 6: -28",
        "examples": [-28],
    },
    units.text: _TEXT,
    units.name: _pattern(f"^{NAME}$", _NAME_SAID),
    units.language: {"type": "string", "pattern": LANGUAGE, "examples": ["uk", "en"]},
    units.theme: _words(THEMES, "a theme"),
    units.flag: {"type": "boolean", "errorMessage": "true or false"},
    units.day: _pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "a day is written 2026-11-28", "2026-11-28"),
    units.web_address: _pattern(r"^https?://\S+$", "a whole address: https://…"),
    units.scale: _pattern("^1:[1-9][0-9]{0,3}$", "a scale is written 1:20", "1:20"),
    scene.mode: _words(BUILT_MODES, "a mode"),
    scene.format_one: {"enum": [1]},
    triggers.gesture: _words(triggers.GESTURES, "a gesture"),
    triggers.key: _any_case(triggers.KEYS, "a key"),
    cues.moment: _pattern(
        rf"^\s*(?:{_TIME}|{NAME}(?:\s*\+\s*{_TIME})?)\s*$",
        "a moment is a line, the beat or a cue, and perhaps a time after it: gb-001, gb-001 + 0.5s",
    ),
    markers.millimetres: {"type": "number", "minimum": markers.SMALLEST_MM, "maximum": markers.LARGEST_MM},
    campaign.address: _pattern(r"^https://\S+$", "a whole address that begins with https://"),
    beside.note_key: _pattern(
        rf"^(?:title|summary|(?:line|hint|beat)/{NAME}|choice/{NAME}/{NAME})$",
        "what the note is about: title, summary, line/gb-001, hint/wait, choice/crossroads/letters, beat/arrive",
        "line/gb-001",
        "beat/arrive",
    ),
}
_HOISTED: Mapping[Callable[..., Any], str] = {
    units.duration: "duration",
    units.length: "length",
    units.level_db: "level",
    units.name: "name",
    units.text: "text",
    units.theme: "theme",
    cues.moment: "moment",
}


def plain_form(validator: Any) -> Json:
    """Return what ``validator`` takes. UnknownValidator where it has no form."""
    if isinstance(validator, units.Bounded):
        return {"type": "number", "minimum": validator.low, "maximum": validator.high}
    if isinstance(validator, units.Whole):
        return {"type": "integer", "minimum": validator.low, "maximum": validator.high}
    if isinstance(validator, units.OneOf):
        return _words(validator.names, f"a {validator.noun.rpartition('-')[2]}")
    if validator not in _PLAIN:
        raise UnknownValidator(f"{validator!r} has no JSON form")
    form = _PLAIN[validator]
    return {**form, HOIST: _HOISTED[validator]} if validator in _HOISTED else dict(form)


def _or_one(inner: Json) -> Json:
    return {"anyOf": [inner["items"], inner]}


def _ways(inner: Json) -> Json:
    name = {
        "type": "string",
        "pattern": f"^{NAME}$",
        "errorMessage": "the id of a beat, actions or return",
        "examples": ["actions"],
    }
    way = inner["items"]
    return {"anyOf": [name, way, {**inner, "minItems": 1, "items": {"anyOf": [way, name]}}]}


def _in_languages(inner: Json) -> Json:
    text = inner["additionalProperties"]
    named = {code: {**text, "description": f"@{code}"} for code in LANGUAGES}
    return {
        "type": "object",
        "properties": named,
        "additionalProperties": text,
        "propertyNames": {"pattern": LANGUAGE},
        "minProperties": 1,
        "errorMessage": 'a text is written in each language: {uk: "…", en: "…"}',
        HOIST: "words",
    }


def _trigger(inner: Json) -> Json:
    said = f"a trigger is one of the words {', '.join(triggers.SIGHTS)}, or has one of the keys {', '.join(triggers.KINDS)}"
    word = {
        "type": "string",
        "enum": list(triggers.SIGHTS),
        "enumDescriptions": [f"@{sight}" for sight in triggers.SIGHTS],
        "errorMessage": said,
    }
    return {"anyOf": [word, *inner["anyOf"]], HOIST: "trigger"}


def _ambience(inner: Json) -> Json:
    return {"anyOf": [inner, {"type": "string", "pattern": f"^{NAME}$", "examples": [beat.SILENCE]}]}


_BEFORE: Mapping[Callable[..., Any], Callable[[Json], Json]] = {
    units.as_list: _or_one,
    units.only_list: lambda inner: inner,
    units.words: _in_languages,
    scene.some_beats: lambda inner: {**inner, "minItems": 1},
    markers._targets: lambda inner: {**inner, "minProperties": 1},
    beat._ways: _ways,
    beat._two_or_three: lambda inner: {**inner, "minItems": 2, "maxItems": 3},
    beat._named_sound: _ambience,
    beat._named_flags: lambda inner: inner,
    triggers._one_kind: _trigger,
    cues._one_kind: lambda inner: {**inner, HOIST: "cue"},
}


def before_form(validator: Any, inner: Json) -> Json:
    """Return what ``validator`` lets through to ``inner``, and what it makes into it."""
    if isinstance(validator, units.OfLength):
        return {**inner, "minItems": validator.count, "maxItems": validator.count}
    if hasattr(validator, "__self__"):
        return inner  # a model's own: it tells whole mappings apart, which definitions do
    if validator not in _BEFORE:
        raise UnknownValidator(f"{validator!r} has no JSON form")
    return _BEFORE[validator](inner)


def said_default(validator: Any, value: Any) -> Any:
    """Return a default as an author would write it: 0.8 seconds are "0.8s", a scale of 0.05 is "1:20"."""
    if validator is units.duration:
        return f"{value:g}s"
    if validator is units.scale:
        return f"1:{round(1 / value)}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


__all__ = ["FORMS", "HOIST", "Json", "UnknownValidator", "before_form", "plain_form", "said_default"]
