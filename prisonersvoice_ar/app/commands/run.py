"""``prisonersvoice run``: the experience."""

import argparse
from collections.abc import Callable
from pathlib import Path

from prisonersvoice_ar.app.interrupts import held_interrupts
from prisonersvoice_ar.app.machine import has_display
from prisonersvoice_ar.app.settings import RunSettings, parse_size
from prisonersvoice_ar.core.capture import parse_format

DESCRIPTION = (
    "Runs the experience. Without a camera the bundled demo footage is shown; without a display a film, "
    "a contact sheet and a report are made under out/."
)
OUT = Path("out")
DEMO = "demo"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of design.md."""
    add = parser.add_argument
    add("scenes", nargs="*", metavar="SCENE", help="a scene's folder or its name under scenes/")
    add("--source", help="camera name or index, video file, image folder, http:// or rtsp:// stream, demo")
    add("--lang", help="one of the scene's languages (uk, en …); without it the visitor is asked")
    add("--mode", help="diorama, portal or seated; without it what the scene names")
    add("--headless", action="store_true", help="no window; a written visitor presses the buttons")
    add(
        "--record",
        type=Path,
        metavar="FILM",
        help="film the run (.mp4, .mkv or .mov; never from a live source)",
    )
    add("--frames", type=int, metavar="N", help="end after N pictures")
    add("--report", type=Path, metavar="FILE.json", help="write what was measured")
    add("--camera-matrix", type=Path, metavar="FILE", help="the camera's intrinsics (YAML)")
    camera_options(add)
    add("--targets", type=Path, metavar="FILE", help="another markers.yaml")
    add("--dictionary", metavar="NAME", help="anchor on any marker of this OpenCV dictionary")
    add("--marker-mm", type=float, metavar="MM", help="outer edge of such a marker's black square")
    add("--mirror", action="store_true", help="mirror the picture, as a looking-glass does")
    add("--fullscreen", action="store_true")
    add("--size", default="1280x720", metavar="WxH", help="window or film size (default 1280x720)")
    add("--mute", action="store_true", help="no sound; captions carry the story")
    add("--people", default="", metavar="LIST", help="models to load: hands,face,silhouette")
    add("--sheet", type=Path, metavar="FILE.png", help="with --record: a contact sheet of 12 moments")
    add("--loop", action="store_true", help="headless: source and visit begin again at their end")
    add("--outline", action="store_true", help="draw the target's outline and axes")
    add("--unthrottled", action="store_true", help="frames as fast as they are shown (for benchmarks)")


def camera_options(add: Callable[..., object]) -> None:
    """How a camera is used; `track` and `calibrate` have them too."""
    add(
        "--camera-size",
        default="1280x720",
        metavar="WxH[@FPS]",
        help="what a camera is asked for (default 1280x720@30); it is made smaller where the machine cannot keep up",
    )
    add("--lock-camera", action="store_true", help="hold its exposure and focus while a target is followed")
    add("--flip", action="store_true", help="the source mirrors its pictures: turn them back")


def settings_from(arguments: argparse.Namespace, *, display: bool) -> RunSettings:
    """What the arguments mean on a machine with or without a display."""
    headless = arguments.headless or arguments.record is not None or not display
    settings = RunSettings(
        scenes=tuple(arguments.scenes),
        source=arguments.source,
        lang=arguments.lang,
        mode=arguments.mode,
        headless=headless,
        record=arguments.record,
        sheet=arguments.sheet,
        report=arguments.report,
        frames=arguments.frames,
        camera_matrix=arguments.camera_matrix,
        targets=arguments.targets,
        dictionary=arguments.dictionary,
        marker_mm=arguments.marker_mm,
        camera_format=parse_format(arguments.camera_size),
        hold_camera=arguments.lock_camera,
        flip=arguments.flip,
        mirror=arguments.mirror,
        fullscreen=arguments.fullscreen,
        size=parse_size(arguments.size),
        unthrottled=arguments.unthrottled,
        loop=arguments.loop,
        outline=arguments.outline,
        mute=arguments.mute,
        people=frozenset(filter(None, arguments.people.split(","))),
        written_visitor=headless,
    )
    other = (arguments.headless, arguments.record, arguments.unthrottled)
    return settings if display or any(other) or _is_live(settings.source) else _demo_film(settings)


def _is_live(source: str | None) -> bool:
    """Of a live source no film is made; without a display it is run without a window."""
    if source in (None, DEMO):
        return False
    from prisonersvoice_ar.perception.source_spec import parse_source

    return parse_source(source).live


def _demo_film(settings: RunSettings) -> RunSettings:
    """The main job where nothing can be shown: a film, pictures and a report to look at elsewhere."""
    from dataclasses import replace

    return replace(
        settings,
        record=OUT / "demo.mp4",
        sheet=OUT / "demo.png",
        report=settings.report or OUT / "report.json",
        demo_film=True,
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Run; returns an exit code."""
    settings = settings_from(arguments, display=has_display())
    with held_interrupts():
        from prisonersvoice_ar.app.experience import run_experience

        return run_experience(settings)
