"""The compiled tables and the engine: the same visits, the same beats, the same lines, the same times, to the bit."""

from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_scenes import scenes

from prisonersvoice_ar.core.script.model import RETURN, AllOf, Branch, Condition, LookAt, Pressed, Scene
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.clock import TICK
from prisonersvoice_ar.core.story.effects import EnterBeat, StartLine, StoryEffect, StoryEnded
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.moments import next_moment
from prisonersvoice_ar.core.story.play import Acts, Game, Outcome, play, prepare
from prisonersvoice_ar.core.story.player import Player, Trace
from prisonersvoice_ar.core.story.visitlog import Act, VisitLog, lasting
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.scenes import load_scene
from scenes import beat, line, scene

ROOT = Path(__file__).resolve().parents[3]
REAL = 60
"""visits to the scene that ships"""
A_SCENE = 8
"""visits to each random scene"""


FRAME = 1 / 64
"""seconds"""


def by_engine(scene_: Scene, log: VisitLog, until: float) -> tuple[Trace, float | None]:
    """The visit lived through by the engine itself, stopped wherever something happens to note the exact time.

    And when beats first chased each other without time passing, where it is given up.
    """
    trace = Trace()
    state, effects = engine.begin(scene_, log.lang, 0.0)
    _note(trace, effects, 0.0)
    ran = 0.0
    steps = log.steps(until)
    while True:
        now, doing = next(steps, (until, None))
        while (moment := next_moment(scene_, state)) is not None and (doing is None or moment.at < now):
            if moment.at > until:
                return trace, None
            if moment.at == ran:
                return trace, ran
            out: list[StoryEffect] = []
            ran = moment.at
            state = engine.run_on(scene_, state, ran, out)
            _note(trace, out, ran)
        if doing is None:
            return trace, None
        state, effects = engine.step(scene_, state, doing, now)
        _note(trace, effects, now)
        ran = now


def by_frames(scene_: Scene, log: VisitLog, until: float) -> Trace:
    """The visit as the application steps it: sixty-four frames a second, and one where the visitor acts."""
    trace = Trace()
    state, effects = engine.begin(scene_, log.lang, 0.0)
    _note(trace, effects, 0.0)
    first = log.acts[0].at if log.acts else inf
    last = StoryInput()
    for now, doing in (*log.steps(until, FRAME), (until + TICK, None)):  # steps are in whole ticks
        if now < first:  # nobody is there to be sampled
            out: list[StoryEffect] = []
            state = engine.run_on(scene_, state, now, out)
            state = replace(state, clock=state.clock.at(now))
            _note(trace, out, now)
            continue
        last = doing if doing is not None else lasting(last)
        state, effects = engine.step(scene_, state, last, now)
        _note(trace, effects, now)
    return trace


def by_tables(game: Game, log: VisitLog) -> tuple[Trace, float]:
    """The visit up to where beats chase each other without time passing, and when that is."""
    trace = Trace()
    player = Player(game.tables, log.lang, trace)
    for act in (*log.acts, Act(inf, StoryInput())):
        while player.due() <= act.at and not player.circling:
            player.run_on()
        if player.circling:
            break
        player.sample(act.at, act.given)
    return trace, player.time


def _note(trace: Trace, effects: engine.Effects | list[StoryEffect], now: float) -> None:
    for effect in effects:
        match effect:
            case EnterBeat(name):
                trace.beats.append((now, name))
            case StartLine(said):
                trace.lines.append((now, said.id))
            case StoryEnded():
                trace.ended = now


def both(game: Game, seed: int, run: int) -> tuple[Outcome, Trace, Trace]:
    """A visit by the tables, and the same acts by the engine; up to the first circle that takes no time.

    How often beats turn then is one a step, and so no matter of the story's time.
    """
    acts: Acts = []
    fast = Trace()
    outcome = play(game, seed, run, acts, fast)
    scene_ = game.tables.scene
    log = VisitLog(scene_.id, outcome.lang, tuple(Act(at, doing) for at, doing in acts))
    if outcome.instant:
        turning, turned = by_tables(game, log)
        assert turning == fast
        slow, when = by_engine(scene_, log, turned)
        assert when == turned
        return outcome, fast, slow
    # the tables know a beat's lines as it begins; the engine says them when their time has come
    end = max((time for time, _ in (*fast.beats, *fast.lines)), default=0.0)
    slow, when = by_engine(scene_, log, max(end, outcome.seconds))
    assert when is None or when >= outcome.seconds
    return outcome, fast, slow


@settings(max_examples=60, deadline=None)
@given(scenes(), st.integers(0, 2**32))
def test_tables_and_engine_agree_on_random_scenes(made: Scene, seed: int) -> None:
    game = prepare(made)
    longest, most = 120.0, 60
    game = Game(game.tables, game.stock, longest, most)
    for run in range(A_SCENE):
        outcome, fast, slow = both(game, seed, run)
        assert outcome.seconds <= longest
        # a visit that is given up stops in mid-air, where the engine goes on
        assert fast.beats == slow.beats[: len(fast.beats)]
        assert fast.lines == slow.lines[: len(fast.lines)]
        given_up = len(fast.beats) >= most or outcome.seconds >= longest
        assert fast.ended == slow.ended or (given_up and fast.ended is None)
        assert not outcome.ended or (len(fast.beats), len(fast.lines)) == (len(slow.beats), len(slow.lines))


@settings(max_examples=20, deadline=None)
@given(scenes(), st.integers(0, 2**32))
def test_frames_make_no_difference_but_for_their_length(made: Scene, seed: int) -> None:
    game = prepare(made)
    game = Game(game.tables, game.stock, 20.0, 40)
    for run in range(2):
        acts: Acts = []
        fast = Trace()
        outcome = play(game, seed, run, acts, fast)
        log = VisitLog(made.id, outcome.lang, tuple(Act(at, doing) for at, doing in acts))
        turned = by_tables(game, log)[1] if outcome.instant else outcome.seconds
        slow = by_frames(made, log, turned)
        for quick, stepped in ((fast.beats, slow.beats), (fast.lines, slow.lines)):
            happened = [(time, name) for time, name in quick if time <= turned]
            assert [name for _, name in happened] == [name for _, name in stepped[: len(happened)]]
            late = [at - time for (time, _), (at, _) in zip(happened, stepped, strict=False)]
            assert all(-TICK <= seconds <= FRAME + TICK for seconds in late)


@pytest.mark.parametrize(
    "folder", sorted(file.parent.name for file in (ROOT / "scenes").glob("[!_]*/scene.yaml"))
)
def test_tables_and_engine_agree_on_the_scenes_that_ship(folder: str) -> None:
    loaded = load_scene(ROOT / "scenes" / folder, Content.at(ROOT))
    assert loaded.value is not None
    game = prepare(loaded.value)
    for run in range(REAL):
        outcome, fast, slow = both(game, 1, run)
        assert outcome.ended
        assert fast == slow


def relived(made: Scene, *acts: tuple[float, StoryInput], until: float) -> tuple[Trace, Trace]:
    """The same acts by the tables and by the engine."""
    log = VisitLog(made.id, "uk", tuple(Act(at, doing) for at, doing in acts))
    fast = Trace()
    player = Player(prepare(made).tables, "uk", fast)
    for act in (*log.acts, Act(until, StoryInput())):
        while player.due() <= act.at:
            player.run_on()
        player.sample(act.at, act.given)
    return fast, by_engine(made, log, until)[0]


def test_asides_within_asides_come_back_in_turn() -> None:
    made = scene(
        beat("one", Branch("last", aside="a"), say=(line("one"),)),
        beat("a", Branch("b", aside="b"), say=(line("a"),)),
        beat("b", Branch(RETURN, Condition(visited="c")), Branch(RETURN, aside="c"), say=(line("b"),)),
        beat("c", RETURN, say=(line("c"),)),
        beat("last", rest=2.0),
    )
    fast, slow = relived(made, until=60.0)
    assert [name for _, name in fast.beats] == ["one", "a", "b", "c", "b", "last"]
    assert fast == slow


def test_a_short_look_that_was_asked_for_counts_though_it_is_over() -> None:
    both_of = AllOf((LookAt("lamp", 0.25), Pressed()))
    made = scene(
        beat("one", Branch("seen", Condition(looked_at="lamp")), "end", until=both_of),
        beat("seen", "end", say=(line("seen"),)),
        beat("end", rest=2.0),
    )
    doings = (
        (0.125, StoryInput(looking_at="lamp")),
        (0.5, StoryInput()),
        (1.0, StoryInput(pressed=("continue",))),
    )
    fast, slow = relived(made, *doings, until=20.0)
    assert [name for _, name in fast.beats] == ["one", "seen", "end"]
    assert fast == slow


def test_beats_that_chase_each_other_do_so_up_to_the_same_beat() -> None:
    ring = [beat(f"r{n}", f"r{(n + 1) % 4}", set={f"f{n}": True}) for n in range(4)]
    made = scene(beat("one", "r0", say=(line("one"),)), *ring)
    log = VisitLog(made.id, "uk", ())
    fast, turned = by_tables(prepare(made), log)
    assert [name for _, name in fast.beats] == ["one", "r0", "r1", "r2", "r3", "r0"]
    assert by_engine(made, log, turned) == (fast, turned)


def test_many_beats_in_an_instant_are_no_circle() -> None:
    row = [beat(f"r{n}", f"r{n + 1}") for n in range(6)]
    fast, slow = relived(scene(*row, beat("r6", rest=2.0)), until=20.0)
    assert fast.ended == 2.0
    assert fast == slow
