"""Where the head of a scene is written, and voices that belong to another scene."""

import shutil
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.care import Surroundings, care_of
from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.core.script.cell import CellPlan
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents import Content, load_scene
from prisonersvoice_ar.documents.findings import Findings

ROOT = Path(__file__).resolve().parents[3]
TEXT = """\
# notice: no
title: {uk: "minutes: 1", en: x}
notice:
  age: 14
  minutes: 4
place: {minutes: 3}
"""


def case(text: str) -> Case:
    empty = Scene(
        "x", {}, {}, "composite", {}, (), 14, 4.0, CellPlan("", (1, 1, 1)), "seated", (), {}, 0.05, {}, "", ()
    )
    return Case(empty, Path("scene.yaml"), "scenes/x/scene.yaml", text, Findings())


@pytest.mark.parametrize(
    ("keys", "line", "column"),
    [
        (("notice",), 3, 1),
        (("notice", "minutes"), 5, 3),
        (("title", "en"), 2, 27),
        (("notice", "themes"), 3, 1),
    ],
)
def test_a_key_of_the_head_is_found(keys: tuple[str, ...], line: int, column: int) -> None:
    place = case(TEXT).head(*keys)
    assert (place.line, place.column) == (line, column)


def test_what_is_not_there_is_the_files_beginning() -> None:
    assert case(TEXT).head("testimony", "reviews") == Place("scenes/x/scene.yaml")


def copied(tmp_path: Path) -> Content:
    """The scene that ships, in a content of its own, without its voices."""
    content = Content.at(tmp_path / "вміст з пробілом")
    home = content.scenes / "fifteen-days"
    home.mkdir(parents=True)
    (home / "scene.yaml").write_bytes((ROOT / "scenes" / "fifteen-days" / "scene.yaml").read_bytes())
    content.markers.parent.mkdir()
    content.markers.write_bytes((ROOT / "markers" / "markers.yaml").read_bytes())
    for part in ("ambience", "effects"):
        shutil.copytree(ROOT / "audio" / part, content.audio / part)
    (content.audio / "uk").mkdir()
    return content


def codes(content: Content, name: str = "fifteen-days") -> dict[str, str]:
    """code → the file it is told of, for what care adds."""
    path = content.scenes / name
    loaded = load_scene(path, content)
    known = {problem.code for problem in loaded.problems}
    found = care_of(path, loaded, Surroundings(content)).problems
    return {problem.code: problem.place.file for problem in found if problem.code not in known}


def test_a_stray_voice_is_told_unless_another_scene_has_the_line(tmp_path: Path) -> None:
    content = copied(tmp_path)
    (content.audio / "uk" / "fd-099.opus").write_bytes(b"")
    (content.audio / "uk" / "xy-099.opus").write_bytes(b"")
    assert codes(content)["voice-without-line"] == "audio/uk/fd-099.opus"
    other = content.scenes / "other"
    other.mkdir()
    (other / "scene.yaml").write_text("beats:\n  - say: {id: fd-099, text: {uk: broken", encoding="utf-8")
    assert "voice-without-line" not in codes(content)


def test_a_scene_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    content = copied(tmp_path)
    path = content.scenes / "fifteen-days" / "scene.yaml"
    path.write_text(path.read_text("utf-8").replace("beats:", "beast:"), encoding="utf-8")
    loaded = load_scene(path, content)
    assert care_of(path, loaded, Surroundings(content)) == loaded


def test_the_scene_that_ships_is_told_of_nothing_but_what_is_so(tmp_path: Path) -> None:
    """False alarms would teach authors to overlook the next."""
    content = copied(tmp_path)
    for lang in ("uk", "en"):
        shutil.copytree(ROOT / "audio" / lang, content.audio / lang, dirs_exist_ok=True)
    assert load_scene(content.scenes / "fifteen-days", content).value is not None
    assert set(codes(content)) <= {"theme-likely"}
