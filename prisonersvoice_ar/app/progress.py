"""A progress bar for long work; quiet where nobody watches."""

import sys
from typing import Never

from tqdm import tqdm


def progress(total: int, what: str) -> "tqdm[Never]":
    """A bar over ``total`` steps on standard error; at most one line every ten seconds in a log."""
    watched = sys.stderr.isatty()
    return tqdm(
        total=total,
        desc=what,
        unit="frame",
        mininterval=0.2 if watched else 10.0,
        ncols=90,
        file=sys.stderr,
        ascii=None if watched else " .:#",
    )
