"""``prisonersvoice voice``: what is missing, placeholders by a machine, recordings by people."""

import argparse
from collections.abc import Callable
from pathlib import Path

from prisonersvoice_ar.core.errors import DONE, ContentError, UsageError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.advice import listed

DESCRIPTION = (
    "Who speaks a scene's lines. One of: --missing says which lines have no voice, an old one or a machine's (1 where a "
    "line has none, or one of other words); --placeholder has espeak-ng speak what nobody has spoken, with two soft tones "
    "before each line, and never touches a person's recording; --import takes recordings from a folder: matches them by "
    "the line's id in the file's name, trims, measures, gives them one gain, writes Opus; --undo puts back what "
    "the last import replaced."
)
_JOBS = ("missing", "placeholder", "import_from", "undo")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The scene, the job, and how."""
    add = parser.add_argument
    add("scene", metavar="SCENE", help="a folder under scenes/, or a path")
    add("--missing", action="store_true", help="list what is missing, stale, synthetic, recorded")
    add("--placeholder", action="store_true", help="let a machine speak what nobody has spoken")
    add("--import", dest="import_from", type=Path, metavar="DIR", help="take the recordings in DIR")
    add("--undo", action="store_true", help="put back what the last import replaced")
    add(
        "--lang",
        action="append",
        metavar="L",
        help="only this language (may be given again); of recordings: theirs",
    )
    add(
        "--take",
        action="append",
        metavar="LINE=N",
        help="import: this take of a line, not the pick or the last",
    )
    add("--dry-run", action="store_true", help="import: look and measure, write nothing")
    add("--anew", action="store_true", help="placeholder: also what is unchanged")
    add("--format", choices=("text", "json"), default="text", help="of --missing")


def carry_out(arguments: argparse.Namespace) -> int:
    """Do the one job that was asked for."""
    from prisonersvoice_ar.app.written import languages_of, stray_note, written_scene

    asked = [job for job in _JOBS if getattr(arguments, job)]
    if len(asked) != 1:
        raise UsageError(
            "voice does one thing at a time", "Give one of --missing, --placeholder, --import DIR, --undo."
        )
    _refuse_strangers(arguments, asked[0])
    scene, content = written_scene(arguments.scene)
    languages = languages_of(scene, arguments.lang)
    if asked[0] in ("placeholder", "import_from") and (note := stray_note(scene, content)):
        print(note)
    if asked[0] in ("placeholder", "import_from"):
        _refuse_taken(scene, content)
    jobs: dict[str, Callable[[], int]] = {
        "missing": lambda: _missing(scene, languages, content.audio, arguments),
        "placeholder": lambda: _placeholder(scene, languages, content.audio, arguments),
        "import_from": lambda: _import(scene, languages, content.audio, arguments),
        "undo": lambda: _undo(scene, content.audio, arguments.scene),
    }
    return jobs[asked[0]]()


def _refuse_strangers(arguments: argparse.Namespace, job: str) -> None:
    """Refuse an option that belongs to another job: it would be passed over in silence."""
    belong = {
        "--take": ("import_from", arguments.take),
        "--dry-run": ("import_from", arguments.dry_run),
        "--anew": ("placeholder", arguments.anew),
        "--format json": ("missing", arguments.format != "text"),
    }
    for option, (owner, given) in belong.items():
        if given and owner != job:
            raise UsageError(f"{option} goes with --{owner.removesuffix('_from')}", "Leave it out here.")


def _refuse_taken(scene: Scene, content: Content) -> None:
    """A voice hangs on a line's id: of a line that is another scene's, one would be laid over the other."""
    from prisonersvoice_ar.authoring.care.owning import taken_lines

    taken = taken_lines(scene, content)
    if taken:
        named = listed(taken, 6)
        raise ContentError(
            f"{named}: of {', '.join(dict.fromkeys(taken.values()))}, whose voices would be replaced",
            f"Give this scene's lines ids of their own; `prisonersvoice check {scene.id}` says how.",
        )


def _missing(scene: Scene, languages: tuple[str, ...], audio: Path, arguments: argparse.Namespace) -> int:
    from prisonersvoice_ar.app.next_steps import typed
    from prisonersvoice_ar.authoring.voices.state import is_recorded, missing

    code, text = missing(scene, languages, audio, as_json=arguments.format == "json")
    print(text)
    if arguments.format == "text" and is_recorded(scene, languages, audio):
        print(f"Every line is recorded. Next: {typed('check', arguments.scene, '--release')}")
    elif arguments.format == "text":
        script = typed("script", arguments.scene, "--only", "missing")
        placeholder, taken = (
            typed("voice", arguments.scene, *job) for job in (("--placeholder",), ("--import", "DIR"))
        )
        print(f"Next: {script} is for the actor, {taken} takes recordings in; until then {placeholder}")
    return code


def _placeholder(scene: Scene, languages: tuple[str, ...], audio: Path, arguments: argparse.Namespace) -> int:
    from prisonersvoice_ar.app.next_steps import typed
    from prisonersvoice_ar.app.progress import progress
    from prisonersvoice_ar.authoring.voices.placeholder import make_voices

    total = sum(
        language in line.text for beat in scene.beats.values() for line in beat.say for language in languages
    )
    with progress(total, "voices", "line") as bar:
        reports = make_voices(scene, audio, languages, anew=arguments.anew, tick=bar.update)
    for report in reports:
        print(report)
    if any(report.made or report.kept for report in reports):
        print(
            f"Placeholders lie in {audio}; voices.yaml says that a machine speaks them, and so does the screen."
        )
    script = typed("script", arguments.scene)
    print(
        f"Next: {script} is for the actor; {typed('voice', arguments.scene, '--import', 'DIR')} takes recordings in"
    )
    return DONE


def _import(scene: Scene, languages: tuple[str, ...], audio: Path, arguments: argparse.Namespace) -> int:
    from prisonersvoice_ar.app.next_steps import typed
    from prisonersvoice_ar.app.progress import progress
    from prisonersvoice_ar.authoring.voices.importing import import_folder
    from prisonersvoice_ar.authoring.voices.telling import imported

    if arguments.lang and len(languages) > 1:
        raise UsageError("--import takes one --lang", "Leave it out where folders or names say the language.")
    bars = []

    def begin(total: int) -> Callable[[], object]:
        bars.append(progress(total, "recordings", "step"))
        return bars[0].update

    try:
        report = import_folder(
            scene,
            audio,
            arguments.import_from,
            scene.languages,
            language=languages[0] if arguments.lang else "",
            takes=_takes(arguments.take or []),
            dry=arguments.dry_run,
            begin=begin,
        )
    finally:
        for bar in bars:
            bar.close()
    print(imported(report, audio))
    if report.kept_in is not None:
        print(f"To take all of it back: {typed('voice', arguments.scene, '--undo')}")
    if report.taken and not report.dry:
        print(
            f"Next: {typed('voice', arguments.scene, '--missing')}; then listen: {typed('run', arguments.scene)}"
        )
    return ContentError.exit_code if report.incomplete else DONE


def _takes(words: list[str]) -> dict[str, int]:
    takes = {}
    for word in words:
        line, _, number = word.partition("=")
        if not line or not number.isdecimal():
            raise UsageError(f"--take {word}: not a line and a take", "Write it as --take fd-001=2.")
        takes[line] = int(number)
    return takes


def _undo(scene: Scene, audio: Path, named: str) -> int:
    from prisonersvoice_ar.app.next_steps import typed
    from prisonersvoice_ar.authoring.voices.keeping import undo
    from prisonersvoice_ar.authoring.voices.telling import undone

    record, put_back, left = undo(audio, scene.id)
    print(undone(record, put_back, left))
    print(f"To take this back in turn: {typed('voice', named, '--undo')}")
    return DONE
