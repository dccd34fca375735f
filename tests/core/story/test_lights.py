"""The lights' fades, in any order and at any time."""

from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.story.lights import DEFAULT_LEVELS, Lights

LEVEL = st.floats(0.0, 1.0)
FADES = st.lists(
    st.tuples(st.sampled_from(sorted(DEFAULT_LEVELS)), LEVEL, st.floats(0.0, 20.0), st.floats(0.0, 10.0)),
    max_size=12,
)
"""light, level, length of the fade and time until the next, seconds"""


@given(FADES, st.floats(0.0, 50.0))
def test_no_light_leaves_its_range_or_jumps(
    fades: list[tuple[str, float, float, float]], after: float
) -> None:
    lights, now = Lights(), 0.0
    for light, level, seconds, pause in fades:
        before = lights.levels(now)
        lights.fade(light, level, seconds, now)
        begun = lights.levels(now)
        assert begun[light] == (level if seconds == 0 else before[light])
        assert {**begun, light: 0.0} == {**before, light: 0.0}  # the others go on as they were
        now += pause
        assert all(0.0 <= value <= 1.0 for value in lights.levels(now).values())
    assert all(0.0 <= value <= 1.0 for value in lights.levels(now + after).values())


@given(FADES)
def test_every_fade_arrives_and_stays(fades: list[tuple[str, float, float, float]]) -> None:
    lights, now, wanted = Lights(), 0.0, dict(DEFAULT_LEVELS)
    for light, level, seconds, pause in fades:
        lights.fade(light, level, seconds, now)
        wanted[light] = level
        now += pause
    for later in (20.0, 1000.0):
        assert all(abs(value - wanted[name]) < 1e-9 for name, value in lights.levels(now + later).items())


@given(LEVEL, st.floats(0.1, 20.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_fade_goes_one_way(level: float, seconds: float, a: float, b: float) -> None:
    lights = Lights()
    lights.fade("bulb", level, seconds, 5.0)
    earlier, later = (lights.levels(5.0 + seconds * share)["bulb"] for share in sorted((a, b)))
    assert later <= earlier + 1e-12  # from 1, the bulb's own level, down


@given(FADES, st.floats(0.0, 50.0))
def test_a_new_visit_finds_the_lights_as_they_were(
    fades: list[tuple[str, float, float, float]], now: float
) -> None:
    lights = Lights()
    for light, level, seconds, _ in fades:
        lights.fade(light, level, seconds, now)
    lights.reset()
    assert lights.levels(now) == DEFAULT_LEVELS
