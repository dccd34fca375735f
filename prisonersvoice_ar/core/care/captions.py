"""Whether a line's captions can be read while they stand: BBC's and Netflix's numbers (testimony and care)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from prisonersvoice_ar.core.captions.pages import CaptionPage, paged, pages
from prisonersvoice_ar.core.captions.timing import (
    CHARACTERS_A_SECOND,
    GAP,
    MAX_SECONDS,
    MIN_SECONDS,
    SECONDS_A_WORD,
    reading_time,
)
from prisonersvoice_ar.core.captions.wrap import MAX_CHARACTERS

Matter = Literal["caption-fast", "caption-long", "caption-brief"]

_LENIENT = 0.05
"""a twentieth over a number is not seen"""
_SAFE_PACE = 15.5
"""characters a second of a whole line up to which no page of it is too fast"""
_SAFE_WORDS = 1.3
"""of the time that the words of a whole line want: what leaves enough for any page of it"""
_LEAST_PAGE = 24
"""characters of a page of several"""
_SENTENCE_ENDS = re.compile(r"[.!?…]\W* \w")
_ROOM = 1.04
"""for the gap between two pages"""


@dataclass(frozen=True)
class Unreadable:
    """A caption that is not as it should be."""

    matter: Matter
    text: str
    """what stands on the screen"""
    seconds: float
    """that it stands"""
    needed: float
    """seconds to read it"""


def unreadable(text: str, pieces: Sequence[str], seconds: float) -> Unreadable | None:
    """Return the worst caption of a line that is said in ``seconds``, or None where all can be read.

    None stands too long: the screen breaks what would stand for over 7 s, were it the author's.
    ``pieces``: the captions that the author wants, or none. Breaks are those of the screen, on one that is
    wide enough for 42 characters.
    """
    crowded = _crowded(pieces)
    if crowded is not None:
        return crowded
    if not pieces and _plainly_readable(text, seconds):
        return None
    shown = captions(text, pieces, seconds)
    if not shown:
        return None
    squeezed = len(text) / seconds > CHARACTERS_A_SECOND  # then that it is brief is a consequence
    return _too_fast(shown) if squeezed else _too_brief(shown) or _too_fast(shown)


def captions(text: str, pieces: Sequence[str], seconds: float) -> tuple[CaptionPage, ...]:
    """Return the captions of a line as they stand on a wide screen."""
    return paged(pieces or (text,), _fits, seconds)


def _fits(line: str) -> bool:
    return len(line) <= MAX_CHARACTERS


def _plainly_readable(text: str, seconds: float) -> bool:
    """Whether no page can be too fast or too brief, told without breaking the text into pages.

    Breaking takes milliseconds, and nearly all lines are one page or far from any limit. Pages share the time by their
    lengths; a short one that is given more takes it from the others, so the bounds leave room for that.
    """
    if seconds <= MAX_SECONDS and _is_one_page(text):
        return seconds >= (1.0 - _LENIENT) * max(MIN_SECONDS, _needed(text))
    pace = len(text) / seconds
    return (
        pace <= _SAFE_PACE
        and seconds >= (MIN_SECONDS + GAP) * (1 + len(text) // MAX_CHARACTERS)
        and (
            seconds >= _SAFE_WORDS * SECONDS_A_WORD * (text.count(" ") + 1)
            or _slowest_words(text, pace) >= _ROOM * SECONDS_A_WORD
        )
    )


def _is_one_page(text: str) -> bool:
    """Whether ``text`` is one sentence that fits on two lines: then another page would cost more than any break."""
    if _SENTENCE_ENDS.search(text):
        return False
    if len(text) <= MAX_CHARACTERS:
        return True
    first = text.rfind(" ", 0, MAX_CHARACTERS + 1)
    return first > 0 and len(text) - first - 1 <= MAX_CHARACTERS


def _slowest_words(text: str, pace: float) -> float:
    """Seconds a word in that stretch of a page's length where words are shortest."""
    ends = [*(found.end() for found in re.finditer(" +", text)), len(text) + 1]
    shortest = float(len(text)) / len(ends)
    for first, start in enumerate([0, *ends[:-1]]):
        for last in range(first, len(ends)):
            length = ends[last] - start - 1
            if length >= _LEAST_PAGE:
                shortest = min(shortest, length / (last - first + 1))
                break
    return shortest / pace


def _crowded(pieces: Sequence[str]) -> Unreadable | None:
    """A caption of the author's that does not fit on two lines: the screen breaks it again."""
    for piece in pieces:
        needed = reading_time(piece)
        if len(piece) > MAX_CHARACTERS and len(pages(piece, _fits, needed)) > 1:
            return Unreadable("caption-long", piece, needed, needed)
    return None


def _too_fast(shown: Sequence[CaptionPage]) -> Unreadable | None:
    worst = min(shown, key=lambda page: _stands(page) / _needed(page.text))
    needed = _needed(worst.text)
    if _stands(worst) >= needed * (1.0 - _LENIENT):
        return None
    return Unreadable("caption-fast", worst.text, _stands(worst), needed)


def _needed(text: str) -> float:
    return max(len(text) / CHARACTERS_A_SECOND, SECONDS_A_WORD * len(text.split()))


def _too_brief(shown: Sequence[CaptionPage]) -> Unreadable | None:
    briefest = min(shown, key=_stands)
    if _stands(briefest) >= MIN_SECONDS * (1.0 - _LENIENT):
        return None
    return Unreadable("caption-brief", briefest.text, _stands(briefest), MIN_SECONDS)


def _stands(page: CaptionPage) -> float:
    return page.end - page.start
