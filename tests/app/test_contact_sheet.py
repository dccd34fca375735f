"""The contact sheet: every chapter is on it, and the rest is spread over the film."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.app.contact_sheet import COLUMNS, ROWS, ContactSheet, chosen_moments


def test_each_chapter_is_shown_as_it_ended() -> None:
    chapters = ["language"] * 4 + ["notice"] * 7 + ["story"] * 80 + ["rest"] * 15 + ["actions"] * 13
    chosen = chosen_moments(chapters, 12)
    assert {3, 10, 90, 105, 118} <= set(chosen)
    assert len([index for index in chosen if chapters[index] == "story"]) >= 6


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=80), st.integers(1, 12))
def test_moments_are_in_order_and_none_twice(chapters: list[str], count: int) -> None:
    chosen = chosen_moments(chapters, count)
    assert chosen == sorted(set(chosen))
    assert len(chosen) == min(count, len(chapters))
    assert all(0 <= index < len(chapters) for index in chosen)


def test_the_sheet_holds_twelve_pictures_or_what_there_is() -> None:
    for frames, rows, columns in ((1, 1, 1), (35, 1, 3), (80, 2, 4), (5000, ROWS, COLUMNS)):
        sheet = ContactSheet(width=16)
        for number in range(frames):
            sheet.offer(np.full((9, 16, 3), 40 + 200 * number // frames, np.uint8), str(number * 3 // frames))
        made = sheet.sheet()
        assert made is not None
        assert made.shape == (rows * (9 + 8) + 8, columns * (16 + 8) + 8, 3)
    assert ContactSheet().sheet() is None
