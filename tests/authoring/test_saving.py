"""A file is written beside itself by one writer alone; what cannot be written is named."""

import errno
import os
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.edits import History
from prisonersvoice_ar.authoring.edits.saving import Write, new_beside, save, write_whole
from prisonersvoice_ar.core.errors import MachineError


def test_two_writers_of_a_file_have_a_part_each(tmp_path: Path) -> None:
    path = tmp_path / "audio" / "fd-001.opus"
    first, second = new_beside(path, path.suffix), new_beside(path, path.suffix)
    assert first != second
    assert {first.suffix, second.suffix} == {".opus"}
    assert first.name.startswith(".")


def test_a_full_disk_is_told_with_the_file_and_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "voices.yaml"
    write_whole(path, b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MachineError, match=r"voices\.yaml cannot be written: No space left"):
        write_whole(path, b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("voices.yaml", b"old")]


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_a_new_file_has_the_rights_that_any_new_file_has(tmp_path: Path) -> None:
    write_whole(tmp_path / "one", b"")
    (tmp_path / "other").touch()
    assert (tmp_path / "one").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_of_several_files_the_one_that_finds_no_room_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = []

    def full(_handle: int) -> None:
        times.append(1)
        if len(times) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MachineError, match=r"second\.yaml cannot be written"):
        save([Write(tmp_path / f"{part}.yaml", None, b"x") for part in ("first", "second")])


def test_what_a_killed_tool_left_beside_a_file_is_swept_by_the_next(tmp_path: Path) -> None:
    file = tmp_path / "scene.yaml"
    file.write_bytes(b"a")
    left, mine = new_beside(file), tmp_path / ".0123456789ab.tmp"
    mine.touch()
    History(tmp_path).record("fmt", "x", [Write(file, b"a", b"b")])
    assert (left.exists(), mine.exists(), file.read_bytes()) == (False, True, b"b")
