"""What the buttons of a visit do. Each takes effect in the phases and overlays that show it, else does nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from prisonersvoice_ar.core.actions import Action, Campaign
from prisonersvoice_ar.core.script.model import CONTINUE, Scene
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.clock import Clock
from prisonersvoice_ar.core.story.jumps import jump_to_rest
from prisonersvoice_ar.core.visit.effects import (
    LanguageChosen,
    OpenLink,
    PauseSound,
    PhaseEntered,
    Reason,
    ResumeSound,
    StopSound,
    SwitchMode,
    VisitEffect,
    VisitEnded,
)
from prisonersvoice_ar.core.visit.state import Plan, VisitState
from prisonersvoice_ar.core.visit.view import Overlay, Phase

LEAVE_FADE = 1.0
"""seconds in which the sound goes when a visitor leaves"""
LOST_LONG = 6.0
"""seconds without the target after which the story offers to go on without it"""


@dataclass(frozen=True)
class _Press:
    """A press with all that it may need."""

    scene: Scene
    campaign: Campaign
    button: str
    out: list[VisitEffect]


def press(
    scene: Scene, campaign: Campaign, visit: VisitState, button: str, out: list[VisitEffect]
) -> VisitState:
    """``visit`` after a press of ``button``; effects go to ``out``. Unknown ids do nothing."""
    given = _Press(scene, campaign, button, out)
    kind = button.partition(":")[0]
    if kind in _ANYWHERE:
        return _ANYWHERE[kind](visit, given)
    if visit.overlay is not None:
        heard = _UNDER_OVERLAY.get((visit.overlay, kind))
    else:
        heard = _IN_PHASE.get((visit.phase, kind))
    return heard(visit, given) if heard is not None else visit


def linkable(campaign: Campaign) -> tuple[Action, ...]:
    """The actions that have an address to open, support last."""
    support = () if campaign.support is None else (campaign.support,)
    return tuple(action for action in (*campaign.actions, *support) if action.url)


def offers_seated(scene: Scene, visit: VisitState) -> bool:
    """Going on without a target is offered: it is not in view, and the scene can do without or has to."""
    possible = "seated" in scene.modes or not visit.camera_ok
    if not (possible and visit.needs_target):
        return False
    lost = visit.lost_since is not None and visit.clock.time - visit.lost_since >= LOST_LONG
    return visit.phase is Phase.HOWTO or (visit.phase is Phase.STORY and lost)


# --- going from phase to phase ---------------------------------------------------------------------


def renew(
    scene: Scene, plan: Plan, clock: Clock, out: list[VisitEffect], before: VisitState | None = None
) -> VisitState:
    """The beginning of a visit; ``before`` is the visit whose way of seeing it takes back."""
    ask = plan.ask_language and len(scene.languages) > 1
    phase = Phase.LANGUAGE if ask else Phase.NOTICE
    if before is not None and before.mode != plan.mode:
        out.append(SwitchMode(plan.mode))
    camera_ok = before is None or before.camera_ok
    out.append(PhaseEntered(phase))
    return VisitState(plan, plan.lang, plan.mode, phase, clock, camera_ok=camera_ok)


def to_phase(scene: Scene, visit: VisitState, phase: Phase, out: list[VisitEffect]) -> VisitState:
    """Enter ``phase``; the story begins with its phase."""
    out.append(PhaseEntered(phase))
    visit = replace(visit, phase=phase, phase_since=visit.clock.time)
    if phase is Phase.STORY and visit.story is None:
        story, effects = engine.begin(scene, visit.lang, visit.story_now)
        out += effects
        visit = replace(visit, story=story)
    return visit


def _again(visit: VisitState, given: _Press) -> VisitState:
    clock = Clock.started(visit.clock.time + visit.clock.offset)
    return renew(given.scene, visit.plan, clock, given.out, visit)


def _end(visit: VisitState, given: _Press, reason: Reason) -> VisitState:
    given.out.append(VisitEnded(reason))
    return to_phase(given.scene, replace(visit, overlay=None, link=""), Phase.FAREWELL, given.out)


# --- overlays --------------------------------------------------------------------------------------


def _lay(visit: VisitState, given: _Press, overlay: Overlay, link: str = "") -> VisitState:
    if visit.overlay is None and visit.in_story:
        given.out.append(PauseSound())
    return replace(visit, overlay=overlay, link=link)


def _lift(visit: VisitState, given: _Press) -> VisitState:
    if visit.overlay is not None and visit.in_story:
        given.out.append(ResumeSound())
    return replace(visit, overlay=None, link="")


def _pause(visit: VisitState, given: _Press) -> VisitState:
    return visit if visit.overlay is Overlay.PAUSED else _lay(visit, given, Overlay.PAUSED)


def _resume(visit: VisitState, given: _Press) -> VisitState:
    return _lift(visit, given) if visit.overlay is Overlay.PAUSED else visit


def _leave(visit: VisitState, given: _Press) -> VisitState:
    if visit.phase is Phase.FAREWELL:
        return _again(visit, given)
    if visit.overlay is not Overlay.LEAVING:
        return _lay(visit, given, Overlay.LEAVING)
    if visit.in_story:
        given.out.append(StopSound(LEAVE_FADE))
    return _end(visit, given, "left")


def _restart(visit: VisitState, given: _Press) -> VisitState:
    if visit.phase is Phase.FAREWELL:
        return _again(visit, given)
    if visit.overlay is not Overlay.LEAVING:
        return visit
    if visit.in_story:
        given.out.append(StopSound(LEAVE_FADE))
    given.out.append(VisitEnded("restarted"))
    return _again(visit, given)


def _open_yes(visit: VisitState, given: _Press) -> VisitState:
    action = next((action for action in linkable(given.campaign) if action.id == visit.link), None)
    if action is not None:
        given.out.append(OpenLink(action.id, action.url))
    return _lift(visit, given)


# --- phases ----------------------------------------------------------------------------------------


def _choose_language(visit: VisitState, given: _Press) -> VisitState:
    lang = given.button.partition(":")[2]
    if lang not in given.scene.languages:
        return visit
    given.out.append(LanguageChosen(lang))
    return to_phase(given.scene, replace(visit, lang=lang), Phase.NOTICE, given.out)


def _accept(visit: VisitState, given: _Press) -> VisitState:
    return to_phase(given.scene, visit, Phase.HOWTO, given.out)


def _begin_story(visit: VisitState, given: _Press) -> VisitState:
    """Who sits needs no target to go on; with one, the card itself is the way on."""
    return visit if visit.needs_target else to_phase(given.scene, visit, Phase.STORY, given.out)


def _sit_down(visit: VisitState, given: _Press) -> VisitState:
    if not offers_seated(given.scene, visit):
        return visit
    given.out.append(SwitchMode("seated"))
    visit = replace(visit, mode="seated")
    return to_phase(given.scene, visit, Phase.STORY, given.out) if visit.phase is Phase.HOWTO else visit


def _skip(visit: VisitState, given: _Press) -> VisitState:
    if visit.story is None:
        return visit
    story, effects = jump_to_rest(given.scene, visit.story)
    given.out.extend(effects)
    return replace(visit, story=story)


def _ask_link(visit: VisitState, given: _Press) -> VisitState:
    wanted = given.button.partition(":")[2]
    known = any(action.id == wanted for action in linkable(given.campaign))
    return _lay(visit, given, Overlay.OPEN_LINK, wanted) if known else visit


def _show_credits(visit: VisitState, given: _Press) -> VisitState:
    return _lay(visit, given, Overlay.CREDITS)


def _finish(visit: VisitState, given: _Press) -> VisitState:
    return _end(visit, given, "finished")


_Handler = Callable[[VisitState, _Press], VisitState]

_ANYWHERE: dict[str, _Handler] = {"pause": _pause, "resume": _resume, "leave": _leave, "restart": _restart}
_UNDER_OVERLAY: dict[tuple[Overlay, str], _Handler] = {
    (Overlay.LEAVING, "stay"): _lift,
    (Overlay.OPEN_LINK, "yes"): _open_yes,
    (Overlay.OPEN_LINK, "no"): _lift,
    (Overlay.NOT_OPENED, "close"): _lift,
    (Overlay.CREDITS, "close"): _lift,
}
_IN_PHASE: dict[tuple[Phase, str], _Handler] = {
    (Phase.LANGUAGE, "lang"): _choose_language,
    (Phase.NOTICE, CONTINUE): _accept,
    (Phase.HOWTO, "seated"): _sit_down,
    (Phase.HOWTO, CONTINUE): _begin_story,
    (Phase.STORY, "seated"): _sit_down,
    (Phase.STORY, "skip"): _skip,
    (Phase.ACTIONS, "open"): _ask_link,
    (Phase.ACTIONS, "credits"): _show_credits,
    (Phase.ACTIONS, "finish"): _finish,
    (Phase.FAREWELL, CONTINUE): _again,
}
VISIT_BUTTONS = frozenset(_ANYWHERE) | {kind for _, kind in (*_UNDER_OVERLAY, *_IN_PHASE)} - {CONTINUE}
"""kinds of buttons that a story never hears"""
