"""voices.yaml beside recorded lines: who spoke them, a person or a machine, and of which words.

A machine's voice must never pass for a person's, so what is not known is said to be a machine's wherever machines
speak: in a folder whose voices.yaml says ``synthetic: true``, a file is a person's only where its line's entry says
``state: recorded`` and has the file's own hash (``voice --import`` writes that). A recording laid over a placeholder
by hand, a placeholder that was written anew by another tool, a file that is not entered: all count as a machine's.
A folder with ``synthetic: false``, or without a voices.yaml, is people's.

An entry without ``state`` is older than states and is as the folder is: a machine's where that is synthetic, else a
person's. No ``lines`` at all: every file is as the folder is.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prisonersvoice_ar.core.script.texts import text_hash
from prisonersvoice_ar.documents.content import shown_path
from prisonersvoice_ar.documents.disk import is_there
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.voices import SpokenDoc, VoicesDoc
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml import read_sheet

MANIFEST = "voices.yaml"
_HASH_DIGITS = 12


@dataclass(frozen=True)
class Manifest:
    """What is known of the voices in a folder; without a manifest they are a person's."""

    synthetic: bool = False
    lines: Mapping[str, SpokenDoc] | None = None
    """line id to what is known of it; a file that is not known is as ``synthetic`` says"""

    def spoken(self, line: str, path: Path) -> "Spoken":
        """Return who speaks ``line`` in ``path``; a file that is not the one that is entered is as the folder is."""
        known = (self.lines or {}).get(line)
        if known is None or known.state is None or known.file_hash != file_hash(path):
            return Spoken(self.synthetic)  # without a state the hash is of more than the words
        return Spoken(known.state == "synthetic", known.text_hash)


@dataclass(frozen=True)
class Spoken:
    """Who speaks a line, and of which words."""

    by_machine: bool
    words: str | None = None
    """their hash (script.texts); None: not known"""

    def is_stale(self, text: str) -> bool:
        """Whether other words were spoken than ``text``; False where that is not known."""
        return self.words is not None and self.words != text_hash(text)


def read_manifest(folder: Path, root: Path, findings: Findings) -> Manifest:
    """Read ``folder``/voices.yaml; where it is wrong the voices count as a machine's, which claims the least."""
    if not is_there(folder / MANIFEST):
        return Manifest()
    voices = read_voices(folder / MANIFEST, root, findings)
    return Manifest(synthetic=True) if voices is None else Manifest(voices.synthetic, voices.lines)


def read_voices(path: Path, root: Path, findings: Findings) -> VoicesDoc | None:
    """Read a voices.yaml that is there; None with every reason in ``findings``."""
    sheet = read_sheet(path, shown_path(path, root), findings)
    if sheet is None:
        return None
    if not isinstance(sheet.data, dict):
        findings.add("not-a-mapping", sheet.place(()), what="@voices")
        return None
    return take(VoicesDoc, sheet, (), findings)


def file_hash(path: Path) -> str:
    """Return the first digits of a file's SHA-256; "" where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:_HASH_DIGITS]
    except OSError:
        return ""
