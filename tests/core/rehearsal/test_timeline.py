"""The timeline tells what the engine does: spans in order and in range, what lies ahead comes so."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from random_scenes import calm_scenes, changed, inputs, scenes

from prisonersvoice_ar.core.rehearsal import LANES, Lane, Rehearsal, Sure, Timeline, walking
from prisonersvoice_ar.core.rehearsal.foreseeing import FARTHEST, THINKING
from prisonersvoice_ar.core.script.model import (
    After,
    AllOf,
    Ambience,
    AnyOf,
    Choice,
    Hint,
    LightCue,
    LookAt,
    Moment,
    Scene,
    StopCue,
    TargetSeen,
    Voice,
)
from prisonersvoice_ar.core.story.effects import (
    EndLine,
    EnterBeat,
    FadeLight,
    PlaySound,
    StartLine,
    StoryEffect,
)
from prisonersvoice_ar.core.story.inputs import StoryInput
from scenes import beat, line, scene, sound

SETTINGS = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)
SURE = list(Sure)


def story() -> Scene:
    return scene(
        beat(
            "one",
            "two",
            begin=TargetSeen(),
            say=(line("l1", 2.0), line("l2", 4.0)),
            cues=(
                LightCue("slit", 0.8, 2.0, Moment("l1", "start", 1.0)),
                sound(Moment("l1", "end", 0.5)),
                StopCue("bolt", "/audio/bolt.wav", 0.1, Moment("l1", "end", 0.6)),
            ),
            ambience=Ambience("hum", "hum"),
        ),
        beat(
            "two", "three", until=AnyOf((LookAt("bunk", 1.5), After(10.0))), hint=Hint(4.0, {"uk": "ліжко"})
        ),
        beat("three", choice=(Choice("a", {"en": "a"}, "rest"), Choice("b", {"en": "b"}, "one"))),
        beat("rest", rest=5.0),
    )


def spans(lane: Lane) -> list[tuple[float, float, str, str, str]]:
    return [(round(s.start, 3), round(s.end, 3), s.kind, s.label, s.sure.value) for s in lane.spans]


def test_a_visit_that_has_not_begun_is_told_as_it_will_be() -> None:
    told = Rehearsal(story(), "uk").timeline()
    assert (told.start, told.known) == (0.0, 0.0)
    assert spans(told.lane("beats")) == [
        (0.0, 6.35, "beat", "one", "past"),
        (6.35, 16.35, "beat", "two", "ahead"),
        (16.35, 18.35, "beat", "three", "ahead"),
        (18.35, 23.35, "beat", "rest", "guess"),
    ]
    assert spans(told.lane("lines")) == [
        (0.0, 2.0, "voice", "l1", "past"),
        (2.35, 6.35, "voice", "l2", "ahead"),
    ]
    assert spans(told.lane("lights")) == [(1.0, 3.0, "light", "slit → 0.8", "ahead")]
    assert spans(told.lane("sounds")) == [(2.5, 2.7, "sound", "bolt", "ahead")], "stopped before its end"
    assert spans(told.lane("ambience")) == [(0.0, 23.35, "ambience", "hum", "past")]
    waits = told.lane("waits")
    assert spans(waits) == [
        (0.0, 0.0, "begin", "target-seen", "past"),
        (6.35, 16.35, "until", "any: [look_at: bunk, for: 1.5s, after: 10s]", "ahead"),
        (16.35, 18.35, "choice", "a, b", "ahead"),
        (18.35, 23.35, "rest", "rest: 5s", "guess"),
    ]
    marks = [(m.at and round(m.at, 3), m.kind, m.label, m.span) for m in waits.marks]
    assert (10.35, "hint", "hint", 1) in marks
    assert (16.35, "trigger-due", "after: 10s", 1) in marks
    assert (None, "trigger-open", "look_at: bunk, for: 1.5s", 1) in marks
    assert (0.0, "trigger-fired", "target-seen", 0) in marks
    assert [(m.kind, m.id) for m in told.lane("beats").marks] == [("choice", "a"), ("ended", "actions")]


def test_what_was_done_is_told_as_done() -> None:
    rehearsal = Rehearsal(story(), "uk")
    rehearsal.seek(8.0)
    before = rehearsal.revision
    rehearsal.fire(LookAt("bunk", 1.5))
    assert rehearsal.revision > before
    told = rehearsal.timeline()
    assert told.known == 8.0
    assert spans(told.lane("waits"))[1] == (
        6.35,
        8.0,
        "until",
        "any: [look_at: bunk, for: 1.5s, after: 10s]",
        "past",
    )
    marks = {(m.kind, m.label): m.at for m in told.lane("waits").marks if m.span == 1}
    assert marks["trigger-fired", "look_at: bunk, for: 1.5s"] == 8.0
    assert marks["trigger-open", "after: 10s"] is None
    assert ("deed", "fire") in [(m.kind, m.id) for m in told.lane("beats").marks]


def test_of_all_of_each_answer_has_its_own_time() -> None:
    made = scene(beat("one", "rest", until=AllOf((After(3.0), LookAt("bunk", 1.0)))), beat("rest", rest=2.0))
    rehearsal = Rehearsal(made, "uk")
    rehearsal.tick(5.0, StoryInput(True, looking_at="bunk"))
    rehearsal.tick(5.0)
    fired = {m.label: m.at for m in rehearsal.timeline().lane("waits").marks if m.kind == "trigger-fired"}
    assert fired["after: 3s"] == pytest.approx(3.0)
    assert fired["look_at: bunk, for: 1s"] == pytest.approx(6.0)


def test_lines_tell_whether_they_have_a_voice() -> None:
    said = (
        line("spoken"),
        line("machine", 2.0),
        line("silent"),
    )
    said[1].voices["uk"] = Voice("/audio/uk/machine.wav", 2.0, synthetic=True)  # type: ignore[index]
    del said[2].voices["uk"]  # type: ignore[attr-defined]
    told = Rehearsal(scene(beat("one", say=said)), "uk").timeline()
    assert [one.kind for one in told.lane("lines").spans] == ["voice", "synthetic", "caption"]
    assert told.lane("lines").spans[2].end - told.lane("lines").spans[2].start >= 1.0, "the time to read it"


def test_a_stop_ends_its_own_sound_and_lengthens_none() -> None:
    def stop(name: str, after: float) -> StopCue:
        return StopCue(name, f"/audio/{name}.wav", 0.1, Moment("l1", "start", after))

    drip, bolt, bell = (sound(Moment("l1", "start", 1.0), name) for name in ("drip", "bolt", "bell"))
    made = scene(
        beat("one", say=(line("l1", 4.0),), cues=(drip, bolt, bell, stop("bolt", 1.2), stop("bell", 3.0)))
    )
    told = spans(Rehearsal(made, "uk").timeline().lane("sounds"))
    assert sorted(one[:2] + one[3:4] for one in told) == [
        (1.0, 1.3, "bolt"),
        (1.0, 1.5, "bell"),
        (1.0, 1.5, "drip"),
    ]


def test_it_is_made_anew_only_when_something_is_new() -> None:
    rehearsal = Rehearsal(story(), "uk")
    first = rehearsal.timeline()
    rehearsal.tick(0.3)
    assert rehearsal.timeline() is first
    rehearsal.tick(3.0)
    assert rehearsal.timeline() is not first
    assert rehearsal.timeline().known == pytest.approx(3.3, abs=1e-5)


def test_a_story_that_runs_in_a_circle_has_an_end_to_what_is_foretold() -> None:
    told = Rehearsal(
        scene(beat("a", "b", say=(line("x"),)), beat("b", "a", say=(line("y"),))), "uk"
    ).timeline()
    assert told.end < 60.0


def in_order(told: Timeline) -> None:
    """What every timeline keeps."""
    assert tuple(lane.name for lane in told.lanes) == LANES
    assert told.start <= told.known <= told.end
    for lane in told.lanes:
        assert [one.start for one in lane.spans] == sorted(one.start for one in lane.spans)
        ranks = [SURE.index(one.sure) for one in lane.spans]
        assert ranks == sorted(ranks)
        for span in lane.spans:
            assert told.start <= span.start <= span.end <= told.end
        timed = [mark.at for mark in lane.marks if mark.at is not None]
        assert timed == sorted(timed)
        assert all(told.start <= at <= told.end for at in timed)
        assert all(mark.span < len(lane.spans) for mark in lane.marks)
    for lane in (told.lane("beats"), told.lane("lines"), told.lane("waits")):
        pairs = zip(lane.spans, lane.spans[1:], strict=False)
        assert all(one.end <= other.start + 1e-9 for one, other in pairs), "never two at a time"


acts = st.one_of(
    st.tuples(st.just("tick"), st.sampled_from((0.05, 1.0, 6.0)), st.none() | inputs),
    st.tuples(st.just("seek"), st.integers(0, 400).map(lambda tenths: tenths / 10)),
    st.tuples(st.sampled_from(("fire", "choose")), st.integers(0, 3)),
    st.tuples(st.just("do"), inputs),
    st.tuples(st.just("jump"), st.integers(0, 6)),
    st.tuples(st.just("line"), st.integers(0, 6)),
    st.tuples(
        st.sampled_from(
            ("step_happening", "to_next_line", "to_next_beat", "to_previous_line", "to_previous_beat", "skip_line",
             "begin_again", "step_frame", "toggle")
        )
    ),
    st.tuples(st.just("language"), st.sampled_from(("uk", "en", "fr"))),
    st.tuples(st.just("reload")),
    st.tuples(st.just("follow"), st.lists(inputs, max_size=3)),
)  # fmt: skip


def act(rehearsal: Rehearsal, done: tuple, data: st.DataObject) -> None:
    """One thing that an author does."""
    name, *given_ = done
    match name:
        case "tick" | "seek" | "do":
            getattr(rehearsal, name)(*given_)
        case "fire":
            leaves = rehearsal.awaited()
            rehearsal.fire(leaves[given_[0] % len(leaves)].trigger if leaves else After(1.0))
        case "choose":
            rehearsal.choose(f"c{given_[0]}")
        case "jump":
            rehearsal.jump(f"b{given_[0]}")
        case "line":
            rehearsal.jump_to_line(f"b{given_[0]}-0")
        case "language":
            rehearsal.switch_language(given_[0])
        case "reload":
            rehearsal.reload(data.draw(changed(rehearsal.scene)))
        case "follow":
            rehearsal.follow([(1.0 + index, one) for index, one in enumerate(given_[0])])
        case _:
            getattr(rehearsal, name)()


@pytest.fixture(scope="module")
def hasty() -> Iterator[None]:
    """Searches for beats that cannot be reached take what a search may take; here is no time for that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walking, "MOST_STEPS", 400)
        yield


@pytest.mark.usefixtures("hasty")
@SETTINGS
@given(st.data(), scenes(), st.lists(acts, max_size=8))
def test_whatever_an_author_does_the_timeline_is_in_order(
    data: st.DataObject, made: Scene, doings: list
) -> None:
    rehearsal = Rehearsal(made, "uk")
    in_order(rehearsal.timeline())
    for done in doings:
        act(rehearsal, done, data)
        assert rehearsal.state.time == rehearsal.time <= rehearsal.known
        in_order(rehearsal.timeline())
        standing = rehearsal.standing()
        assert all(0.0 <= level <= 1.0 for level in standing.lights.values())
        assert 0.0 <= standing.line_offset <= standing.line_seconds + 1e-9
        rehearsal.awaited()
        rehearsal.ways()


@SETTINGS
@given(calm_scenes, st.lists(inputs, max_size=3))
def test_what_is_foretold_for_a_visitor_at_rest_comes_so(made: Scene, doings: list[StoryInput]) -> None:
    rehearsal = Rehearsal(made, "uk")
    for doing in doings:
        rehearsal.tick(1.5)
        rehearsal.do(doing)
    told = rehearsal.timeline()
    begun = rehearsal.known
    effects: list[tuple[float, StoryEffect]] = []
    while rehearsal.time < min(told.end, begun + 40.0):
        effects += [(rehearsal.time, one) for one in rehearsal.tick(0.0625).effects]
    for kind, lane in (
        (EnterBeat, "beats"),
        (StartLine, "lines"),
        (FadeLight, "lights"),
        (PlaySound, "sounds"),
    ):
        came = [(time, _name(one)) for time, one in effects if isinstance(one, kind)]
        foretold = [
            (one.start, one.id) for one in told.lane(lane).spans if begun < one.start <= rehearsal.time
        ]
        sure = [one for one in told.lane(lane).spans if one.sure is Sure.GUESS]
        if not sure:
            assert [name for _, name in came] == [name for _, name in foretold]
        for (time, name), (start, there) in zip(came, foretold, strict=False):
            if not sure or start < sure[0].start:
                assert name == there
                assert start <= time + 1e-5 <= start + 0.0626


def _name(effect: StoryEffect) -> str:
    match effect:
        case EnterBeat(name):
            return name
        case StartLine(said):
            return said.id
        case FadeLight(light):
            return light
        case PlaySound(cue):
            return cue.sound
        case EndLine(said_id):
            return said_id
    raise AssertionError(effect)


def test_who_waits_at_a_choice_is_still_told_what_its_first_way_leads_to() -> None:
    rehearsal = Rehearsal(story(), "uk")
    for _ in range(500):
        rehearsal.tick(0.1)
    assert rehearsal.state.beat == "three"
    beats = rehearsal.timeline().lane("beats").spans
    assert [(span.id, span.sure) for span in beats[-2:]] == [("three", Sure.PAST), ("rest", Sure.GUESS)]
    assert beats[-1].start == pytest.approx(50.0 + THINKING, abs=THINKING)
    rehearsal.step_happening()
    assert rehearsal.state.beat == "rest"
    assert rehearsal.entries[-1].time >= 50.0, "what was waited stays waited"


def test_a_story_longer_than_what_is_foretold_of_it_is_told_on() -> None:
    count = int(FARTHEST / 100.0) + 4
    beats = [beat(f"b{i}", f"b{i + 1}", until=After(100.0)) for i in range(count)]
    rehearsal = Rehearsal(scene(*beats, beat(f"b{count}", rest=5.0)), "uk")
    rehearsal.seek(FARTHEST)
    assert rehearsal.timeline().end > FARTHEST + 300.0
    rehearsal.to_next_beat()
    assert rehearsal.time == pytest.approx(FARTHEST + 100.0)


def test_where_nothing_can_come_any_more_nothing_is_looked_for_again() -> None:
    rehearsal = Rehearsal(scene(beat("one", rest=5.0)), "uk")
    for _ in range(80):
        rehearsal.tick(0.1)
    assert rehearsal.state.ended
    made = rehearsal.revision
    rehearsal.tick(0.1)
    assert rehearsal.revision == made
