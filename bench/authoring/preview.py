"""Save to picture in ``preview``: from the moment a scene's file is replaced until the changed caption is on the screen.

The real program in a window on an X server of its own (Xvfb), software OpenGL, 1280×720 with the panel. What is on the
screen is read from the X server, pixel by pixel: nothing in the program tells when it is done.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from bench.rows import head, row
from tests import x11

ROOT = Path(__file__).resolve().parents[2]
GOAL_MS = 300.0
LINE = "fd-001"
WORDS = (
    "Before you is a punishment cell. It is a model, not any particular cell.",
    "CHANGED WORDS STAND HERE NOW.",
)
WINDOW = (1280, 720)
CAPTION = (190, 430, 560, 84)
"""x, y, width, height in the window: the middle of the caption; no figure of the panel runs there"""
DIFFERENT = 12.0
"""mean difference, 0 to 255, that another text makes and a flicker does not"""
PATIENCE_S = 60.0


@contextmanager
def program(display: str, scene: Path, home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The preview of ``scene`` in a window on ``display``."""
    environment = os.environ | {"DISPLAY": display, "HOME": str(home), "ALSOFT_DRIVERS": "none"}
    command = [sys.executable, "main.py", "preview", scene, "--at", LINE, "--lang", "en", "--mute"]
    running = subprocess.Popen([str(word) for word in command], cwd=ROOT, env=environment)
    try:
        yield running
    finally:
        running.terminate()
        running.wait(20)


def save(scene: Path, text: str) -> float:
    """Replace the file as editors do, in one stroke; when that was."""
    beside = scene / ".scene.yaml.part"
    beside.write_text(text, "utf-8")
    begun = time.monotonic()
    beside.replace(scene / "scene.yaml")
    return begun


def wait_for_change(screen: "x11.Picture", before: "np.ndarray", begun: float) -> float:
    """Seconds from ``begun`` until the caption looks otherwise."""
    while True:
        now = screen.read(*CAPTION)
        seen = time.monotonic()
        if np.abs(now.astype(int) - before).mean() > DIFFERENT:
            return seen - begun
        if seen - begun > PATIENCE_S:
            raise SystemExit("the save has not appeared within a minute")
        time.sleep(0.002)


def settled(screen: "x11.Picture") -> "np.ndarray":
    """The caption once it has stood still for half a second."""
    still, since = screen.read(*CAPTION), time.monotonic()
    deadline = since + PATIENCE_S
    while time.monotonic() - since < 0.5:
        time.sleep(0.03)
        now = screen.read(*CAPTION)
        if np.abs(now.astype(int) - still).mean() > 0.5 or not now.any():
            still, since = now, time.monotonic()
        if time.monotonic() > deadline:
            raise SystemExit("the window never stands still")
    return still


def measure(runs: int) -> list[float]:
    """Milliseconds of ``runs`` saves."""
    with tempfile.TemporaryDirectory() as name, x11.display(WINDOW) as display:
        scene = Path(name) / "scenes" / "fifteen-days"
        shutil.copytree(ROOT / "scenes" / "fifteen-days", scene)
        written = (scene / "scene.yaml").read_text("utf-8")
        assert WORDS[0] in written, "the scene says something else now"
        with program(display.name, scene, Path(name)), x11.Picture(display.name) as screen:
            deadline = time.monotonic() + PATIENCE_S
            while not screen.read(*CAPTION).any():
                if time.monotonic() > deadline:
                    raise SystemExit("no window appears")
                time.sleep(0.1)
            x11.press(display.name, "space")  # a story that goes on would change the caption by itself
            taken = []
            for index in range(runs):
                before = settled(screen)
                begun = save(scene, written.replace(WORDS[0], WORDS[1 - index % 2]))
                taken.append(1000 * wait_for_change(screen, before, begun))
        return taken


def from_anew() -> float:
    """Seconds until a picture where the program is started again for every change: what there is without reload."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["main.py", "preview", "fifteen-days", "--headless", "--shot", Path(folder) / "shot.png"]
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, *map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(done.stderr[-2000:])
        return time.monotonic() - begun


def figure(pairs: int) -> None:
    """One row, of four saves a pair."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        print(
            "save to picture: not measured, for Xvfb and xdotool are not here (apt-get install xvfb xdotool)"
        )
        return
    taken = sorted(measure(4 * pairs))
    median, worst = statistics.median(taken), taken[min(len(taken) - 1, round(0.95 * len(taken)))]
    row(
        f"preview, save to picture, {len(taken)} saves, ms",
        f"{median:.0f} (95 %: {worst:.0f})",
        f"started anew {1000 * from_anew():.0f}",
        f"≤ {GOAL_MS:.0f}",
        met=median <= GOAL_MS,
    )


if __name__ == "__main__":
    head()
    figure(5)
