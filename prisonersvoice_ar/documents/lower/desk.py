"""What lowering works with: the sheet at hand, the scene's names, its sounds, and what has been found."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.names import Names
from prisonersvoice_ar.documents.lower.shelf import Shelf
from prisonersvoice_ar.documents.lower.spots import Spot
from prisonersvoice_ar.documents.models.units import is_name

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_STRAIGHT = re.compile("[\u0400-\u04ff]+(?:'[\u0400-\u04ff]+)+")
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[\u0400-\u04ff]")
# S, Y, U and most small letters pass for no Cyrillic one, so a word that has them was meant as it is
_LOOKALIKES = frozenset("aceiopxyABCEHIKMOPTX")

_MOST_GUESSES = 200
"""problems after which none is given a guess: difflib would take minutes over a file that is wrong throughout"""


@dataclass(frozen=True)
class Desk:
    """What lowering works with."""

    names: Names
    shelf: Shelf
    findings: Findings
    voices: dict[str, dict[str, model.Voice]]

    def known(self, code: str, name: str, names: Collection[str], where: Spot) -> bool:
        """Complain with ``code`` where ``name`` is none of ``names``."""
        if name in names:
            return True
        # "rest" is a slip for another beat, never for "return"
        likely = (known for known in names if known != model.RETURN)
        guess = closest(name, likely) if len(self.findings) < _MOST_GUESSES else ""
        every = listed(names)
        if code.removeprefix("unknown-") in self.names.doubtful and not is_name(guess):
            return False  # it may be called so in what is wrong elsewhere: a consequence, not a cause
        self.findings.add(code, where.place(), name=name, guess=guess, names=every)
        return False

    def words(self, text: dict[str, str], spot: Spot) -> dict[str, str]:
        """Warn where a language of the title is missing, or one is there that the title lacks."""
        check_words(text, spot, self.names, self.findings)
        return text


def check_words(text: dict[str, str], spot: Spot, names: Names, findings: Findings) -> None:
    """See ``Desk.words``; where the title itself is wrong nothing is said."""
    languages = names.languages
    if not languages:
        return
    missing = [language for language in languages if language not in text and language not in names.untold]
    if missing and spot.sheet.nearest(spot.loc) not in spot.sheet.twice:
        findings.add("missing-translation", spot.place(), languages=", ".join(missing))
    for language, said in text.items():
        _check_letters(said, spot.at(language), findings)
        if language not in languages:
            findings.add("extra-language", spot.place(language, key=True), language=language)


def _check_letters(said: str, where: Spot, findings: Findings) -> None:
    """Warn of a Latin letter that passes for a Cyrillic one ("КримSOS" is meant: S passes for none), and of '."""
    for word in dict.fromkeys(_STRAIGHT.findall(said)):
        findings.add("straight-apostrophe", where.place(), word=word, guess=word.replace("'", "’"))
    for word in _WORD.findall(said):
        latin = _LATIN.findall(word)
        if latin and _CYRILLIC.search(word) and set(latin) <= _LOOKALIKES:
            findings.add("mixed-letters", where.place(), word=word, letters=", ".join(dict.fromkeys(latin)))
