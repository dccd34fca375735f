"""A visit: language → notice → how-to → story → rest → actions → farewell, and begun anew. Pure.

Pausing, leaving and starting again work at every moment: their presses are heard in every phase and under
every overlay, and leaving needs one press and one yes (Escape twice). While an overlay is up the story's
time stands still.
"""

from prisonersvoice_ar.core.actions import Campaign
from prisonersvoice_ar.core.frozen import replace
from prisonersvoice_ar.core.presence import PALM
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.clock import Clock
from prisonersvoice_ar.core.story.show import in_last_rest
from prisonersvoice_ar.core.visit.effects import VisitEffect
from prisonersvoice_ar.core.visit.presses import VISIT_BUTTONS, press, renew, to_phase
from prisonersvoice_ar.core.visit.screens import view
from prisonersvoice_ar.core.visit.state import Plan, VisitInput, VisitState
from prisonersvoice_ar.core.visit.view import Overlay, Phase

__all__ = ["Plan", "VisitInput", "VisitState", "begin", "step", "view"]

SEEN = 0.7
"""seconds the target must be in view before the story begins"""
HOWTO = 2.5
"""seconds that the way to hold the card is shown at least, even where it is held well already"""
HOWTO_SEATED = 6.0
"""seconds that the way to look around is shown, unless somebody goes on before"""
FAREWELL = 12.0
"""seconds until the next visit begins by itself"""

Effects = tuple[VisitEffect, ...]


def begin(scene: Scene, plan: Plan, now: float) -> tuple[VisitState, Effects]:
    """A new visit at ``now``: at the choice of language where there is one to choose, else at the notice."""
    out: list[VisitEffect] = []
    visit = renew(scene, plan, Clock.started(now), out)
    return visit, tuple(out)


def step(
    scene: Scene, campaign: Campaign, visit: VisitState, given: VisitInput
) -> tuple[VisitState, Effects]:
    """The visit at ``given.now``: time first, then the presses in their order, then what follows by itself."""
    out: list[VisitEffect] = []
    palm = given.story.gesture == PALM and visit.gesture != PALM
    visit = replace(_pass_time(visit, given), gesture=given.story.gesture)
    presses = given.pressed
    if visit.in_story and visit.overlay is None:
        visit = _step_story(scene, visit, given, out)
        presses = tuple(button for button in presses if not _is_for_story(button))
    for button in presses:
        visit = press(scene, campaign, visit, button, out)
    if palm and visit.in_story and visit.overlay is None:
        visit = press(scene, campaign, visit, "pause", out)
    visit = _say_unopened(visit, given.unopened)
    visit = _go_on(scene, visit, out)
    if visit.story is not None and visit.story.held is None and visit.overlay is None:
        # A story just begun sees at once what the how-to saw, even if the card is gone in the next picture.
        visit = _step_story(scene, visit, replace(given, pressed=()), out)
    return visit, tuple(out)


def _pass_time(visit: VisitState, given: VisitInput) -> VisitState:
    clock = visit.clock.at(given.now)
    gone = clock.time - visit.clock.time
    since, lost = visit.seen_since, visit.lost_since
    if given.target_seen:
        since, lost = clock.time if since is None else since, None
    else:
        since, lost = None, clock.time if lost is None else lost
    return replace(
        visit,
        clock=clock,
        held_back=visit.held_back + (gone if visit.overlay is not None else 0.0),
        seen_since=since,
        lost_since=lost,
        camera_ok=given.camera_ok,
    )


def _is_for_story(button: str) -> bool:
    return button.partition(":")[0] not in VISIT_BUTTONS


def _step_story(scene: Scene, visit: VisitState, given: VisitInput, out: list[VisitEffect]) -> VisitState:
    """The story goes on whether or not its target is in view: lost, the narration is still to be heard."""
    if visit.story is None:
        return visit
    heard = tuple(button.removeprefix("choice:") for button in given.pressed if _is_for_story(button))
    story_input = replace(
        given.story,
        target_seen=given.target_seen or not visit.needs_target,
        pressed=heard,
        gesture=None if given.story.gesture == PALM else given.story.gesture,
    )
    story, effects = engine.step(scene, visit.story, story_input, visit.story_now)
    out += effects
    return replace(visit, story=story)


def _go_on(scene: Scene, visit: VisitState, out: list[VisitEffect]) -> VisitState:
    """What follows without a press."""
    if visit.overlay is not None:
        return visit
    if visit.phase is Phase.HOWTO:
        return to_phase(scene, visit, Phase.STORY, out) if _howto_is_over(visit) else visit
    if visit.in_story and visit.story is not None:
        phase = _phase_of_story(scene, visit)
        return visit if phase is visit.phase else to_phase(scene, visit, phase, out)
    if visit.phase is Phase.FAREWELL and visit.clock.time - visit.phase_since >= FAREWELL:
        now = visit.clock.time + visit.clock.offset
        return renew(scene, visit.plan, Clock.started(now), out, visit)
    return visit


def _say_unopened(visit: VisitState, action: str) -> VisitState:
    """A page that did not open is said where pages are offered, once nothing else lies over them."""
    unopened = (action or visit.unopened) if visit.phase is Phase.ACTIONS else ""
    if unopened and visit.overlay is None:
        return replace(visit, overlay=Overlay.NOT_OPENED, link=unopened, unopened="")
    return replace(visit, unopened=unopened) if unopened != visit.unopened else visit


def _howto_is_over(visit: VisitState) -> bool:
    """The target is in view long enough, where one is needed, and the screen that says how is read."""
    shown = visit.clock.time - visit.phase_since
    if not visit.needs_target:
        return shown >= HOWTO_SEATED
    if visit.seen_since is None or shown < HOWTO:
        return False
    return visit.clock.time - visit.seen_since >= SEEN


def _phase_of_story(scene: Scene, visit: VisitState) -> Phase:
    if visit.story is None or visit.story.ended:
        return Phase.ACTIONS
    return Phase.REST if in_last_rest(scene, visit.story) else Phase.STORY
