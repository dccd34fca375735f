"""Run the program as its user does: a process of its own, with a home of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


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
    """No display, a home under ``home``, no sound server to look for."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY"} and not name.startswith("XDG_")
    }
    return kept | {"HOME": str(home), "ALSOFT_DRIVERS": "null", "PYTHONFAULTHANDLER": "1"} | more


def command(*arguments: object) -> list[str]:
    return [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]


def run(home: Path, *arguments: object, timeout: float = 90.0, cwd: Path | None = None, **more: str) -> Ended:
    """Run to the end; the caller's home is never touched."""
    done = subprocess.run(
        command(*arguments),
        env=environment(home, **more),
        cwd=cwd or home,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return Ended(done.returncode, done.stdout, done.stderr)


def start(home: Path, *arguments: object, **more: str) -> "subprocess.Popen[str]":
    """Start and go on; the caller ends it."""
    return subprocess.Popen(
        command(*arguments),
        env=environment(home, **more),
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def report(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))
