"""A flag turned by hand: it leads where the beats' own would, and is turned again when the take is played again."""

from prisonersvoice_ar.core.rehearsal import Rehearsal
from prisonersvoice_ar.core.script.model import Branch, Condition, Scene
from scenes import beat, line, scene


def story() -> Scene:
    """One line, then a way that hangs on a flag."""
    one = beat("one", "two", say=(line("l1", 2.0),))
    ways = (Branch("three", Condition(flag="seen")), Branch("two"))
    return scene(
        one.__class__(**{**one.__dict__, "then": ways}),
        beat("two", "rest", say=(line("l2", 2.0),)),
        beat("three", "rest", say=(line("l3", 2.0),)),
        beat("rest", rest=5.0),
    )


def test_a_flag_turned_by_hand_leads_its_way() -> None:
    rehearsal = Rehearsal(story(), "en")
    rehearsal.tick(1.0)
    rehearsal.turn_flag("seen", on=True)
    assert rehearsal.state.true_flags == {"seen"}
    rehearsal.tick(3.0)
    assert rehearsal.state.beat == "three"


def test_a_flag_is_turned_again_where_the_take_is_played_again() -> None:
    rehearsal = Rehearsal(story(), "en")
    rehearsal.tick(1.0)
    rehearsal.turn_flag("seen", on=True)
    rehearsal.tick(3.0)
    rehearsal.seek(0.5)
    assert rehearsal.state.true_flags == frozenset()
    rehearsal.tick(3.5)
    assert rehearsal.state.beat == "three"
    assert "seen: true" in {mark.label for mark in rehearsal.timeline().lane("beats").marks}


def test_a_flag_can_be_taken_back() -> None:
    rehearsal = Rehearsal(story(), "en")
    rehearsal.tick(0.5)
    rehearsal.turn_flag("seen", on=True)
    rehearsal.tick(0.5)
    rehearsal.turn_flag("seen", on=False)
    rehearsal.tick(3.0)
    assert rehearsal.state.beat == "two"
