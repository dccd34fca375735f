"""What a new scene is made of, held by the same rules as the scene that comes of it."""

from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, PlainValidator, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script.model import ACTIONS, RETURN
from prisonersvoice_ar.core.script.problem import Place, Problem
from prisonersvoice_ar.documents.catalogue import said_in
from prisonersvoice_ar.documents.content import shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.faults import fault
from prisonersvoice_ar.documents.models.scene import (
    BUILT_CELLS,
    KINDS,
    ConsentDoc,
    ModeName,
    Size,
    SourceDoc,
)
from prisonersvoice_ar.documents.models.units import (
    Language,
    Name,
    Theme,
    Words,
    as_list,
    name,
    number,
    one_of,
    whole,
)
from prisonersvoice_ar.documents.rendering import render
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml import read_sheet

TAKEN_BEATS = ("look", "rest", ACTIONS, RETURN)
"""the scene's other beats"""


def first_beat(value: Any) -> str:
    """A beat's name that the new scene has not yet."""
    named = name(value)
    if named in (ACTIONS, RETURN):
        raise fault("reserved-name", name=named)
    if named in TAKEN_BEATS:
        raise fault("duplicate-id", what="@beat", name=named, first="1")
    return named


def _languages(value: Any) -> Any:
    if not value:
        raise fault("empty-text")
    return as_list(value)


class AnswersDoc(Document):
    """All that is asked; what is left out is asked, or has a default."""

    noun: ClassVar[str] = "answers"

    languages: Annotated[list[Language], BeforeValidator(_languages)] | None = None
    title: Words | None = None
    summary: Words | None = None
    kind: Annotated[str, PlainValidator(one_of("kind", *KINDS))] | None = None
    source: SourceDoc | None = None
    consent: ConsentDoc | None = None
    themes: Annotated[list[Theme], BeforeValidator(_languages)] | None = None
    age: Annotated[int, PlainValidator(whole(0, 21))] | None = None
    minutes: Annotated[float, PlainValidator(number(0.5, 30.0))] | None = None
    cell: Annotated[str, PlainValidator(one_of("cell", *BUILT_CELLS))] | None = None
    size_m: Size | None = None
    mode: ModeName | None = None
    target: Name | None = None
    beat: Annotated[str, PlainValidator(first_beat)] | None = None
    line: Words | None = None


Answers = dict[str, Any]
"""key of ``AnswersDoc`` → what was answered, as YAML would read it"""


def read_answers(path: Path, lang: str) -> Answers:
    """Read answers from a YAML file; ContentError with every problem at its place."""
    findings = Findings()
    shown = shown_path(path)
    sheet = read_sheet(path, shown, findings)
    if sheet is not None and not isinstance(sheet.data, dict):
        findings.add("not-a-mapping", Place(shown), what="@answers")
    elif sheet is not None:
        take(AnswersDoc, sheet, (), findings)
    if sheet is None or findings.failed:
        raise ContentError(render(findings.sorted(), lang, findings.texts.get).rstrip())
    return {key: value for key, value in sheet.data.items() if value is not None}


def problem_with(key: str, value: Any, lang: str) -> Problem | None:
    """What is wrong with ``value`` as the answer to ``key``, in ``lang``; None where nothing is."""
    field = AnswersDoc.model_fields[key]
    annotation: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    try:
        TypeAdapter(annotation).validate_python(value)
    except ValidationError as error:
        return said_in(lang, _named(error))
    except PydanticCustomError as error:
        return problem_of(error.type, error.context or {}, lang)
    return None


def problem_of(code: str, facts: dict[str, Any], lang: str) -> Problem:
    """The problem ``code``, said in ``lang``."""
    return said_in(lang, _problem(code, facts))


def _named(error: ValidationError) -> Problem:
    detail = error.errors(include_url=False)[0]
    return _problem(detail["type"], detail.get("ctx", {}))


def _problem(code: str, facts: dict[str, Any]) -> Problem:
    findings = Findings()
    try:
        findings.add(code, Place(""), **{key: value for key, value in facts.items() if key != "code"})
    except KeyError:  # one of pydantic's own
        findings.add("wrong-type", Place(""), wanted="@text", got="@other")
    return findings.sorted()[0]
