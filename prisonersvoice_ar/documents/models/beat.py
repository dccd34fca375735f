"""A beat as an author writes it."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from prisonersvoice_ar.core.story.lights import LIGHTS
from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.cues import CueDoc
from prisonersvoice_ar.documents.models.faults import fault, wrong_type
from prisonersvoice_ar.documents.models.triggers import TriggerDoc
from prisonersvoice_ar.documents.models.units import (
    Duration,
    Flag,
    LevelDb,
    Name,
    Text,
    Theme,
    Words,
    as_list,
    one_of,
)


class LineDoc(Document):
    """A sentence or two of narration."""

    noun: ClassVar[str] = "line"
    example: ClassVar[str] = '{id: gb-001, text: {uk: "…", en: "…"}}'

    id: Name
    text: Words
    cites: Annotated[list[Name], BeforeValidator(as_list)] = Field(default_factory=list)
    note: Text | None = None
    fact: Flag | None = None
    contains: Annotated[list[Theme], BeforeValidator(as_list)] | None = None


class AmbienceDoc(Document):
    """A looping sound."""

    noun: ClassVar[str] = "ambience"

    sound: Name
    level_db: LevelDb = -28.0
    fade: Duration = 2.0


class HintDoc(Document):
    """Words for a visitor who waits long."""

    noun: ClassVar[str] = "hint"
    example: ClassVar[str] = '{after: 10s, text: {uk: "…", en: "…"}}'

    after: Duration
    text: Words


class ConditionDoc(Document):
    """A question about the visit so far."""

    noun: ClassVar[str] = "condition"
    example: ClassVar[str] = "{flag: saw_hatch}"

    flag: Name | None = None
    looked_at: Name | None = None
    visited: Name | None = None
    negate: Flag = Field(default=False, alias="not")

    @model_validator(mode="before")
    @classmethod
    def _asks_something(cls, data: Any) -> Any:
        if isinstance(data, dict) and all(key == "not" for key in data):
            raise fault("empty-condition")
        return data


class BranchDoc(Document):
    """Where to go, and when."""

    noun: ClassVar[str] = "branch"
    example: ClassVar[str] = "{when: {flag: saw_hatch}, go: rest}"

    when: ConditionDoc | None = None
    aside: Name | None = None
    go: Name


class ChoiceDoc(Document):
    """One of two or three ways on, shown as a button."""

    noun: ClassVar[str] = "choice"
    example: ClassVar[str] = '{id: on, text: {uk: "…", en: "…"}, go: rest}'

    id: Name
    text: Words
    when: ConditionDoc | None = None
    aside: Name | None = None
    go: Name


def _ways(value: Any) -> Any:
    """Let a beat's name stand for a list of one way on."""
    if isinstance(value, list):
        if not value:
            raise fault("empty-list", key="then")
        return [{"go": item} if isinstance(item, str) else item for item in value]
    return [{"go": value} if isinstance(value, str) else value]


def _two_or_three(value: Any) -> Any:
    if not isinstance(value, list):
        raise wrong_type("list", value, "[{id: …, text: …, go: …}, {id: …, text: …, go: …}]")
    if len(value) not in (2, 3):
        more = len(value) - 2
        raise fault("choice-count", count=len(value), more=more if more > 0 else "")
    return value


SILENCE = "none"
"""the ambience that is none"""


def _named_sound(value: Any) -> Any:
    return {"sound": value} if isinstance(value, str) else value


def _named_flags(value: Any) -> Any:
    """Insist on flags with values, and write out what the name of one was meant for."""
    names = value if isinstance(value, list) else [value]
    if isinstance(value, dict) or not all(isinstance(name, str) for name in names):
        return value
    pairs = ", ".join(f"{name}: true" for name in names if name.strip())
    raise wrong_type("mapping", value, f"{{{pairs or 'saw_hatch: true'}}}")


class BeatDoc(Document):
    """One step of the story."""

    noun: ClassVar[str] = "beat"

    id: Name
    begin: TriggerDoc | None = None
    once: Flag = False
    say: Annotated[list[LineDoc], BeforeValidator(as_list)] = Field(default_factory=list)
    cue: Annotated[list[CueDoc], BeforeValidator(as_list)] = Field(default_factory=list)
    ambience: Annotated[AmbienceDoc, BeforeValidator(_named_sound)] | None = None
    light: Annotated[str, PlainValidator(one_of("light", *LIGHTS))] | None = None
    set: Annotated[dict[Name, Flag], BeforeValidator(_named_flags)] = Field(default_factory=dict)
    hint: HintDoc | None = None
    choice: Annotated[list[ChoiceDoc], BeforeValidator(_two_or_three)] | None = None
    until: TriggerDoc | None = None
    rest: Duration | None = None
    then: Annotated[list[BranchDoc], BeforeValidator(_ways)] | None = None
