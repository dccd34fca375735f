"""A line of narration as successive captions of at most two lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from prisonersvoice_ar.core.captions import breaks
from prisonersvoice_ar.core.captions.timing import GAP, MAX_SECONDS, shares
from prisonersvoice_ar.core.captions.wrap import MAX_CHARACTERS, Fits, last_that_fits, words_of

_A_PAGE = 9.0
"""what one more page costs, in the units of breaks.cost"""
_AT_PAGE_END = 2.2
"""a poor break disturbs more between pages than between lines"""
_UNEVEN = 5.0
_SHORT_PAGE = 12
"""characters under which a page of its own is a flicker, unless it is a sentence"""
_TORN = 14.0
"""a page that ends one sentence and tears the next"""
_LEAST_FOR_PACE = 20
"""never cut finer than this for slow speech's sake"""


@dataclass(frozen=True)
class CaptionPage:
    """What stands on the screen at once."""

    lines: tuple[str, ...]
    """one or two"""
    start: float
    """seconds from the line's start"""
    end: float
    """seconds from the line's start; a little before the next page's start"""

    @property
    def text(self) -> str:
        """The page's lines as one."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class _Plan:
    price: float
    end: int
    middle: int
    """where the second line begins; equal to ``end`` where there is one line"""


def pages(text: str, fits: Fits, seconds: float, *, limit: int = MAX_CHARACTERS) -> tuple[CaptionPage, ...]:
    """Split ``text`` into pages of at most two lines and share ``seconds`` among them.

    ``fits`` tells whether a line is narrow enough; ``limit`` is the most characters of a line. Breaks fall
    after sentences, then clauses, and not after a preposition where another place will do. Pages are in
    order, do not overlap, and the last ends at ``seconds``. Text without words gives no pages. Raises
    ValueError where ``seconds`` is not positive.
    """
    if seconds <= 0.0:
        raise ValueError(f"a caption needs a time to stand, got {seconds} s")
    words = words_of(" ".join(text.split("\n")), fits, limit)
    if not words:
        return ()
    most = max(_LEAST_FOR_PACE, int(MAX_SECONDS * len(" ".join(words)) / seconds))
    return _timed(_split(words, _plans(words, fits, limit, most)), seconds)


def paged(
    parts: Sequence[str], fits: Fits, seconds: float, *, limit: int = MAX_CHARACTERS
) -> tuple[CaptionPage, ...]:
    """Captions one after another, as the author parts them; see ``pages``, which breaks what is too long for one."""
    times = shares([len(part) for part in parts], seconds)
    found: list[CaptionPage] = []
    start = 0.0
    for part, time in zip(parts, times, strict=True):
        found += [
            replace(page, start=start + page.start, end=start + page.end)
            for page in pages(part, fits, time, limit=limit)
        ]
        start += time
    # one part makes room for the next as its own pages do
    for index, (page, following) in enumerate(pairwise(found)):
        room = following.start - min(GAP, 0.1 * (following.start - page.start))
        found[index] = replace(page, end=min(page.end, room))
    return tuple(found)


def page_at(shown: Sequence[CaptionPage], elapsed: float) -> int | None:
    """Index of the page to show ``elapsed`` seconds into the line, or None between pages and outside."""
    return next((i for i, page in enumerate(shown) if page.start <= elapsed < page.end), None)


@dataclass(frozen=True)
class _Measured:
    """Words with what every page of them is judged by, counted once: a page is weighed a thousand times."""

    starts: tuple[int, ...]
    """characters before each word, and one past the end of all and a space"""
    before: tuple[float, ...]
    """what a break before each word costs, and after the last"""
    ended: tuple[int, ...]
    """how many of the words before each end a sentence"""

    @classmethod
    def of(cls, words: Sequence[str]) -> "_Measured":
        """Measure ``words``, one at least."""
        ends = [breaks.cost(word, "") == breaks.SENTENCE for word in words]
        return cls(
            tuple(accumulate((len(word) + 1 for word in words), initial=0)),
            (0.0, *(breaks.before(words, index) for index in range(1, len(words))), breaks.SENTENCE),
            tuple(accumulate(ends, initial=0)),
        )

    def __len__(self) -> int:
        return len(self.before) - 1

    def length(self, start: int, end: int) -> int:
        """Characters of the words from ``start`` to before ``end``, one at least."""
        return self.starts[end] - self.starts[start] - 1


def _plans(words: Sequence[str], fits: Fits, limit: int, most: int) -> list[_Plan]:
    """For each word, the cheapest way on when a page begins there."""
    count, measured = len(words), _Measured.of(words)
    reach = [last_that_fits(words, start, fits, limit) for start in range(count)] + [count]
    plans = [_Plan(0.0, count, count)] * (count + 1)
    for start in range(count - 1, -1, -1):
        price, _, end, middle = min(
            (price + plans[end].price, -end, end, middle)
            for price, end, middle in _page_options(measured, start, reach, most)
        )
        plans[start] = _Plan(price, end, middle)
    return plans


def _page_options(
    text: _Measured, start: int, reach: Sequence[int], most: int
) -> Iterator[tuple[float, int, int]]:
    """All pages that begin at ``start``, as (price, end, start of the second line)."""
    for middle in range(start + 1, reach[start] + 1):
        yield _page_price(text, start, middle, most), middle, middle
        if middle == len(text):
            break
        first = text.length(start, middle)
        line_break = text.before[middle]
        for end in range(middle + 1, reach[middle] + 1):
            second = text.length(middle, end)
            uneven = _UNEVEN * abs(first - second) / max(first, second)
            yield _page_price(text, start, end, most) + line_break + uneven, end, middle


def _page_price(text: _Measured, start: int, end: int, most: int) -> float:
    length = text.length(start, end)
    price = _A_PAGE
    if length > most and end - start > 1:
        price += _A_PAGE * (length - most)
    closing = text.before[end]
    if length < _SHORT_PAGE and (closing > breaks.SENTENCE or start > 0):
        price += _A_PAGE
    if closing > breaks.SENTENCE and text.ended[end - 1] > text.ended[start]:
        price += _TORN
    return price + _AT_PAGE_END * closing


def _split(words: Sequence[str], plans: Sequence[_Plan]) -> list[tuple[str, ...]]:
    result, start = [], 0
    while start < len(words):
        plan = plans[start]
        parts = (words[start : plan.middle], words[plan.middle : plan.end])
        result.append(tuple(" ".join(part) for part in parts if part))
        start = plan.end
    return result


def _timed(texts: Sequence[tuple[str, ...]], seconds: float) -> tuple[CaptionPage, ...]:
    times = shares([len(" ".join(lines)) for lines in texts], seconds)
    result, start = [], 0.0
    for index, (lines, time) in enumerate(zip(texts, times, strict=True)):
        last = index == len(texts) - 1
        following = seconds if last else start + time
        gap = 0.0 if last else min(GAP, 0.1 * time)
        result.append(CaptionPage(lines, start, following - gap))
        start = following
    return tuple(result)
