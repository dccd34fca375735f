"""Run the program as its user does: a process of its own, a home of its own, and nothing left of it after."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.app.warm import EARLY, start

ROOT = Path(__file__).resolve().parents[2]
MAIN = ROOT / "main.py"
HURRIED = Path(__file__).with_name("hurried.py")
MARK = "PRISONERSVOICE_TEST_RUN"
"""environment of every process that a run starts, so that what it leaves behind is known"""
SHM = Path("/dev/shm")
PATIENCE_S = 120.0
"""a loaded machine must not fail a test"""
SMALL = ("--size", "320x180")
"""software OpenGL draws it in a few milliseconds; nothing in these tests is about its looks"""
VISITORS = dict.fromkeys(("MESA_SHADER_CACHE_DIR", "MESA_SHADER_CACHE_DISABLE", "LP_NUM_THREADS"), "")
"""environment of a run that compiles, keeps and uses its shaders as a visitor's does"""


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


def environment(home: Path, **more: str) -> dict[str, str]:
    """No display, a home under ``home``, no sound server to look for, a mark on every process.

    ``more``: variables besides; one that is empty is taken away.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY"} and not name.startswith("XDG_")
    }
    quiet = {"HOME": str(home), "ALSOFT_DRIVERS": "none", "PYTHONFAULTHANDLER": "1", MARK: uuid.uuid4().hex}
    return {name: value for name, value in (kept | quiet | more).items() if value or name not in more}


def command(*arguments: object, program: Path = MAIN) -> list[str]:
    return [sys.executable, str(program), *map(str, arguments)]


class Run:
    """A run that goes on while the test does something to it; in a process group of its own."""

    def __init__(
        self,
        home: Path,
        *arguments: object,
        before: tuple[object, ...] = (),
        program: Path = MAIN,
        cwd: Path | None = None,
        warm: bool = False,
        **more: str,
    ) -> None:
        """``before``: another program and its arguments that starts ours; ``more``: environment.

        ``program``: MAIN, or HURRIED where a test only waits for the story. ``warm``: started out of a process that
        has imported what it imports.
        """
        self._environment = environment(home, **more)
        self._mark = self._environment[MARK]
        self._segments = segments()
        self._out, self._err = home / f".{self._mark}.out", home / f".{self._mark}.err"
        self._ended: Ended | None = None
        # files and not pipes: a pipe that nobody empties would stop the program
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self.process: Any = (
                start(
                    [str(program), *map(str, arguments)], self._environment, cwd or home, self._out, self._err
                )
                if warm
                else subprocess.Popen(
                    [*map(str, before), *command(*arguments, program=program)],
                    env=self._environment,
                    cwd=cwd or home,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=err,
                    start_new_session=True,
                )
            )

    @property
    def said(self) -> str:
        """Standard error until now."""
        return self._err.read_text("utf-8", errors="replace")

    def processes(self) -> list[psutil.Process]:
        """Every process of this run that still lives, its helpers included."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get(MARK) == self._mark and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except (psutil.Error, OSError):
                continue
        return found

    def perception(self, *, but: int = 0, within_s: float = PATIENCE_S) -> psutil.Process:
        """The perception process, once it is there; ``but``: one that was there before."""
        return until(lambda: self._perception(but), within_s, "there is no perception process")

    def _perception(self, but: int) -> psutil.Process | None:
        for process in self.processes():
            try:
                line = " ".join(process.cmdline())
            except psutil.Error:
                continue
            if "spawn_main" in line and process.pid != but:
                return process
        return None

    def kill_group(self, number: int) -> None:
        """Send a signal to the whole process group, as a terminal does with Ctrl-C."""
        os.killpg(self.process.pid, number)

    def end(self, within_s: float = PATIENCE_S) -> Ended:
        """Wait for its end and look at what it leaves: no process, no shared memory, no traceback."""
        if self._ended is None:
            try:
                self.process.wait(within_s)
            except subprocess.TimeoutExpired:
                said = self.said
                self.abort()
                raise AssertionError(f"it has not ended within {within_s} s: {said}") from None
            self.assert_nothing_left()
            self._ended = Ended(self.process.returncode, self._out.read_text("utf-8"), self.said)
            for path in (self._out, self._err):
                path.unlink()
        assert "Traceback" not in self._ended.text, self._ended.text
        return self._ended

    def assert_nothing_left(self, within_s: float = 3.0) -> None:
        """Every process has gone within ``within_s``, and so has its shared memory."""
        left = self.processes()
        deadline = time.monotonic() + within_s
        while left and time.monotonic() < deadline:
            time.sleep(0.05)
            left = self.processes()
        names = [f"{process.pid} {process.name()}" for process in left if process.is_running()]
        self.abort()
        assert not names, f"still running: {names}"
        ours = segments() - self._segments
        # another run on this machine may just be starting: its names go by themselves
        until(lambda: not (ours & segments()), 30.0, f"shared memory is left: {ours}")

    def abort(self) -> None:
        """End whatever is left of it, whatever it does."""
        for process in self.processes():
            process.kill()
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)


def run(
    home: Path,
    *arguments: object,
    timeout: float = PATIENCE_S,
    cwd: Path | None = None,
    before: tuple[object, ...] = (),
    program: Path = MAIN,
    **more: str,
) -> Ended:
    """Run to the end; the caller's home is never touched."""
    warm = sys.platform == "linux" and not before and not any(name.startswith(EARLY) for name in more)
    return Run(home, *arguments, before=before, program=program, cwd=cwd, warm=warm, **more).end(timeout)


def little_video(home: Path, *, noise: bool = False) -> Path:
    """Two seconds of a shade that wanders: decoded and looked through in no time, for whom a picture is a picture.

    ``noise``: no shade, but pictures that a film needs much room for.
    """
    import cv2
    import numpy as np

    path = home / "little.avi"
    film = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, (320, 180))
    ramp, random = np.add.outer(np.arange(180), np.arange(320)), np.random.default_rng(1)
    for number in range(60):
        shade = random.integers(0, 256, ramp.shape) if noise else (ramp + 4 * number) % 200
        film.write(np.repeat(shade[..., None], 3, axis=2).astype(np.uint8))
    film.release()
    return path


def until(look: Any, within_s: float, or_else: str, every_s: float = 0.03) -> Any:
    """The first true value of ``look()``; AssertionError where none comes."""
    deadline = time.monotonic() + within_s
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < deadline, or_else
        time.sleep(every_s)


def segments() -> set[str]:
    """Names of Python's shared memory."""
    return {path.name for path in SHM.glob("psm_*")} if SHM.is_dir() else set()


def report(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


STOP, GO = getattr(signal, "SIGSTOP", 0), getattr(signal, "SIGCONT", 0)
