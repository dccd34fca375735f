"""Random scenes, played at random: the story never traps, never forgets, and does not depend on the steps."""

import math
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    After,
    AllOf,
    Ambience,
    AnyOf,
    Beat,
    Branch,
    Choice,
    CloserThan,
    Condition,
    FartherThan,
    Gesture,
    LineEnded,
    LookAt,
    Moment,
    Pressed,
    Scene,
    TargetLost,
    TargetSeen,
    Trigger,
)
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.jumps import jump_to_rest, skip_line
from prisonersvoice_ar.core.story.state import BUILT_IN_REST
from scenes import Play, beat, brief, light, line, scene, sound

OBJECTS = ("lamp", "door", "bunk")
BUTTONS = ("continue", "c0", "c1", "other")
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
PLAYS = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)

# Eighths of a second are exact in binary, so that no rounding blurs what is compared.
seconds = st.integers(0, 40).map(lambda eighths: eighths / 8)
lengths = st.integers(8, 40).map(lambda eighths: eighths / 8)
leaf: st.SearchStrategy[Trigger] = st.one_of(
    st.just(TargetSeen()),
    st.just(TargetLost()),
    st.integers(0, 9).map(lambda number: LineEnded(f"b0-{number}")),
    st.builds(LookAt, st.sampled_from(OBJECTS), seconds),
    st.builds(CloserThan, st.just(0.4)),
    st.builds(FartherThan, st.just(0.4)),
    st.builds(Pressed, st.sampled_from(BUTTONS)),
    st.just(Gesture("point")),
    st.builds(After, seconds),
)
trigger = st.recursive(
    leaf,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda of: AnyOf(tuple(of))),
        st.lists(parts, min_size=1, max_size=3).map(lambda of: AllOf(tuple(of))),
    ),
    max_leaves=4,
)
condition = st.builds(
    Condition,
    st.none() | st.sampled_from(("f0", "f1")),
    st.none() | st.sampled_from(OBJECTS),
    st.none() | st.sampled_from(("b0", "b1")),
    st.booleans(),
)


@st.composite
def beats(draw: st.DrawFn, number: int, count: int, free: bool) -> Beat:
    """Beat ``number`` of ``count``; where not ``free``, each wait can end by time and ways lead onwards."""
    said = tuple(line(f"b{number}-{index}", draw(lengths)) for index in range(draw(st.integers(0, 2))))
    moments = st.builds(
        Moment,
        st.sampled_from([None, *(one.id for one in said)]),
        st.sampled_from(("start", "end")),
        seconds,
    )
    targets = [f"b{other}" for other in range(0 if free else number + 1, count)] + [ACTIONS]
    way = st.sampled_from(targets)
    waits = trigger if free else trigger.map(lambda one: AnyOf((one, After(3.0))))
    choice = tuple(Choice(f"c{index}", {"en": "way"}, draw(way)) for index in range(draw(st.integers(0, 2))))
    until = draw(waits) if choice and not free else draw(st.none() | waits)
    return beat(
        f"b{number}",
        *(Branch(draw(way), draw(condition)) for _ in range(draw(st.integers(0, 2)))),
        Branch(draw(way)),
        begin=draw(st.none() | waits),
        once=draw(st.booleans()),
        say=said,
        cues=tuple(draw(st.lists(moments.map(light) | moments.map(sound), max_size=2))),
        ambience=draw(st.none() | st.sampled_from(("hum", "night")).map(lambda name: Ambience(name, name))),
        set=draw(st.dictionaries(st.sampled_from(("f0", "f1")), st.booleans(), max_size=1)),
        choice=choice,
        until=until,
        rest=draw(st.none() | lengths),
    )


@st.composite
def scenes(draw: st.DrawFn, free: bool = True) -> Scene:
    count = draw(st.integers(1, 5))
    return scene(*(draw(beats(number, count, free)) for number in range(count)))


inputs = st.builds(
    StoryInput,
    st.booleans(),
    st.none() | st.sampled_from((0.3, 0.5)),
    st.none() | st.sampled_from(OBJECTS),
    st.lists(st.sampled_from(BUTTONS), max_size=1).map(tuple),
    st.none() | st.sampled_from(("point", "fist")),
)
doings = st.lists(inputs, min_size=1, max_size=15)


def lengths_of(made: Scene) -> float:
    """No story that leads onwards is longer: every line, wait, begin and rest of every beat, and a rest."""
    return (
        sum(
            sum(one.voices["uk"].seconds + 1 for one in b.say) + (b.rest or 0) + 7
            for b in made.beats.values()
        )
        + 30
    )


@PLAYS
@given(scenes(free=False), doings)
def test_a_story_whose_waits_have_an_after_never_traps(made: Scene, given_: list[StoryInput]) -> None:
    play = Play(made)
    for number in range(math.ceil(lengths_of(made))):
        play.step(1.0, given_[number % len(given_)])
    assert play.state.ended
    assert play.words().count("ended") == 1
    rests = {f"beat {one.id}" for one in made.beats.values() if one.rest is not None} | {"beat (rest)"}
    assert rests & set(play.words()), "nobody is asked for anything without a quiet before it"


@PLAYS
@given(scenes(), doings)
def test_actions_are_reached_from_everywhere_by_skipping(made: Scene, given_: list[StoryInput]) -> None:
    """Even where the scene itself runs in circles."""
    play = Play(made)
    for doing in given_:
        play.step(0.75, doing)
    play.state, effects = jump_to_rest(made, play.state)
    here = made.beats.get(play.state.beat, BUILT_IN_REST)
    assert play.state.ended or here.rest is not None
    if here.until is None:
        assert "ended" not in [brief(effect) for effect in effects], "skipping skips no quiet"
    for _ in range(60):
        play.step(1.0, StoryInput(looking_at="lamp"))
    assert play.state.ended


@PLAYS
@given(scenes(), doings)
def test_the_same_doings_give_the_same_story(made: Scene, given_: list[StoryInput]) -> None:
    first, second = Play(made), Play(made, start=1000.0)
    for doing in given_:
        before = first.state
        copy = replace(before)
        assert first.step(0.5, doing) == second.step(0.5, doing)
        assert before == copy
        again = engine.step(made, before, doing, first.now)
        assert again[0] == first.state
    hash(first.state.fired)


@PLAYS
@given(scenes(), doings)
def test_the_story_does_not_depend_on_the_length_of_the_steps(made: Scene, given_: list[StoryInput]) -> None:
    """The visitor changes on whole seconds; steps of 1/16 s, 1/2 s and 1 s see the same at the same time."""
    logs = []
    for per_second in (1, 2, 16):
        play = Play(made)
        held = StoryInput()
        play.step(0.0, held)
        for doing in given_:
            for _ in range(per_second - 1):
                play.step(1 / per_second, replace(held, pressed=()))
            play.step(1 / per_second, doing)
            held = doing
        logs.append([(math.ceil(time), word) for time, word in play.log])
    if not _chases(made):
        assert logs[0] == logs[1] == logs[2]


def _chases(made: Scene) -> bool:
    """Beats may follow each other without time passing, in a circle: how often they turn is one per step."""
    return any(
        branch.go != ACTIONS and int(branch.go[1:]) <= int(one.id[1:])
        for one in made.beats.values()
        if one.once or (not one.say and (one.rest is None or one.until is not None))
        for branch in (*one.then, *one.choice)
    )


@PLAYS
@given(scenes(), doings)
def test_skipping_every_line_is_safe(made: Scene, given_: list[StoryInput]) -> None:
    play = Play(made)
    for doing in given_:
        play.step(0.25, doing)
        speaking = play.state.speaking
        play.state, effects = skip_line(made, play.state)
        words = [brief(effect) for effect in effects]
        assert (f"cut {speaking.line.id}" in words) if speaking else words == []


def test_lines_start_and_end_in_pairs() -> None:
    made = scene(beat("one", say=tuple(line(f"l{number}") for number in range(5))), beat("rest", rest=3.0))
    play = Play(made)
    play.run(60.0, by=0.5)
    said = [word for word in play.words() if word.startswith(("line ", "end ", "cut "))]
    assert said[0::2] == [f"line l{number}" for number in range(5)]
    assert said[1::2] == [f"end l{number}" for number in range(5)]
