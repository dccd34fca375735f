"""Reading what lies beside a scene and may be missing."""

from pathlib import Path
from typing import TypeVar

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.content import shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml import Sheet, read_sheet

D = TypeVar("D", bound=Document)


def read_beside(
    path: Path, root: Path | None, model: type[D], findings: Findings
) -> tuple[D | None, Sheet | None]:
    """Read the YAML at ``path`` as ``model``; None with every reason in ``findings``. Raises nothing."""
    shown = shown_path(path, root)
    sheet = read_sheet(path, shown, findings)
    if sheet is not None and not isinstance(sheet.data, dict):
        findings.add("not-a-mapping", Place(shown), what=f"@{model.noun}")
        return None, None
    return (take(model, sheet, (), findings) if sheet is not None else None), sheet
