"""From a path to a Sheet: bytes → text → events → data with marks; every hazard is a named problem."""

import os
from pathlib import Path

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.advice import closest
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.yaml.building import build
from prisonersvoice_ar.documents.yaml.decoding import as_shown, decode
from prisonersvoice_ar.documents.yaml.sheet import Sheet

LARGEST = 8_000_000
"""bytes; 5,000 beats as writers write them fit in, and the longest scene there is takes a hundredth of it"""


def read_sheet(path: Path, file: str, findings: Findings) -> Sheet | None:
    """Read the YAML at ``path`` (called ``file`` in problems).

    Returns None where nothing can be said about its content; why is in ``findings`` then, and the text that
    was read in ``findings.texts``. Raises nothing.
    """
    raw = read_bytes(path, file, findings)
    if raw is None:
        return None
    findings.texts[file] = as_shown(raw)
    text = decode(raw, file, findings)
    return None if text is None else build(text, file, findings)


def read_bytes(path: Path, file: str, findings: Findings) -> bytes | None:
    """Read a regular file of at most ``LARGEST`` bytes, or say why not."""
    place = Place(file)
    try:
        if path.is_dir():
            findings.add("file-is-folder", place, file=file)
            return None
        if path.exists() and not path.is_file():  # a pipe would block for ever
            findings.add("file-unreadable", place, file=file, why="not a regular file")
            return None
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            raw = b"" if size > LARGEST else stream.read(LARGEST + 1)  # it may grow while it is read
    except FileNotFoundError:
        findings.add("file-missing", place, file=file, guess=_sibling(path))
        return None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        findings.add("file-unreadable", place, file=file, why=getattr(error, "strerror", None) or str(error))
        return None
    if max(size, len(raw)) > LARGEST:
        findings.add("file-too-large", place, file=file, limit=f"{LARGEST // 1000}")
        return None
    return raw


def _sibling(path: Path) -> str:
    """Return the name of a file or folder nearby that may have been meant, or nothing."""
    try:
        if path.parent.is_dir():
            names = [entry.name for entry in path.parent.iterdir() if entry.suffix == path.suffix]
            return closest(path.name, names)
        if path.parent.parent.is_dir():
            folders = [entry.name for entry in path.parent.parent.iterdir() if entry.is_dir()]
            found = closest(path.parent.name, folders)
            return f"{found}/{path.name}" if found else ""
    except (OSError, ValueError):
        pass
    return ""
