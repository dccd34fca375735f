"""Loading markers.yaml: what can be tracked."""

from collections.abc import Mapping
from math import radians
from pathlib import Path
from typing import Literal, cast

import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Rectangle, Target
from prisonersvoice_ar.documents.content import Loaded, shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.markers import DICTIONARIES, MarkersDoc, OpeningDoc, TargetDoc
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml import Loc, Sheet, read_sheet

_TOUCH_M = 1e-9  # rounding: squares that touch, or lie at the very edge, are right


def load_targets(path: Path, root: Path | None = None) -> Loaded[Mapping[str, Target]]:
    """Load markers.yaml, or the folder that holds it; metres in the result. Raises nothing."""
    file = path / "markers.yaml" if path.suffix.lower() not in {".yaml", ".yml"} else path
    findings = Findings()
    shown = shown_path(file, root)
    sheet = read_sheet(file, shown, findings)
    targets: dict[str, Target] = {}
    if sheet is not None and not isinstance(sheet.data, dict):
        findings.add("not-a-mapping", Place(shown), what="@markers")
    elif sheet is not None:
        take(MarkersDoc, sheet, (), findings)
        targets = _targets(sheet, findings)
    return Loaded(None if findings.failed else targets, findings.sorted(), findings.texts)


def _targets(sheet: Sheet, findings: Findings) -> dict[str, Target]:
    raw = sheet.data.get("targets")
    targets: dict[str, Target] = {}
    ids = _Ids(sheet, findings)
    for name in raw if isinstance(raw, dict) else ():
        loc = ("targets", name)
        doc = take(TargetDoc, sheet, loc, findings)
        if doc is not None:
            ids.check(name, doc, loc)
            targets[name] = _target(name, doc)
            _check_paper(targets[name], doc, loc, sheet, findings)
    return targets


class _Ids:
    """Each id belongs to one target: a tracker tells targets apart by nothing else."""

    def __init__(self, sheet: Sheet, findings: Findings) -> None:
        self.sheet, self.findings = sheet, findings
        self.owners: dict[tuple[str, int], str] = {}

    def check(self, name: str, doc: TargetDoc, loc: Loc) -> None:
        add, most = self.findings.add, DICTIONARIES[doc.dictionary] - 1
        if not doc.markers:
            add("empty-list", self.sheet.place((*loc, "markers")), key="markers")
        for index, marker in enumerate(doc.markers):
            place = self.sheet.place((*loc, "markers", index, "id"))
            if marker.id > most:
                add("id-not-in-dictionary", place, id=marker.id, dictionary=doc.dictionary, most=most)
            owner = self.owners.setdefault((doc.dictionary, marker.id), name)
            if owner != name or any(other.id == marker.id for other in doc.markers[:index]):
                add("marker-twice", place, id=marker.id, target=owner)
        if doc.kind == "marker" and len(doc.markers) > 1:
            add("one-marker", self.sheet.place((*loc, "markers", 1)), name=name)


def _target(name: str, doc: TargetDoc) -> Target:
    markers = tuple(
        MarkerPlace(m.id, m.size_mm / 1000, (m.at_mm[0] / 1000, m.at_mm[1] / 1000), radians(m.turn_deg))
        for m in doc.markers
    )
    paper = Rectangle((0.0, 0.0), (doc.size_mm[0] / 1000, doc.size_mm[1] / 1000))
    if doc.kind == "marker" and markers:
        paper = Rectangle(markers[0].center_m, (markers[0].size_m, markers[0].size_m))
    opening = _rectangle(doc.opening_mm) if doc.opening_mm else None
    kind = cast("Literal['marker', 'board']", doc.kind)
    return Target(name, kind, doc.dictionary, markers, paper, doc.hangs, opening)


def _rectangle(doc: OpeningDoc) -> Rectangle:
    return Rectangle((doc.at[0] / 1000, doc.at[1] / 1000), (doc.size[0] / 1000, doc.size[1] / 1000))


def _check_paper(target: Target, doc: TargetDoc, loc: Loc, sheet: Sheet, findings: Findings) -> None:
    half_w, half_h = doc.size_mm[0] / 2000, doc.size_mm[1] / 2000
    size = f"{doc.size_mm[0]:g} × {doc.size_mm[1]:g} mm"
    for index, marker in enumerate(target.markers):
        here = (*loc, "markers", index)
        if _leaves(marker.corners, half_w, half_h):
            findings.add("marker-off-paper", sheet.place((*here, "at_mm")), id=marker.id, size=size)
        for other in target.markers[:index]:
            if _overlap(marker, other):
                findings.add("markers-overlap", sheet.place((*here, "at_mm")), id=marker.id, other=other.id)
    if target.opening is not None and _leaves(target.opening.corners, half_w, half_h):
        findings.add("opening-off-paper", sheet.place((*loc, "opening_mm")), size=size)


def _leaves(corners: Array, half_w: float, half_h: float) -> bool:
    """Whether any of (N, 3) ``corners`` lies off a sheet of paper, metres."""
    return bool((np.abs(corners[:, :2]) > np.array([half_w, half_h]) + _TOUCH_M).any())


def _overlap(one: MarkerPlace, other: MarkerPlace) -> bool:
    """Whether two squares share any area: no edge direction of either separates them."""
    a, b = one.corners[:, :2], other.corners[:, :2]
    for square in (a, b):
        for edge in (square[1] - square[0], square[2] - square[1]):
            axis = edge / np.linalg.norm(edge)
            pa, pb = a @ axis, b @ axis
            if pa.max() <= pb.min() + _TOUCH_M or pb.max() <= pa.min() + _TOUCH_M:
                return False
    return True
