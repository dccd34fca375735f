"""``prisonersvoice check``: every problem of the content at once."""

import argparse
from pathlib import Path

DESCRIPTION = (
    "Checks scenes (all that ship, or those named) and says every problem with line, column and a way out."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, form and language."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="scene files or folders; none: all"
    )
    parser.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    parser.add_argument("--lang", choices=("uk", "en"), default="en", help="the problems' language")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print the problems; 1 where there is an error."""
    import gc

    # what is read is kept to the end and hardly holds a circle: looking through it again and again took a third of the time
    gc.set_threshold(200_000, 50, 100)
    # not app.content, which knows runs as well: an author who checks waits for what is imported
    from prisonersvoice_ar.app.folders import content_root
    from prisonersvoice_ar.authoring.check import check
    from prisonersvoice_ar.documents import Content

    code, text = check(
        arguments.paths, Content.at(content_root()), format=arguments.format, lang=arguments.lang
    )
    print(text)
    return code
