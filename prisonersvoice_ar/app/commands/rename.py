"""``prisonersvoice rename``: a beat's, line's, object's, source's or flag's name, changed everywhere."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.app.next_steps import typed
from prisonersvoice_ar.core.errors import DONE

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.renaming.rename import Renaming
    from prisonersvoice_ar.documents import Content
    from prisonersvoice_ar.words import Interface

DESCRIPTION = (
    "Changes a name everywhere it is used: in the scene, in what it includes and whoever shares that, in recordings, "
    "translations and notes. `prisonersvoice undo SCENE` takes it back."
)
_KINDS = ("beat", "line", "object", "source", "flag")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The scene, both names, what it is."""
    parser.add_argument("scene", type=Path, metavar="SCENE", help="a scene's folder, file or name")
    parser.add_argument("old", metavar="OLD", help="the name it has")
    parser.add_argument("new", metavar="NEW", help="the name it gets")
    kinds = parser.add_mutually_exclusive_group()
    for kind in _KINDS:
        kinds.add_argument(
            f"--{kind}", dest="kind", action="store_const", const=kind, help=f"rename the {kind} OLD"
        )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    parser.add_argument(
        "--lang",
        choices=("uk", "en"),
        default=default_language(),
        help="in which it speaks (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Find every place, write all or nothing, and say what was done."""
    from prisonersvoice_ar.app.authored import authored
    from prisonersvoice_ar.authoring.edits.telling import words_in
    from prisonersvoice_ar.authoring.renaming.rename import plan

    file, where = authored(arguments.scene)
    renaming = plan(file, arguments.old, arguments.new, arguments.kind, where, lang=arguments.lang)
    if not arguments.dry_run:
        renaming.carry_out()
    words = words_in(arguments.lang)
    print(*_told(renaming, where, words), sep="\n")
    dry, undo = words.text("rename-dry"), words.text("taken-back", command=typed("undo", arguments.scene))
    print(dry if arguments.dry_run else undo)
    return DONE


def _told(renaming: "Renaming", where: "Content", words: "Interface") -> list[str]:
    from prisonersvoice_ar.documents.content import shown_path

    old, what = renaming.old, words.text("kind", kind=renaming.kind)
    files = [*(write.path for write in renaming.writes), *(move.target for move in renaming.moves)]
    others = {shown_path(path.parent, where.root) for path in files if path.parent != renaming.history.home}
    also = ", ".join(sorted(others)) or "none"
    return [
        words.text("rename-head", what=what, old=old, new=renaming.new),
        *(f"  {place}" for place in renaming.places),
        words.text("rename-places", count=len(renaming.places), files=len(files), others=also),
        *([words.text("rename-remarks", old=old)] if renaming.remarks else []),
        *(f"  {remark}" for remark in renaming.remarks),
    ]
