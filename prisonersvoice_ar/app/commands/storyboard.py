"""``prisonersvoice storyboard``: a contact sheet and one HTML page, for people who would rather look than run."""

import argparse
from pathlib import Path

from prisonersvoice_ar.core.errors import DONE
from prisonersvoice_ar.core.script.model import BUILT_MODES

DESCRIPTION = (
    "Writes a scene down for people who would rather look than run it: a contact sheet (PNG) with a picture of every "
    "beat, and one HTML page that is whole in itself, with pictures, every language side by side, sources, times, notes "
    "and a drawing of the ways through the story."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The scene, and how to picture it."""
    add = parser.add_argument
    add("scene", metavar="SCENE", help="a folder under scenes/, or a path")
    add(
        "--lang",
        metavar="L",
        help="of captions, of the page as it opens and of what is told here (default: captions and page in the written "
        "language, the rest in the system's)",
    )
    add(
        "--out",
        type=Path,
        metavar="DIR",
        help="where to write (default: out/storyboard/ and the scene's name)",
    )
    add("--size", default="640x360", metavar="WxH", help="pixels of a picture (default: 640x360)")
    add(
        "--mode",
        metavar="MODE",
        help=f"how the cell is seen: {', '.join(BUILT_MODES)}, as far as the scene offers them (default: its own)",
    )
    add("--no-pictures", action="store_true", help="the page alone, without pictures; needs no OpenGL")


def carry_out(arguments: argparse.Namespace) -> int:
    """Make both and say where they are."""
    from prisonersvoice_ar.app.settings import parse_size
    from prisonersvoice_ar.app.storyboard.making import Wanted, make_storyboard

    size = parse_size(arguments.size)
    make_storyboard(
        Wanted(
            arguments.scene,
            arguments.lang,
            arguments.out,
            size,
            arguments.mode,
            pictures=not arguments.no_pictures,
        )
    )
    return DONE
