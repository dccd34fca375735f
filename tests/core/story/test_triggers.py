"""Every kind of trigger: when it fires, and what does not make it fire."""

import pytest

from prisonersvoice_ar.core.script.model import (
    After,
    AllOf,
    AnyOf,
    CloserThan,
    FartherThan,
    Gesture,
    LineEnded,
    LookAt,
    Pressed,
    TargetLost,
    TargetSeen,
    Trigger,
)
from prisonersvoice_ar.core.story.inputs import StoryInput
from scenes import NOTHING, Play, beat, line, scene

SEEN = StoryInput(target_seen=True)
LAMP = StoryInput(looking_at="lamp")
DOOR = StoryInput(looking_at="door")
ON = StoryInput(pressed=("continue",))
OTHER = StoryInput(pressed=("other",))
POINT = StoryInput(gesture="point")

# Each row: the trigger, what the visitor does from which second on (presses last one step), when it fires.
Script = tuple[tuple[float, StoryInput], ...]
TABLE: list[tuple[str, Trigger, Script, float | None]] = [
    ("seen", TargetSeen(), ((1.0, SEEN),), 1.0),
    ("never seen", TargetSeen(), (), None),
    ("seen before the wait", TargetSeen(), ((0.125, SEEN),), 0.125),
    ("lost", TargetLost(), ((0.0, SEEN), (1.5, NOTHING)), 1.5),
    ("never lost", TargetLost(), ((0.0, SEEN),), None),
    ("line ended", LineEnded("first"), (), 0.0),
    ("line never said", LineEnded("unsaid"), (), None),
    ("looked", LookAt("lamp", 0.75), ((1.0, LAMP),), 1.75),
    ("looked elsewhere", LookAt("lamp", 0.75), ((1.0, DOOR),), None),
    ("look broken", LookAt("lamp", 0.75), ((1.0, LAMP), (1.5, DOOR), (1.625, LAMP)), 2.375),
    ("glances", LookAt("lamp", 0.75), ((1.0, LAMP), (1.5, NOTHING), (2.0, LAMP), (2.5, NOTHING)), None),
    ("closer", CloserThan(0.4), ((1.0, StoryInput(distance_m=0.5)), (2.0, StoryInput(distance_m=0.39))), 2.0),
    ("closer: no target", CloserThan(0.4), ((1.0, NOTHING),), None),
    (
        "farther",
        FartherThan(0.4),
        ((1.0, StoryInput(distance_m=0.3)), (2.0, StoryInput(distance_m=0.41))),
        2.0,
    ),
    ("farther: no target", FartherThan(0.4), ((1.0, NOTHING),), None),
    ("pressed", Pressed(), ((1.0, ON),), 1.0),
    ("pressed other", Pressed(), ((1.0, OTHER),), None),
    ("pressed named", Pressed("other"), ((1.0, OTHER),), 1.0),
    ("gesture", Gesture("point"), ((1.0, POINT),), 1.0),
    ("other gesture", Gesture("point"), ((1.0, StoryInput(gesture="fist")),), None),
    ("after", After(2.5), (), 2.5),
    ("after nothing", After(0.0), (), 0.0),
    ("any: first", AnyOf((After(2.0), Pressed())), ((1.0, ON),), 1.0),
    ("any: second", AnyOf((After(2.0), Pressed())), (), 2.0),
    ("any of none", AnyOf(()), ((1.0, ON),), None),
    ("all: apart", AllOf((Pressed(), TargetSeen())), ((0.5, ON), (1.5, SEEN), (1.75, NOTHING)), 1.5),
    ("all: one kept", AllOf((LookAt("lamp", 0.75), After(3.0))), ((0.5, LAMP), (1.5, DOOR)), 3.0),
    ("all: one missing", AllOf((Pressed(), TargetSeen())), ((0.5, SEEN),), None),
    ("all of any", AllOf((AnyOf((Pressed(), Gesture("point"))), After(1.0))), ((2.0, POINT),), 2.0),
]


@pytest.mark.parametrize(
    ("trigger", "script", "fires"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
@pytest.mark.parametrize("edge", ["begin", "until"])
def test_trigger_fires_when_it_should(
    trigger: Trigger, script: Script, fires: float | None, edge: str
) -> None:
    """Waits of 6 s, in steps of 1/8 s (exact in binary), after a line of 1 s."""
    made = scene(
        beat("zero", "one", say=(line("first", 1.0),)), beat("one", "two", **{edge: trigger}), beat("two")
    )
    play = Play(made)
    play.run(1.0, _given(script, 0), by=0.125)
    for tick in range(1, 49):
        play.step(0.125, _given(script, tick))
    passed = [time - 1.0 for time, word in play.log if word == "beat two"]
    assert passed == ([] if fires is None else [fires])


def _given(script: Script, tick: int) -> StoryInput:
    last = NOTHING
    for start, given in script:
        first = round(start * 8)
        if tick >= first and (not given.pressed or tick == first):
            last = given
    return last


def test_after_counts_from_the_end_of_the_lines() -> None:
    play = Play(
        scene(beat("one", "two", say=(line("a", 2.0),), until=After(3.0)), beat("two", until=After(9)))
    )
    play.run(6.0)
    assert play.at("beat two") == pytest.approx(5.0)


def test_press_in_mid_line_neither_skips_it_nor_counts_later() -> None:
    play = Play(
        scene(beat("one", "two", say=(line("a", 2.0),), until=Pressed()), beat("two", until=After(9)))
    )
    play.step(1.0, ON)
    play.run(3.0)
    assert play.words() == ["beat one", "line a", "end a"]
    play.step(0.1, ON)
    assert play.words()[-1] == "beat two"


def test_one_press_passes_one_wait() -> None:
    play = Play(
        scene(beat("one", "two", until=Pressed()), beat("two", "three", until=Pressed()), beat("three"))
    )
    assert play.step(0.1, ON) == ["beat two"]


def test_a_held_gesture_passes_one_wait_until_it_is_made_anew() -> None:
    wait = Gesture("point")
    play = Play(scene(beat("one", "two", until=wait), beat("two", "three", until=wait), beat("three")))
    assert play.run(1.0, POINT) == ["beat two"]
    play.run(0.5)
    assert play.step(0.1, POINT)[0] == "beat three"


def test_all_of_forgets_what_fired_before_its_wait() -> None:
    both = AllOf((Pressed(), TargetSeen()))
    play = Play(scene(beat("one", "two", until=Pressed()), beat("two", until=both), beat("three")))
    play.step(0.1, ON)
    assert play.run(2.0, SEEN) == []


def test_a_look_that_was_asked_for_is_remembered_however_short() -> None:
    asked = scene(beat("one", "two", until=LookAt("lamp", 0.2)), beat("two", until=After(9)))
    play = Play(asked)
    play.run(0.5, LAMP)
    assert play.state.looked_at == {"lamp"}
