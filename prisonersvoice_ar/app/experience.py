"""One run of the experience, from settings to exit code."""

import gc
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.cameras import choose_source, needs_mode
from prisonersvoice_ar.app.content import RunContent, load_run, load_sight
from prisonersvoice_ar.app.interrupts import Obey, held_interrupts
from prisonersvoice_ar.app.outputs import refuse_collisions, refuse_unwritable
from prisonersvoice_ar.app.plan import Run, opened_link
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.errors import DONE, MachineError, PrisonersVoiceError, UsageError
from prisonersvoice_ar.core.script.model import Mode
from prisonersvoice_ar.perception.guards import no_core_dumps
from prisonersvoice_ar.perception.thrift import steady_heap

if TYPE_CHECKING:
    from prisonersvoice_ar.app.loop import Loop


def run_experience(settings: RunSettings) -> int:
    """Run ``settings`` to their end; raises PrisonersVoiceError, KeyboardInterrupt."""
    no_core_dumps()
    steady_heap()
    refuse_collisions(settings)
    refuse_unwritable({"--record": settings.record, "--sheet": settings.sheet, "--report": settings.report})
    with held_interrupts() as interrupts, opened_loop(settings, interrupts.obey) as loop:
        try:
            try:
                loop.run(interrupts.obey)
            except KeyboardInterrupt:
                _say_where(loop.finish("interrupt"), settings)
                raise
            made = loop.finish()
        except KeyboardInterrupt:
            raise
        except BaseException:
            loop.abandon()
            raise
    _say_where(made, settings)
    return DONE


@contextmanager
def opened_loop(settings: RunSettings, obey: Obey = lambda: None) -> Iterator["Loop"]:
    """Open all that ``settings`` ask for, in the order that shows a picture soonest; close all of it.

    ``obey`` may raise KeyboardInterrupt: it is asked where what is open can be closed again.
    """
    with ExitStack() as stack:
        stack.enter_context(_no_collections())
        sight = load_sight(settings)
        # Perception starts as early as it can: the scene is read first only where the source hangs on it.
        content = load_run(settings) if needs_mode(settings) else None
        source = choose_source(settings, settings.mode or (content.scene.mode if content else "diorama"))
        print(source.said, file=sys.stderr)
        link = stack.enter_context(opened_link(settings, sight, source))
        content = content or load_run(settings)
        run = Run(settings, content, sight, source, settings.mode or content.scene.mode)
        _refuse_mode(content, run.mode)
        _refuse_language(content, settings.lang)
        obey()
        # The engine's rooms take longest to load, while perception is opening its source.
        from prisonersvoice_ar.app.loop import Loop
        from prisonersvoice_ar.app.parts import opened_parts

        obey()
        parts = stack.enter_context(opened_parts(run, link))
        recorder = None
        if settings.record is not None:
            from prisonersvoice_ar.app.recording import Recorder

            recorder = Recorder(settings)
        loop = Loop(run, parts, recorder)
        if not settings.headless:
            from prisonersvoice_ar.stage.display_loss import on_display_loss

            on_display_loss(lambda: _display_lost(loop, settings))
        yield loop


def _display_lost(loop: "Loop", settings: RunSettings) -> int:
    """The report is kept; perception ends by itself when its pipe closes."""
    lost = MachineError(
        "The display is gone: its X server has ended or cut the connection.",
        "Start it again when there is a display, or with --headless.",
    )
    print(f"prisonersvoice: {lost}", file=sys.stderr)
    try:
        _say_where(loop.finish("display"), settings)
    except PrisonersVoiceError as error:
        print(f"prisonersvoice: {error}", file=sys.stderr)
    sys.stderr.flush()
    return lost.exit_code


@contextmanager
def _no_collections() -> Iterator[None]:
    """No garbage is looked for while modules and content are loaded: there is none, and it takes a tenth.

    The loop switches it on again at its first picture.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _refuse_mode(content: RunContent, mode: Mode) -> None:
    offered = content.scene.modes
    if mode not in offered:
        raise UsageError(
            f'the scene "{content.scene.id}" is not made for the mode "{mode}"',
            f"It offers {', '.join(offered)}.",
        )


def _refuse_language(content: RunContent, lang: str | None) -> None:
    """Any of the scene's; where the interface has not its words, the screens around the story speak English."""
    scene = content.scene
    if lang is not None and lang not in scene.languages:
        raise UsageError(
            f'--lang: "{lang}" is no language of the scene "{scene.id}"',
            f"It has {', '.join(scene.languages)}.",
        )


def _say_where(made: dict[Path, str], settings: RunSettings) -> None:
    for path, what in made.items():
        print(f"{path}: {what}", file=sys.stderr)
    if settings.demo_film:
        print(
            "With a display, the same command opens a window; with a camera, it looks through it.",
            file=sys.stderr,
        )
