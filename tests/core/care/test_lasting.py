"""How long a scene takes, the shortest way and waiting everywhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_scenes import scenes

from prisonersvoice_ar.core.care.lasting import lasting
from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    RETURN,
    After,
    AllOf,
    AnyOf,
    Branch,
    Choice,
    LookAt,
    Pressed,
    Trigger,
)
from prisonersvoice_ar.core.story.reading import GAP
from scenes import beat, line, scene

LINE = 2.0 + GAP


def test_a_line_and_a_rest() -> None:
    story = scene(beat("a", "b", say=(line("a1"),)), beat("b", rest=20.0))
    assert lasting(story, "uk").shortest == pytest.approx(LINE + 20.0)
    assert lasting(story, "uk").longest == pytest.approx(LINE + 20.0)


def test_who_looks_at_once_and_who_waits() -> None:
    until = AnyOf((LookAt("door", 1.5), Pressed(), After(15.0)))
    found = lasting(scene(beat("a", until=until)), "uk")
    assert (found.shortest, found.longest) == (0.0, 15.0)
    every = AllOf((LookAt("door", 1.5), After(5.0)))
    assert lasting(scene(beat("a", until=every)), "uk").shortest == 5.0


@pytest.mark.parametrize(
    ("until", "shortest", "longest"),
    [
        (Pressed(), 0.0, 20.0),
        (LookAt("door", 1.5), 1.5, 20.0),
        (AnyOf((Pressed(), LookAt("door", 1.5))), 0.0, 20.0),
        (AnyOf((Pressed(), AllOf((Pressed(), After(30.0))))), 0.0, 20.0),
        (AnyOf((Pressed(), AnyOf((Pressed(), After(5.0))))), 0.0, 5.0),
        (AllOf((LookAt("door", 1.5), After(5.0))), 5.0, 20.0),
        (AllOf((After(3.0), After(5.0))), 5.0, 5.0),
        (AnyOf((Pressed(), After(90.0))), 0.0, 60.0),
        (AnyOf((Pressed(), After(50.0))), 0.0, 50.0),
        (After(90.0), 90.0, 90.0),
    ],
)
def test_how_long_somebody_waits(until: Trigger, shortest: float, longest: float) -> None:
    """A minute at most where a visitor could go on; what no visitor can cut short lasts as long as it lasts."""
    found = lasting(scene(beat("a", until=until)), "uk")
    assert (found.shortest, found.longest) == (shortest, longest)


def test_who_may_choose_takes_their_time() -> None:
    choice = (Choice("l", {"uk": "a"}, "b"), Choice("s", {"uk": "b"}, "b"))
    assert lasting(scene(beat("a", "b", choice=choice), beat("b")), "uk").longest == 20.0
    waited = lasting(scene(beat("a", "b", choice=choice, until=After(90.0)), beat("b")), "uk")
    assert (waited.shortest, waited.longest) == (0.0, 60.0)


def test_two_ways() -> None:
    long, short = beat("long", say=(line("l1", 60.0),)), beat("short", say=(line("s1"),))
    chosen = (Choice("l", {"uk": "a"}, "long"), Choice("s", {"uk": "b"}, "short"))
    found = lasting(scene(beat("a", "long", choice=chosen, until=After(10.0)), long, short), "uk")
    assert found.shortest == pytest.approx(LINE)
    assert found.longest == pytest.approx(10.0 + 60.0 + GAP)


def test_circles_are_gone_through_once_and_asides_come_back() -> None:
    story = scene(
        beat("a", Branch("b", aside="told")),
        beat("told", RETURN, say=(line("t1"),)),
        beat("b", Branch("a"), Branch(ACTIONS), say=(line("b1"),)),
    )
    assert lasting(story, "uk").shortest == pytest.approx(2 * LINE)
    assert lasting(story, "uk").longest == pytest.approx(2 * LINE)


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_the_longest_is_no_shorter_than_the_shortest(data: st.DataObject) -> None:
    story = data.draw(scenes())
    found = lasting(story, "uk")
    assert found.shortest >= 0.0
    assert found.longest >= 0.0
    if any(way.go == ACTIONS for way in story.beats[story.first].then):
        assert found.longest >= found.shortest - 1e-9
