"""A visit from the first screen to the next visitor's; pausing, leaving and starting again at every moment."""

import pytest
from visits import Visit

from prisonersvoice_ar.core.script.model import After, Choice, Gesture, Pressed, TargetSeen
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.visit import flow
from prisonersvoice_ar.core.visit.effects import OpenLink, PauseSound, PhaseEntered, ResumeSound, StopSound
from prisonersvoice_ar.core.visit.state import Plan
from prisonersvoice_ar.core.visit.view import Overlay, Phase
from scenes import beat, campaign, line, scene

MADE = scene(
    beat("one", "two", begin=TargetSeen(), say=(line("a"), line("b"))),
    beat("two", "rest", choice=(Choice("on", {"en": "On"}, "rest"),), until=After(20)),
    beat("rest", say=(line("r"),), rest=10.0),
)


def test_the_whole_way() -> None:
    visit = Visit(MADE)
    assert visit.phases == [Phase.LANGUAGE]
    visit.press("lang:en")
    assert (visit.phase, visit.state.lang) == (Phase.NOTICE, "en")
    visit.press("continue")
    visit.run(3.0)
    assert visit.phase is Phase.HOWTO
    visit.run(0.5, seen=True)
    visit.run(0.5, seen=False)
    assert visit.phase is Phase.HOWTO, "a glimpse of the card is not enough"
    visit.run(0.9, seen=True)
    assert visit.phase is Phase.STORY
    visit.run(5.0, seen=True)
    visit.press("choice:on")
    assert visit.phase is Phase.REST
    visit.run(12.1)
    assert visit.phase is Phase.ACTIONS
    visit.press("finish")
    assert (visit.phase, visit.ends) == (Phase.FAREWELL, ["finished"])
    visit.run(flow.FAREWELL + 0.1)
    assert visit.phase is Phase.LANGUAGE
    assert visit.state.lang == "uk"
    assert visit.phases == [*(phase for phase in Phase if phase is not Phase.ATTRACT), Phase.LANGUAGE]


def test_a_given_language_is_not_asked_for() -> None:
    assert Visit(MADE, Plan("en", ask_language=False)).phase is Phase.NOTICE
    assert Visit(scene(beat("one"), languages=("uk",))).phase is Phase.NOTICE


def test_the_story_goes_on_when_the_card_is_lost() -> None:
    visit = Visit(MADE).to(Phase.STORY)
    visit.run(4.6, seen=False)
    assert [word for word in visit.words if word.startswith("end")] == ["end a", "end b"]
    assert visit.view().target_wanted
    assert visit.view().show_cell


def test_without_a_card_seated_goes_on_and_the_next_visitor_has_the_card_again() -> None:
    visit = Visit(MADE).to(Phase.HOWTO)
    visit.press("seated")
    assert visit.phase is Phase.STORY
    assert visit.modes == ["seated"]
    visit.run(1.0)
    assert "line a" in visit.words, "what waits for the target begins without it"
    assert not visit.view().target_wanted
    visit.press("leave", "leave", "restart")
    assert visit.modes == ["seated", "diorama"]


def test_going_on_without_the_card_is_offered_where_it_was_lost_long() -> None:
    visit = Visit(MADE).to(Phase.STORY)
    visit.press("seated")
    assert visit.modes == [], "not offered, not heard"
    visit.run(6.5, seen=False)
    assert "seated" in visit.ids()
    visit.press("seated")
    assert (visit.modes, visit.phase) == (["seated"], Phase.STORY)


def test_seated_from_the_start_says_how_to_look_around() -> None:
    visit = Visit(MADE, Plan("uk", mode="seated"))
    visit.press("lang:uk", "continue")
    assert visit.phase is Phase.HOWTO
    assert not visit.view().target_wanted
    visit.run(flow.HOWTO_SEATED - 0.2)
    assert visit.phase is Phase.HOWTO, "there is time to read it"
    visit.run(0.3)
    assert visit.phase is Phase.STORY, "it goes on by itself"


def test_seated_the_howto_is_left_with_enter_and_waits_in_a_pause() -> None:
    visit = Visit(MADE, Plan("uk", mode="seated")).to(Phase.HOWTO)
    visit.key("space")
    visit.run(30.0)
    assert visit.phase is Phase.HOWTO
    visit.key("space")
    visit.key("enter")
    assert visit.phase is Phase.STORY


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase not in (Phase.ATTRACT, Phase.FAREWELL)])
@pytest.mark.parametrize("overlay", [None, Overlay.PAUSED, Overlay.LEAVING])
def test_escape_twice_leaves_from_everywhere(phase: Phase, overlay: Overlay | None) -> None:
    visit = Visit(MADE).to(phase)
    if overlay is not None:
        visit.key({Overlay.PAUSED: "space", Overlay.LEAVING: "escape"}[overlay])
        assert visit.state.overlay is overlay
    if overlay is not Overlay.LEAVING:
        visit.key("escape")
        assert visit.state.overlay is Overlay.LEAVING
    visit.key("escape")
    assert (visit.phase, visit.ends, visit.state.overlay) == (Phase.FAREWELL, ["left"], None)
    assert visit.count(StopSound) == (phase in (Phase.STORY, Phase.REST))
    visit.key("escape")
    assert visit.phase is Phase.LANGUAGE


def test_leaving_works_within_one_step() -> None:
    visit = Visit(MADE).to(Phase.STORY)
    visit.press("leave", "leave")
    assert visit.phase is Phase.FAREWELL


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase not in (Phase.ATTRACT, Phase.FAREWELL)])
def test_starting_again_works_everywhere(phase: Phase) -> None:
    visit = Visit(MADE).to(phase)
    visit.press("restart")
    assert visit.phase is phase, "not before it was asked"
    visit.press("leave", "restart")
    assert (visit.phase, visit.ends) == (Phase.LANGUAGE, ["restarted"])
    assert visit.state.story is None


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.ATTRACT])
def test_space_pauses_and_goes_on_everywhere(phase: Phase) -> None:
    visit = Visit(MADE).to(phase)
    visit.key("space")
    assert visit.state.overlay is Overlay.PAUSED
    visit.run(60.0, seen=True)
    assert (visit.state.overlay, visit.phase) == (Overlay.PAUSED, phase), "nothing goes on meanwhile"
    visit.key("space")
    assert visit.state.overlay is None
    sounds = phase in (Phase.STORY, Phase.REST)
    assert (visit.count(PauseSound), visit.count(ResumeSound)) == (sounds, sounds)


def test_staying_goes_on() -> None:
    visit = Visit(MADE).to(Phase.STORY)
    visit.run(0.5)
    visit.key("escape")
    visit.run(30.0)
    visit.key("enter")
    assert visit.state.overlay is None
    visit.run(1.0)
    assert visit.words[-1] == "line a"


def test_an_open_palm_pauses_once_and_never_reaches_the_scene() -> None:
    visit = Visit(MADE).to(Phase.STORY)
    visit.step(0.1, story=StoryInput(gesture="open_palm"))
    assert visit.state.overlay is Overlay.PAUSED
    visit.press("resume")
    visit.step(0.1, story=StoryInput(gesture="open_palm"))
    assert visit.state.overlay is Overlay.PAUSED, "made anew, for the press was a sample without it"
    visit.step(0.1, story=StoryInput(gesture="open_palm"), pressed=("resume",))
    visit.step(0.1, story=StoryInput(gesture="open_palm"))
    assert visit.state.overlay is None, "a palm that is still up does not pause again"


def test_a_scene_cannot_take_the_open_palm() -> None:
    visit = Visit(scene(beat("one", "two", until=Gesture("open_palm")), beat("two", until=After(99))))
    visit.to(Phase.STORY)
    for gesture in ("open_palm", None, "open_palm"):
        visit.step(0.1, ("resume",), story=StoryInput(gesture=gesture))
    assert "beat two" not in visit.words


def test_sound_is_held_once_whatever_lies_on_top() -> None:
    visit = Visit(MADE).to(Phase.STORY)
    visit.press("pause", "leave", "pause", "leave", "stay")
    assert (visit.count(PauseSound), visit.count(ResumeSound)) == (1, 1)


def test_a_link_is_opened_only_after_the_question() -> None:
    visit = Visit(MADE).to(Phase.ACTIONS)
    visit.press("open:petition")
    assert (visit.state.overlay, visit.view().link) == (Overlay.OPEN_LINK, "petition")
    assert visit.count(OpenLink) == 0
    visit.press("no")
    visit.press("yes")
    assert visit.count(OpenLink) == 0
    visit.press("open:petition", "yes")
    assert visit.effects[-1] == OpenLink("petition", "https://www.example.org/petition")
    assert visit.state.overlay is None
    visit.press("open:support", "yes", "open:nonsense", "yes")
    assert visit.count(OpenLink) == 1, "a telephone number and an unknown id open nothing"


def test_a_page_that_does_not_open_is_said_and_put_away() -> None:
    visit = Visit(MADE).to(Phase.ACTIONS)
    visit.press("open:petition", "yes")
    visit.step(0.1, unopened="petition")
    assert (visit.state.overlay, visit.view().link) == (Overlay.NOT_OPENED, "petition")
    visit.key("enter")
    assert (visit.state.overlay, visit.phase) == (None, Phase.ACTIONS)
    visit.press("credits")
    visit.step(0.1, unopened="petition")
    assert visit.state.overlay is Overlay.CREDITS
    visit.press("close")
    visit.step(0.1)
    assert visit.state.overlay is Overlay.NOT_OPENED, "it is said when the credits are read"
    visit.press("close")
    visit.press("finish")
    visit.step(0.1, unopened="petition")
    assert visit.state.overlay is None, "who has gone on is not called back"


def test_credits_open_and_close() -> None:
    visit = Visit(MADE).to(Phase.ACTIONS)
    visit.press("credits")
    assert visit.state.overlay is Overlay.CREDITS
    visit.key("enter")
    assert (visit.state.overlay, visit.phase) == (None, Phase.ACTIONS)


def test_skip_leads_to_the_quiet_and_not_past_it() -> None:
    visit = Visit(MADE).to(Phase.STORY)
    visit.key("tab")
    assert (visit.phase, visit.view().rest_left) == (Phase.REST, None)
    visit.key("tab")
    visit.run(2.5)
    assert visit.phase is Phase.REST
    assert visit.view().rest_left == pytest.approx(9.5, abs=0.11)
    visit.key("enter")
    assert visit.phase is Phase.ACTIONS


def test_presses_of_other_screens_do_nothing() -> None:
    ids = (
        "lang:en",
        "lang:xx",
        "continue",
        "yes",
        "no",
        "close",
        "stay",
        "finish",
        "open:petition",
        "choice:on",
        "",
    )
    visit = Visit(MADE).to(Phase.HOWTO)
    visit.press(*ids)
    assert (visit.phase, visit.state.overlay, visit.effects[-1]) == (
        Phase.HOWTO,
        None,
        PhaseEntered(Phase.HOWTO),
    )


def test_continue_shows_where_it_is_heard() -> None:
    made = scene(beat("one", say=(line("a"),), until=Pressed()))
    visit = Visit(made, Plan("en", mode="seated")).to(Phase.STORY)
    assert "continue" not in visit.ids()
    visit.run(2.5)
    assert "continue" in visit.ids()
    visit.key("enter")
    assert visit.phase is Phase.REST


def test_the_caption_follows_the_line_and_stands_still_in_a_pause() -> None:
    visit = Visit(MADE).to(Phase.STORY)
    visit.run(1.0, seen=True)
    caption = visit.view().caption
    assert caption is not None
    assert (caption.line.id, caption.seconds) == ("a", 2.0)
    visit.press("pause")
    held = visit.view().caption
    visit.run(5.0)
    assert visit.view().caption == held
    later = flow.view(MADE, campaign(), visit.state, visit.now + 5.0).caption
    assert later == held


def test_a_press_and_a_pause_in_one_step_both_count() -> None:
    visit = Visit(MADE).to(Phase.STORY)
    visit.run(5.0, seen=True)
    visit.press("choice:on", "pause")
    assert visit.state.story is not None
    assert (visit.state.story.beat, visit.state.overlay) == ("rest", Overlay.PAUSED)
