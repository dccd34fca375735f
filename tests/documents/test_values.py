"""What good files become: the core's scene, targets, campaign and lens, in metres, seconds, radians."""

import hashlib
import math
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.core.script.cell import SceneObject
from prisonersvoice_ar.core.story.state import BUILT_IN_REST
from prisonersvoice_ar.documents import Content, Loaded, load_intrinsics, load_scene, render
from prisonersvoice_ar.documents.models.markers import DICTIONARIES

Load = Callable[[str], Loaded[Any]]


@pytest.fixture
def small(load_any: Load) -> model.Scene:
    scene = load_any("valid/small.yaml").value
    assert isinstance(scene, model.Scene)
    return scene


def test_the_head_of_a_scene(small: model.Scene) -> None:
    assert (small.id, small.kind, small.age, small.minutes) == ("small", "composite", 14, 1.0)
    assert small.languages == ("uk", "en")
    assert (small.mode, small.fallbacks, small.targets) == ("diorama", ("seated",), {"diorama": "card"})
    assert small.modes == replace(small, fallbacks=("seated", "diorama")).modes == ("diorama", "seated")
    assert small.scale == pytest.approx(1 / 20)
    assert small.place.size == (2.0, 3.0, 2.5)
    assert small.place.objects == (SceneObject("door", (0.0, -1.5, 1.0)),)
    assert small.sources["s1"] == model.Source("s1", "A report", "A group", 2021)
    assert Path(small.folder).is_absolute()


def test_the_modes_that_may_be_written_are_those_of_the_stage() -> None:
    from prisonersvoice_ar.stage.stage import StageMode

    assert get_args(StageMode) == model.BUILT_MODES
    assert set(model.BUILT_MODES) < set(get_args(model.Mode))


@pytest.mark.parametrize(
    ("right", "wrong", "mend"),
    [
        ("size_m: [2, 3, 2.5]", "size_m: [200cm, 3, 2.5]", "write 2.0"),
        ("at_m: [0, -1.5, 1]", "at_m: [0, -150 см, 1]", "write -1.5"),
        (
            "size_m: [2, 3, 2.5]",
            "size_m: [2.0, 3.0]",
            "write [2.0, 3.0, 2.5]: width, depth, height, in metres",
        ),
        ("year: 2021", 'year: "2021 р."', "write 2021"),
        ("begin: target-seen", "once: 1", "write true"),
        ("begin: target-seen", "set: {saw_door: 0}", "write false"),
        ("begin: target-seen", 'hint: "Погляньте."', 'write {after: 10s, text: {uk: "…", en: "…"}}'),
        ("begin: target-seen", "until: {or: [{after: 20s}]}", 'did you mean "any"?'),
        ("begin: target-seen", "go: rest", 'did you mean "then"?'),
        ("begin: target-seen", "silenсe: 20s", 'did you mean "rest"?'),
        ("- id: rest", "- id: silenсe", "in Latin letters: silence"),
        ("- id: rest", "- id: letters.yaml", 'did you mean "letters"?'),
        ("{uk: Мала сцена, en: A small scene}", "Мала сцена", 'write {uk: "Мала сцена", en: "…"}'),
        ("{uk: Мала сцена, en: A small scene}", "A scene", 'write {uk: "…", en: "A scene"}'),
    ],
)
def test_what_is_refused_has_its_mend(right: str, wrong: str, mend: str, own_content: Content) -> None:
    scene = own_content.scenes / "invalid" / "missing-space-after-colon.yaml"
    text = scene.read_text(encoding="utf-8").replace("begin:target", "begin: target")
    text = text.replace("    then: rest\n", "") if "go:" in wrong else text
    assert right in text
    scene.write_text(text.replace(right, wrong), encoding="utf-8")
    first = load_scene(scene, own_content).problems[0]
    assert mend in (first.label, first.advice)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[0,0, -1,5, 1,05]", "[0.0, -1.5, 1.05]"),
        (
            "[-0,5, 1,5, 1,0]",
            "1.5",
        ),  # the minus is lost behind a 0: no list is proposed rather than a wrong one
        ("[0, -1,5, 1]", "1.5"),
        ("[0.0, 1.5, 1.0, 2.0]", ""),  # no comma: one that is right is shown
        ("[0, 1]", ""),
    ],
)
def test_decimal_commas_in_a_list(written: str, meant: str, own_content: Content) -> None:
    scene = own_content.scenes / "valid" / "small.yaml"
    text = scene.read_text(encoding="utf-8").replace("[0, -1.5, 1]", written)
    scene.write_text(text, encoding="utf-8")
    (problem,) = load_scene(scene, own_content).problems
    assert problem.code == "list-length"
    assert problem.advice == (
        f"decimals are written with a point, not a comma: {meant}"
        if meant
        else "write [0.0, -1.5, 1.0]: x to the right, y away from the door, z up, in metres from the middle of the floor"
    )


@pytest.mark.parametrize(
    ("written", "warned"),
    [
        ("«Ось камера»", True),
        ("“Ось камера”", True),
        ("„Ось камера“", True),
        ('"«Ось камера»"', False),
        ("«Ось» камера", False),  # a word is quoted, and the text is not
        ("«Ось» «камера»", False),
        ("Ось «камера»", False),
    ],
)
def test_a_printers_quotes_around_a_text(written: str, warned: bool, own_content: Content) -> None:
    scene = own_content.scenes / "valid" / "small.yaml"
    scene.write_text(scene.read_text(encoding="utf-8").replace('"Ось камера."', written), encoding="utf-8")
    assert [p.code for p in load_scene(scene, own_content).problems] == ["typographic-quotes"] * warned


@pytest.mark.parametrize(
    ("name", "said", "way_out"),
    [
        ("age-in-words", "a whole number is wanted here, and this is a text", "write 14"),
        (
            "set-without-value",
            "a group of keys with values is wanted here, and this is a text",
            "write {saw_hatch: true}",
        ),
        (
            "review-as-text",
            "a review is wanted here, and this is a text",
            "write reviews: [{role: psychologist, on: 2026-11-01}]",
        ),
    ],
)
def test_a_value_of_another_kind_has_a_way_out(name: str, said: str, way_out: str, load_any: Load) -> None:
    (problem,) = load_any(f"invalid/{name}.yaml").problems
    assert (problem.message, problem.advice) == (said, way_out)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("age: fourteen", "age: 14"),
        ("set: saw_hatch", "set: {saw_hatch: true}"),
        ('reviews: ["A psychologist has read it"]', "reviews: [{role: psychologist, on: 2026-11-01}]"),
    ],
)
def test_the_way_out_is_one(was: str, becomes: str, own_content: Content) -> None:
    names = {"a": "age-in-words", "s": "set-without-value", "r": "review-as-text"}
    scene = own_content.scenes / "invalid" / f"{names[was[0]]}.yaml"
    scene.write_text(scene.read_text(encoding="utf-8").replace(was, becomes), encoding="utf-8")
    assert load_scene(scene, own_content).problems == ()


def test_beats_and_voices(small: model.Scene, content: Content) -> None:
    assert small.first == "arrive"
    arrive = small.beats["arrive"]
    assert arrive.begin == model.TargetSeen()
    (line,) = arrive.say
    assert line.cites == ("s1",)
    assert line.voices["uk"].synthetic  # voices.yaml says so
    assert not line.voices["en"].synthetic
    assert line.voices["uk"].seconds == pytest.approx(1.2)
    assert Path(line.voices["uk"].path) == content.audio / "uk" / "x-001.wav"
    assert small.beats["rest"].rest == 20.0
    assert small.beats["rest"].then == (model.Branch("actions"),)


def test_in_a_machines_folder_only_what_is_entered_as_recorded_is_a_persons(own_content: Content) -> None:
    folder = own_content.audio / "uk"
    made, actors = folder / "x-001.wav", own_content.audio / "effects" / "bolt.wav"

    def synthetic(lines: str, folder_is: str = "true") -> bool:
        (folder / "voices.yaml").write_text(f"synthetic: {folder_is}\n{lines}", encoding="utf-8")
        scene = load_scene(own_content.scenes / "valid" / "small.yaml", own_content).value
        assert scene is not None
        return scene.beats["arrive"].say[0].voices["uk"].synthetic

    def entry(path: Path, state: str) -> str:
        hashed = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        return f'lines:\n  x-001: {{{state}file_hash: "{hashed}"}}\n'

    old, machines = entry(made, ""), entry(made, "state: synthetic, ")
    assert synthetic(old)
    assert not synthetic(old, "false")
    shutil.copy(actors, made)
    assert synthetic(old)  # nobody knows whose file this is
    assert synthetic(machines)
    assert synthetic(machines.replace("synthetic,", "recorded,"))  # of another file
    assert synthetic("")
    assert synthetic("lines: {}\n")
    assert not synthetic("", "false")
    assert not synthetic(entry(made, "state: recorded, "))


def test_a_broken_manifest_is_told_in_its_own_file(own_content: Content) -> None:
    (own_content.audio / "uk" / "voices.yaml").write_text("synthetic: yes\n", encoding="utf-8")
    loaded = load_scene(own_content.scenes / "valid" / "small.yaml", own_content)
    assert [(p.code, p.place.file) for p in loaded.problems] == [("not-boolean", "audio/uk/voices.yaml")]
    assert "1 | synthetic: yes\n" in render(loaded.problems, "en", loaded.texts.get)


def test_cues_hang_on_lines_and_beats(load_any: Load) -> None:
    beat = load_any("valid/all-cues.yaml").value.beats["arrive"]
    moments = [cue.moment for cue in beat.cues]
    assert moments == [
        model.Moment("x-001", "start", 0.0),
        model.Moment("x-001", "start", 0.5),
        model.Moment("x-001", "end", 0.5),
        model.Moment("x-001", "end", 1.0),  # after the beat's own lines
        model.Moment(None, "start", 0.0),
        model.Moment(None, "start", 2.0),
    ]
    assert [cue.level for cue in beat.cues[:3]] == [0.8, 1.0, 0.0]
    assert beat.cues[3].seconds == pytest.approx(0.25)
    assert (beat.cues[3].on, beat.cues[3].level_db) == ("door", -6.0)
    assert beat.ambience.sound == "hum"
    assert beat.ambience.path.endswith("hum.wav")


def test_triggers_and_conditions(load_any: Load) -> None:
    beat = load_any("valid/all-triggers.yaml").value.beats["arrive"]
    assert beat.until == model.AnyOf(
        (
            model.LookAt("door", 1.5),
            model.CloserThan(0.4),
            model.FartherThan(1.2),
            model.Gesture("point"),
            model.Pressed("continue"),
            model.Pressed("a"),
            model.AllOf((model.After(2.0), model.TargetLost(), model.LineEnded("x-001"))),
            model.After(60.0),
        )
    )
    assert [way.when for way in beat.then] == [
        model.Condition(flag="saw", negate=True),
        model.Condition(looked_at="door"),
        model.Condition(visited="arrive"),
        None,
    ]
    assert beat.hint is not None
    assert beat.hint.after == 0.5
    assert [choice.go for choice in beat.choice] == ["rest", "rest"]
    assert (beat.once, beat.light, beat.set) == (True, "slit", {"saw": True})


def test_no_is_a_word(load_any: Load) -> None:
    (line,) = load_any("valid/no-is-text.yaml").value.beats["arrive"].say
    assert line.text == {"uk": "ні", "en": "no"}


def test_block_text_keeps_its_signs(load_any: Load) -> None:
    (line,) = load_any("valid/block-text.yaml").value.beats["arrive"].say
    assert line.text == {"uk": "Ось: камера #5\n\tтабуляція в тексті", "en": "A cell: #5"}


def test_a_scene_without_a_rest_is_given_one(load_any: Load) -> None:
    scene = load_any("valid/no-rest.yaml").value
    given = scene.beats["rest-at-the-end"]  # "rest" is taken in this scene
    assert given.rest == BUILT_IN_REST.rest
    assert given.then == (model.Branch(model.ACTIONS),)
    others = [beat for beat in scene.beats.values() if beat is not given]
    assert all(way.go != model.ACTIONS for beat in others for way in (*beat.then, *beat.choice))


def test_a_portal_has_its_target_and_another_for_the_diorama(load_any: Load) -> None:
    scene = load_any("valid/portal.yaml").value
    assert scene.targets == {"portal": "poster", "diorama": "card"}
    assert scene.scale == pytest.approx(0.1)


def test_targets_are_in_metres(load_any: Load) -> None:
    targets = load_any("valid/markers-two.yaml").value
    card, poster = targets["card"], targets["poster"]
    assert card.outline.size_m == pytest.approx((0.148, 0.105))
    assert card.markers[1].center_m == pytest.approx((-0.06, 0.0385))
    assert card.markers[0].size_m == pytest.approx(0.042)
    assert (card.hangs, card.opening, poster.hangs) == (False, None, True)
    assert poster.opening.size_m == pytest.approx((0.18, 0.24))
    assert poster.markers[1].turn == pytest.approx(math.pi / 2)


def test_tags_side_by_side_do_not_overlap_and_turned_ones_may(own_content: Content) -> None:
    from prisonersvoice_ar.documents import load_targets

    text = own_content.markers.read_text(encoding="utf-8")
    beside = text.replace("at_mm: [-60, 38.5], size_mm: 16", "at_mm: [15, 0], size_mm: 16")
    own_content.markers.write_text(beside, encoding="utf-8")
    assert load_targets(own_content.markers).problems == ()
    turned = beside.replace("at_mm: [15, 0], size_mm: 16", "at_mm: [15, 0], size_mm: 16, turn_deg: 45")
    own_content.markers.write_text(turned, encoding="utf-8")
    assert [p.code for p in load_targets(own_content.markers).problems] == ["markers-overlap"]


def test_dictionaries_are_opencvs() -> None:
    """Names and sizes against the library that will be asked for them."""
    cv2 = pytest.importorskip("cv2")
    names = {name for name in dir(cv2.aruco) if name.startswith("DICT_")}
    assert {name.lower() for name in names} == {name.lower() for name in DICTIONARIES}
    for name, count in DICTIONARIES.items():
        found = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, name))
        assert len(found.bytesList) == count, name


def test_the_campaign(load_any: Load) -> None:
    campaign = load_any("valid/actions-two.yaml").value
    assert [action.id for action in campaign.actions] == ["petition"]
    assert campaign.actions[0].last_checked == date(2026, 11, 1)
    assert campaign.actions[0].host == "example.org"
    assert campaign.support.phone == "7333"
    assert [group.names for group in campaign.credits] == [({"uk": "Група", "en": "A group"},)]


def test_a_lens(content: Content) -> None:
    lens = load_intrinsics(content.scenes / "valid" / "lens-brown.yaml")
    assert (lens.width, lens.fx, lens.cy, lens.model) == (1280, 1000.5, 360.0, "brown")
    np.testing.assert_allclose(lens.coefficients, [0.1, -0.2, 0.0, 0.0, 0.05])


def test_a_broken_lens_is_one_rendered_error(content: Content) -> None:
    with pytest.raises(ContentError) as caught:
        load_intrinsics(content.scenes / "invalid" / "lens-model.yaml")
    assert 'unknown-value]: there is no lens model "fish-eye"' in str(caught.value)
    assert '^^^^^^^^ did you mean "fisheye"?' in str(caught.value)
    assert caught.value.exit_code == 1


def test_the_scene_that_ships(root: Path) -> None:
    loaded = load_scene(root / "scenes" / "fifteen-days", Content.at(root))
    assert loaded.errors == ()
    scene = loaded.value
    assert scene is not None
    assert set(scene.languages) >= {"uk", "en"}
    assert all(line.text.keys() >= {"uk", "en"} for beat in scene.beats.values() for line in beat.say)
