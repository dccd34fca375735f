"""A whole scene from the author's document to the core's."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.core.script.testimony import Source
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.beat import BeatLowering, Desk, check_words
from prisonersvoice_ar.documents.lower.flow import check_flow
from prisonersvoice_ar.documents.lower.names import Names, gather
from prisonersvoice_ar.documents.lower.shelf import Shelf
from prisonersvoice_ar.documents.models.beat import BeatDoc
from prisonersvoice_ar.documents.models.scene import ObjectDoc, PlaceDoc, SceneDoc, SeeDoc, TestimonyDoc
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet

REST_S = 30.0
"""the quiet that a scene without one is given (scene-language.md)"""
_WITH_TARGET = ("diorama", "portal")
_WALL_M = 0.3
"""a hatch or a lamp may sit in the thickness of a wall"""

Targets = Mapping[str, Target]
Kind = Literal["composite", "first-person", "archive"]


def lower_scene(
    sheet: Sheet, folder: Path, content: Content, targets: Targets | None, findings: Findings
) -> model.Scene | None:
    """Return the scene of ``sheet``, or None with every reason in ``findings``.

    ``targets`` None: markers.yaml could not be read, so nothing is said of targets.
    """
    head = take(SceneDoc, sheet, (), findings)
    docs = _beat_docs(sheet, findings)
    names = gather(sheet, findings, head_whole=head is not None, beats_whole=_all_read(docs, sheet))
    shelf = Shelf(content, folder, sheet, findings)
    voices = _voices(docs, names, shelf)
    desk = Desk(sheet, names, shelf, findings, voices)
    beats = [BeatLowering(doc, loc, desk).lower() for loc, doc in docs]
    if head is not None:
        _check_head(head, sheet, names, findings)
        if targets is not None:
            _check_targets(head.see, sheet, targets, findings)
    if head is None or findings.failed:
        return None
    locs = {doc.id: loc for loc, doc in docs}
    by_name = {beat.id: beat for beat in beats}
    check_flow(by_name, beats[0].id, locs, sheet, findings)
    _check_sources(head, docs, sheet, findings)
    return None if findings.failed else _scene(head, by_name, names, folder)


def _beat_docs(sheet: Sheet, findings: Findings) -> list[tuple[Loc, BeatDoc]]:
    """Return the beats that are well formed, each with its place."""
    raw = sheet.data.get("beats") if isinstance(sheet.data, dict) else None
    if not isinstance(raw, list):
        return []
    locs: list[Loc] = [("beats", index) for index in range(len(raw))]
    taken = [(loc, take(BeatDoc, sheet, loc, findings)) for loc in locs]
    return [(loc, doc) for loc, doc in taken if doc is not None]


def _all_read(docs: list[tuple[Loc, BeatDoc]], sheet: Sheet) -> bool:
    raw = sheet.data.get("beats")
    return isinstance(raw, list) and len(docs) == len(raw)


def _voices(docs: list[tuple[Loc, BeatDoc]], names: Names, shelf: Shelf) -> dict[str, dict[str, model.Voice]]:
    lines = [(line.id, (*loc, "say", i, "id")) for loc, doc in docs for i, line in enumerate(doc.say)]
    return shelf.voices(lines, names.languages)


def _check_head(head: SceneDoc, sheet: Sheet, names: Names, findings: Findings) -> None:
    check_words(head.title, ("title",), names.languages, sheet, findings)
    check_words(head.summary, ("summary",), names.languages, sheet, findings)
    _check_testimony(head.testimony, sheet, findings)
    _check_place(head.place, sheet, findings)
    path = Path(sheet.file)
    if path.name == "scene.yaml" and path.parent.name and path.parent.name != head.id:
        findings.add("id-not-folder", sheet.place(("id",)), name=head.id, folder=path.parent.name)


def _check_testimony(testimony: TestimonyDoc, sheet: Sheet, findings: Findings) -> None:
    if testimony.kind == "first-person" and testimony.consent is None:
        findings.add("consent-missing", sheet.place(("testimony", "kind")))
    if testimony.kind == "composite" and not testimony.sources:
        findings.add("no-sources", sheet.place(("testimony", "kind")))


def _check_place(place: PlaceDoc, sheet: Sheet, findings: Findings) -> None:
    width, depth, height = _xyz(place.size_m)
    for index, item in enumerate(place.objects):
        if not _inside(item, width, depth, height):
            where = ("place", "objects", index, "at_m")
            findings.add(
                "outside-cell", sheet.place(where), name=item.id, size=f"{width:g} × {depth:g} × {height:g}"
            )


def _inside(item: ObjectDoc, width: float, depth: float, height: float) -> bool:
    x, y, z = _xyz(item.at_m)
    return (
        abs(x) <= width / 2 + _WALL_M and abs(y) <= depth / 2 + _WALL_M and -_WALL_M <= z <= height + _WALL_M
    )


def _check_targets(see: SeeDoc, sheet: Sheet, targets: Targets, findings: Findings) -> None:
    wanted: list[tuple[str, Loc]] = [(see.mode, ("see", "mode"))]
    wanted += [(mode, ("see", "else", index)) for index, mode in enumerate(see.fallbacks)]
    for mode, loc in wanted:
        if mode in _WITH_TARGET and mode not in _targets(see):
            findings.add("missing-target", sheet.place(loc), mode=mode, names=listed(targets))
    for mode, name in _targets(see).items():
        where = ("see", "targets", mode) if mode in see.targets else ("see", "target")
        target = targets.get(name)
        place = sheet.place(where)
        if target is None:
            findings.add(
                "unknown-target", place, name=name, guess=closest(name, targets), names=listed(targets)
            )
        elif mode == "portal" and target.opening is None:
            findings.add("target-no-opening", place, name=name)
        elif mode == "diorama" and target.hangs:
            findings.add("target-hangs", place, name=name)


def _targets(see: SeeDoc) -> dict[str, str]:
    return {**({see.mode: see.target} if see.target else {}), **see.targets}


def _check_sources(head: SceneDoc, docs: list[tuple[Loc, BeatDoc]], sheet: Sheet, findings: Findings) -> None:
    cited = {source for _, doc in docs for line in doc.say for source in line.cites}
    for source in head.testimony.sources:
        if source not in cited:
            findings.add(
                "unused-source", sheet.place(("testimony", "sources", source), key=True), name=source
            )


def _scene(head: SceneDoc, beats: dict[str, model.Beat], names: Names, folder: Path) -> model.Scene:
    see, place, testimony = head.see, head.place, head.testimony
    return model.Scene(
        id=head.id,
        title=head.title,
        summary=head.summary,
        kind=cast("Kind", testimony.kind),
        sources={
            name: Source(name, doc.title, doc.publisher, doc.year, doc.where or "", doc.url or "")
            for name, doc in testimony.sources.items()
        },
        themes=tuple(head.notice.themes),
        age=head.notice.age,
        minutes=head.notice.minutes,
        place=_plan(place),
        mode=cast("model.Mode", see.mode),
        fallbacks=cast("tuple[model.Mode, ...]", tuple(see.fallbacks)),
        targets=_targets(see),
        scale=see.scale,
        beats=_with_rest(beats),
        first=next(iter(beats)),
        languages=names.languages,
        folder=str(folder.absolute()),
    )


def _plan(place: PlaceDoc) -> model.CellPlan:
    light = place.light and model.Light(place.light.kind, place.light.kelvin, place.light.always_on)
    objects = tuple(model.SceneObject(item.id, _xyz(item.at_m)) for item in place.objects)
    return model.CellPlan(place.cell, _xyz(place.size_m), light or model.Light(), objects)


def _xyz(three: list[float]) -> tuple[float, float, float]:
    x, y, z = three
    return x, y, z


def _with_rest(beats: dict[str, model.Beat]) -> dict[str, model.Beat]:
    """Give a scene without a rest one, before the actions."""
    if any(beat.rest for beat in beats.values()):
        return beats
    name = next(name for name in ("rest", "rest-at-the-end", "rest-before-actions") if name not in beats)
    led = {
        beat.id: replace(
            beat,
            then=tuple(replace(way, go=name) if way.go == model.ACTIONS else way for way in beat.then),
            choice=tuple(replace(way, go=name) if way.go == model.ACTIONS else way for way in beat.choice),
        )
        for beat in beats.values()
    }
    return {**led, name: model.Beat(name, (model.Branch(model.ACTIONS),), rest=REST_S)}
