"""Loading a camera's intrinsics."""

from pathlib import Path
from typing import cast

from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.geometry.intrinsics import Intrinsics, LensModel
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.content import Loaded, shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.lens import LensDoc
from prisonersvoice_ar.documents.rendering import render
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml import Sheet, read_sheet


def load_intrinsics(path: Path, lang: str = "en") -> Intrinsics:
    """Load YAML ``width, height, fx, fy, cx, cy, model, distortion`` (pixels).

    Raises ContentError with every problem rendered in ``lang``.
    """
    loaded = read_lens(path)
    if loaded.value is None:
        raise ContentError(render(loaded.problems, lang, loaded.texts.get))
    return loaded.value


def read_lens(path: Path) -> Loaded[Intrinsics]:
    """Like ``load_intrinsics`` but gives the problems back. Raises nothing."""
    findings = Findings()
    shown = shown_path(path)
    sheet = read_sheet(path, shown, findings)
    lens = None
    if sheet is not None and not isinstance(sheet.data, dict):
        findings.add("not-a-mapping", Place(shown), what="@lens")
    elif sheet is not None:
        doc = take(LensDoc, sheet, (), findings)
        lens = _intrinsics(doc, sheet, findings) if doc else None
    return Loaded(None if findings.failed else lens, findings.sorted(), findings.texts)


def _intrinsics(doc: LensDoc, sheet: Sheet, findings: Findings) -> Intrinsics | None:
    if not (0 <= doc.cx < doc.width and 0 <= doc.cy < doc.height):
        key = "cy" if 0 <= doc.cx < doc.width else "cx"
        size = f"{doc.width} × {doc.height}"
        findings.add("centre-off-picture", sheet.place((key,)), key=key, size=size)
    try:
        return Intrinsics(
            doc.width,
            doc.height,
            doc.fx,
            doc.fy,
            doc.cx,
            doc.cy,
            cast("LensModel", doc.model),
            doc.distortion,
        )
    except ValueError as error:
        findings.add("bad-lens", sheet.place(("distortion",), key=True), why=error)
        return None
