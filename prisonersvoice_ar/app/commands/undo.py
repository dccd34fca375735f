"""``prisonersvoice undo``: the last change that a tool made in a scene is taken back."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.next_steps import typed
from prisonersvoice_ar.core.errors import DONE

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.edits import Change, History

DESCRIPTION = (
    "Takes back the last change that fmt, rename, translate or notes made in a scene; once more, the one before. What "
    "was written since stays; where it was written in the same places, nothing is taken back."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The scene; only to look; the list."""
    parser.add_argument("scene", type=Path, metavar="SCENE", help="a scene's folder, file or name")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    parser.add_argument("--list", action="store_true", help="list the changes that are kept")


def carry_out(arguments: argparse.Namespace) -> int:
    """Take back, and say what."""
    from prisonersvoice_ar.app.authored import authored
    from prisonersvoice_ar.authoring.edits import History
    from prisonersvoice_ar.authoring.edits.undoing import undo

    file, where = authored(arguments.scene)
    history = History(file.parent)
    if arguments.list:
        print(*(_line(change) for change in reversed(history.changes())), sep="\n")
        return DONE
    change, said = undo(history, (where.scenes, where.audio), file=file.name, dry=arguments.dry_run)
    print(f"{'Would take' if arguments.dry_run else 'Took'} back {_line(change)}")
    print(*(f"  {line}" for line in said), sep="\n")
    if not arguments.dry_run:
        print(_before_that(history, arguments.scene))
    return DONE


def _line(change: "Change") -> str:
    when = change.when.replace("T", " ")[:16]
    return f"{change.number:04d}  {when} UTC  {change.command}: {change.said}{'  (taken back)' if change.undone else ''}"


def _before_that(history: "History", scene: Path) -> str:
    left = [change for change in history.changes() if not change.undone]
    if not left:
        return "There is no change before it."
    return f"{typed('undo', scene)} once more takes back: {left[-1].command}: {left[-1].said}"
