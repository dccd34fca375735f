"""Two windows on one screen: the second beside the panel where there is room."""

import pytest

from prisonersvoice_ar.app.preview.windows import beside
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
