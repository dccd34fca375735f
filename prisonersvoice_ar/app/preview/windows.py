"""Where the preview's two windows lie on the desktop, and how large the picture is that both show."""

from prisonersvoice_ar.core.layout import Rect

_WANTED, _LEAST = (960.0, 540.0), (320.0, 180.0)
"""pixels of a second window that stands beside the panel"""
_FRAME = 40.0
"""pixels for a title and a border, where there are any"""


def beside(panel: Rect, screen: Rect) -> tuple[Rect, bool]:
    """Where a second window goes on the panel's own screen, and whether it leaves the panel free.

    To the right of it where there is room, to the left, below, or above, no smaller than it is of use; else in the
    screen's lower right corner, over the panel: somebody has to move one of them.
    """
    right = Rect(panel.right, screen.y, screen.right - panel.right, screen.h)
    left = Rect(screen.x, screen.y, panel.x - screen.x, screen.h)
    below = Rect(screen.x, panel.bottom, screen.w, screen.bottom - panel.bottom)
    above = Rect(screen.x, screen.y, screen.w, panel.y - screen.y)
    for room in (right, left, below, above):
        w, h = min(_WANTED[0], room.w - _FRAME), min(_WANTED[1], room.h - _FRAME)
        if w >= _LEAST[0] and h >= _LEAST[1]:
            scale = min(w / _WANTED[0], h / _WANTED[1])
            w, h = _WANTED[0] * scale, _WANTED[1] * scale
            return Rect(room.x + (room.w - w) / 2, room.y + (room.h - h) / 2, w, h), True
    if screen.w <= 0 or screen.h <= 0:  # nobody says how large it is
        return Rect(panel.x + _FRAME, panel.y + _FRAME, *_WANTED), False
    w, h = (min(each, 0.5 * most) for each, most in zip(_WANTED, (screen.w, screen.h), strict=True))
    return Rect(screen.right - w, screen.bottom - h, w, h), False


def drawn_size(area: Rect, second: tuple[int, int]) -> tuple[int, int]:
    """Pixels of a picture of the ``second`` window's shape: as many as whoever shows it larger has for it.

    Each of both is then sharp: neither shows fewer pixels than it has. ``area``: the picture's place beside the panel.
    """
    larger = max(1.0, min(area.w / second[0], area.h / second[1]))
    return round(second[0] * larger), round(second[1] * larger)
