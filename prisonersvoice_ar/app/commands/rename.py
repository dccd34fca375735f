"""``prisonersvoice rename``: a beat's, line's, object's, source's or flag's name, changed everywhere."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.app.next_steps import counted, typed
from prisonersvoice_ar.core.errors import DONE

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.renaming.rename import Renaming
    from prisonersvoice_ar.documents import Content

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
            f"--{kind}", dest="kind", action="store_const", const=kind, help=f"OLD is a {kind}"
        )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    parser.add_argument(
        "--lang",
        choices=("uk", "en"),
        default=default_language(),
        help="the problems' language (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Find every place, show it, and write all or nothing."""
    from prisonersvoice_ar.app.authored import authored
    from prisonersvoice_ar.authoring.renaming.rename import plan

    file, where = authored(arguments.scene)
    renaming = plan(file, arguments.old, arguments.new, arguments.kind, where, lang=arguments.lang)
    _show(renaming, where)
    if arguments.dry_run:
        print("Nothing was written: --dry-run.")
        return DONE
    renaming.carry_out()
    print(f"{typed('undo', arguments.scene)} takes it back.")
    return DONE


def _show(renaming: "Renaming", where: "Content") -> None:
    from prisonersvoice_ar.documents.content import shown_path

    print(f"{renaming.kind} {renaming.old} → {renaming.new}")
    print(*(f"  {place}" for place in renaming.places), sep="\n")
    files = [*(write.path for write in renaming.writes), *(move.target for move in renaming.moves)]
    others = {shown_path(path.parent, where.root) for path in files if path.parent != renaming.history.home}
    also = f"; also in {', '.join(sorted(others))}" if others else ""
    print(f"{counted(len(renaming.places), 'place')} in {counted(len(files), 'file')}{also}")
    if renaming.remarks:
        print(f"These comments still say {renaming.old}; they are your own words and stay:")
        print(*(f"  {remark}" for remark in renaming.remarks), sep="\n")
