"""A folder of recordings becomes a scene's voices; nothing that was there is lost, and all of it can be taken back."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.app.cli import run
from prisonersvoice_ar.authoring.edits.saving import new_beside
from prisonersvoice_ar.authoring.opus import write_opus
from prisonersvoice_ar.authoring.voices import importing, keeping
from prisonersvoice_ar.authoring.voices.importing import Report, import_folder
from prisonersvoice_ar.authoring.voices.reading import read_recording
from prisonersvoice_ar.authoring.voices.state import State, state_of
from prisonersvoice_ar.authoring.voices.telling import imported
from prisonersvoice_ar.core.errors import MachineError, UsageError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.media import probe
from prisonersvoice_ar.media.loudness import gated, powers, true_peak
from tests.authoring.voice_makers import LINES, make_scene, reload, speech, write_wav

SECONDS = {"tv-001": 1.6, "tv-002": 1.4, "tv-003": 2.0}


def record(folder: Path, languages: tuple[str, ...] = ("uk",), level_db: float = -42.0) -> Path:
    for language in languages:
        for number, (line, seconds) in enumerate(SECONDS.items()):
            write_wav(folder / language / f"{line}_take1.wav", speech(seconds, level_db - 2 * number))
    return folder


def take_in(scene: Scene, content: Content, folder: Path, **more: object) -> Report:
    return import_folder(scene, content.audio, folder, scene.languages, **more)  # type: ignore[arg-type]


def states(content: Content, language: str = "uk") -> list[State]:
    return [state_of(line, language) for line in reload(content).beats["one"].say]


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_recordings_become_voices_of_one_loudness(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path / "content")
    report = take_in(scene, content, record(tmp_path / "запис 1", ("uk", "en")))
    assert not report.incomplete
    assert states(content) == states(content, "en") == [State.RECORDED] * 3
    sounds = []
    for line in LINES:
        path = content.audio / "uk" / f"{line}.opus"
        assert (probe(path).kind, probe(path).channels) == ("opus", 1)
        sounds.append(read_recording(path).sound)
        assert 20 * np.log10(true_peak(sounds[-1])) <= -1.0
    blocks = [powers(sound) for sound in sounds]
    assert gated(np.concatenate(blocks)) == pytest.approx(-19.0, abs=0.5)
    assert gated(blocks[0]) - gated(blocks[2]) == pytest.approx(4.0, abs=0.5)
    assert not list(content.audio.rglob("*.part*"))


def test_words_that_change_later_make_a_recording_stale_and_other_captions_do_not(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path / "content")
    take_in(scene, content, record(tmp_path / "r"))
    path = content.scenes / "trial" / "scene.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("камера. | Це", "камера. Це").replace("Це ліжко.", "Це нари."), encoding="utf-8"
    )
    assert states(content) == [State.RECORDED, State.RECORDED, State.STALE]
    voice = reload(content).beats["one"].say[2].voices["uk"]
    assert voice.stale
    assert not voice.synthetic


def test_what_was_there_is_kept_and_comes_back_to_the_byte(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path / "content")
    old = write_wav(content.audio / "uk" / "tv-001.wav", speech(1.0))  # an actor's, laid there by hand
    take_in(scene, content, record(tmp_path / "r1"))
    assert not old.exists()
    first = everything(content.audio / "uk")
    kept = {path.read_bytes() for path in (content.audio / ".replaced").rglob("tv-001.wav")}
    assert len(kept) == 1
    again = take_in(reload(content), content, record(tmp_path / "r2", level_db=-30.0))
    assert [one.replaced for one in again.taken] == ["recorded"] * 3
    second = everything(content.audio / "uk")
    assert second != first
    keeping.undo(content.audio, "trial")
    assert everything(content.audio / "uk") == first
    keeping.undo(content.audio, "trial")  # the undo is taken back
    assert everything(content.audio / "uk") == second
    keeping.undo(content.audio, "trial")
    assert everything(content.audio / "uk") == first


def test_an_undo_leaves_alone_what_has_changed_since(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path / "content")
    take_in(scene, content, record(tmp_path / "r"))
    newer = content.audio / "uk" / "tv-002.opus"
    shutil.copy(content.audio / "uk" / "tv-001.opus", newer)
    _, back, left = keeping.undo(content.audio, "trial")
    assert (back, left) == (["uk/tv-001", "uk/tv-003"], ["uk/tv-002"])
    assert newer.exists()
    with pytest.raises(UsageError, match="nothing to undo"):
        keeping.undo(content.audio, "another-scene")


def test_the_same_recordings_again_change_nothing(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path / "content")
    take_in(scene, content, record(tmp_path / "r"))
    before = everything(content.audio)
    report = take_in(reload(content), content, tmp_path / "r")
    assert [one.replaced for one in report.taken] == ["the same"] * 3
    assert everything(content.audio) == before


def test_one_bad_file_keeps_none_of_the_others_out(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path / "content")
    folder = record(tmp_path / "r")
    (folder / "uk" / "tv-001_take2.wav").write_bytes(b"")
    write_wav(folder / "uk" / "tv-002_take2.wav", np.zeros(48_000))
    write_wav(folder / "uk" / "room tone.wav", speech(1.0))
    (folder / "uk" / "notes.txt").write_text("gain 42", encoding="utf-8")
    if sys.platform != "win32":
        write_wav(folder / "uk" / "red\x1b[31m\nroom.wav", speech(1.0))
    report = take_in(scene, content, folder)
    failed = {one.path.name: one.failed.message for one in report.taken if one.failed}
    assert failed == {"tv-001_take2.wav": "file-empty", "tv-002_take2.wav": "silent"}
    assert "room tone.wav" in [path.name for path, _ in report.unclear]
    assert "\x1b" not in imported(report, content.audio)
    assert [path.name for path in report.others] == ["notes.txt"]
    assert states(content) == [State.MISSING, State.MISSING, State.RECORDED]
    assert report.incomplete


def test_only_the_language_that_was_asked_for(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path / "content")
    report = take_in(scene, content, record(tmp_path / "r", ("uk", "en")), language="en", dry=True)
    assert ({one.language for one in report.taken}, report.unasked, report.incomplete) == ({"en"}, 3, False)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path / "content")
    steps: list[int] = []

    def begin(total: int) -> Callable[[], None]:
        steps.append(total)
        return lambda: steps.append(-1)

    report = take_in(scene, content, record(tmp_path / "r"), dry=True, begin=begin)
    assert report.levels["uk"].gain_db > 15
    assert sum(steps) == 0, "its bar comes to the end"
    assert not content.audio.exists()


def test_where_nothing_can_be_written_the_place_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, content = make_scene(tmp_path / "content")
    monkeypatch.setattr(importing, "read_recording", None)  # before anything is listened to
    content.audio.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(MachineError, match="cannot be written"):
        take_in(scene, content, record(tmp_path / "r"))
    assert content.audio.is_file()


def test_an_interrupt_loses_no_voice_and_no_knowledge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, content = make_scene(tmp_path / "content")
    take_in(scene, content, record(tmp_path / "r1"))
    first = everything(content.audio / "uk")
    moves = []

    def keep(record: keeping.Record, change: keeping.Change, audio: Path) -> None:
        moves.append(change.line)
        if len(moves) == 2:
            raise KeyboardInterrupt
        keep_(record, change, audio)

    keep_ = keeping.keep
    monkeypatch.setattr(keeping, "keep", keep)
    with pytest.raises(KeyboardInterrupt):
        take_in(reload(content), content, record(tmp_path / "r2", level_db=-30.0))
    monkeypatch.undo()
    assert states(content) == [State.RECORDED] * 3
    keeping.undo(content.audio, "trial")
    assert {
        name: data for name, data in everything(content.audio / "uk").items() if name != "voices.yaml"
    } == {name: data for name, data in first.items() if name != "voices.yaml"}


def test_one_that_is_far_louder_does_not_make_the_others_soft(tmp_path: Path) -> None:
    lines = {f"tv-{n:03d}": (f"Слово {n}.", f"Word {n}.") for n in range(4)}
    scene, content = make_scene(tmp_path / "content", lines)
    for number, name in enumerate(lines):
        write_wav(tmp_path / "r" / "uk" / f"{name}.wav", speech(1.2, -8.0 if number == 2 else -30.0))
    report = take_in(scene, content, tmp_path / "r", dry=True)
    assert [one.failed and one.failed.message for one in report.taken] == [None, None, "other-set-up", None]
    assert report.levels["uk"].gain_db > 8.0, "by the loud one it would be under 0"
    assert report.incomplete


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_no_fault_of_the_encoder() -> None:
    with pytest.raises(OSError, match="No space left"):
        write_opus(Path("/dev/full"), speech(1.0)[:, None].astype(np.float32), 24_000)


def test_what_was_done_is_told_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scene, content = make_scene(tmp_path / "content")
    for number in range(4):
        write_wav(tmp_path / "r" / f"кімната {number}.wav", speech(0.5))
    (tmp_path / "r" / "uk").mkdir()
    (tmp_path / "r" / "uk" / "tv-002.wav").write_bytes(b"")
    write_wav(tmp_path / "one" / "uk" / "tv-001.wav", speech(1.6))
    said: dict[str, str] = {}
    for lang, last in (("uk", []), ("en", ["--dry-run"])):
        named = ("voice", str(content.scenes / scene.id), "--words", lang)
        assert run([*named, "--import", str(tmp_path / "r")]) == 1
        assert run([*named, "--import", str(tmp_path / "one"), *last]) == 0
        said[lang] = capsys.readouterr().out
    assert run([*named, "--undo", "--words", "uk"]) == 0
    said["uk"] += capsys.readouterr().out
    for told, none, same, file, one in (
        ("uk", "Жодного запису не взято", "з такою назвою (4 файли)", "файл порожній", "1 запис узято до"),
        (
            "en",
            "No recording was taken",
            "is called so, 4 files",
            "the file is empty",
            "1 recording would be",
        ),
    ):
        assert none in said[told]
        assert same in said[told], "a reason that many share is said once"
        assert f"uk/tv-002.wav: {file}" in said[told]
        assert one in said[told]
    assert "Повернуто назад: імпорт із теки «one»" in said["uk"]
    left = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"`[^`]*`|\S*[-/.]\S*", "", said["uk"])))
    assert left == {"LUFS", "dBTP", "Opus", "uk"}, "nothing else of it is English"


def test_what_a_killed_run_left_half_done_is_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / "uk"
    folder.mkdir()
    left, at_work = (new_beside(folder / "tv-001.opus", ".opus") for _ in range(2))
    theirs, voice = folder / ".mine.opus", folder / "tv-001.opus"
    for path in (theirs, voice):
        path.write_bytes(b"a voice")
    for path in (left, theirs, voice):
        os.utime(path, (0, 0))
    keeping.sweep(folder)
    keeping.sweep(tmp_path / "nowhere")
    assert {path for path in (left, at_work, theirs, voice) if path.exists()} == {at_work, theirs, voice}


def said_of(report: Report) -> dict[str, set[str]]:
    return {one.line.id: {doubt.what.message for doubt in one.doubts} for one in report.taken}


def test_another_lines_recording_stands_out_by_its_length(tmp_path: Path) -> None:
    lines = {f"tv-{n:03d}": ("Слово за словом. " * n, "Word by word by word. " * n) for n in range(1, 6)}
    scene, content = make_scene(tmp_path / "content", lines)
    seconds = {name: len(text[0]) / 12 for name, text in lines.items()}
    seconds["tv-002"], seconds["tv-005"] = seconds["tv-005"], seconds["tv-002"]
    for name, length in seconds.items():
        write_wav(tmp_path / "r" / "uk" / f"{name}.wav", speech(length, around=0.2))
    report = take_in(scene, content, tmp_path / "r", dry=True)
    doubted = {name for name, what in said_of(report).items() if what & {"short", "long"}}
    assert doubted == {"tv-002", "tv-005"}


def test_another_language_stands_out_by_all_lengths_together(tmp_path: Path) -> None:
    uk, en = [1, 4, 1, 4, 2, 4, 1, 3], [3, 1, 4, 1, 4, 1, 4, 1]
    lines = {
        f"tv-{n:03d}": ("Слово тут. " * a, "A word or so. " * b)
        for n, (a, b) in enumerate(zip(uk, en, strict=True))
    }
    scene, content = make_scene(tmp_path / "content", lines)
    for name, text in lines.items():
        for language, spoken in (("uk", text[1]), ("en", text[1])):
            write_wav(tmp_path / language / f"{name}.wav", speech(len(spoken) / 13, around=0.15))
    for language, doubted in (("uk", True), ("en", False)):
        report = take_in(scene, content, tmp_path / language, language=language, dry=True)
        assert any("other-language" in what for what in said_of(report).values()) is doubted


def test_the_command_tells_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, content = make_scene(tmp_path / "content")
    path = str(content.scenes / "trial")
    record(tmp_path / "r", ("uk", "en"))
    assert run(["voice", path, "--missing"]) == 1
    assert run(["voice", path, "--import", str(tmp_path / "r")]) == 0
    assert run(["voice", path, "--missing", "--format", "json"]) == 0
    out = capsys.readouterr().out
    assert "one gain of +" in out
    assert json.loads(out[out.index("{") :])["languages"]["uk"]["recorded"] == list(LINES)
    assert run(["voice", path, "--undo"]) == 0
    assert run(["voice", path, "--missing"]) == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--missing", "--undo"],
        ["--missing", "--dry-run"],
        ["--placeholder", "--take", "tv-001=1"],
        ["--missing", "--lang", "de"],
        ["--import", "nowhere"],
        ["--import", ".", "--take", "tv-001"],
        ["--import", ".", "--take", "tv-999=1"],
    ],
)
def test_what_does_not_go_together_is_refused(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, content = make_scene(tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    assert run(["voice", str(content.scenes / "trial"), *words]) == 2
    assert capsys.readouterr().err.startswith("prisonersvoice: ")


def test_a_scene_that_is_told_without_a_word_has_nothing_to_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, content = make_scene(tmp_path / "content", beats="  - {id: one, until: {after: 3s}, then: actions}\n")
    write_wav(tmp_path / "r" / "x.wav", speech(1.0))
    named = ["voice", str(content.scenes / "trial"), "--import", str(tmp_path / "r")]
    assert run([*named, "--words", "en"]) == 1
    assert "No recording was taken, and nothing was changed." in capsys.readouterr().out


def test_a_file_that_is_named_well_is_not_to_be_named_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, content = make_scene(tmp_path / "content")
    (tmp_path / "r" / "uk").mkdir(parents=True)
    for name, advised in (("tv-001.wav", False), ("one.wav", True)):
        (tmp_path / "r" / "uk" / name).write_bytes(b"")
        named = ["voice", str(content.scenes / "trial"), "--import", str(tmp_path / "r")]
        assert run([*named, "--words", "en"]) == 1
        assert ("name each file by its line" in capsys.readouterr().out) is advised
        (tmp_path / "r" / "uk" / name).unlink()
