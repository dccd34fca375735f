"""Draw the cards and posters of `markers/markers.yaml`: PNG artwork and PDFs at true size.

    python bench/footage/make_cards.py

Needs Pillow and Debian's fonts-inter (Inter, SIL Open Font License), on the machine that draws only.
The same inputs give the same bytes: nothing random, no dates in the files.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from print_pdf import Sheet, write_pdf
from targets import MARKERS, Tag, Target, load_targets, tag_modules

FONTS = Path("/usr/share/fonts/opentype/inter")
PAPER = (250, 248, 243)
INK = (24, 24, 26)
GREY = (112, 108, 102)
RUST = (168, 66, 34)
STRAPS = (74.0, -46.0)
HINGES = (106.0, -72.0)
Colour = tuple[int, int, int]


class Canvas:
    """Pillow drawing in a target's millimetres (origin in the middle, y up), supersampled."""

    def __init__(self, size_mm: tuple[float, float], dpi: int, oversample: int) -> None:
        self.size_mm, self.oversample = size_mm, oversample
        self.pixels = (round(size_mm[0] * dpi / 25.4), round(size_mm[1] * dpi / 25.4))
        self.scale = self.pixels[0] * oversample / size_mm[0]
        self.image = Image.new("RGB", (self.pixels[0] * oversample, self.pixels[1] * oversample), PAPER)
        self.draw = ImageDraw.Draw(self.image)

    def to_px(self, x: float, y: float) -> tuple[float, float]:
        return (x + self.size_mm[0] / 2) * self.scale, (self.size_mm[1] / 2 - y) * self.scale

    def rect(self, x: float, y: float, w: float, h: float, *, fill: Colour, radius: float = 0.0) -> None:
        """A filled rectangle around its centre."""
        (x0, y0), (x1, y1) = self.to_px(x - w / 2, y + h / 2), self.to_px(x + w / 2, y - h / 2)
        box = (round(x0), round(y0), round(x1) - 1, round(y1) - 1)
        self.draw.rounded_rectangle(box, radius * self.scale, fill)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        px, py = self.to_px(x, y)
        r = radius * self.scale
        self.draw.ellipse((px - r, py - r, px + r, py + r), fill)

    def polygon(self, points: list[tuple[float, float]], fill: Colour) -> None:
        self.draw.polygon([self.to_px(*p) for p in points], fill)

    def text(
        self, x: float, y: float, words: str, mm: float, *, face: str, fill: Colour = INK, anchor: str = "ls"
    ) -> float:
        """Write one line on the baseline `y`; `mm` is the size of the type. Returns its width in mm."""
        font = ImageFont.truetype(str(FONTS / f"{face}.otf"), mm * self.scale)
        self.draw.text(self.to_px(x, y), words, fill, font, anchor)
        return float(font.getlength(words)) / self.scale

    def tag(self, tag: Tag, dictionary: str) -> None:
        """A tag with a quiet zone of one module and a half."""
        modules = tag_modules(dictionary, tag.id)
        side = modules.shape[0]
        step = tag.size_mm / side
        quiet = tag.size_mm + 3 * step
        self.rect(*tag.at_mm, quiet, quiet, fill=PAPER)
        self.rect(*tag.at_mm, tag.size_mm, tag.size_mm, fill=INK)
        left, top = tag.at_mm[0] - tag.size_mm / 2, tag.at_mm[1] + tag.size_mm / 2
        for row, column in np.argwhere(modules):
            self.rect(left + (column + 0.5) * step, top - (row + 0.5) * step, step, step, fill=PAPER)

    def finish(self) -> Image.Image:
        return self.image.reduce(self.oversample)


def tally(canvas: Canvas, x: float, y: float, height: float) -> None:
    """Fifteen strokes as somebody scratches them into a wall: three fives, none quite alike."""
    for n in range(15):
        group, stroke = divmod(n, 5)
        left = x + group * height * 1.32
        wobble = [0.5 * math.sin(7.3 * n + k * 2.1) for k in range(4)]
        if stroke < 4:
            a = (left + stroke * height * 0.24 + wobble[0] * 0.8, y + wobble[1])
            b = (left + stroke * height * 0.24 + wobble[2] * 0.8, y + height + wobble[3])
        else:
            a = (left - height * 0.2, y + height * 0.18 + wobble[0])
            b = (left + height * 0.93, y + height * 0.84 + wobble[1])
        scratch(canvas, a, b, 1.15 if stroke < 4 else 1.0)


def scratch(canvas: Canvas, a: tuple[float, float], b: tuple[float, float], width: float) -> None:
    """A stroke that begins thin, swells and thins out again."""
    length = math.dist(a, b)
    nx, ny = (a[1] - b[1]) / length, (b[0] - a[0]) / length
    sides: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for k in range(21):
        t = k / 20
        half = width / 2 * (0.25 + 0.75 * math.sin(math.pi * min(1.0, 0.12 + t * 0.86)) ** 0.7)
        x, y = a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
        sides[0].append((x + nx * half, y + ny * half))
        sides[1].append((x - nx * half, y - ny * half))
    canvas.polygon(sides[0] + sides[1][::-1], RUST)


def draw_card(canvas: Canvas, _target: Target) -> None:
    """Card 1, the diorama: a title and fifteen strokes beside the tag that a swung card is found by."""
    canvas.text(-49, 44.3, "#PrisonersVoice", 4.4, face="InterDisplay-SemiBold")
    canvas.text(49, 44.3, "картка 1 · card 1", 2.6, face="Inter-Regular", fill=GREY, anchor="rs")
    canvas.text(-69, 19.0, "П’ятнадцять", 6.35, face="InterDisplay-Bold")
    canvas.text(-69, 11.2, "діб", 6.35, face="InterDisplay-Bold")
    canvas.text(-69, 1.2, "Fifteen days", 6.0, face="InterDisplay-Light", fill=GREY)
    tally(canvas, -67.4, -22.6, 9.4)
    asked = canvas.text(-49, -47.5, "покладіть картку перед камерою", 2.4, face="Inter-Medium")
    canvas.text(-46.5 + asked, -47.5, "hold me in front of the camera", 2.4, face="Inter-Regular", fill=GREY)
    canvas.text(49, -47.5, "CC BY 4.0", 1.9, face="Inter-Regular", fill=GREY, anchor="rs")


def draw_door(canvas: Canvas, target: Target) -> None:
    """The poster of the portal: an iron door that fills the opening exactly."""
    assert target.opening_mm is not None
    x, y, w, h = target.opening_mm
    canvas.rect(x, y, w + 13, h + 13, fill=(74, 72, 70))
    canvas.rect(x, y, w + 10, h + 10, fill=(44, 43, 42))
    iron(canvas, x, y, w, h)
    fittings(canvas, x, y, w, h)
    canvas.text(0, 176.5, "#PrisonersVoice", 15.5, face="InterDisplay-Bold", anchor="ms")
    canvas.text(0, 162.0, "за цими дверима — камера", 7.2, face="Inter-Regular", fill=GREY, anchor="ms")
    canvas.text(0, -138, "Двері", 23, face="InterDisplay-Bold", anchor="ms")
    canvas.text(0, -153, "The door", 12, face="InterDisplay-Light", fill=GREY, anchor="ms")
    canvas.rect(0, -163, 26, 1.4, fill=RUST)
    canvas.text(0, -176, "наведіть камеру на двері", 7.2, face="Inter-Medium", anchor="ms")
    canvas.text(0, -186, "point the camera at the door", 7.2, face="Inter-Regular", fill=GREY, anchor="ms")
    canvas.text(0, -203, "#PrisonersVoice · CC BY 4.0", 3, face="Inter-Regular", fill=GREY, anchor="ms")


def iron(canvas: Canvas, x: float, y: float, w: float, h: float) -> None:
    """The sheet: a few broad bands of dark grey, streaks of rust below, an edge that catches the light."""
    bands = 48
    for k in range(bands):
        t = k / (bands - 1)
        tone = 64 - 20 * t + 5 * math.sin(5.1 * t + 0.6)
        damp = max(0.0, t - 0.8) * 5  # rust creeps up from the threshold
        colour = (round(tone * 1.02 + 26 * damp), round(tone + 4 * damp), round(tone * 0.98 - 3 * damp))
        canvas.rect(x, y + h / 2 - (k + 0.5) * h / bands, w, h / bands + 0.3, fill=colour)
    rng = np.random.default_rng(36)
    for _ in range(260):
        sx = x + w * rng.uniform(-0.49, 0.49)
        top = y + h * rng.uniform(-0.5, 0.5)
        length = min(h * rng.uniform(0.02, 0.2), top - (y - h / 2))
        shade = 48 + int(rng.integers(-10, 12))
        canvas.rect(
            sx, top - length / 2, rng.uniform(0.15, 0.6), length, fill=(shade + 4, shade + 1, shade - 1)
        )
    canvas.rect(x - w / 2 + 0.5, y, 1.0, h, fill=(98, 96, 93))
    canvas.rect(x, y + h / 2 - 0.5, w, 1.0, fill=(110, 108, 104))


def fittings(canvas: Canvas, x: float, y: float, w: float, h: float) -> None:
    """Straps, rivets, hatch, peephole and bolt."""
    for strap in STRAPS:
        plate(canvas, x, strap, w, 11, colour=(58, 57, 55))
        for k in range(10):
            rivet(canvas, x - w / 2 + 9 + k * (w - 18) / 9, strap)
    for side in (-1, 1):
        for k in range(13):
            at = y - h / 2 + 8 + k * (h - 16) / 12
            hidden = any(abs(at - s) < 9 for s in STRAPS) or (
                side < 0 and any(abs(at - s) < 19 for s in HINGES)
            )
            if not hidden:
                rivet(canvas, x + side * (w / 2 - 5), at)
    for hinge in HINGES:
        plate(canvas, x - w / 2 + 9, hinge, 18, 30, colour=(50, 49, 48))
    plate(canvas, 0, 8, 104, 94, colour=(70, 68, 66))
    plate(canvas, 0, 8, 96, 86, colour=(36, 35, 35))
    plate(canvas, 0, 112, 42, 38, colour=(70, 68, 66))
    plate(canvas, 0, -72, 42, 38, colour=(70, 68, 66))
    plate(canvas, 66, 8, 16, 46, colour=(80, 77, 74))
    plate(canvas, 70, 8, 36, 8, colour=(120, 116, 110))
    canvas.disc(84, 8, 4.6, RUST)
    canvas.disc(-58, 112, 9, (80, 77, 74))
    canvas.disc(-58, 112, 5.6, (18, 18, 19))


def plate(canvas: Canvas, x: float, y: float, w: float, h: float, *, colour: Colour) -> None:
    """A raised plate: shadow below right, light above left."""
    canvas.rect(x + 0.9, y - 1.1, w, h, fill=(28, 27, 27), radius=1.2)
    canvas.rect(x, y, w, h, fill=(colour[0] + 34, colour[1] + 33, colour[2] + 31), radius=1.2)
    canvas.rect(x + 0.35, y - 0.35, w - 0.7, h - 0.7, fill=colour, radius=1.0)


def rivet(canvas: Canvas, x: float, y: float) -> None:
    canvas.disc(x + 0.5, y - 0.6, 2.2, (26, 26, 26))
    canvas.disc(x, y, 2.1, (92, 89, 86))
    canvas.disc(x + 0.25, y - 0.3, 1.75, (66, 64, 62))


DRAWINGS: dict[str, tuple[Callable[[Canvas, Target], None], int]] = {
    "card-1": (draw_card, 300),
    "poster-door": (draw_door, 200),
}


def artwork(target: Target) -> Image.Image:
    """The finished picture, edge to edge of the paper."""
    drawing, dpi = DRAWINGS[target.name]
    canvas = Canvas(target.size_mm, dpi, 4 if dpi == 300 else 3)
    drawing(canvas, target)
    for tag in target.tags:
        canvas.tag(tag, target.dictionary)
    return canvas.finish()


def sheets(target: Target) -> dict[str, Sheet]:
    """The PDFs of a target by file name."""
    w, h = target.size_mm
    if target.name == "card-1":
        return {
            "card-1-a4.pdf": Sheet((210, 297), ((105, 210), (105, 87)), crop=True),
            "card-1-postcard.pdf": Sheet((w, h), ((w / 2, h / 2),), crop=False),
        }
    return {
        f"{target.name}-a3.pdf": Sheet((w, h), ((w / 2, h / 2),), crop=False),
        f"{target.name}-sra3.pdf": Sheet((320, 450), ((160, 225),), crop=True),
    }


def wall_label() -> Image.Image:
    """The label that hangs beside the poster in the demo footage."""
    canvas = Canvas((150, 100), 200, 3)
    canvas.text(-65, 31, "Двері", 11, face="InterDisplay-Bold")
    canvas.text(-30, 31, "The door", 8.5, face="InterDisplay-Light", fill=GREY)
    canvas.rect(-58, 24, 14, 1, fill=RUST)
    ukrainian = (
        "За дверима — камера, складена із",
        "задокументованих свідчень. Жодне",
        "слово не вкладено в чужі уста.",
    )
    english = (
        "Behind the door is a cell, put together",
        "from documented accounts. No words",
        "are put into anybody’s mouth.",
    )
    for k, line in enumerate(ukrainian):
        canvas.text(-65, 12 - 8 * k, line, 5.6, face="Inter-Medium")
    for k, line in enumerate(english):
        canvas.text(-65, -17 - 8 * k, line, 5.6, face="Inter-Regular", fill=GREY)
    canvas.text(-65, -44.5, "#PrisonersVoice", 3.8, face="Inter-SemiBold")
    return canvas.finish()


def leaflet() -> Image.Image:
    """The cover of the leaflets that lie about in the demo footage."""
    canvas = Canvas((148, 210), 100, 3)
    canvas.rect(0, 42, 148, 126, fill=INK)
    canvas.rect(0, -22, 148, 5, fill=RUST)
    canvas.text(-62, 40, "#Prisoners", 21, face="InterDisplay-Bold", fill=PAPER)
    canvas.text(-62, 17, "Voice", 21, face="InterDisplay-Bold", fill=PAPER)
    canvas.text(-62, -44, "Пройти. Підписати. Допомогти.", 8.2, face="Inter-SemiBold")
    canvas.text(-62, -58, "Go through it. Sign. Help.", 8.2, face="Inter-Regular", fill=GREY)
    canvas.text(-62, -92, "Internews-Ukraine, 2020", 5, face="Inter-Regular", fill=GREY)
    return canvas.finish()


def table_sign() -> Image.Image:
    """The folded sign on the table of the demo footage."""
    canvas = Canvas((120, 80), 150, 3)
    canvas.text(-50, 14, "Візьміть картку", 13.5, face="InterDisplay-Bold")
    canvas.text(-50, -4, "Take a card", 13.5, face="InterDisplay-Light", fill=GREY)
    canvas.rect(-40, -19, 20, 2, fill=RUST)
    canvas.text(-50, -31, "і покладіть її перед камерою", 5.6, face="Inter-Medium")
    return canvas.finish()


def banner() -> Image.Image:
    """The roll-up behind the table of the demo footage."""
    canvas = Canvas((850, 2000), 20, 3)
    canvas.rect(0, 0, 850, 2000, fill=INK)
    canvas.text(-350, -190, "#Prisoners", 140, face="InterDisplay-Bold", fill=PAPER)
    canvas.text(-350, -335, "Voice", 140, face="InterDisplay-Bold", fill=PAPER)
    canvas.rect(0, -480, 850, 150, fill=RUST)
    canvas.text(-350, -690, "Будьмо їхнім голосом", 72, face="InterDisplay-SemiBold", fill=PAPER)
    canvas.text(-350, -800, "Let us be their voice", 72, face="InterDisplay-Light", fill=PAPER)
    return canvas.finish()


def main() -> None:
    art = Path(__file__).parent / "art"
    art.mkdir(exist_ok=True)
    props = {"wall-label": wall_label, "leaflet": leaflet, "table-sign": table_sign, "banner": banner}
    for name, draw in props.items():
        small = draw().quantize(32, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.save(art / f"{name}.png", optimize=True)
    for target in load_targets().values():
        picture = artwork(target)
        picture.quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            target.artwork, optimize=True
        )
        for name, sheet in sheets(target).items():
            write_pdf(MARKERS / name, sheet, target, np.asarray(picture))


if __name__ == "__main__":
    main()
