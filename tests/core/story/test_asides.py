"""Going aside and coming back; choices with conditions; touches, keys and whether somebody is there."""

from dataclasses import replace

from prisonersvoice_ar.core.script.model import (
    RETURN,
    After,
    Ambience,
    AnyOf,
    Beat,
    Branch,
    Choice,
    Condition,
    KeyPressed,
    Moment,
    Scene,
    StopCue,
    Touched,
    Trigger,
    VisitorArrived,
    VisitorLeft,
)
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.effects import EndSound, EnterBeat, SetAmbience, StoryEffect, StoryEnded
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.show import choices
from prisonersvoice_ar.core.story.state import StoryState
from tests.core.scenes import NOTHING, beat, line, scene


def _played(told: Scene, seconds: int, given: StoryInput = NOTHING) -> tuple[list[StoryEffect], StoryState]:
    """The story's effects over ``seconds`` in which the visitor does ``given`` all the time."""
    state, out = engine.begin(told, "uk", 0.0)
    effects = list(out)
    for tick in range(1, seconds * 2 + 1):
        state, out = engine.step(told, state, given, tick / 2)
        effects += out
    return effects, state


def _beats(effects: list[StoryEffect]) -> list[str]:
    return [effect.beat for effect in effects if isinstance(effect, EnterBeat)]


def _said(name: str, *ways: Branch | str, **more: object) -> Beat:
    return beat(name, *ways, say=(line(f"l-{name}", 1.0),), **more)


REST = beat("rest", rest=2.0)


def test_an_aside_comes_back_to_where_its_way_goes_on() -> None:
    told = scene(
        _said("a", Branch("b", aside="side")),
        _said("b", Branch("rest", aside="side")),
        REST,
        _said("side", RETURN),
    )
    effects, state = _played(told, 20)
    assert _beats(effects) == ["a", "side", "b", "side", "rest"]
    assert state.ended
    assert state.returns == ()


def test_asides_within_asides_come_back_in_turn() -> None:
    told = scene(
        _said("a", Branch("rest", aside="outer")),
        REST,
        _said("outer", Branch(RETURN, aside="inner")),
        _said("inner", RETURN),
    )
    assert _beats(_played(told, 20)[0]) == ["a", "outer", "inner", "rest"]


def test_an_aside_told_once_passes_on_the_second_time() -> None:
    told = scene(
        _said("a", Branch("b", aside="side")),
        _said("b", Branch("rest", aside="side")),
        REST,
        _said("side", RETURN, once=True),
    )
    assert _beats(_played(told, 20)[0]) == ["a", "side", "b", "rest"]


def test_a_return_that_leads_nowhere_ends_the_story_with_its_rest() -> None:
    effects, state = _played(scene(_said("a", RETURN), REST), 40)
    assert state.ended
    assert any(isinstance(effect, StoryEnded) for effect in effects)


def test_a_story_that_goes_aside_for_ever_does_not_grow() -> None:
    told = scene(_said("a", Branch(RETURN, aside="a")), REST)
    assert len(_played(told, 60)[1].returns) <= len(told.beats)


def test_a_choice_goes_aside_and_comes_back() -> None:
    ways = (Choice("look", {"en": "Look"}, "rest", aside="side"),)
    told = scene(_said("a", "rest", choice=ways, until=After(60.0)), REST, _said("side", RETURN))
    assert _beats(_played(told, 20, StoryInput(pressed=("look",)))[0]) == ["a", "side", "rest"]


def test_a_choice_is_offered_and_taken_only_where_its_condition_holds() -> None:
    again = Choice("again", {"en": "Again"}, "a", when=Condition(visited="side", negate=True), aside="side")
    told = scene(_said("a", "rest", choice=(again,), until=After(5.0)), REST, _said("side", RETURN))
    effects, _ = _played(told, 30, StoryInput(pressed=("again",)))
    assert _beats(effects) == ["a", "side", "a", "rest"]
    state, _ = engine.begin(told, "uk", 0.0)
    state, _ = engine.step(told, state, NOTHING, 2.0)
    assert [choice.id for choice in choices(told, state)] == ["again"]
    assert choices(told, replace(state, visited=state.visited | {"side"})) == ()


def _waits(trigger: Trigger) -> Scene:
    return scene(_said("a", "heard", until=AnyOf((trigger, After(10.0)))), _said("heard", "rest"), REST)


def _hears_within(trigger: Trigger, given: StoryInput) -> bool:
    return "heard" in _beats(_played(_waits(trigger), 6, given)[0])


def test_touches_keys_and_presence_are_heard() -> None:
    assert _hears_within(Touched("door"), StoryInput(touched=("lamp", "door")))
    assert not _hears_within(Touched("door"), StoryInput(touched=("lamp",)))
    assert _hears_within(KeyPressed("k"), StoryInput(keys=("k",)))
    assert not _hears_within(KeyPressed("k"), StoryInput(keys=("j",), pressed=("k",)))
    assert _hears_within(VisitorArrived(), StoryInput(visitor=True))
    assert not _hears_within(VisitorArrived(), StoryInput(visitor=False))
    assert _hears_within(VisitorLeft(), StoryInput(visitor=False))
    assert not _hears_within(VisitorLeft(), StoryInput(visitor=True))


def test_silence_takes_the_ambience_away_and_a_sound_is_faded_out() -> None:
    hum = Ambience("hum", "/audio/hum.wav")
    stop = StopCue("bolt", "/audio/bolt.wav", 1.0, Moment("l-b", "start", 0.25))
    told = scene(
        _said("a", "b", ambience=hum),
        _said("b", "rest", ambience=Ambience("", "", fade=3.0), cues=(stop,)),
        REST,
    )
    effects = _played(told, 20)[0]
    beds = [effect for effect in effects if isinstance(effect, SetAmbience)]
    assert [(bed.ambience, bed.fade) for bed in beds] == [(hum, hum.fade), (None, 3.0)]
    assert [effect.cue for effect in effects if isinstance(effect, EndSound)] == [stop]
