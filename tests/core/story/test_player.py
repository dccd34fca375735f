"""The compiled tables and the engine: the same visits, the same beats, the same lines, the same times, to the bit."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playable import scenes

from prisonersvoice_ar.core.script.model import RETURN, AllOf, Branch, Condition, LookAt, Pressed, Scene
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.effects import EnterBeat, StartLine, StoryEffect, StoryEnded
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.moments import next_moment
from prisonersvoice_ar.core.story.play import Acts, Game, Outcome, play, prepare
from prisonersvoice_ar.core.story.player import Player, Trace
from prisonersvoice_ar.core.story.state import StoryState
from prisonersvoice_ar.core.story.visitlog import Act, VisitLog
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.scenes import load_scene
from scenes import beat, line, scene

ROOT = Path(__file__).resolve().parents[3]
REAL = 60
"""visits to the scene that ships"""
A_SCENE = 8
"""visits to each random scene"""


def by_engine(scene_: Scene, log: VisitLog, until: float) -> Trace:
    """The visit lived through by the engine itself, stopped wherever something happens to note the exact time."""
    trace = Trace()
    state, effects = engine.begin(scene_, log.lang, 0.0)
    _note(trace, effects, 0.0)
    for now, doing in log.steps(until):
        state = _up_to(scene_, state, now, trace)
        state, effects = engine.step(scene_, state, doing, now)
        _note(trace, effects, now)
    _up_to(scene_, state, until, trace)
    return trace


def _up_to(scene_: Scene, state: StoryState, end: float, trace: Trace) -> StoryState:
    while (moment := next_moment(scene_, state)) is not None and moment.at <= end:
        out: list[StoryEffect] = []
        state = engine.run_on(scene_, state, moment.at, out)
        _note(trace, out, moment.at)
    return state


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
    """A visit by the tables, and the same acts by the engine."""
    acts: Acts = []
    fast = Trace()
    outcome = play(game, seed, run, acts, fast)
    if outcome.instant:
        return outcome, fast, fast  # how often beats turn that take no time is one a step
    scene_ = game.tables.scene
    log = VisitLog(scene_.id, outcome.lang, tuple(Act(at, doing) for at, doing in acts))
    # the tables know a beat's lines as it begins; the engine says them when their time has come
    end = max((time for time, _ in (*fast.beats, *fast.lines)), default=0.0)
    return outcome, fast, by_engine(scene_, log, max(end, outcome.seconds))


@settings(max_examples=60, deadline=None)
@given(scenes(), st.integers(0, 2**32))
def test_tables_and_engine_agree_on_random_scenes(made: Scene, seed: int) -> None:
    game = prepare(made)
    game = Game(game.tables, game.stock, 120.0, 60)
    for run in range(A_SCENE):
        outcome, fast, slow = both(game, seed, run)
        assert outcome.seconds <= 120.0
        # a visit that is given up stops in mid-air, where the engine goes on
        assert fast.beats == slow.beats[: len(fast.beats)]
        assert fast.lines == slow.lines[: len(fast.lines)]
        assert fast.ended == slow.ended
        assert not outcome.ended or (len(fast.beats), len(fast.lines)) == (len(slow.beats), len(slow.lines))


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
    return fast, by_engine(made, log, until)


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
