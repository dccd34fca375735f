"""voices.yaml beside recorded lines: who spoke them, a person or a machine."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prisonersvoice_ar.documents.content import shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.voices import VoicesDoc
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml import read_sheet

_HASH_DIGITS = 12


@dataclass(frozen=True)
class Manifest:
    """What is known of the voices in a folder; without a manifest they are a person's."""

    synthetic: bool = False
    made: Mapping[str, str] | None = None
    """line id to the hash of the file that the machine made; None: every file is the machine's"""

    def is_synthetic(self, line: str, path: Path) -> bool:
        """Whether a machine speaks ``line`` in ``path``: an actor's recording laid over it is another file."""
        if not self.synthetic or self.made is None:
            return self.synthetic
        return self.made.get(line) == _file_hash(path)


def read_manifest(folder: Path, root: Path, findings: Findings) -> Manifest:
    """Read ``folder``/voices.yaml; where it is wrong the voices count as a machine's, which claims the least."""
    path = folder / "voices.yaml"
    if not path.exists():
        return Manifest()
    sheet = read_sheet(path, shown_path(path, root), findings)
    voices = take(VoicesDoc, sheet, (), findings) if sheet and isinstance(sheet.data, dict) else None
    if sheet and not isinstance(sheet.data, dict):
        findings.add("not-a-mapping", sheet.place(()), what="@voices")
    if voices is None:
        return Manifest(synthetic=True)
    made = None if voices.lines is None else {name: line.file_hash for name, line in voices.lines.items()}
    return Manifest(voices.synthetic, made)


def _file_hash(path: Path) -> str:
    """The first digits of a file's SHA-256, as ``authoring.voice`` writes them."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:_HASH_DIGITS]
    except OSError:
        return ""
