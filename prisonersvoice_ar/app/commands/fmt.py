"""``prisonersvoice fmt``: keys in order, two spaces a step, ids for new lines."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.next_steps import typed
from prisonersvoice_ar.core.errors import DONE, ContentError

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.formatting.fmt import Formatted

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
    parser.add_argument("--lang", choices=("uk", "en"), default="en", help="the problems' language")


def carry_out(arguments: argparse.Namespace) -> int:
    """Format each scene with what it includes; all that one scene needs is written at once or not at all."""
    from prisonersvoice_ar.app.content import content
    from prisonersvoice_ar.authoring.formatting.fmt import format_scene
    from prisonersvoice_ar.authoring.scenery import named_scene

    where = content()
    code = DONE
    for named in arguments.paths:
        try:
            file = named_scene(named, where)
            changed = [one for one in format_scene(file, where, arguments.lang) if _told(one).changed]
        except ContentError as error:
            print(f"prisonersvoice: {error}\n", file=sys.stderr)
            code = ContentError.exit_code
            continue
        if changed and arguments.check:
            print(*(f"{one.page.file}: would be changed ({_what(one)})" for one in changed), sep="\n")
            print(f"Run {typed('fmt', named)}.")
            code = ContentError.exit_code
        elif changed:
            _write(changed, file, named)
        else:
            print(f"{named}: nothing to do")
    return code


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


def _write(changed: "list[Formatted]", file: Path, named: Path) -> None:
    from prisonersvoice_ar.authoring.edits import History

    said = "; ".join(f"{one.page.path.name}: {_what(one)}" for one in changed)
    History(file.parent).record("fmt", said, [one.write for one in changed])
    print(*(f"{one.page.file}: {_what(one)}" for one in changed), sep="\n")
    print(f"{typed('undo', named)} takes it back.")
