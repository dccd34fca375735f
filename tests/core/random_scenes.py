"""Scenes drawn at random, with everything that the language has; and changed at random, as authors change them."""

from dataclasses import replace

from hypothesis import strategies as st

from prisonersvoice_ar.core.script.cell import CellPlan, SceneObject
from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    RETURN,
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
    Hint,
    KeyPressed,
    LineEnded,
    LookAt,
    Moment,
    Pressed,
    Scene,
    StopCue,
    TargetLost,
    TargetSeen,
    Touched,
    Trigger,
    VisitorArrived,
    VisitorLeft,
)
from prisonersvoice_ar.core.story.inputs import StoryInput
from scenes import beat, light, line, scene, sound

OBJECTS = ("lamp", "door", "bunk")
CELL = CellPlan(
    "punishment-cell", (2.0, 3.0, 2.5), objects=tuple(SceneObject(name, (0.0, 0.0, 1.0)) for name in OBJECTS)
)
BUTTONS = ("continue", "c0", "c1", "other")

# Eighths of a second are exact in binary, so that no rounding blurs what is compared.
seconds = st.integers(0, 40).map(lambda eighths: eighths / 8)
lengths = st.integers(8, 40).map(lambda eighths: eighths / 8)
leaf: st.SearchStrategy[Trigger] = st.one_of(
    st.sampled_from((TargetSeen(), TargetLost(), VisitorArrived(), VisitorLeft(), Gesture("point"))),
    st.integers(0, 4).map(lambda number: LineEnded(f"b{number}-0")),
    st.builds(LookAt, st.sampled_from(OBJECTS), seconds),
    st.sampled_from(OBJECTS).map(Touched),
    st.sampled_from((CloserThan(0.4), FartherThan(0.4), KeyPressed("space"))),
    st.builds(Pressed, st.sampled_from(BUTTONS)),
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


def conditions(names: list[str]) -> st.SearchStrategy[Condition]:
    """About flags, objects and the first two beats of ``names``."""
    return st.builds(
        Condition,
        st.none() | st.sampled_from(("f0", "f1")),
        st.none() | st.sampled_from(OBJECTS),
        st.none() | st.sampled_from(names[:2]),
        st.booleans(),
    )


def stop(moment: Moment) -> StopCue:
    return StopCue("bolt", "/audio/bolt.wav", 0.5, moment)


@st.composite
def beats(draw: st.DrawFn, number: int, count: int) -> Beat:
    """Beat ``number`` of ``count``; its ways may lead in circles."""
    said = tuple(line(f"b{number}-{index}", draw(lengths)) for index in range(draw(st.integers(0, 2))))
    moments = st.builds(
        Moment, st.sampled_from([None, *(one.id for one in said)]), st.sampled_from(("start", "end")), seconds
    )
    names = [f"b{other}" for other in range(count)]
    way, aside = st.sampled_from([*names, ACTIONS, RETURN]), st.none() | st.sampled_from(names)
    condition = conditions(names)
    choice = tuple(
        Choice(f"c{index}", {"en": "way"}, draw(way), draw(st.none() | condition), draw(aside))
        for index in range(draw(st.integers(0, 2)))
    )
    cues = st.one_of(moments.map(light), moments.map(sound), moments.map(stop))
    return beat(
        f"b{number}",
        *(Branch(draw(way), draw(condition), draw(aside)) for _ in range(draw(st.integers(0, 2)))),
        Branch(draw(way), None, draw(aside)),
        begin=draw(st.none() | trigger),
        once=draw(st.booleans()),
        say=said,
        cues=tuple(draw(st.lists(cues, max_size=2))),
        ambience=draw(st.none() | st.sampled_from(("", "hum")).map(lambda name: Ambience(name, name))),
        set=draw(st.dictionaries(st.sampled_from(("f0", "f1")), st.booleans(), max_size=1)),
        hint=draw(st.none() | st.just(Hint(1.0, {"en": "look"}))),
        choice=choice,
        until=draw(st.none() | trigger),
        rest=draw(st.none() | lengths),
    )


@st.composite
def scenes(draw: st.DrawFn, most: int = 5) -> Scene:
    """Up to ``most`` beats, whatever they are, and three objects."""
    count = draw(st.integers(1, most))
    return replace(scene(*(draw(beats(number, count)) for number in range(count))), place=CELL)


@st.composite
def changed(draw: st.DrawFn, made: Scene) -> Scene:
    """``made`` after an hour of its author's: beats and lines gone, lengths, triggers, languages others."""
    if draw(st.booleans()):
        return draw(scenes())
    kept = [one for one in made.beats.values() if draw(st.integers(0, 3))] or list(made.beats.values())[:1]
    names = {one.id for one in kept}

    def there(way: str) -> str:
        return way if way in names or way in (ACTIONS, RETURN) else ACTIONS

    def mended(one: Beat) -> Beat:
        say = [line(said.id, draw(lengths)) for said in one.say if draw(st.integers(0, 3))]
        ids = {said.id for said in say} | {None}
        ways = [replace(way, go=there(way.go), aside=None) for way in one.then]
        choice = [replace(way, go=there(way.go), aside=None) for way in one.choice if draw(st.integers(0, 3))]
        until = draw(st.sampled_from((one.until, None, After(1.0))))
        cues = tuple(cue for cue in one.cues if cue.moment.line in ids)
        return replace(one, say=tuple(say), then=tuple(ways), choice=tuple(choice), until=until, cues=cues)

    languages = draw(st.sampled_from((("uk", "en"), ("en",), ("de", "en"))))
    return replace(scene(*map(mended, kept)), languages=languages)


inputs = st.builds(
    StoryInput,
    st.booleans(),
    st.none() | st.sampled_from((0.3, 0.5)),
    st.none() | st.sampled_from(OBJECTS),
    st.lists(st.sampled_from(BUTTONS), max_size=1).map(tuple),
    st.none() | st.sampled_from(("point", "fist")),
    touched=st.sampled_from(((), ("door",))),
    keys=st.sampled_from(((), ("space",))),
    visitor=st.booleans(),
)


def _calmed(made: Scene) -> Scene:
    """``made`` with a line in each beat, so that none is passed without time passing.

    How often beats that chase each other turn in a circle is one per step, and steps are not what is compared.
    """
    said = {name: one.say or (line(f"{name}-calm", 1.0),) for name, one in made.beats.items()}
    return replace(
        made, beats={name: replace(one, once=False, say=said[name]) for name, one in made.beats.items()}
    )


calm_scenes = scenes().map(_calmed)
