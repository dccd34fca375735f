"""The check of a scene that strobes: over beats, and where cues of one beat hang on different moments."""

import shutil
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.care import Surroundings, care_of
from prisonersvoice_ar.documents import Content, load_scene

ROOT = Path(__file__).resolve().parents[3]
HEAD = """\
format: 1
id: made
title: {en: "T"}
summary: {en: "S"}
testimony: {kind: composite, sources: {s1: {title: "A", publisher: "B", year: 2020}}}
notice: {themes: [confinement], age: 14, minutes: 1}
place: {cell: punishment-cell, size_m: [2.0, 3.0, 2.5], objects: [{id: door, at_m: [0.0, -1.5, 1.0]}]}
see: {mode: seated}
beats:
  - id: told
    say: {id: ma-001, text: {en: "Words are said here now."}, cites: [s1]}
    then: f0
"""
REST = "  - {id: rest, rest: 20s, then: actions}\n"


def chain(wait: str) -> str:
    beats = (
        f"  - {{id: f{n}, cue: {{light: bulb, to: {n % 2}, fade: 0s}}, until: {wait}, then: f{n + 1}}}\n"
        for n in range(24)
    )
    return HEAD + "".join(beats) + REST.replace("rest,", "f24,", 1)


def one_beat() -> str:
    """Nine changes in 0.8 s, five of them on the beat and four on its line."""
    on_beat = [f"{{light: bulb, to: {(n + 1) % 2}, fade: 0s, wait: {n / 10}s}}" for n in range(1, 6)]
    on_line = [
        f"{{light: bulb, to: {(n + 1) % 2}, fade: 0s, with: ma-002, wait: {n / 10}s}}" for n in range(6, 10)
    ]
    said = '    say: {id: ma-002, text: {en: "Words are said here now."}, cites: [s1]}\n'
    cues = ", ".join((*on_beat, *on_line))
    return f"{HEAD}  - id: f0\n{said}    cue: [{cues}]\n    then: rest\n{REST}"


def flashes(text: str, folder: Path) -> list[tuple[str, int | None]]:
    scene = folder / "scenes" / "made"
    scene.mkdir(parents=True)
    (folder / "markers").mkdir()
    shutil.copy(ROOT / "markers" / "markers.yaml", folder / "markers")
    (scene / "scene.yaml").write_text(text, "utf-8")
    content = Content.at(folder)
    loaded = load_scene(scene, content)
    assert loaded.value is not None, loaded.errors
    found = care_of(scene, loaded, Surroundings(content))
    return [
        (one.message, one.place.line) for one in found.problems if one.code == "flashes" and one.place.line
    ]


def test_a_strobe_over_beats_is_refused_and_told_once(tmp_path: Path) -> None:
    assert flashes(chain("{after: 0.06s}"), tmp_path) == [
        ('the light "bulb" changes 17 times within a second here', 13)
    ]


def test_a_strobe_on_a_beat_and_on_its_line_is_refused(tmp_path: Path) -> None:
    assert flashes(one_beat(), tmp_path) == [('the light "bulb" changes 9 times within a second here', 13)]


@pytest.mark.parametrize("wait", ["{after: 0.3s}", "{any: [{press: continue}, {after: 20s}]}"])
def test_what_is_slow_or_waits_for_a_hand_is_let_be(wait: str, tmp_path: Path) -> None:
    assert flashes(chain(wait), tmp_path) == []


@pytest.mark.parametrize("folder", sorted(file.parent.name for file in ROOT.glob("scenes/[!_]*/scene.yaml")))
def test_the_scenes_that_ship_do_not_flash(folder: str) -> None:
    content = Content.at(ROOT)
    path = content.scenes / folder
    found = care_of(path, load_scene(path, content), Surroundings(content))
    assert "flashes" not in {one.code for one in found.problems}
