"""The window: pixels where they belong, sizes down to 1×1, events, and kind words where OpenGL is missing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from panda3d.core import CardMaker, RenderState

from prisonersvoice_ar.stage.window import Resized, Window
from tests import x11

LINUX = sys.platform.startswith("linux")
ROOT = Path(__file__).resolve().parents[2]


def test_overlay_counts_pixels_from_the_top_left(window: Window) -> None:
    maker = CardMaker("card")
    maker.setFrame(10, 110, -60, -20)
    card = window.overlay.attachNewNode(maker.generate())
    card.setColor(1, 0, 0, 1)
    window.render()
    picture = window.picture()
    card.removeNode()
    red = (picture == (0, 0, 255)).all(axis=2)
    rows, columns = np.nonzero(red)
    assert (columns.min(), columns.max(), rows.min(), rows.max()) == (10, 109, 20, 59)
    assert red.sum() == 100 * 40


def test_window_survives_one_pixel_and_comes_back(window: Window) -> None:
    size = window.size
    window.events()
    for wanted in ((1, 1), (3, 700), size):
        window.resize(*wanted)
        window.render()
        assert Resized(*wanted) in window.events()
        window.render()
        assert window.picture().shape == (wanted[1], wanted[0], 3)


def test_renderer_is_named(window: Window) -> None:
    assert window.renderer
    assert window.glsl in (120, 330)


def _run(code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    given = {key: value for key, value in os.environ.items() if key != "DISPLAY"} | environment
    return subprocess.run(
        [sys.executable, "-c", code], env=given, capture_output=True, text=True, timeout=60, check=False
    )


OPEN = """
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.stage.window import Window
try:
    Window.open(headless={headless})
except MachineError as error:
    print(error)
else:
    print("opened")
"""


@pytest.mark.skipif(not LINUX, reason="X is Linux's")
@pytest.mark.parametrize(
    ("display", "named"), [(None, "DISPLAY is not set"), (":87", "no X server answers there")]
)
def test_no_display_is_one_clear_line(display: str | None, named: str) -> None:
    done = _run(OPEN.format(headless=False), **({"DISPLAY": display} if display else {}))
    assert done.returncode == 0, done.stderr
    assert named in done.stdout
    assert done.stderr == ""


@pytest.mark.skipif(not LINUX, reason="EGL is Linux's")
def test_no_egl_names_the_packages() -> None:
    # an EGL that knows no vendor is what a machine without Mesa has
    done = _run(OPEN.format(headless=True), __EGL_VENDOR_LIBRARY_FILENAMES="/nonexistent.json")
    assert done.returncode == 0, done.stderr
    assert "apt-get install libegl1 libgl1-mesa-dri libgl1" in done.stdout
    assert done.stderr == ""


@pytest.fixture
def xvfb() -> Iterator[str]:
    with x11.display() as display:
        yield display.name


REAL = """
import time
from panda3d.core import KeyboardButton, MouseButton
from prisonersvoice_ar.stage.window import (
    KeyPressed, KeyReleased, PointerPressed, PointerReleased, Resized, Window)
window = Window.open((320, 200), headless=False)
for size in ((1, 1), (400, 300)):
    window.resize(*size)
    until = time.monotonic() + 20
    while Resized(*size) not in window.events():
        assert time.monotonic() < until
        window.render()
print(window.picture().shape, window.size)
device = window.output.getInputDevice(0)
for button in (KeyboardButton.space(), KeyboardButton.enter(), KeyboardButton.escape(), KeyboardButton.left(),
               KeyboardButton.asciiKey("1"), KeyboardButton.shift(), KeyboardButton.asciiKey("a")):
    device.buttonDown(button)
device.buttonDown(MouseButton.one())
window.render()
events = window.events()
print([e.key for e in events if isinstance(e, KeyPressed)])
print([e for e in events if isinstance(e, PointerPressed)])
device.buttonUp(KeyboardButton.left())
device.buttonUp(MouseButton.one())
window.render()
events = window.events()
print([e for e in events if isinstance(e, (KeyReleased, PointerReleased))])
window.close()
"""


SHOWN = """
import os
from prisonersvoice_ar.stage.window import Window
from tests.x11 import colours
window = Window.open((320, 200), headless=False)
window.output.setClearColorActive(True)
window.output.setClearColor((1.0, 0.5, 0.0, 1.0))
for _ in range(50):
    window.events()
    window.render()
    if seen := colours(os.environ["DISPLAY"]):
        break
print(sorted(map(hex, seen)))
window.close()
"""


@pytest.mark.window
@pytest.mark.skipif(not LINUX or shutil.which("Xvfb") is None, reason="Xvfb is not installed")
def test_what_is_drawn_is_on_the_screen(xvfb: str) -> None:
    # read from the display, not from OpenGL: a window that never swaps is black there
    done = _run(SHOWN, DISPLAY=xvfb, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() in {"['0xff7f00']", "['0xff8000']"}


@pytest.mark.window
@pytest.mark.skipif(not LINUX or shutil.which("Xvfb") is None, reason="Xvfb is not installed")
def test_a_real_window_opens_resizes_and_closes(xvfb: str) -> None:
    done = _run(REAL, DISPLAY=xvfb)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "(300, 400, 3) (400, 300)",
        "['space', 'enter', 'escape', 'arrow_left', '1', 'shift', 'a']",
        "[PointerPressed(x=160.0, y=100.0)]",
        "[KeyReleased(key='arrow_left'), PointerReleased(x=160.0, y=100.0)]",
    ]


def test_states_of_past_frames_do_not_pile_up(window: Window) -> None:
    node = window.overlay.attachNewNode("changing")
    window.render()
    before = RenderState.getNumStates()
    for index in range(300):
        node.setShaderInput("moment", float(index))
        node.setPos(index, 0, 0)
        node.getNetState()
        window.render()
    node.removeNode()
    assert RenderState.getNumStates() < before + 30


def test_an_old_opengl_is_drawn_with_too() -> None:
    code = (
        "import numpy as np\n"
        "from prisonersvoice_ar.stage.window import Window\n"
        "window = Window.open((64, 48), headless=True)\n"
        "window.render()\n"
        "print(window.glsl, window.picture().shape, window.software)\n"
    )
    new = _run(code)
    old = _run(code, MESA_GL_VERSION_OVERRIDE="2.1", MESA_GLSL_VERSION_OVERRIDE="120")
    assert old.stdout.split()[0] == "120", old.stderr
    assert old.stdout.split()[1:] == new.stdout.split()[1:]


def test_a_pipelined_window_draws_every_frame(window: Window) -> None:
    card = CardMaker("card")
    card.setFrame(0, 200, -200, 0)
    node = window.overlay.attachNewNode(card.generate())
    window.pipelined = True
    for level in (0.2, 0.6, 1.0):
        node.setColor(level, level, level, 1)
        window.render()
        assert abs(int(window.picture()[50, 50, 0]) - 255 * level) <= 1
    window.pipelined = False
    node.removeNode()
