"""Loading a file of scenes/_shared by itself: who mends it is told of its mistakes without naming a scene."""

from pathlib import Path

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.content import Content, Loaded, shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.names import gather
from prisonersvoice_ar.documents.lower.spots import SHARED, spread
from prisonersvoice_ar.documents.models.beat import BeatDoc
from prisonersvoice_ar.documents.models.shared import SharedDoc
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml import Sheet, read_sheet


def is_shared(path: Path) -> bool:
    """Whether ``path`` is one of those files by its name and its folder's."""
    return path.suffix.lower() in {".yaml", ".yml"} and path.absolute().parent.name == SHARED


def load_shared(path: Path, content: Content) -> Loaded[tuple[str, ...]]:
    """Return the ids of the beats that scenes get from the file at ``path``. Raises nothing.

    What they refer to outside (objects, other beats) is each scene's, and only found with it.
    """
    findings = Findings()
    shown = shown_path(path, content.root)
    sheet = read_sheet(path, shown, findings)
    names: tuple[str, ...] = ()
    if sheet is not None and not isinstance(sheet.data, dict):
        findings.add("not-a-mapping", Place(shown), what="@shared")
    elif sheet is not None:
        names = _beats(sheet, path.parent, content, findings)
    return Loaded(None if findings.failed else names, findings.sorted(), findings.texts)


def _beats(sheet: Sheet, folder: Path, content: Content, findings: Findings) -> tuple[str, ...]:
    take(SharedDoc, sheet, (), findings)
    told = spread(sheet, folder, content, findings)
    docs = [take(BeatDoc, spot.sheet, spot.loc, findings) for spot in told.spots]
    gather(sheet, told, findings, unread=frozenset())
    return tuple(doc.id for doc in docs if doc is not None)
