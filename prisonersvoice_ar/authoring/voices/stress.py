"""Stress for espeak-ng: it passes over a combining acute, so a hard word is given to it in its own phonemes.

espeak-ng's notation (docs/phonemes.md of espeak-ng): ``[[zam'ok]]``, the stress before the stressed vowel.
"""

import re
from collections.abc import Callable

from prisonersvoice_ar.authoring.voices.pronounce import stressed_vowel, syllables, without_stress

Phonemes = Callable[[str], str]
"""gives espeak-ng's phonemes of words in the language at hand"""

_LETTERS = {"uk": "аеєиіїоуюя"}
"""where each vowel letter is one vowel that is said: there the stressed one can be counted"""
_SOUNDS = re.compile(r"(?<!@)[aAeEiouVy]")
"""espeak-ng's Ukrainian vowels; "@-" is a glide between consonants"""
_FULL = str.maketrans("VA", "oa")
"""V and A are what o and a become by where they stand; espeak-ng does not take V back"""
_MARKS = re.compile(r"[',%=]")


def respelled(said: str, language: str, phonemes: Phonemes) -> str:
    """Give a pronunciation ("ши-зо́", "shee-ZOH") in a form that espeak-ng says with the stress where it belongs.

    Where that cannot be done (no stress is given, or vowels cannot be counted) its letters, without the marks.
    """
    return " ".join(_word(word, language, phonemes) for word in said.split())


def _word(word: str, language: str, phonemes: Phonemes) -> str:
    parts = syllables(word)
    if parts:
        sounds = [(_plain(phonemes(part)), phonemes(part), stressed) for part, stressed in parts]
        return f"[[{''.join(loud if stressed else plain for plain, loud, stressed in sounds)}]]"
    wanted = stressed_vowel(word, _LETTERS.get(language, ""))
    if wanted is None:
        return without_stress(word)
    joined = without_stress(word).replace("-", "")
    moved = _stressed(_plain(phonemes(joined)), wanted, _vowels(joined, language))
    return f"[[{moved}]]" if moved else without_stress(word)


def _vowels(word: str, language: str) -> int:
    return sum(letter.lower() in _LETTERS.get(language, "") for letter in word)


def _stressed(sounds: str, wanted: int, count: int) -> str:
    """Give ``sounds`` with the stress on vowel ``wanted``; "" where espeak-ng hears another number of vowels."""
    found = list(_SOUNDS.finditer(sounds))
    if len(found) != count:
        return ""
    at = found[wanted].start()
    return f"{sounds[:at]}'{sounds[at:]}".translate(_FULL)


def _plain(sounds: str) -> str:
    return _MARKS.sub("", sounds)
