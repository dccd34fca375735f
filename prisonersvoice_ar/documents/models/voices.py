"""voices.yaml: how the lines in a folder were spoken."""

from typing import Annotated, ClassVar

from pydantic import PlainValidator

from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.scene import Format
from prisonersvoice_ar.documents.models.units import Flag, Name, Text, number


class SpokenDoc(Document):
    """A line that a machine spoke: of which words, and which file came of it."""

    noun: ClassVar[str] = "spoken"

    scene: Name | None = None
    text_hash: Text | None = None
    file_hash: Text


class VoicesDoc(Document):
    """``{synthetic: true, made_with: …, lines: {fd-001: {file_hash: …}}}``."""

    noun: ClassVar[str] = "voices"

    format: Format = 1
    synthetic: Flag
    made_with: Text | None = None
    voice: Text | None = None
    licence: Text | None = None
    note: Text | None = None
    gain_db: dict[Name, Annotated[float, PlainValidator(number(-60.0, 60.0))]] | None = None
    lines: dict[Name, SpokenDoc] | None = None
