"""The timeline's waits, said short in the panel's language."""

from dataclasses import replace
from pathlib import Path

import pytest

from prisonersvoice_ar.app.preview.deeds import Deeds
from prisonersvoice_ar.app.preview.telling import Measured, Telling
from prisonersvoice_ar.core.rehearsal import Mark, Rehearsal, Span
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content, load_scene
from prisonersvoice_ar.stage.panel.values import PanelView
from prisonersvoice_ar.words import Interface


@pytest.fixture(scope="module")
def fifteen_days(root: Path) -> Scene:
    scene = load_scene(root / "scenes" / "fifteen-days", Content.at(root)).value
    assert scene is not None
    return scene


def view_in(scene: Scene, lang: str) -> PanelView:
    return Telling(Interface(lang, "preview")).view(Rehearsal(scene, lang), {}, "scene.yaml", Measured())


def waits(view: PanelView) -> tuple[dict[str, Span], tuple[Mark, ...]]:
    assert view.timeline is not None
    lane = view.timeline.lane("waits")
    return {span.beat: span for span in lane.spans if span.kind != "begin"}, lane.marks


@pytest.mark.parametrize(
    ("lang", "bunk", "choices", "rest"),
    [("en", "bunk · 15 s", "2 choices · 16 s", "25 s"), ("uk", "bunk · 15 с", "2 вибори · 16 с", "25 с")],
)
def test_a_wait_is_said_short(fifteen_days: Scene, lang: str, bunk: str, choices: str, rest: str) -> None:
    spans, marks = waits(view_in(fifteen_days, lang))
    assert spans["find-bunk"].label == bunk
    assert spans["crossroads"].label == choices
    assert spans["rest"].label == rest
    assert not any("look_at:" in each.label or "after:" in each.label for each in (*spans.values(), *marks))
    assert "bunk" in spans["find-bunk"].detail
    assert len(spans["find-bunk"].detail) > 40, "the whole is told beside the pointer"


def test_a_picture_of_a_beat_shows_its_first_line_or_its_wait(fifteen_days: Scene) -> None:
    rehearsal = Rehearsal(fifteen_days, "uk")
    for beat, line in (("crossroads", "fd-020"), ("arrive", "fd-001"), ("find-bunk", "")):
        rehearsal.go_to(beat)
        Deeds.settle(rehearsal, beat)
        speaking = rehearsal.state.speaking
        assert rehearsal.state.beat == beat
        assert (speaking.line.id if speaking is not None else "") == line
        assert line or rehearsal.awaited()
    rehearsal.go_to("fd-008")
    before = rehearsal.time
    Deeds.settle(rehearsal, "fd-008")
    assert rehearsal.time == before, "a line is where it begins"


def test_a_cell_that_is_not_built_is_said(fifteen_days: Scene) -> None:
    unbuilt = replace(fifteen_days, place=replace(fifteen_days.place, kind="holding-cell"))
    warned = [fact.name for fact in view_in(unbuilt, "uk").facts if fact.warn]
    assert warned == ["камера"]
    assert [fact for fact in view_in(fifteen_days, "uk").facts if fact.warn] == []
