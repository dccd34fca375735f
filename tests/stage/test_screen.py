"""A picture drawn beside the window and shown in it; the table under it; a second window; where screens lie."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from panda3d.core import CardMaker

from prisonersvoice_ar.core.geometry import inverse, look_at
from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Rectangle, Target
from prisonersvoice_ar.stage.screen import Screen, Shown
from prisonersvoice_ar.stage.stage import Stage
from prisonersvoice_ar.stage.tabletop import Tabletop, view_lens
from prisonersvoice_ar.stage.window import Window
from tests import x11
from tests.stage.conftest import PLAN

ROOT = Path(__file__).resolve().parents[2]
SEEN = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")


@pytest.fixture
def screen(window: Window) -> Iterator[Screen]:
    made = Screen.within(window, (320, 180))
    yield made
    made.close()
    window.render()


def test_what_is_drawn_in_the_screen_is_shown_where_it_is_placed(window: Window, screen: Screen) -> None:
    maker = CardMaker("card")
    maker.setFrame(0, 160, -90, 0)  # the upper left quarter
    screen.overlay.attachNewNode(maker.generate()).setColor(1, 0, 0, 1)
    shown = Shown(window, screen)
    shown.place(Rect(100.0, 50.0, 320.0, 180.0))
    window.render()
    window.render()
    red = (window.picture() == (0, 0, 255)).all(axis=2)
    shown.close()
    rows, columns = np.nonzero(red)
    assert (columns.min(), columns.max(), rows.min(), rows.max()) == (100, 259, 50, 139)


def test_what_is_shown_smaller_is_the_mean_of_all_its_pixels(window: Window, screen: Screen) -> None:
    maker = CardMaker("line")
    for x in range(0, 318, 3):  # of three pixels one
        maker.setFrame(x, x + 1, -180, 0)
        screen.overlay.attachNewNode(maker.generate()).setColor(1, 1, 1, 1)
    screen.output.setClearColorActive(True)
    screen.output.setClearColor((0.0, 0.0, 0.0, 1.0))
    shown = Shown(window, screen)
    shown.place(Rect(0.0, 0.0, 320 / 3, 60.0))
    window.render()
    window.render()
    across = window.picture()[30, 2:100, 0]
    shown.close()
    assert (int(across.min()), int(across.max())) == pytest.approx((85, 85), abs=24), "a third of white"


def test_a_point_of_the_window_is_one_of_the_screen(window: Window, screen: Screen) -> None:
    shown = Shown(window, screen)
    shown.place(Rect(100.0, 50.0, 160.0, 90.0))
    assert shown.point(180.0, 95.0, screen.size) == (160.0, 90.0)
    assert shown.point(99.0, 95.0, screen.size) is None
    assert shown.point(260.0, 95.0, screen.size) is None
    shown.close()


def test_a_screen_can_be_resized(window: Window, screen: Screen) -> None:
    screen.resize(111, 77)
    assert screen.size == (111, 77)
    window.render()
    assert window.size != screen.size


@pytest.mark.parametrize("hangs", [False, True])
def test_the_paper_lies_where_the_lens_puts_it(window: Window, screen: Screen, hangs: bool) -> None:
    paper = Rectangle((0.0, 0.0), (0.2, 0.2))
    marker = MarkerPlace(1, 0.1, (0.0, 0.0))
    target = Target("t", "board", "", (marker,), paper, hangs=hangs, opening=paper if hangs else None)
    stage = Stage(screen, PLAN, "portal" if hangs else "diorama", paper=paper, opening=paper, hangs=hangs)
    table = Tabletop(screen)
    table.lay(target, None)
    T = inverse(look_at((0.0, -0.15, 0.6), (0.0, 0.0, 0.0)))
    table.look(stage, T)
    stage.place(None)  # the paper alone
    stage.update()
    window.render()
    drawn = screen.picture()
    table.close()
    stage.close()
    at = view_lens(screen.size).project(paper.corners[:, :3] @ T[:3, :3].T + T[:3, 3])
    black = drawn.max(axis=2) < 60
    rows, columns = np.nonzero(black)
    middle = (float(columns.mean()), float(rows.mean()))
    assert middle == pytest.approx((screen.size[0] / 2, screen.size[1] / 2), abs=4.0)
    white = drawn.min(axis=2) > 200
    rows, columns = np.nonzero(white)
    assert (columns.min(), columns.max()) == pytest.approx((at[:, 0].min(), at[:, 0].max()), abs=2.5)
    assert (rows.min(), rows.max()) == pytest.approx((at[:, 1].min(), at[:, 1].max()), abs=2.5)


TWO = """
import os, time
from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.displays import displays
from prisonersvoice_ar.stage.screen import Screen, Shown
from prisonersvoice_ar.stage.second import SecondWindow
from prisonersvoice_ar.stage.window import Window
from tests.x11 import Picture
first = Window.open((300, 200), headless=False)
first.move(0, 0)
second = SecondWindow.beside(first, Rect(400, 300, 320, 240), framed=False)
screen = Screen.within(first, (160, 120))
screen.output.setClearColorActive(True)
screen.output.setClearColor((0.0, 1.0, 0.0, 1.0))
shown = [Shown(each, screen) for each in (first, second)]
shown[0].place(Rect(0, 0, 300, 200))
shown[1].place(Rect(0, 0, 320, 240))
with Picture(os.environ["DISPLAY"]) as seen:
    for _ in range(100):
        first.events(), second.events(), first.render()
        at = [tuple(int(v) for v in seen.read(x, y, 1, 1)[0, 0]) for x, y in ((60, 60), (500, 400))]
        if at == [(0, 255, 0)] * 2:
            break
        time.sleep(0.02)
print([tuple(map(round, (r.x, r.y, r.w, r.h))) for r in displays()], at)
for each in shown:
    each.close()
screen.close(), second.close(), first.close()
"""


@pytest.mark.window
@SEEN
def test_two_windows_show_the_same_picture() -> None:
    with x11.display() as display:
        done = subprocess.run(
            [sys.executable, "-c", TWO],
            env=os.environ | {"DISPLAY": display.name, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[(0, 0, 800, 600)] [(0, 255, 0), (0, 255, 0)]"
