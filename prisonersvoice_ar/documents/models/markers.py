"""markers.yaml: where each tag sits on a card or a poster; millimetres and degrees."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, PlainValidator

from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.faults import fault, wrong_type
from prisonersvoice_ar.documents.models.scene import Format
from prisonersvoice_ar.documents.models.units import (
    Flag,
    Name,
    Text,
    Words,
    number,
    of_length,
    one_of,
    only_list,
    whole,
)

DICTIONARIES = {
    **{f"DICT_{bits}X{bits}_{count}": count for bits in (4, 5, 6, 7) for count in (50, 100, 250, 1000)},
    "DICT_ARUCO_ORIGINAL": 1024,
    "DICT_ARUCO_MIP_36h12": 250,
    "DICT_APRILTAG_16h5": 30,
    "DICT_APRILTAG_25h9": 35,
    "DICT_APRILTAG_36h10": 2320,
    "DICT_APRILTAG_36h11": 587,
}
"""OpenCV's predefined dictionaries and how many markers each holds"""

SMALLEST_MM, LARGEST_MM = 5.0, 3000.0
"""a tag under 5 mm is not seen by any camera; nothing over 3 m is printed"""


def millimetres(value: Any) -> float:
    """A size in millimetres; one that was meant in metres or centimetres is told."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong_type("millimetres", value)
    if not SMALLEST_MM <= value <= LARGEST_MM:
        raise fault("absurd-size", value=f"{value:g}")
    return float(value)


def _targets(value: Any) -> Any:
    if not isinstance(value, dict):
        raise wrong_type("targets", value)
    if not value:
        raise fault("empty-list", key="targets")
    return value


Millimetres = Annotated[float, PlainValidator(millimetres)]
Sizes = Annotated[list[Millimetres], of_length(2, "pair")]
Position = Annotated[
    list[Annotated[float, PlainValidator(number(-LARGEST_MM, LARGEST_MM))]], of_length(2, "pair")
]


class MarkerDoc(Document):
    """One tag; ``at_mm`` is its centre, ``size_mm`` the outer edge of its black square."""

    noun: ClassVar[str] = "marker"

    id: Annotated[int, PlainValidator(whole(0, 2319))]
    at_mm: Position = Field(default_factory=lambda: [0.0, 0.0])
    size_mm: Millimetres
    turn_deg: Annotated[float, PlainValidator(number(-360.0, 360.0))] = 0.0


class OpeningDoc(Document):
    """The rectangle that becomes an opening."""

    noun: ClassVar[str] = "opening"

    at: Position
    size: Sizes


class TargetDoc(Document):
    """A card, a poster or a bare marker."""

    noun: ClassVar[str] = "target"

    title: Words | None = None
    kind: Annotated[str, PlainValidator(one_of("target-kind", "board", "marker"))] = "board"
    dictionary: Annotated[str, PlainValidator(one_of("dictionary", *DICTIONARIES))]
    size_mm: Sizes
    hangs: Flag = False
    artwork: Text | None = None
    opening_mm: OpeningDoc | None = None
    markers: Annotated[list[MarkerDoc], BeforeValidator(only_list)]


class MarkersDoc(Document):
    """All targets; each is read on its own afterwards."""

    noun: ClassVar[str] = "markers"

    format: Format
    targets: Annotated[dict[Name, Any], BeforeValidator(_targets)]
