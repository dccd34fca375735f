"""``prisonersvoice notes``: reviewers' notes, beside the line that they are about."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.app.next_steps import typed
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
        help="in which it speaks (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Add, close, or list."""
    from prisonersvoice_ar.app.authored import authored
    from prisonersvoice_ar.authoring.edits.telling import refused
    from prisonersvoice_ar.authoring.noting.notes import listed
    from prisonersvoice_ar.authoring.scenery import read_writing

    file, where = authored(arguments.scene)
    writing = read_writing(file, where, arguments.lang)
    every = listed(writing, where, arguments.lang)
    if arguments.add is not None:
        return _add(arguments, file, writing, where)
    if arguments.text is not None or arguments.by is not None:
        raise refused(UsageError, arguments.lang, "notes-misplaced")
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
    from prisonersvoice_ar.authoring.edits.telling import words_in
    from prisonersvoice_ar.authoring.edits.undoing import scene_history
    from prisonersvoice_ar.authoring.noting.notes import added, full_key, keys_of, new_note

    known, lang, words = keys_of(writing), arguments.lang, words_in(arguments.lang)
    key = full_key(arguments.add, known, lang)
    note = new_note(key, arguments.by or "", arguments.text or "", date.today(), lang=lang)
    said = words.text("notes-said", key=key)
    scene_history(file, where, lang).record("notes", said, [added(writing, where, note)])
    text = _one_line(known[key].text)
    message = "notes-added-text" if text else "notes-added"
    print(words.text(message, key=key, place=known[key].place, **({"text": text} if text else {})))
    scene = arguments.scene
    print(words.text("notes-next", list=typed("notes", scene), undo=typed("undo", scene)))
    return DONE


def _done(
    arguments: argparse.Namespace, file: Path, writing: "Writing", where: "Content", every: "list[Listed]"
) -> int:
    from prisonersvoice_ar.authoring.edits.telling import words_in
    from prisonersvoice_ar.authoring.edits.undoing import scene_history
    from prisonersvoice_ar.authoring.noting.notes import done

    write, words = done(writing, where, arguments.done), words_in(arguments.lang)
    one = every[arguments.done - 1]
    number = str(one.number)
    if one.note.done:
        print(words.text("notes-was-done", number=number))
        return DONE
    said = words.text("notes-said-done", number=number, key=one.note.on)
    scene_history(file, where, arguments.lang).record("notes", said, [write])
    print(words.text("notes-is-done", number=number, key=one.note.on, text=_one_line(one.note.text)))
    print(words.text("taken-back", command=typed("undo", arguments.scene)))
    return DONE


def _list(shown: "list[Listed]", arguments: argparse.Namespace) -> str:
    from prisonersvoice_ar.authoring.edits.telling import words_in

    words = words_in(arguments.lang)
    still = sum(not one.note.done for one in shown)
    lines = [words.text("notes-head", scene=str(arguments.scene), count=len(shown), open=still)]
    for one in shown:
        note, about = one.note, one.about
        lines.append(f"{one.number:3d}  {note.on}  ({about.place if about else words.text('notes-gone')})")
        if about and about.text:
            lines.append(f"     {words.text('notes-quote', text=_one_line(about.text))}")
        facts = {"text": _one_line(note.text), "by": note.by, "date": note.date.isoformat()}
        lines.append(f"     {words.text('notes-done' if note.done else 'notes-open', **facts)}")
    if not shown:
        command = typed("notes", arguments.scene, "--add", "KEY", "--text", "…", "--by", "WHO")
        lines.append(words.text("notes-none", command=command))
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


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
