"""A scene that lies in no content has a _shared beside it; the tools look there, as `check` does."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.comparing.revisions import at_revision
from prisonersvoice_ar.authoring.edits.undoing import scene_history, undo
from prisonersvoice_ar.authoring.formatting.fmt import format_scene
from prisonersvoice_ar.authoring.renaming.rename import plan
from prisonersvoice_ar.authoring.scenery import read_writing
from prisonersvoice_ar.authoring.translating.texts import read_texts
from prisonersvoice_ar.documents import Content, load_scene
from tests.authoring.impatience import within
from tests.authoring.own_scene import own_content, scene_of

PART = """format: 1
beats:
  - id: told
    say: {id: sh-001, text: {uk: "Спільне.", en: "Shared."}, fact: false}
    then: home
"""
REST = "    rest: 25s\n    then: actions\n"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return own_content(tmp_path)


@pytest.fixture
def file(content: Content, tmp_path: Path) -> Path:
    """A scene elsewhere, with a part beside it that the content has not; one like it in the next folder."""
    shared = tmp_path / "десь інде" / "_shared"
    shared.mkdir(parents=True)
    (shared / "part.yaml").write_text(PART, "utf-8")
    text = (
        scene_of(content)
        .read_text("utf-8")
        .replace(REST, "    then: told\n  - include: part\n  - id: home\n" + REST)
    )
    for name in ("one", "two"):
        (shared.parent / name).mkdir()
        (shared.parent / name / "scene.yaml").write_text(text, "utf-8")
    return shared.parent / "one" / "scene.yaml"


def test_a_name_is_changed_in_the_part_and_in_its_other_scenes(content: Content, file: Path) -> None:
    assert load_scene(file, content).value is not None
    plan(file, "home", "house", "beat", content).carry_out()
    assert "then: house" in (file.parent.parent / "_shared" / "part.yaml").read_text("utf-8")
    for scene in (file, file.parent.parent / "two" / "scene.yaml"):
        assert load_scene(scene, content).value is not None


def test_the_part_beside_the_scene_comes_before_the_contents(content: Content, file: Path) -> None:
    other = content.scenes / "_shared" / "part.yaml"
    other.parent.mkdir()
    other.write_text(PART.replace("Shared.", "Another."), "utf-8")
    assert read_writing(file, content).pages[1].path.parent == (file.parent.parent / "_shared").resolve()
    assert read_texts(file, content).by_key["line/sh-001"].words["en"] == "Shared."


def test_fmt_gives_the_part_ids_and_none_twice(content: Content, file: Path) -> None:
    shared = file.parent.parent / "_shared"
    (shared / "other.yaml").write_text(PART.replace("sh-001", "sh-041"), "utf-8")
    with (shared / "part.yaml").open("a", encoding="utf-8") as stream:
        stream.write('  - then: home\n    say: {text: {uk: "Ще."}, fact: false}\n    id: more\n')
    _, part = format_scene(file, content)
    assert part.ids == ("sh-042",)
    assert (
        '  - id: more\n    say: {id: sh-042, text: {uk: "Ще."}, fact: false}\n    then: home\n' in part.text
    )


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_part_in_a_folder_that_is_a_link_is_still_a_part(
    content: Content, file: Path, tmp_path: Path
) -> None:
    shared = file.parent.parent / "_shared"
    shared.rename(tmp_path / "elsewhere")
    shared.symlink_to(tmp_path / "elsewhere")
    renaming = plan(file, "told", "retold", "beat", content)
    assert len(renaming.writes) == 3, "the part, its scene and the one beside it"
    renaming.carry_out()
    assert load_scene(file.parent.parent / "two" / "scene.yaml", content).value is not None
    history = scene_history(file, content)
    undo(history, history.within or ())
    assert (tmp_path / "elsewhere" / "part.yaml").read_text("utf-8") == PART


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such pipes")
def test_a_pipe_beside_the_scene_stops_nobody(content: Content, file: Path) -> None:
    os.mkfifo(file.with_name("pipe.yaml"))
    file.write_text(
        file.read_text("utf-8").replace(
            "      - id: fd-001\n", "      - text: {uk: x}\n      - id: fd-001\n"
        ),
        "utf-8",
    )
    with within(10.0):
        assert len(format_scene(file, content)[0].ids) == 1


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_revision_has_its_part(content: Content, file: Path) -> None:
    top = file.parent.parent
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "one")):
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run(["git", "-C", str(top), *who, *words], check=True, capture_output=True)
    (top / "_shared" / "part.yaml").unlink()
    with at_revision("HEAD", file.parent, content) as (found, where):
        assert load_scene(found, where).value is not None
