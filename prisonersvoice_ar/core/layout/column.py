"""Menus: a column of text with buttons under it, beside or under a drawing; shrunk until it is whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prisonersvoice_ar.core.layout.buttons import ButtonBox, Face, set_button
from prisonersvoice_ar.core.layout.rect import Rect, flow_height, place
from prisonersvoice_ar.core.layout.scale import Scale
from prisonersvoice_ar.core.layout.typeset import Block, Measure, TextBox, set_block

BUTTON_SHARE = 0.034
"""type size of a button's label over the shorter side"""
CORNER_SHARE = 0.0245
_READABLE = 160.0
"""pixels of the shorter side under which there is nothing to fit"""


@dataclass(frozen=True)
class Menu:
    """What a menu says."""

    blocks: tuple[Block, ...]
    buttons: tuple[Face, ...] = ()
    corner: tuple[Face, ...] = ()
    """small buttons at the top right"""
    drawing: bool = False
    align: float = 0.0
    """0 left, 0.5 centred"""
    measure_share: float = 1.15
    """widest column over the shorter side"""
    button_scale: float = 1.0


@dataclass(frozen=True)
class MenuLayout:
    """Where it stands."""

    texts: tuple[TextBox, ...]
    buttons: tuple[ButtonBox, ...]
    corner: tuple[ButtonBox, ...]
    drawing: Rect | None
    shrink: float
    """what the type was multiplied with so that all is whole"""

    @property
    def targets(self) -> tuple[tuple[str, Rect], ...]:
        """Everything to press: (id, where)."""
        return tuple((box.face.id, box.rect) for box in (*self.corner, *self.buttons))


def shrinking(scale: Scale) -> Iterator[float]:
    """Factors to try, from full size down to where nothing can be read and all the rest must give."""
    factor = 1.0
    least = 0.05 if scale.short >= _READABLE else 0.9
    while factor > least:
        yield factor
        factor *= 0.94


def corner_row(scale: Scale, faces: Sequence[Face], measure: Measure) -> tuple[ButtonBox, ...]:
    """Small buttons in a row at the top right; they shrink until they stand in one row."""
    safe = scale.safe
    boxes: list[ButtonBox] = []
    for shrink in shrinking(scale):
        px = CORNER_SHARE * scale.short * shrink
        boxes = [set_button(face, scale, measure, px=px, widest=safe.w) for face in faces]
        if sum(box.rect.w for box in boxes) + scale.gap * (len(boxes) - 1) <= safe.w:
            break
    placed = place([(box.rect.w, box.rect.h) for box in boxes], safe, scale.gap, 1.0)
    return tuple(box.at(rect) for box, rect in zip(boxes, placed, strict=True))


def below(scale: Scale, boxes: Sequence[ButtonBox]) -> Rect:
    """The safe area under the corner's buttons."""
    if not boxes:
        return scale.safe
    used = max(box.rect.bottom for box in boxes) - scale.safe.y + scale.gap
    return scale.safe.cut_top(used)[1]


def lay_out(menu: Menu, size: tuple[float, float], measure: Measure) -> MenuLayout:
    """Lay a menu out in a window of ``size`` pixels; everything is inside, nothing overlaps."""
    scale = Scale.of(size)
    corner = corner_row(scale, menu.corner, measure)
    area = below(scale, corner)
    drawing, area = _split(menu, scale, area)
    column = area.centred(min(area.w, menu.measure_share * scale.short), area.h)
    result = MenuLayout((), (), corner, drawing, 1.0)
    for shrink in shrinking(scale):
        texts, buttons, used = _set(menu, scale, column, measure, shrink)
        result = MenuLayout(texts, buttons, corner, drawing, shrink)
        if used <= column.h and all(box.rect.w <= column.w for box in buttons):
            break
    return _centred(result, column, used)


def _split(menu: Menu, scale: Scale, area: Rect) -> tuple[Rect | None, Rect]:
    if not menu.drawing:
        return None, area
    if scale.portrait:
        picture, rest = area.cut_top(0.42 * area.h)
        return picture.inset(0.0, scale.gap), rest
    picture, rest = area.cut_left(0.46 * area.w)
    return picture.inset(scale.gap, scale.gap), rest.cut_left(2 * scale.gap)[1]


def _set(
    menu: Menu, scale: Scale, column: Rect, measure: Measure, shrink: float
) -> tuple[tuple[TextBox, ...], tuple[ButtonBox, ...], float]:
    texts = []
    y = column.y
    for index, block in enumerate(menu.blocks):
        y += block.space * scale.gap * shrink if index else 0.0
        box = set_block(
            block, Rect(column.x, y, column.w, column.h), scale, measure, shrink=shrink, align=menu.align
        )
        texts.append(box)
        y = box.rect.bottom
    px = BUTTON_SHARE * scale.short * shrink * menu.button_scale
    boxes = [set_button(face, scale, measure, px=px, widest=column.w) for face in menu.buttons]
    sizes = [(box.rect.w, box.rect.h) for box in boxes]
    if boxes:
        y += 2.2 * scale.gap * shrink if texts else 0.0
        rows = place(sizes, Rect(column.x, y, column.w, column.h), scale.gap, menu.align)
        boxes = [box.at(rect) for box, rect in zip(boxes, rows, strict=True)]
        y += flow_height(sizes, column.w, scale.gap)
    return tuple(texts), tuple(boxes), y - column.y


def _centred(layout: MenuLayout, column: Rect, used: float) -> MenuLayout:
    # A little above the middle looks like the middle.
    down = max(0.0, (column.h - used) * 0.46)
    return MenuLayout(
        tuple(text.moved(0.0, down) for text in layout.texts),
        tuple(box.at(box.rect.moved(0.0, down)) for box in layout.buttons),
        layout.corner,
        layout.drawing,
        layout.shrink,
    )
