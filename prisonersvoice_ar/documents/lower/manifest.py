"""voices.yaml beside recorded lines: who spoke them, a person or a machine, and of which words."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prisonersvoice_ar.core.script.texts import text_hash
from prisonersvoice_ar.documents.content import shown_path
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
    """line id to what is known of it; None: every file is as ``synthetic`` says"""

    def is_synthetic(self, line: str, path: Path) -> bool:
        """Whether a machine speaks ``line`` in ``path``: an actor's recording laid over it is another file."""
        if self.lines is None:
            return self.synthetic
        known = self._known(line, path)
        return self._by_machine(known) if known else False

    def is_stale(self, line: str, path: Path, text: str) -> bool:
        """Whether ``path`` was spoken of another text than ``text``; False where that is not known."""
        known = self._known(line, path) if self.lines is not None else None
        if known is None or known.state is None or known.text_hash is None:
            return False
        return known.text_hash != text_hash(text)

    def _known(self, line: str, path: Path) -> SpokenDoc | None:
        """Return what is written of the very file that lies there; None for another that took its place."""
        known = (self.lines or {}).get(line)
        return known if known is not None and known.file_hash == file_hash(path) else None

    def _by_machine(self, known: SpokenDoc) -> bool:
        return self.synthetic if known.state is None else known.state == "synthetic"


def read_manifest(folder: Path, root: Path, findings: Findings) -> Manifest:
    """Read ``folder``/voices.yaml; where it is wrong the voices count as a machine's, which claims the least."""
    if not (folder / MANIFEST).exists():
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
