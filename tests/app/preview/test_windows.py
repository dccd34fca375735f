"""Two windows on one screen: the second beside the panel where there is room."""

import pytest

from prisonersvoice_ar.app.preview.windows import beside, drawn_size
from prisonersvoice_ar.core.layout import Rect


def apart(one: Rect, other: Rect) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def test_a_screen_that_nobody_tells_of_has_a_window_of_use() -> None:
    where, free = beside(Rect(0, 0, 1280, 720), Rect(0, 0, 0, 0))
    assert (where.w, where.h, free) == (960, 540, False)


@pytest.mark.parametrize(
    ("panel", "screen", "free"),
    [
        (Rect(0, 0, 1280, 720), Rect(0, 0, 2560, 1440), True),
        (Rect(0, 0, 1280, 720), Rect(0, 0, 1920, 1080), True),
        (Rect(100, 50, 1280, 720), Rect(100, 50, 1280, 1440), True),
        (Rect(3840, 0, 1280, 720), Rect(2560, 0, 2560, 1440), True),
        (Rect(0, 0, 1280, 720), Rect(0, 0, 1366, 768), False),
        (Rect(0, 0, 1280, 720), Rect(0, 0, 800, 600), False),
    ],
)
def test_it_stands_on_the_screen_and_off_the_panel_where_it_can(
    panel: Rect, screen: Rect, free: bool
) -> None:
    where, is_free = beside(panel, screen)
    assert is_free is free
    assert screen.x <= where.x
    assert where.right <= screen.right
    assert screen.y <= where.y
    assert where.bottom <= screen.bottom
    if free:
        assert apart(where, panel)
        assert where.w >= 320
        assert where.w / where.h == pytest.approx(16 / 9)
    else:
        assert (where.right, where.bottom) == (screen.right, screen.bottom), "below right"


@pytest.mark.parametrize(
    ("area", "second", "drawn"),
    [
        ((959, 536), (1920, 1080), (1920, 1080)),  # a projector
        ((959, 536), (480, 270), (953, 536)),  # a small window beside the panel
        ((400, 900), (480, 270), (480, 270)),
        ((959, 536), (540, 960), (540, 960)),  # on end
    ],
)
def test_neither_window_shows_fewer_pixels_than_it_has(
    area: tuple[int, int], second: tuple[int, int], drawn: tuple[int, int]
) -> None:
    assert drawn_size(Rect(0, 0, *area), second) == drawn
