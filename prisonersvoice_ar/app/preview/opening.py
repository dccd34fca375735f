"""Opens what the preview needs, in the order that shows a window soonest, and closes it again."""

import difflib
import json
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from prisonersvoice_ar.app.cameras import DEMO
from prisonersvoice_ar.app.content import content, scene_path
from prisonersvoice_ar.app.folders import cache_folder, log_folder
from prisonersvoice_ar.app.interrupts import held_interrupts
from prisonersvoice_ar.app.late_speaker import LateSpeaker
from prisonersvoice_ar.app.outputs import refuse_unwritable
from prisonersvoice_ar.app.partial import refuse_shared
from prisonersvoice_ar.app.preview.picture import Picture
from prisonersvoice_ar.app.preview.reloading import Broken, Reloaded, opened_reloader
from prisonersvoice_ar.app.preview.settings import PreviewSettings
from prisonersvoice_ar.app.preview.sight import opened_sight
from prisonersvoice_ar.app.preview.windows import beside
from prisonersvoice_ar.app.preview.workshop import Bench, Workshop
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.actions import Campaign
from prisonersvoice_ar.core.errors import DONE, ContentError, MachineError, UsageError
from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.visitlog import VisitLog, from_plain
from prisonersvoice_ar.documents import Content, load_campaign, render
from prisonersvoice_ar.documents.content import content_around
from prisonersvoice_ar.documents.scenes import scene_file
from prisonersvoice_ar.perception.source_spec import parse_source
from prisonersvoice_ar.speaker import SilentSpeaker, Speaker, open_speaker
from prisonersvoice_ar.stage.display_loss import on_display_loss
from prisonersvoice_ar.stage.displays import displays
from prisonersvoice_ar.stage.engine import prepare_engine
from prisonersvoice_ar.stage.panel.panel import Panel
from prisonersvoice_ar.stage.picture import write_png
from prisonersvoice_ar.stage.screen import Screen, Shown
from prisonersvoice_ar.stage.second import SecondWindow
from prisonersvoice_ar.stage.window import Window

_FRAME_S, _IDLE_S = 1 / 60, 1 / 30
_MOST_BYTES = 50_000_000
"""of a written visit"""
_SETTLING_FRAMES = 3
"""of a headless picture: what fades in is there, what is laid out by what it was is laid out"""


def preview(settings: PreviewSettings) -> int:
    """Sit in the workshop until somebody closes it; an exit code. Raises PrisonersVoiceError."""
    if settings.shot is not None:
        _refuse_live(settings)
        refuse_unwritable({"--shot": settings.shot})
    with held_interrupts() as interrupts, opened_workshop(settings) as workshop:
        if settings.headless:
            return _picture(settings, workshop)
        if settings.shot is not None:
            _picture(settings, workshop)
        while not workshop.closed:
            interrupts.obey()
            begun = time.monotonic()
            workshop.frame()
            workshop.rest(begun + (_FRAME_S if workshop.busy else _IDLE_S))
    return DONE


def _refuse_live(settings: PreviewSettings) -> None:
    """No picture of a live source is ever written, not even one that is asked for."""
    if settings.source in (None, DEMO):
        return
    spec = parse_source(settings.source)
    if spec.live:
        raise UsageError(
            f"--shot: no picture of a live source is ever kept ({spec.label})",
            "Take --source demo, a video file or a folder of pictures; or leave --source out.",
        )


def _picture(settings: PreviewSettings, workshop: Workshop) -> int:
    """Write the window's picture, the playhead where ``--at`` put it."""
    assert settings.shot is not None
    if workshop.rehearsal is not None:
        workshop.rehearsal.pause()
    for _ in range(_SETTLING_FRAMES):
        workshop.frame(0.5)
    write_png(settings.shot, workshop.window.picture())
    print(workshop.words.text("pictured", file=str(settings.shot)), file=sys.stderr)
    return DONE if workshop.rehearsal is not None else ContentError.exit_code


@contextmanager
def opened_workshop(settings: PreviewSettings) -> Iterator[Workshop]:
    """Open all of it; the reloader's process begins to read while the window opens."""
    where = content()
    run = RunSettings(scenes=(settings.scene,), source=settings.source, targets=settings.targets)
    path = scene_path(run, where)
    refuse_shared(path, where)
    where = content_around(path, where)
    if settings.targets is not None:
        where = replace(where, markers=settings.targets)
    visit = _read_visit(settings.replay) if settings.replay is not None else None
    with ExitStack() as stack:
        reloader = stack.enter_context(opened_reloader(path, where))
        first = reloader.first
        _refuse_unknown(settings, first)
        sight = None
        if settings.source is not None:
            named = first.scene.mode if isinstance(first, Reloaded) else "diorama"
            sight = stack.enter_context(opened_sight(run, settings.mode or named))
        window, second = _opened_windows(stack, settings, path.name)
        panel = Panel(window, settings.panel_lang)
        stack.callback(panel.close)
        picture, shown = _opened_picture(stack, (window, second), panel, where)
        speaker: Speaker = SilentSpeaker() if settings.headless else LateSpeaker(open_speaker)
        stack.callback(speaker.close)
        file = scene_file(path)
        yield Workshop(
            settings,
            Bench(window, second, panel, picture, shown, speaker, reloader, sight, where.root, file, visit),
        )


def _opened_windows(
    stack: ExitStack, settings: PreviewSettings, name: str
) -> tuple[Window, SecondWindow | None]:
    prepare_engine(
        cache_folder(), log_folder() / "engine.log", vsync=settings.windows == 1 and not settings.headless
    )
    window = Window.open(settings.size, headless=settings.headless, title=f"{name} – #PrisonersVoice")
    stack.callback(window.close)
    if not settings.headless:
        on_display_loss(_display_lost)
    second = _second(window, settings) if settings.windows == 2 and not settings.headless else None
    if second is not None:
        stack.callback(second.close)
    return window, second


def _display_lost() -> int:
    """Nothing of the author's is open: there is nothing to be saved."""
    lost = MachineError(
        "The display is gone: its X server has ended or cut the connection.",
        "Start it again when there is a display.",
    )
    print(f"prisonersvoice: {lost}", file=sys.stderr, flush=True)
    return lost.exit_code


def _opened_picture(
    stack: ExitStack, windows: tuple[Window, SecondWindow | None], panel: Panel, where: Content
) -> tuple[Picture, tuple[Shown, ...]]:
    window = windows[0]
    area = panel.area
    screen = Screen.within(window, (int(area.w), int(area.h)))
    stack.callback(screen.close)
    picture = Picture(screen, _campaign(where), where.markers.parent)
    stack.callback(picture.close)
    shown = tuple(Shown(each, screen) for each in windows if each is not None)
    for each in shown:
        stack.callback(each.close)
    return picture, shown


def _second(window: Window, settings: PreviewSettings) -> SecondWindow:
    """On the screen that was asked for, else on another one than the panel's; beside the panel where that is the same."""
    screens = displays()
    for option, number in (
        ("--panel-screen", settings.panel_screen),
        ("--show-screen", settings.show_screen),
    ):
        if number is not None and number > max(1, len(screens)):
            raise UsageError(f"{option} {number}: there is no such screen", _counted(len(screens)))
    panel_on = (settings.panel_screen or 1) - 1
    show_on = settings.show_screen - 1 if settings.show_screen is not None else _other(panel_on, len(screens))
    width, height = window.size
    if show_on is None or not screens or show_on == panel_on:
        on = screens[panel_on] if screens else Rect(0.0, 0.0, *map(float, window.desktop))
        window.move(round(on.x), round(on.y))
        where, free = beside(Rect(on.x, on.y, float(width), float(height)), on)
        print(f"{_counted(len(screens))} {_BESIDE if free else _OVER}", file=sys.stderr)
        return SecondWindow.beside(window, where, framed=True)
    on = screens[panel_on]
    window.move(round(on.x + max(0.0, on.w - width) / 2), round(on.y + max(0.0, on.h - height) / 3))
    return SecondWindow.beside(window, screens[show_on], framed=False)


_BESIDE = "The picture has a window beside the panel's."
_OVER = (
    "There is no room beside the panel: the picture's window lies over its lower right corner. "
    "Drag it away by its title, or start with a smaller --size."
)


def _other(panel_on: int, count: int) -> int | None:
    return next((index for index in range(count) if index != panel_on), None)


def _counted(count: int) -> str:
    return f"This desktop has {count} screens." if count > 1 else "This desktop has one screen."


def _read_visit(path: Path) -> VisitLog:
    """The visit in ``path``; ContentError where there is none, UsageError where there is no such file."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ContentError(
                f"--replay {path}: no visit is so large", "Name a file that `play` has written."
            )
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UsageError(
            f"--replay {path}: {error.strerror}", "Name a file that `play` has written."
        ) from error
    except (ValueError, RecursionError) as error:
        raise ContentError(
            f"--replay {path}: this is no JSON", "Name a file that `play` has written."
        ) from error
    return from_plain(data, str(path))


def _campaign(where: Content) -> Campaign:
    """What the actions' board shows; nothing where actions.yaml is broken, which is `check`'s to say."""
    loaded = load_campaign(where.actions)
    if loaded.value is None:
        print(render(loaded.problems, read=loaded.texts.get), file=sys.stderr)
        return Campaign((), None, ())
    return loaded.value


def _refuse_unknown(settings: PreviewSettings, first: Reloaded | Broken) -> None:
    """What was named on the command line is there; a broken scene is said, and waited for."""
    if isinstance(first, Broken):
        print(render(first.problems, settings.panel_lang, first.texts.get), file=sys.stderr)
        return
    scene = first.scene
    if settings.at is not None:
        refuse_place(scene, settings.at)
    if settings.lang is not None and settings.lang not in scene.languages:
        offered = ", ".join(scene.languages)
        raise UsageError(f'--lang: "{scene.id}" is not written in "{settings.lang}"', f"It has {offered}.")
    if settings.target is not None and settings.target not in first.targets:
        raise UsageError(
            f'--target: there is no "{settings.target}" in markers.yaml',
            f"Targets: {', '.join(first.targets)}.",
        )


def refuse_place(scene: Scene, name: str) -> None:
    """UsageError where ``name`` is neither a beat nor a line of ``scene``; it names what is meant perhaps."""
    lines = [line.id for beat in scene.beats.values() for line in beat.say]
    if name in scene.beats or name in lines:
        return
    near = difflib.get_close_matches(name, [*scene.beats, *lines], 1, 0.5)
    beats = list(scene.beats)
    listed = ", ".join(beats[:20]) + (" …" if len(beats) > 20 else "")
    advice = f'Did you mean "{near[0]}"? ' if near else ""
    raise UsageError(f'--at: there is no beat or line "{name}" in {scene.id}', f"{advice}Beats: {listed}.")
