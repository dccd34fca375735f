"""Where a run writes: looked at before anything is opened, so that no long run ends without its report."""

import errno
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.core.errors import MachineError, UsageError

if TYPE_CHECKING:
    from prisonersvoice_ar.app.settings import RunSettings

_AUTHORS = frozenset({".yaml", ".yml", ".po", ".opus", ".ogg", ".wav", ".flac", ".mp3"})
"""what authors, translators and actors make: a slip of the hand must not replace it by a report"""


def refuse_unwritable(outputs: Mapping[str, Path | None], *, own: Collection[str] = ()) -> None:
    """Refuse a folder, a device, an author's file (UsageError) and a place where nothing can be made (MachineError).

    ``outputs``: option to path; None where it was not given. A finished file takes the name of what was
    there before, which for root would do away with a device such as /dev/null. ``own``: endings of an author's files
    that the caller itself writes, so that it may write one anew.
    """
    for option, path in outputs.items():
        if path is None:
            continue
        if path.is_dir():
            raise UsageError(f"{option}: {path} is a folder", "Name a file in it.")
        if path.exists() and not path.is_file():
            raise UsageError(f"{option}: {path} is a device or a pipe, not a file", "Name a file.")
        if path.exists() and path.suffix.lower() in _AUTHORS.difference(own):
            raise UsageError(
                f"{option}: {path} is there already, and is an author’s file",
                "Name another one; it was not touched.",
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=path.parent):
                pass
        except OSError as problem:
            raise unwritable(option, path, problem) from problem


def refuse_collisions(settings: "RunSettings") -> None:
    """Refuse to write over what the same run reads, or two things into one file (UsageError)."""
    read = {
        "--source": _source_path(settings.source),
        "--camera-matrix": settings.camera_matrix,
        "--targets": settings.targets,
    }
    written = {"--record": settings.record, "--sheet": settings.sheet, "--report": settings.report}
    taken = [(option, path) for option, path in read.items() if path is not None]
    for option, path in written.items():
        if path is None:
            continue
        for other, there in taken:
            if _same(path, there):
                raise UsageError(
                    f"{other} and {option} name the same file, {path}: one would overwrite the other",
                    f"Name another file with {option}.",
                )
            if path.exists() and there.is_dir() and _same(path.parent, there):
                raise UsageError(
                    f"{option}: {path} is there, in the folder that {other} reads",
                    f"Name another file with {option}.",
                )
        taken.append((option, path))


def _source_path(source: str | None) -> Path | None:
    """Where a source lies on disk; None for a camera, a stream, the demo."""
    from prisonersvoice_ar.perception.source_spec import parse_source

    if source is None or source == "demo":
        return None
    spec = parse_source(source)
    return Path(spec.where) if spec.kind in ("video", "folder", "pipe") else None


def _same(one: Path, other: Path) -> bool:
    """Whether two names lead to one place, through links and on systems that do not tell case apart."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there yet
        return one.absolute() == other.absolute()


def unwritable(option: str, path: Path, problem: OSError) -> MachineError:
    """What to say where ``path`` of ``option`` cannot be written."""
    why = problem.strerror or str(problem)
    if isinstance(problem, FileExistsError | NotADirectoryError):
        why = f"{path.parent} is not a folder"
    return MachineError(f"{option}: {path} cannot be written: {why}", way_out(problem, path, option))


def way_out(problem: OSError, path: Path, option: str) -> str:
    """How what hinders the writing of ``path`` is mended: by room only where room is what lacks."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"Free some room there, or name another place with {option}."
    if isinstance(problem, FileNotFoundError):
        return f"Make the folder {path.parent}, or name another place with {option}."
    if isinstance(problem, PermissionError) or problem.errno == errno.EROFS:
        return f"Allow writing there, or name another place with {option}."
    return f"Name another place with {option}."
