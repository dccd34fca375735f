"""Faults done for real in the midst of a run: what breaks is named, the story goes on, nothing is left behind."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.app.mjpeg import jpegs_of, switched_on
from tests.app.program import HURRIED, SMALL, Run, little_video, report, until

BACK_S = 3.0
"""within which a source that is back must be seen again"""
SHOWING = "There is no sound card"
"""said just before the first picture"""
STORY = ("run", "--headless", "--lang", "en", "--mode", "seated", *SMALL)
"""seated, the story begins by itself, whatever the camera sees"""
STORY_S = 1.5
"""then, for HURRIED, the story has begun"""
SHOWN = ("run", "--headless", "--loop", "--lang", "en", *SMALL)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


def _slack_s() -> float:
    """What a machine with other work to do may take longer."""
    return 1.0 + 0.6 * os.getloadavg()[0]


def _loaded(process: Run, library: str) -> bool:
    maps = Path(f"/proc/{process.process.pid}/maps")
    return maps.exists() and library in maps.read_text("utf-8", errors="replace")


def _showing(run: Run, seconds: float = 0.0) -> None:
    """Wait until pictures are about to be shown, and ``seconds`` more.

    Nothing that is seen from outside tells of the first picture, so that a loaded machine is given longer.
    """
    until(lambda: SHOWING in run.said, 90.0, f"it shows nothing: {run.said}")
    time.sleep(seconds + _slack_s() if seconds else 0.0)


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., Run]]:
    """Start the program; whatever happens, nothing of it outlives the test."""
    runs: list[Run] = []

    def start(*arguments: object, **more: object) -> Run:
        made = Run(tmp_path, *arguments, **more)  # type: ignore[arg-type]
        runs.append(made)
        return made

    yield start
    for made in runs:
        made.abort()


# --- the source, and the perception process ---------------------------------------------------------


def _story_went_on(told: dict, begun_s: float, ended_s: float) -> None:
    """The story's lines follow one another through a fault as if nothing had been."""
    lines = told["lines"]
    assert lines, "the story had not begun"
    heard = [line for line in lines if line["start_s"] < ended_s and line["end_s"] > begun_s]
    assert heard, f"nothing was told from {begun_s} to {ended_s}: {lines}"
    starts = [line["start_s"] for line in lines]
    assert starts == sorted(starts)
    assert lines[-1]["end_s"] > ended_s or lines[-1]["start_s"] > begun_s


def test_a_stream_that_stops_and_comes_back(started: Callable[..., Run], tmp_path: Path) -> None:
    told_to = tmp_path / "report.json"
    with switched_on(jpegs_of(little_video(tmp_path), 60)) as camera:
        run = started(*STORY, "--source", camera.url, "--report", told_to, program=HURRIED)
        _showing(run, STORY_S)
        camera.off()
        time.sleep(3.0)
        camera.on()
        back = time.monotonic()
        time.sleep(BACK_S + _slack_s())
        interrupted = time.monotonic()
        run.process.send_signal(signal.SIGINT)
        ended = run.end()
    assert ended.code == 130, ended.err
    told = report(told_to)
    assert [fault["kind"] for fault in told["faults"]] in (["lost"], ["stall"])
    fault = told["faults"][0]
    assert fault["recovered_s"] is not None, "it has not come back"
    _story_went_on(told, fault["at_s"], fault["recovered_s"])
    # the last caption stands until the end, which is the interrupt
    end_s = max(caption["end_s"] for caption in told["captions"])
    seconds = interrupted - (end_s - fault["recovered_s"]) - back
    assert seconds < BACK_S + _slack_s()
    assert fault["recovered_s"] - fault["at_s"] > 1.0, "the fault was shorter than the camera was off"


def test_perception_killed_and_halted(started: Callable[..., Run], tmp_path: Path) -> None:
    told_to = tmp_path / "report.json"
    run = started(*STORY, "--loop", "--source", little_video(tmp_path), "--report", told_to, program=HURRIED)
    _showing(run, STORY_S)
    first = run.perception()
    first.kill()
    second = run.perception(but=first.pid, within_s=BACK_S + _slack_s())
    time.sleep(BACK_S + _slack_s())
    second.suspend()
    # it is taken to hang after two silent seconds
    third = until(
        lambda: next((p for p in _perceptions(run) if p.pid not in {first.pid, second.pid}), None),
        4.0 + BACK_S + _slack_s(), "a halted perception process was not replaced",
    )  # fmt: skip
    assert not second.is_running() or second.status() == psutil.STATUS_ZOMBIE
    time.sleep(BACK_S + _slack_s())
    assert third.is_running()
    run.process.send_signal(signal.SIGINT)
    ended = run.end()
    assert ended.code == 130
    told = report(told_to)
    assert [fault["kind"] for fault in told["faults"]] == ["crash", "hang"]
    for fault in told["faults"]:
        assert fault["recovered_s"] - fault["at_s"] < BACK_S + _slack_s()
        _story_went_on(told, fault["at_s"], fault["recovered_s"])


def _perceptions(run: Run) -> list[psutil.Process]:
    found = []
    for process in run.processes():
        try:
            if "spawn_main" in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def test_the_parent_killed_takes_its_child_with_it(started: Callable[..., Run], tmp_path: Path) -> None:
    run = started(*SHOWN, "--source", little_video(tmp_path))
    _showing(run, 0.5)
    child = run.perception()
    os.kill(run.process.pid, signal.SIGKILL)
    until(lambda: not child.is_running(), BACK_S, "perception outlived its parent", 0.05)
    assert run.end().code == -signal.SIGKILL  # which looks at shared memory, too


# --- Ctrl-C -----------------------------------------------------------------------------------------

MOMENTS: dict[str, Callable[[Run], object]] = {
    "imports": lambda run: until(lambda: _loaded(run, "_yaml") or _loaded(run, "numpy"), 60, "no import"),
    "perception starts": lambda run: run.perception(),
    "engine loads": lambda run: until(lambda: _loaded(run, "libpanda"), 60, "no engine", 0.005),
    "OpenGL loads": lambda run: until(lambda: _loaded(run, "libEGL"), 60, "no OpenGL", 0.005),
    "first picture": _showing,
    "running": lambda run: _showing(run, 1.0),
}


@pytest.mark.parametrize(
    ("moment", "way"),
    [*((moment, "group") for moment in MOMENTS), ("running", "parent"), ("imports", "parent")],
)
def test_ctrl_c_at_any_moment(moment: str, way: str, started: Callable[..., Run], tmp_path: Path) -> None:
    run = started(*SHOWN, "--source", little_video(tmp_path), "--report", tmp_path / "r.json")
    MOMENTS[moment](run)
    if way == "group":  # as a terminal does
        run.kill_group(signal.SIGINT)
    else:
        run.process.send_signal(signal.SIGINT)
    ended = run.end()
    assert ended.code == 130, ended.err
    assert "Interrupted" in ended.err
    if moment == "running":
        assert report(tmp_path / "r.json")["frames"]["shown"] > 0
    assert not list(tmp_path.glob(".*.part"))


def test_an_impatient_ctrl_c(started: Callable[..., Run], tmp_path: Path) -> None:
    run = started(*SHOWN, "--source", little_video(tmp_path))
    _showing(run, 0.5)
    for _ in range(3):
        run.kill_group(signal.SIGINT)
        time.sleep(0.02)
    assert run.end().code in (130, -signal.SIGINT)


def test_sigterm_ends_it_as_ctrl_c_does(started: Callable[..., Run], tmp_path: Path) -> None:
    run = started(*SHOWN, "--source", little_video(tmp_path), "--report", tmp_path / "r.json")
    _showing(run, 1.0)
    run.process.terminate()
    assert run.end().code == 130
    assert report(tmp_path / "r.json")["frames"]["shown"] > 0


def test_a_film_that_is_interrupted_is_kept_as_far_as_it_goes(
    started: Callable[..., Run], tmp_path: Path
) -> None:
    import av

    film = tmp_path / "film.mp4"
    run = started(
        *SHOWN, "--source", little_video(tmp_path, noise=True),
        "--record", film, "--report", tmp_path / "r.json",
    )  # fmt: skip
    part = tmp_path / ".film.mp4.part"
    until(lambda: part.exists() and part.stat().st_size > 2_000, 90, f"no film grows: {run.said}")
    run.kill_group(signal.SIGINT)
    ended = run.end()
    assert ended.code == 130
    assert not part.exists()
    with av.open(str(film)) as container:
        pictures = sum(1 for _ in container.decode(video=0))
    shown = report(tmp_path / "r.json")["frames"]["shown"]
    assert pictures in (shown, shown - 1)  # it may come between screen and film
    assert pictures > 10


def test_track_interrupted_keeps_its_lines(started: Callable[..., Run], tmp_path: Path) -> None:
    import json

    lines = tmp_path / "track.jsonl"
    run = started("track", "--source", "demo", "--report", lines)
    until(lambda: lines.exists() and lines.stat().st_size > 0, 90, "nothing is tracked")
    run.kill_group(signal.SIGINT)
    assert run.end().code == 130
    frames = [json.loads(line)["frame"] for line in lines.read_text("utf-8").splitlines()]
    assert frames == list(range(len(frames)))


# --- what the machine lacks -------------------------------------------------------------------------


@pytest.mark.skipif(Path("/dev/snd").exists(), reason="this machine has a sound card, and would play")
def test_no_sound_card_is_said_once(started: Callable[..., Run], tmp_path: Path) -> None:
    run = started(
        "run", "--headless", "--source", "demo", "--lang", "en", "--frames", 20, *SMALL,
        "--report", tmp_path / "r.json", before=("env", "-u", "ALSOFT_DRIVERS"),
    )  # fmt: skip
    ended = run.end()
    assert ended.code == 0, ended.err
    assert ended.err.count("sound card") == 1
    assert "no sound card" in report(tmp_path / "r.json")["sound"]


@pytest.fixture
def without_opengl() -> tuple[str, ...]:
    """What starts a program in a world where libEGL and libGL are no libraries."""
    import subprocess

    if not shutil.which("unshare") or not shutil.which("ldconfig"):
        pytest.skip("unshare and ldconfig are not here")
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("mount namespaces are not to be had here")
    listed = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    named = [
        line.split("=> ")[1]
        for line in listed.splitlines()
        if line.strip().startswith(("libEGL.so.1 ", "libGL.so.1 "))
    ]
    if not named:
        pytest.skip("there is no OpenGL to take away")
    mounts = "; ".join(f"mount --bind /dev/null {Path(path).resolve()}" for path in named)
    return ("unshare", "-rm", "sh", "-ec", f'{mounts}; exec "$@"', "sh")


def test_no_opengl_is_named_with_the_package(
    without_opengl: tuple[str, ...], started: Callable[..., Run]
) -> None:
    ended = started("run", "--headless", "--source", "demo", "--lang", "en", before=without_opengl).end()
    assert ended.code == 3, ended.err
    lines = [line for line in ended.err.splitlines() if not line.startswith("The bundled")]
    assert len(lines) == 2, ended.err
    assert lines[0].startswith("prisonersvoice: ")
    assert "EGL" in lines[0]
    assert "apt" in lines[1]
    assert "libegl1" in lines[1]


def test_the_doctor_says_the_same(without_opengl: tuple[str, ...], started: Callable[..., Run]) -> None:
    ended = started("doctor", before=without_opengl).end()
    assert ended.code == 3, ended.text
    missing = [line for line in ended.out.splitlines() if line.startswith("MISSING")]
    assert {line.split(":")[0].split(maxsplit=1)[1] for line in missing} >= {
        "library libEGL.so.1",
        "library libGL.so.1",
        "OpenGL",
    }
    assert "apt" in ended.out
    assert "libegl1" in ended.out
