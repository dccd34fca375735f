"""Changes of several files: all or none, never over what somebody else wrote, and each can be taken back."""

import errno
import json
import os
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from prisonersvoice_ar.authoring.edits import Draft, History, Move, Write, locking, read_page, save
from prisonersvoice_ar.authoring.edits import history as keeping
from prisonersvoice_ar.authoring.edits.undoing import undo
from prisonersvoice_ar.core.errors import ContentError, MachineError, UsageError
from tests.authoring.impatience import within

A, B = "one\ntwo\nthree\n", "one\nTWO\nthree\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "моя сцена"
    folder.mkdir()
    (folder / "a.yaml").write_text(A)
    (folder / "b.yaml").write_text(A)
    return folder


def write(path: Path, text: str | None) -> Write:
    return Write(path, path.read_bytes() if path.exists() else None, None if text is None else text.encode())


def test_all_are_written_with_their_rights(home: Path) -> None:
    (home / "a.yaml").chmod(0o640)
    save([write(home / "a.yaml", B), write(home / "new.yaml", B)])
    assert (home / "a.yaml").read_text() == (home / "new.yaml").read_text() == B
    assert stat.S_IMODE((home / "a.yaml").stat().st_mode) == 0o640
    assert sorted(path.name for path in home.iterdir()) == ["a.yaml", "b.yaml", "new.yaml"]


def test_a_link_stays_one(home: Path) -> None:
    (home / "link.yaml").symlink_to(home / "a.yaml")
    page = read_page(home / "link.yaml", home)
    save([Write(page.path, page.raw, b"x: 1\n")])
    assert (home / "link.yaml").is_symlink()
    assert (home / "a.yaml").read_text() == "x: 1\n"


def test_a_file_that_was_changed_meanwhile_is_never_overwritten(home: Path) -> None:
    writes = [write(home / "a.yaml", B), write(home / "b.yaml", B)]
    (home / "b.yaml").write_text("somebody else's")
    with pytest.raises(ContentError, match=r"b\.yaml was changed by somebody else"):
        History(home).record("fmt", "x", writes)
    assert (home / "a.yaml").read_text() == A
    assert (home / "b.yaml").read_text() == "somebody else's"
    assert sorted(path.name for path in home.iterdir()) == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_what_fails_halfway_is_put_back(home: Path, fails_at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "v.opus").write_bytes(b"voice")
    moves = [Move(home / "v.opus", home / "w.opus")]
    real, count = Path.replace, 0

    def replace(self: Path, target: Path) -> Path:
        nonlocal count
        count += self.suffix == ".tmp"
        if count == fails_at:
            raise PermissionError(13, "Permission denied", str(target))
        return real(self, target)

    writes = [write(home / name, B) for name in ("a.yaml", "b.yaml", "c.yaml")]
    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(MachineError, match="cannot be written: Permission denied; nothing was changed"):
        save(writes, moves)
    texts = {path.name: path.read_bytes() for path in home.iterdir()}
    assert texts == {"a.yaml": A.encode(), "b.yaml": A.encode(), "v.opus": b"voice"}


def test_what_was_interrupted_can_be_taken_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C, or a power cut, between two files: the history was written before either."""
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "b.yaml":
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            History(home).record("fmt", "x", [write(home / "a.yaml", B), write(home / "b.yaml", B)])
    assert [(home / name).read_text() for name in ("a.yaml", "b.yaml")] == [B, A]
    undo(History(home), ())
    assert {path.name: path.read_text() for path in home.glob("*.yaml")} == {"a.yaml": A, "b.yaml": A}
    assert list(home.glob(".*.tmp")) == []


def test_nothing_is_left_beside_where_a_place_cannot_be_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def opened(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if Path(path).name.startswith(".b.yaml."):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", opened)
    with pytest.raises(MachineError, match="nothing was changed"):
        History(home).record("fmt", "x", [write(home / "a.yaml", B), write(home / "b.yaml", B)])
    assert {path.name: path.read_text() for path in home.iterdir()} == {"a.yaml": A, "b.yaml": A}


@pytest.mark.parametrize("had_history", [False, True])
def test_a_full_disk_is_called_one_and_leaves_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, had_history: bool
) -> None:
    (home / ".history").mkdir() if had_history else None
    before = sorted(path.name for path in home.rglob("*"))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        MachineError, match=r"cannot be written: No space left.*nothing was changed\n.*room"
    ) as told:
        History(home).record("fmt", "x", [write(home / "a.yaml", B)])
    assert "None" not in str(told.value)
    assert sorted(path.name for path in home.rglob("*")) == before


@pytest.mark.skipif(os.name != "posix", reason="rights are other ones on Windows")
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_rights_that_the_process_gives(
    home: Path, monkeypatch: pytest.MonkeyPatch, mask: int
) -> None:
    before = os.umask(mask)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(
                os, "umask", lambda _mask: pytest.fail("another thread's files would be open to all")
            )
            save([write(home / "new.yaml", B)])
    finally:
        os.umask(before)
    assert stat.S_IMODE((home / "new.yaml").stat().st_mode) == 0o666 & ~mask


def test_a_file_marked_read_only_is_refused(home: Path) -> None:
    (home / "a.yaml").chmod(0o444)
    with pytest.raises(MachineError, match="read-only"):
        save([write(home / "b.yaml", B), write(home / "a.yaml", B)])
    assert (home / "b.yaml").read_text() == A


def test_undo_goes_back_step_by_step(home: Path) -> None:
    history = History(home)
    history.record("fmt", "first", [write(home / "a.yaml", B), write(home / "new.yaml", "x")])
    history.record(
        "rename", "second", [write(home / "a.yaml", "3\n")], [Move(home / "b.yaml", home / "c.yaml")]
    )
    assert undo(history, ())[0].said == "second"
    assert [path.name for path in sorted(home.glob("*.yaml"))] == ["a.yaml", "b.yaml", "new.yaml"]
    assert (home / "a.yaml").read_text() == B
    assert undo(history, ())[0].said == "first"
    assert {path.name: path.read_text() for path in home.glob("*.yaml")} == {"a.yaml": A, "b.yaml": A}
    with pytest.raises(ContentError, match="no change to take back"):
        undo(history, ())


def test_undo_keeps_what_was_written_since(home: Path) -> None:
    history = History(home)
    before, after = (
        "".join(f"{n}\n" for n in range(20)),
        "".join(f"{n}\n" for n in range(20)).replace("\n5\n", "\nV\nv\n"),
    )
    (home / "a.yaml").write_text(before)
    history.record("fmt", "five", [write(home / "a.yaml", after)])
    (home / "a.yaml").write_text("new\n" + after.replace("15", "XV"))
    undo(history, ())
    assert (home / "a.yaml").read_text() == "new\n" + before.replace("15", "XV")


def test_undo_refuses_where_the_same_place_was_edited(home: Path) -> None:
    history = History(home)
    history.record("fmt", "loud", [write(home / "a.yaml", B), write(home / "b.yaml", B)])
    (home / "b.yaml").write_text("one\nTwo!\nthree\n")
    with pytest.raises(ContentError, match=r"b\.yaml was edited since change 1 \(fmt\)"):
        undo(history, ())
    assert (home / "a.yaml").read_text() == B, "all or nothing"


def test_undo_writes_nothing_outside_the_content(home: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("after")
    history = History(home)
    history.record("fmt", "x", [write(home / "a.yaml", B)])
    kept = home / ".history" / "0001.json"
    kept.write_text(kept.read_text().replace('"a.yaml"', '"../mine.txt"').replace("TWO", "two"))
    with pytest.raises(ContentError, match="outside the content"):
        undo(history, ())
    assert (tmp_path / "mine.txt").read_text() == "after"


def test_a_copy_of_a_scene_takes_back_only_its_own(home: Path) -> None:
    (home.parent / "shared.yaml").write_text(A)
    History(home).record("fmt", "inside", [write(home / "a.yaml", B)])
    History(home).record("rename", "beyond", [write(home.parent / "shared.yaml", B)])
    copy = home.with_name("copy")
    shutil.copytree(home, copy)
    with pytest.raises(ContentError, match="not taken back in a copy"):
        undo(History(copy), (home.parent,))
    assert (home.parent / "shared.yaml").read_text() == B
    undo(History(home), (home.parent,))
    shutil.rmtree(copy)
    shutil.copytree(home, copy)
    undo(History(copy), (home.parent,))
    assert ((copy / "a.yaml").read_text(), (home / "a.yaml").read_text()) == (A, B)


def test_a_scene_that_shares_its_folder_takes_back_its_own(home: Path) -> None:
    history = History(home)
    history.record("fmt", "of a", [write(home / "a.yaml", B)])
    history.record("fmt", "of b", [write(home / "b.yaml", B)])
    assert undo(history, (), file="a.yaml")[0].said == "of a"
    assert ((home / "a.yaml").read_text(), (home / "b.yaml").read_text()) == (A, B)


def test_history_is_capped_and_left_out_by_git(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_CHANGES", 3)
    history = History(home)
    for number in range(5):
        history.record("fmt", f"change {number}", [write(home / "a.yaml", f"{number}\n")])
    assert [change.number for change in history.changes()] == [3, 4, 5]
    assert (home / ".history" / ".gitignore").read_text() == "*\n"
    monkeypatch.setattr(keeping, "MOST_BYTES", 10)
    history.record("fmt", "large", [write(home / "a.yaml", "large\n")])
    assert [change.number for change in history.changes()] == [6]


def test_what_would_come_out_as_no_yaml_is_not_taken_back(home: Path) -> None:
    (home / "a.yaml").write_text("a: 1\nb: 2\n")
    history = History(home)
    history.record("rename", "b is called c", [write(home / "a.yaml", "a: 1\nc: 2\n")])
    (home / "a.yaml").write_text("a: 1\nc: 2\nb: 3\n")
    with pytest.raises(ContentError, match="was edited since"):
        undo(history, ())
    assert (home / "a.yaml").read_text() == "a: 1\nc: 2\nb: 3\n"


def test_a_change_before_the_last_is_taken_back_by_its_number(home: Path) -> None:
    history = History(home)
    history.record("rename", "first", [write(home / "a.yaml", B)])
    history.record("rename", "second", [write(home / "a.yaml", B.replace("three", "THREE"))])
    history.record("rename", "third", [write(home / "b.yaml", B)])
    (home / "b.yaml").write_text("one\nTwo!\nthree\n")
    with pytest.raises(ContentError, match="--change N"):
        undo(history, ())
    assert undo(history, (), number=1)[0].said == "first"
    assert (home / "a.yaml").read_text() == A.replace("three", "THREE")
    with pytest.raises(UsageError, match="no change 1 to take back"):
        undo(history, (), number=1)
    assert undo(history, (), number=2)[0].said == "second"
    assert [(home / name).read_text() for name in ("a.yaml", "b.yaml")] == [A, "one\nTwo!\nthree\n"]


def test_what_could_not_be_taken_back_is_not_done(home: Path, tmp_path: Path) -> None:
    (home / "link.yaml").symlink_to(tmp_path / "mine.yaml")
    (tmp_path / "mine.yaml").write_text(A)
    with pytest.raises(ContentError, match="lies outside the content"):
        History(home, ()).record("fmt", "x", [write((home / "link.yaml").resolve(), B)])
    assert (tmp_path / "mine.yaml").read_text() == A
    assert not (home / ".history").exists()
    History(home, (tmp_path,)).record("fmt", "x", [write((home / "link.yaml").resolve(), B)])
    undo(History(home), (tmp_path,))
    assert (tmp_path / "mine.yaml").read_text() == A


@pytest.mark.parametrize(
    "raw", ["[" * 100_000, '{"files": [{"path": 3, "before": "", "after": ""}], "moves": []}']
)
def test_a_change_that_is_none_is_passed_over(home: Path, raw: str) -> None:
    history = History(home)
    history.record("fmt", "x", [write(home / "a.yaml", B)])
    good = json.loads((home / ".history" / "0001.json").read_text())
    odd = raw if raw[0] == "[" else json.dumps({**good, **json.loads(raw)})
    (home / ".history" / "0002.json").write_text(odd)
    assert undo(history, ())[0].number == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_in_the_history_stops_nobody(home: Path) -> None:
    history = History(home)
    history.record("fmt", "x", [write(home / "a.yaml", B)])
    os.mkfifo(home / ".history" / "0002.json")
    with within(10.0):
        assert undo(history, ())[0].number == 1
        (home / "a.yaml").unlink()
        os.mkfifo(home / "a.yaml")
        with pytest.raises(MachineError, match="not a regular file"):
            save([Write(home / "a.yaml", b"", b"x")])


def test_a_pair_is_added_as_its_neighbours_are_written(home: Path) -> None:
    (home / "a.yaml").write_text("a:  # x\n  uk: 'б'  # one\n  # tail\nb: {uk: c}\n")
    draft = Draft(read_page(home / "a.yaml", home))
    draft.add_pair(("a",), "pl", '"p"', "p", after="uk")
    draft.add_pair(("b",), "pl", '"p"', "p", after="uk")
    assert draft.finish() == 'a:  # x\n  uk: \'б\'  # one\n  pl: "p"\n  # tail\nb: {uk: c, pl: "p"}\n'


def test_an_edit_that_came_out_otherwise_is_not_written(home: Path) -> None:
    (home / "a.yaml").write_text("a: b\n")
    draft = Draft(read_page(home / "a.yaml", home))
    draft.insert(3, "x # ")
    with pytest.raises(ContentError, match="nothing was written"):
        draft.finish()


@pytest.mark.parametrize("written", ["\u202e", "\u200b", "\x07"])
def test_what_check_would_refuse_is_not_written(home: Path, written: str) -> None:
    (home / "a.yaml").write_text("a: b\n")
    draft = Draft(read_page(home / "a.yaml", home))
    draft.replace_value(("a",), f'"{written}"', written)
    with pytest.raises(ContentError, match="nothing was written"):
        draft.finish()


def test_of_two_tools_at_once_each_change_is_kept(home: Path) -> None:
    """A folder's number is taken by one: each of them would write its own over the other's."""
    history = History(home)
    with ThreadPoolExecutor(4) as crew:
        kept = crew.map(
            lambda n: history.record("fmt", f"{n}", [Write(home / f"{n}.yaml", None, b"x")]), range(8)
        )
        numbers = sorted(change.number for change in kept)
    assert numbers == [change.number for change in history.changes()] == list(range(1, 9))
    assert sorted(path.name for path in home.glob(".*")) == [".history"]


def test_where_there_are_no_locks_one_tool_writes_all_the_same(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_handle: int) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locking, "_lock", none)
    History(home).record("fmt", "x", [write(home / "a.yaml", B)])
    assert undo(History(home), ())[0].said == "x"
    assert [path.name for path in home.glob(".*")] == [".history"]
