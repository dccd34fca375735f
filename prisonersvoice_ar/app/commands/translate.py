"""``prisonersvoice translate``: texts to translators and back."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.app.next_steps import typed
from prisonersvoice_ar.core.errors import DONE, UsageError

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.edits import History
    from prisonersvoice_ar.authoring.translating.importing import Imported
    from prisonersvoice_ar.authoring.translating.records import Made
    from prisonersvoice_ar.authoring.translating.texts import Texts
    from prisonersvoice_ar.words import Interface

DESCRIPTION = (
    "Gives a scene's texts to translators as PO files and takes them back into scene.yaml. Without an option it says how "
    "far each language is. `prisonersvoice undo SCENE` takes an import back."
)
OUT = Path("out") / "translate"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and in which language."""
    add = parser.add_argument
    add("scene", type=Path, metavar="SCENE", help="a scene's folder, file or name")
    what = parser.add_mutually_exclusive_group()
    one = what.add_argument
    one("--export", action="store_true", help="write a .po file for each language, or for --to")
    one("--import", dest="files", nargs="+", type=Path, metavar="FILE.po", help="take translations back")
    one("--status", action="store_true", help="how far each language is (also without an option)")
    one("--accept", nargs="+", metavar="KEY", help='these stale translations are right as they are; or "all"')
    add("--to", action="append", metavar="LANG", help="a language; may be new to the scene")
    add("--out", type=Path, metavar="DIR", help="where to write .po files (default: out/translate/SCENE)")
    add("--fuzzy", action="store_true", help="import what is marked as unsure too; it stays stale")
    add("--json", action="store_true", help="the status as JSON")
    add(
        "--lang",
        choices=("uk", "en"),
        default=default_language(),
        help="in which it speaks (default: the system's); translators' files are in English",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Export, import, accept, or say how far it is."""
    from prisonersvoice_ar.app.authored import authored
    from prisonersvoice_ar.authoring.edits.telling import words_in
    from prisonersvoice_ar.authoring.edits.undoing import scene_history
    from prisonersvoice_ar.authoring.translating.records import read_made
    from prisonersvoice_ar.authoring.translating.texts import read_texts

    file, where = authored(arguments.scene)
    texts = read_texts(file, where, arguments.lang)
    made = read_made(texts.writing.home, where, arguments.lang)
    if texts.nameless:
        words, command = words_in(arguments.lang), typed("fmt", arguments.scene)
        print(words.text("translate-nameless", count=texts.nameless, command=command), file=sys.stderr)
    if arguments.export:
        return _export(arguments, texts, made)
    history = scene_history(file, where, arguments.lang)
    if arguments.files:
        return _import(arguments, texts, made, history)
    if arguments.accept:
        return _accept(arguments, texts, made, history)
    from prisonersvoice_ar.authoring.translating.status import in_words, status

    found = status(texts, made, tuple(_language(lang, texts.tells) for lang in arguments.to or ()))
    as_said = in_words(found, arguments.lang)
    print(json.dumps(found, ensure_ascii=False, indent=2) if arguments.json else as_said)
    return DONE


def _export(arguments: argparse.Namespace, texts: "Texts", made: "Made") -> int:
    from prisonersvoice_ar.authoring.edits import save
    from prisonersvoice_ar.authoring.edits.telling import refused, words_in
    from prisonersvoice_ar.authoring.translating.exporting import export

    languages = tuple(_language(lang, texts.tells) for lang in arguments.to or texts.others)
    if not languages:
        raise refused(UsageError, texts.tells, "translate-one", scene=texts.name)
    folder = arguments.out or OUT / texts.name
    if folder.exists() and not folder.is_dir():
        raise refused(UsageError, texts.tells, "translate-folder", path=str(folder))
    words = words_in(texts.tells)
    writes = [export(texts, lang, made, folder / f"{lang}.po") for lang in languages]
    save(writes)
    if texts.scene is None:
        print(words.text("translate-blind", scene=texts.name), file=sys.stderr)
    count = words.text("texts", count=len(texts.by_key))
    print(*(words.text("translate-file", path=str(write.path), texts=count) for write in writes), sep="\n")
    command = typed("translate", arguments.scene, "--import", writes[0].path)
    print(words.text("translate-next", command=command))
    return DONE


def _import(arguments: argparse.Namespace, texts: "Texts", made: "Made", history: "History") -> int:
    from prisonersvoice_ar.authoring.edits.telling import refused, words_in
    from prisonersvoice_ar.authoring.translating.importing import Importing
    from prisonersvoice_ar.authoring.translating.reading import read_po_file

    words = words_in(texts.tells)
    if arguments.to and len(arguments.to) > 1:
        raise refused(UsageError, texts.tells, "translate-one-to")
    to = _language(arguments.to[0], texts.tells) if arguments.to else None
    importing = Importing(texts, made, fuzzy=arguments.fuzzy)
    found = [importing.take(read_po_file(path, texts.tells), to) for path in arguments.files]
    writes = [write for write in importing.writes() if write.before != write.after]
    told = [line for one in found for line in _told(one, words)]
    if not writes:
        print(*told, words.text("translate-nothing"), sep="\n")
        return DONE
    count = words.text("texts", count=sum(len(one.taken) for one in found))
    said = words.text(
        "translate-said", texts=count, lang=", ".join(dict.fromkeys(one.language for one in found))
    )
    change = history.record("translate", said, writes)
    print(
        *told, words.text("translate-written", files=", ".join(kept.path for kept in change.files)), sep="\n"
    )
    check, undo = typed("check", arguments.scene), typed("undo", arguments.scene)
    print(words.text("translate-then", check=check, undo=undo))
    return DONE


def _told(one: "Imported", words: "Interface") -> list[str]:
    counts = {"taken": len(one.taken), "same": one.same, "empty": one.empty}
    lines = [words.text("translate-came", path=str(one.path), lang=one.language, **counts)]
    for what, keys in (("fuzzy", one.fuzzy), ("old", one.old), ("unknown", one.unknown)):
        if keys:
            few = ", ".join(keys[:6]) + (" …" if len(keys) > 6 else "")
            lines.append(f"  {words.text(f'translate-{what}', count=len(keys), keys=few)}")
    return [*lines, *(f"  {remark}" for remark in one.remarks)]


def _accept(arguments: argparse.Namespace, texts: "Texts", made: "Made", history: "History") -> int:
    from prisonersvoice_ar.authoring.edits.telling import words_in
    from prisonersvoice_ar.authoring.translating.records import write_made
    from prisonersvoice_ar.authoring.translating.status import accept

    words = words_in(texts.tells)
    accepted = accept(texts, made, arguments.accept, tuple(arguments.to or texts.others))
    if not accepted:
        print(words.text("translate-not-stale"))
        return DONE
    writes = [write_made(texts.writing.home, made, texts.by_key)]
    history.record("translate", words.text("translate-accepted-said", count=len(accepted)), writes)
    print(words.text("translate-accepted", keys=", ".join(accepted)))
    print(words.text("taken-back", command=typed("undo", arguments.scene)))
    return DONE


def _language(said: str, lang: str) -> str:
    from prisonersvoice_ar.authoring.edits.telling import refused
    from prisonersvoice_ar.authoring.translating.importing import language_meant
    from prisonersvoice_ar.documents.models.units import is_language

    if not is_language(said):
        raise refused(
            UsageError, lang, "translate-no-language", way_out=language_meant(said, lang), lang=said
        )
    return said
