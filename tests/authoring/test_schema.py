"""The published JSON Schemas are what the models say, every key has a hover text, and every valid scene fits."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from prisonersvoice_ar.authoring.schema import SCHEMAS, schema_text
from prisonersvoice_ar.authoring.schema.forms import UnknownValidator, plain_form
from prisonersvoice_ar.authoring.schema.hover import HOVER
from prisonersvoice_ar.authoring.schema.making import definition_name
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.yaml.building import build

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "scenes"
SHIPPED = sorted((ROOT / "scenes").glob("[!_.]*/scene.yaml"))
SHARED = sorted((ROOT / "scenes" / "_shared").glob("*.yaml"))


def schema(name: str) -> Any:
    return json.loads(schema_text(name))


def data_of(path: Path) -> Any:
    sheet = build(path.read_bytes().decode("utf-8-sig"), path.name, Findings())
    assert sheet is not None, path
    return sheet.data


def problems(name: str, data: Any) -> list[str]:
    validator = jsonschema.Draft7Validator(schema(name))
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(data)
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_published_is_what_the_models_say(name: str) -> None:
    published = (ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(name), "run: python tools/schema.py"


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema_of_draft_7(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_has_a_hover_text_and_every_reference_leads_somewhere(name: str) -> None:
    whole = schema(name)
    for place in (whole, *whole["definitions"].values()):
        for key, field in place.get("properties", {}).items():
            assert field["description"].strip(), key
    for reference in references(whole):
        assert reference.removeprefix("#/definitions/") in whole["definitions"]


def references(value: Any) -> Iterator[str]:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and "$ref" in value:
        yield value["$ref"]
    for item in items:
        yield from references(item)


@pytest.mark.parametrize("lang", HOVER)
def test_no_hover_text_is_left_over_from_a_key_that_went(lang: str) -> None:
    models = {definition_name(model.__name__): model for model in subclasses(Document)}
    for name, said in HOVER[lang].items():
        assert set(said) - {""} <= set(models[name].author_keys()), name


def subclasses(model: type[Document]) -> Iterator[type[Document]]:
    for found in model.__subclasses__():
        yield found
        yield from subclasses(found)


def test_a_validator_without_a_form_is_named() -> None:
    with pytest.raises(UnknownValidator, match="has no JSON form"):
        plain_form(str.upper)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_a_scene_that_ships_fits(path: Path) -> None:
    assert problems("scene", data_of(path)) == []


def test_what_ships_beside_scenes_fits() -> None:
    assert problems("markers", data_of(ROOT / "markers" / "markers.yaml")) == []
    assert problems("actions", data_of(ROOT / "actions.yaml")) == []
    for path in SHARED:
        assert problems("shared", data_of(path)) == []


TOOLS = {"lens", "translations", "voices"}
"""written by tools, never by hand"""
VALID = sorted(
    path.name for path in (CORPUS / "valid").glob("*.yaml") if path.name.split("-")[0] not in TOOLS
)


@pytest.mark.parametrize("name", VALID)
def test_what_check_takes_fits(name: str) -> None:
    kind = name.split("-", maxsplit=1)[0]
    assert problems(kind if kind in SCHEMAS else "scene", data_of(CORPUS / "valid" / name)) == []


SLIPS = (
    "unknown-key",
    "missing-key",
    "trigger-unknown",
    "trigger-two-kinds",
    "cue-two-kinds",
    "cue-unknown",
    "theme-unknown",
    "duration-negative",
    "length-bare",
    "gesture-unknown",
    "choice-of-one",
    "format-2",
    "id-cyrillic",
    "scale-bad",
    "markers-cube-face-unknown",
    "actions-http",
)


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_of_shape_is_seen_by_the_editor_too(name: str) -> None:
    kind = name.split("-", maxsplit=1)[0]
    assert problems(kind if kind in SCHEMAS else "scene", data_of(CORPUS / "invalid" / f"{name}.yaml")) != []
