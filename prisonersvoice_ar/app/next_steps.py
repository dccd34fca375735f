"""What was done and what to do next, in words."""

import re
from pathlib import Path


def typed(command: str, *arguments: str | Path) -> str:
    """``prisonersvoice undo "my scene"``, with what a shell would part between quotes."""
    words = [str(argument) for argument in arguments]
    quoted = [word if re.fullmatch(r"[\w./\\:=@%+,-]+", word) else f'"{word}"' for word in words]
    return f"`{' '.join(['prisonersvoice', command, *quoted])}`"


def counted(number: int, noun: str) -> str:
    """Return "1 file", "2 files"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
