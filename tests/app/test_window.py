"""A real window on a display of its own: resized to nothing, driven by keys, closed by its cross."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import x11
from tests.app.program import Run, report, until

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb and xdotool are not here"
    ),
]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with x11.display() as server:
        yield server.name


class Desk:
    """A run in a window, and hands on its keyboard."""

    def __init__(self, home: Path, display: str, *arguments: object) -> None:
        self._environment = os.environ | {"DISPLAY": display}
        self.told_to = home / "report.json"
        self.run = Run(
            home, "run", "--source", "demo", "--lang", "en", "--mute", "--size", "320x240",
            "--report", self.told_to, *arguments, DISPLAY=display,
        )  # fmt: skip
        self.window = until(self._find, 90.0, "no window opens")
        until(lambda: x11.colours(display), 60.0, "nothing is drawn in the window", every_s=0.1)

    def _find(self) -> str:
        assert self.run.process.poll() is None, f"it ended without a window: {self.run.said}"
        return self.tool("search", "--name", "PrisonersVoice").split("\n")[0]

    def tool(self, *words: object) -> str:
        done = subprocess.run(
            ["xdotool", *map(str, words)], env=self._environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 or words[0] == "search", done.stderr
        return done.stdout.strip()

    def close(self) -> None:
        """Click the window's cross."""
        x11.click_cross(self._environment["DISPLAY"], int(self.window))

    def key(self, name: str) -> None:
        self.tool("windowfocus", "--sync", self.window, "key", name)


@pytest.fixture
def desk(display: str, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def sit(*arguments: object) -> Desk:
        desks.append(Desk(tmp_path, display, *arguments))
        return desks[-1]

    yield sit
    for made in desks:
        made.run.abort()


def test_resized_to_a_pixel_and_back_then_closed_by_its_cross(desk: Callable[..., Desk]) -> None:
    at = desk()
    for width, height in ((1, 1), (320, 240), (3, 500), (640, 480), (1, 1), (400, 300)):
        at.tool("windowsize", "--sync", at.window, width, height)
        time.sleep(0.4)
        assert at.run.process.poll() is None, at.run.said
    at.close()
    ended = at.run.end(60)
    assert ended.code == 0, ended.err
    told = report(at.told_to)
    assert told["frames"]["shown"] > 5
    assert told["faults"] == []


def test_space_pauses_and_escape_twice_leaves(desk: Callable[..., Desk]) -> None:
    at = desk("--mode", "seated")
    time.sleep(1.5)
    at.key("Return")  # the notice
    time.sleep(1.0)
    at.key("Return")  # how to look around; the story begins
    time.sleep(2.0)
    at.key("space")
    time.sleep(6.0)
    at.key("space")
    time.sleep(1.0)
    at.key("Escape")
    time.sleep(0.7)
    at.key("Escape")
    time.sleep(1.0)
    at.close()
    ended = at.run.end(60)
    assert ended.code == 0, ended.err
    told = report(at.told_to)
    assert [phase["id"] for phase in told["phases"]] == ["notice", "howto", "story", "farewell"]
    story, farewell = (phase["entered_s"] for phase in told["phases"][2:])
    assert farewell - story > 8.0
    # six seconds of the first line were a pause, so that the second is not yet there after ten
    first = told["lines"][0]
    assert first["end_s"] - first["start_s"] > 8.0
    assert len(told["lines"]) == 1


def test_control_q_ends_the_program(desk: Callable[..., Desk]) -> None:
    at = desk()
    time.sleep(1.0)
    at.key("q")
    time.sleep(0.5)
    assert at.run.process.poll() is None, "a plain q is no wish to end"
    at.key("ctrl+q")
    assert at.run.end(60).code == 0


def test_a_display_that_goes_is_named_and_the_report_kept(tmp_path: Path) -> None:
    with x11.display() as display:
        at = Desk(tmp_path, display.name)
        time.sleep(2.0)
        display.server.kill()
        ended = at.run.end(30)
    assert ended.code == 3, ended.err
    assert "The display is gone" in ended.err
    assert "Assertion" not in ended.err
    told = report(at.told_to)
    assert told["frames"]["shown"] > 5
    assert told["ended_by"] == "display"
