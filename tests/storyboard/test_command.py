"""The command as its user gives it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from prisonersvoice_ar.app.cli import run
from tests.app.program import environment
from tests.app.program import run as program

PAGE, SHEET = "storyboard.html", "contact-sheet.png"


@pytest.fixture
def scene(root: Path, tmp_path: Path) -> Path:
    """A copy of the scene, in a folder with spaces and Cyrillic."""
    copy = tmp_path / "мої сцени" / "fifteen-days"
    shutil.copytree(root / "scenes" / "fifteen-days", copy)
    return copy


def _fails(capsys: pytest.CaptureFixture[str], code: int, *words: object) -> str:
    assert run(["storyboard", *map(str, words)]) == code
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return said.err


def test_sheet_and_page_are_made_and_said(tmp_path: Path, scene: Path) -> None:
    out = tmp_path / "розкадрування 1"
    ended = program(tmp_path, "storyboard", scene, "--lang", "en", "--size", "192x108", "--out", out)
    assert ended.code == 0, ended.text
    assert sorted(path.name for path in out.iterdir()) == [SHEET, PAGE]
    assert (out / SHEET).read_bytes().startswith(b"\x89PNG")
    html = (out / PAGE).read_text(encoding="utf-8")
    assert html.count("<img ") == 16
    assert '<html lang="en">' in html
    assert "arrive: while fd-001 is said" in html
    for path in (out / SHEET, out / PAGE):
        assert f"{path}: " in ended.out
    assert "Open " in ended.out
    assert "100%" in ended.err, "a progress bar"


def test_it_speaks_ukrainian(scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["storyboard", str(scene), "--no-pictures", "--lang", "uk", "--out", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert f"{tmp_path / PAGE}: сторінка, 0," in said
    assert "Відкрийте" in said
    assert "Далі: " in said


def test_the_page_alone_needs_no_engine(root: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from prisonersvoice_ar.app.cli import run\n"
        f"code = run(['storyboard', 'fifteen-days', '--no-pictures', '--out', {str(tmp_path / 'out')!r}])\n"
        "assert code == 0\n"
        "assert not {'panda3d', 'cv2'} & set(sys.modules)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=root,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == [PAGE]
    assert "<img" not in (tmp_path / "out" / PAGE).read_text(encoding="utf-8")


def test_notes_and_stale_translations_are_read_from_beside_the_scene(tmp_path: Path, scene: Path) -> None:
    (scene / "notes.yaml").write_text(
        'format: 1\nnotes:\n  - {on: line/fd-001, by: legal, date: 2026-11-01, text: "Is it so?"}\n',
        encoding="utf-8",
    )
    (scene / "translations.yaml").write_text(
        'format: 1\nmade:\n  line/fd-002: {en: "000000000000"}\n', encoding="utf-8"
    )
    assert run(["storyboard", str(scene), "--no-pictures", "--out", str(tmp_path / "out")]) == 0
    html = (tmp_path / "out" / PAGE).read_text(encoding="utf-8")
    assert "Is it so?" in html
    assert html.count('class="mark stale"') == 1


def test_a_broken_scene_is_told_as_check_does(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, scene: Path
) -> None:
    file = scene / "scene.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("then: terms", "then: trems"), encoding="utf-8")
    said = _fails(capsys, 1, scene, "--no-pictures", "--out", tmp_path / "out")
    assert "unknown-beat" in said
    assert not (tmp_path / "out").exists()


def test_wrong_words_on_the_command_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, scene: Path
) -> None:
    out = ("--no-pictures", "--out", tmp_path / "out")
    assert "It is in: uk, en" in _fails(capsys, 2, scene, "--lang", "pl", *out)
    assert "can be pictured as: diorama, portal, seated" in _fails(capsys, 2, scene, "--mode", "window", *out)
    assert "can be pictured as: diorama, portal, seated" in _fails(capsys, 2, scene, "--mode", "card", *out)
    with pytest.raises(SystemExit):
        run(["storyboard", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "diorama, portal, seated" in told
    assert "surround" not in told, "what is not built is not offered"
    assert "between 90 and 2560" in _fails(capsys, 2, scene, "--size", "10x10", *out).lower()
    assert "is no size" in _fails(capsys, 2, scene, "--size", "large", *out)
    assert "there is no scene" in _fails(capsys, 2, "fiften-days", *out)
    assert not (tmp_path / "out").exists()


def test_it_does_not_write_into_the_scene_nor_over_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, scene: Path
) -> None:
    file = tmp_path / "taken"
    file.write_text("mine", encoding="utf-8")
    assert "not a folder" in _fails(capsys, 2, scene, "--no-pictures", "--out", file)
    assert file.read_text(encoding="utf-8") == "mine"
    before = sorted(scene.rglob("*"))
    assert "own folder" in _fails(capsys, 2, scene, "--no-pictures", "--out", scene)
    assert sorted(scene.rglob("*")) == before
    assert "cannot be written" in _fails(capsys, 3, scene, "--no-pictures", "--out", file / "within")


@pytest.mark.skipif(os.name != "posix", reason="folders are made read-only otherwise there")
def test_a_folder_that_takes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, scene: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "fsync", refuse)
    out = tmp_path / "out"
    assert "cannot be written: Permission denied" in _fails(capsys, 3, scene, "--no-pictures", "--out", out)
    assert list(out.iterdir()) == [], "nothing half made is left"


def test_sheets_of_an_earlier_time_are_left_and_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, scene: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "contact-sheet-2.png").write_bytes(b"old")
    assert run(["storyboard", str(scene), "--no-pictures", "--out", str(out)]) == 0
    assert "contact-sheet-2.png: still there from an earlier time" in capsys.readouterr().err
    assert (out / "contact-sheet-2.png").read_bytes() == b"old"


def test_without_opengl_the_way_out_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, scene: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prisonersvoice_ar.core.errors import MachineError
    from prisonersvoice_ar.stage.window import Window

    def refuse(*_: object, **__: object) -> Window:
        raise MachineError("EGL cannot be opened.", "Install it.")

    monkeypatch.setattr(Window, "open", refuse)
    said = _fails(capsys, 3, scene, "--out", tmp_path / "out")
    assert "EGL cannot be opened." in said
    assert "--no-pictures" in said
