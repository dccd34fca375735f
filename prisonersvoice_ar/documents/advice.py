"""The nearest of the names that exist, for "did you mean …"."""

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from itertools import islice

_LONGEST, _MOST = 80, 400
"""characters and names that are compared: difflib is slow, and nobody mistypes a paragraph"""


_LOOKALIKES = str.maketrans("асеоріхукАСЕОРІХВНКМТ", "aceopixykACEOPIXBHKMT")


def in_latin(word: str) -> str:
    """Return ``word`` with Cyrillic letters that look like Latin ones as those."""
    return word.translate(_LOOKALIKES)


_ROMAN = str.maketrans(
    dict(zip("абвгґдезиіклмнопрстуфыэ", "abvhgdezyiklmnoprstufye", strict=True))
    | {"є": "ie", "ж": "zh", "ї": "i", "й": "i", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ь": "", "ъ": "", "’": "", "'": "", "ю": "iu", "я": "ia", "ё": "io"}
)


def romanised(word: str) -> str:
    """Return ``word`` in small Latin letters, as passports have them (Cabinet of Ministers of Ukraine, No. 55 of 2010)."""
    return word.lower().translate(_ROMAN)


def closest(word: str, names: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the name most like ``word``, or nothing where none is at least so like it (0 to 1)."""
    if len(word) > _LONGEST:
        return ""
    lowered = {name.lower(): name for name in islice(names, _MOST)}
    meant = in_latin(word).lower()
    found = get_close_matches(meant, lowered, n=3, cutoff=cutoff)
    return lowered[max(found, key=lambda name: _likeness(meant, name))] if found else ""


def _likeness(word: str, name: str) -> tuple[float, int]:
    """How alike they are; and how many letters stand in the same places, as "eny" is any rather than key."""
    in_place = sum(one == other for one, other in zip(word, name, strict=False))
    return SequenceMatcher(None, name, word).ratio(), in_place


def listed(names: Iterable[str], most: int = 20) -> str:
    """Return ``names`` as a list for a sentence, cut where it would be longer than anybody reads."""
    shown = list(islice(names, most + 1))
    return ", ".join(shown[:most]) + (", …" if len(shown) > most else "")
