"""The walk: what it calls reachable, unreachable and a trap, on scenes made for it and against thousands of visits."""

from math import inf
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_scenes import scenes

from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    RETURN,
    After,
    AllOf,
    AnyOf,
    Beat,
    Branch,
    Choice,
    Condition,
    LineEnded,
    LookAt,
    Pressed,
    Scene,
    TargetSeen,
)
from prisonersvoice_ar.core.story.guided import lead
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.play import Game, prepare
from prisonersvoice_ar.core.story.player import Player
from prisonersvoice_ar.core.story.reasons import Bar
from prisonersvoice_ar.core.story.state import BUILT_IN_REST
from prisonersvoice_ar.core.story.steps import Chooses, Does, Looks
from prisonersvoice_ar.core.story.visitors import TEMPERAMENTS, Visitor
from prisonersvoice_ar.core.story.walk import Walk, _Walker, walk
from scenes import beat, line, scene

VISITS = 8
"""to each random scene"""
MOST = 1000
"""spots of a random scene"""
END = beat("end", rest=2.0)


def lamp(value: bool = True) -> Condition:
    return Condition(looked_at="lamp", negate=not value)


def bars(found: Walk) -> dict[str, list[Bar]]:
    return {one.beat: [reason.bar for reason in one.reasons] for one in found.unreached}


# --- against play ----------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(scenes(), st.integers(0, 2**32))
def test_no_visit_leaves_the_walk_and_none_leaves_a_trap(made: Scene, seed: int) -> None:
    """Wherever a visitor stands the walk has been; who stands in what it calls a trap never ends."""
    game = prepare(made)
    walker = _Walker(game.tables, MOST)
    found = walker.walk()
    assume(found.complete)  # asides that go into themselves, which check refuses, make many
    out = walker._lead_to([number for number, spot in enumerate(walker.spots) if spot.row < 0])
    for run in range(VISITS):
        stood, player = _visit(game, walker, Random(f"{seed}:{run}"))
        if player.circling:
            continue
        numbers = [walker.numbers[spot] for spot in stood]
        entered = {game.tables.rows[row].id for row in player.entered} - {BUILT_IN_REST.id}
        assert entered <= found.reached
        assert not entered & {one.beat for one in found.unreached}
        if player.ended:
            assert all(out[number] for number in numbers)
        if not all(out[number] for number in numbers):
            assert any(not trap.idle for trap in found.traps)


def _visit(game: Game, walker: _Walker, chance: Random) -> tuple[list[object], Player]:
    """One visit of a minute and a half at most, and every spot at which it stood."""
    player = Player(game.tables, "uk")
    visitor = Visitor(chance.choice(TEMPERAMENTS), game.stock, chance.random)
    stood = [walker.steps.stand(player)]
    while not player.ended and not player.circling and player.time < 90.0:
        due = player.due()
        if due <= visitor.next_at:
            if due == inf:
                break
            player.run_on()
            visitor.notice(player)
        else:
            now = visitor.next_at
            player.sample(now, visitor.act(player))
        if not player.circling and player.go is None:
            stood.append(walker.steps.stand(player))
    return stood, player


@settings(max_examples=60, deadline=None)
@given(scenes())
def test_who_does_nothing_goes_as_the_walk_says(made: Scene) -> None:
    """Every visit of somebody who does nothing ends, unless the walk knows of a trap."""
    game = prepare(made)
    idle = Visitor(TEMPERAMENTS[-1], game.stock, Random(1).random)
    player = Player(game.tables, "uk")
    for _ in range(400):
        if player.ended or player.circling:
            break
        due = player.due()
        if due <= idle.next_at and due < inf:
            player.run_on()
        elif idle.next_at < inf:
            player.sample(idle.next_at, idle.act(player))
        else:
            break
    found = walk(made, MOST)
    assert player.ended or player.circling or found.traps or not found.complete


def test_every_beat_that_the_walk_reaches_a_visitor_can_be_led_to() -> None:
    """The walk knows no time, so a few may fail in scenes that allow none; hardly any do."""
    led: list[bool] = []

    @settings(max_examples=50, deadline=None, derandomize=True)
    @given(scenes())
    def lead_to_all(made: Scene) -> None:
        found = walk(made, MOST)
        led.extend(lead(prepare(made), found.ways[beat], beat, "uk") is not None for beat in found.reached)

    lead_to_all()
    assert len(led) > 50
    assert sum(led) > 0.8 * len(led)


# --- reached, and why not --------------------------------------------------------------------------


def test_a_scene_without_faults() -> None:
    made = scene(
        beat("one", Branch("lamp", lamp()), "end", until=AnyOf((LookAt("lamp", 1.0), After(5.0)))),
        beat("lamp", "end", once=True),
        END,
    )
    found = walk(made)
    assert (found.complete, found.unreached, found.traps) == (True, (), ())
    assert found.reached == set(made.beats)
    assert [stop.beat for stop in found.ways["lamp"]] == ["one"]
    assert found.ways["lamp"][0].moves == (Looks("lamp"),)


WHY: dict[str, tuple[tuple[Beat, ...], dict[str, list[Bar]]]] = {
    "a flag that nobody sets": (
        (
            beat("one", Branch("lost", Condition(flag="never")), "end", set={"never": False}),
            beat("lost", "end"),
            END,
        ),
        {"lost": [Bar.NEVER_SO]},
    ),
    "who has to look has looked": (
        (beat("one", Branch("end", lamp()), "lost", until=LookAt("lamp", 1.0)), beat("lost", "end"), END),
        {"lost": [Bar.COVERED]},
    ),
    "no time to look": (
        (beat("one", Branch("lost", lamp()), "end"), beat("lost", "end"), END),
        {"lost": [Bar.NEVER_SO]},
    ),
    "one behind another": (
        (beat("one", Branch("a", Condition(visited="b")), "end"), beat("a", "b"), beat("b", "end"), END),
        {"a": [Bar.NEVER_SO], "b": [Bar.FROM_UNREACHED]},
    ),
    "a line that is said later": (
        (
            beat("one", "late"),
            beat("late", "end", begin=LineEnded("x")),
            beat("end", say=(line("x"),), rest=1.0),
        ),
        {"late": [Bar.NEVER_BEGINS], "end": [Bar.FROM_UNREACHED]},
    ),
    "no way at all": ((beat("one", "end"), beat("lost", "end"), END), {"lost": [Bar.NO_WAY]}),
    "only chosen, never left": (
        (
            beat("one", "lost", choice=(Choice("a", {}, "end"), Choice("b", {}, "end"))),
            beat("lost", "end"),
            END,
        ),
        {"lost": [Bar.NEVER_LEFT]},
    ),
    "a choice that is never offered": (
        (
            beat("one", "end", choice=(Choice("a", {}, "lost", Condition(flag="no")),), until=After(9.0)),
            beat("lost", "end"),
            END,
        ),
        {"lost": [Bar.NEVER_OFFERED]},
    ),
    "an aside that keeps whom it takes": (
        (beat("one", Branch("lost", aside="aside")), beat("aside", "end"), beat("lost", "end"), END),
        {"lost": [Bar.NEVER_BACK]},
    ),
}


@pytest.mark.parametrize("name", WHY)
def test_why_a_beat_is_never_reached(name: str) -> None:
    beats, wanted = WHY[name]
    assert bars(walk(scene(*beats))) == wanted


def test_the_flag_that_nobody_sets_is_named() -> None:
    beats, _ = WHY["a flag that nobody sets"]
    reason = walk(scene(*beats)).unreached[0].reasons[0]
    assert (reason.beat, reason.never_set, reason.never) == ("one", "never", Condition(flag="never"))


def test_once_is_once_and_a_flag_that_is_taken_back_is_gone() -> None:
    """Whoever comes to "a" again passes it, and the flag stays down: only so does the story end."""
    made = scene(
        beat("a", "c", once=True, say=(line("a"),), set={"f": True}),
        beat("c", Branch("d", Condition(flag="f")), "end"),
        beat("d", "a", say=(line("d"),), set={"f": False}),
        END,
    )
    found = walk(made)
    assert (found.unreached, found.traps) == ((), ())
    assert [stop.beat for stop in found.ways["end"]] == ["a", "c", "d", "a", "c"]


# --- traps -----------------------------------------------------------------------------------------


def test_a_circle_that_nobody_leaves_and_the_shortest_way_into_it() -> None:
    made = scene(
        beat("one", "end", say=(line("a"),), choice=(Choice("in", {}, "door"),), until=After(9.0)),
        beat("door", Branch("round", lamp()), "end", until=After(3.0)),
        beat("round", "again", say=(line("b"),)),
        beat("again", "round", say=(line("c"),)),
        END,
    )
    found = walk(made)
    assert not found.unreached
    (trap,) = found.traps
    assert (trap.idle, trap.stands) == (False, False)
    assert [stop.beat for stop in trap.way] == ["one", "door"]
    assert [stop.moves for stop in trap.way] == [(Chooses("in"),), (Looks("lamp"),)]
    assert set(trap.circle) == {"round", "again"}


def test_a_wait_for_what_never_comes_stands_still() -> None:
    made = scene(
        beat("one", "end", until=AllOf((Pressed(), LineEnded("x")))), beat("end", say=(line("x"),), rest=1.0)
    )
    (trap,) = walk(made).traps
    assert (trap.beat, trap.stands, trap.idle) == ("one", True, False)


def test_who_does_nothing_goes_round_for_ever() -> None:
    made = scene(
        beat("hub", Branch("end", lamp()), "ask", until=AnyOf((LookAt("lamp"), After(5.0)))),
        beat("ask", "hub", say=(line("a"),)),
        END,
    )
    (trap,) = walk(made).traps
    assert (trap.idle, trap.stands, set(trap.circle)) == (True, False, {"hub", "ask"})


def test_who_does_nothing_waits_for_ever() -> None:
    (trap,) = walk(scene(beat("one", "end", until=Pressed()), END)).traps
    assert (trap.beat, trap.idle, trap.stands) == ("one", True, True)
    assert not walk(scene(beat("one", "end", until=TargetSeen()), END)).traps


def test_asides_come_back_to_where_they_were_left() -> None:
    made = scene(
        beat("one", Branch("two", aside="aside")),
        beat("two", Branch("end", aside="aside")),
        beat("aside", RETURN, say=(line("a"),)),
        END,
    )
    found = walk(made)
    assert (found.unreached, found.traps) == ((), ())
    assert [stop.beat for stop in found.ways["end"]] == ["one", "aside", "two", "aside"]


def test_what_was_seen_before_an_aside_is_known_after_it() -> None:
    made = scene(
        beat("one", Branch("two", aside="aside"), until=After(2.0)),
        beat("aside", RETURN),
        beat("two", Branch("x", lamp()), "end"),
        beat("x", "end"),
        END,
    )
    assert walk(made).reached == {"one", "aside", "two", "x", "end"}


def test_the_rest_that_a_scene_is_given_is_no_beat_of_its() -> None:
    found = walk(scene(beat("one", ACTIONS)))
    assert (found.reached, found.traps) == ({"one"}, ())


# --- bounds ----------------------------------------------------------------------------------------


def test_of_too_many_spots_nothing_is_claimed() -> None:
    flags = [beat(f"b{n}", f"b{n + 1}", until=After(1.0)) for n in range(30)]
    found = walk(scene(*flags, beat("b30", ACTIONS)), most=10)
    assert (found.complete, found.unreached, found.traps) == (False, (), ())
    assert found.reached


def test_what_nothing_asks_about_any_more_makes_no_spots() -> None:
    """Twenty beats for each of which the visitor may have looked at the lamp or not: histories are not kept apart."""
    beats = [
        beat(
            f"b{n}",
            Branch(f"b{n + 1}", Condition(flag=f"f{n}")),
            f"b{n + 1}",
            set={f"f{n}": True},
            until=After(1.0),
        )
        for n in range(20)
    ]
    assert walk(scene(*beats, beat("b20", rest=1.0))).spots < 100


def test_a_look_counts_where_a_visitor_stands_before_it_is_noted() -> None:
    made = scene(
        beat("a", Branch("b", lamp()), "end", say=(line("a1"),), until=LineEnded("a1")),
        beat("b", until=Pressed()),
        END,
    )
    player = Player(prepare(made).tables, "uk")
    player.sample(0.5, StoryInput(looking_at="lamp"))
    steps = _Walker(player.tables, 10).steps
    assert steps.stand(player).looked == 0
    player.run_on()
    assert (steps.stand(player).looked, player.looked) == (1, 0)
    player.run_on()
    assert player.row.id == "b"


# --- what is too large -----------------------------------------------------------------------------


def looking(groups: int, of: int) -> Scene:
    """A wait for one object of each group, all of which are asked about afterwards."""
    objects = [f"o{number}" for number in range(groups * of)]
    some = [AnyOf(tuple(map(LookAt, objects[first::groups]))) for first in range(groups)]
    asked = (Branch("end", Condition(looked_at=name)) for name in objects)
    return scene(beat("a", *asked, "end", until=AnyOf((After(60.0), AllOf(tuple(some))))), END)


def test_a_wait_for_one_of_many_in_many_groups_has_no_way_for_each_of_their_pairings() -> None:
    """Four to the sixth pairings, each a way from each spot: that would be hours."""
    steps = _Walker(prepare(looking(6, 4)).tables, 10).steps
    moves = [move for move, _ in steps.after(steps.first())]
    assert len(moves) == 1 + 24
    found = walk(looking(6, 4), 300)
    assert not found.complete
    assert found.unreached == ()


def test_ways_are_bounded_and_not_spots_alone() -> None:
    made = looking(3, 3)
    assert walk(made, 2000).spots == 1027  # 512 sets of looks, before and after the wait, and what follows
    assert walk(made, 2000).complete
    crowded = scene(
        beat("a", *(Branch("end", Condition(flag=f"f{n}")) for n in range(2000)), "end", until=Pressed()), END
    )
    assert not walk(crowded, 3).complete
    assert walk(crowded, 300).complete


def test_a_look_that_is_waited_for_is_told_once() -> None:
    asked = Branch("b", Condition(looked_at="lamp"))
    made = scene(beat("a", asked, "end", until=AnyOf((Pressed(), LookAt("lamp")))), beat("b", "end"), END)
    (move,) = walk(made).ways["b"][0].moves
    assert move == Does((LookAt("lamp"),))
