"""Nobody is asked for anything without a quiet before it: the last thing before ``actions`` is a rest that was rested."""

from hypothesis import given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.core.script.model import ACTIONS, RETURN, Branch, Scene
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.effects import EnterBeat, StartLine, StoryEffect, StoryEnded
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.player import Player
from prisonersvoice_ar.core.story.state import BUILT_IN_REST
from prisonersvoice_ar.core.story.tables import compile_scene
from tests.core.scenes import NOTHING, beat, line, scene


def _told(told: Scene, seconds: int = 120) -> list[tuple[float, StoryEffect]]:
    state, out = engine.begin(told, "uk", 0.0)
    found = [(0.0, effect) for effect in out]
    for tick in range(1, seconds * 4):
        state, out = engine.step(told, state, NOTHING, tick / 4)
        found += [(tick / 4, effect) for effect in out]
    assert state.ended
    return found


def _last_words_and_end(told: Scene) -> tuple[float, float]:
    effects = _told(told)
    said = max((at for at, effect in effects if isinstance(effect, StartLine)), default=0.0)
    return said, next(at for at, effect in effects if isinstance(effect, StoryEnded))


def test_words_after_a_rest_want_another_quiet() -> None:
    said, over = _last_words_and_end(
        scene(beat("rest", "after", rest=5.0), beat("after", say=(line("l-1", 1.0),)))
    )
    assert over - said >= (BUILT_IN_REST.rest or 0.0)


def test_a_rest_counts_as_soon_as_it_is_over_in_an_aside_too() -> None:
    effects = _told(
        scene(
            beat("a", Branch(ACTIONS, aside="quiet"), say=(line("l-1", 1.0),)),
            beat("quiet", RETURN, rest=5.0),
        )
    )
    assert [effect.beat for _, effect in effects if isinstance(effect, EnterBeat)] == ["a", "quiet"]


def test_a_rest_that_is_passed_by_is_none() -> None:
    told = scene(
        beat("rest", "say", rest=5.0, once=True), beat("say", "rest", say=(line("l-1", 1.0),)), beat("end")
    )
    state, _ = engine.begin(told, "uk", 0.0)
    for tick in range(1, 100):
        state, _ = engine.step(told, state, NOTHING, tick / 2)
    assert not state.ended  # it goes round, and never to the end past the quiet


WAYS = st.sampled_from(["a", "b", "rest", ACTIONS])


@settings(max_examples=60, deadline=None)
@given(st.lists(WAYS, min_size=3, max_size=3), st.lists(st.booleans(), min_size=3, max_size=3), st.booleans())
def test_engine_and_tables_never_end_without_a_quiet(
    ways: list[str], says: list[bool], pressing: bool
) -> None:
    beats = [
        beat(name, way, say=(line(f"l-{name}", 1.0),) if talks else (), rest=3.0 if name == "rest" else None)
        for name, way, talks in zip(("a", "b", "rest"), ways, says, strict=True)
    ]
    told = scene(*beats)
    given_now = StoryInput(pressed=("continue",)) if pressing else NOTHING
    state, out = engine.begin(told, "uk", 0.0)
    effects = list(out)
    for tick in range(1, 200):
        state, out = engine.step(told, state, given_now, tick / 4)
        effects += out
    if state.ended:
        spoken = [number for number, effect in enumerate(effects) if isinstance(effect, StartLine)]
        since = effects[spoken[-1] if spoken else 0 :]
        said_in_rest = isinstance(since[0], StartLine) and since[0].line.id == "l-rest"
        entered = {effect.beat for effect in since if isinstance(effect, EnterBeat)}
        assert said_in_rest or entered & {"rest", BUILT_IN_REST.id}
    player = Player(compile_scene(told), "uk")
    while not player.ended and player.due() < 50.0 and not player.circling:
        player.run_on()
    if not pressing and not player.circling:
        assert player.ended == state.ended


def test_asides_as_deep_as_a_scene_all_come_back() -> None:
    depth = 24
    beats = [
        beat(
            f"e{number}",
            Branch(RETURN if number else "rest", aside=f"e{number + 1}"),
            say=(line(f"l{number}", 0.5),),
        )
        for number in range(depth)
    ]
    told = scene(*beats, beat(f"e{depth}", RETURN, say=(line("deep", 0.5),)), beat("rest", rest=2.0))
    entered = [effect.beat for _, effect in _told(told) if isinstance(effect, EnterBeat)]
    assert entered == [f"e{number}" for number in range(depth + 1)] + ["rest"]
