"""The schemas that are published in docs/: which file describes what, and how its text comes about."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from prisonersvoice_ar.authoring.schema.forms import FORMS, Json
from prisonersvoice_ar.authoring.schema.hover import HOVER, WORDS
from prisonersvoice_ar.authoring.schema.making import DRAFT, definition_name, definitions_of
from prisonersvoice_ar.authoring.schema.snippets import SNIPPETS
from prisonersvoice_ar.documents.models.beat import BeatDoc
from prisonersvoice_ar.documents.models.beside import NotesDoc
from prisonersvoice_ar.documents.models.campaign import CampaignDoc
from prisonersvoice_ar.documents.models.markers import CubeDoc, ImageDoc, MarkersDoc, SidedDoc, TargetDoc
from prisonersvoice_ar.documents.models.scene import SceneDoc
from prisonersvoice_ar.documents.models.shared import IncludeDoc, SharedDoc

REF = "#/definitions/"


@dataclass(frozen=True)
class Published:
    """One schema."""

    model: type[BaseModel]
    parts: Mapping[tuple[str, str], tuple[type[BaseModel], ...]]
    """(key, "items" or "additionalProperties") → what the models leave open there, as it is read afterwards"""


_BEATS = {("beats", "items"): (BeatDoc, IncludeDoc)}
SCHEMAS = {
    "scene": Published(SceneDoc, _BEATS),
    "shared": Published(SharedDoc, _BEATS),
    "markers": Published(
        MarkersDoc,
        {("targets", "additionalProperties"): (TargetDoc, ImageDoc, CubeDoc, SidedDoc)},
    ),
    "actions": Published(CampaignDoc, {}),
    "notes": Published(NotesDoc, {}),
}
"""docs/<name>.schema.json"""


def schema_text(name: str, lang: str = "en") -> str:
    """Return the text of docs/<name>.schema.json. KeyError: no such schema, or a key without a hover text."""
    published = SCHEMAS[name]
    others = tuple(model for models in published.parts.values() for model in models)
    definitions = definitions_of(published.model, *others)
    root = definitions.pop(definition_name(published.model.__name__))
    for (key, where), models in published.parts.items():
        root["properties"][key][where] = {"anyOf": [_ref(model) for model in models]}
    needed = _reached(root, definitions)
    definitions = {called: definitions[called] for called in sorted(needed)}
    name_of_root = definition_name(published.model.__name__)
    _describe(name_of_root, root, lang)
    for called, definition in definitions.items():
        _describe(called, definition, lang)
    whole = {
        "$schema": DRAFT,
        "description": HOVER[lang][name_of_root][""],
        "$comment": "Made from the document models by tools/schema.py; a change here would be lost.",
        **_in_order(root),
        "definitions": {called: _in_order(definition) for called, definition in definitions.items()},
    }
    return json.dumps(_said(whole, WORDS[lang]), ensure_ascii=False, indent=1) + "\n"


def _ref(model: type[BaseModel]) -> Json:
    return {"$ref": REF + definition_name(model.__name__)}


def _describe(name: str, definition: Json, lang: str) -> None:
    """Give ``definition`` and its keys their hover texts, and snippets where an editor may offer a whole piece.

    Where a value may be one of several, an editor shows what is said of the one that fits instead of what is said of
    the key: so nothing is said of such definitions themselves.
    """
    if name in FORMS:
        return  # what it is for is told where it is used
    for key, field in definition.get("properties", {}).items():
        default = f" {WORDS[lang]['left out']}: {field.pop('default')}." if "default" in field else ""
        field["description"] = HOVER[lang][name][key] + default
    if name in SNIPPETS:
        definition["defaultSnippets"] = SNIPPETS[name]


def _reached(root: Json, definitions: Mapping[str, Json]) -> set[str]:
    """Return the definitions that ``root`` leads to."""
    found: set[str] = set()
    waiting = list(_refs(root))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(_refs(definitions[name]))
    return found


def _refs(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].removeprefix(REF)
        for item in value.values():
            yield from _refs(item)
    elif isinstance(value, list):
        for item in value:
            yield from _refs(item)


_ORDER = ("$schema", "$comment", "$ref", "description", "type", "properties", "required")


def _in_order(value: Any) -> Any:
    """Put what a reader looks for first first; the keys of a document stay as in its model."""
    if isinstance(value, list):
        return [_in_order(item) for item in value]
    if not isinstance(value, dict):
        return value
    ordered = {**{key: value[key] for key in _ORDER if key in value}, **value}
    return {
        key: {name: _in_order(field) for name, field in item.items()}
        if key == "properties"
        else _in_order(item)
        for key, item in ordered.items()
    }


def _said(value: Any, said: Mapping[str, str]) -> Any:
    """Fill in what is said of single words, which the forms marked "@uk", "@target-seen"."""
    if isinstance(value, list):
        return [_said(item, said) for item in value]
    if isinstance(value, dict):
        return {key: _said(item, said) for key, item in value.items()}
    return said[value[1:]] if isinstance(value, str) and value[:1] == "@" and value[1:] in said else value
