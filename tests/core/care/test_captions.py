"""Captions that can be read and captions that cannot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.core.captions import reading_time
from prisonersvoice_ar.core.care.captions import captions, unreadable

TWO_SENTENCES = "Удень ліжко мусить бути підняте й притулене до стіни. Тож цілий день ніде прилягти."


def test_at_ease_all_is_well() -> None:
    assert unreadable(TWO_SENTENCES, (), 7.0) is None


def test_too_fast_is_told_with_its_caption_and_times() -> None:
    found = unreadable(TWO_SENTENCES, (), 4.0)
    assert found is not None
    assert found.matter == "caption-fast"
    assert found.text in TWO_SENTENCES
    assert found.seconds < found.needed


def test_many_short_words_want_their_time_too() -> None:
    text = "I am in it, as he is in it, and so it is to be."
    found = unreadable(text, (), 3.2)
    assert found is not None
    assert found.matter == "caption-fast"
    assert found.needed == pytest.approx(0.3 * len(text.split()))


def test_a_flicker_is_brief_and_not_fast() -> None:
    found = unreadable("Двері.", (), 0.6)
    assert found is not None
    assert (found.matter, found.seconds) == ("caption-brief", pytest.approx(0.6))


def test_the_authors_captions_are_taken() -> None:
    pieces = ("Удень ліжко мусить бути підняте й притулене до стіни.", "Тож", "цілий день ніде прилягти.")
    assert [page.text for page in captions(" ".join(pieces), pieces, 9.0)] == list(pieces)
    found = unreadable(" ".join(pieces), pieces, 5.4)
    assert found is not None
    assert found.matter in {"caption-fast", "caption-brief"}
    assert unreadable(" ".join(pieces), pieces, 9.0) is None


def test_a_caption_of_the_authors_that_takes_three_lines_is_too_long() -> None:
    piece = "Удень ліжко мусить бути підняте й притулене до стіни, тож цілий день тут ніде прилягти чи сісти."
    found = unreadable(f"{piece} Так.", (piece, "Так."), 12.0)
    assert found is not None
    assert (found.matter, found.text) == ("caption-long", piece)


def test_no_words_are_no_captions() -> None:
    assert unreadable("\u2003", (), 1.0) is None


words = st.lists(st.text("абвгґїжзик", min_size=1, max_size=12), min_size=1, max_size=40).map(" ".join)


@given(words, st.floats(0.2, 40.0))
@settings(max_examples=40, deadline=None)
def test_what_is_told_is_so_and_what_is_at_ease_is_not_told(text: str, seconds: float) -> None:
    found = unreadable(text, (), seconds)
    shown = captions(text, (), seconds)
    if found is not None:
        assert found.text in {page.text for page in shown}
        assert found.seconds < found.needed
    elif min(page.end - page.start for page in shown) < 0.9:
        pytest.fail("a flicker was not told")
    else:
        assert len(text) / seconds <= 17.0 * 1.1


@given(words)
@settings(max_examples=40, deadline=None)
def test_half_the_time_to_read_is_always_too_fast(text: str) -> None:
    assert unreadable(text, (), 0.5 * reading_time(text)) is not None
