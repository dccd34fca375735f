"""``prisonersvoice preview``: a scene under the author's hands."""

import argparse
from pathlib import Path

from prisonersvoice_ar.app.interrupts import held_interrupts
from prisonersvoice_ar.app.settings import parse_size

DESCRIPTION = (
    "Shows a scene as a visitor sees it, beside a panel: play, step, scrub, jump to a beat or a line, fire any trigger by "
    "hand. Saves appear by themselves, at the same place. No camera is needed: the mouse goes round the cell."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of design.md, and what a second screen needs."""
    add = parser.add_argument
    add("scene", metavar="SCENE", help="a scene's folder or file, or its name under scenes/")
    add("--at", metavar="BEAT|LINE", help="begin at this beat or line, as a visit that led there would")
    add("--lang", help="of the story, and of the panel (uk, en); without it the system's")
    add("--mode", help="diorama, portal or seated; without it what the scene names")
    add(
        "--target",
        metavar="NAME",
        help="the card or poster that it stands on; without it what the scene names",
    )
    add("--source", help="look through the real thing: camera, video file, image folder, stream, demo")
    add("--targets", type=Path, metavar="FILE", help="another markers.yaml")
    add("--replay", type=Path, metavar="FILE", help="a visit that `play` has written down")
    add("--size", default="1280x720", metavar="WxH", help="of the panel's window (default 1280x720)")
    add("--two-windows", action="store_true", help="show the picture in a second window as well")
    add("--panel-screen", type=int, metavar="N", help="the screen of the panel; 1 is the main one")
    add("--show-screen", type=int, metavar="N", help="the screen that the second window fills")
    add("--mute", action="store_true", help="no sound")
    add("--headless", action="store_true", help="no window: --shot says where its picture goes")
    add("--shot", type=Path, metavar="FILE.png", help="write a picture of the whole window")


def carry_out(arguments: argparse.Namespace) -> int:
    """Sit in the workshop until it is closed; returns an exit code."""
    from prisonersvoice_ar.app.preview.settings import PreviewSettings

    settings = PreviewSettings(
        scene=arguments.scene,
        at=arguments.at,
        lang=arguments.lang,
        mode=arguments.mode,
        target=arguments.target,
        source=arguments.source,
        targets=arguments.targets,
        replay=arguments.replay,
        size=parse_size(arguments.size),
        two_windows=arguments.two_windows or arguments.panel_screen is not None,
        panel_screen=arguments.panel_screen,
        show_screen=arguments.show_screen,
        mute=arguments.mute,
        headless=arguments.headless,
        shot=arguments.shot,
    )
    with held_interrupts():
        from prisonersvoice_ar.app.preview.opening import preview

        return preview(settings)
