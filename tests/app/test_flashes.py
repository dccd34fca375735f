"""Flashes on frames that were really drawn."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from prisonersvoice_ar.app.flashes import film_flashes
from prisonersvoice_ar.core.script.cell import CellPlan, SceneObject
from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    After,
    Beat,
    Branch,
    LightCue,
    Moment,
    Scene,
)

PLAN = CellPlan("punishment-cell", (2.0, 3.0, 2.5), objects=(SceneObject("door", (0.0, -1.5, 1.0)),))


class Bar:
    """Counts."""

    def __init__(self) -> None:
        self.done = 0.0

    def update(self, n: float) -> None:
        self.done += n

    def close(self) -> None:
        pass


def turns(interval: float, level: float = 1.0) -> Iterator[LightCue]:
    """By turns the bulb and the hatch go on and off: neither alone flashes as often as both do."""
    yield from (LightCue(light, 0.0, 0.0, Moment()) for light in ("bulb", "slit", "hatch"))
    for number in range(int(2.0 / interval)):
        light = ("bulb", "hatch")[number // 2 % 2]
        yield LightCue(light, level * (number % 2 == 0), 0.0, Moment(offset=interval * (number + 1)))


def scene(*cues: LightCue) -> Scene:
    beats = {
        "a": Beat("a", (Branch("b"),)),
        "b": Beat("b", (Branch(ACTIONS),), cues=cues),
    }
    words = {"uk": "x"}
    return Scene(
        "s", words, words, "composite", {}, (), 14, 1.0, PLAN, "seated", (), {}, 0.05, beats, "a", ("uk",)
    )


def test_two_lights_that_flash_by_turns_are_seen() -> None:
    bar = Bar()
    found = film_flashes(scene(*turns(0.125)), lambda *_: bar)
    assert {(seen.beat, seen.flashes.kind, seen.flashes.count) for seen in found} == {("b", "general", 4)}
    assert found[0].flashes.at == pytest.approx(1.1, abs=0.2)
    assert bar.done == 1


def test_slower_or_fainter_ones_are_not() -> None:
    assert film_flashes(scene(*turns(0.2)), lambda *_: Bar()) == []
    assert film_flashes(scene(*turns(0.125, 0.25)), lambda *_: Bar()) == []


def test_a_scene_whose_light_stands_still_is_not_even_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prisonersvoice_ar.app.flashes.Window", None)
    still = scene()
    assert film_flashes(replace(still), lambda *_: Bar()) == []


def test_a_strobe_over_several_beats_is_seen() -> None:
    beats = {
        f"f{n}": Beat(
            f"f{n}",
            (Branch(f"f{n + 1}" if n < 9 else ACTIONS),),
            cues=(LightCue("bulb", float(n % 2), 0.0, Moment()),),
            until=After(0.06),
        )
        for n in range(10)
    }
    made = replace(scene(), beats=beats, first="f0")
    found = film_flashes(made, lambda *_: Bar())
    assert {(seen.beat, seen.flashes.count) for seen in found} == {("f0", 4), ("f1", 4)}
