"""The window that guides a calibration: the live picture, what is covered already, and what is asked for."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from panda3d.core import NodePath

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.layout import Rect, Scale
from prisonersvoice_ar.core.layout.scale import Style
from prisonersvoice_ar.core.layout.typeset import Block, set_block
from prisonersvoice_ar.stage.backdrop import Backdrop
from prisonersvoice_ar.stage.screens.draw import Drawing
from prisonersvoice_ar.stage.screens.layers import Layers
from prisonersvoice_ar.stage.screens.palette import INK, PAPER, QUIET, RUST, faded
from prisonersvoice_ar.stage.screens.type import CAP, Type
from prisonersvoice_ar.stage.screens.widgets import draw_plate
from prisonersvoice_ar.stage.window import Window

_CELLS, _CORNERS, _PLATES, _WORDS = range(0, 40, 10)


@dataclass(frozen=True, eq=False)
class GuideView:
    """What is shown over the picture."""

    ask: str
    """the sentence that says what to do"""
    look: str
    """what became of the last picture"""
    taken: bool
    """a view has just been taken"""
    covered: NDArray[np.bool_]
    """(rows, columns): which parts of the picture were seen well enough"""
    wanted: tuple[float, float, float, float] | None
    """the part that is asked for: left, top, right, bottom in parts of the picture, 0 to 1"""
    bars: tuple[tuple[str, float], ...]
    """name and share of each thing that has to be covered"""
    corners: Array
    """(N, 2) pixels of the picture: where the board was found"""
    keys: str
    """what the keys do"""


class Guiding:
    """Draws a `GuideView` over the picture, in ``window``."""

    def __init__(self, window: Window, *, mirrored: bool = True) -> None:
        """``mirrored``: as a looking-glass; who holds a board before a webcam goes the right way by it."""
        self.window = window
        self._backdrop = Backdrop(window, mirrored=mirrored)
        self._root = window.overlay.attachNewNode("guiding")
        self._layers = Layers(self._root)
        self._type = Type()
        self._size = window.size

    @property
    def mirrored(self) -> bool:
        """Whether the picture is shown mirrored."""
        return self._backdrop.mirrored

    def turn(self) -> None:
        """Mirror the picture, or no more."""
        self._backdrop.mirrored = not self._backdrop.mirrored

    def picture(self, pixels: NDArray[np.uint8]) -> None:
        """Show a camera picture from now on, (H, W, 3) uint8 BGR."""
        self._backdrop.show(pixels)

    def show(self, view: GuideView) -> None:
        """Draw picture and ``view``; only what has changed is drawn anew."""
        if self.window.size != self._size:
            self._size = self.window.size
            self._type.forget()
        frame: Hashable = (self._size, self._backdrop.size, self.mirrored)
        cells = (frame, view.covered.tobytes(), view.wanted)
        self._layers.show("cells", cells, lambda root: self._draw_cells(root, view), sort=_CELLS)
        corners = (frame, view.corners.tobytes(), view.taken)
        self._layers.show("corners", corners, lambda root: self._draw_corners(root, view), sort=_CORNERS)
        words = (frame, view.ask, view.look, view.keys, view.wanted)
        self._layers.show("words", words, lambda root: self._draw_words(root, view), sort=_WORDS)
        bars = (frame, view.bars)
        self._layers.show("bars", bars, lambda root: self._draw_bars(root, view), sort=_PLATES)
        self._backdrop.fit()
        self.window.render()

    def say(self, text: str) -> None:
        """One sentence over the last picture, for what takes a while."""
        self._layers.keep(frozenset())
        nothing = GuideView(text, "", False, np.zeros((0, 0), np.bool_), None, (), np.zeros((0, 2)), "")
        self._layers.show("words", text, lambda root: self._draw_words(root, nothing), sort=_WORDS)
        self._backdrop.fit()
        # the second time it is on the screen, wherever the first was drawn to
        self.window.render()
        self.window.render()

    def close(self) -> None:
        """Take picture and words out of the window."""
        self._backdrop.close()
        self._root.removeNode()

    def _at(self, parts: Array) -> Array:
        """(N, 2) parts of the picture, 0 to 1 → window pixels."""
        picture = self._backdrop.size
        pixels = parts * picture - 0.5
        return self._backdrop.viewport.window_from_picture(pixels, picture, mirrored=self.mirrored) + 0.5

    def _rect(self, left: float, top: float, right: float, bottom: float) -> Rect:
        corners = self._at(np.array([[left, top], [right, bottom]]))
        (x, y), (w, h) = corners.min(axis=0), np.ptp(corners, axis=0)
        return Rect(float(x), float(y), float(w), float(h))

    def _draw_cells(self, root: NodePath, view: GuideView) -> None:
        drawing = Drawing()
        rows, columns = view.covered.shape
        gap = max(1.0, Scale.of(self._size).short / 360)
        for row, column in np.ndindex(rows, columns):
            cell = self._rect(column / columns, row / rows, (column + 1) / columns, (row + 1) / rows)
            if view.covered[row, column]:
                drawing.rects([cell.inset(gap)], faded(PAPER, 0.16))
            else:
                drawing.rects([cell.inset(gap)], faded(INK, 0.38))
        if view.wanted is not None:
            place = self._rect(*view.wanted).inset(2 * gap)
            drawing.rounded_line(place, 6 * gap, 3 * gap, RUST)
        drawing.attach(root, "cells")

    def _draw_corners(self, root: NodePath, view: GuideView) -> None:
        if not len(view.corners):
            return
        at = self._at((view.corners + 0.5) / np.array(self._backdrop.size))
        side = max(3.0, round(Scale.of(self._size).short / 130))
        drawing = Drawing()
        for grown, colour in ((side + 2.0, faded(INK, 0.8)), (side, PAPER if view.taken else RUST)):
            drawing.rects([Rect(x - grown / 2, y - grown / 2, grown, grown) for x, y in at], colour)
        drawing.attach(root, "corners")

    def _draw_words(self, root: NodePath, view: GuideView) -> None:
        scale = Scale.of(self._size)
        room = Rect(0.0, 0.0, scale.width, scale.height).inset(scale.margin)
        blocks = [Block(view.ask, Style.LEAD, longest=60), Block(view.look, Style.BODY, quiet=True)]
        boxes = [set_block(each, room, scale, self._type.measure) for each in blocks if each.text]
        if view.keys:
            boxes.append(
                set_block(Block(view.keys, Style.SMALL, quiet=True), room, scale, self._type.measure)
            )
        height = sum(box.rect.h for box in boxes) + scale.gap * (len(boxes) + 1)
        width = max(
            (self._type.measure(line, box.px, box.block.style.bold) for box in boxes for line in box.lines),
            default=0.0,
        )
        width = min(width + 4 * scale.gap, room.w)
        plate = Rect(room.x, room.bottom - height, width, height)
        if view.wanted is not None and view.wanted[3] > 0.9:
            # the board is wanted where the words would lie
            plate = Rect(room.right - width, room.y, width, height)
        drawing = Drawing()
        draw_plate(drawing, plate, scale.gap)
        drawing.attach(root, "plate")
        y = plate.y + scale.gap
        for box in boxes:
            placed = box.moved(plate.x + 2 * scale.gap - box.rect.x, y - box.rect.y)
            self._type.draw_box(root, placed, QUIET if box.block.quiet else PAPER)
            y += box.rect.h + scale.gap

    def _draw_bars(self, root: NodePath, view: GuideView) -> None:
        scale = Scale.of(self._size)
        px = scale.px(Style.SMALL)
        names = max((self._type.measure(name, px, False) for name, _ in view.bars), default=0.0)
        step, bar = 1.7 * px, 6.0 * px
        plate = Rect(
            scale.margin, scale.margin, names + bar + 4 * scale.gap, step * len(view.bars) + 1.5 * scale.gap
        )
        drawing = Drawing()
        draw_plate(drawing, plate, scale.gap)
        for index, (name, share) in enumerate(view.bars):
            y = plate.y + scale.gap + step * index
            left = plate.x + names + 2.5 * scale.gap
            drawing.rounded(Rect(left, y + 0.3 * px, bar, 0.6 * px), 0.3 * px, faded(PAPER, 0.25))
            if share > 0.0:
                full = share >= 1.0
                drawing.rounded(
                    Rect(left, y + 0.3 * px, max(bar * share, 0.6 * px), 0.6 * px),
                    0.3 * px,
                    PAPER if full else RUST,
                )
            self._type.draw(
                root, name, (plate.x + scale.gap, y + 0.6 * px + 0.5 * CAP * px), px, PAPER, bold=False
            )
        drawing.attach(root, "bars", -1)
