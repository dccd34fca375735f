"""Starts programs out of a process that has imported what they import: a third of a second less for each of two hundred.

Each is a process of its own all the same, with its own environment, home, session and streams. Only what Python and the
imported modules do once, before the first line of ``main``, is done beforehand.
"""

import contextlib
import gc
import importlib
import json
import os
import runpy
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
IMPORTED = (
    "fluent.runtime",
    "prisonersvoice_ar.app.experience",
    "prisonersvoice_ar.core.layout",
    "prisonersvoice_ar.core.visit.flow",
)
"""not the engine: it remembers in which folder it was imported"""
EARLY = ("PYTHON", "LANG", "LC_", "LD_", "MESA_", "LP_")
"""environment that is read before ``main`` begins, or whose test is about a start: those programs are started cold"""


class Started:
    """A program that was started so; what is used of ``subprocess.Popen``."""

    def __init__(self, starter: "Starter", pid: int) -> None:
        self._starter = starter
        self.pid = pid
        self.returncode: int | None = None

    def wait(self, timeout: float) -> int:
        if self.returncode is None:
            answer = self._starter.answer(timeout)
            if answer is None:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            self.returncode = answer
            _idle.append(self._starter)
        return self.returncode

    def poll(self) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0.0)
        return self.returncode

    def kill(self) -> None:
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)


def start(arguments: list[str], environment: dict[str, str], cwd: Path, out: Path, err: Path) -> Started:
    """``arguments``: the program's file, and what it is given."""
    starter = _idle.pop() if _idle else Starter()
    return starter.start(
        {"argv": arguments, "env": environment, "cwd": str(cwd), "out": str(out), "err": str(err)}
    )


class Starter:
    """The process out of which programs are started, one after another; it ends with the one that made it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )

    def start(self, asked: dict[str, Any]) -> Started:
        """Start one; the one before has ended."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        pid = self.answer(60.0)
        assert pid, "no program can be started"
        return Started(self, pid)

    def answer(self, timeout: float) -> int | None:
        """The next number that the process says; None where none comes in time."""
        stream = self._process.stdout
        assert stream is not None
        if not select.select([stream], [], [], timeout)[0]:
            return None
        line = stream.readline()
        assert line, "the process that starts programs has ended"
        return int(line)


_idle: list[Starter] = []
"""tests that run several programs at the same time have a starter for each"""


def _next() -> list[str] | None:
    """In the starter: start what is asked for, until nobody asks. In what was started: its arguments."""
    asking, answering = sys.stdin.buffer, os.dup(1)
    while line := asking.readline():
        asked = json.loads(line)
        pid = os.fork()
        if not pid:
            os.close(answering)
            return _become(asked)
        os.write(answering, b"%d\n" % pid)
        os.write(answering, b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    return None


def _become(asked: dict[str, Any]) -> list[str]:
    os.setsid()
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    for number, (path, flags) in enumerate(
        ((os.devnull, os.O_RDONLY), (asked["out"], os.O_WRONLY), (asked["err"], os.O_WRONLY))
    ):
        opened = os.open(path, flags)
        os.dup2(opened, number)
        os.close(opened)
    return asked["argv"]


def main() -> None:
    sys.path.insert(0, str(ROOT))
    for name in IMPORTED:
        importlib.import_module(name)
    gc.freeze()
    arguments = _next()
    if arguments is not None:
        sys.argv = arguments
        sys.path[0] = str(Path(arguments[0]).parent)
        runpy.run_path(arguments[0], run_name="__main__")


if __name__ == "__main__":
    main()
