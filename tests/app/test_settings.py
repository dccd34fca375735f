"""What the command line means, and what it is refused for."""

import argparse
from pathlib import Path
from typing import Any

import pytest

from prisonersvoice_ar.app.cameras import choose_source, needs_mode
from prisonersvoice_ar.app.commands import run
from prisonersvoice_ar.app.content import SightContent
from prisonersvoice_ar.app.plan import perception_settings
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.capture import CameraFormat
from prisonersvoice_ar.core.errors import UsageError


def meant(*words: str, display: bool = False) -> RunSettings:
    parser = argparse.ArgumentParser()
    run.add_arguments(parser)
    return run.settings_from(parser.parse_args(words), display=display)


@pytest.mark.parametrize("live", ["0", "http://127.0.0.1:9/stream", "rtsp://127.0.0.1/"])
def test_without_a_display_a_live_source_is_run_and_not_filmed(live: str) -> None:
    settings = meant("--source", live)
    assert settings.headless
    assert settings.record is settings.sheet is settings.report is None


@pytest.mark.parametrize("words", [(), ("--source", "demo"), ("--source", "film.mp4")])
def test_without_a_display_the_main_job_is_a_film(words: tuple[str, ...]) -> None:
    settings = meant(*words)
    assert settings.demo_film
    assert settings.record is not None
    assert meant(*words, display=True).record is None


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"sheet": Path("s.png")}, "--sheet"),
        ({"record": Path("film.png")}, "--record film.png"),
        ({"record": Path("film")}, "--record film"),
        ({"record": Path("film.mp4"), "sheet": Path("s.mp4")}, "--sheet s.mp4"),
    ],
)
def test_what_cannot_be_written_is_refused(given: dict[str, Any], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        RunSettings(**given)


@pytest.mark.parametrize("ending", [".mp4", ".MP4", ".mkv", ".mov"])
def test_films_have_these_endings(ending: str) -> None:
    assert RunSettings(record=Path("film" + ending)).record is not None


def test_the_demo_is_the_modes_own() -> None:
    """A scene that is a portal gets the poster's film; a seated one opens no camera."""
    named = RunSettings(source="demo")
    assert needs_mode(named)
    assert choose_source(named, "portal").spec.where.endswith("poster.mp4")
    assert choose_source(named, "diorama").spec.where.endswith("card.mp4")
    assert needs_mode(RunSettings())
    assert choose_source(RunSettings(), "seated").name == "none"
    # these start perception before the scene is read
    assert not needs_mode(RunSettings(source="0"))
    assert not needs_mode(RunSettings(source="demo", mode="portal"))


def test_how_a_camera_is_used_reaches_perception() -> None:
    settings = meant("--source", "0", "--camera-size", "640x480@15", "--lock-camera", "--flip")
    asked = perception_settings(settings, SightContent({}, None), choose_source(settings, "diorama"))
    assert (asked.camera_format, asked.hold_camera, asked.flip) == (CameraFormat(640, 480, 15), True, True)
    usual = meant("--source", "demo", "--flip")
    asked = perception_settings(usual, SightContent({}, None), choose_source(usual, "diorama"))
    assert (asked.camera_format, asked.hold_camera) == (CameraFormat(1280, 720, 30), False)
    assert not asked.flip, "our own footage is not mirrored, whatever the camera is"
    with pytest.raises(UsageError, match="--camera-size"):
        meant("--camera-size", "large")
