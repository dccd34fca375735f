"""The preview in a real window: mouse and keys of a desktop, a save, the cross."""

import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from tests import x11
from tests.app.program import Run, until

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb and xdotool are not here"
    ),
]
SIZE = (800, 600)
PICTURE = (0, 0, 540, 300)
"""of the window, which has all of the screen: well inside the picture"""


def differs(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other).mean())


def test_an_author_works_in_it(tmp_path: Path, root: Path) -> None:
    scene = tmp_path / "Камера з пробілом"
    shutil.copytree(root / "scenes" / "fifteen-days", scene)
    written = (scene / "scene.yaml").read_text("utf-8")
    with x11.display(SIZE) as display, x11.Picture(display.name) as screen:
        run = Run(
            tmp_path, "preview", scene, "--lang", "uk", "--mute", "--size", "800x600", DISPLAY=display.name
        )
        try:
            until(lambda: screen.read(*PICTURE).any(), 90.0, f"no window opens: {run.said}", every_s=0.1)
            x11.press(display.name, "space")
            still = _settled(screen)
            # a drag goes round the cell
            x11.tool(display.name, "mousemove", 250, 200, "mousedown", 1)
            time.sleep(0.2)  # no hand presses, moves and lets go within one picture
            x11.tool(display.name, "mousemove", 330, 210, "mousemove", 360, 220)
            time.sleep(0.2)
            x11.tool(display.name, "mouseup", 1)
            until(lambda: differs(still, screen.read(*PICTURE)) > 5.0, 30.0, "the view does not turn")
            # a press on a beat goes there: the list's third row
            still, list_ = _settled(screen), (600, 60, 180, 160)
            rows = screen.read(*list_)
            x11.tool(display.name, "mousemove", 640, 110, "click", 1)
            until(lambda: differs(rows, screen.read(*list_)) > 1.0, 30.0, "the list does not follow")
            # a broken save is laid over the picture, a mended one takes it away
            still = _settled(screen)
            _save(scene, written.replace("look_at: bunk", "look_at: bnuk", 1))
            until(lambda: differs(still, screen.read(*PICTURE)) > 5.0, 30.0, "the problem is not shown")
            _save(scene, written)
            until(lambda: differs(still, screen.read(*PICTURE)) < 2.0, 30.0, "the picture does not come back")
            window = x11.tool(display.name, "search", "--name", "PrisonersVoice").split("\n")[0]
            x11.click_cross(display.name, int(window))
            ended = run.end(60)
        finally:
            run.abort()
    assert ended.code == 0, ended.err
    assert (scene / "scene.yaml").read_text("utf-8") == written
    assert sorted(path.name for path in scene.iterdir()) == sorted(
        path.name for path in (root / "scenes" / "fifteen-days").iterdir()
    ), "nothing is left beside the author's files"


def _settled(screen: x11.Picture) -> np.ndarray:
    """The picture once it has stood still for half a second."""
    last = [screen.read(*PICTURE)]

    def still() -> bool:
        last.append(screen.read(*PICTURE))
        return differs(last[-2], last[-1]) < 0.3

    until(still, 60.0, "it never stands still", every_s=0.5)
    return last[-1]


def _save(scene: Path, text: str) -> None:
    beside = scene / ".scene.part"
    beside.write_text(text, "utf-8")
    beside.replace(scene / "scene.yaml")


def test_without_a_display_it_says_so(tmp_path: Path) -> None:
    ended = Run(tmp_path, "preview", "fifteen-days").end(60)
    assert ended.code == 3
    assert "DISPLAY is not set" in ended.err


def test_headless_it_gives_a_picture_of_the_window(tmp_path: Path) -> None:
    shot = tmp_path / "знімок.png"
    words = ("--headless", "--shot", shot, "--at", "bunk", "--size", "640x400", "--lang", "uk")
    ended = Run(tmp_path, "preview", "fifteen-days", *words).end(90)
    assert ended.code == 0, ended.err
    assert shot.read_bytes()[:4] == b"\x89PNG"
    assert f"{shot}: знімок вікна" in ended.err
