"""The one type family, Inter, at the sizes that are needed: one font a size, so that glyphs stay crisp."""

from importlib import resources

from panda3d.core import DynamicTextFont, Filename, NodePath, SamplerState, TextNode

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.layout import TextBox
from prisonersvoice_ar.stage.screens.palette import Colour

_REFERENCE = 64.0
"""pixels at which widths are measured; Inter's widths are linear within 1 % from 13 to 130"""
_SAFETY = 1.01
"""kerning makes a line narrower than the sum of its letters, rounding to pixels may widen it by 1 %"""
ASCENT, DESCENT, CAP = 0.969, 0.242, 0.727
"""of Inter, over its size"""


class _Advances(dict[str, float]):
    """Widths of single characters over the type size, measured when first asked for."""

    def __init__(self, font: DynamicTextFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, character: str) -> float:
        glyph = self._font.getGlyph(ord(character))
        self[character] = width = _SAFETY * float(glyph.getAdvance()) if glyph is not None else 0.5
        return width


class Type:
    """Measures and sets text."""

    def __init__(self) -> None:
        """Find the font's files; glyphs are drawn when they are first used."""
        self._files = {bold: _file("SemiBold" if bold else "Regular") for bold in (False, True)}
        self._sized: dict[tuple[int, bool], DynamicTextFont] = {}
        self._advances = {bold: _Advances(self._make(_REFERENCE, bold)) for bold in (False, True)}

    def measure(self, text: str, px: float, bold: bool) -> float:
        """Width in pixels of ``text`` at ``px`` pixels (core.layout.Measure)."""
        advances = self._advances[bold]
        return px * sum(advances[character] for character in text)

    def forget(self) -> None:
        """Let go of all sizes: the window has another size, and with it every text."""
        self._sized.clear()

    def draw(
        self, parent: NodePath, text: str, at: tuple[float, float], px: float, colour: Colour, *, bold: bool
    ) -> float:
        """Put one line at ``at`` (left end of its baseline, window pixels); returns its width in pixels."""
        if not text or px < 3.0:
            return 0.0
        node = TextNode("text")
        node.setFont(self._font(px, bold))
        node.setTextColor(colour)
        node.setText(text)
        path = parent.attachNewNode(node.generate())
        size = max(1, round(px))
        path.setPos(round(at[0]), 0.0, -round(at[1]))
        path.setScale(size)
        path.flattenLight()
        return float(node.getWidth()) * size

    def draw_box(self, parent: NodePath, box: TextBox, colour: Colour) -> None:
        """Put a set paragraph where it belongs."""
        bold = box.block.style.bold
        y = box.rect.y + baseline(box.px, box.line_height)
        for line in box.lines:
            slack = box.rect.w - self.measure(line, box.px, bold)
            self.draw(parent, line, (box.rect.x + box.align * slack, y), box.px, colour, bold=bold)
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
        font.setTextureMargin(2)
        font.setMinfilter(SamplerState.FTLinear)
        font.setMagfilter(SamplerState.FTLinear)
        return font


def baseline(px: float, line_height: float) -> float:
    """Pixels from the top of a line to its baseline."""
    return (line_height - (ASCENT + DESCENT) * px) / 2 + ASCENT * px


def _file(weight: str) -> Filename:
    path = resources.files("prisonersvoice_ar.stage.fonts").joinpath(f"Inter-{weight}.otf")
    return Filename.fromOsSpecific(str(path))
