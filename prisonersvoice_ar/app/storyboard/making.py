"""Makes a storyboard: reads the scene and what lies beside it, has it pictured, writes sheet and page."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from prisonersvoice_ar.app.content import print_of
from prisonersvoice_ar.app.language import first_of, system_language
from prisonersvoice_ar.app.next_steps import typed
from prisonersvoice_ar.app.outputs import unwritable
from prisonersvoice_ar.app.storyboard.reading import Read, read_scene
from prisonersvoice_ar.authoring import phrases
from prisonersvoice_ar.authoring.storyboard.board import Pictured, board
from prisonersvoice_ar.authoring.storyboard.page import page
from prisonersvoice_ar.authoring.storyboard.shots import shots
from prisonersvoice_ar.core.errors import MachineError, UsageError
from prisonersvoice_ar.core.script.model import BUILT_MODES, Mode, Scene
from prisonersvoice_ar.words import Interface

PAGE = "storyboard.html"
_MOST_PICTURED = 2000
"""shots; a page with more pictures would be too heavy to open"""
_SMALLER_FROM = 300
"""shots from which the page's pictures are smaller: it stays under 20 MB"""
_SMALLEST, _LARGEST = 90, 2560
"""pixels of a picture's sides"""


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    scene: str
    lang: str | None = None
    out: Path | None = None
    size: tuple[int, int] = (640, 360)
    """pixels of a picture"""
    mode: Mode | None = None
    pictures: bool = True


def make_storyboard(wanted: Wanted) -> list[Path]:
    """Make what is ``wanted`` and say where it is; return the files, the page last. Raises PrisonersVoiceError."""
    _refuse_size(wanted.size)
    words = Interface(first_of(wanted.lang, system_language()), "storyboard")
    read = read_scene(wanted.scene, words.lang)
    scene = read.scene
    lang, mode = _language(scene, wanted.lang), _mode(scene, wanted.mode)
    folder = wanted.out or Path("out") / "storyboard" / scene.id
    _refuse_folder(folder, read)
    pictured: list[Pictured] = []
    made: list[Path] = []
    if wanted.pictures:
        pictured, made = _picture(read, mode, lang, wanted.size, folder, words=words)
    shown = pictured if len(pictured) <= _MOST_PICTURED else []
    seen = board(scene, first_of(lang), mode, date.today(), beside=read.beside, pictures=shown, timed_in=lang)
    html = page(seen)
    made.append(_write(folder / PAGE, html.encode("utf-8")))
    _say(words, made, len(pictured) - len(shown), folder)
    print(words.text("made-notes", notes=typed("notes", wanted.scene, "--add", "LINE")))
    return made


def _refuse_size(size: tuple[int, int]) -> None:
    if not all(_SMALLEST <= side <= _LARGEST for side in size):
        raise UsageError(
            f"--size {size[0]}x{size[1]}: a storyboard's pictures are not made that small or large",
            f"Between {_SMALLEST} and {_LARGEST} pixels a side; 640x360 is usual.",
        )


def _language(scene: Scene, asked: str | None) -> str:
    if asked is None:
        return scene.written_in or scene.languages[0]
    if asked not in scene.languages:
        raise UsageError(
            f'--lang {asked}: "{scene.id}" is not in that language',
            f"It is in: {', '.join(scene.languages)}.",
        )
    return asked


def _mode(scene: Scene, asked: Mode | None) -> Mode:
    """The mode asked for, or the first of the scene's that is built; UsageError for another."""
    offered = [mode for mode in scene.modes if mode in BUILT_MODES]
    if asked is None:
        return offered[0] if offered else "seated"
    if asked not in offered and asked != "seated":
        raise UsageError(
            f'the scene "{scene.id}" is not made for the mode "{asked}", or that mode cannot be pictured yet',
            f"It can be pictured as: {', '.join(dict.fromkeys((*offered, 'seated')))}.",
        )
    return asked


def _picture(
    read: Read, mode: Mode, lang: str, size: tuple[int, int], folder: Path, *, words: Interface
) -> tuple[list[Pictured], list[Path]]:
    """Take all pictures and pin one of each beat to the sheet; the engine is loaded here and not before."""
    from prisonersvoice_ar.app.storyboard.session import Session

    scene = read.scene
    target = read.targets.get(scene.targets.get(mode, ""))
    taken = shots(scene, lang)
    width = size[0] if len(taken) <= _SMALLER_FROM else min(size[0], 320)
    try:
        session = Session(scene, mode, lang, target, size, artwork=print_of(target, read.prints), words=words)
        return session.make(taken, width, lambda name, data: _write(folder / name, data))
    except MachineError as problem:
        advice = f"{problem.advice} Or leave the pictures out: --no-pictures."
        raise MachineError(problem.message, advice.strip()) from problem


def _write(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all; MachineError where that cannot be."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as problem:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise unwritable("--out", path, problem) from problem
    return path


def _refuse_folder(folder: Path, read: Read) -> None:
    """Refuse what is no folder, and the folder of the scene itself, before minutes are spent."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--out: {folder} is not a folder", "Name a folder, or one that is not there yet.")
    if folder.is_dir() and folder.samefile(read.folder):
        raise UsageError(f"--out: {folder} is the scene's own folder", "Name another one.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise unwritable("--out", folder, problem) from problem


def _say(words: Interface, made: Sequence[Path], left_out: int, folder: Path) -> None:
    for path in made:
        size = phrases.number(round(path.stat().st_size / 1e6, 1), words.lang)
        print(words.text("made-page" if path.name == PAGE else "made-sheet", path=str(path), megabytes=size))
    names = {path.name for path in made}
    old = sorted(path.name for path in folder.glob("contact-sheet*.png") if path.name not in names)
    if old:
        print(words.text("made-before", names=", ".join(old)), file=sys.stderr)
    if left_out:
        print(words.text("made-without-pictures"), file=sys.stderr)
    print(words.text("made-next", path=str(made[-1])))
