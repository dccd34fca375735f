"""``prisonersvoice translate``: texts to translators and back."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.app.next_steps import counted, typed
from prisonersvoice_ar.core.errors import DONE, UsageError

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.edits import History
    from prisonersvoice_ar.authoring.translating.importing import Imported
    from prisonersvoice_ar.authoring.translating.records import Made
    from prisonersvoice_ar.authoring.translating.texts import Texts

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
        help="the problems' language (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Export, import, accept, or say how far it is."""
    from prisonersvoice_ar.app.authored import authored
    from prisonersvoice_ar.authoring.edits.undoing import scene_history
    from prisonersvoice_ar.authoring.translating.records import read_made
    from prisonersvoice_ar.authoring.translating.texts import read_texts

    file, where = authored(arguments.scene)
    texts = read_texts(file, where, arguments.lang)
    made = read_made(texts.writing.home, where, arguments.lang)
    if arguments.export:
        return _export(arguments, texts, made)
    if arguments.files:
        return _import(arguments, texts, made, scene_history(file, where))
    if arguments.accept:
        return _accept(arguments, texts, made, scene_history(file, where))
    from prisonersvoice_ar.authoring.translating.status import in_words, status

    found = status(texts, made)
    print(json.dumps(found, ensure_ascii=False, indent=2) if arguments.json else in_words(found))
    return DONE


def _export(arguments: argparse.Namespace, texts: "Texts", made: "Made") -> int:
    from prisonersvoice_ar.authoring.edits import save
    from prisonersvoice_ar.authoring.translating.exporting import export

    languages = tuple(_language(lang) for lang in arguments.to or texts.others)
    if not languages:
        raise UsageError(f"{texts.name} has one language only", "Name the one to translate into: --to pl.")
    folder = arguments.out or OUT / texts.name
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--out: {folder} is a file", "Name a folder.")
    writes = [export(texts, lang, made, folder / f"{lang}.po") for lang in languages]
    save(writes)
    if texts.scene is None:
        print(
            f"{texts.name} has errors (`prisonersvoice check`), so the translators are not told what stands round a text.",
            file=sys.stderr,
        )
    for write in writes:
        print(f"{write.path}: {counted(len(texts.by_key), 'text')}")
    print(
        f"Give them to the translators. Then: {typed('translate', arguments.scene, '--import', writes[0].path)}"
    )
    return DONE


def _import(arguments: argparse.Namespace, texts: "Texts", made: "Made", history: "History") -> int:
    from prisonersvoice_ar.authoring.translating.importing import Importing
    from prisonersvoice_ar.authoring.translating.reading import read_po_file

    if arguments.to and len(arguments.to) > 1:
        raise UsageError("--import takes one --to", "Import the languages one after the other.")
    to = _language(arguments.to[0]) if arguments.to else None
    importing = Importing(texts, made, fuzzy=arguments.fuzzy)
    found = [importing.take(read_po_file(path), to) for path in arguments.files]
    writes = [write for write in importing.writes() if write.before != write.after]
    print(*(line for one in found for line in _told(one)), sep="\n")
    if not writes:
        print("Nothing to write: all of it is in the scene already.")
        return DONE
    languages = ", ".join(dict.fromkeys(one.language for one in found))
    count = sum(len(one.taken) for one in found)
    change = history.record("translate", f"{counted(count, 'text')} into {languages}", writes)
    print(f"Written: {', '.join(kept.path for kept in change.files)}")
    print(f"Next: {typed('check', arguments.scene)}; {typed('undo', arguments.scene)} takes it back.")
    return DONE


def _told(one: "Imported") -> list[str]:
    lines = [
        f"{one.path}: {one.language}: {len(one.taken)} taken, {one.same} as they were, {one.empty} not translated yet"
    ]
    for what, keys in (
        ("marked as unsure (fuzzy), so not taken; --fuzzy takes them", one.fuzzy if one.fuzzy else []),
        ("made from an older text: stale", one.old),
        ("not in this scene", one.unknown),
    ):
        lines += (
            [f"  {len(keys)} {what}: {', '.join(keys[:6])}{' …' if len(keys) > 6 else ''}"] if keys else []
        )
    return [*lines, *(f"  {remark}" for remark in one.remarks)]


def _accept(arguments: argparse.Namespace, texts: "Texts", made: "Made", history: "History") -> int:
    from prisonersvoice_ar.authoring.translating.records import write_made
    from prisonersvoice_ar.authoring.translating.status import accept

    accepted = accept(texts, made, arguments.accept, tuple(arguments.to or texts.others))
    if not accepted:
        print("None of these is stale.")
        return DONE
    writes = [write_made(texts.writing.home, made, texts.by_key)]
    history.record("translate", f"{counted(len(accepted), 'translation')} accepted", writes)
    print(f"{', '.join(accepted)}: no longer stale")
    return DONE


def _language(said: str) -> str:
    from prisonersvoice_ar.documents.models.units import is_language

    if not is_language(said):
        facts: Any = {"ua": "uk", "cz": "cs", "gb": "en", "us": "en"}
        guess = facts.get(said.lower())
        raise UsageError(
            f"--to {said}: no language", f"Did you mean {guess}?" if guess else "As uk, en, pl, crh."
        )
    return said
