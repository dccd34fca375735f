"""What counts as a change, and that none is missed: folders, editors' leavings, git at work."""

import os
import time
from pathlib import Path

import pytest

from prisonersvoice_ar.app.preview.watching import (
    Watcher,
    concerns,
    folders_of,
    git_lock,
    look,
    wait_for_git,
)
from prisonersvoice_ar.documents import Content
from tests.saving import SAVES, content_in, written


@pytest.mark.parametrize(
    "name",
    [
        "scene.yaml",
        "notes.yml",
        "fd-001.opus",
        "Рядок 1.WAV",
        "стіна.png",
        "voices.yaml",
        "a b.ogg",
        "old.yaml.yaml",
    ],
)
def test_what_a_scene_is_made_of_concerns_it(name: str) -> None:
    assert concerns(name)


@pytest.mark.parametrize(
    "name",
    [
        *(".scene.yaml.swp", ".scene.yaml.swx", "scene.yaml~", "4913", ".#scene.yaml", "#scene.yaml#"),
        *(".goutputstream-K3X1Q2", "scene.yaml___jb_tmp___", "scene.yaml___jb_old___", "scene.yaml.bak"),
        *("~$scene.yaml", "scene.tmp.yaml.tmp", "index.lock", ".git", "notes.txt", "scene.yaml.orig"),
        *("scene.yaml.sb-1a2b3c4d-XyZ123", "Thumbs.db", "scene.yaml.crdownload", ".scene.yaml", "scene"),
    ],
)
def test_what_editors_leave_for_a_moment_does_not(name: str) -> None:
    assert not concerns(name)


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return content_in(tmp_path / "Кампанія 2026")


def seen(content: Content) -> object:
    return look(folders_of(content.scenes / "small", content))


def test_all_folders_that_a_scene_is_made_of_are_watched(content: Content) -> None:
    names = {
        folder.relative_to(content.root).as_posix()
        for folder in folders_of(content.scenes / "small", content)
    }
    assert {
        "scenes/small",
        "scenes/small/sounds",
        "scenes/_shared",
        "audio/uk",
        "audio/en",
        "markers",
    } <= names
    assert folders_of(content.scenes / "small" / "scene.yaml", content) == folders_of(
        content.scenes / "small", content
    )


@pytest.mark.parametrize(
    "file", ["scenes/small/scene.yaml", "scenes/_shared/rest.yaml", "audio/uk/x-001.wav", "markers/markers.yaml",
             "scenes/small/sounds/drip.wav", "scenes/small/notes.yaml"]
)  # fmt: skip
def test_a_new_or_changed_file_is_another_look(content: Content, file: str) -> None:
    before = seen(content)
    assert seen(content) == before
    path = content.root / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"# more\n")
    assert seen(content) != before


def test_a_text_saved_without_a_change_is_the_same_look(content: Content) -> None:
    before = seen(content)
    file = content.scenes / "small" / "scene.yaml"
    file.write_text(written("one"), "utf-8")
    os.utime(file, (1.0, 1.0))
    assert seen(content) == before


def test_a_text_of_the_same_length_and_time_is_another_look(content: Content) -> None:
    file = content.scenes / "small" / "scene.yaml"
    os.utime(file, (1.0, 1.0))
    before = seen(content)
    file.write_text(written("two"), "utf-8")
    os.utime(file, (1.0, 1.0))
    assert seen(content) != before


def test_what_cannot_be_read_is_looked_at_all_the_same(content: Content) -> None:
    folder = content.scenes / "small"
    (folder / "loop.yaml").symlink_to("loop.yaml")
    (folder / "gone.yaml").symlink_to("nowhere.yaml")
    (folder / "folder.yaml").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.yaml")
    before = seen(content)
    (folder / "nowhere.yaml").write_text("there now", "utf-8")
    assert seen(content) != before
    assert look([content.root / "never" / "there"]).files == {}


@pytest.mark.parametrize("save", SAVES)
def test_the_bell_rings_for_every_editors_save(content: Content, save: str) -> None:
    folder = content.scenes / "small"
    watcher = Watcher()
    watcher.arm(look(folders_of(folder, content)))
    assert not watcher.wait(0.05)
    SAVES[save](folder / "scene.yaml", written("two"))
    assert watcher.wait(5.0)
    watcher.close()


def test_the_bell_is_silent_for_what_does_not_concern(content: Content) -> None:
    folder = content.scenes / "small"
    watcher = Watcher()
    watcher.arm(look([folder]))
    watcher.wait(0.02)
    (folder / ".scene.yaml.swp").write_text("x")
    (folder / "4913").touch()
    assert not watcher.wait(0.3)
    watcher.close()


def test_without_a_bell_waiting_is_only_waiting(content: Content) -> None:
    watcher = Watcher(polling=True)
    watcher.arm(look([content.scenes / "small"]))
    assert not watcher.rings
    began = time.monotonic()
    assert not watcher.wait(0.05)
    assert time.monotonic() - began >= 0.05


def test_a_folder_made_anew_is_armed_anew(content: Content) -> None:
    folder = content.scenes / "small"
    watcher = Watcher()
    watcher.arm(look([folder]))
    watcher.wait(0.02)
    SAVES["folder"](folder / "scene.yaml", written("two"))
    watcher.wait(1.0)
    watcher.arm(look([folder]))
    watcher.wait(0.3)
    SAVES["plain"](folder / "scene.yaml", written("three"))
    assert watcher.wait(5.0)
    watcher.close()


def test_gits_lock_is_waited_for_and_an_old_one_is_not(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    inside = tmp_path / "scenes" / "small"
    inside.mkdir(parents=True)
    lock = git_lock(inside)
    assert lock == tmp_path / ".git" / "index.lock"
    assert wait_for_git(lock)
    lock.touch()
    began = time.monotonic()
    assert not wait_for_git(lock, longest=0.1)
    assert 0.09 <= time.monotonic() - began < 5.0
    os.utime(lock, (1.0, 1.0))
    began = time.monotonic()
    assert not wait_for_git(lock, longest=60.0)
    assert time.monotonic() - began < 5.0


def test_the_lock_of_a_worktree_is_found(tmp_path: Path) -> None:
    real = tmp_path / "main" / ".git" / "worktrees" / "scenes"
    tree = tmp_path / "tree" / "scenes"
    tree.mkdir(parents=True)
    (tmp_path / "tree" / ".git").write_text(f"gitdir: {real}\n", "utf-8")
    assert git_lock(tree) == real / "index.lock"
