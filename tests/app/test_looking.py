"""The seated view follows the hand, in the story and nowhere else."""

import math
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from prisonersvoice_ar.app.looking import Looking
from prisonersvoice_ar.app.pointing import Pointing
from prisonersvoice_ar.app.presses import Presses
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.visit.view import Overlay, Phase, View
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.scenes import load_scene
from prisonersvoice_ar.stage.window import (
    Focus,
    KeyPressed,
    KeyReleased,
    PointerMoved,
    PointerPressed,
    PointerReleased,
    WindowEvent,
)


@dataclass
class Turned:
    """A stage that remembers how it was turned."""

    mode: str = "seated"
    pixels: list[tuple[float, float]] = field(default_factory=list)
    radians: list[tuple[float, float]] = field(default_factory=list)

    def look_by(self, dx: float, dy: float) -> None:
        self.pixels.append((dx, dy))

    def turn_by(self, yaw: float, pitch: float) -> None:
        self.radians.append((yaw, pitch))


@pytest.fixture
def stage() -> Turned:
    return Turned()


@pytest.fixture
def looking(stage: Turned) -> Looking:
    return Looking(stage)  # type: ignore[arg-type]


@pytest.fixture
def story(root: Path) -> View:
    scene = load_scene(root / "scenes" / "fifteen-days", Content.at(root)).value
    assert scene is not None
    return View(Phase.STORY, "en", scene, mode="seated")


def test_a_drag_is_what_lies_between_press_and_release(looking: Looking, stage: Turned) -> None:
    looking.take(PointerMoved(5, 5))
    looking.take(PointerPressed(10, 20))
    looking.take(PointerMoved(14, 19))
    looking.take(PointerMoved(15, 25))
    looking.take(PointerReleased(15, 25))
    looking.take(PointerMoved(300, 300))
    assert stage.pixels == [(4, -1), (1, 6)]


def test_a_press_on_a_button_begins_no_drag(looking: Looking, stage: Turned) -> None:
    looking.take(PointerPressed(10, 20), on_button=True)
    looking.take(PointerMoved(14, 19))
    assert stage.pixels == []


@pytest.mark.parametrize(
    ("key", "yaw", "pitch"),
    [("arrow_left", -1, 0), ("arrow_right", 1, 0), ("arrow_up", 0, 1), ("arrow_down", 0, -1)],
)
def test_an_arrow_turns_while_it_is_held(
    *, looking: Looking, stage: Turned, story: View, key: str, yaw: int, pitch: int
) -> None:
    looking.step(story, 7.0)
    looking.take(KeyPressed(key))
    tapped = sum(map(sum, stage.radians)) * (yaw + pitch)
    assert 0 < tapped < math.radians(15)
    for i in range(30):
        looking.step(story, 7.0 + (i + 1) / 30)
    looking.take(KeyReleased(key))
    across, up = (sum(axis) for axis in zip(*stage.radians, strict=True))
    assert across * yaw + up * pitch == pytest.approx(tapped + math.radians(50))
    assert abs(across * pitch + up * yaw) == pytest.approx(0.0)
    before = len(stage.radians)
    looking.step(story, 9.0)
    assert len(stage.radians) == before


def test_what_is_held_is_let_go_with_the_window_and_with_the_story(
    looking: Looking, stage: Turned, story: View
) -> None:
    for let_go in (
        lambda: looking.take(Focus(on=False)),
        lambda: looking.step(replace(story, overlay=Overlay.PAUSED), 0.0),
        lambda: looking.step(replace(story, phase=Phase.REST), 0.0),
    ):
        looking.take(KeyPressed("arrow_left"))
        looking.take(PointerPressed(1, 1))
        let_go()
        stage.radians.clear()
        looking.take(PointerMoved(50, 50))
        looking.step(story, 1.0)
        assert stage.radians == []
        assert stage.pixels == []


def test_a_card_in_the_hand_is_turned_by_the_hand(looking: Looking, stage: Turned, story: View) -> None:
    assert looking.may_look(story)
    stage.mode = "diorama"
    assert not looking.may_look(story)


NOTHING: Any = SimpleNamespace(objects_on_screen=dict, mode="seated", window=SimpleNamespace(size=(200, 100)))
"""a stage with nothing to touch"""


class Told:
    """A window with one frame's events to tell, and screens with one button in a corner."""

    def __init__(self, *events: WindowEvent) -> None:
        self._events = list(events)

    def events(self) -> list[WindowEvent]:
        told, self._events = self._events, []
        return told

    def steer(self, key: str) -> None:
        return None

    def hover(self, x: float, y: float) -> None:
        return None

    def hit(self, x: float, y: float) -> str | None:
        return "pause" if x < 20 else None


def pressed(looking: Looking, view: View, *events: WindowEvent) -> tuple[str, ...]:
    told: Any = Told(*events)
    return Presses(told, told, RunSettings(), looking, Pointing(NOTHING)).since_last(
        view, 0.0, target_seen=True
    )


def test_a_press_goes_to_the_button_or_to_the_view(looking: Looking, stage: Turned, story: View) -> None:
    assert pressed(looking, story, PointerPressed(10, 9), PointerMoved(60, 9)) == ("pause",)
    assert stage.pixels == []
    assert pressed(looking, story, PointerPressed(50, 9), PointerMoved(60, 9), PointerReleased(60, 9)) == ()
    assert stage.pixels == [(10, 0)]
    assert pressed(looking, story, KeyPressed("arrow_up"), KeyPressed("space")) == ("pause",)
    assert stage.radians[0][1] > 0


def test_elsewhere_the_arrows_stay_with_the_buttons(looking: Looking, stage: Turned, story: View) -> None:
    for view in (replace(story, overlay=Overlay.PAUSED), replace(story, phase=Phase.NOTICE)):
        pressed(looking, view, KeyPressed("arrow_left"), PointerPressed(50, 9), PointerMoved(70, 9))
    assert stage.radians == []
    assert stage.pixels == []
