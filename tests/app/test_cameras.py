"""Without a source: the first camera that opens, and where none does the demo, with a line."""

import time
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest

from prisonersvoice_ar.app import cameras
from prisonersvoice_ar.app.content import load_sight
from prisonersvoice_ar.app.loop import Loop
from prisonersvoice_ar.app.plan import perception_settings
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.source_spec import SourceSpec


@dataclass(frozen=True)
class SimpleRun:
    """What of a run the source's refusal looks at."""

    source: Any
    sight: Any


def test_a_camera_that_nobody_named_is_any_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cameras, "camera_names", lambda: ("Front", "Side"))
    chosen = cameras.choose_source(RunSettings(), "diorama")
    assert chosen.spec == SourceSpec("camera", "")
    assert chosen.instead is not None
    assert chosen.instead.name == "demo"
    assert "\n" not in chosen.instead.said
    named = cameras.choose_source(RunSettings(source="Side"), "diorama")
    assert named.instead is None


def test_the_demo_stands_in_for_a_camera_that_gives_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cameras, "camera_names", lambda: ("a camera that nobody has plugged in",))
    settings = RunSettings()
    source = cameras.choose_source(settings, "diorama")
    source = replace(source, spec=SourceSpec("camera", "a camera that nobody has plugged in"))
    sight = load_sight(settings)
    with PerceptionLink(perception_settings(settings, sight, source)) as link:
        loop = Loop.__new__(Loop)
        loop._settings, loop._ever_seen, loop._opened_s = settings, False, time.monotonic() - 60
        loop._run = SimpleRun(source, sight)  # type: ignore[assignment]
        loop._parts = SimpleNamespace(link=link)  # type: ignore[assignment]
        seen = None
        end = time.monotonic() + 30
        while seen is None and time.monotonic() < end:
            link.wait(0.05)
            loop._refuse_dead_source(link.poll(time.monotonic()))
            seen = link.latest()
        assert seen is not None
        assert link.status.source_name.endswith("card.mp4")
        assert link.faults == []
        assert loop._run.source.name == "demo"
        # it stands in once; a demo that gives nothing is a fault of the machine
        loop._opened_s -= 60
        with pytest.raises(MachineError):
            loop._refuse_dead_source(replace(link.status, state="lost"))
    assert capsys.readouterr().err.splitlines() == [
        "No camera gives a picture. The bundled demo footage is shown."
    ]


def test_only_the_source_that_shows_nothing_is_blank() -> None:
    assert cameras.choose_source(RunSettings(), "seated").is_blank
    assert not cameras.choose_source(RunSettings(source="demo"), "seated").is_blank
