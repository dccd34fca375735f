"""Buttons, plates and paragraphs, as they look everywhere."""

from collections.abc import Sequence

from panda3d.core import NodePath

from prisonersvoice_ar.core.layout import ButtonBox, Rect, Scale, TextBox
from prisonersvoice_ar.stage.screens.draw import Drawing
from prisonersvoice_ar.stage.screens.palette import (
    INK,
    PAPER,
    PLATE,
    QUIET,
    RUST,
    RUST_ON_PAPER,
    WHITE,
    Colour,
    faded,
    mixed,
)
from prisonersvoice_ar.stage.screens.type import CAP, Type


def draw_texts(parent: NodePath, kind: Type, boxes: Sequence[TextBox]) -> None:
    """Paragraphs, with their bullets."""
    drawing = Drawing()
    for box in boxes:
        if box.block.bullet and box.lines:
            side = 0.42 * box.px
            y = box.rect.y + box.line_height / 2 - side / 2
            mark = Rect(round(box.rect.x - 1.1 * box.px), round(y), round(side), round(side))
            drawing.rounded(mark, 0.0, RUST)
    drawing.attach(parent, "bullets", 1)
    for box in boxes:
        kind.draw_box(parent, box, QUIET if box.block.quiet else PAPER)


def draw_plate(drawing: Drawing, rect: Rect, radius: float, alpha: float = PLATE) -> None:
    """What makes a text readable over any picture."""
    drawing.rounded(rect, radius, faded(INK, alpha))


def draw_buttons(
    parent: NodePath,
    kind: Type,
    boxes: Sequence[ButtonBox],
    scale: Scale,
    *,
    hovered: str | None = None,
    focused: str | None = None,
) -> None:
    """Buttons with their labels and keys; hover brightens, the keyboard's focus draws a ring."""
    drawing = Drawing()
    unit = max(1.0, scale.short / 360)
    for box in boxes:
        _face(drawing, box, unit, lit=box.face.id == hovered, ring=box.face.id == focused)
    drawing.attach(parent, "faces", 1)
    text = parent.attachNewNode("labels", 2)
    for box in boxes:
        _label(text, kind, box)


def _colours(box: ButtonBox, *, lit: bool) -> tuple[Colour, Colour, Colour]:
    """(fill, rim, text)."""
    if box.face.primary:
        return (WHITE if lit else PAPER), (RUST if lit else PAPER), INK
    fill = mixed(faded(INK, 0.84), faded(PAPER, 0.92), 0.16) if lit else faded(INK, 0.84)
    return fill, (PAPER if lit else faded(PAPER, 0.5)), PAPER


def _face(drawing: Drawing, box: ButtonBox, unit: float, *, lit: bool, ring: bool) -> None:
    fill, rim, _ = _colours(box, lit=lit)
    rect = _whole(box.rect)
    radius = min(0.35 * box.px, rect.h / 2)
    drawing.rounded(rect, radius, fill)
    drawing.rounded_line(rect, radius, max(1.0, 0.75 * unit), rim)
    if ring:
        # Inside the button, so that it never touches a neighbour.
        inner = rect.inset(2.0 * unit)
        drawing.rounded_line(
            inner, max(0.0, radius - 2.0 * unit), 1.6 * unit, RUST_ON_PAPER if box.face.primary else RUST
        )
    if box.key_w:
        cap = _key_cap(box)
        tint = faded(INK, 0.55) if box.face.primary else faded(PAPER, 0.55)
        drawing.rounded_line(cap, 0.18 * box.px, max(1.0, 0.5 * unit), tint)


def _key_cap(box: ButtonBox) -> Rect:
    height = 1.25 * box.key_px
    return _whole(
        Rect(box.rect.right - 0.75 * box.px - box.key_w, box.rect.centre[1] - height / 2, box.key_w, height)
    )


def _label(parent: NodePath, kind: Type, box: ButtonBox) -> None:
    colour = _colours(box, lit=False)[2]
    left = box.rect.x + 0.75 * box.px
    right = box.rect.right - 0.75 * box.px - (box.key_w + 0.5 * box.px if box.key_w else 0.0)
    y = box.rect.centre[1] - box.line_height * (len(box.lines) - 1) / 2 + 0.5 * CAP * box.px
    for line in box.lines:
        kind.draw(parent, line, ((left + right) / 2, y), box.px, colour, bold=True, align=0.5)
        y += box.line_height
    if box.key_w:
        cap = _key_cap(box)
        at = (cap.centre[0], cap.centre[1] + 0.5 * CAP * box.key_px)
        tint = mixed(INK, PAPER, 0.25) if box.face.primary else QUIET
        kind.draw(parent, box.face.key, at, box.key_px, tint, bold=False, align=0.5)


def _whole(rect: Rect) -> Rect:
    """On whole pixels, so that straight edges are sharp."""
    x, y = round(rect.x), round(rect.y)
    return Rect(x, y, round(rect.right) - x, round(rect.bottom) - y)
