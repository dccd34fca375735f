"""What to do next, as it is typed."""

import re
from pathlib import Path


def typed(command: str, *arguments: str | Path) -> str:
    """``prisonersvoice undo "my scene"``, with what a shell would part between quotes."""
    words = [str(argument) for argument in arguments]
    quoted = [word if re.fullmatch(r"[\w./\\:=@%+,-]+", word) else f'"{word}"' for word in words]
    return f"`{' '.join(['prisonersvoice', command, *quoted])}`"
