"""What the tools that write in a scene tell its author, in Ukrainian or English: words/edits."""

from typing import TypeVar

from prisonersvoice_ar.core.errors import PrisonersVoiceError
from prisonersvoice_ar.words import Interface

BOOK = "edits"
Refusal = TypeVar("Refusal", bound=PrisonersVoiceError)


def words_in(lang: str) -> Interface:
    """The words; a language that has none reads English."""
    return Interface(lang, BOOK)


def refused(
    kind: type[Refusal],
    lang: str,
    message: str,
    /,
    *,
    way_out: str = "",
    book: str = BOOK,
    **facts: str | int,
) -> Refusal:
    """An error of ``kind`` that says ``message`` of ``book``, and what to do.

    That is ``way_out``, or the message's own advice if it has one.
    """
    words = Interface(lang, book)
    advice = f"{message}-advice"
    if not way_out and words.has(advice):
        way_out = words.text(advice, **facts)
    return kind(words.text(message, **facts), way_out)


def meant(lang: str, guess: str) -> str:
    """The advice where a name is like another one; "" where it is like none."""
    return words_in(lang).text("meant", guess=guess) if guess else ""
