"""voices.yaml beside recorded lines: who spoke them, a person or a machine."""

from pathlib import Path

from prisonersvoice_ar.documents.content import shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.voices import VoicesDoc
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml import read_sheet


def synthetic_voices(folder: Path, root: Path, findings: Findings) -> bool:
    """Return whether the voices in ``folder`` are a machine's; without a manifest they are taken for a person's."""
    path = folder / "voices.yaml"
    if not path.exists():
        return False
    sheet = read_sheet(path, shown_path(path, root), findings, {})
    voices = take(VoicesDoc, sheet, (), findings) if sheet else None
    return voices.synthetic if voices else True
