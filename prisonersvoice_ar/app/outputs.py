"""Where a run writes: looked at before anything is opened, so that no long run ends without its report."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.core.errors import MachineError, UsageError

if TYPE_CHECKING:
    from prisonersvoice_ar.app.settings import RunSettings

_OUTPUTS = ("--record", "--sheet", "--report")


def refuse_unwritable(outputs: Mapping[str, Path | None]) -> None:
    """Refuse a folder or a device (UsageError) and a place where nothing can be made (MachineError).

    ``outputs``: option to path; None where it was not given. A finished file takes the name of what was
    there before, which for root would do away with a device such as /dev/null.
    """
    for option, path in outputs.items():
        if path is None:
            continue
        if path.is_dir():
            raise UsageError(f"{option}: {path} is a folder", "Name a file in it.")
        if path.exists() and not path.is_file():
            raise UsageError(f"{option}: {path} is a device or a pipe, not a file", "Name a file.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=path.parent):
                pass
        except OSError as problem:
            raise unwritable(option, path, problem) from problem


def refuse_collisions(settings: "RunSettings") -> None:
    """Refuse to write over what the same run reads, or two things into one file (UsageError)."""
    taken: dict[Path, str] = {}
    for option, named in (
        ("--source", Path(settings.source) if settings.source else None),
        ("--camera-matrix", settings.camera_matrix),
        ("--targets", settings.targets),
        ("--record", settings.record),
        ("--sheet", settings.sheet),
        ("--report", settings.report),
    ):
        if named is None:
            continue
        path = _real(named)
        if path in taken and option in _OUTPUTS:
            raise UsageError(
                f"{taken[path]} and {option} name the same file, {named}: one would overwrite the other",
                f"Name another file with {option}.",
            )
        taken[path] = option


def _real(path: Path) -> Path:
    """Where ``path`` leads; itself where it cannot be a path, as a camera's name or an address cannot."""
    try:
        return path.expanduser().resolve()
    except (OSError, RuntimeError, ValueError):
        return path


def unwritable(option: str, path: Path, problem: OSError) -> MachineError:
    """What to say where ``path`` of ``option`` cannot be written."""
    why = problem.strerror or str(problem)
    if isinstance(problem, FileExistsError | NotADirectoryError):
        why = f"{path.parent} is not a folder"
    return MachineError(
        f"{option}: {path} cannot be written: {why}",
        f"Free some room there, or name another place with {option}.",
    )
