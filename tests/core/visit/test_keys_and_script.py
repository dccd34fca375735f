"""Keys press what is shown; the written visitor goes the whole way."""

from pathlib import Path

import pytest
from visits import Visit

from prisonersvoice_ar.core.script.model import After, AnyOf, Pressed, TargetSeen
from prisonersvoice_ar.core.story.effects import EnterBeat
from prisonersvoice_ar.core.visit import screens
from prisonersvoice_ar.core.visit.effects import OpenLink
from prisonersvoice_ar.core.visit.keys import button_for
from prisonersvoice_ar.core.visit.state import Plan
from prisonersvoice_ar.core.visit.view import Button, Overlay, Phase
from prisonersvoice_ar.core.visit.written import Step, WrittenVisitor, demo_visitor
from scenes import beat, line, scene

LONG = scene(
    beat("one", begin=TargetSeen(), say=tuple(line(f"l{n}", 3.0) for n in range(40))), beat("rest", rest=25.0)
)


@pytest.mark.parametrize(
    ("key", "id_"),
    [
        ("1", "lang:uk"),
        ("2", "lang:en"),
        ("3", None),
        ("Escape", "leave"),
        ("ESC", "leave"),
        (" ", "pause"),
        ("q", None),
    ],
)
def test_keys_of_the_first_screen(key: str, id_: str | None) -> None:
    assert button_for(key, Visit(LONG).view()) == id_


def test_enter_is_the_primary_button() -> None:
    visit = Visit(LONG)
    assert button_for("enter", visit.view()) is None
    visit.press("lang:uk")
    assert button_for("return", visit.view()) == "continue"
    visit.press("pause")
    assert button_for("enter", visit.view()) == "resume"


def test_the_demonstration_visitor_goes_the_whole_way_in_about_a_minute() -> None:
    visit, visitor = Visit(LONG), demo_visitor("en")
    start, links = visit.now, 0
    while visit.phase is not Phase.FAREWELL and visit.now - start < 200:
        visitor, pressed = visitor.act(visit.view(), visit.now, visit.now - start > 9)
        links += visit.state.overlay is Overlay.OPEN_LINK and visit.count(OpenLink) == 0 and "no" in pressed
        visit.step(1 / 30, pressed, visit.now - start > 9)
    assert visit.phases == [phase for phase in Phase if phase is not Phase.ATTRACT]
    assert (visit.state.lang, links, visit.count(OpenLink), visit.ends) == ("en", 1, 0, ["finished"])
    assert 55 < visit.now - start < 82


def test_the_demonstration_visitor_sits_down_where_no_card_comes() -> None:
    visit, visitor = Visit(LONG), demo_visitor("uk")
    for _ in range(30 * 120):
        visitor, pressed = visitor.act(visit.view(), visit.now)
        visit.step(1 / 30, pressed)
        if visit.phase is Phase.FAREWELL:
            break
    assert visit.modes == ["seated"]
    assert visit.ends == ["finished"]


def test_the_demonstration_visitor_reads_how_to_look_around() -> None:
    visit, visitor = Visit(LONG, Plan("en", mode="seated")), demo_visitor("en")
    for _ in range(30 * 120):
        visitor, pressed = visitor.act(visit.view(), visit.now)
        visit.step(1 / 30, pressed)
        if visit.phase is Phase.FAREWELL:
            break
    assert visit.phases == [phase for phase in Phase if phase is not Phase.ATTRACT]
    assert (visit.modes, visit.ends) == ([], ["finished"])


def test_a_step_waits_for_its_button_and_its_time() -> None:
    visit = Visit(LONG)
    visitor = WrittenVisitor((Step(Phase.LANGUAGE, "lang:pl", 0.5), Step(Phase.LANGUAGE, "", 1.0)))
    for _ in range(20):
        visitor, pressed = visitor.act(visit.view(), visit.now)
        assert pressed == ()
        visit.step(0.1)
    assert visitor.done == 0


def test_a_step_is_passed_by_at_its_latest() -> None:
    visit = Visit(LONG)
    steps = (Step(Phase.LANGUAGE, "lang:pl", 0.5, latest=1.0), Step(Phase.LANGUAGE, "lang:en", 0.5))
    visitor = WrittenVisitor(steps)
    for _ in range(20):
        visitor, pressed = visitor.act(visit.view(), visit.now)
        visit.step(0.1, pressed)
    assert visit.state.lang == "en"
    assert visitor.done == 2


def test_the_demonstration_visitor_goes_on_with_the_story_where_it_may() -> None:
    wait = beat("wait", "more", until=AnyOf((Pressed(), After(15.0))))
    lines = tuple(line(f"m{number}", 3.0) for number in range(20))
    told = scene(beat("one", "wait", say=(line("a", 20.0),)), wait, beat("more", say=lines))
    visit, visitor = Visit(told), demo_visitor("en")
    moments: dict[str, float] = {}
    for _ in range(30 * 90):
        visitor, pressed = visitor.act(visit.view(), visit.now, True)
        effects = visit.step(1 / 30, pressed, True)
        moments |= {effect.beat: visit.now for effect in effects if isinstance(effect, EnterBeat)}
    assert "line m0" in visit.words
    assert "cut m1" in visit.words
    waited = moments["more"] - moments["wait"]
    assert 1.4 < waited < 1.7, "long enough to see the button"


def test_every_label_is_among_the_interfaces_words(root: Path) -> None:
    values = [value for name, value in vars(screens).items() if name.isupper()]
    buttons = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    labels = {item.label for item in buttons if isinstance(item, Button)} | {"button-credits"}
    assert len(labels) >= 12
    for file in (root / "prisonersvoice_ar" / "words").glob("*.ftl"):
        known = {
            text.partition("=")[0].strip() for text in file.read_text("utf-8").splitlines() if "=" in text
        }
        assert labels <= known, file.name
