"""Visitors who press anything at any time: the visit never breaks, never traps, and a pause changes nothing."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from visits import Visit

from prisonersvoice_ar.core.script.model import (
    After,
    Ambience,
    AnyOf,
    Choice,
    Gesture,
    LookAt,
    Moment,
    Pressed,
    TargetSeen,
)
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.visit import flow
from prisonersvoice_ar.core.visit.effects import PauseSound, ResumeSound
from prisonersvoice_ar.core.visit.keys import button_for
from prisonersvoice_ar.core.visit.state import Plan, VisitInput
from prisonersvoice_ar.core.visit.view import Overlay
from prisonersvoice_ar.core.visit.view import Phase as Part
from scenes import beat, campaign, line, scene, sound

PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
PLAYS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
KEYS = ("space", "escape", "enter", "tab", "0", "1", "2", "q")
MADE = scene(
    beat("one", "two", begin=TargetSeen(), say=(line("a"), line("b")), ambience=Ambience("hum", "/hum.ogg")),
    beat("two", "three", until=AnyOf((LookAt("lamp", 0.5), Pressed(), Gesture("point"), After(4.0)))),
    beat("three", "rest", say=(line("c"),), choice=(Choice("on", {"en": "On"}, "rest"),), until=After(20)),
    beat("rest", say=(line("r"),), rest=10.0, cues=(sound(Moment("r", "end", 1.0)),)),
)
SILENT = (PauseSound, ResumeSound)

samples = st.builds(
    StoryInput,
    distance_m=st.none() | st.just(0.3),
    looking_at=st.none() | st.sampled_from(("lamp", "door")),
    gesture=st.none() | st.sampled_from(("point", "open_palm")),
)
steps = st.tuples(
    st.sampled_from((0.0, 0.03, 0.5, 3.0, 4000.0, -5.0)),
    st.lists(st.sampled_from(KEYS), max_size=2),
    st.booleans(),
    samples,
)


@PLAYS
@given(st.lists(steps, min_size=15, max_size=60), st.sampled_from(("diorama", "seated")))
def test_any_visitor_is_free_at_every_moment(script: list, mode: str) -> None:
    visit = Visit(MADE, Plan("uk", mode=mode))
    for seconds, keys, seen, sample in script:
        pressed = tuple(button for key in keys if (button := button_for(key, visit.view())))
        visit.step(seconds, pressed, seen, sample)
        _is_sound(visit)
        left, _ = flow.step(MADE, campaign(), visit.state, VisitInput(visit.now, ("leave", "leave"), seen))
        assert left.phase in (Part.FAREWELL, Part.LANGUAGE, Part.NOTICE)
        if visit.phase is not Part.FAREWELL and visit.state.overlay is not Overlay.LEAVING:
            assert left.phase is Part.FAREWELL


def _is_sound(visit: Visit) -> None:
    view = visit.view()
    keys = [button.key for button in view.buttons if button.key]
    assert len(set(keys)) == len(keys)
    assert sum(button.primary for button in view.buttons) <= 1
    assert {"pause", "leave", "restart", "resume"} & {button.id for button in view.buttons}
    assert (view.link != "") == (view.overlay is Overlay.OPEN_LINK)
    assert view.caption is None or 0.0 <= view.caption.elapsed <= view.caption.seconds
    held = visit.count(PauseSound) - visit.count(ResumeSound)
    assert held >= 0


@PLAYS
@given(
    st.lists(
        st.tuples(st.booleans(), samples, st.sampled_from(((), ("continue",), ("choice:on",)))),
        min_size=20,
        max_size=60,
    ),
    st.dictionaries(st.integers(0, 59), st.sampled_from((0.125, 1.0, 77.0)), max_size=6),
)
def test_a_pause_changes_nothing_but_the_clock(script: list, pauses: dict[int, float]) -> None:
    plain, paused = (Visit(MADE, Plan("en", ask_language=False)).to(Part.STORY) for _ in range(2))
    for number, (seen, sample, pressed) in enumerate(script):
        calm = StoryInput(looking_at=sample.looking_at, distance_m=sample.distance_m)
        plain.step(0.5, pressed, seen, calm)
        paused.step(0.5, pressed, seen, calm)
        if number in pauses and plain.state.in_story:
            paused.step(0.0, ("pause",), seen, calm)
            paused.step(pauses[number] / 2, ("continue", "choice:on"), not seen)
            paused.step(pauses[number] / 2, ("resume",), seen, calm)
        assert plain.phase is paused.phase
    said = [effect for effect in paused.effects if not isinstance(effect, SILENT)]
    assert said == plain.effects


@PLAYS
@given(st.lists(steps, max_size=30))
def test_the_same_visitor_has_the_same_visit(script: list) -> None:
    first, second = Visit(MADE), Visit(MADE)
    for seconds, keys, seen, sample in script:
        pressed = tuple(button for key in keys if (button := button_for(key, first.view())))
        assert first.step(seconds, pressed, seen, sample) == second.step(seconds, pressed, seen, sample)
        assert first.state == second.state
        assert first.view() == second.view()
