"""Captions over any picture: two lines at most, on a plate no larger than they need."""

from dataclasses import dataclass

from panda3d.core import NodePath

from prisonersvoice_ar.core.captions import CaptionPage, page_at, paged
from prisonersvoice_ar.core.layout import CaptionType, Rect, caption_type
from prisonersvoice_ar.core.visit.view import CaptionView
from prisonersvoice_ar.stage.screens.draw import Drawing
from prisonersvoice_ar.stage.screens.layers import Layers
from prisonersvoice_ar.stage.screens.palette import PAPER
from prisonersvoice_ar.stage.screens.type import Type, baseline
from prisonersvoice_ar.stage.screens.widgets import draw_plate


@dataclass(frozen=True)
class ShownCaption:
    """What is on the screen now, for the run's report."""

    line: str
    """the line's id"""
    page: int
    text: str


class Captions:
    """Splits the line that is being said into pages and draws the one whose time it is."""

    def __init__(self, layers: Layers, kind: Type) -> None:
        """Draw into ``layers`` with ``kind``."""
        self._layers = layers
        self._type = kind
        self._split: tuple[object, CaptionType, tuple[CaptionPage, ...]] | None = None
        self.shown: ShownCaption | None = None

    def show(self, caption: CaptionView | None, size: tuple[int, int], sort: int) -> None:
        """Show ``caption``'s page in a window of ``size``, or nothing."""
        if caption is None or caption.seconds <= 0.0:
            self.clear()
            return
        style, split = self._pages(caption, size)
        index = page_at(split, min(caption.elapsed, caption.seconds - 1e-6))
        if index is None:
            self.clear()
            return
        page = split[index]
        self.shown = ShownCaption(caption.line.id, index, page.text)
        key = (size, page.lines)
        self._layers.show("caption", key, lambda node: self._draw(node, page, style), sort=sort)

    def clear(self) -> None:
        """Show nothing."""
        self.shown = None
        self._layers.hide("caption")

    def _pages(
        self, caption: CaptionView, size: tuple[int, int]
    ) -> tuple[CaptionType, tuple[CaptionPage, ...]]:
        key = (caption.parts, caption.seconds, size)  # not the id: an author changes a line's words
        if self._split is None or self._split[0] != key:
            style = caption_type(size, self._type.measure)
            fits = style.fits(self._type.measure)
            self._split = (key, style, paged(caption.parts, fits, caption.seconds))
        return self._split[1], self._split[2]

    def _draw(self, node: NodePath, page: CaptionPage, style: CaptionType) -> None:
        widths = [self._type.measure(line, style.px, True) for line in page.lines]
        height = len(page.lines) * style.line_height
        middle = style.area.centre[0]
        top = style.area.bottom - height - style.pad / 2
        plate = Rect(
            round(middle - max(widths) / 2 - style.pad),
            round(top - style.pad / 2),
            round(max(widths) + 2 * style.pad),
            round(height + style.pad),
        )
        drawing = Drawing()
        draw_plate(drawing, plate, 0.3 * style.px)
        drawing.attach(node, "plate")
        y = top + baseline(style.px, style.line_height)
        for line in page.lines:
            self._type.draw(node, line, (middle, y), style.px, PAPER, bold=True, align=0.5)
            y += style.line_height
