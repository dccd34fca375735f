"""``prisonersvoice check``: every problem of the content at once."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.language import default_language

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.release import Release

DESCRIPTION = (
    "Checks scenes (all that ship, or those named) and says every problem with line, column and a way out."
)
_WORDS = {
    "en": {"loudness": ("measuring loudness", "sound"), "flashes": ("looking for flashes", "beat")},
    "uk": {"loudness": ("вимірюю гучність", "звук"), "flashes": ("шукаю спалахи", "крок")},
}
"""what a bar shows: what is done, and what is counted"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, form and language."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="scene files or folders; none: all"
    )
    parser.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    parser.add_argument(
        "--release",
        action="store_true",
        help="ask as well what a scene needs before strangers see it: consent, reviews, people's voices in every language, "
        "loudness, flashes (drawn, so it takes a while)",
    )
    parser.add_argument(
        "--lang",
        choices=("uk", "en"),
        default=default_language(),
        help="the problems' language (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Print the problems; 1 where there is an error."""
    # not app.content, which knows runs as well: an author who checks waits for what is imported
    from prisonersvoice_ar.app.folders import content_root
    from prisonersvoice_ar.authoring.check import check
    from prisonersvoice_ar.authoring.reading import look_back_seldom
    from prisonersvoice_ar.documents import Content

    look_back_seldom()
    content = Content.at(content_root())
    code, text = check(
        arguments.paths,
        content,
        format=arguments.format,
        lang=arguments.lang,
        further=_release(content.root, arguments.lang) if arguments.release else None,
    )
    print(text)
    return code


def _release(root: Path, lang: str) -> "Release":
    """Return what a release asks of each scene, with an engine to draw it."""
    from datetime import datetime

    from prisonersvoice_ar.app.flashes import film_flashes
    from prisonersvoice_ar.app.progress import progress
    from prisonersvoice_ar.authoring.release import Release

    words = _WORDS.get(lang, _WORDS["en"])
    return Release(
        root,
        datetime.now().astimezone().date(),
        film_flashes,
        lambda steps, what, scene: progress(steps, f"{scene}: {words[what][0]}", words[what][1]),
    )
