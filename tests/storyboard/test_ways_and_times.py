"""Ways through a story, how long it takes, and what is pictured of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.storyboard.cards import cards
from prisonersvoice_ar.authoring.storyboard.shots import shots
from prisonersvoice_ar.authoring.storyboard.timing import Span, timing, waiting_for
from prisonersvoice_ar.authoring.ways import came_from, edges
from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    After,
    AllOf,
    AnyOf,
    Beat,
    Branch,
    Condition,
    Gesture,
    LightCue,
    LookAt,
    Moment,
    Scene,
    TargetSeen,
    Trigger,
)
from prisonersvoice_ar.core.story.reading import GAP, reading_seconds
from prisonersvoice_ar.core.story.state import Stage
from prisonersvoice_ar.documents import Content, load_scene
from tests.storyboard.told import line, scene


def _with(*beats: Beat) -> Scene:
    return replace(scene(), beats={beat.id: beat for beat in beats}, first=beats[0].id)


@pytest.fixture(scope="module")
def fifteen_days(root: Path) -> Scene:
    loaded = load_scene(root / "scenes" / "fifteen-days", Content.at(root))
    assert loaded.value is not None
    return loaded.value


def test_a_detour_leads_out_and_back() -> None:
    found = {(edge.source, edge.target): edge.kind for edge in edges(scene())}
    assert found == {
        ("arrive", "ask"): "way",
        ("ask", "door"): "aside",
        ("ask", "rest"): "way",
        ("door", "rest"): "return",
        ("lost", ACTIONS): "way",
        ("rest", ACTIONS): "way",
    }
    kinds = [edge.kind for edge in edges(scene()) if (edge.source, edge.target) == ("ask", "rest")]
    assert kinds == ["choice", "way"]


def test_the_return_of_an_inner_detour_is_not_that_of_the_outer() -> None:
    here = _with(
        Beat("a", (Branch("z", aside="outer"),)),
        Beat("outer", (Branch("after", aside="inner"),)),
        Beat("inner", (Branch("return"),)),
        Beat("after", (Branch("return"),)),
        Beat("z", (Branch(ACTIONS),)),
    )
    back = {(edge.source, edge.target) for edge in edges(here) if edge.kind == "return"}
    assert back == {("inner", "after"), ("after", "z")}


def test_a_detour_at_the_end_of_a_detour_leads_where_the_outer_does() -> None:
    here = _with(
        Beat("a", (Branch("z", aside="outer"),)),
        Beat("outer", (Branch("return", aside="inner"),)),
        Beat("inner", (Branch("return"),)),
        Beat("z", (Branch(ACTIONS, aside="inner"),)),
    )
    back = {(edge.source, edge.target) for edge in edges(here) if edge.kind == "return"}
    assert back == {("inner", "z"), ("inner", ACTIONS)}


def test_what_nothing_leads_to_is_known() -> None:
    here = scene()
    found = came_from(here, edges(here))
    assert found == {"arrive": None, "ask": "arrive", "door": "ask", "rest": "ask"}


SPANS: list[tuple[Trigger, Span]] = [
    (After(5.0), Span(5.0, 5.0)),
    (LookAt("x", 1.5), Span(1.5, None)),
    (TargetSeen(), Span(0.0, 0.0)),
    (Gesture("point"), Span(0.0, None)),
    (AnyOf((LookAt("x", 1.5), After(9.0))), Span(1.5, 9.0)),
    (AnyOf((Gesture("point"), LookAt("x", 1.0))), Span(0.0, None)),
    (AllOf((After(3.0), After(4.0))), Span(4.0, 4.0)),
    (AllOf((After(3.0), Gesture("point"))), Span(3.0, None)),
    (AnyOf(()), Span(0.0, None)),
]


@pytest.mark.parametrize(("trigger", "span"), SPANS)
def test_how_long_a_wait_may_take(trigger: Trigger, span: Span) -> None:
    assert waiting_for(trigger) == span


def test_times_add_up_along_the_shortest_and_the_longest_way() -> None:
    here = _with(
        Beat("a", (Branch("b"), Branch("c")), say=(line("l1", "а" * 15), line("l2", "б" * 15))),
        Beat("b", (Branch("c"),), until=AnyOf((Gesture("point"), After(10.0)))),
        Beat("c", (Branch(ACTIONS),), rest=20.0),
    )
    said = 2 * reading_seconds("а" * 15) + GAP
    found = timing(here, "uk")
    assert found.begins["c"] == Span(pytest.approx(said), pytest.approx(said + 10.0))
    assert found.whole == Span(pytest.approx(said + 20.0), pytest.approx(said + 30.0))


def test_a_circle_is_gone_through_once_and_a_scene_without_a_rest_is_given_one() -> None:
    here = _with(
        Beat("a", (Branch("b"),), until=After(1.0)),
        Beat("b", (Branch("a", Condition(looked_at="lamp")), Branch(ACTIONS)), until=After(2.0)),
    )
    assert timing(here, "uk").whole == Span(23.0, 23.0)
    nowhere = _with(Beat("a", (Branch("a"),), until=After(1.0)))
    assert timing(nowhere, "uk").whole is None


def test_a_beat_behind_a_flag_begins_when_a_visit_can_have_raised_it() -> None:
    key = Condition(flag="key")
    here = _with(
        Beat("hub", (Branch("secret", key), Branch("look")), until=After(2.0)),
        Beat("look", (Branch("hub"),), until=After(5.0), set={"key": True}),
        Beat("secret", (Branch("never", Condition(flag="key", negate=True)), Branch(ACTIONS)), rest=3.0),
        Beat("never", (Branch(ACTIONS),)),
    )
    found = timing(here, "uk")
    assert found.begins["secret"] == Span(9.0, None), "it is found on a way back, as often as one likes"
    assert "never" not in found.begins
    assert found.whole is not None
    assert found.whole.shortest == 12.0


def test_the_longest_way_is_open_where_only_the_visitor_ends_it() -> None:
    here = _with(Beat("a", (Branch("b"),), until=Gesture("point")), Beat("b", (Branch(ACTIONS),), rest=5.0))
    assert timing(here, "uk").begins["b"] == Span(0.0, None)


def test_every_beat_is_pictured_at_its_most_telling_moment(fifteen_days: Scene) -> None:
    taken = shots(fifteen_days, "uk")
    assert list(dict.fromkeys(shot.beat for shot in taken)) == list(fifteen_days.beats)
    first = {shot.beat: shot for shot in reversed(taken)}
    assert first["hatch"].line == "fd-011", "the hatch opens after the line before it"
    assert first["hatch"].levels["hatch"] == 1.0
    assert first["terms"].levels["hatch"] == 0.0, "and is shut again when the beat is over"
    assert first["find-bunk"].line is None
    waits = [shot for shot in taken if shot.beat == "crossroads"]
    assert [shot.state.stage for shot in waits] == [Stage.SAY, Stage.WAIT]


def test_lights_come_along_the_shortest_way_with_fades_at_an_end(fifteen_days: Scene) -> None:
    levels = {shot.beat: shot.levels for shot in shots(fifteen_days, "uk")}
    assert levels["bunk"] == {"bulb": 1.0, "slit": 0.8, "hatch": 0.0}
    assert levels["people"]["hatch"] == 0.5, "by way of the letters, which come first"
    assert levels["rest"] == {"bulb": 0.4, "slit": 0.9, "hatch": 0.0}


def test_a_cue_that_is_due_later_is_not_seen_yet() -> None:
    at = Moment("l1", "end", 0.5)
    beat = Beat("a", (Branch(ACTIONS),), say=(line("l1", "Раз."),), cues=(LightCue("slit", 1.0, 9.0, at),))
    (shot,) = shots(_with(beat), "uk")
    assert shot.levels["slit"] == 0.25
    after = replace(beat, say=(*beat.say, line("l2", "Два, три, чотири.")))
    (shot,) = shots(_with(after), "uk")
    assert (shot.line, shot.levels["slit"]) == ("l2", 1.0)


def test_a_long_scene_is_no_trouble() -> None:
    beats = [Beat(f"b{n}", (Branch(f"b{n + 1}"),), say=(line(f"l{n}", "Раз."),)) for n in range(3000)]
    here = _with(*beats, Beat("b3000", (Branch(ACTIONS),), rest=1.0))
    assert len(shots(here, "uk")) == 3001
    assert timing(here, "uk").whole is not None


def test_a_card_says_where_its_beat_leads_and_why() -> None:
    found = {card.beat: card for card in cards(scene(), "en")}
    assert [(arrow.to, arrow.why) for arrow in found["ask"].arrows] == [
        ("3 door", "“The door”, a detour"),
        ("5 rest", "“The lamp”, if “came” is so"),
        ("5 rest", "if nobody chooses"),
    ]
    assert found["ask"].arrows[0].next
    assert found["door"].arrows[0].why == "back from the detour"
    assert found["door"].marks == ("1 line", "once")
    assert not found["lost"].reached
    assert found["rest"].arrows[0].to == "what can be done"
