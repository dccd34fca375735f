"""voices.yaml: how the lines in a folder were spoken."""

from typing import ClassVar

from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.scene import Format
from prisonersvoice_ar.documents.models.units import Flag, Text


class VoicesDoc(Document):
    """``{synthetic: true, made_with: espeak-ng 1.51}``."""

    noun: ClassVar[str] = "voices"

    format: Format = 1
    synthetic: Flag
    made_with: Text | None = None
    voice: Text | None = None
    licence: Text | None = None
    note: Text | None = None
    gain_db: dict[str, float] | None = None
    """scene to the gain that its lines got; kept by the voice tool"""
    lines: dict[str, dict[str, str]] | None = None
    """line to what the voice tool spoke: scene, text_hash, file_hash"""
