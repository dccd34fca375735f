"""What a visitor should see while the words speak of it."""

from collections.abc import Callable
from pathlib import Path

from prisonersvoice_ar.core.script.model import After, AnyOf, Branch, Condition, Hint, LookAt, Scene
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.show import wanted_object
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.scenes import load_scene
from scenes import beat, line, scene

LOOKS = AnyOf((After(15.0), LookAt("bunk", 1.5), LookAt("lamp")))
SEEN = (Branch("hatch", Condition(looked_at="hatch")), Branch("after"))
MADE = scene(
    beat("one", "find", say=(line("a"),)),
    beat("find", "told", until=LOOKS, hint=Hint(6.0, {"en": "Look."})),
    beat("told", "ask", say=(line("b"),)),
    beat("ask", *SEEN, until=AnyOf((LookAt("hatch"), After(9.0)))),
    beat("hatch", "after", say=(line("c"),)),
    beat("after", "rest", say=(line("d"),)),
    beat("rest", rest=10.0),
)


def told(made: Scene, looking: Callable[[str | None, float], str | None], seconds: float) -> list[tuple]:
    """(beat, wanted, time) whenever either changes."""
    state, _ = engine.begin(made, "en", 0.0)
    seen: list[tuple] = [(state.beat, wanted_object(made, state), 0.0)]
    for tick in range(1, round(seconds * 10)):
        now = tick / 10
        wanted = wanted_object(made, state)
        state, _ = engine.step(made, state, StoryInput(True, looking_at=looking(wanted, now)), now)
        new = (state.beat, wanted_object(made, state))
        if new != seen[-1][:2]:
            seen.append((*new, now))
    return seen


def test_what_is_looked_for_is_wanted_from_its_hint_on_and_while_it_is_spoken_of() -> None:
    seen = told(MADE, lambda _wanted, _now: None, 60.0)
    assert [row[:2] for row in seen] == [
        ("one", None),
        ("find", None),
        ("find", "bunk"),
        ("told", "bunk"),
        ("ask", "hatch"),
        ("after", None),
        ("rest", None),
    ]
    found, hinted, over = (row[2] for row in seen[1:4])
    assert abs(hinted - found - 6.0) < 0.15
    assert abs(over - found - 15.0) < 0.15


def test_what_has_been_looked_at_stays_wanted_in_its_beat() -> None:
    seen = told(MADE, lambda wanted, _now: wanted, 40.0)
    assert ("hatch", "hatch") in [row[:2] for row in seen]
    assert seen[-1][:2] == ("rest", None)


def test_a_look_that_follows_the_view_keeps_its_dwell() -> None:
    seen = told(MADE, lambda wanted, _now: wanted, 40.0)
    found, hinted, over = (row[2] for row in seen[1:4])
    assert hinted - found > 5.8
    assert over - hinted > 1.4


def test_the_day_in_the_cell_shows_bunk_hatch_and_lamp(root: Path) -> None:
    fifteen = load_scene(root / "scenes" / "fifteen-days", Content.at(root)).value
    assert fifteen is not None
    seen = [row[:2] for row in told(fifteen, lambda wanted, _now: wanted, 300.0)]
    for pair in (("find-bunk", "bunk"), ("bunk", "bunk"), ("find-hatch", "hatch"), ("hatch", "hatch")):
        assert pair in seen
    for pair in (("silence", "lamp"), ("lamp", "lamp"), ("terms", None), ("rest", None)):
        assert pair in seen
