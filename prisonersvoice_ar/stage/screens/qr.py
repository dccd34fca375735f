"""QR codes with sharp edges and their quiet zone (ISO/IEC 18004: four modules)."""

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
    """Draw the code in the middle of ``within``; returns its white square.

    Every edge falls on a whole pixel. From three pixels a module on, modules may differ by one, which no
    reader minds; below, they are all alike.
    """
    rows = modules(url)
    count = len(rows) + 2 * QUIET_ZONE
    side = float(int(min(within.w, within.h)))
    if side < 3 * count:
        side = count * (side // count)
    plate = Rect(round(within.centre[0] - side / 2), round(within.centre[1] - side / 2), side, side)
    if side < count:
        return plate
    drawing = Drawing()
    drawing.rects([plate], WHITE)
    drawing.rects(list(_runs(rows, plate)), INK)
    drawing.attach(parent, "qr")
    return plate


def _runs(rows: tuple[tuple[bool, ...], ...], plate: Rect) -> Iterator[Rect]:
    """Neighbouring dark modules of a row as one rectangle."""
    module = plate.w / (len(rows) + 2 * QUIET_ZONE)
    edges = [round(module * index) for index in range(len(rows) + 2 * QUIET_ZONE + 1)]
    for y, row in enumerate(rows):
        x = 0
        for dark, group in groupby(row):
            width = len(list(group))
            if dark:
                left, right = edges[x + QUIET_ZONE], edges[x + QUIET_ZONE + width]
                top, bottom = edges[y + QUIET_ZONE], edges[y + QUIET_ZONE + 1]
                yield Rect(plate.x + left, plate.y + top, right - left, bottom - top)
            x += width
