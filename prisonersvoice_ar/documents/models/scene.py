"""A scene's head: everything but its beats, which are read one by one."""

from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, PlainValidator

from prisonersvoice_ar.core.script.model import BUILT_MODES, Mode
from prisonersvoice_ar.core.story.lights import LIGHTS
from prisonersvoice_ar.documents.advice import listed
from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.faults import fault
from prisonersvoice_ar.documents.models.units import (
    Day,
    Flag,
    Language,
    Name,
    Scale,
    Text,
    Theme,
    WebAddress,
    Words,
    as_list,
    metres,
    number,
    of_length,
    one_of,
    only_list,
    whole,
)

KINDS = ("composite", "first-person", "archive")
BUILT_CELLS = ("punishment-cell",)
"""those that the stage can build"""
CELLS = (*BUILT_CELLS, "remand-cell", "holding-cell", "transfer-compartment", "court-box")
"""those that a scene may name: a draft may be written before its cell is built"""

_built_mode = one_of("mode", *BUILT_MODES)


def mode(value: Any) -> str:
    """A mode that the stage can show; one that is only promised would stop the program at the door."""
    if value in get_args(Mode) and value not in BUILT_MODES:
        raise fault("mode-not-built", name=value, names=listed(BUILT_MODES))
    return _built_mode(value)


ModeName = Annotated[str, PlainValidator(mode)]


def format_one(value: Any) -> int:
    """Insist on format 1."""
    if isinstance(value, bool) or value != 1:
        raise fault("bad-format", value=value)
    return 1


def some_beats(value: Any) -> Any:
    """A list of beats that has one."""
    if value == []:
        raise fault("empty-list", key="beats")
    return only_list(value)


Format = Annotated[Literal[1], PlainValidator(format_one)]
Size = Annotated[
    list[Annotated[float, PlainValidator(metres(0.5, 20.0))]],
    of_length(3, "three", "[2.0, 3.0, 2.5]", "order-size"),
]
Point = Annotated[
    list[Annotated[float, PlainValidator(metres(-20.0, 20.0))]],
    of_length(3, "three", "[0.0, -1.5, 1.0]", "order-point"),
]


class SourceDoc(Document):
    """What a factual line leans on."""

    noun: ClassVar[str] = "source"
    example: ClassVar[str] = '{title: "…", publisher: "…", year: 2021}'

    title: Text
    publisher: Text
    year: Annotated[int, PlainValidator(whole(1900, 2100))] | None = None
    where: Text | None = None
    url: WebAddress | None = None


class ReviewDoc(Document):
    """Who has read the scene."""

    noun: ClassVar[str] = "review"
    example: ClassVar[str] = "reviews: [{role: psychologist, on: 2026-11-01}]"

    role: Name
    on: Day


class ConsentDoc(Document):
    """What a person agreed to, and how they take it back."""

    noun: ClassVar[str] = "consent"

    scope: Text
    date: Day
    languages: Annotated[list[Name], BeforeValidator(only_list)]
    withdraw: Text


class TestimonyDoc(Document):
    """Whose words these are, and what they lean on."""

    noun: ClassVar[str] = "testimony"
    example: ClassVar[str] = '{kind: composite, sources: {report: {title: "…", publisher: "…"}}}'

    kind: Annotated[str, PlainValidator(one_of("kind", *KINDS))]
    sources: dict[Name, SourceDoc] = Field(default_factory=dict)
    consent: ConsentDoc | None = None
    reviews: Annotated[list[ReviewDoc], BeforeValidator(only_list)] = Field(default_factory=list)


class NoticeDoc(Document):
    """What is shown before anything starts."""

    noun: ClassVar[str] = "notice"
    example: ClassVar[str] = "{themes: [confinement], age: 14, minutes: 3}"

    themes: Annotated[list[Theme], BeforeValidator(as_list)]
    age: Annotated[int, PlainValidator(whole(0, 21))]
    minutes: Annotated[float, PlainValidator(number(0.5, 30.0))]


class LightDoc(Document):
    """The cell's main light."""

    noun: ClassVar[str] = "light"
    example: ClassVar[str] = "{kind: bulb, kelvin: 2700}"

    kind: Annotated[str, PlainValidator(one_of("light", *LIGHTS))] = "bulb"
    kelvin: Annotated[float, PlainValidator(number(1500.0, 12000.0))] = 2700.0
    always_on: Flag = True


class ObjectDoc(Document):
    """Something that can be looked at or sound."""

    noun: ClassVar[str] = "object"
    example: ClassVar[str] = "{id: door, at_m: [0.0, -1.5, 1.0]}"

    id: Name
    at_m: Point


class PlaceDoc(Document):
    """The cell."""

    noun: ClassVar[str] = "place"

    cell: Annotated[str, PlainValidator(one_of("cell", *CELLS))]
    size_m: Size
    light: LightDoc | None = None
    objects: Annotated[list[ObjectDoc], BeforeValidator(only_list)] = Field(default_factory=list)


class SeeDoc(Document):
    """How the cell is seen, and how else where that cannot be."""

    noun: ClassVar[str] = "see"
    example: ClassVar[str] = "{mode: diorama, target: card-1, else: [seated]}"

    mode: ModeName
    target: Name | None = None
    fallbacks: Annotated[list[ModeName], BeforeValidator(as_list)] = Field(default_factory=list, alias="else")
    targets: dict[ModeName, Name] = Field(default_factory=dict)
    scale: Scale = 0.05


class LanguagesDoc(Document):
    """Which of a scene's languages leads."""

    noun: ClassVar[str] = "languages"
    example: ClassVar[str] = "languages: {written: uk, fallback: en}"

    written: Language | None = None
    fallback: Language | None = None


class SceneDoc(Document):
    """One testimony; ``beats`` are read one by one afterwards."""

    noun: ClassVar[str] = "scene"

    format: Format
    id: Name
    draft: Flag = False
    title: Words
    summary: Words
    languages: LanguagesDoc | None = None
    pronounce: dict[Language, dict[Text, Text]] = Field(default_factory=dict)
    testimony: TestimonyDoc
    notice: NoticeDoc
    place: PlaceDoc
    see: SeeDoc
    beats: Annotated[list[Any], BeforeValidator(some_beats)]
