"""voices.yaml: how the lines in a folder were spoken."""

from typing import Annotated, ClassVar

from pydantic import PlainValidator

from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.scene import Format
from prisonersvoice_ar.documents.models.units import Day, Flag, Name, Text, number, one_of

SPOKEN_BY = ("synthetic", "recorded")
"""by a machine, by a person"""

Gains = dict[Name, Annotated[float, PlainValidator(number(-60.0, 60.0))]]


class SpokenDoc(Document):
    """A line that was spoken: by whom, of which words, and which file came of it.

    Without ``state`` it is as the folder is, and ``text_hash`` is of more than the words: so it was written at first.
    """

    noun: ClassVar[str] = "spoken"

    state: Annotated[str, PlainValidator(one_of("spoken-by", *SPOKEN_BY))] | None = None
    scene: Name | None = None
    text_hash: Text | None = None
    file_hash: Text
    made_hash: Text | None = None
    """a machine's: of the words as it was given them, and how it spoke"""
    source: Text | None = None
    """a person's: the recording that it was made from"""
    on: Day | None = None


class VoicesDoc(Document):
    """``{lines: {fd-001: {state: recorded, text_hash: …, file_hash: …}}}``."""

    noun: ClassVar[str] = "voices"

    format: Format = 1
    synthetic: Flag
    """whether a machine speaks any line here; what is not entered under ``lines`` counts as spoken by whom this says"""
    made_with: Text | None = None
    voice: Text | None = None
    licence: Text | None = None
    note: Text | None = None
    gain_db: Gains | None = None
    recorded_gain_db: Gains | None = None
    lines: dict[Name, SpokenDoc] | None = None
