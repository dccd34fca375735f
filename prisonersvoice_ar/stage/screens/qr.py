"""QR codes drawn in whole pixels with their quiet zone (ISO/IEC 18004: four modules)."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from panda3d.core import NodePath

from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.screens.draw import Drawing
from prisonersvoice_ar.stage.screens.palette import INK, WHITE

QUIET_ZONE = 4


@lru_cache(maxsize=32)
def modules(url: str) -> tuple[tuple[bool, ...], ...]:
    """The code's dark modules, row by row, without the quiet zone; the least version, correction M or better."""
    # Imported here: 20 ms that only the last screen needs.
    import segno

    code = segno.make(url, error="l", boost_error=True, micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def draw_code(parent: NodePath, url: str, within: Rect) -> Rect:
    """Draw the code as large as whole pixels allow, in the middle of ``within``; returns its white square."""
    rows = modules(url)
    count = len(rows) + 2 * QUIET_ZONE
    module = int(min(within.w, within.h) // count)
    side = module * count
    plate = Rect(round(within.centre[0] - side / 2), round(within.centre[1] - side / 2), side, side)
    if module < 1:
        return plate
    drawing = Drawing()
    drawing.rects([plate], WHITE)
    drawing.rects(list(_runs(rows, plate, module)), INK)
    drawing.attach(parent, "qr")
    return plate


def _runs(rows: tuple[tuple[bool, ...], ...], plate: Rect, module: int) -> Iterator[Rect]:
    """Neighbouring dark modules of a row as one rectangle."""
    for y, row in enumerate(rows):
        x = 0
        for dark, group in groupby(row):
            width = len(list(group))
            if dark:
                yield Rect(
                    plate.x + (x + QUIET_ZONE) * module,
                    plate.y + (y + QUIET_ZONE) * module,
                    width * module,
                    module,
                )
            x += width
