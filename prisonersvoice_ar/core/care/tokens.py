"""Words of a text as they are looked up: small letters, one kind of apostrophe, no stress marks."""

import re
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SAME = str.maketrans({"'": "’", "ʼ": "’", "‘": "’", "\u0301": None, "\u00ad": None, "\u2011": "-"})
_ODD = frozenset(map(chr, _SAME))


class Token(NamedTuple):
    """A word and where it stands."""

    word: str
    """as it is looked up"""
    start: int
    """characters into ``plain``"""
    end: int


def plain(text: str) -> str:
    """Return ``text`` with one kind of apostrophe and without stress marks, letters as they were."""
    return text if _ODD.isdisjoint(text) else text.translate(_SAME)


def words_of(text: str) -> list[str]:
    """Return the words of ``plain`` text alone: quicker than with their places."""
    return _WORD.findall(text.lower())


def tokens(text: str) -> list[Token]:
    """Return the words of ``plain`` text; numbers are none."""
    lowered = text.lower()
    if len(lowered) != len(text):  # İ becomes two letters, and no place would hold any more
        lowered = text
    return [Token(found[0], *found.span()) for found in _WORD.finditer(lowered)]
