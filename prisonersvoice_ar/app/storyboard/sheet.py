"""The contact sheet: every beat's picture with its number, what it holds and where it leads; pages of cards."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.authoring.storyboard.cards import Arrow, Card
from prisonersvoice_ar.core.captions import wrap
from prisonersvoice_ar.core.layout import Measure, Rect
from prisonersvoice_ar.stage.page import Page
from prisonersvoice_ar.stage.screens.palette import PAPER, QUIET, RUST, mixed
from prisonersvoice_ar.stage.screens.type import Type
from prisonersvoice_ar.stage.window import Window

Picture = NDArray[np.uint8]
Line = tuple[str, str]
"""where a way leads, and when it is taken"""

COLUMNS = 4
MOST_ROWS = 6
"""a page of more could not be looked at whole"""
WIDTH = 480
"""pixels of a picture on the sheet, at most; and of its height, so that portraits stay small"""
_MARGIN, _GUTTER = 40, 36
_NARROWEST = 900
"""pixels of a sheet, however few its pictures are"""
_HEAD = 96
"""pixels above the pictures where the heading's second part takes one line"""
_ID_PX, _PX = 22.0, 17.0
_LINE = 24.0
"""pixels from baseline to baseline"""
_SPACE, _INDENT = 12.0, 22.0
_MOST_LINES = 10
"""of the ways under a picture"""


@dataclass(frozen=True)
class Pinned:
    """A card with its picture."""

    card: Card
    jpeg: bytes
    size: tuple[int, int]
    """of the picture, pixels"""


@dataclass(frozen=True)
class Heading:
    """What stands above the cards."""

    title: str
    line: str
    unreached: str
    """said of a card that no way leads to"""
    more: Callable[[int], str]
    """said where not all ways fit, of how many are left"""


def pages_of(cards: Sequence[Pinned]) -> list[Sequence[Pinned]]:
    """``cards`` in pages of about the same length."""
    most = COLUMNS * MOST_ROWS
    count = max(1, -(-len(cards) // most))
    rows = -(-len(cards) // (count * COLUMNS))
    each = max(1, rows * COLUMNS)
    return [cards[start : start + each] for start in range(0, len(cards), each)]


def draw_pages(
    window: Window, pages: Sequence[Sequence[Pinned]], headings: Sequence[Heading]
) -> Iterator[Picture]:
    """Draw each page, (H, W, 3) uint8 BGR, in ``window``, which is resized and shows nothing else."""
    kind = Type()
    for page, heading in zip(pages, headings, strict=True):
        yield _draw(window, kind, page, heading)


def _draw(window: Window, kind: Type, cards: Sequence[Pinned], heading: Heading) -> Picture:
    wide, high = _picture_size(cards)
    column = max(wide, 300)
    texts = [_way_lines(pinned.card, heading, column, kind.measure) for pinned in cards]
    rows = [texts[start : start + COLUMNS] for start in range(0, len(texts), COLUMNS)]
    heights = [round(high + 52 + _LINE * max(len(lines) for lines in row)) for row in rows]
    columns = min(COLUMNS, len(cards))
    width = max(2 * _MARGIN + columns * column + (columns - 1) * _GUTTER, _NARROWEST)
    about = _filled(heading.line, width - 2 * _MARGIN, kind.measure)
    top = _HEAD + round(_LINE * max(0, len(about) - 1))
    window.resize(width, top + sum(heights) + _GUTTER * len(rows) + _MARGIN)
    window.events()  # an off-screen window takes its size when it is asked
    page = Page(window, kind)
    _draw_heading(page, heading.title, about)
    for index, pinned in enumerate(cards):
        row, place = divmod(index, COLUMNS)
        left = _MARGIN + place * (column + _GUTTER)
        last = place == COLUMNS - 1 or index == len(cards) - 1
        _draw_card(page, pinned, texts[index], Rect(left, top, column, high), beside=not last)
        if last:
            top += heights[row] + _GUTTER
    return page.drawn()


def _picture_size(cards: Sequence[Pinned]) -> tuple[int, int]:
    wide, high = cards[0].size
    share = min(1.0, WIDTH / wide, WIDTH / high)
    return max(1, round(wide * share)), max(1, round(high * share))


def _draw_heading(page: Page, title: str, about: Sequence[str]) -> None:
    page.write(title, (_MARGIN, 46.0), 30.0, PAPER, bold=True)
    for index, line in enumerate(about):
        page.write(line, (_MARGIN, 74.0 + _LINE * index), _PX, QUIET)


def _draw_card(page: Page, pinned: Pinned, lines: Sequence[Line], at: Rect, *, beside: bool) -> None:
    wide, high = _picture_size([pinned])
    card = pinned.card
    if not card.reached:
        page.plate(Rect(at.x - 6, at.y - 6, at.w + 12, high + 12), RUST, 4.0)
    page.picture(pinned.jpeg, Rect(at.x, at.y, wide, high))
    y = at.y + high + 30.0
    name = f"{card.number}  {card.beat}"
    page.write(name, (at.x, y), _ID_PX, PAPER if card.reached else RUST, bold=True)
    marks = " · ".join(card.marks)
    room = at.w - page.measure(name, _ID_PX, True) - 16.0
    wanted = page.measure(marks, _PX, False)
    if wanted <= room:
        page.write(marks, (at.right - wanted, y), _PX, QUIET)
    for where, why in lines:
        y += _LINE
        page.write(where, (at.x, y), _PX, mixed(PAPER, RUST, 0.35), bold=True)
        beyond = page.measure(where, _PX, True) + _SPACE if where else _INDENT
        page.write(why, (at.x + beyond, y), _PX, QUIET)
    if beside and any(arrow.next for arrow in card.arrows):
        page.write("→", (at.right + _GUTTER / 2 - 11.0, at.y + high / 2 + 8.0), 26.0, RUST, bold=True)


def _way_lines(card: Card, heading: Heading, width: float, measure: Measure) -> list[Line]:
    """The lines under a picture."""
    found: list[Line] = [] if card.reached else [(heading.unreached, "")]
    for index, arrow in enumerate(card.arrows):
        lines = _of_arrow(arrow, width, measure)
        if len(found) + len(lines) > _MOST_LINES and index:
            found.append(("", heading.more(len(card.arrows) - index)))
            break
        found += lines
    return found


def _of_arrow(arrow: Arrow, width: float, measure: Measure) -> list[Line]:
    """Both in one line where they fit."""
    where = _wrapped(f"→ {arrow.to}", width, measure, bold=True)
    room = width - measure(where[-1], _PX, True) - _SPACE
    if measure(arrow.why, _PX, False) <= room:
        return [*((line, "") for line in where[:-1]), (where[-1], arrow.why)]
    why = _wrapped(arrow.why, width - _INDENT, measure, bold=False)
    return [*((line, "") for line in where), *(("", line) for line in why)]


def _filled(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    return wrap(text, lambda line: measure(line, _PX, False) <= width, limit=len(text), paragraph=True)


def _wrapped(text: str, width: float, measure: Measure, *, bold: bool) -> tuple[str, ...]:
    return wrap(text, lambda line: measure(line, _PX, bold) <= width, limit=90, paragraph=True)[:2]
