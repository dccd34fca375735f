"""Text set into boxes: sizes, lines and where they stand; widths come from an injected measure."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from prisonersvoice_ar.core.captions import wrap
from prisonersvoice_ar.core.layout.rect import Rect
from prisonersvoice_ar.core.layout.scale import Scale, Style

Measure = Callable[[str, float, bool], float]
"""(text, type size in pixels, SemiBold) → width in pixels"""

LONGEST_LINE = 74
"""characters; a longer line loses the eye (Bringhurst: 45 to 75)"""


@dataclass(frozen=True)
class Block:
    """A paragraph to be set."""

    text: str
    style: Style = Style.BODY
    quiet: bool = False
    """in the paler colour"""
    bullet: bool = False
    """with a mark before it"""
    space: float = 1.0
    """above it, in gaps of the scale"""
    longest: int = LONGEST_LINE
    """characters of a line"""
    even: bool = False
    """lines of one length, as in a title, instead of a paragraph's"""


@dataclass(frozen=True)
class TextBox:
    """A paragraph that has been set."""

    block: Block
    rect: Rect
    lines: tuple[str, ...]
    px: float
    """type size in pixels"""
    align: float = 0.0
    """0 left, 0.5 centred, 1 right"""

    @property
    def line_height(self) -> float:
        """Pixels from baseline to baseline."""
        return self.px * self.block.style.leading

    def moved(self, dx: float, dy: float) -> "TextBox":
        """The same, elsewhere."""
        return replace(self, rect=self.rect.moved(dx, dy))


def set_block(
    block: Block, at: Rect, scale: Scale, measure: Measure, *, shrink: float = 1.0, align: float = 0.0
) -> TextBox:
    """Set ``block`` at the top of ``at``, as wide as ``at`` and as tall as its lines need."""
    px = scale.px(block.style, shrink)
    indent = 1.1 * px if block.bullet else 0.0
    width = max(at.w - indent, 0.0)
    lines = wrap(
        block.text,
        lambda line: measure(line, px, block.style.bold) <= width,
        limit=block.longest,
        paragraph=not (align or block.even or block.style.bold),
    )
    height = len(lines) * px * block.style.leading
    return TextBox(block, Rect(at.x + indent, at.y, width, height), lines, px, align)
