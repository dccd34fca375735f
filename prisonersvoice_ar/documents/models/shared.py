"""A file in scenes/_shared: beats, and sources, that several scenes include."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.scene import Format, SourceDoc, some_beats
from prisonersvoice_ar.documents.models.units import Name


class IncludeDoc(Document):
    """``{include: lamp}``: the beats of scenes/_shared/lamp.yaml stand here."""

    noun: ClassVar[str] = "include"
    example: ClassVar[str] = "include: lamp"

    include: Name


class SharedDoc(Document):
    """What scenes include; its ``beats`` are read one by one afterwards."""

    noun: ClassVar[str] = "shared"

    format: Format
    sources: dict[Name, SourceDoc] = Field(default_factory=dict)
    beats: Annotated[list[Any], BeforeValidator(some_beats)]
