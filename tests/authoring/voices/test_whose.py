"""A machine's voice never passes for a person's, and no recording is taken for a placeholder and thrown away."""

from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.app.cli import run
from prisonersvoice_ar.authoring.opus import write_opus
from prisonersvoice_ar.authoring.voices import keeping, placeholder
from prisonersvoice_ar.authoring.voices.importing import import_folder
from prisonersvoice_ar.authoring.voices.ledger import update
from prisonersvoice_ar.authoring.voices.manifest import Spoken, read
from prisonersvoice_ar.authoring.voices.mark import marked
from prisonersvoice_ar.authoring.voices.state import State, missing, roll, state_of
from prisonersvoice_ar.authoring.voices.telling import spoken_by_machine
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.lower.manifest import file_hash
from prisonersvoice_ar.media.loudness import RATE
from tests.authoring.voice_makers import make_scene, reload, speech, write_wav

ONE = {"tv-001": ("Це ліжко.", "A bunk."), "tv-002": ("Одна лампа.", "A lamp.")}
BUZZ = speech(1.2, around=0.1)


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak without espeak-ng: a buzz, of another length for other words."""

    def speak(text: str, _language: str) -> np.ndarray:
        return BUZZ[: RATE - 100 * len(text), None].astype(np.float32)

    monkeypatch.setattr(placeholder, "speak", speak)
    monkeypatch.setattr(placeholder, "given", lambda text, *_: text)
    monkeypatch.setattr(placeholder, "made_with", lambda: "a buzz")


def states(content: Content, name: str = "trial") -> list[State]:
    return [state_of(line, "uk") for line in reload(content, name).beats["one"].say]


def folder_of(content: Content) -> Path:
    return content.audio / "uk"


def make(scene: Scene, content: Content, **more: object) -> placeholder.Report:
    (report,) = placeholder.make_voices(scene, content.audio, ("uk",), **more)  # type: ignore[arg-type]
    return report


def retagged(path: Path) -> None:
    """The same voice in another file, as a tag tool leaves it."""
    write_opus(path, marked(BUZZ[: RATE // 2, None].astype(np.float32)), 24_000)


def other_words(content: Content) -> Scene:
    path = content.scenes / "trial" / "scene.yaml"
    path.write_text(path.read_text("utf-8").replace("Це ліжко", "Це нари"), encoding="utf-8")
    return reload(content)


def test_a_retagged_placeholder_is_a_machines_still(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    make(scene, content)
    retagged(folder_of(content) / "tv-001.opus")
    assert states(content) == [State.SYNTHETIC] * 2
    found = roll(reload(content), "uk", content.audio)
    assert (found.lines[State.SYNTHETIC], found.unsaid) == (("tv-001", "tv-002"), ("tv-001",))
    report = make(reload(content), content)
    assert (report.made, report.kept) == (("tv-001",), ("tv-002",))
    assert roll(reload(content), "uk", content.audio).unsaid == ()


def test_tones_tell_a_machine_where_no_voices_yaml_does(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    write_wav(folder_of(content) / "tv-002.wav", BUZZ)
    retagged(folder_of(content) / "tv-001.opus")
    scene = reload(content)
    assert states(content) == [State.RECORDED] * 2  # the loader decodes nothing
    code, text = missing(scene, ("uk",), content.audio)
    assert (code, "not noted" in text) == (0, True)
    assert not roll(scene, "uk", content.audio).is_recorded
    report = make(scene, content)
    assert (report.made, report.recorded) == (("tv-001",), ("tv-002",))
    assert states(content) == [State.SYNTHETIC, State.RECORDED]


def test_a_file_that_cannot_be_played_is_told_from_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scene, content = make_scene(tmp_path, ONE)
    make(scene, content)
    (folder_of(content) / "tv-001.opus").write_text("no sound at all", encoding="utf-8")
    found = roll(reload(content), "uk", content.audio)
    assert (found.lines[State.MISSING], found.broken) == (("tv-001",), ("tv-001",))
    assert run(["voice", str(content.scenes / "trial"), "--missing", "--lang", "uk", "--words", "en"]) == 1
    said = capsys.readouterr().out
    assert "broken        1  of the missing: a file lies there that cannot be played" in said
    assert "--placeholder" not in said, "it would leave the file alone"


def test_an_actors_recording_laid_over_a_placeholder_is_told_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scene, content = make_scene(tmp_path, ONE)
    make(scene, content)
    actors = write_opus(folder_of(content) / "tv-001.opus", BUZZ[:, None].astype(np.float32), 48_000)
    before = actors.read_bytes()
    assert states(content) == [State.SYNTHETIC] * 2  # not known, and so not claimed to be a person's
    assert run(["voice", str(content.scenes / "trial"), "--missing", "--lang", "uk", "--words", "en"]) == 0
    said = capsys.readouterr().out
    assert "unknown       1  laid here by hand, so it counts as a machine’s: import it, or delete it" in said
    report = make(other_words(content), content, anew=True)
    assert (report.made, report.unknown) == (("tv-002",), ("tv-001.opus",))
    assert "tv-001.opus" in spoken_by_machine(report)
    assert actors.read_bytes() == before


def test_a_recording_beside_a_placeholder_is_kept_and_named(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    make(scene, content)
    actors = write_wav(folder_of(content) / "tv-001.wav", BUZZ)
    assert roll(reload(content), "uk", content.audio).lines[State.UNKNOWN] == ("tv-001",)
    report = make(other_words(content), content)
    assert report.unknown == ("tv-001.wav",)
    assert actors.exists()
    retagged(folder_of(content) / "tv-001.opus")  # nor is it lost where the placeholder is no more known
    assert make(reload(content), content).unknown == ("tv-001.wav",)
    assert actors.exists()


def test_an_older_placeholder_of_another_ending_goes(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    old = write_wav(folder_of(content) / "tv-001.wav", BUZZ)
    entry = f"synthetic: true\nlines:\n  tv-001: {{state: synthetic, file_hash: {file_hash(old)!r}}}\n"
    (folder_of(content) / "voices.yaml").write_text(entry, encoding="utf-8")
    of_another_tool = marked(BUZZ[:, None].astype(np.float32))
    beside = write_wav(folder_of(content) / "tv-002.wav", of_another_tool)
    assert make(scene, content).made == ("tv-001", "tv-002")
    assert not old.exists()
    assert beside.exists()  # not known by its hash
    assert (folder_of(content) / "tv-001.opus").exists()


def test_of_two_runs_at_once_neither_forgets_the_others_lines_or_a_persons_words(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    other, _ = make_scene(tmp_path, {"ot-001": ONE["tv-001"]}, name="other")
    begun = []

    def tick() -> None:
        if not begun:
            begun.append(1)
            make(other, content)
            path = folder_of(content) / "voices.yaml"
            path.write_text(f"{path.read_text('utf-8')}note: by hand\n", encoding="utf-8")

    make(scene, content, tick=tick)
    voices = read(folder_of(content))
    assert (sorted(voices.lines), voices.note) == (["ot-001", "tv-001", "tv-002"], "by hand")
    assert sorted(voices.gains) == ["other", "trial"]
    assert states(content) + states(content, "other") == [State.SYNTHETIC] * 3


def test_a_recording_that_comes_in_while_a_machine_speaks_stays(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    write_wav(tmp_path / "r" / "uk" / "tv-001.wav", speech(1.6))
    begun = []

    def tick() -> None:
        if not begun:
            begun.append(1)
            import_folder(scene, content.audio, tmp_path / "r", scene.languages)

    assert make(scene, content, tick=tick).made == ("tv-002",)
    assert states(content) == [State.RECORDED, State.SYNTHETIC]


def test_what_is_there_when_the_process_is_killed_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, content = make_scene(tmp_path, ONE)
    seen = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        out = real(self, target)
        if Path(target).suffix == ".opus":
            seen.append(states(content)[: len(seen) + 1])
        return out

    monkeypatch.setattr(Path, "replace", replace)
    make(scene, content)
    assert seen == [[State.SYNTHETIC], [State.SYNTHETIC] * 2]


def test_a_folder_stays_a_machines_while_files_lie_there_that_nobody_knows(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    make(scene, content)
    update(folder_of(content), lambda voices: voices.lines.clear())
    write_wav(tmp_path / "r" / "uk" / "tv-001.wav", speech(1.6))
    import_folder(scene, content.audio, tmp_path / "r", scene.languages)
    assert states(content) == [State.RECORDED, State.SYNTHETIC]


def test_a_name_that_is_no_lines_is_not_entered(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    write_wav(folder_of(content) / "Room tone.wav", BUZZ)
    write_wav(folder_of(content) / "ot-001.wav", BUZZ)
    retagged(folder_of(content) / "ot-002.opus")  # no person's either
    make(scene, content)
    lines = read(folder_of(content)).lines
    assert (sorted(lines), lines["ot-001"].state) == (["ot-001", "tv-001", "tv-002"], "recorded")


def test_what_is_not_the_file_we_made_stays_and_stays_known_when_its_line_goes(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    make(scene, content)
    write_wav(tmp_path / "r.wav", BUZZ).replace(folder_of(content) / "tv-001.opus")
    path = content.scenes / "trial" / "scene.yaml"
    path.write_text(path.read_text("utf-8").replace("tv-00", "tv-10"), encoding="utf-8")
    report = make(reload(content), content)
    assert (report.removed, report.made) == (("tv-002",), ("tv-101", "tv-102"))
    assert (folder_of(content) / "tv-001.opus").exists()
    assert "tv-001" in read(folder_of(content)).lines


def test_an_import_keeps_what_others_wrote_while_it_listened(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    other, _ = make_scene(tmp_path, {"ot-001": ONE["tv-001"]}, name="other")
    write_wav(tmp_path / "r" / "uk" / "tv-001.wav", speech(1.6))
    begun = []

    def tick() -> None:
        if not begun:
            begun.append(1)
            make(other, content)

    import_folder(scene, content.audio, tmp_path / "r", scene.languages, begin=lambda _: tick)
    assert sorted(read(folder_of(content)).lines) == ["ot-001", "tv-001"]
    assert states(content, "other") == [State.SYNTHETIC]


def imported_over_placeholders(tmp_path: Path) -> Content:
    scene, content = make_scene(tmp_path / "content", ONE)
    make(scene, content)
    for line in ONE:
        write_wav(tmp_path / "r" / "uk" / f"{line}.wav", speech(1.6))
    import_folder(reload(content), content.audio, tmp_path / "r", scene.languages)
    assert states(content) == [State.RECORDED] * 2
    return content


def test_an_interrupted_undo_leaves_what_is_there_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = imported_over_placeholders(tmp_path)
    kept = []

    def keep(record: keeping.Record, change: keeping.Change, audio: Path) -> None:
        kept.append(change.line)
        if len(kept) == 2:
            raise KeyboardInterrupt
        keep_(record, change, audio)

    keep_ = keeping.keep
    with monkeypatch.context() as patched:
        patched.setattr(keeping, "keep", keep)
        with pytest.raises(KeyboardInterrupt):
            keeping.undo(content.audio, "trial")
    assert states(content) == [State.SYNTHETIC, State.RECORDED]
    for line, spoken in read(folder_of(content)).lines.items():
        assert spoken.file_hash == file_hash(folder_of(content) / f"{line}.opus")


def test_no_placeholder_that_an_undo_brings_back_is_there_before_it_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = imported_over_placeholders(tmp_path)
    known: list[Spoken] = []
    move_ = keeping._move

    def move(source: Path, target: Path) -> None:
        move_(source, target)
        if target.parent == folder_of(content):
            known.append(read(folder_of(content)).lines[target.stem])

    monkeypatch.setattr(keeping, "_move", move)
    keeping.undo(content.audio, "trial")
    assert [one.by_machine for one in known] == [True, True]
