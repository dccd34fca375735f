"""How long a caption stands: in proportion to its length, long enough to be read."""

from collections.abc import Sequence

CHARACTERS_A_SECOND = 17.0
"""Netflix, adult programmes"""

WORDS_A_MINUTE = 165.0
"""BBC: 160 to 180"""

SECONDS_A_WORD = 0.3
"""BBC: at least"""

MIN_SECONDS = 1.0
MAX_SECONDS = 7.0

GAP = 2 / 24
"""two frames of film between one caption and the next (Netflix)"""


def reading_time(text: str) -> float:
    """Seconds to read ``text`` at ease: the slowest of the rules above, never under one second."""
    words = text.split()
    return max(
        MIN_SECONDS,
        len(" ".join(words)) / CHARACTERS_A_SECOND,
        len(words) * max(SECONDS_A_WORD, 60.0 / WORDS_A_MINUTE),
    )


def shares(lengths: Sequence[int], seconds: float, least: float = MIN_SECONDS + GAP) -> list[float]:
    """Divide ``seconds`` in proportion to ``lengths``, giving each at least ``least`` where that is possible.

    Raising the short ones to the least and dividing the rest evenly keeps the fastest page as slow as it can
    be, so a page is over 17 characters a second only where the whole is too short for it.
    """
    if not lengths:
        return []
    if least * len(lengths) >= seconds:
        whole = sum(lengths) or 1
        return [seconds * length / whole for length in lengths]
    raised: set[int] = set()
    while True:
        left = seconds - least * len(raised)
        whole = sum(length for index, length in enumerate(lengths) if index not in raised) or 1
        short = {
            index
            for index, length in enumerate(lengths)
            if index not in raised and left * length / whole < least
        }
        if not short:
            return [least if i in raised else left * length / whole for i, length in enumerate(lengths)]
        raised |= short
