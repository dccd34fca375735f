"""What reaches the browser, and what a scene asks of perception."""

import os
import sys
import threading
import time
import webbrowser
from dataclasses import replace
from pathlib import Path

import pytest

from prisonersvoice_ar.app.browser import Browser
from prisonersvoice_ar.app.content import load_run, models_wanted
from prisonersvoice_ar.app.effects import Hands
from prisonersvoice_ar.app.report import Report
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.script.model import AllOf, AnyOf, Gesture, Pressed, VisitorArrived, VisitorLeft
from prisonersvoice_ar.core.story.lights import Lights
from prisonersvoice_ar.core.visit.effects import OpenLink
from prisonersvoice_ar.speaker import SilentSpeaker
from tests.app.program import SMALL, little_video, run

URL = "https://prisonersvoice.app/petition"


def hands() -> Hands:
    return Hands(SilentSpeaker(), Lights(), Report(lambda: 0.0), may_open_browser=True)


def test_a_browser_that_blocks_holds_up_no_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, closed = threading.Event(), threading.Event()

    def console_browser(url: str) -> bool:
        assert url == URL
        asked.set()
        return closed.wait(20)

    monkeypatch.setattr(webbrowser, "open", console_browser)
    monkeypatch.setenv("BROWSER", "one for the console")
    begun = time.monotonic()
    hands().carry_out((OpenLink("petition", URL),), 0.0)
    assert time.monotonic() - begun < 5
    assert asked.wait(5)
    closed.set()


def failed(browser: Browser) -> str:
    """What does not open within five seconds."""
    found, deadline = "", time.monotonic() + 5
    while not found and time.monotonic() < deadline:
        found = browser.failed()
        time.sleep(0.01)
    return found


def test_no_browser_is_said_with_the_address_and_on_the_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _url: False)
    monkeypatch.setenv("BROWSER", "none that is there")
    reached = hands()
    reached.carry_out((OpenLink("petition", URL),), 0.0)
    assert failed(reached.browser) == "petition"
    assert reached.browser.failed() == "", "it is said once"
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert URL in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems open pages themselves")
@pytest.mark.parametrize(("code", "wanted"), [(3, "petition"), (0, "")])
def test_a_desktop_that_knows_no_browser_has_not_opened_the_page(
    code: int, wanted: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "xdg-open"
    program.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/asked\necho "no method" >&2\nexit {code}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("BROWSER", raising=False)
    reached = hands()
    reached.carry_out((OpenLink("petition", URL),), 0.0)
    assert failed(reached.browser) == wanted
    assert (tmp_path / "asked").read_text().strip() == URL
    assert "no method" not in capfd.readouterr().err


@pytest.mark.parametrize(
    ("trigger", "wanted"),
    [
        (Pressed(), set()),
        (Gesture("fist"), {"hands"}),
        (AnyOf((Pressed(), AllOf((Pressed(), Gesture("fist"))))), {"hands"}),
        (AnyOf((Pressed(),)), set()),
        (AnyOf((Pressed(), VisitorLeft())), {"face"}),
        (AllOf((Gesture("point"), VisitorArrived())), {"hands", "face"}),
    ],
)
def test_people_are_looked_for_where_a_scene_waits_for_them(trigger: object, wanted: set[str]) -> None:
    scene = load_run(RunSettings()).scene
    first = scene.beats[scene.first]
    plain = {name: replace(beat, begin=None, until=None) for name, beat in scene.beats.items()}
    assert not models_wanted(replace(scene, beats=plain))
    for changed in (replace(first, until=trigger, begin=None), replace(first, begin=trigger, until=None)):
        assert models_wanted(replace(scene, beats=plain | {scene.first: changed})) == wanted


def test_what_perception_does_without_is_said_once(tmp_path: Path) -> None:
    lacking = tmp_path / "lacking" / "mediapipe"
    lacking.mkdir(parents=True)
    (lacking / "__init__.py").write_text("raise ImportError('no wheel for this machine')\n", "utf-8")
    source = ("--source", little_video(tmp_path), "--loop")
    words = ("run", "--headless", *source, "--lang", "en", "--frames", 90, *SMALL)
    ended = run(tmp_path, *words, "--people", "hands", PYTHONPATH=str(lacking.parent))
    assert ended.code == 0, ended.err
    assert len([line for line in ended.err.splitlines() if "MediaPipe" in line]) == 1, ended.err
