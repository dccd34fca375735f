"""The nearest of the names that exist, for "did you mean …"."""

from collections.abc import Iterable
from difflib import get_close_matches


def closest(word: str, names: Iterable[str]) -> str:
    """Return the name most like ``word``, or nothing where none is like it."""
    if len(word) > 80:
        return ""
    lowered = {name.lower(): name for name in names if isinstance(name, str)}
    found = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[found[0]] if found else ""


def listed(names: Iterable[str], most: int = 20) -> str:
    """Return ``names`` as a list for a sentence, cut where it would be longer than anybody reads."""
    every = [name for name in names if isinstance(name, str)]
    return ", ".join(every[:most]) + (", …" if len(every) > most else "")
