"""``prisonersvoice fmt``: keys in order, two spaces a step, ids for new lines."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.app.next_steps import counted, typed
from prisonersvoice_ar.core.errors import DONE, ContentError

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.formatting.fmt import Formatted
    from prisonersvoice_ar.documents import Content

DESCRIPTION = (
    "Lays scenes out: keys in order, two spaces a step, an id for each new line. Comments stay with what they "
    "belong to, and no text is touched. `prisonersvoice undo SCENE` takes it back."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Scenes, whether only to look, the problems' language."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="SCENE", help="scene files, folders or names")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; 1 where something would be written"
    )
    parser.add_argument(
        "--lang",
        choices=("uk", "en"),
        default=default_language(),
        help="the problems' language (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Format each scene with what it includes; all that one scene needs is written at once or not at all."""
    from prisonersvoice_ar.app.authored import authored
    from prisonersvoice_ar.authoring.formatting.fmt import format_scene

    code = DONE
    for named in arguments.paths:
        try:
            file, where = authored(named)
            formatted = format_scene(file, where, arguments.lang)
            done = _look(formatted, named) if arguments.check else _write(formatted, file, where, named)
            code = code if done else ContentError.exit_code
        except ContentError as error:
            print(f"prisonersvoice: {error}\n", file=sys.stderr)
            code = ContentError.exit_code
    return code


def _look(formatted: "list[Formatted]", named: Path) -> bool:
    changed = [one for one in formatted if _told(one).changed]
    print(*(f"{one.page.file}: would be changed ({_what(one)})" for one in changed), sep="\n", end="")
    print(f"\nRun {typed('fmt', named)}." if changed else f"{named}: nothing to do")
    return not changed


def _told(one: "Formatted") -> "Formatted":
    if one.kept:
        print(
            f"{one.page.file}: is written in a way that is left as it is, but for ids (is there a “? key”, or braces "
            "round the whole scene?)",
            file=sys.stderr,
        )
    return one


def _what(one: "Formatted") -> str:
    parts = []
    if one.ids:
        more = f" … {one.ids[-1]}" if len(one.ids) > 1 else ""
        parts.append(f"{len(one.ids)} new id{'s' if more else ''}: {one.ids[0]}{more}")
    if one.laid:
        parts.append("keys in order, two spaces a step")
    return "; ".join(parts)


def _write(formatted: "list[Formatted]", file: Path, where: "Content", named: Path) -> bool:
    from prisonersvoice_ar.authoring.edits.undoing import scene_history
    from prisonersvoice_ar.authoring.scenery import Writing
    from prisonersvoice_ar.authoring.translating.records import note_first_seen
    from prisonersvoice_ar.documents.scenes import SCENE_FILE

    said = [f"{one.page.file}: {_what(one)}" for one in formatted if _told(one).changed]
    writes = [one.write for one in formatted if one.changed]
    noted, count = note_first_seen(Writing(tuple(one.after for one in formatted), file.parent), where)
    if count and file.name == SCENE_FILE:  # several scenes in one folder would write into one file
        said.append(
            f"translations.yaml: {counted(count, 'translation')} noted as made from the texts as they are"
        )
        writes.append(noted)
    if not writes:
        print(f"{named}: nothing to do")
        return True
    scene_history(file, where).record("fmt", "; ".join(said), writes)
    print(*said, sep="\n")
    print(f"{typed('undo', named)} takes it back.")
    return True
