"""The story's screen: captions below, a way out above, hints and choices between; the middle stays free."""

from collections.abc import Sequence
from dataclasses import dataclass

from prisonersvoice_ar.core.captions import Fits
from prisonersvoice_ar.core.layout.buttons import ButtonBox, Face, set_button
from prisonersvoice_ar.core.layout.column import BUTTON_SHARE, corner_row, shrinking
from prisonersvoice_ar.core.layout.rect import Rect, flow_height, place
from prisonersvoice_ar.core.layout.scale import Scale, Style
from prisonersvoice_ar.core.layout.typeset import Block, Measure, TextBox, set_block

CAPTION_LEADING = 1.3
_SAMPLE = "Двадцять дві години на добу чи більше, the"
"""42 characters of ordinary text"""
_WIDE_ENOUGH = 38 / 42
"""the type shrinks until this much of the sample fits a line, but never under 4 % of the shorter side"""


@dataclass(frozen=True)
class CaptionType:
    """How captions are set in one window."""

    px: float
    """type size"""
    line_height: float
    """pixels: 8 % of the shorter side where a line of 38 characters then fits, never under 4 %"""
    width: float
    """pixels: the widest line"""
    area: Rect
    """where two lines and their plate stand"""
    pad: float
    """pixels between the text and its plate's edge"""

    def fits(self, measure: Measure) -> Fits:
        """The question that core.captions asks of every line."""
        return lambda line: measure(line, self.px, True) <= self.width


@dataclass(frozen=True)
class StoryScreen:
    """What the story shows besides the cell and the captions."""

    corner: tuple[Face, ...] = ()
    choices: tuple[Face, ...] = ()
    marks: tuple[str, ...] = ()
    """what this testimony is, how the voice was made"""
    hint: str = ""
    message: str = ""
    """the camera is away"""
    lost: str = ""
    """what to do so that the target is seen"""


@dataclass(frozen=True)
class StoryLayout:
    """Where it stands."""

    caption: CaptionType
    corner: tuple[ButtonBox, ...]
    choices: tuple[ButtonBox, ...]
    marks: TextBox | None
    hint: TextBox | None
    message: TextBox | None
    lost: TextBox | None
    drawing: Rect | None
    """of how to show the target"""
    middle: Rect
    """what is left free for the cell"""

    @property
    def targets(self) -> tuple[tuple[str, Rect], ...]:
        """Everything to press: (id, where)."""
        return tuple((box.face.id, box.rect) for box in (*self.corner, *self.choices))


def caption_type(size: tuple[float, float], measure: Measure) -> CaptionType:
    """Choose the captions' size: 8 % of the shorter side down to 4 % (BBC; testimony-and-care.md)."""
    scale = Scale.of(size)
    safe = scale.safe
    line_height = 0.08 * scale.short
    sample = max(measure(_SAMPLE, 100.0, True) / 100.0 * _WIDE_ENOUGH, 1e-6)
    # width of the text = sample × px; the plate's padding is 0.5 px each side
    widest_px = safe.w / (sample + 1.0)
    line_height = min(line_height, max(widest_px * CAPTION_LEADING, 0.04 * scale.short))
    px = line_height / CAPTION_LEADING
    pad = 0.5 * px
    area, _ = safe.cut_bottom(2 * line_height + pad)
    return CaptionType(px, line_height, max(safe.w - 2 * pad, 1.0), area, pad)


def lay_out_story(screen: StoryScreen, size: tuple[float, float], measure: Measure) -> StoryLayout:
    """Lay the story's screen out; nothing overlaps, everything is inside the safe area."""
    scale = Scale.of(size)
    caption = caption_type(size, measure)
    corner = corner_row(scale, screen.corner, measure)
    free = scale.safe.cut_bottom(caption.area.h + scale.gap)[1]
    marks, free = _marks(screen.marks, corner, free, scale, measure)
    message, free = _plate(screen.message, Style.BODY, free, scale, measure, top=True)
    choices, free = _choices(screen.choices, free, scale, measure)
    hint, free = _plate(screen.hint, Style.BODY, free, scale, measure, top=False)
    drawing, lost = _lost(screen.lost, free, scale, measure)
    return StoryLayout(caption, corner, choices, marks, hint, message, lost, drawing, free)


def _marks(
    marks: Sequence[str], corner: Sequence[ButtonBox], free: Rect, scale: Scale, measure: Measure
) -> tuple[TextBox | None, Rect]:
    """Beside the corner's buttons where there is room for a readable line, else under them."""
    bar = max((box.rect.bottom for box in corner), default=free.y) - free.y
    left = min((box.rect.x for box in corner), default=free.right) - free.x - 2 * scale.gap
    if not marks:
        return None, free.cut_top(bar + scale.gap if bar else 0.0)[1]
    beside = left >= 0.42 * free.w
    at = Rect(free.x, free.y, left, free.h) if beside else free.cut_top(bar + scale.gap)[1]
    pad = 0.5 * scale.px(Style.SMALL)
    block = Block("\n".join(marks), Style.SMALL, even=True)
    box = _narrowed(set_block(block, at.inset(pad, 0.5 * pad), scale, measure), measure)
    bottom = max(box.rect.bottom + 0.5 * pad, free.y + bar)
    return box, free.cut_top(bottom - free.y + scale.gap)[1]


def _narrowed(box: TextBox, measure: Measure) -> TextBox:
    widest = max((measure(line, box.px, box.block.style.bold) for line in box.lines), default=0.0)
    width = min(widest, box.rect.w)
    x = box.rect.x + box.align * (box.rect.w - width)
    return TextBox(box.block, Rect(x, box.rect.y, width, box.rect.h), box.lines, box.px, box.align)


def plate_pad(px: float) -> tuple[float, float]:
    """Pixels between a text of ``px`` and the edge of its plate: (beside, above and below)."""
    return 0.8 * px, 0.5 * px


def _plate(
    text: str, style: Style, free: Rect, scale: Scale, measure: Measure, *, top: bool
) -> tuple[TextBox | None, Rect]:
    """A text on a plate at the top or the bottom of what is free, centred."""
    if not text:
        return None, free
    pad_x, pad_y = plate_pad(scale.px(style))
    column = free.centred(min(free.w, 1.3 * scale.short), free.h).inset(pad_x, pad_y)
    box = _narrowed(set_block(Block(text, style), column, scale, measure, align=0.5), measure)
    used = box.rect.h + 2 * pad_y
    if top:
        return box, free.cut_top(used + scale.gap)[1]
    return box.moved(0.0, free.bottom - used - free.y), free.cut_bottom(used + scale.gap)[1]


def _choices(
    faces: Sequence[Face], free: Rect, scale: Scale, measure: Measure
) -> tuple[tuple[ButtonBox, ...], Rect]:
    """In a row above the captions; in rows where the window is narrow."""
    if not faces:
        return (), free
    boxes: list[ButtonBox] = []
    height = 0.0
    for shrink in shrinking(scale):
        px = BUTTON_SHARE * scale.short * shrink
        boxes = [set_button(face, scale, measure, px=px, widest=free.w) for face in faces]
        height = flow_height([(box.rect.w, box.rect.h) for box in boxes], free.w, scale.gap)
        if height <= 0.45 * free.h and all(box.rect.w <= free.w for box in boxes):
            break
    strip, rest = free.cut_bottom(height)
    placed = place([(box.rect.w, box.rect.h) for box in boxes], strip, scale.gap, 0.5)
    return (
        tuple(box.at(rect) for box, rect in zip(boxes, placed, strict=True)),
        rest.cut_bottom(scale.gap)[1],
    )


def _lost(text: str, free: Rect, scale: Scale, measure: Measure) -> tuple[Rect | None, TextBox | None]:
    """A drawing with a line under it, in the middle of what is free."""
    if not text:
        return None, None
    pad_x, pad_y = plate_pad(scale.px(Style.LEAD))
    column = free.centred(min(free.w, 1.2 * scale.short), free.h).inset(pad_x, pad_y)
    box = _narrowed(set_block(Block(text, Style.LEAD), column, scale, measure, align=0.5), measure)
    picture_h = min(0.30 * scale.short, column.h - box.rect.h - pad_y)
    if picture_h < 0.08 * scale.short:
        return None, box.moved(0.0, max(0.0, (column.h - box.rect.h) / 2))
    top = column.y + (column.h - picture_h - pad_y - box.rect.h) / 2
    picture = Rect(column.x, top, column.w, picture_h).centred(1.6 * picture_h, picture_h)
    return picture, box.moved(0.0, picture.bottom + pad_y - box.rect.y)
