"""A real window on a display of its own: resized to nothing, driven by keys, closed by its cross."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import x11
from tests.app.program import PATIENCE_S, Run, report, until

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

    def shows(self, pictures: int) -> None:
        """Wait until it has shown so many more: a loaded machine draws two in a second.

        The demo moves behind every page, so that a screen unlike those before is a picture of its own. What
        was pressed before has been obeyed when three have come.
        """
        looks: set[frozenset[int]] = set()

        def enough() -> bool:
            assert self.run.process.poll() is None, f"it ended: {self.run.said}"
            looks.add(frozenset(x11.colours(self._environment["DISPLAY"])))
            return len(looks) > pictures

        until(enough, PATIENCE_S, f"it does not show {pictures} pictures more")

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
    at.shows(8)
    at.close()
    ended = at.run.end(60)
    assert ended.code == 0, ended.err
    told = report(at.told_to)
    assert told["frames"]["shown"] > 5
    assert told["faults"] == []


def test_space_pauses_and_escape_twice_leaves(desk: Callable[..., Desk]) -> None:
    at = desk("--mode", "seated")
    at.shows(3)
    time.sleep(1.5)
    at.key("Return")  # the notice
    at.shows(3)
    time.sleep(1.0)
    at.key("Return")  # how to look around; the story begins
    at.shows(3)
    time.sleep(1.0)
    at.key("space")
    at.shows(3)
    time.sleep(7.0)
    at.key("space")
    at.shows(3)
    at.key("Escape")
    at.shows(3)
    at.key("Escape")
    at.shows(3)
    at.close()
    ended = at.run.end(60)
    assert ended.code == 0, ended.err
    told = report(at.told_to)
    assert [phase["id"] for phase in told["phases"]] == ["notice", "howto", "story", "farewell"]
    story, farewell = (phase["entered_s"] for phase in told["phases"][2:])
    assert farewell - story > 8.0
    # the first line takes six seconds; seven more were a pause, so that the second is not yet there
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
        at.shows(8)
        display.server.kill()
        ended = at.run.end(30)
    assert ended.code == 3, ended.err
    assert "The display is gone" in ended.err
    assert "Assertion" not in ended.err
    told = report(at.told_to)
    assert told["frames"]["shown"] > 5
    assert told["ended_by"] == "display"
