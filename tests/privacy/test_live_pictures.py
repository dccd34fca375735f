"""No picture of a live source is in any file after a run, nor in the report of a fault, nor in a core dump."""

import ast
import os
import signal
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest

from prisonersvoice_ar.app.crash import write_fault_report
from tests.app.mjpeg import switched_on
from tests.app.program import ROOT, SMALL, VISITORS, Run, run, until

COLOUR = (37, 201, 113)
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"ftypisom", b"ftypmp42", b"RIFF", b"BM6")


def _jpegs() -> list[bytes]:
    """A wall of one colour that nothing else has, and a mark that moves: a live picture does."""
    found = []
    for number in range(30):
        picture = np.full((480, 640, 3), COLOUR, np.uint8)
        picture[: 8 + 3 * number, :8] = 255
        found.append(cv2.imencode(".jpg", picture)[1].tobytes())
    return found


def _assert_no_picture(home: Path) -> None:
    """No file under ``home`` is a picture, or holds a row of the camera's pixels."""
    seen = cv2.imdecode(np.frombuffer(_jpegs()[0], np.uint8), cv2.IMREAD_COLOR)[400, 400].tolist()
    opaque = [*seen, 255], [*seen[::-1], 255]
    rows = [bytes(pixel) * 64 for pixel in (seen, seen[::-1], *opaque)]
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert kept, "not even a report was written: the test looked at nothing"
    for path in kept:
        content = path.read_bytes()
        assert not content.startswith(PICTURES), f"{path} is a picture"
        assert not any(row in content for row in rows), f"{path} holds pixels of the camera"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "tmp").mkdir(parents=True)
    return tmp_path / "home"


def test_no_live_picture_is_kept(home: Path) -> None:
    with switched_on(_jpegs()) as camera:
        ended = run(
            home, "run", "--headless", "--source", camera.url, "--lang", "en", "--frames", 60, *SMALL,
            "--report", home / "out" / "report.json", TMPDIR=str(home / "tmp"), **VISITORS,
        )  # fmt: skip
    assert ended.code == 0, ended.err
    _assert_no_picture(home)
    assert not list((home / "tmp").iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_crash_leaves_no_picture_and_no_core(home: Path) -> None:
    """Both processes forbid core dumps; perception, and then the app, die as of a fault in a native library."""
    with switched_on(_jpegs()) as camera:
        going = Run(
            home,
            "run",
            "--headless",
            "--source",
            camera.url,
            "--lang",
            "en",
            *SMALL,
            TMPDIR=str(home / "tmp"),
            **VISITORS,
        )
        try:
            until(lambda: "There is no sound card" in going.said, 90.0, f"it shows nothing: {going.said}")
            child = going.perception()
            until(lambda: _connected(child), 60.0, "perception does not watch the camera")
            time.sleep(1.0)
            for pid in (going.process.pid, child.pid):
                limits = Path(f"/proc/{pid}/limits").read_text()
                line = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
                assert line.split()[4] == "0", line
                assert int(Path(f"/proc/{pid}/coredump_filter").read_text(), 16) == 0
            child.send_signal(signal.SIGSEGV)
            going.perception(but=child.pid)
            os.kill(going.process.pid, signal.SIGSEGV)
            going.process.wait(60)
            going.assert_nothing_left()
        finally:
            going.abort()
    assert going.process.returncode == -signal.SIGSEGV
    _assert_no_picture(home)
    assert not [path for path in home.rglob("core*") if path.is_file()]


def _connected(process: psutil.Process) -> bool:
    return any(each.status == "ESTABLISHED" for each in process.net_connections("tcp"))


def test_a_live_source_is_never_filmed(tmp_path: Path) -> None:
    ended = run(tmp_path, "run", "--source", "http://127.0.0.1:9/", "--record", tmp_path / "film.mp4")
    assert ended.code == 2
    assert not list(tmp_path.rglob("*film*"))


def test_no_picture_of_a_live_source_is_kept_by_the_preview(home: Path) -> None:
    shot = home / "shot.png"
    with switched_on(_jpegs()) as camera:
        for source in (camera.url, "0"):
            ended = run(home, "preview", "fifteen-days", "--headless", "--source", source, "--shot", shot)
            assert ended.code == 2, ended.err
            assert "live source" in ended.err
    assert not shot.exists()


def test_who_writes_pictures_is_known() -> None:
    """A new caller has to show that no live picture reaches it: `run --record`, `preview --shot`, the storyboard."""
    package = ROOT / "prisonersvoice_ar"
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if _writes_pictures(path.read_text(encoding="utf-8"))
    }
    assert found == {"app/recording.py", "app/preview/opening.py", "app/storyboard/session.py"}


@pytest.mark.parametrize(
    ("code", "writes"),
    [
        ("from prisonersvoice_ar.stage.picture import read_png", False),
        ("from prisonersvoice_ar.stage.picture import read_png, write_png", True),
        ("def f():\n    from prisonersvoice_ar.stage.picture import jpeg as kept", True),
        ("from prisonersvoice_ar.stage import picture, window", True),
        ("import prisonersvoice_ar.stage.picture", True),
        ("from prisonersvoice_ar.stage.window import Window", False),
    ],
)
def test_a_writer_of_pictures_is_told_from_a_reader(code: str, *, writes: bool) -> None:
    assert _writes_pictures(code) is writes


def _writes_pictures(code: str) -> bool:
    """Whether a module takes of ``stage.picture`` more than the reading of a file."""
    room = "prisonersvoice_ar.stage"
    taken = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            taken |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            taken |= {f"{node.module}.{alias.name}" for alias in node.names}
    taken.discard(f"{room}.picture.read_png")
    return any(name == f"{room}.picture" or name.startswith(f"{room}.picture.") for name in taken)


def test_the_report_of_a_fault_holds_code_and_no_values(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("prisonersvoice_ar.app.crash.log_folder", lambda: tmp_path)
    picture = np.full((4, 4, 3), COLOUR, np.uint8)

    def show(frame: np.ndarray) -> None:
        raise ValueError(f"cannot show {frame.tolist()} of anna@example.org")

    try:
        show(picture)
    except ValueError as fault:
        said = write_fault_report(fault)
    text = next(tmp_path.glob("fault-*.txt")).read_text("utf-8")
    assert "in show" in text  # where it was
    assert "ValueError" in text
    for number in COLOUR:
        assert f"{number}, " not in text.split("Error: ", 1)[1]
    assert str(tmp_path) in said
    assert "37" not in said.split(str(tmp_path))[0]
