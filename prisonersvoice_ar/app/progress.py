"""A progress bar for long work; quiet where nobody watches."""

import io
import sys
from typing import Never

from tqdm import tqdm


class Lines(io.TextIOBase):
    """What a bar writes, as lines: a log has no carriage to return."""

    def write(self, text: str) -> int:
        """Write a bar's state as one line; what only clears a line is left out."""
        state = text.strip("\r\n ")
        if state:
            print(state, file=sys.stderr, flush=True)
        return len(text)


def progress(total: int, what: str, unit: str = "frame") -> "tqdm[Never]":
    """A bar over ``total`` steps, each one ``unit``, on standard error; at most one line every ten seconds in a log."""
    watched = sys.stderr.isatty()
    return tqdm(
        total=total,
        desc=what,
        unit=unit,
        mininterval=0.2 if watched else 10.0,
        ncols=90,
        file=sys.stderr if watched else Lines(),
        ascii=None if watched else " .:#",
    )
