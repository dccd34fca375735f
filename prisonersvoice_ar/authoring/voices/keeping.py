"""What a newer recording took the place of: kept below ``audio/.replaced/``, and put back by ``voice --undo``.

One folder a time, named by the moment; the files lie in it as they lay in audio/, and ``undo.json`` says what was
known of them. Nothing here is ever deleted by us. The folder begins with a dot, so nothing plays from it.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from time import time
from typing import Any

from prisonersvoice_ar.authoring.edits.saving import unwritable, write_whole
from prisonersvoice_ar.authoring.voices.ledger import update
from prisonersvoice_ar.authoring.voices.locking import locked
from prisonersvoice_ar.authoring.voices.manifest import Spoken, Voices, files_of, read
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.documents.lower.manifest import file_hash

FOLDER = ".replaced"
_RECORD = "undo.json"
_PART = re.compile(r"\..+\.opus\.[0-9a-f]{12}\.opus")
"""what ``new_beside`` calls a voice that is not ready"""
_AN_HOUR = 3600.0


@dataclass(frozen=True)
class Change:
    """One line's voice that another takes the place of."""

    language: str
    line: str
    files: tuple[str, ...]
    """names of the files that were there, the one that was heard first"""
    known: Spoken | None
    """what voices.yaml said of them"""
    after: str
    """hash of the file that came in their place; "": none did"""


@dataclass(frozen=True)
class Record:
    """One time that voices were replaced."""

    folder: Path
    scene: str
    what: str
    gains: dict[str, float | None]
    """language to the scene's one gain before"""
    changes: tuple[Change, ...]


def sweep(folder: Path) -> None:
    """Take away what a run that was killed has left half done in a language's ``folder``: nobody would find it again.

    Only names that we give, and only what nobody has touched for an hour: another run may be at work.
    """
    for path in folder.glob(".*.opus"):
        with suppress(OSError):
            if _PART.fullmatch(path.name) and time() - path.stat().st_mtime > _AN_HOUR:
                path.unlink()


def change_of(audio: Path, language: str, line: str, voices: Voices, after: str) -> Change:
    """Note what is there for ``line`` now."""
    names = tuple(path.name for path in files_of(audio / language, line))
    return Change(language, line, names, voices.lines.get(line), after)


def new_record(
    audio: Path, scene: str, what: str, gains: dict[str, float | None], changes: Iterable[Change]
) -> Record:
    """Write down what is about to be replaced, in a folder of its own. Raises MachineError."""
    moment = f"{datetime.now().astimezone():%Y-%m-%d_%H%M%S}"
    folder = audio / FOLDER / moment
    count = 1
    while folder.exists():
        count += 1
        folder = audio / FOLDER / f"{moment}-{count:03d}"
    record = Record(folder, scene, what, gains, tuple(changes))
    written = asdict(replace(record, folder=Path())) | {"folder": folder.name}
    write_whole(folder / _RECORD, json.dumps(written, indent=1).encode())
    return record


def keep(record: Record, change: Change, audio: Path) -> None:
    """Move the files of ``change`` out of the way, into the record's folder. Raises MachineError."""
    for name in change.files:
        old, kept = audio / change.language / name, record.folder / change.language / name
        _move(old, kept)


def undo(audio: Path, scene: str) -> tuple[Record, list[str], list[str]]:
    """Put back what the newest record of ``scene`` replaced; what it gives way to is kept in the same way.

    Returns the record, the lines put back ("uk/fd-001"), and those left alone since their voice has changed again.
    Raises UsageError where there is nothing to undo; ContentError, MachineError.
    """
    with locked(audio):
        record = _newest(audio, scene)
        if record is None:
            raise UsageError(
                f'there is nothing to undo for "{scene}" in {audio / FOLDER}',
                "Only --import replaces recordings.",
            )
        good = [change for change in record.changes if _is_as_left(audio, change)]
        left = [f"{c.language}/{c.line}" for c in record.changes if c not in good]
        _put_back(audio, record, good)
        _close(record)
    return record, [f"{c.language}/{c.line}" for c in good], left


def _put_back(audio: Path, record: Record, good: list[Change]) -> None:
    """Exchange the files, and what is known of them: before, for none may pass for what it is not; after, to be true."""
    manifests = {language: read(audio / language) for language in {c.language for c in record.changes}}
    now = [change_of(audio, c.language, c.line, manifests[c.language], _hash_in(record, c)) for c in good]
    gains = {language: voices.recorded_gains.get(record.scene) for language, voices in manifests.items()}
    redo = new_record(audio, record.scene, f"undo of: {record.what}", gains, now)
    _know(audio, record.scene, record.gains, good)
    done = 0
    try:
        for change, present in zip(good, now, strict=True):
            keep(redo, present, audio)
            for name in change.files:
                _move(record.folder / change.language / name, audio / change.language / name)
            done += 1
    finally:
        if done < len(good):  # interrupted: what has not been exchanged is known for what it is
            _know(audio, record.scene, gains, now[done:])


def _know(audio: Path, scene: str, gains: Mapping[str, float | None], changes: Sequence[Change]) -> None:
    """Write down what ``changes`` say was known, and the scene's ``gains``."""
    for language, gain in gains.items():

        def enter(voices: Voices, language: str = language, gain: float | None = gain) -> None:
            for change in changes:
                if change.language == language:
                    _forget_or_know(voices, change)
            _set_gain(voices, scene, gain)

        update(audio / language, enter)


def _is_as_left(audio: Path, change: Change) -> bool:
    there = files_of(audio / change.language, change.line)
    return not there or file_hash(there[0]) == change.after


def _hash_in(record: Record, change: Change) -> str:
    return file_hash(record.folder / change.language / change.files[0]) if change.files else ""


def _forget_or_know(voices: Voices, change: Change) -> None:
    if change.known is None:
        voices.lines.pop(change.line, None)
    else:
        voices.lines[change.line] = change.known


def _set_gain(voices: Voices, scene: str, gain: float | None) -> None:
    if gain is None:
        voices.recorded_gains.pop(scene, None)
    else:
        voices.recorded_gains[scene] = gain


def _newest(audio: Path, scene: str) -> Record | None:
    folders = sorted((path.parent for path in (audio / FOLDER).glob(f"*/{_RECORD}")), reverse=True)
    records = (_read(folder) for folder in folders)
    return next((record for record in records if record.scene == scene), None)


def _read(folder: Path) -> Record:
    path = folder / _RECORD
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        changes = tuple(
            Change(
                change["language"],
                change["line"],
                tuple(change["files"]),
                Spoken(**change["known"]) if change["known"] else None,
                change["after"],
            )
            for change in data["changes"]
        )
        return Record(folder, data["scene"], data["what"], data["gains"], changes)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise ContentError(
            f"{path} cannot be read", "the files beside it are the older voices: put them back by hand"
        ) from problem


def _close(record: Record) -> None:
    """Take away a record whose files have all gone back; with files in it, it stays under another name."""
    (record.folder / _RECORD).replace(record.folder / "undone.json")
    for folder in (*(path for path in record.folder.iterdir() if path.is_dir()), record.folder):
        rest = [path for path in folder.iterdir() if path.name != "undone.json"]
        if not rest:
            (folder / "undone.json").unlink(missing_ok=True)
            folder.rmdir()


def _move(source: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    except FileNotFoundError:
        return  # somebody has taken it away: nothing is lost by us
    except OSError as problem:
        raise unwritable(target, problem) from problem
