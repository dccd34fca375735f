"""Writing so that nothing is ever half there, and keeping what was there before."""

import os
import tempfile
from pathlib import Path

from prisonersvoice_ar.core.errors import MachineError


def write_whole(path: Path, data: bytes) -> None:
    """Write ``path`` beside itself first, so that it holds the old or the new, never half. Raises MachineError."""
    part = part_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as problem:
        part.unlink(missing_ok=True) if part.parent.is_dir() else None
        raise unwritable(path, problem) from problem


def refuse_unwritable(folder: Path) -> None:
    """Refuse a folder in which nothing can be written, before long work is done for it. Raises MachineError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise unwritable(folder, problem) from problem


def part_of(path: Path) -> Path:
    """Give the name under which ``path`` is written until it is whole; its ending is kept."""
    return path.with_name(f".{path.stem}.part{path.suffix}")


def unwritable(path: Path, problem: OSError) -> MachineError:
    """Give what to say where ``path`` cannot be written."""
    return MachineError(
        f"{path} cannot be written: {problem.strerror or problem}",
        "Close what holds it open, free some room, or make the folder writable; then try again.",
    )
