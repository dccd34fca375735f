"""The actions' screen: a card for each, with its QR code as large as the window allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from prisonersvoice_ar.core.layout.buttons import ButtonBox, Face, set_button
from prisonersvoice_ar.core.layout.column import BUTTON_SHARE, below, corner_row, shrinking
from prisonersvoice_ar.core.layout.rect import Rect, flow_height, place
from prisonersvoice_ar.core.layout.scale import Scale, Style
from prisonersvoice_ar.core.layout.typeset import Block, Measure, TextBox, set_block


@dataclass(frozen=True)
class CardText:
    """What a card says."""

    title: str
    text: str
    host: str = ""
    """readable name of the site; empty: no code"""
    note: str = ""
    button: Face | None = None


@dataclass(frozen=True)
class Board:
    """The actions' screen."""

    heading: tuple[Block, ...]
    cards: tuple[CardText, ...]
    footing: tuple[Block, ...] = ()
    buttons: tuple[Face, ...] = ()
    corner: tuple[Face, ...] = ()


@dataclass(frozen=True)
class CardLayout:
    """Where a card stands."""

    rect: Rect
    texts: tuple[TextBox, ...]
    code: Rect | None
    """the square of the QR code, quiet zone included"""
    button: ButtonBox | None


@dataclass(frozen=True)
class BoardLayout:
    """Where it all stands."""

    heading: tuple[TextBox, ...]
    cards: tuple[CardLayout, ...]
    footing: tuple[TextBox, ...]
    buttons: tuple[ButtonBox, ...]
    corner: tuple[ButtonBox, ...]
    shrink: float

    @property
    def targets(self) -> tuple[tuple[str, Rect], ...]:
        """Everything to press: (id, where)."""
        own = [card.button for card in self.cards if card.button is not None]
        return tuple((box.face.id, box.rect) for box in (*self.corner, *self.buttons, *own))


@dataclass(frozen=True)
class _Frame:
    """Everything but the cards, at one size."""

    heading: tuple[TextBox, ...]
    footing: tuple[TextBox, ...]
    buttons: tuple[ButtonBox, ...]
    free: Rect
    whole: bool


def lay_out_board(board: Board, size: tuple[float, float], measure: Measure) -> BoardLayout:
    """Lay the cards out in the grid that gives the largest codes; type shrinks until all is whole."""
    scale = Scale.of(size)
    corner = corner_row(scale, board.corner, measure)
    area = below(scale, corner)
    result: BoardLayout | None = None
    for shrink in shrinking(scale):
        frame = _frame(board, area, corner, scale, measure, shrink=shrink)
        options = list(_grids(board.cards, frame.free, scale, measure, shrink))
        best = max(options, key=lambda option: (option[0], option[1]), default=(False, 0.0, ()))
        result = BoardLayout(frame.heading, best[2], frame.footing, frame.buttons, corner, shrink)
        if frame.whole and (best[0] or not board.cards):
            break
    assert result is not None
    return result


def _stacked(
    blocks: Sequence[Block], at: Rect, scale: Scale, measure: Measure, shrink: float
) -> tuple[TextBox, ...]:
    boxes = []
    y = at.y
    for index, block in enumerate(blocks):
        y += block.space * 0.5 * scale.gap * shrink if index else 0.0
        box = set_block(block, Rect(at.x, y, at.w, at.h), scale, measure, shrink=shrink)
        boxes.append(box)
        y = box.rect.bottom
    return tuple(boxes)


def _height(boxes: Sequence[TextBox]) -> float:
    return boxes[-1].rect.bottom - boxes[0].rect.y if boxes else 0.0


def _frame(
    board: Board,
    area: Rect,
    corner: Sequence[ButtonBox],
    scale: Scale,
    measure: Measure,
    *,
    shrink: float,
) -> _Frame:
    """Heading at the top (beside the corner's buttons where there is room), support and buttons below."""
    left = min((box.rect.x for box in corner), default=scale.safe.right) - scale.safe.x - 2 * scale.gap
    top = scale.safe if left > 0.6 * scale.safe.w else area
    heading = _stacked(
        board.heading, Rect(top.x, top.y, min(left, area.w) if top is not area else area.w, top.h), scale,
        measure, shrink,
    )  # fmt: skip
    used_top = max(heading[-1].rect.bottom if heading else area.y, area.y)
    px = BUTTON_SHARE * scale.short * shrink * 0.85
    boxes = [set_button(face, scale, measure, px=px, widest=area.w) for face in board.buttons]
    sizes = [(box.rect.w, box.rect.h) for box in boxes]
    row_w = sum(w for w, _ in sizes) + scale.gap * max(0, len(sizes) - 1)
    beside = area.w - row_w >= 0.33 * area.w
    foot_w = area.w - row_w - 2 * scale.gap if beside else area.w
    footing = _stacked(board.footing, Rect(area.x, 0.0, foot_w, area.h), scale, measure, shrink)
    row_h = flow_height(sizes, area.w, scale.gap)
    foot_h = _height(footing)
    total = max(row_h, foot_h) if beside else row_h + foot_h + (scale.gap if foot_h and row_h else 0.0)
    base = area.bottom - total
    foot_y = base + (total - foot_h) / 2 if beside else base
    row_y = base + (total - row_h) / 2 if beside else area.bottom - row_h
    placed = place(sizes, Rect(area.x, row_y, area.w, row_h), scale.gap, 1.0)
    free = Rect(area.x, used_top + scale.gap, area.w, max(0.0, base - 2 * scale.gap - used_top))
    return _Frame(
        heading,
        tuple(text.moved(0.0, foot_y) for text in footing),
        tuple(box.at(rect) for box, rect in zip(boxes, placed, strict=True)),
        free,
        free.h > 0.35 * area.h and all(w <= area.w for w, _ in sizes),
    )


def _grids(
    cards: Sequence[CardText], free: Rect, scale: Scale, measure: Measure, shrink: float
) -> Iterator[tuple[bool, float, tuple[CardLayout, ...]]]:
    """Every grid of the cards: (whole, size of the smallest code, layouts)."""
    count = len(cards)
    for columns, beside in product(range(1, count + 1), (False, True)):
        rows = -(-count // columns)
        if (rows - 1) * columns >= count or rows * columns - count >= columns:
            continue
        w = (free.w - scale.gap * (columns - 1)) / columns
        h = (free.h - scale.gap * (rows - 1)) / rows
        if w <= 0 or h <= 0:
            continue
        laid = []
        for index, card in enumerate(cards):
            row, column = divmod(index, columns)
            cell = Rect(free.x + column * (w + scale.gap), free.y + row * (h + scale.gap), w, h)
            laid.append(_card(card, cell, scale, measure, shrink, beside=beside))
        smallest = min((code for _, code in laid), default=0.0)
        yield smallest >= 0.17 * scale.short, smallest, _alike([layout for layout, _ in laid], smallest)


def _alike(cards: Sequence[CardLayout], side: float) -> tuple[CardLayout, ...]:
    """All codes of one size, that of the smallest, each in the middle of its own place's lower edge."""
    return tuple(
        card
        if card.code is None or side <= 0.0
        else replace(card, code=Rect(card.code.centre[0] - side / 2, card.code.bottom - side, side, side))
        for card in cards
    )


def _card(
    card: CardText, cell: Rect, scale: Scale, measure: Measure, shrink: float, *, beside: bool
) -> tuple[CardLayout, float]:
    """One card, and the size of its code (negative where the text alone is too much)."""
    inner = cell.inset(0.9 * scale.gap)
    code_w = min(inner.h, 0.42 * inner.w) if beside and card.host else 0.0
    text_at = inner.cut_left(code_w + scale.gap if code_w else 0.0)[1]
    blocks = [Block(card.title, Style.CARD), Block(card.text, Style.SMALL)]
    blocks += [Block(card.host, Style.HOST)] if card.host else []
    blocks += [Block(card.note, Style.SMALL, quiet=True, space=0.4)] if card.note else []
    texts = _stacked(blocks, text_at, scale, measure, shrink)
    button = _card_button(card, text_at, scale, measure, shrink)
    used = _height(texts) + (button.rect.h + scale.gap if button else 0.0)
    left = inner.h - used if _words_are_whole(card, text_at.w, scale, measure, shrink) else -1.0
    code: Rect | None = None
    if card.host and beside:
        side = code_w if left >= 0.0 else -1.0
        code = Rect(inner.x, inner.y + (inner.h - code_w) / 2, code_w, code_w)
    else:
        side = min(inner.w, left - scale.gap)
        if card.host and side > 0.0:
            base = inner.bottom - (button.rect.h + scale.gap if button else 0.0)
            code = Rect(inner.x + (inner.w - side) / 2, base - side, side, side)
    if button is not None:
        button = button.at(Rect(text_at.x, inner.bottom - button.rect.h, *_wh(button)))
    return CardLayout(cell, texts, code, button), side


def _words_are_whole(card: CardText, width: float, scale: Scale, measure: Measure, shrink: float) -> bool:
    """Whether no word is wider than the card; a host name cut in two could not be typed."""
    styles = ((card.title, Style.CARD), (card.text, Style.SMALL), (card.host, Style.HOST))
    return all(
        measure(word, scale.px(style, shrink), style.bold) <= width
        for text, style in styles
        for word in text.split()
    )


def _card_button(card: CardText, at: Rect, scale: Scale, measure: Measure, shrink: float) -> ButtonBox | None:
    if card.button is None:
        return None
    px = BUTTON_SHARE * scale.short * shrink * 0.72
    return set_button(card.button, scale, measure, px=px, widest=at.w)


def _wh(box: ButtonBox) -> tuple[float, float]:
    return box.rect.w, box.rect.h
