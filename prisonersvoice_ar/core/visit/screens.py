"""What each phase and overlay shows: buttons with their keys, caption, hint."""

from prisonersvoice_ar.core.actions import Campaign
from prisonersvoice_ar.core.script.model import CONTINUE, Scene
from prisonersvoice_ar.core.story.show import choices, hint, may_continue, rest_left
from prisonersvoice_ar.core.visit.presses import linkable, offers_seated
from prisonersvoice_ar.core.visit.state import VisitState
from prisonersvoice_ar.core.visit.view import Button, CaptionView, Overlay, Phase, View

NATIVE_NAMES = {
    "uk": "Українська",
    "en": "English",
    "crh": "Qırımtatarca",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "pl": "Polski",
}
"""what a language calls itself: the only words every visitor can find their own among"""

PAUSE = Button("pause", "button-pause", key="space")
LEAVE = Button("leave", "button-leave", key="escape")
SKIP = Button("skip", "button-skip", key="tab")
GO_ON = Button(CONTINUE, "button-continue", primary=True, key="enter")
END_REST = Button(CONTINUE, "button-skip-rest", primary=True, key="enter")
SEATED = Button("seated", "button-seated", key="0")
FINISH = Button("finish", "button-finish", primary=True, key="enter")
AGAIN = Button("restart", "button-again", primary=True, key="enter")

PAUSED = (Button("resume", "button-resume", primary=True, key="space"), LEAVE)
LEAVING = (
    Button("stay", "button-stay", primary=True, key="enter"),
    Button("restart", "button-restart", key="1"),
    LEAVE,
)
OPEN_LINK = (
    Button("yes", "button-open-yes", primary=True, key="enter"),
    Button("no", "button-open-no", key="1"),
    LEAVE,
)
CLOSE = (Button("close", "button-close", primary=True, key="enter"), LEAVE)
_OVERLAYS = {
    Overlay.PAUSED: PAUSED,
    Overlay.LEAVING: LEAVING,
    Overlay.OPEN_LINK: OPEN_LINK,
    Overlay.NOT_OPENED: CLOSE,
    Overlay.CREDITS: CLOSE,
}


def view(scene: Scene, campaign: Campaign, visit: VisitState, now: float) -> View:
    """``visit`` as the stage shows it at ``now``, which may be a little after its last step."""
    in_story = visit.in_story
    story = visit.story if in_story else None
    return View(
        phase=visit.phase,
        lang=visit.lang,
        scene=scene,
        overlay=visit.overlay,
        buttons=_buttons(scene, campaign, visit),
        caption=_caption(scene, visit, now) if in_story else None,
        hint=hint(scene, story) if story is not None else "",
        show_cell=in_story,
        target_wanted=visit.needs_target and visit.phase in (Phase.HOWTO, Phase.STORY),
        link=visit.link,
        rest_left=rest_left(scene, story) if story is not None and visit.phase is Phase.REST else None,
        mode=visit.mode,
        camera_ok=visit.camera_ok,
    )


def _caption(scene: Scene, visit: VisitState, now: float) -> CaptionView | None:
    if visit.story is None or visit.story.speaking is None:
        return None
    said = visit.story.speaking
    ahead = 0.0 if visit.overlay is not None else visit.clock.at(now).time - visit.clock.time
    elapsed = min(visit.story.time + ahead - said.started, said.seconds)
    voice = said.line.voices.get(visit.story.lang)
    synthetic = voice is not None and voice.synthetic
    shown = scene.shown_in(said.line.text, visit.story.lang)
    return CaptionView(said.line, shown, elapsed, said.seconds, synthetic)


def _buttons(scene: Scene, campaign: Campaign, visit: VisitState) -> tuple[Button, ...]:
    if visit.overlay is not None:
        return _OVERLAYS[visit.overlay]
    match visit.phase:
        case Phase.LANGUAGE:
            return (*_languages(scene), LEAVE)
        case Phase.NOTICE:
            return (GO_ON, PAUSE, LEAVE)
        case Phase.HOWTO:
            return (*_howto(scene, visit), PAUSE, LEAVE)
        case Phase.STORY:
            return (*_story(scene, visit), SKIP, PAUSE, LEAVE)
        case Phase.REST:
            on = (END_REST,) if visit.story is not None and may_continue(scene, visit.story) else ()
            return (*on, PAUSE, LEAVE)
        case Phase.ACTIONS:
            return (*_actions(scene, campaign, visit), FINISH, LEAVE)
        case _:
            return (AGAIN,)


def _languages(scene: Scene) -> tuple[Button, ...]:
    return tuple(
        Button(f"lang:{code}", NATIVE_NAMES.get(code, code), literal=True, key=str(number))
        for number, code in enumerate(scene.languages, 1)
    )


def _howto(scene: Scene, visit: VisitState) -> tuple[Button, ...]:
    if not visit.needs_target:
        return (GO_ON,)
    return (SEATED,) if offers_seated(scene, visit) else ()


def _story(scene: Scene, visit: VisitState) -> tuple[Button, ...]:
    if visit.story is None:
        return ()
    ways = tuple(
        Button(f"choice:{way.id}", scene.words(way.text, visit.lang), literal=True, key=str(number))
        for number, way in enumerate(choices(scene, visit.story), 1)
    )
    on = (GO_ON,) if may_continue(scene, visit.story) else ()
    seated = (SEATED,) if offers_seated(scene, visit) else ()
    return (*ways, *on, *seated)


def _actions(scene: Scene, campaign: Campaign, visit: VisitState) -> tuple[Button, ...]:
    links = tuple(
        Button(f"open:{action.id}", scene.words(action.title, visit.lang), literal=True, key=str(number))
        for number, action in enumerate(linkable(campaign), 1)
    )
    return (*links, Button("credits", "button-credits", key="tab"))
