"""The nearest of the names that exist, for "did you mean …"."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

_LONGEST, _MOST = 80, 400
"""characters and names that are compared: difflib is slow, and nobody mistypes a paragraph"""


_LOOKALIKES = str.maketrans("асеоріхукАСЕОРІХВНКМТ", "aceopixykACEOPIXBHKMT")


def in_latin(word: str) -> str:
    """Return ``word`` with Cyrillic letters that look like Latin ones as those."""
    return word.translate(_LOOKALIKES)


def closest(word: str, names: Iterable[str]) -> str:
    """Return the name most like ``word``, or nothing where none is like it."""
    if len(word) > _LONGEST:
        return ""
    lowered = {name.lower(): name for name in islice(names, _MOST)}
    found = get_close_matches(in_latin(word).lower(), lowered, n=1, cutoff=0.6)
    return lowered[found[0]] if found else ""


def listed(names: Iterable[str], most: int = 20) -> str:
    """Return ``names`` as a list for a sentence, cut where it would be longer than anybody reads."""
    shown = list(islice(names, most + 1))
    return ", ".join(shown[:most]) + (", …" if len(shown) > most else "")
