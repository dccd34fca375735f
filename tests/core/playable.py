"""Strategies for small random scenes in which everything of the language can happen that moves a story."""

from dataclasses import replace

from hypothesis import strategies as st

from prisonersvoice_ar.core.script.cell import CellPlan, SceneObject
from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    RETURN,
    After,
    AllOf,
    AnyOf,
    Beat,
    Branch,
    Choice,
    CloserThan,
    Condition,
    FartherThan,
    Gesture,
    KeyPressed,
    LineEnded,
    LookAt,
    Pressed,
    Scene,
    TargetLost,
    TargetSeen,
    Touched,
    Trigger,
    VisitorArrived,
    VisitorLeft,
)
from scenes import beat, line, scene

OBJECTS = ("lamp", "door", "bunk")
CELL = CellPlan(
    "punishment-cell", (2.0, 3.0, 2.5), objects=tuple(SceneObject(name, (0.0, 0.0, 1.0)) for name in OBJECTS)
)

# Eighths of a second are exact in binary, and no visitor's tick is likely to meet one.
seconds = st.integers(1, 40).map(lambda eighths: eighths / 8)
lengths = st.integers(8, 40).map(lambda eighths: eighths / 8)
leaf: st.SearchStrategy[Trigger] = st.one_of(
    st.sampled_from(
        (TargetSeen(), TargetLost(), VisitorArrived(), VisitorLeft(), Gesture("point"), Pressed())
    ),
    st.integers(0, 4).map(lambda number: LineEnded(f"b{number}-0")),
    st.builds(LookAt, st.sampled_from(OBJECTS), seconds),
    st.sampled_from(OBJECTS).map(Touched),
    st.sampled_from((KeyPressed("a"), CloserThan(0.4), FartherThan(0.4))),
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


@st.composite
def beats(draw: st.DrawFn, number: int, count: int) -> Beat:
    """Beat ``number`` of ``count``; its ways lead anywhere."""
    said = tuple(line(f"b{number}-{index}", draw(lengths)) for index in range(draw(st.integers(0, 2))))
    names = [f"b{other}" for other in range(count)]
    goes = st.sampled_from([*names, ACTIONS, ACTIONS, RETURN])
    asides = st.none() | st.none() | st.sampled_from(names)
    condition = conditions(names)
    choices = tuple(
        Choice(f"c{index}", {"en": "way"}, draw(goes), draw(st.none() | condition), draw(asides))
        for index in range(draw(st.sampled_from((0, 0, 2))))
    )
    return beat(
        f"b{number}",
        *(Branch(draw(goes), draw(condition), draw(asides)) for _ in range(draw(st.integers(0, 2)))),
        Branch(draw(goes), None, draw(asides)),
        begin=draw(st.none() | st.none() | trigger),
        once=draw(st.booleans()),
        say=said,
        set=draw(st.dictionaries(st.sampled_from(("f0", "f1")), st.booleans(), max_size=1)),
        choice=choices,
        until=draw(st.none() | trigger),
        rest=draw(st.none() | st.none() | lengths),
    )


@st.composite
def scenes(draw: st.DrawFn, most: int = 5) -> Scene:
    """A scene of at most ``most`` beats, with three objects to look at."""
    count = draw(st.integers(1, most))
    return replace(scene(*(draw(beats(number, count)) for number in range(count))), place=CELL)
