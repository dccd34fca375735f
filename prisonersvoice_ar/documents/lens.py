"""Loading a camera's intrinsics, and writing them."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from prisonersvoice_ar.core.calibration.served import StoredLens
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.geometry.intrinsics import Intrinsics, LensModel
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.content import Loaded, shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.lens import LensDoc
from prisonersvoice_ar.documents.rendering import render
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml import Sheet, read_sheet
from prisonersvoice_ar.documents.yaml.decoding import quoted


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
    loaded = read_stored_lens(path)
    return Loaded(loaded.value.lens if loaded.value else None, loaded.problems, loaded.texts)


def read_stored_lens(path: Path) -> Loaded[StoredLens]:
    """A lens with what `calibrate` has written about it. Raises nothing."""
    findings = Findings()
    shown = shown_path(path)
    sheet = read_sheet(path, shown, findings)
    stored = None
    if sheet is not None and not isinstance(sheet.data, dict):
        findings.add("not-a-mapping", Place(shown), what="@lens")
    elif sheet is not None:
        doc = take(LensDoc, sheet, (), findings)
        lens = _intrinsics(doc, sheet, findings) if doc else None
        stored = _stored(doc, lens, path) if doc and lens else None
    return Loaded(None if findings.failed else stored, findings.sorted(), findings.texts)


def lens_text(stored: StoredLens) -> str:
    """``stored`` as YAML that `read_stored_lens` and ``--camera-matrix`` read."""
    lens = stored.lens
    rows: list[tuple[str, object]] = [
        ("width", lens.width),
        ("height", lens.height),
        *((name, round(float(getattr(lens, name)), 4)) for name in ("fx", "fy", "cx", "cy")),
        ("model", lens.model),
        ("distortion", _listed(lens.distortion, 10)),
        ("rms_px", None if stored.rms_px is None else round(stored.rms_px, 4)),
        ("held_out_px", None if stored.held_out_px is None else round(stored.held_out_px, 4)),
        ("sigma_px", None if stored.sigma_px is None else _listed(stored.sigma_px, 4)),
        ("views", stored.views),
        ("calibrated", stored.calibrated or None),
        ("camera", quoted(stored.camera) if stored.camera else None),
        ("camera_name", quoted(stored.camera_name) if stored.camera_name else None),
    ]
    return "".join(f"{key}: {value}\n" for key, value in rows if value is not None)


def _listed(values: Sequence[float], digits: int) -> str:
    return f"[{', '.join(f'{value:.{digits}f}' for value in values)}]"


def _stored(doc: LensDoc, lens: Intrinsics, path: Path) -> StoredLens:
    return StoredLens(
        lens,
        camera=doc.camera or "",
        camera_name=doc.camera_name or "",
        rms_px=doc.rms_px,
        views=doc.views,
        calibrated=doc.calibrated.isoformat() if doc.calibrated else "",
        sigma_px=cast("tuple[float, float, float, float] | None", doc.sigma_px),
        held_out_px=doc.held_out_px,
        file=str(path),
    )


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
