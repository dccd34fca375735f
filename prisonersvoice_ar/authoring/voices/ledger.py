"""Changing voices.yaml while others may: it is read anew, changed and replaced, so nobody's lines are lost.

A folder that becomes a machine's (its first placeholder) was a person's until then: what lies there without the two
tones is entered as recorded, since from then on a file that is not entered counts as a machine's.
"""

from collections.abc import Callable
from pathlib import Path

from prisonersvoice_ar.authoring.edits.saving import Write, content_of, save
from prisonersvoice_ar.authoring.voices.manifest import Spoken, Voices, lines_heard, read, rendered
from prisonersvoice_ar.authoring.voices.whose import has_tones
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.documents.lower.manifest import MANIFEST, file_hash

_OURS = b"# Written by "
_TRIES = 5
"""a person saves once in a while, not five times in a moment"""


def update(folder: Path, change: Callable[[Voices], object]) -> Voices:
    """Apply ``change`` to what ``folder``/voices.yaml says now, and write it; to be called under ``locked``.

    ``change`` may be called more than once. One in which a person left remarks is kept beside it.
    Raises ContentError where it cannot be read, MachineError where it cannot be written.
    """
    for left in reversed(range(_TRIES)):
        before = content_of(folder / MANIFEST)
        voices = read(folder)
        was = voices.synthetic
        change(voices)
        _judge(folder, voices, was)
        try:
            save(_writes(folder, before, rendered(folder.name, voices).encode()))
        except ContentError:  # somebody saved it just now
            if not left:
                raise
        else:
            return voices
    raise AssertionError


def _judge(folder: Path, voices: Voices, was: bool) -> None:
    """Say whether the folder is a machine's, and keep what that would take from a person."""
    machine = any(known.by_machine for known in voices.lines.values())
    if machine and not was:
        for line, path in _strange(folder, voices).items():
            known = voices.lines.get(line)
            if not (known and known.by_machine) and not has_tones(path):
                voices.lines[line] = Spoken("recorded", known.scene if known else "", "", file_hash(path))
    voices.synthetic = machine or (was and bool(_strange(folder, voices)))


def _strange(folder: Path, voices: Voices) -> dict[str, Path]:
    """Give what is heard from files that voices.yaml does not know."""
    hashes = {line: known.file_hash for line, known in voices.lines.items()}
    return {line: path for line, path in lines_heard(folder).items() if hashes.get(line) != file_hash(path)}


def _writes(folder: Path, before: bytes | None, after: bytes) -> list[Write]:
    """Give what is to be written: voices.yaml, and first what a person left in it."""
    path = folder / MANIFEST
    remarks = [line for line in (before or b"").splitlines() if line.lstrip().startswith(b"#")]
    kept = path.with_name(f"{MANIFEST}.before")
    keeping = before != after and any(not line.startswith(_OURS) for line in remarks)
    return [
        *([Write(kept, content_of(kept), before)] if keeping else []),
        Write(path, before, after),
    ]
