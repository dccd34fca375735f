"""The window that guides, on a display of its own: ended by a key, by its cross, or because the display has gone."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from prisonersvoice_ar.core.calibration import BoardPlan
from tests import boards, x11
from tests.app.mjpeg import Camera, switched_on
from tests.app.program import Run, until

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb and xdotool are not here"
    ),
]
BOARD = BoardPlan()


@pytest.fixture(scope="module")
def camera() -> Iterator[Camera]:
    """Seven views, each held for a while, over and over."""
    photographer, jpegs = boards.Photographer(BOARD, boards.TRUE), []
    for R, t in list(boards.poses(BOARD, boards.TRUE))[9:30:3]:
        for seed in range(8):
            picture = photographer.take(R, t, seed)
            jpegs.append(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes())
    with switched_on(jpegs) as made:
        yield made


def calibrating(tmp_path: Path, camera: Camera, display: str, *more: object) -> Run:
    """The command on ``display``, looking through ``camera``."""
    return Run(tmp_path, "calibrate", "--source", camera.url, "--size", "480x270", *more, DISPLAY=display)


def begun(run: Run, display: str) -> Callable[[str], None]:
    """Wait until its window shows the picture; what presses a key in it."""
    environment = os.environ | {"DISPLAY": display}

    def tool(*words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    window = until(lambda: tool("search", "--name", "calibrate").split("\n")[0], 60.0, "no window opens")
    until(lambda: len(x11.colours(display)) > 40, 60.0, "nothing is drawn in the window", every_s=0.1)
    return lambda key: tool("windowfocus", "--sync", window, "key", key) and None


def test_escape_ends_it_without_a_result(camera: Camera, tmp_path: Path) -> None:
    with x11.display() as server:
        run = calibrating(tmp_path, camera, server.name, "--out", tmp_path / "l.yaml")
        begun(run, server.name)("Escape")
        ended = run.end()
    assert ended.code == 10, ended.err
    assert "without a result" in ended.err
    assert not (tmp_path / "l.yaml").exists()


def test_enter_solves_with_what_there_is(camera: Camera, tmp_path: Path) -> None:
    with x11.display() as server:
        run = calibrating(tmp_path, camera, server.name, "--out", tmp_path / "l.yaml", "--model", "brown")
        press = begun(run, server.name)
        press("m")
        # all seven views are shown once in 56 pictures of a twentieth of a second; other tests have had theirs
        enough = camera.sent + 140
        until(lambda: camera.sent > enough, 60.0, "it looks at no pictures")
        press("Return")
        ended = run.end()
    assert ended.code == 0, ended.err
    assert "views taken: 7" in ended.err
    assert (tmp_path / "l.yaml").read_text().startswith("width: 640")


def test_a_display_that_goes_is_named(camera: Camera, tmp_path: Path) -> None:
    with x11.display() as server:
        run = calibrating(tmp_path, camera, server.name)
        begun(run, server.name)
        server.server.kill()
        ended = run.end()
    assert ended.code == 3, ended.err
    assert "The display is gone" in ended.err
    assert not np.any([path.suffix == ".yaml" for path in tmp_path.rglob("*")])
