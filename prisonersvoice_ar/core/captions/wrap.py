"""Text into lines by measured width: even lines, broken where it disturbs least."""

from collections.abc import Callable, Sequence

from prisonersvoice_ar.core.captions import breaks

Fits = Callable[[str], bool]
"""whether a line of this text is narrow enough; must hold for every shorter piece of a line that fits"""

MAX_CHARACTERS = 42
"""of a caption's line (Netflix); the interface's paragraphs take a longer ``limit``"""

_RAGGED = 14.0
"""what an empty line costs, in the units of breaks.cost"""
_WIDOW = 9.0
"""a last line of one word"""
_RAGGED_PARAGRAPH = 90.0
"""in a paragraph an even edge counts for more than where a clause ends"""


def words_of(text: str, fits: Fits, limit: int) -> list[str]:
    """Split at white space (a no-break space holds); a word too long for any line is cut into pieces."""
    return [piece for word in _split(text) for piece in _cut(word, fits, limit)]


def wrap(text: str, fits: Fits, *, limit: int = MAX_CHARACTERS, paragraph: bool = False) -> tuple[str, ...]:
    """Break ``text`` into as few lines as the width allows, then as evenly and sensibly as can be.

    Every line satisfies ``fits`` and has at most ``limit`` characters; one that cannot (a single character
    wider than the line) stands alone. Line breaks in the text begin a new line. No text gives no lines.
    ``paragraph``: full lines and a last one of any length, as in a book, instead of lines of one length.
    """
    return tuple(
        line
        for part in text.splitlines()
        for line in _even(words_of(part, fits, limit), fits, limit, paragraph=paragraph)
    )


def last_that_fits(words: Sequence[str], start: int, fits: Fits, limit: int) -> int:
    """Index one past the last word of the longest line that begins with ``words[start]``; at least one word."""
    end = start + 1
    while end < len(words):
        line = " ".join(words[start : end + 1])
        if len(line) > limit or not fits(line):
            break
        end += 1
    return end


def _split(text: str) -> list[str]:
    # str.split() would also break at no-break spaces, which hold two words together.
    return [word for word in text.replace("\t", " ").replace("\n", " ").split(" ") if word.strip()]


def _cut(word: str, fits: Fits, limit: int) -> list[str]:
    pieces = []
    while len(word) > 1 and (len(word) > limit or not fits(word)):
        size = _longest_piece(word, fits, limit)
        pieces.append(word[:size])
        word = word[size:]
    return [*pieces, word] if word else pieces


def _longest_piece(word: str, fits: Fits, limit: int) -> int:
    low, high = 1, min(limit, len(word) - 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(word[:middle]) else (low, middle - 1)
    return low


def _even(words: Sequence[str], fits: Fits, limit: int, *, paragraph: bool) -> list[str]:
    """Minimum raggedness (Knuth and Plass 1981, simplified): fewest lines first, then the cheapest breaks."""
    if not words:
        return []
    count = len(words)
    longest = max(len(" ".join(words[i : last_that_fits(words, i, fits, limit)])) for i in range(count))
    best: list[tuple[int, float, int]] = [(0, 0.0, count)] * (count + 1)
    for start in range(count - 1, -1, -1):
        options = []
        for end in range(start + 1, last_that_fits(words, start, fits, limit) + 1):
            lines, price, _ = best[end]
            options.append(
                (lines + 1, price + _price(words, (start, end), longest, paragraph=paragraph), end)
            )
        best[start] = min(options)
    return _lines(words, best)


def _price(words: Sequence[str], line: tuple[int, int], longest: int, *, paragraph: bool) -> float:
    start, end = line
    last = end == len(words)
    empty = 1.0 - len(" ".join(words[start:end])) / max(longest, 1)
    if paragraph:
        if last:
            return _WIDOW if start > 0 and end - start == 1 else 0.0
        return _RAGGED_PARAGRAPH * empty * empty + breaks.before(words, end)
    return _RAGGED * empty * empty + (0.0 if last else breaks.before(words, end))


def _lines(words: Sequence[str], best: Sequence[tuple[int, float, int]]) -> list[str]:
    lines, start = [], 0
    while start < len(words):
        end = best[start][2]
        lines.append(" ".join(words[start:end]))
        start = end
    return lines
