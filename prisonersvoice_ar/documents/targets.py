"""Loading markers.yaml: what can be tracked."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, cast

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.core.tracking.target import Rectangle, Target
from prisonersvoice_ar.documents.content import Loaded, shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.markers import (
    DICTIONARIES,
    CubeDoc,
    ImageDoc,
    MarkersDoc,
    OpeningDoc,
    SidedDoc,
    TargetDoc,
    doc_for,
)
from prisonersvoice_ar.documents.pictured import Pictures
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.sides import Side, check_sides, leaves, outline_of, sides_of
from prisonersvoice_ar.documents.yaml import Loc, Sheet, read_sheet

_STAMP_MM = 40.0
"""a sheet whose longer side is shorter was most likely measured in centimetres"""


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
        targets = _Reading(file.parent, sheet, findings).targets()
    return Loaded(None if findings.failed else targets, findings.sorted(), findings.texts)


class _Reading:
    """One markers.yaml while it is read."""

    def __init__(self, folder: Path, sheet: Sheet, findings: Findings) -> None:
        self.sheet, self.findings = sheet, findings
        self.ids = _Ids(sheet, findings)
        self.pictures = Pictures(folder, sheet, findings)

    def targets(self) -> dict[str, Target]:
        raw = self.sheet.data.get("targets")
        targets: dict[str, Target] = {}
        for name in raw if isinstance(raw, dict) else ():
            loc: Loc = ("targets", name)
            doc = take(doc_for(raw[name]), self.sheet, loc, self.findings)
            target = None
            if isinstance(doc, ImageDoc):
                target = self._image(name, doc, loc)
            elif doc is not None:
                target = self._tagged(name, doc, loc)
            if target is not None:
                targets[name] = target
        return targets

    def _image(self, name: str, doc: ImageDoc, loc: Loc) -> Target | None:
        if doc.kind != "image":
            self.findings.add("image-kind", self.sheet.place((*loc, "kind")), kind=doc.kind)
        picture = self.pictures.take(name, doc, loc)
        self._check_opening(doc, loc)
        self._check_stamp(doc.size_mm, (*loc, "size_mm"))
        if picture is None:
            return None
        paper = Rectangle((0.0, 0.0), picture.size_m)
        return Target(name, "image", "", (), paper, doc.hangs, _opening(doc), picture)

    def _tagged(self, name: str, doc: TargetDoc | CubeDoc | SidedDoc, loc: Loc) -> Target | None:
        sides = sides_of(doc, loc, self.sheet, self.findings)
        self.ids.check(name, doc, sides, loc)
        check_sides(sides, self.sheet, self.findings)
        markers = tuple(marker for side in sides for marker, _ in side.markers)
        if not markers:
            return None
        if isinstance(doc, SidedDoc | CubeDoc):
            hangs = doc.hangs if isinstance(doc, SidedDoc) else False
            top = isinstance(doc, CubeDoc)
            edge = doc.edge_mm / 1000 if isinstance(doc, CubeDoc) else 0.0
            outline = Rectangle((0.0, 0.0), (edge, edge)) if top else outline_of(sides)
            return Target(name, "board", doc.dictionary, markers, outline, hangs)
        self._check_opening(doc, loc)
        outline = Rectangle((0.0, 0.0), (doc.size_mm[0] / 1000, doc.size_mm[1] / 1000))
        if doc.kind == "marker":
            outline = Rectangle(markers[0].center_m, (markers[0].size_m, markers[0].size_m))
        else:
            self._check_stamp(doc.size_mm, (*loc, "size_mm"))
        kind = cast("Literal['marker', 'board']", doc.kind)
        return Target(name, kind, doc.dictionary, markers, outline, doc.hangs, _opening(doc))

    def _check_opening(self, doc: TargetDoc | ImageDoc, loc: Loc) -> None:
        opening = _opening(doc)
        size = doc.size_mm[0] / 1000, doc.size_mm[1] / 1000
        if opening is not None and leaves(opening.corners, size):
            said = f"{doc.size_mm[0]:g} × {doc.size_mm[1]:g} mm"
            self.findings.add("opening-off-paper", self.sheet.place((*loc, "opening_mm")), size=said)

    def _check_stamp(self, size_mm: list[float], loc: Loc) -> None:
        w, h = size_mm
        if max(w, h) < _STAMP_MM:
            self.findings.add(
                "stamp-size",
                self.sheet.place(loc),
                size=f"{w:g} × {h:g} mm",
                guess=f"[{10 * w:g}, {10 * h:g}]",
            )


class _Ids:
    """Each id belongs to one target: a tracker tells targets apart by nothing else."""

    def __init__(self, sheet: Sheet, findings: Findings) -> None:
        self.sheet, self.findings = sheet, findings
        self.owners: dict[tuple[str, int], str] = {}

    def check(
        self, name: str, doc: TargetDoc | CubeDoc | SidedDoc, sides: tuple[Side, ...], loc: Loc
    ) -> None:
        add, most = self.findings.add, DICTIONARIES[doc.dictionary] - 1
        self._check_empty(doc, sides, loc)
        family = re.sub(r"(DICT_[4-7]X[4-7])_\d+", r"\1", doc.dictionary)  # the smaller begin the larger ones
        own: set[int] = set()
        markers = [each for side in sides for each in side.markers]
        for marker, here in markers:
            place = self.sheet.place((*here, "id"))
            if marker.id > most:
                add("id-not-in-dictionary", place, id=marker.id, dictionary=doc.dictionary, most=most)
            owner = self.owners.setdefault((family, marker.id), name)
            if owner != name or marker.id in own:
                add("marker-twice", place, id=marker.id, target=owner)
            own.add(marker.id)
        if doc.kind == "marker" and len(markers) > 1:
            add("one-marker", self.sheet.place(markers[1][1]), name=name)
        elif doc.kind != "board" and not isinstance(doc, TargetDoc):
            add("one-marker", self.sheet.place((*loc, "kind")), name=name)

    def _check_empty(self, doc: TargetDoc | CubeDoc | SidedDoc, sides: tuple[Side, ...], loc: Loc) -> None:
        add, place = self.findings.add, self.sheet.place
        if isinstance(doc, CubeDoc):
            if not sides:
                add("empty-list", place((*loc, "faces")), key="faces")
            return
        if isinstance(doc, SidedDoc):
            if not doc.sides:
                add("empty-list", place((*loc, "sides")), key="sides")
            for index, side in enumerate(doc.sides):
                if not side.markers:
                    add("empty-list", place((*loc, "sides", index, "markers")), key="markers")
            return
        if not doc.markers:
            add("empty-list", place((*loc, "markers")), key="markers")


def _opening(doc: TargetDoc | ImageDoc) -> Rectangle | None:
    return _rectangle(doc.opening_mm) if doc.opening_mm else None


def _rectangle(doc: OpeningDoc) -> Rectangle:
    return Rectangle((doc.at[0] / 1000, doc.at[1] / 1000), (doc.size[0] / 1000, doc.size[1] / 1000))
