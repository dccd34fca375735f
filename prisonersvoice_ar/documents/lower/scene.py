"""A whole scene from the author's document to the core's."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.core.script.cell import CellPlan, Light, SceneObject
from prisonersvoice_ar.core.script.testimony import Consent, Review, Source
from prisonersvoice_ar.core.story.state import BUILT_IN_REST
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.beat import BeatLowering
from prisonersvoice_ar.documents.lower.desk import Desk, check_words
from prisonersvoice_ar.documents.lower.flow import check_flow
from prisonersvoice_ar.documents.lower.names import Names, gather
from prisonersvoice_ar.documents.lower.shelf import Shelf
from prisonersvoice_ar.documents.lower.spots import Spot, Spread, first_at, spread
from prisonersvoice_ar.documents.memory import Memory
from prisonersvoice_ar.documents.models.beat import BeatDoc
from prisonersvoice_ar.documents.models.scene import (
    BUILT_CELLS,
    ConsentDoc,
    LanguagesDoc,
    ObjectDoc,
    PlaceDoc,
    SceneDoc,
    SeeDoc,
    SourceDoc,
    TestimonyDoc,
)
from prisonersvoice_ar.documents.shape import take, take_what_holds
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet

_HANGS = {"say": ("cue",), "choice": ("begin", "until")}
"""keys of a beat → those that refer to what stands in them"""
_WITH_TARGET = ("diorama", "portal")
_WALL_M = 0.3
"""a hatch or a lamp may sit in the thickness of a wall"""

Targets = Mapping[str, Target]
Docs = list[tuple[Spot, BeatDoc]]
"""each beat with where it is written"""
Kind = Literal["composite", "first-person", "archive"]


def lower_scene(
    sheet: Sheet,
    folder: Path,
    content: Content,
    targets: Targets | None,
    findings: Findings,
    *,
    memory: Memory,
) -> model.Scene | None:
    """Return the scene of ``sheet``, or None with every reason in ``findings``.

    ``targets`` None: markers.yaml could not be read, so nothing is said of targets.
    """
    head = take(SceneDoc, sheet, (), findings)
    told = spread(sheet, folder, content, findings)
    # what a beat with a mistake refers to is looked at all the same: it may be another's mistake
    taken = [(spot, *take_what_holds(BeatDoc, spot.sheet, spot.loc, _HANGS, findings)) for spot in told.spots]
    docs = [(spot, doc) for spot, doc, _ in taken if doc is not None]
    beats_whole = isinstance(sheet.data.get("beats"), list) and all(whole for _, _, whole in taken)
    parts: dict[str, object] = {**_parts(head, sheet), "beats": beats_whole or None}
    names = gather(
        sheet, told, findings, unread=frozenset(key for key, part in parts.items() if part is None)
    )
    shelf = Shelf(content, folder, findings, memory)
    desk = Desk(names, shelf, findings, _voices(docs, sheet, names, shelf))
    beats = [
        BeatLowering(doc, spot, desk, whole=whole).lower() for spot, doc, whole in taken if doc is not None
    ]
    _check_parts(parts, sheet, targets, findings)
    if head is not None:
        _check_head(head, sheet, names, findings)
    if head is None or findings.failed:
        return None
    by_name = {beat.id: beat for beat in beats}
    check_flow(by_name, beats[0].id, {doc.id: spot for spot, doc in docs}, findings)
    _check_sources(head, docs, sheet, told, findings)
    if findings.failed:
        return None
    files = (folder / Path(sheet.file).name, *told.files)
    return _scene(head, told, by_name, names, files)


def _voices(docs: Docs, sheet: Sheet, names: Names, shelf: Shelf) -> dict[str, dict[str, model.Voice]]:
    lines = [(line.id, spot.place("say", i, "id")) for spot, doc in docs for i, line in enumerate(doc.say)]
    told = (
        code for code in names.languages if code not in names.untold
    )  # what nobody has written nobody has spoken
    return shelf.voices(lines, {code: sheet.place(("title", code), key=True) for code in told})


def _parts(head: SceneDoc | None, sheet: Sheet) -> dict[str, object]:
    """Return each part of the head that refers to something, or is referred to; None where it is wrong in itself."""
    if head is not None:
        return {"testimony": head.testimony, "place": head.place, "see": head.see}
    every = (("testimony", TestimonyDoc), ("place", PlaceDoc), ("see", SeeDoc))
    return {key: take(doc, sheet, (key,), Findings()) if key in sheet.data else None for key, doc in every}


def _check_parts(parts: dict[str, object], sheet: Sheet, targets: Targets | None, findings: Findings) -> None:
    """Look at each of them that is right in itself, whatever is wrong with another."""
    testimony, place, see = parts["testimony"], parts["place"], parts["see"]
    if isinstance(testimony, TestimonyDoc):
        _check_testimony(testimony, sheet, findings)
    if isinstance(place, PlaceDoc):
        _check_place(place, sheet, findings)
    if isinstance(see, SeeDoc) and targets is not None:
        _check_targets(see, sheet, targets, findings)


def _check_head(head: SceneDoc, sheet: Sheet, names: Names, findings: Findings) -> None:
    for key, text in (("title", head.title), ("summary", head.summary)):
        check_words(text, Spot(sheet, (key,)), names, findings)
    _check_languages(head, sheet, names, findings)
    path = Path(sheet.file)
    if path.name == "scene.yaml" and path.parent.name and path.parent.name != head.id:
        findings.add("id-not-folder", sheet.place(("id",)), name=head.id, folder=path.parent.name)


def _check_languages(head: SceneDoc, sheet: Sheet, names: Names, findings: Findings) -> None:
    """What is written or fallen back on must be a language of the title."""
    for untold in names.untold:
        place = sheet.place(("title", untold), key=True)
        findings.add("language-untold", place, language=untold, scene=head.id)
    if not names.languages:
        return
    doc = head.languages or LanguagesDoc()
    for key, code in (("written", doc.written), ("fallback", doc.fallback)):
        if code is not None and code not in names.languages:
            place = sheet.place(("languages", key))
            findings.add("no-such-language", place, language=code, names=listed(names.languages))
    for code in head.pronounce:
        if code not in names.languages:
            findings.add("extra-language", sheet.place(("pronounce", code), key=True), language=code)


def _check_testimony(testimony: TestimonyDoc, sheet: Sheet, findings: Findings) -> None:
    if testimony.kind == "first-person" and testimony.consent is None:
        findings.add("consent-missing", sheet.place(("testimony", "kind")))
    if testimony.kind == "composite" and not testimony.sources:
        findings.add("no-sources", sheet.place(("testimony", "kind")))


def _check_place(place: PlaceDoc, sheet: Sheet, findings: Findings) -> None:
    width, depth, height = _xyz(place.size_m)
    if place.cell not in BUILT_CELLS:
        cell = sheet.place(("place", "cell"))
        findings.add("cell-not-built", cell, name=place.cell, names=listed(BUILT_CELLS))
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


def _check_sources(head: SceneDoc, docs: Docs, sheet: Sheet, told: Spread, findings: Findings) -> None:
    cited = {source for _, doc in docs for line in doc.say for source in line.cites}
    for source in head.testimony.sources:
        place = sheet.place(("testimony", "sources", source), key=True)
        if source in told.sources:
            shared = told.sources[source][1].place(key=True)
            findings.add("duplicate-id", place, what="@source", name=source, **first_at(shared, place))
        if source not in cited:
            findings.add("unused-source", place, name=source)
    # what is shared serves several scenes: that this one does not cite all of it is no mistake


def _scene(
    head: SceneDoc, told: Spread, beats: dict[str, model.Beat], names: Names, files: tuple[Path, ...]
) -> model.Scene:
    see, place, testimony = head.see, head.place, head.testimony
    languages = head.languages or LanguagesDoc()
    written = languages.written or names.languages[0]
    sources = {**testimony.sources, **{name: doc for name, (doc, _) in told.sources.items()}}
    return model.Scene(
        id=head.id,
        title=head.title,
        summary=head.summary,
        kind=cast("Kind", testimony.kind),
        sources={name: _source(name, doc) for name, doc in sources.items()},
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
        folder=str(files[0].parent.absolute()),
        written_in=written,
        fallback=languages.fallback or written,
        pronounce=head.pronounce,
        consent=_consent(testimony.consent) if testimony.consent else None,
        reviews=tuple(Review(doc.role, doc.on) for doc in testimony.reviews),
        draft=head.draft,
        files=tuple(str(file.absolute()) for file in files),
    )


def _source(name: str, doc: SourceDoc) -> Source:
    return Source(name, doc.title, doc.publisher, doc.year, doc.where or "", doc.url or "")


def _consent(doc: ConsentDoc) -> Consent:
    return Consent(doc.scope, doc.date, tuple(doc.languages), doc.withdraw)


def _plan(place: PlaceDoc) -> CellPlan:
    light = place.light and Light(place.light.kind, place.light.kelvin, place.light.always_on)
    objects = tuple(SceneObject(item.id, _xyz(item.at_m)) for item in place.objects)
    return CellPlan(place.cell, _xyz(place.size_m), light or Light(), objects)


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
    return {**led, name: model.Beat(name, (model.Branch(model.ACTIONS),), rest=BUILT_IN_REST.rest)}
