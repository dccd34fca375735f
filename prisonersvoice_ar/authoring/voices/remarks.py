"""What is to be said of a voice or a recording, kept as it is meant until somebody reads it in their language."""

from dataclasses import dataclass

from prisonersvoice_ar.authoring import phrases
from prisonersvoice_ar.media import MediaError
from prisonersvoice_ar.words import Interface

Fact = str | int | float
"""a float is said with at most two places, in the reader's manner"""


@dataclass(frozen=True)
class Remark:
    """A message of the book "voice", and what stands in it; two that say the same are equal."""

    message: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def said(self, words: Interface) -> str:
        """Give it in the language of ``words``, the book "voice"."""
        return words.text(self.message, **{name: told(fact, words.lang) for name, fact in self.facts})


def remark(message: str, **facts: Fact) -> Remark:
    """Give the remark that ``message`` is, with ``facts`` in it."""
    return Remark(message, tuple(facts.items()))


def told(fact: Fact, lang: str) -> str | int:
    """Give a fact as a message takes it."""
    return phrases.number(fact, lang) if isinstance(fact, float) else fact


def of_file(problem: MediaError) -> Remark:
    """Give what is wrong with a file; one that has no code is said as it stands, in English."""
    if problem.code:
        return remark(f"file-{problem.code}", **problem.facts)
    return remark("plain", text=f"{problem.message} ({problem.advice})")


def words_of(lang: str) -> Interface:
    """Give the book in ``lang``."""
    return Interface(lang, "voice")


def one_line(text: object) -> str:
    """Give ``text``, a file's name for one, as a terminal may be given it: what would move the cursor is left out."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(text))
