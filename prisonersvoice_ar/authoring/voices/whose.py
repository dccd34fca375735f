"""Whose voice lies in a folder for a line: by voices.yaml, and by what is heard where it says nothing of the file."""

from enum import Enum, auto
from pathlib import Path

from prisonersvoice_ar.authoring.voices.manifest import Voices, files_of
from prisonersvoice_ar.authoring.voices.mark import is_marked
from prisonersvoice_ar.authoring.voices.reading import read_recording
from prisonersvoice_ar.core.errors import ContentError, MachineError
from prisonersvoice_ar.documents.lower.manifest import file_hash


class Whose(Enum):
    """Who speaks a line."""

    NOBODY = auto()
    MACHINE = auto()
    UNSAID = auto()
    """a machine, by the two tones before it; voices.yaml does not know the file"""
    UNKNOWN = auto()
    """perhaps a person: laid by hand into a folder of placeholders, or beside one"""
    PERSON = auto()


def whose(folder: Path, voices: Voices, line: str) -> Whose:
    """Say who speaks ``line`` in a language's ``folder``. A file is decoded only where voices.yaml does not know it."""
    there = files_of(folder, line)
    if not there:
        return Whose.NOBODY
    known = voices.lines.get(line)
    is_known = known is not None and known.file_hash == file_hash(there[0])
    if known is not None and is_known and not known.by_machine:
        return Whose.PERSON
    strange = strangers(folder, voices, line)
    if strange:
        laid_by_hand = voices.synthetic or is_known or strange[0] != there[0]
        return Whose.UNKNOWN if laid_by_hand else Whose.PERSON
    return Whose.MACHINE if is_known else Whose.UNSAID


def strangers(folder: Path, voices: Voices, line: str) -> list[Path]:
    """Give the files of ``line`` that voices.yaml does not know and that no machine's tones stand before."""
    known = voices.lines.get(line)
    hashed = known.file_hash if known else ""
    return [path for path in files_of(folder, line) if file_hash(path) != hashed and not has_tones(path)]


def has_tones(path: Path) -> bool:
    """Whether the two tones of a placeholder stand before it; False where it cannot be decoded (also: no PyAV)."""
    try:
        return is_marked(read_recording(path).sound)
    except (ContentError, MachineError):
        return False
