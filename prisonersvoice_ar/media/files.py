"""Reading a file that a stranger may have made."""

from pathlib import Path

from prisonersvoice_ar.media.errors import MediaError


def contents(path: Path, most: int) -> bytes:
    """Give the bytes of ``path``, a plain file of at most ``most`` bytes. Raises MediaError."""
    try:
        if not path.is_file():
            what = "is not a file" if path.exists() else "is not there"
            raise MediaError(f"{path.name}: {what} ({path.parent})", "check the name and the folder")
        size = path.stat().st_size
        if not size:
            raise MediaError(f"{path.name}: the file is empty", "copy or export it again")
        if size > most:
            raise MediaError(
                f"{path.name}: {size / 2**20:.0f} MB", f"no file may be over {most / 2**20:.0f} MB"
            )
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise MediaError(
            f"{path.name}: cannot be read ({error.strerror})", "check the file's permissions"
        ) from error
