"""A script's files: whole or not at all, and named so that one language does not take another's place."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prisonersvoice_ar.authoring.edits.saving import unwritable, write_whole
from prisonersvoice_ar.authoring.script.page import page
from prisonersvoice_ar.authoring.script.rows import Script
from prisonersvoice_ar.authoring.script.sheet import is_filled_in, write_sheet


@dataclass(frozen=True)
class Written:
    """A script's files."""

    made: tuple[Path, ...]
    kept: tuple[Path, ...]
    """sheets that somebody had filled in, under the names that they have now"""


def write_script(script: Script, folder: Path, formats: Sequence[str]) -> Written:
    """Write ``script`` into ``folder`` in each of ``formats`` ("html", "xlsx"); gives the files.

    A sheet that somebody has filled in is kept beside the new one, under another name. Raises MachineError where nothing
    can be written or XlsxWriter is missing.
    """
    part = "" if script.only == "all" else f"-{script.only}"
    made, kept = [], []
    for form in formats:
        path = folder / f"{script.scene.id}-{script.language}{part}.{form}"
        if form == "xlsx" and path.exists() and is_filled_in(path):
            kept.append(_kept(path))
        write_whole(path, page(script).encode() if form == "html" else _sheet(script))
        made.append(path)
    return Written(tuple(made), tuple(kept))


def _kept(path: Path) -> Path:
    """Give a filled-in sheet another name, one that is free."""
    names = (path.with_name(f"{path.stem}-filled-{number}{path.suffix}") for number in range(1, 10_000))
    free = next(name for name in names if not name.exists())
    try:
        return path.rename(free)
    except OSError as problem:
        raise unwritable(free, problem) from problem


def _sheet(script: Script) -> bytes:
    with tempfile.TemporaryDirectory(prefix="prisonersvoice-") as folder:
        path = Path(folder) / "sheet.xlsx"
        write_sheet(script, path)
        return path.read_bytes()
