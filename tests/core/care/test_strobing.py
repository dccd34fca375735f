"""Lights that strobe over several beats: what is joined, at which pace, and what counts as flashing."""

import pytest

from prisonersvoice_ar.core.care.joining import PACES, UNTOUCHED, Change, Joiner
from prisonersvoice_ar.core.care.lightplay import LightPlay, light_plays
from prisonersvoice_ar.core.care.strobing import strobes
from prisonersvoice_ar.core.script.model import (
    RETURN,
    After,
    AllOf,
    AnyOf,
    Beat,
    Branch,
    Choice,
    CloserThan,
    Condition,
    LightCue,
    Moment,
    Pressed,
    Scene,
    TargetSeen,
    Trigger,
)
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.effects import FadeLight
from prisonersvoice_ar.core.story.inputs import StoryInput
from scenes import beat, line, scene


def cue(at: float, level: float, fade: float = 0.0, on: str | None = None) -> LightCue:
    return LightCue("bulb", level, fade, Moment(on, "start", at))


def chain(count: int, until: Trigger | None, **more: object) -> Scene:
    """Beats that put the bulb out and on in turn, each waiting for ``until``."""
    beats = [
        beat(f"f{n}", f"f{n + 1}", until=until, cues=(cue(0.0, float(n % 2)),), **more) for n in range(count)
    ]
    return scene(*beats, beat(f"f{count}", rest=20.0))


def worst(made: Scene, pace: float = UNTOUCHED) -> int:
    return max(
        (max(strobes(play).values(), default=0) for play in light_plays(made, "uk", (pace,))), default=0
    )


def test_a_strobe_over_beats_is_joined_as_the_engine_plays_it() -> None:
    made = chain(24, After(0.0625))
    (play,) = [play for play in light_plays(made, "uk") if play.beat == "f0"]
    state, effects = engine.begin(made, "uk", 0.0)
    fired = [0.0 for effect in effects if isinstance(effect, FadeLight)]
    for number in range(1, 65):
        state, effects = engine.step(made, state, StoryInput(), number / 64)
        fired += [number / 64 for effect in effects if isinstance(effect, FadeLight)]
    assert len(fired) == 17
    assert [change.at for change in play.changes] == fired
    assert worst(made) == 16


@pytest.mark.parametrize(("count", "flashes"), [(6, 0), (7, 7)])
def test_over_three_flashes_a_second_are_too_many(count: int, flashes: int) -> None:
    assert worst(chain(count, After(0.125))) == flashes


def test_what_is_slow_or_faint_or_goes_one_way_does_not_strobe() -> None:
    assert worst(chain(24, After(0.25))) == 0
    stairs = beat("a", cues=tuple(cue(n / 10, 1.0 - n / 10) for n in range(10)))
    faint = beat("a", cues=tuple(cue(n / 10, 0.9 + n % 2 / 20) for n in range(10)))
    unseen = beat("a", cues=tuple(cue(0.0, float(n % 2)) for n in range(10)))
    assert [worst(scene(one)) for one in (stairs, faint, unseen)] == [0, 0, 0]


def test_ramps_that_are_cut_short_count_by_how_far_they_came() -> None:
    changes = tuple(Change(n / 10, "bulb", float(n % 2), 1.0) for n in range(12))
    assert strobes(LightPlay("a", {"bulb": 1.0}, changes)) == {}
    whole = tuple(Change(n / 10, "bulb", float(n % 2), 0.1) for n in range(12))
    assert strobes(LightPlay("a", {"bulb": 1.0}, whole)) == {"bulb": 10}


def test_cues_on_a_beat_and_on_its_line_come_together() -> None:
    cues = (
        *(cue(0.1 + n / 10, float(n % 2), on="a1") for n in range(5)),
        *(cue(0.05 + n / 10, 1.0 - n % 2) for n in range(6, 10)),
    )
    told = beat(
        "a", say=(line("a1"),), cues=(*cues, *(cue(0.6 + n / 20, float(1 - n % 2)) for n in range(6)))
    )
    assert worst(scene(told)) > 6


@pytest.mark.parametrize(
    ("until", "strobing"),
    [
        (AnyOf((Pressed(), After(20.0))), (0.1,)),
        (AnyOf((CloserThan(0.4), After(0.05))), (UNTOUCHED, 0.1)),
        (AllOf((TargetSeen(), After(0.05))), PACES),
        (After(20.0), ()),
        (None, ()),
    ],
)
def test_each_pace_finds_what_it_makes_strobe(until: Trigger | None, strobing: tuple[float, ...]) -> None:
    made = chain(24, until)
    assert tuple(pace for pace in PACES if worst(made, pace)) == strobing


def test_a_hand_takes_choices_too() -> None:
    made = chain(24, None)
    beats = {
        one.id: Beat(one.id, one.then, cues=one.cues, choice=(Choice("on", {"uk": "Далі"}, one.then[0].go),))
        for one in made.beats.values()
    }
    made = scene(*beats.values())
    assert (worst(made), worst(made, 0.1)) == (0, 10)


def test_beats_behind_asides_and_their_ways_back_are_joined() -> None:
    flash = {"until": After(0.05)}
    made = scene(
        beat("a", Branch("b", aside="x"), cues=(cue(0.0, 0.0),), **flash),
        beat("x", Branch(RETURN, aside="y"), cues=(cue(0.0, 1.0),), **flash),
        beat("y", RETURN, cues=(cue(0.0, 0.0),), **flash),
        beat("b", Branch("c", aside="y"), cues=(cue(0.0, 1.0),), **flash),
        beat("c", "end", cues=(cue(0.0, 0.5),), **flash),
        beat("end", rest=2.0),
    )
    ways = [joined.through for joined in Joiner(made, "uk", UNTOUCHED).behind(made.beats["a"])]
    assert ways == [("a", "x", "y", "b", "y", "c", "end")]
    behind = {joined.through[1] for joined in Joiner(made, "uk", UNTOUCHED).behind(made.beats["y"])}
    assert behind == {"b", "c"}  # where the aside was entered from is not known


def test_a_circle_strobes_unless_it_is_gone_through_once() -> None:
    def circle(*, once: bool) -> Scene:
        dark = beat("a", "b", once=once, cues=(cue(0.0, 0.0),), until=After(0.05))
        return scene(dark, beat("b", "a", once=once, cues=(cue(0.0, 1.0),), until=After(0.05)))

    assert worst(circle(once=False)) > 6
    assert worst(circle(once=True)) == 0


def test_many_ways_are_bounded() -> None:
    ways = tuple(Branch(f"b{n}", Condition(flag=f"f{n}")) for n in range(12))
    hub = beat("hub", *ways, Branch("b0"))
    made = scene(hub, *(beat(f"b{n}", "hub", cues=(cue(0.0, n / 12),), until=After(0.01)) for n in range(12)))
    plays = light_plays(made, "uk")
    assert (
        len(plays) == 12 * 32
    )  # of the 144 ways on from each of the twelve, at paces that make no difference
    assert worst(made) > 6
