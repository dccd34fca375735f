"""Saves seen, and only once they are whole: editors, storms, broken and mended, folders gone and come again."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from prisonersvoice_ar.app.preview.reading import Broken, Outcome, Reader, Reloaded
from prisonersvoice_ar.app.preview.reloading import Reloader
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content, Loaded, load_scene
from prisonersvoice_ar.documents.memory import Memory
from tests.saving import MARKERS, SAVES, content_in, save_gedit, save_plain, written

LONGEST_S = 20.0


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return content_in(tmp_path / "Кампанія 2026")


@pytest.fixture
def file(content: Content) -> Path:
    return content.scenes / "small" / "scene.yaml"


@pytest.fixture
def reloader(content: Content) -> Iterator[Reloader]:
    with Reloader(content.scenes / "small", content, apart=False) as opened:
        yield opened


def said(outcome: Outcome | None) -> str:
    """What the scene's only line says."""
    assert isinstance(outcome, Reloaded), outcome
    return outcome.scene.beats["arrive"].say[0].text["en"]


def until(found: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_S
    while not found():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


def newest(reloader: Reloader, wanted: Callable[[Outcome], bool]) -> Outcome:
    """Poll until an outcome is as ``wanted``."""
    came: list[Outcome] = []

    def polled() -> bool:
        outcome = reloader.poll()
        came.extend([outcome] if outcome is not None else [])
        return outcome is not None and wanted(outcome)

    until(polled)
    return came[-1]


def says(text: str) -> Callable[[Outcome], bool]:
    return lambda outcome: isinstance(outcome, Reloaded) and said(outcome) == text


def is_broken(outcome: Outcome) -> bool:
    return isinstance(outcome, Broken)


def test_the_scene_is_there_at_once_with_its_targets(reloader: Reloader) -> None:
    assert said(reloader.first) == "one"
    assert isinstance(reloader.first, Reloaded)
    assert set(reloader.first.targets) == {"card"}
    assert reloader.first.texts["scenes/small/scene.yaml"] == written("one")
    assert reloader.poll() is None


@pytest.mark.parametrize("save", SAVES)
def test_every_editors_save_is_seen_and_no_half_of_one(reloader: Reloader, file: Path, save: str) -> None:
    shown: list[Outcome] = []

    def wanted(outcome: Outcome) -> bool:
        shown.append(outcome)
        return says("two")(outcome)

    before = time.monotonic()
    SAVES[save](file, written("two"))
    found = newest(reloader, wanted)
    assert [outcome for outcome in shown if isinstance(outcome, Broken)] == [], (
        "a half-written file was shown"
    )
    assert before <= found.noticed_s <= found.ready_s <= time.monotonic()


def test_a_storm_of_saves_ends_with_the_last(reloader: Reloader, file: Path) -> None:
    seen: list[str] = []
    for number in range(100):
        save_gedit(file, written(f"n{number}"))
        outcome = reloader.poll()
        if outcome is not None:
            seen.append(said(outcome))
        time.sleep(0.01)
    if seen[-1:] != ["n99"]:
        seen.append(said(newest(reloader, says("n99"))))
    assert len(seen) >= 2, "a storm is not waited out"
    assert seen == sorted(seen, key=lambda text: int(text[1:]))
    assert len(seen) == len(set(seen))


def test_a_broken_save_is_told_with_its_text_and_a_mended_one_follows(reloader: Reloader, file: Path) -> None:
    save_gedit(file, written("two").replace("then: rest", "thne: rest"))
    broken = newest(reloader, is_broken)
    assert isinstance(broken, Broken)
    assert "unknown-key" in {problem.code for problem in broken.problems}
    assert "thne" in broken.texts["scenes/small/scene.yaml"]
    save_gedit(file, written("three"))
    newest(reloader, says("three"))


@pytest.mark.parametrize(
    "raw", [b"", b"\0" * 50, written("ї").encode("cp1251"), written("x").encode("utf-16"), b": : :\n\t-", b"x" * 1_100_000]
)  # fmt: skip
def test_whatever_is_saved_is_a_problem_and_no_end(reloader: Reloader, file: Path, raw: bytes) -> None:
    file.write_bytes(raw)
    broken = newest(reloader, is_broken)
    assert isinstance(broken, Broken)
    assert broken.problems
    save_plain(file, written("mended"))
    newest(reloader, says("mended"))


def test_a_scene_deleted_is_broken_and_comes_back(reloader: Reloader, file: Path) -> None:
    shutil.rmtree(file.parent)
    assert isinstance(newest(reloader, is_broken), Broken)
    file.parent.mkdir()
    save_plain(file, written("back"))
    newest(reloader, says("back"))
    save_vim_again = SAVES["vim"]
    save_vim_again(file, written("again"))
    newest(reloader, says("again"))


def test_voices_shared_files_and_markers_are_seen_too(reloader: Reloader, content: Content) -> None:
    content.markers.write_text(MARKERS.replace("card:", "cart:"), "utf-8")
    broken = newest(reloader, is_broken)
    assert isinstance(broken, Broken)
    assert broken.problems[0].code == "unknown-target"
    content.markers.write_text(MARKERS, "utf-8")
    newest(reloader, says("one"))
    (content.audio / "uk" / "x-001.wav").write_bytes(b"no sound")
    bad = newest(
        reloader, lambda outcome: bool(outcome.problems) and "bad-voice" in {p.code for p in outcome.problems}
    )
    assert bad.problems


def test_what_is_around_a_scene_is_read_once_until_it_changes(content: Content, file: Path) -> None:
    memories: list[Memory] = []

    def counted(path: Path, where: Content, memory: Memory) -> Loaded[Scene]:
        memories.append(memory)
        return load_scene(path, where, memory)

    reader = Reader(file.parent, content, load=counted)
    reader.read()
    save_plain(file, written("two"))
    (content.scenes / "_shared" / "end.yaml").touch()
    assert said(reader.read()) == "two"
    content.markers.write_text(MARKERS.replace("card:", "cart:"), "utf-8")
    assert isinstance(reader.read(), Broken), "other targets"
    content.markers.write_text(MARKERS, "utf-8")
    voice = content.audio / "uk" / "x-001.wav"
    voice.write_bytes(b"no sound")
    assert "bad-voice" in {problem.code for problem in reader.read().problems}
    voice.unlink()
    assert "bad-voice" not in {problem.code for problem in reader.read().problems}
    (file.parent / "sounds").mkdir()
    (file.parent / "sounds" / "drip.wav").write_bytes(b"")
    reader.read()
    assert [memories.index(memory) for memory in memories] == [0, 0, 2, 3, 4, 5]
    reader.close()


def test_without_the_systems_bell_saves_are_seen_all_the_same(content: Content, file: Path) -> None:
    with Reloader(file.parent, content, apart=False, polling=True) as reloader:
        save_gedit(file, written("two"))
        newest(reloader, says("two"))


def test_a_file_that_may_not_be_read_is_read_once_it_may(
    content: Content, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor on Windows keeps its file to itself for a moment; nothing tells when it lets go."""
    locked = threading.Event()
    real = Path.open

    def opened(path: Path, *given: object, **more: object) -> object:
        if locked.is_set() and path.name == "scene.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr("builtins.open", _guarded(open, locked))
    with Reloader(file.parent, content, apart=False) as reloader:
        locked.set()
        (content.scenes / "small" / "notes.yaml").touch()
        broken = newest(reloader, is_broken)
        assert isinstance(broken, Broken)
        assert broken.problems[0].code == "file-unreadable"
        locked.clear()
        newest(reloader, says("one"))


def _guarded(real: Callable[..., object], locked: threading.Event) -> Callable[..., object]:
    def opened(path: object, *given: object, **more: object) -> object:
        if locked.is_set() and str(path).endswith("scene.yaml"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *given, **more)

    return opened


def test_files_that_change_while_they_are_read_are_read_again(content: Content, file: Path) -> None:
    reads = []

    def slow(path: Path, where: Content, memory: Memory) -> Loaded[Scene]:
        loaded = load_scene(path, where, memory)
        if len(reads) < 2:
            save_plain(file, written(f"later {len(reads)}"))
        reads.append(loaded)
        return loaded

    reader = Reader(file.parent, content, load=slow)
    assert said(reader.read()) == "later 1"
    assert len(reads) == 3
    reader.close()


def test_files_that_never_rest_do_not_hold_it_up_for_ever(content: Content, file: Path) -> None:
    numbers = iter(range(1000))

    def restless(path: Path, where: Content, memory: Memory) -> Loaded[Scene]:
        loaded = load_scene(path, where, memory)
        save_plain(file, written(f"n{next(numbers)}"))
        return loaded

    reader = Reader(file.parent, content, load=restless)
    assert isinstance(reader.read(), Reloaded)
    assert next(numbers) < 20
    reader.close()


def test_a_fault_of_ours_is_said_and_the_watching_goes_on(content: Content, file: Path) -> None:
    faults = [RecursionError("too deep")]

    def faulty(path: Path, where: Content, memory: Memory) -> Loaded[Scene]:
        if faults:
            raise faults.pop()
        return load_scene(path, where, memory)

    reader = Reader(file.parent, content, load=faulty)
    broken = reader.read()
    assert isinstance(broken, Broken)
    assert broken.fault == "RecursionError: too deep"
    save_plain(file, written("two"))
    outcome = None
    end = time.monotonic() + LONGEST_S
    while outcome is None and time.monotonic() < end:
        outcome = reader.next(0.5)
    assert said(outcome) == "two"
    reader.close()


def test_a_fault_of_the_first_reading_is_reported_as_everywhere(content: Content, file: Path) -> None:
    def faulty(path: Path, where: Content, memory: Memory) -> Loaded[Scene]:
        raise RecursionError("too deep")

    reader = Reader(file.parent, content, load=faulty, goes_on=False)
    with pytest.raises(RecursionError):
        reader.read()
    reader.close()


def test_git_at_work_is_waited_for(content: Content, file: Path) -> None:
    (content.root / ".git").mkdir()
    lock = content.root / ".git" / "index.lock"
    lock.touch()
    with Reloader(file.parent, content, apart=False) as reloader:
        save_plain(file, written("in the midst"))
        time.sleep(0.3)
        assert reloader.poll() is None
        save_plain(file, written("checked out"))
        lock.unlink()
        assert said(newest(reloader, lambda _: True)) == "checked out"


def test_nothing_is_said_where_nothing_has_changed(reloader: Reloader, file: Path) -> None:
    save_gedit(file, written("one"))
    (file.parent / "4913").touch()
    os.utime(file)
    time.sleep(0.4)
    assert reloader.poll() is None


def test_in_a_process_of_its_own_it_does_the_same_and_ends_with_us(content: Content, file: Path) -> None:
    with Reloader(file.parent, content) as reloader:
        worker = reloader._worker
        save_gedit(file, written("two"))
        newest(reloader, says("two"))
        psutil.Process(worker.pid).kill()
        until(lambda: not worker.is_alive())
        until(lambda: reloader.poll() is not None or reloader._worker is not worker)
        save_gedit(file, written("three"))
        newest(reloader, says("three"))
        again = reloader._worker
    assert not again.is_alive()
