"""``prisonersvoice notes``: reviewers' notes, beside the line that they are about."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.app.next_steps import counted, typed
from prisonersvoice_ar.core.errors import DONE, UsageError

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.noting.notes import Listed
    from prisonersvoice_ar.authoring.scenery import Writing
    from prisonersvoice_ar.documents import Content

DESCRIPTION = (
    "Lists the reviewers' notes of a scene with the words and the place of what each is about. --add leaves one, --done "
    "closes one. `check` and the storyboard show what is open."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with which note."""
    add = parser.add_argument
    add("scene", type=Path, metavar="SCENE", help="a scene's folder, file or name")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--add", metavar="KEY", help="leave a note: on a line (fd-008), a beat, a hint (hint/find-bunk) …"
    )
    what.add_argument("--done", type=int, metavar="N", help="note N is done")
    add("--text", metavar="WORDS", help="what the note says")
    add("--by", metavar="WHO", help="a name or a role")
    add("--open", action="store_true", help="list only what is open")
    add("--json", action="store_true", help="the list as JSON")
    add(
        "--lang",
        choices=("uk", "en"),
        default=default_language(),
        help="the problems' language (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Add, close, or list."""
    from prisonersvoice_ar.app.authored import authored
    from prisonersvoice_ar.authoring.noting.notes import listed
    from prisonersvoice_ar.authoring.scenery import read_writing

    file, where = authored(arguments.scene)
    writing = read_writing(file, where, arguments.lang)
    every = listed(writing, where, arguments.lang)
    if arguments.add is not None:
        return _add(arguments, file, writing, where)
    if arguments.text is not None or arguments.by is not None:
        raise UsageError("--text and --by belong to --add", "Say what the note is about: --add fd-008.")
    if arguments.done is not None:
        return _done(arguments, file, writing, where, every)
    shown = [one for one in every if not (arguments.open and one.note.done)]
    print(
        json.dumps([_facts(one) for one in shown], ensure_ascii=False, indent=2)
        if arguments.json
        else _list(shown, arguments)
    )
    return DONE


def _add(arguments: argparse.Namespace, file: Path, writing: "Writing", where: "Content") -> int:
    from prisonersvoice_ar.authoring.edits.undoing import scene_history
    from prisonersvoice_ar.authoring.noting.notes import added, full_key, keys_of, new_note

    known = keys_of(writing)
    key = full_key(arguments.add, known)
    note = new_note(key, arguments.by or "", arguments.text or "", date.today())
    scene_history(file, where).record("notes", f"a note on {key}", [added(writing, where, note)])
    print(f"Noted beside {key} ({known[key].place}){f': “{known[key].text}”' if known[key].text else ''}")
    print(f"{typed('notes', arguments.scene)} lists all; {typed('undo', arguments.scene)} takes it back.")
    return DONE


def _done(
    arguments: argparse.Namespace, file: Path, writing: "Writing", where: "Content", every: "list[Listed]"
) -> int:
    from prisonersvoice_ar.authoring.edits.undoing import scene_history
    from prisonersvoice_ar.authoring.noting.notes import done

    write = done(writing, where, arguments.done)
    one = every[arguments.done - 1]
    if one.note.done:
        print(f"Note {one.number} is done already.")
        return DONE
    scene_history(file, where).record("notes", f"note {one.number} on {one.note.on} is done", [write])
    print(f"Note {one.number} on {one.note.on} is done: {one.note.text}")
    print(f"{typed('undo', arguments.scene)} takes it back.")
    return DONE


def _list(shown: "list[Listed]", arguments: argparse.Namespace) -> str:
    still = sum(not one.note.done for one in shown)
    lines = [f"{arguments.scene}: {counted(len(shown), 'note')}, {still} open"]
    for one in shown:
        where = one.about.place if one.about else "the scene has it no more"
        lines.append(f"{one.number:3d}  {one.note.on}  ({where})")
        lines += [f"     “{one.about.text}”"] if one.about and one.about.text else []
        mark = "done" if one.note.done else "open"
        lines.append(
            f"     {mark}: {' '.join(one.note.text.split())}  — {one.note.by}, {one.note.date.isoformat()}"
        )
    if not shown:
        lines.append(
            f"Leave one: {typed('notes', arguments.scene, '--add', 'KEY', '--text', '…', '--by', 'WHO')}"
        )
    return "\n".join(lines)


def _facts(one: "Listed") -> dict[str, object]:
    return {
        "number": one.number,
        "on": one.note.on,
        "by": one.note.by,
        "date": one.note.date.isoformat(),
        "text": one.note.text,
        "done": one.note.done,
        "place": one.about.place if one.about else None,
        "about": one.about.text if one.about else None,
    }
