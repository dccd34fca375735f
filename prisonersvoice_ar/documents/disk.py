"""What lies where, asked of a disk that changes meanwhile, by names that no system may take. Nothing here raises."""

from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether a file lies at ``path``."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no system takes
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder lies at ``path``."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Whether something lies at ``path``, be it a link that leads nowhere; also where its name cannot even be asked for."""
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):  # reading says why
        return True


def entries(folder: Path) -> list[Path]:
    """What lies in ``folder``, in order; nothing where it is gone, or nobody may look."""
    try:
        return sorted(folder.iterdir())
    except (OSError, ValueError):
        return []


def closed(folder: Path) -> str:
    """Why nobody can see what lies in ``folder``, though it is there; "" where it can be seen, or is not there."""
    try:
        next(folder.iterdir(), None)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return ""
    except OSError as error:
        return error.strerror or str(error)
    return ""


def begun(path: Path, most: int) -> str:
    """The first ``most`` characters of a file, whatever its bytes are; nothing of what cannot be read."""
    if not is_file(path):  # a pipe would block for ever
        return ""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            return stream.read(most)
    except OSError:
        return ""
