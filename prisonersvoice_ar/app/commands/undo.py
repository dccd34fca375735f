"""``prisonersvoice undo``: the last change that a tool made in a scene is taken back."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.app.next_steps import typed
from prisonersvoice_ar.core.errors import DONE

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.edits import Change, History
    from prisonersvoice_ar.words import Interface

DESCRIPTION = (
    "Takes back the last change that fmt, rename, translate or notes made in a scene; once more, the one before; "
    "--change N, one that --list names. What was written since stays; where it was written in the same places, nothing "
    "is taken back."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The scene; only to look; the list."""
    parser.add_argument("scene", type=Path, metavar="SCENE", help="a scene's folder, file or name")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    parser.add_argument(
        "--list", action="store_true", help="list the changes that are kept, with their numbers"
    )
    parser.add_argument(
        "--change", type=int, metavar="N", help="take back change N, and leave those after it"
    )
    parser.add_argument(
        "--lang",
        choices=("uk", "en"),
        default=default_language(),
        help="in which it speaks (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Take back, and say what."""
    from prisonersvoice_ar.app.authored import authored
    from prisonersvoice_ar.authoring.edits.telling import words_in
    from prisonersvoice_ar.authoring.edits.undoing import scene_history, undo

    file, where = authored(arguments.scene)
    history, words = scene_history(file, where, arguments.lang), words_in(arguments.lang)
    if arguments.list:
        lines = [_line(change, words) for change in reversed(history.changes())]
        print(*(lines or [words.text("undo-none-kept")]), sep="\n")
        return DONE
    change, said = undo(
        history, history.within or (), file=file.name, number=arguments.change, dry=arguments.dry_run
    )
    print(words.text("undo-would" if arguments.dry_run else "undo-took", change=_line(change, words)))
    print(*(f"  {line}" for line in said), sep="\n")
    if not arguments.dry_run:
        print(_before_that(history, file.name, arguments.scene, words))
    return DONE


def _line(change: "Change", words: "Interface") -> str:
    when = change.when.replace("T", " ")[:16]
    message = "undo-line-undone" if change.undone else "undo-line"
    return words.text(
        message, number=f"{change.number:04d}", when=when, command=change.command, said=change.said
    )


def _before_that(history: "History", file: str, scene: Path, words: "Interface") -> str:
    from prisonersvoice_ar.authoring.edits.undoing import changes_of

    left = changes_of(history, file)
    if not left:
        return words.text("undo-no-other")
    return words.text(
        "undo-more", command=typed("undo", scene), change=f"{left[-1].command}: {left[-1].said}"
    )
