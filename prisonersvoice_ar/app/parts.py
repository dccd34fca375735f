"""Opens what a run needs, in the order that shows a picture soonest, and closes it again."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, cast, get_args

from prisonersvoice_ar.app.folders import cache_folder, log_folder
from prisonersvoice_ar.app.late_speaker import LateSpeaker
from prisonersvoice_ar.app.plan import Run
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.core.script.model import Mode
from prisonersvoice_ar.core.tracking.target import Rectangle, Target
from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.speaker import SilentSpeaker, Speaker, open_film, open_speaker
from prisonersvoice_ar.stage.engine import prepare_engine
from prisonersvoice_ar.stage.screens import Screens
from prisonersvoice_ar.stage.stage import Stage, StageMode
from prisonersvoice_ar.stage.window import Window

if TYPE_CHECKING:
    from prisonersvoice_ar.speaker.mixdown import MixdownSpeaker


@dataclass
class Parts:
    """Everything that is open during a run."""

    link: PerceptionLink
    window: Window
    stage: Stage
    screens: Screens
    speaker: Speaker
    mix: "MixdownSpeaker | None" = None
    """the speaker again, where it mixes for a film"""


@contextmanager
def opened_parts(run: Run, link: PerceptionLink) -> Iterator[Parts]:
    """Open window, stage, screens and speaker; all of it is closed again, whatever happens."""
    settings, scene = run.settings, run.content.scene
    with ExitStack() as stack:
        # The report's latency ends with the rendering; where every frame is waited for, none is measured.
        finish = settings.headless and settings.record is None and not settings.unthrottled
        prepare_engine(
            cache_folder(), log_folder() / "engine.log", vsync=not settings.unthrottled, finish=finish
        )
        window = Window.open(settings.size, headless=settings.headless, fullscreen=settings.fullscreen)
        stack.callback(window.close)
        window.pipelined = settings.unthrottled
        stage = Stage(
            window,
            scene.place,
            stage_mode(run.mode),
            scale=scene.scale,
            mirrored=settings.mirror,
            cache=cache_folder() / "cells",
            **place_of(run.target(run.mode), run.mode),
        )
        stage.debug_outline(settings.outline)
        screens = Screens(window, run.content.campaign)
        mix = open_film() if settings.record is not None else None
        speaker = mix or (SilentSpeaker() if settings.mute else LateSpeaker(_open_speaker))
        stack.callback(speaker.close)
        yield Parts(link, window, stage, screens, speaker, mix)


class Standing(TypedDict):
    """Where a cell stands or opens, as the stage wants it."""

    paper: Rectangle
    opening: Rectangle | None
    hangs: bool


def place_of(target: Target | None, mode: Mode) -> Standing:
    """What the stage must know of ``target``; a seated view needs none, so a postcard stands in.

    In ``portal`` one that declares no opening (a bare marker, a card) opens over its whole outline, and hangs.
    """
    if target is None:
        return {"paper": Rectangle((0.0, 0.0), (0.148, 0.105)), "opening": None, "hangs": False}
    if mode == "portal" and target.opening is None:
        return {"paper": target.outline, "opening": target.outline, "hangs": True}
    return {"paper": target.outline, "opening": target.opening, "hangs": target.hangs}


def stage_mode(mode: Mode) -> StageMode:
    """``mode`` as the stage builds it; UsageError for one that is not there yet."""
    if mode not in get_args(StageMode):
        raise UsageError(f'the mode "{mode}" is not there yet', f"Modes: {', '.join(get_args(StageMode))}.")
    return cast(StageMode, mode)


def _open_speaker() -> Speaker:
    speaker = open_speaker()
    if isinstance(speaker, SilentSpeaker):
        print("There is no sound card: captions carry the story.", file=sys.stderr)
    return speaker
