"""``prisonersvoice voice``: what is missing, placeholders by a machine, recordings by people."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.language import first_of, system_language
from prisonersvoice_ar.core.errors import DONE, ContentError, UsageError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.advice import listed
from prisonersvoice_ar.words import Interface

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.voices.importing import Report

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
    add(
        "--words",
        choices=("uk", "en"),
        help="in which language it is told here what was done (default: the system's)",
    )


@dataclass(frozen=True)
class _Job:
    """One thing to be done, and in whose words it is told."""

    arguments: argparse.Namespace
    scene: Scene
    languages: tuple[str, ...]
    audio: Path
    words: Interface

    def typed(self, command: str, *more: str) -> str:
        """What to type next for the same scene."""
        from prisonersvoice_ar.app.next_steps import typed

        return typed(command, self.arguments.scene, *more)

    def say(self, message: str, **facts: str | int) -> None:
        """Print a message."""
        print(self.words.text(message, **facts))


def carry_out(arguments: argparse.Namespace) -> int:
    """Do the one job that was asked for."""
    from prisonersvoice_ar.app.written import languages_of, stray_note, written_scene

    asked = [job for job in _JOBS if getattr(arguments, job)]
    if len(asked) != 1:
        raise UsageError(
            "voice does one thing at a time", "Give one of --missing, --placeholder, --import DIR, --undo."
        )
    _refuse_strangers(arguments, asked[0])
    lang = first_of(arguments.words, system_language(), *(arguments.lang or ()))
    scene, content = written_scene(arguments.scene, lang)
    job = _Job(arguments, scene, languages_of(scene, arguments.lang), content.audio, Interface(lang, "voice"))
    if asked[0] in ("placeholder", "import_from"):
        if note := stray_note(scene, content, lang):
            print(note)
        _refuse_taken(scene, content)
    jobs = {"missing": _missing, "placeholder": _placeholder, "import_from": _import, "undo": _undo}
    return jobs[asked[0]](job)


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


def _missing(job: _Job) -> int:
    from prisonersvoice_ar.authoring.voices.state import State, missing, roll

    as_json = job.arguments.format == "json"
    code, text = missing(job.scene, job.languages, job.audio, as_json=as_json, lang=job.words.lang)
    print(text)
    if as_json:
        return code
    rolls = [roll(job.scene, language, job.audio) for language in job.languages]
    if all(one.is_recorded for one in rolls):
        job.say("all-recorded", check=job.typed("check", "--release"))
        return code
    facts = {
        "script": job.typed("script", "--only", "missing"),
        "taking": job.typed("voice", "--import", "DIR"),
    }
    if any({*one.lines[State.MISSING]} - {*one.broken} or one.changed or one.unsaid for one in rolls):
        job.say("next-record-or-placeholder", placeholder=job.typed("voice", "--placeholder"), **facts)
    else:
        job.say("next-record", **facts)
    return code


def _placeholder(job: _Job) -> int:
    from prisonersvoice_ar.app.progress import progress
    from prisonersvoice_ar.authoring.voices.placeholder import make_voices
    from prisonersvoice_ar.authoring.voices.telling import spoken_by_machine

    lines = [line for beat in job.scene.beats.values() for line in beat.say]
    total = 2 * sum(language in line.text for line in lines for language in job.languages)
    text = job.words.text
    with progress(total, text("bar-placeholders"), text("bar-step")) as bar:
        reports = make_voices(
            job.scene, job.audio, job.languages, anew=job.arguments.anew, heard=bar.update, tick=bar.update
        )
    for report in reports:
        print(spoken_by_machine(report, job.words.lang))
    if any(report.made or report.kept for report in reports):
        job.say("made-where", folder=str(job.audio))
    job.say("next-record", script=job.typed("script"), taking=job.typed("voice", "--import", "DIR"))
    return DONE


def _import(job: _Job) -> int:
    from prisonersvoice_ar.app.progress import progress
    from prisonersvoice_ar.authoring.voices.importing import import_folder
    from prisonersvoice_ar.authoring.voices.telling import imported

    arguments, text = job.arguments, job.words.text
    if arguments.lang and len(job.languages) > 1:
        raise UsageError("--import takes one --lang", "Leave it out where folders or names say the language.")
    bars = []

    def begin(total: int) -> Callable[[], object]:
        bars.append(progress(total, text("bar-recordings"), text("bar-step")))
        return bars[0].update

    try:
        report = import_folder(
            job.scene,
            job.audio,
            arguments.import_from,
            job.scene.languages,
            language=job.languages[0] if arguments.lang else "",
            takes=_takes(arguments.take or []),
            dry=arguments.dry_run,
            begin=begin,
        )
    finally:
        for bar in bars:
            bar.close()
    print(imported(report, job.audio, job.words.lang))
    if report.kept_in is not None:
        job.say("to-undo", undo=job.typed("voice", "--undo"))
    _say_next(job, report)
    return ContentError.exit_code if report.incomplete else DONE


def _say_next(job: _Job, report: "Report") -> None:
    """What to do after an import; what is to be done to a file that is named well stands beside its name."""
    if not report.taken:
        lines = [line.id for beat in job.scene.beats.values() for line in beat.say]
        if lines:  # a scene may be told by its sounds alone
            job.say("next-name", example=f"{lines[0]}.wav", script=job.typed("script"))
    elif all(one.failed for one in report.taken):
        return
    elif job.arguments.dry_run:
        job.say("next-in-earnest")
    else:
        job.say("next-listen", missing=job.typed("voice", "--missing"), run=job.typed("run"))


def _takes(words: list[str]) -> dict[str, int]:
    takes = {}
    for word in words:
        line, _, number = word.partition("=")
        if not line or not number.isdecimal():
            raise UsageError(f"--take {word}: not a line and a take", "Write it as --take fd-001=2.")
        takes[line] = int(number)
    return takes


def _undo(job: _Job) -> int:
    from prisonersvoice_ar.authoring.voices.keeping import undo
    from prisonersvoice_ar.authoring.voices.telling import undone

    record, put_back, left = undo(job.audio, job.scene.id)
    print(undone(record, put_back, left, job.words.lang))
    job.say("to-redo", undo=job.typed("voice", "--undo"))
    return DONE
