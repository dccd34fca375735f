"""A visit written down is the same visit; what is not one is refused with a place."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.story.clock import in_ticks
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.visitlog import Act, VisitLog, from_plain, lasting, to_plain

names = st.sampled_from(("lamp", "door", "continue", "двері"))
some = st.lists(names, max_size=2).map(tuple)
inputs = st.builds(
    StoryInput,
    st.booleans(),
    st.none() | st.sampled_from((0.2, 0.5)),
    st.none() | names,
    some,
    st.none() | names,
    some,
    some,
    st.booleans(),
)


@st.composite
def logs(draw: st.DrawFn) -> VisitLog:
    times = sorted({in_ticks(time) for time in draw(st.lists(st.floats(0.0, 900.0), max_size=8))})
    acts = tuple(Act(time, draw(inputs)) for time in times)
    return VisitLog("glass-box", "uk", acts, draw(st.integers(0, 2**63)), draw(st.integers(0, 99)), "patient")


@settings(deadline=None)
@given(logs())
def test_what_is_written_is_read(log: VisitLog) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(log)))) == log


@settings(deadline=None)
@given(logs(), st.floats(0.0, 1000.0))
def test_steps_are_short_and_hold_the_visitor_as_last_seen(log: VisitLog, until: float) -> None:
    steps = list(log.steps(until))
    times = [time for time, _ in steps]
    assert times == sorted(times)
    assert all(
        later - sooner <= 5.0
        for sooner, later in zip([0.0, *times], [*times, until], strict=True)
        if later > sooner
    )
    acts = {act.at: act.given for act in log.acts if act.at <= until}
    assert acts.items() <= dict(steps).items()
    held = StoryInput()
    for time, doing in steps:
        assert doing == acts.get(time, lasting(held))
        held = doing


WRONG: list[tuple[object, str]] = [
    (None, "holds no visit"),
    ([], "holds no visit"),
    ({"format": 1, "kind": "scene"}, "holds no visit"),
    ({"format": 2, "kind": "visit"}, "format 2"),
    ({"format": 1, "kind": "visit"}, '"acts" must be'),
    ({"format": 1, "kind": "visit", "acts": [], "lang": "uk"}, '"scene" must be'),
    ({"acts": [1]}, "act 1"),
    ({"acts": [{"at": 1}, {"at": 0.5}]}, "act 2"),
    ({"acts": [{"at": float("nan")}]}, '"at" must be'),
    ({"acts": [{"at": True}]}, '"at" must be'),
    ({"acts": [{"at": 1e12}]}, '"at" must be'),
    ({"acts": [{"at": 1, "sings": True}]}, 'no "sings"'),
    ({"acts": [{"at": 1, "pressed": "continue"}]}, '"pressed" must be a list'),
    ({"acts": [{"at": 1, "pressed": [1]}]}, '"pressed" must be a list'),
    ({"acts": [{"at": 1, "looking_at": 3}]}, '"looking_at" must be'),
    ({"acts": [{"at": 1, "distance_m": "near"}]}, '"distance_m" must be'),
    ({"acts": [{"at": 1, "visitor": 1}]}, '"visitor" must be'),
    ({"acts": [], "seed": "1"}, '"seed" must be'),
]


@pytest.mark.parametrize(("data", "words"), WRONG, ids=range(len(WRONG)))
def test_what_is_no_visit_is_refused(data: object, words: str) -> None:
    whole = {"format": 1, "kind": "visit", "scene": "x", "lang": "uk"}
    given_ = whole | data if isinstance(data, dict) and "kind" not in data else data
    with pytest.raises(ContentError, match=words) as caught:
        from_plain(given_, "a.json")
    assert "a.json" in caught.value.message
    assert caught.value.advice
