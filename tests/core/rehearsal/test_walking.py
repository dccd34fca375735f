"""Jumps: the shortest visit that reaches a beat, with the flags, looks and lights that it leaves behind."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from random_scenes import calm_scenes

from prisonersvoice_ar.core.rehearsal import RESTING, Entry, Fire, Rehearsal
from prisonersvoice_ar.core.rehearsal.foreseeing import foresee
from prisonersvoice_ar.core.rehearsal.reel import Reel
from prisonersvoice_ar.core.rehearsal.running import beginning
from prisonersvoice_ar.core.rehearsal.walking import along, walk
from prisonersvoice_ar.core.script.model import (
    After,
    AllOf,
    AnyOf,
    Branch,
    Choice,
    Condition,
    LineEnded,
    LookAt,
    Moment,
    Pressed,
    Scene,
    TargetSeen,
    Touched,
)
from prisonersvoice_ar.core.story.effects import EnterBeat
from scenes import beat, light, line, scene


def branching() -> Scene:
    """To "cell" only with a look at the slit, which is asked for nowhere, and a flag that one choice sets."""
    return scene(
        beat(
            "start",
            "hall",
            begin=TargetSeen(),
            say=(line("a", 2.0),),
            until=AnyOf((Pressed("continue"), After(20.0))),
        ),
        beat("hall", choice=(Choice("l", {"en": "left"}, "left"), Choice("r", {"en": "right"}, "right"))),
        beat("left", "gate", set={"key": True}, cues=(light(Moment(None), 0.3),)),
        beat("right", "gate", say=(line("b", 3.0),)),
        beat(
            "gate",
            Branch("cell", Condition(flag="key", looked_at="slit")),
            "rest",
            until=AnyOf((LookAt("slit", 1.5), After(3.0))),
        ),
        beat("cell", "rest", say=(line("c", 2.0),)),
        beat("rest", rest=5.0),
    )


@pytest.mark.parametrize("name", ["start", "hall", "left", "right", "gate", "cell", "rest"])
def test_every_beat_is_come_to_by_a_visit_that_a_visitor_could_make(name: str) -> None:
    found = walk(branching(), "uk", name)
    assert found is not None
    reel = Reel(branching(), found.start, found.entries)
    assert reel.at(found.arrived).beat == (name if name != "left" else "gate"), "left passes on at once"
    entered = [one.what.beat for one in reel.happened(found.arrived) if isinstance(one.what, EnterBeat)]
    assert name in entered[-2:]
    assert entered.count(name) == 1


def test_what_the_way_asked_for_has_been_done() -> None:
    rehearsal = Rehearsal(branching(), "uk")
    arrival = rehearsal.jump("cell")
    assert (arrival.how, arrival.change.cut) == ("walked", True)
    state = rehearsal.state
    assert "key" in state.true_flags
    assert "slit" in state.looked_at
    assert state.visited == {"start", "hall", "left", "gate", "cell"}
    assert rehearsal.standing().lights["lamp"] == pytest.approx(0.3)
    assert rehearsal.time == pytest.approx(2.0 + 1.5, abs=0.01), (
        "the line, then the look: nothing was waited out"
    )
    rehearsal.seek(0.0)
    assert rehearsal.state.beat == "start", "the way there can be gone back"


def test_the_shortest_way_has_the_fewest_beats() -> None:
    made = scene(
        beat("a", Branch("long"), choice=(Choice("s", {"en": "s"}, "goal"),), until=After(1.0)),
        beat("long", "longer"),
        beat("longer", "goal"),
        beat("goal", rest=1.0),
    )
    found = walk(made, "uk", "goal")
    assert found is not None
    reel = Reel(made, found.start, found.entries)
    assert reel.at(found.arrived).visited == {"a", "goal"}


def test_a_beat_that_needs_several_answers_and_an_aside_is_come_to() -> None:
    made = scene(
        beat(
            "a",
            Branch("b", aside="aside"),
            until=AllOf((LookAt("bunk", 1.0), Touched("door"), LineEnded("x"))),
            say=(line("x", 1.0),),
        ),
        beat("aside", "return", until=Pressed("continue")),
        beat("b", rest=1.0),
    )
    found = walk(made, "uk", "b")
    assert found is not None
    fired = [entry.deed.leaf for entry in found.entries if isinstance(entry.deed, Fire)]
    assert set(fired) == {LookAt("bunk", 1.0), Touched("door"), Pressed("continue")}


def test_once_and_again() -> None:
    """The hall is only the second time the way to the end."""
    made = scene(
        beat("hall", Branch("end", Condition(visited="yard")), "yard", until=Pressed("continue")),
        beat("yard", "hall", once=True, say=(line("y", 1.0),)),
        beat("end", rest=1.0),
    )
    found = walk(made, "uk", "end")
    assert found is not None
    assert len([entry for entry in found.entries if entry.deed]) == 2


def test_a_beat_that_no_visit_reaches_is_come_to_along_its_ways() -> None:
    never = scene(
        beat("a", Branch("b", Condition(flag="never"), None), "rest", set={"met": True}),
        beat("b", "rest", say=(line("b", 2.0),)),
        beat("rest", rest=1.0),
    )
    assert walk(never, "uk", "b") is None
    rehearsal = Rehearsal(never, "uk")
    assert rehearsal.jump("b").how == "along"
    state = rehearsal.state
    assert (state.beat, state.true_flags, state.visited) == ("b", {"met", "never"}, {"a", "b"})
    assert rehearsal.standing().line == line("b", 2.0)


def test_a_beat_without_any_way_begins_cold_and_an_unknown_one_not_at_all() -> None:
    lost = scene(beat("a", "rest"), beat("island", "rest", say=(line("i"),)), beat("rest", rest=1.0))
    rehearsal = Rehearsal(lost, "uk")
    assert along(lost, "uk", "island") is None
    assert rehearsal.jump("island").how == "cold"
    assert rehearsal.state.visited == {"island"}
    before = rehearsal.state
    for arrival in (rehearsal.jump("sea"), rehearsal.go_to("sea"), rehearsal.jump_to_line("sea")):
        assert (arrival.how, arrival.change.cut) == ("unknown", False)
    assert rehearsal.state == before


def test_a_line_is_come_to_where_it_begins() -> None:
    made = scene(
        beat("a", "b", say=(line("a1"),)), beat("b", say=(line("b1", 2.0), line("b2", 3.0)), rest=2.0)
    )
    rehearsal = Rehearsal(made, "uk")
    arrival = rehearsal.go_to("b2")
    assert (arrival.how, arrival.beat) == ("walked", "b")
    standing = rehearsal.standing()
    assert standing.line == line("b2", 3.0)
    assert standing.line_offset == pytest.approx(0.0, abs=1e-5)


def test_a_long_scene_is_walked_without_stalling() -> None:
    """The search goes straight: its steps are few for each beat on the way."""
    count = 400
    chain = [
        beat(f"b{i}", f"b{i + 1}", say=(line(f"l{i}"),), until=Pressed("continue")) for i in range(count)
    ]
    made = scene(*chain, beat(f"b{count}", rest=1.0))
    assert walk(made, "uk", f"b{count}", most_steps=12 * count) is not None


def test_a_search_that_is_too_long_ends() -> None:
    assert walk(branching(), "uk", "cell", most_steps=3) is None


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)
@given(calm_scenes)
def test_what_is_foreseen_is_found_and_every_walk_arrives(made: Scene) -> None:
    reel = Reel(made, beginning(made, "uk"), (Entry(0.0, RESTING),))
    every = (*reel.happened(0.0), *foresee(made, reel.at(0.0)).happened)
    foreseen = {one.what.beat for one in every if isinstance(one.what, EnterBeat)}
    for name in made.beats:
        found = walk(made, "uk", name, most_steps=20_000 if name in foreseen else 500)
        assert found is not None or name not in foreseen
        if found is not None:
            walked = Reel(made, found.start, found.entries).happened(found.arrived)
            begun = [one.time for one in walked if one.what == EnterBeat(name)]
            assert begun[-1] == found.arrived


def test_a_beat_that_vanished_while_one_stood_in_it_is_no_trap() -> None:
    made = branching()
    rehearsal = Rehearsal(made, "uk")
    rehearsal.jump("cell")
    gate = replace(made.beats["gate"], then=(Branch("rest"),))
    fewer = {name: one for name, one in made.beats.items() if name != "cell"} | {"gate": gate}
    done = rehearsal.reload(replace(made, beats=fewer))
    assert [note.kind for note in done.notes] == ["beat-gone", "history-gone"]
    assert not done.kept
    assert rehearsal.jump("cell").how == "unknown"
    assert rehearsal.state.beat == "gate"
