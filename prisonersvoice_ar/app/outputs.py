"""Where a run writes: looked at before anything is opened, so that no long run ends without its report."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from prisonersvoice_ar.core.errors import MachineError, UsageError


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


def unwritable(option: str, path: Path, problem: OSError) -> MachineError:
    """What to say where ``path`` of ``option`` cannot be written."""
    why = problem.strerror or str(problem)
    if isinstance(problem, FileExistsError | NotADirectoryError):
        why = f"{path.parent} is not a folder"
    return MachineError(
        f"{option}: {path} cannot be written: {why}",
        f"Free some room there, or name another place with {option}.",
    )
