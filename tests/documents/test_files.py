"""A file that is missing, changed, too large, no file, or lies where no content may."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.check import check
from prisonersvoice_ar.documents import Content, load_campaign, load_scene, load_targets, render
from prisonersvoice_ar.documents.lens import read_lens
from prisonersvoice_ar.documents.yaml.reading import LARGEST

LOADERS = [load_campaign, load_targets, read_lens]


def codes(loaded: object) -> list[str]:
    return [problem.code for problem in loaded.problems]  # type: ignore[attr-defined]


def test_a_missing_folder_names_its_neighbour(own_content: Content) -> None:
    (own_content.scenes / "glass-box").mkdir()
    loaded = load_scene(own_content.scenes / "glas-box", own_content)
    assert codes(loaded) == ["file-missing"]
    assert loaded.problems[0].label == 'did you mean "glass-box/scene.yaml"?'
    assert loaded.problems[0].place.file == "scenes/glas-box/scene.yaml"


def test_a_missing_file_names_its_neighbour(content: Content) -> None:
    loaded = load_scene(content.scenes / "valid" / "smal.yaml", content)
    assert codes(loaded) == ["file-missing"]
    assert "small.yaml" in loaded.problems[0].label


def test_a_folder_instead_of_a_file(own_content: Content) -> None:
    own_content.actions.unlink()
    own_content.actions.mkdir()
    assert codes(load_campaign(own_content.actions)) == ["file-is-folder"]


@pytest.mark.parametrize("load", LOADERS)
def test_a_name_that_no_system_takes(load: object) -> None:
    for name in ("a\0b.yaml", "x" * 5000 + ".yaml", ""):
        loaded = load(Path(name))  # type: ignore[operator]
        assert loaded.value is None
        assert len(loaded.problems) == 1
        assert "\n" not in loaded.problems[0].message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "actions.yaml")
    assert codes(load_campaign(tmp_path / "actions.yaml")) == ["file-unreadable"]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "actions.yaml"
    path.write_text("format: 1")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    loaded = load_campaign(path)
    assert codes(loaded) == ["file-unreadable"]
    assert "Permission denied" in loaded.problems[0].message


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "actions.yaml"
    path.write_bytes(b"# " + b"x" * LARGEST)
    assert codes(load_campaign(path)) == ["file-too-large"]


def test_a_broken_markers_file_is_told_with_its_own_place(own_content: Content) -> None:
    own_content.markers.write_text("format: 1\ntargets: {}\n", encoding="utf-8")
    loaded = load_scene(own_content.scenes / "valid" / "small.yaml", own_content)
    assert [(p.code, p.place.file) for p in loaded.problems] == [("empty-list", "markers/markers.yaml")]
    assert "targets: {}" in render(loaded.problems, "en", loaded.texts.get)


def test_snippets_are_of_what_was_read_though_the_file_has_changed(own_content: Content) -> None:
    path = own_content.scenes / "invalid" / "unknown-key.yaml"
    loaded = load_scene(path, own_content)
    path.write_text("entirely: other\n", encoding="utf-8")
    assert "sya: {id: x-001" in render(loaded.problems, "en", loaded.texts.get)


def test_a_path_outside_the_content_is_shown_as_given(tmp_path: Path, content: Content) -> None:
    path = tmp_path / "тека з пробілом" / "сцена.yaml"
    path.parent.mkdir()
    path.write_text("a: [\n", encoding="utf-8")
    loaded = load_scene(path, content)
    assert loaded.problems[0].place.file == str(path)
    assert f"{path}:1:4" in render(loaded.problems, "en", loaded.texts.get)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_that_leads_out_is_refused(own_content: Content, tmp_path: Path) -> None:
    secret = tmp_path / "secret.wav"
    secret.write_bytes((own_content.audio / "effects" / "bolt.wav").read_bytes())
    (own_content.audio / "effects" / "leak.wav").symlink_to(secret)
    path = own_content.scenes / "valid" / "small.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("    then: rest", "    cue: {sound: leak}\n    then: rest")
    )
    loaded = load_scene(path, own_content)
    assert codes(loaded) == ["leaves-content"]
    assert loaded.value is None


def test_the_title_cannot_name_a_folder(own_content: Content) -> None:
    """A language is a folder of audio/, so what is no language's code never becomes one."""
    path = own_content.scenes / "valid" / "small.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: {uk:", "title: {../../uk:"), encoding="utf-8"
    )
    assert codes(load_scene(path, own_content)) == ["bad-language"]


def test_a_scene_is_called_like_its_folder(own_content: Content) -> None:
    folder = own_content.scenes / "other-name"
    folder.mkdir()
    (folder / "scene.yaml").write_bytes((own_content.scenes / "valid" / "small.yaml").read_bytes())
    loaded = load_scene(folder, own_content)
    assert codes(loaded) == ["id-not-folder"]
    assert loaded.value is not None


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("knock.mp3", b"ID3", "є knock.mp3, але таких файлів не відтворюють"),
        ("knock.opus", b"", "scenes/loud/knock.opus неможливо відтворити: файл порожній"),
        (
            "knock.wav",
            b"this is no sound at all",
            "scenes/loud/knock.wav неможливо відтворити: хоч як названо, це не файл WAV",
        ),
    ],
)
def test_a_sound_that_cannot_be_played(own_content: Content, name: str, raw: bytes, said: str) -> None:
    """Why is said in the author's language, and once which file it is."""
    folder = own_content.scenes / "loud"
    folder.mkdir()
    text = (own_content.scenes / "valid" / "small.yaml").read_text("utf-8").replace("id: small", "id: loud")
    (folder / "scene.yaml").write_text(
        text.replace("    then: rest", "    cue: {sound: knock}\n    then: rest"), "utf-8"
    )
    (folder / name).write_bytes(raw)
    assert said in render(load_scene(folder, own_content).errors, "uk")


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("cp1251", '3 | title: {uk: "Ніч у камері"}\n  |              ^'), ("utf-16", "scene.yaml:1:1\n  = ")],
)
def test_a_snippet_shows_what_was_written(tmp_path: Path, encoding: str, shown: str) -> None:
    """Of Windows-1251 the words; of UTF-16, which has no lines as we count them, nothing."""
    path = tmp_path / "scene.yaml"
    path.write_bytes('format: 1\nid: x\ntitle: {uk: "Ніч у камері"}\n'.encode(encoding))
    loaded = load_scene(path, Content.at(tmp_path))
    assert shown in render(loaded.problems, "en", loaded.texts.get)


@pytest.mark.parametrize("part", ["audio/uk", "audio/effects", "scenes/_shared", "scenes"])
def test_a_folder_that_nobody_may_look_into_is_told_once(
    own_content: Content, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """What lies in it is not missing; and where it is the folder of scenes, nothing is no good news."""
    shut = own_content.root / part
    whole = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder == shut:
            raise PermissionError(13, "Permission denied")
        return whole(folder)

    text = (own_content.scenes / "valid" / "small.yaml").read_text("utf-8")
    shutil.rmtree(own_content.scenes)
    scene = own_content.scenes / "small" / "scene.yaml"
    scene.parent.mkdir(parents=True)
    shut.mkdir(exist_ok=True)
    cue = "    cue: {sound: no-such}\n    then: rest" if part == "audio/effects" else "    then: rest"
    end = "\n  - include: no-such\n" if part == "scenes/_shared" else ""
    scene.write_text(text.replace("    then: rest", cue) + end, "utf-8")
    monkeypatch.setattr(Path, "iterdir", refuse)
    code, said = check([], own_content)
    assert code == 1
    assert said.count("error[") == 1
    why = "is not there" if part == "scenes" else "cannot be read: Permission denied"
    assert f"]: {part}/scene.yaml {why}" in said or f"]: {part} {why}" in said
