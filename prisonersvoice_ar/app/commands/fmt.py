"""``prisonersvoice fmt``: keys in order, two spaces a step, ids for new lines."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.app.next_steps import typed
from prisonersvoice_ar.core.errors import DONE, ContentError

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.edits import Write
    from prisonersvoice_ar.authoring.formatting.fmt import Formatted
    from prisonersvoice_ar.documents import Content
    from prisonersvoice_ar.words import Interface

DESCRIPTION = (
    "Lays scenes out: keys in order, two spaces a step, an id for each new line. Comments stay with what they "
    "belong to, and no text is touched. `prisonersvoice undo SCENE` takes it back."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Scenes, whether only to look, the problems' language."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="SCENE", help="scene files, folders or names")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; 1 where a file would be laid out anew"
    )
    parser.add_argument(
        "--lang",
        choices=("uk", "en"),
        default=default_language(),
        help="in which it speaks (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Format each scene with what it includes; all that one scene needs is written at once or not at all."""
    from prisonersvoice_ar.app.authored import authored

    code = DONE
    for named in arguments.paths:
        try:
            file, where = authored(named)
            done = _format(file, where, named, arguments)
            code = code if done else ContentError.exit_code
        except ContentError as error:
            print(f"prisonersvoice: {error}\n", file=sys.stderr)
            code = ContentError.exit_code
    return code


def _format(file: Path, where: "Content", named: Path, arguments: argparse.Namespace) -> bool:
    """Write, or look; False where it was only looked and there is something to write."""
    from prisonersvoice_ar.authoring.edits.telling import words_in
    from prisonersvoice_ar.authoring.edits.undoing import scene_history
    from prisonersvoice_ar.authoring.formatting.fmt import format_scene

    words = words_in(arguments.lang)
    formatted = format_scene(file, where, arguments.lang)
    for one in formatted:
        if one.kept:
            print(words.text("fmt-kept", file=one.page.file), file=sys.stderr)
    changed = [one for one in formatted if one.changed]
    if arguments.check:
        would = [words.text("fmt-would", file=one.page.file, what=_what(one, words)) for one in changed]
        after = "fmt-run" if would else "fmt-nothing"
        print(*would, words.text(after, command=typed("fmt", named), scene=str(named)), sep="\n")
        return not would
    noted, count = _first_seen(formatted, file, where, arguments.lang)
    if not changed and not count:
        print(words.text("fmt-nothing", scene=str(named)))
        return True
    said = [f"{one.page.file}: {_what(one, words)}" for one in changed]
    said += [words.text("fmt-noted", count=count)] if count else []
    writes = [*(one.write for one in changed), *([noted] if count else [])]
    scene_history(file, where, arguments.lang).record("fmt", "; ".join(said), writes)
    print(*said, words.text("taken-back", command=typed("undo", named)), sep="\n")
    return True


def _first_seen(formatted: "list[Formatted]", file: Path, where: "Content", lang: str) -> "tuple[Write, int]":
    """The write that notes translations of which nothing was known, and how many they are."""
    from prisonersvoice_ar.authoring.scenery import Writing
    from prisonersvoice_ar.authoring.translating.records import note_first_seen
    from prisonersvoice_ar.documents.scenes import SCENE_FILE

    noted, count = note_first_seen(Writing(tuple(one.after for one in formatted), file.parent), where, lang)
    return (
        noted,
        count if file.name == SCENE_FILE else 0,
    )  # several scenes in one folder would write into one file


def _what(one: "Formatted", words: "Interface") -> str:
    parts = []
    if one.ids:
        ids = one.ids[0] if len(one.ids) == 1 else f"{one.ids[0]} … {one.ids[-1]}"
        parts.append(words.text("fmt-ids", count=len(one.ids), ids=ids))
    if one.laid:
        parts.append(words.text("fmt-laid"))
    return "; ".join(parts)
