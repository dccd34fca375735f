"""Which kinds of files a scene may bring, and where they may lie.

``.bam``, ``.egg`` and ``.ptf`` make Panda3D run or read what a stranger wrote (measured-facts.md), so
what is not on the short list is refused by name, before anything opens it.
"""

from pathlib import Path, PurePosixPath, PureWindowsPath

from prisonersvoice_ar.media.errors import MediaError

SOUNDS = frozenset({".opus", ".ogg", ".wav"})
PICTURES = frozenset({".png", ".jpg", ".jpeg"})
ALLOWED = SOUNDS | PICTURES | {".glb", ".yaml"}

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})
"""names that Windows gives to no file"""


def kind_of(path: str | Path, among: frozenset[str] = ALLOWED) -> str:
    """Give the suffix of ``path`` in lower case, with its dot.

    Raises MediaError where it is not ``among`` the kinds that are allowed there.
    """
    suffix = Path(path).suffix.lower()
    if suffix in among:
        return suffix
    called = f"“{suffix}” files are" if suffix else "a file without an ending is"
    raise MediaError(f"{path}: {called} not taken here", f"use one of: {', '.join(sorted(among))}")


def inside(root: Path, path: str | Path) -> Path:
    """Resolve ``path`` (relative to ``root``, or absolute) and give it back, absolute; it need not exist.

    Raises MediaError where it leaves ``root``: by ``..``, by an absolute name, by a symbolic link, by a
    drive letter or a device name of Windows. The same names are refused on every system, so that what
    is right on the author's machine is right on the kiosk.
    """
    if isinstance(path, str):
        _plain(path)
    base = root.resolve()
    try:
        found = (base / path).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise MediaError(
            f"{path}: this is not a path that can be followed", "name the file plainly"
        ) from error
    if not found.is_relative_to(base):
        raise MediaError(f"{path}: the path leads out of {base.name}/", "keep every file inside the content")
    return found


def _plain(path: str) -> None:
    """Refuse what an author cannot mean: the empty name, another system's spelling, control characters."""
    if not path.strip() or any(ord(c) < 32 for c in path):
        raise MediaError(f"{path!r}: this is no file name", "name the file plainly")
    if Path(path).is_absolute():
        return
    if "\\" in path or PureWindowsPath(path).drive:
        raise MediaError(
            f"{path}: not a path inside the content", "write it with “/”, as in sounds/door.opus"
        )
    if any(part.split(".")[0].lower() in DEVICES for part in PurePosixPath(path).parts):
        raise MediaError(f"{path}: Windows keeps this name for a device", "choose another name")
