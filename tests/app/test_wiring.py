"""From the command line to perception and the screen: what is asked for is what is done, each told by its effect."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.app.program import ROOT, SMALL, environment, report, run

LENS = "width: 1280\nheight: 720\nfx: {f}\nfy: {f}\ncx: 639.5\ncy: 359.5\nmodel: brown\ndistortion: [{k}, 0, 0, 0, 0]\n"


def shown_card(home: Path) -> Path:
    """A folder with pictures of the demo's card, which the hand that brought it has let go at 213."""
    demo = cv2.VideoCapture(str(ROOT / "prisonersvoice_ar/demo/card.mp4"))
    folder = home / "pictures"
    folder.mkdir()
    for number in range(260):
        good, picture = demo.read()
        assert good
        if number >= 220:
            cv2.imwrite(str(folder / f"{number}.bmp"), picture)
    return folder


def tracked(home: Path, source: Path, name: str, lens: str) -> list[np.ndarray]:
    """The demo card's poses, (4, 4) each, as `track` tells them with ``lens``."""
    (home / f"{name}.yaml").write_text(lens, "utf-8")
    ended = run(
        home, "track", "--source", source, "--camera-matrix", home / f"{name}.yaml",
        "--report", home / f"{name}.jsonl",
    )  # fmt: skip
    assert ended.code == 0, ended.err
    assert "Lens as given" in ended.err
    rows = [json.loads(line) for line in (home / f"{name}.jsonl").read_text("utf-8").splitlines()]
    found = [np.array(target["T_camera_target"]) for row in rows for target in row["targets"]]
    assert len(found) > 20
    return found


def test_a_lens_that_is_given_is_what_poses_are_solved_with(tmp_path: Path) -> None:
    card = shown_card(tmp_path)
    near = tracked(tmp_path, card, "near", LENS.format(f=1000, k=0))
    far = tracked(tmp_path, card, "far", LENS.format(f=2000, k=0))
    bent = tracked(tmp_path, card, "bent", LENS.format(f=1000, k=-0.3))
    depths = [np.median([T[2, 3] for T in found]) for found in (near, far, bent)]
    assert depths[1] / depths[0] == pytest.approx(2.0, rel=0.05), "twice the focal length, twice as far"
    assert abs(depths[2] / depths[0] - 1.0) > 0.002, "a lens that bends is not a straight one"


def test_the_report_says_which_lens_served(tmp_path: Path) -> None:
    (tmp_path / "lens.yaml").write_text(LENS.format(f=1100, k=0), "utf-8")
    ended = run(
        tmp_path, "run", "--headless", "--source", "demo", "--lang", "en", "--frames", 5, *SMALL,
        "--report", tmp_path / "r.json", "--camera-matrix", tmp_path / "lens.yaml",
    )  # fmt: skip
    assert ended.code == 0, ended.err
    # what is said where none is given, test_outputs.py looks at
    assert report(tmp_path / "r.json")["lens"] == {"served": "given", "fx": 1100.0}


def test_what_is_not_shown_is_counted_as_dropped(tmp_path: Path) -> None:
    film = cv2.VideoWriter(str(tmp_path / "fast.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 900.0, (160, 120))
    for number in range(9000):
        film.write(np.full((120, 160, 3), number % 200, np.uint8))
    film.release()
    ended = run(
        tmp_path, "run", "--headless", "--source", tmp_path / "fast.avi", "--lang", "en", "--frames", 60, *SMALL,
        "--report", tmp_path / "r.json",
    )  # fmt: skip
    assert ended.code == 0, ended.err
    frames = report(tmp_path / "r.json")["frames"]
    assert frames["of_source"] > 0
    assert frames["dropped"] > 0, "no screen shows 900 pictures a second"


WATCHED = """
import os, signal
from prisonersvoice_ar.app.experience import opened_loop
from prisonersvoice_ar.app.settings import RunSettings

if __name__ == "__main__":
    with opened_loop(RunSettings(source="stub:gradient", headless=True, loop=True, lang="en", mute=True)) as loop:
        show, told = loop._parts.screens.show, []
        def seen(view, **more):
            told.append(view.camera_ok)
            if len(told) == 30:
                os.kill(loop._parts.link.pid, signal.SIGKILL)
            return show(view, **more)
        loop._parts.screens.show = seen
        def obey():
            if len(told) > 30 and told[-1] and not all(told[30:]) or len(told) > 3000:
                raise KeyboardInterrupt
        try:
            loop.run(obey)
        except KeyboardInterrupt:
            pass
        changes = [told[0], *(now for before, now in zip(told, told[1:]) if now != before)]
        print(changes, [fault.kind for fault in loop._parts.link.faults])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_the_screens_hear_that_the_camera_is_gone_and_that_it_is_back(tmp_path: Path) -> None:
    (tmp_path / "watched.py").write_text(WATCHED, "utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "watched.py"],
        env=environment(tmp_path, PYTHONPATH=str(ROOT)),
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[True, False, True] ['crash']"


def test_pictures_of_two_sizes_have_a_lens_each_and_both_are_said(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    for name, (width, height) in (("1.png", (640, 480)), ("2.png", (320, 240))):
        cv2.imwrite(str(tmp_path / "pictures" / name), np.zeros((height, width, 3), np.uint8))
    ended = run(tmp_path, "track", "--source", tmp_path / "pictures", "--report", tmp_path / "t.jsonl")
    assert ended.code == 0, ended.err
    assert "fx 277.1 px at 320×240, fx 554.3 px at 640×480" in ended.err
