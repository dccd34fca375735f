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
    as_list,
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
Offset = Annotated[float, PlainValidator(number(-LARGEST_MM, LARGEST_MM))]
Position = Annotated[list[Offset], of_length(2, "pair")]
Position3 = Annotated[list[Offset], of_length(3, "three")]
Direction = Annotated[list[Annotated[float, PlainValidator(number(-1000.0, 1000.0))]], of_length(3, "three")]


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


Markers = Annotated[list[MarkerDoc], BeforeValidator(only_list)]
FaceMarkers = Annotated[list[MarkerDoc], BeforeValidator(as_list)]
Kind = Annotated[str, PlainValidator(one_of("target-kind", "board", "image", "marker"))]
Dictionary = Annotated[str, PlainValidator(one_of("dictionary", *DICTIONARIES))]


class TargetDoc(Document):
    """A card, a poster or a bare marker: flat, with tags on it."""

    noun: ClassVar[str] = "target"

    title: Words | None = None
    kind: Kind = "board"
    dictionary: Dictionary
    size_mm: Sizes
    hangs: Flag = False
    artwork: Text | None = None
    opening_mm: OpeningDoc | None = None
    markers: Markers


class ImageDoc(Document):
    """A card or a poster that is known by its picture alone."""

    noun: ClassVar[str] = "image"

    title: Words | None = None
    kind: Kind
    picture: Text
    size_mm: Sizes
    hangs: Flag = False
    artwork: Text | None = None
    opening_mm: OpeningDoc | None = None


class FacesDoc(Document):
    """The tags on the six faces of a cube, each face as seen from before it.

    The cube stands on a table: "front" is towards who stands before it, and "top" is as a card lies. The
    bottom is seen when the cube is tilted over backwards.
    """

    noun: ClassVar[str] = "faces"

    front: FaceMarkers = Field(default_factory=list)
    right: FaceMarkers = Field(default_factory=list)
    back: FaceMarkers = Field(default_factory=list)
    left: FaceMarkers = Field(default_factory=list)
    top: FaceMarkers = Field(default_factory=list)
    bottom: FaceMarkers = Field(default_factory=list)


class CubeDoc(Document):
    """A cube with tags on its faces."""

    noun: ClassVar[str] = "cube"

    title: Words | None = None
    kind: Kind = "board"
    shape: Annotated[str, PlainValidator(one_of("shape", "cube"))]
    dictionary: Dictionary
    edge_mm: Millimetres
    artwork: Text | None = None
    faces: FacesDoc


class SideDoc(Document):
    """One flat side of a body: its middle, and where right and up on it point in the target's frame."""

    noun: ClassVar[str] = "side"

    at_mm: Position3
    right: Direction = Field(default_factory=lambda: [1.0, 0.0, 0.0])
    up: Direction = Field(default_factory=lambda: [0.0, 1.0, 0.0])
    size_mm: Sizes
    markers: Markers


class SidedDoc(Document):
    """A body of any shape with tags on several flat sides."""

    noun: ClassVar[str] = "sided"

    title: Words | None = None
    kind: Kind = "board"
    dictionary: Dictionary
    hangs: Flag = False
    artwork: Text | None = None
    sides: Annotated[list[SideDoc], BeforeValidator(only_list)]


AnyTargetDoc = TargetDoc | ImageDoc | CubeDoc | SidedDoc


def doc_for(raw: Any) -> type[AnyTargetDoc]:
    """What an author means by a target, from the keys that were written."""
    if not isinstance(raw, dict):
        return TargetDoc
    kind = raw.get("kind")
    if kind == "image" or ("picture" in raw and not raw.keys() & {"markers", "dictionary"}):
        return ImageDoc
    if raw.keys() & {"shape", "edge_mm", "faces"}:
        return CubeDoc
    return SidedDoc if "sides" in raw else TargetDoc


class MarkersDoc(Document):
    """All targets; each is read on its own afterwards."""

    noun: ClassVar[str] = "markers"

    format: Format
    targets: Annotated[dict[Name, Any], BeforeValidator(_targets)]
