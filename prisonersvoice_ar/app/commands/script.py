"""``prisonersvoice script``: the recording script for voice actors."""

import argparse
from pathlib import Path

from prisonersvoice_ar.app.language import first_of, system_language
from prisonersvoice_ar.core.errors import DONE, UsageError

DESCRIPTION = (
    "Writes the recording script of a scene, one for each language: a page to print (HTML) and a sheet to fill in "
    "(XLSX). Each line with its direction, how its hard words are said, what can come before and after it, the seconds "
    "that it may take, and whether a person has recorded it."
)
FORMATS = ("html", "xlsx")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The scene, the languages, what of it, and where to."""
    add = parser.add_argument
    add("scene", metavar="SCENE", help="a folder under scenes/, or a path")
    add("--lang", action="append", metavar="L", help="only this language (may be given again); none: all")
    add("--out", type=Path, metavar="DIR", help="where to write (default: out/script/SCENE)")
    add("--format", metavar="F", default=",".join(FORMATS), help="html, xlsx or both: html,xlsx (default)")
    add(
        "--only",
        choices=("missing", "changed", "all"),
        default="all",
        help="missing: what no person has recorded; changed: what was recorded of other words",
    )
    add(
        "--words",
        choices=("uk", "en"),
        help="in which language it is told here what was done (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Write the files and say where they are."""
    from prisonersvoice_ar.app.next_steps import typed
    from prisonersvoice_ar.app.written import languages_of, written_scene
    from prisonersvoice_ar.authoring.script.files import write_script
    from prisonersvoice_ar.authoring.script.rows import script_of
    from prisonersvoice_ar.words import Interface

    formats = _formats(arguments.format)
    lang = first_of(arguments.words, system_language(), *(arguments.lang or ()))
    scene, _ = written_scene(arguments.scene, lang)
    text = Interface(lang, "script").text
    languages = languages_of(scene, arguments.lang)
    folder = arguments.out or Path("out") / "script" / scene.id
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--out: {folder} is a file", "Name a folder.")
    for language in languages:
        script = script_of(scene, language, arguments.only)
        files = write_script(script, folder, formats)
        facts = {
            "lines": text("lines", count=len(script.rows)),
            "words": text("words", count=script.words),
            "minutes": text("minutes", minutes=max(1, round(script.minutes))),
        }
        print(text("made", language=language, all=script.all, **facts))
        for path in files.made:
            print(f"  {path}")
        for path in files.kept:
            print(f"  {text('kept', path=str(path))}")
    print(text("next", taking=typed("voice", arguments.scene, "--import", "DIR")))
    return DONE


def _formats(said: str) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(part.strip() for part in said.split(",") if part.strip()))
    unknown = [part for part in asked if part not in FORMATS]
    if unknown or not asked:
        raise UsageError(f"--format {said}: there is no such form", f"Forms: {', '.join(FORMATS)}.")
    return asked
