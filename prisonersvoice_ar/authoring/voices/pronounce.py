"""Hard words and how they are said: for actors to read, and for a synthesiser to be given.

An author writes ``pronounce: {uk: {ШІЗО: "ши-зо́"}, en: {ShIZO: "shee-ZOH"}}``: the stressed vowel carries a
combining acute, or the stressed syllable stands in capitals.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prisonersvoice_ar.core.script.model import Scene

ACUTE = "\u0301"
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})

Said = Mapping[str, str]
"""a word as written → as it is said"""


@dataclass(frozen=True)
class HardWord:
    """A word that stands in a text, and how it is said."""

    written: str
    """as it stands in the text"""
    said: str


def said_in(scene: Scene, language: str) -> Said:
    """Give what ``scene`` says of pronunciation in ``language``."""
    return scene.pronounce.get(language, {})


def hard_words(text: str, said: Said) -> tuple[HardWord, ...]:
    """Give the words of ``said`` that stand in ``text``, in its order, each once."""
    found: dict[str, HardWord] = {}

    def note(written: str, how: str) -> str:
        found.setdefault(written, HardWord(written, how))
        return written

    replaced(text, said, note)
    return tuple(found.values())


def replaced(text: str, said: Said, put: Callable[[str, str], str]) -> str:
    """Give ``text`` with ``put(written, said)`` for each hard word in it; the longest of several wins.

    A word is met whole, and as it is written; one written small is met with a capital too, as a sentence begins.
    """
    if not said:
        return text
    known = {_plain(word): how for word, how in said.items() if word.strip()}
    known |= {_capital(word): how for word, how in known.items() if _capital(word) not in known}
    words = sorted(known, key=len, reverse=True)
    # where a word has an apostrophe any of the three may stand in the text
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
    out, at = [], 0
    for match in found.finditer(_plain(text)):
        out += [text[at : match.start()], put(text[match.start() : match.end()], known[match[0]])]
        at = match.end()
    return "".join([*out, text[at:]])


def without_stress(said: str) -> str:
    """Give a pronunciation without its marks: for a synthesiser that cannot be told the stress."""
    plain = said.replace(ACUTE, "")
    return plain.lower() if _stressed_syllable(plain) is not None else plain


def stressed_vowel(word: str, vowels: str) -> int | None:
    """Give which of ``vowels`` in ``word`` carries the acute, counted from 0; None where none does."""
    at = word.find(ACUTE)
    if at < 1 or word[at - 1].lower() not in vowels:
        return None
    return sum(letter.lower() in vowels for letter in word[:at]) - 1


def syllables(said: str) -> tuple[tuple[str, bool], ...]:
    """Give the syllables of "shee-ZOH", each in small letters, and whether it is the stressed one; () for others."""
    if _stressed_syllable(said) is None:
        return ()
    return tuple((part.lower(), part.isupper()) for part in said.split("-"))


def _stressed_syllable(said: str) -> int | None:
    parts = said.split("-")
    loud = [i for i, part in enumerate(parts) if len(part) > 1 and part.isupper()]
    return loud[0] if len(loud) == 1 and len(parts) > 1 else None


def _plain(text: str) -> str:
    """Letters in the text's own places, apostrophes all alike."""
    return text.translate(_APOSTROPHES)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
