"""The one type family, Inter, at the sizes that are needed: one font a size, so that glyphs stay crisp."""

from functools import lru_cache
from importlib import resources

from panda3d.core import DynamicTextFont, Filename, NodePath, SamplerState, TextNode

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.layout import TextBox
from prisonersvoice_ar.stage.screens.palette import Colour

_REFERENCE = 64.0
"""pixels at which widths are measured"""
_MARGIN_PX = 2
"""around each glyph in the font's page, so that none touches its neighbour"""
_SAFETY = 1.005
"""measured: Inter's widths are linear within 0.3 % from 12 to 120 pixels"""
ASCENT, DESCENT, CAP = 0.969, 0.242, 0.727
"""of Inter, over its size"""


class _Widths(dict[str, float]):
    """Widths of single characters and of pairs over the type size, kerned, measured when first asked for."""

    def __init__(self, font: DynamicTextFont) -> None:
        super().__init__()
        self._node = TextNode("measure")
        self._node.setFont(font)
        # Fitting a screen measures the same words again and again, at other sizes.
        self.line = lru_cache(maxsize=4096)(self._line)

    def __missing__(self, text: str) -> float:
        # A space alone measures nothing; between two bars it does.
        self._node.setText(f"|{text}|")
        self[text] = width = float(self._node.getWidth()) - self._bars()
        return width

    def _line(self, text: str) -> float:
        """Width of a line: each pair, less the letters that two pairs share."""
        if len(text) < 2:
            return self[text] if text else 0.0
        pairs = sum(self[text[i : i + 2]] for i in range(len(text) - 1))
        return pairs - sum(self[character] for character in text[1:-1])

    def _bars(self) -> float:
        if "" not in self:
            self._node.setText("||")
            self[""] = float(self._node.getWidth())
        return self[""]


class Type:
    """Measures and sets text."""

    def __init__(self) -> None:
        """Find the font's files; glyphs are drawn when they are first used."""
        self._files = {bold: _file("SemiBold" if bold else "Regular") for bold in (False, True)}
        self._sized: dict[tuple[int, bool], DynamicTextFont] = {}
        self._widths = {bold: _Widths(self._make(_REFERENCE, bold)) for bold in (False, True)}

    def measure(self, text: str, px: float, bold: bool) -> float:
        """Width in pixels of ``text`` as drawn at ``px``, which is rounded to whole pixels (core.layout.Measure)."""
        return _SAFETY * max(1, round(px)) * self._widths[bold].line(text)

    def forget(self) -> None:
        """Let go of all sizes: the window has another size, and with it every text."""
        self._sized.clear()

    def draw(
        self,
        parent: NodePath,
        text: str,
        at: tuple[float, float],
        px: float,
        colour: Colour,
        *,
        bold: bool,
        align: float = 0.0,
    ) -> None:
        """Put one line with the ``align``-th part of its baseline at ``at`` (window pixels; 0.5: its middle)."""
        if not text or px < 3.0:
            return
        node = TextNode("text")
        font = self._font(px, bold)
        node.setFont(font)
        node.setTextColor(colour)
        node.setText(text)
        path = parent.attachNewNode(node.generate())
        _clamp(font)
        size = max(1, round(px))
        left = round(at[0] - align * size * float(node.getWidth()))
        # Panda3D's glyphs begin half a texel in: half a pixel puts texels on pixels (a tenth sharper, measured).
        # It also lets the margin around each glyph push it to the right and down, and takes nothing of that back.
        path.setPos(left + 0.5 - _MARGIN_PX, 0.0, 0.5 - round(at[1]) + _MARGIN_PX)
        path.setScale(size)
        path.flattenLight()

    def draw_box(self, parent: NodePath, box: TextBox, colour: Colour) -> None:
        """Put a set paragraph where it belongs."""
        bold = box.block.style.bold
        y = box.rect.y + baseline(box.px, box.line_height)
        for line in box.lines:
            at = (box.rect.x + box.align * box.rect.w, y)
            self.draw(parent, line, at, box.px, colour, bold=bold, align=box.align)
            y += box.line_height

    def _font(self, px: float, bold: bool) -> DynamicTextFont:
        key = (max(1, round(px)), bold)
        if key not in self._sized:
            self._sized[key] = self._make(float(key[0]), bold)
        return self._sized[key]

    def _make(self, px: float, bold: bool) -> DynamicTextFont:
        font = DynamicTextFont(self._files[bold])
        if not font.isValid():
            raise MachineError(
                f"The type cannot be read: {self._files[bold]}.", "Install the application again."
            )
        font.setScaleFactor(1.0)
        font.setNativeAntialias(True)
        font.setPixelsPerUnit(px)
        side = 256 if px < 28 else 512 if px < 80 else 1024
        font.setPageSize(side, side)
        font.setTextureMargin(_MARGIN_PX)
        font.setMinfilter(SamplerState.FTLinear)
        font.setMagfilter(SamplerState.FTLinear)
        return font


def _clamp(font: DynamicTextFont) -> None:
    """A core profile keeps alpha as red, and takes the white border of Panda3D's pages for ink at their edge."""
    for index in range(font.getNumPages()):
        font.getPage(index).setWrapU(SamplerState.WM_clamp)
        font.getPage(index).setWrapV(SamplerState.WM_clamp)


def baseline(px: float, line_height: float) -> float:
    """Pixels from the top of a line to its baseline."""
    return (line_height - (ASCENT + DESCENT) * px) / 2 + ASCENT * px


def _file(weight: str) -> Filename:
    path = resources.files("prisonersvoice_ar.stage").joinpath("fonts", f"Inter-{weight}.otf")
    return Filename.fromOsSpecific(str(path))
