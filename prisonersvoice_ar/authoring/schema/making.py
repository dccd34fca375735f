"""JSON Schema (draft 7, which yaml-language-server reads) made from the document models."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from prisonersvoice_ar.authoring.schema.forms import HOIST, Json, before_form, plain_form, said_default

DRAFT = "http://json-schema.org/draft-07/schema#"


class _Maker(GenerateJsonSchema):
    """Asks the models' own validators what they take; pydantic alone would say "anything"."""

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchemaValue:
        return plain_form(schema["function"]["function"])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        return before_form(schema["function"]["function"], inner)

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        found = self.generate_inner(schema["schema"])
        kind = found.get("type")
        # a key without a value may stand for "not yet known"; where more is wanted it is offered, so it is meant
        return (
            {**found, "type": [kind, "null"]}
            if isinstance(kind, str) and not found.keys() & {HOIST, "enum"}
            else found
        )

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        choices = (each for tag, each in schema["choices"].items() if tag != "\0sight")  # a word, no mapping
        return {"anyOf": [self.generate_inner(choice) for choice in choices]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        values = self.generate_inner(schema["values_schema"])
        names = self.generate_inner(schema["keys_schema"])
        kept = {key: names[key] for key in ("pattern", "enum", "errorMessage") if key in names}
        return {"type": "object", "additionalProperties": values or True, "propertyNames": kept}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        found = self.generate_inner(schema["schema"])
        default = schema.get("default")
        if (
            default is None or default is False or default in (0.0, ())
        ):  # nothing that anybody would write out
            return found
        return {**found, "default": said_default(_validator(schema["schema"]), default)}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def _validator(schema: Any) -> Any:
    """Return the plain validator inside ``schema``, or None."""
    while schema["type"] == "nullable":
        schema = schema["schema"]
    return schema["function"]["function"] if schema["type"] == "function-plain" else None


def definitions_of(*models: type[BaseModel]) -> dict[str, Json]:
    """Return the definitions of ``models`` and of all they refer to, by the names that ``definition_name`` gives."""
    inputs: Any = [(model, "validation") for model in models]
    _, whole = models_json_schema(inputs, ref_template="#/definitions/{model}", schema_generator=_Maker)
    found: dict[str, Json] = {}
    for name, definition in whole["$defs"].items():
        found[definition_name(name)] = _tidy(definition, found)
    return dict(sorted(found.items()))


def definition_name(model: str) -> str:
    """LookAtDoc → look-at."""
    words = "".join(
        f"-{letter.lower()}" if letter.isupper() else letter for letter in model.removesuffix("Doc")
    )
    return words.strip("-")


def _tidy(value: Any, found: dict[str, Json]) -> Any:
    """Take away pydantic's titles and docstrings, name definitions as authors do, and move out what is marked."""
    if isinstance(value, list):
        return [_tidy(item, found) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("$ref"), str):
        return {**value, "$ref": f"#/definitions/{definition_name(value['$ref'].rpartition('/')[2])}"}
    fields = value.get("properties")
    out = {
        key: _tidy(item, found)
        for key, item in value.items()
        if key not in {"title", "description", HOIST, "properties"}
    }
    if fields is not None:
        out = {
            "type": "object",
            "properties": {key: _field(item, found) for key, item in fields.items()},
            **out,
        }
    if HOIST not in value:
        return out
    found[value[HOIST]] = {key: item for key, item in out.items() if key != "default"}
    own = {"default": out["default"]} if "default" in out else {}
    return {"$ref": f"#/definitions/{value[HOIST]}", **own}


def _field(value: Json, found: dict[str, Json]) -> Json:
    """A language's description is ours; any other is a docstring of the models, meant for programmers."""
    kept = {"description": value["description"]} if "description" in value else {}
    return {**_tidy(value, found), **kept}
