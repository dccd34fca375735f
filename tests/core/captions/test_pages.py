"""Captions: nothing lost, never more than two lines, in order, sensible breaks."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.captions import CaptionPage, page_at, paged, pages, reading_time, wrap
from prisonersvoice_ar.core.captions.timing import CHARACTERS_A_SECOND, GAP, MIN_SECONDS, shares

_UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВ’—,.!?;:«»- "
_LATIN = "abcdefghijklmnopqrstuvwxyzABC'—,.!?;:“”-0123456789 "
texts = st.text(alphabet=_UKRAINIAN + _LATIN + "\n\t\u00a0", max_size=400)
widths = st.integers(min_value=1, max_value=60)
times = st.floats(min_value=0.01, max_value=120.0)


def _narrower_than(width: int) -> Callable[[str], bool]:
    # Uneven letters: a capital is wider than an i, as in a real type.
    return lambda line: sum(1.5 if c.isupper() else 0.5 if c in "ijl.,’і " else 1.0 for c in line) <= width


def _letters(text: str) -> str:
    return "".join(text.split())


@given(texts, widths, times)
def test_nothing_is_lost_or_said_twice(text: str, width: int, seconds: float) -> None:
    shown = pages(text, _narrower_than(width), seconds)
    assert _letters("".join(page.text for page in shown)) == _letters(text)


@given(texts, widths, times)
def test_two_lines_that_fit(text: str, width: int, seconds: float) -> None:
    fits = _narrower_than(width)
    for page in pages(text, fits, seconds):
        assert 1 <= len(page.lines) <= 2
        for line in page.lines:
            assert line == line.strip(" ") != ""
            assert len(line) <= 42
            assert fits(line) or len(line) == 1


@given(texts, widths, times)
def test_pages_follow_each_other_and_fill_the_line(text: str, width: int, seconds: float) -> None:
    shown = pages(text, _narrower_than(width), seconds)
    for page in shown:
        assert page.start < page.end
    for page, following in pairwise(shown):
        assert 0.0 < following.start - page.end <= GAP + 1e-9
    if shown:
        assert shown[0].start == 0.0
        assert shown[-1].end == seconds


@given(st.lists(st.integers(1, 84), min_size=1, max_size=12), st.floats(0.1, 120.0))
def test_time_is_shared_so_that_all_can_be_read(lengths: list[int], seconds: float) -> None:
    times = shares(lengths, seconds)
    assert sum(times) == pytest.approx(seconds)
    if seconds >= (MIN_SECONDS + GAP) * len(lengths):
        assert min(times) >= MIN_SECONDS + GAP - 1e-9
    if seconds >= sum(max(MIN_SECONDS + GAP, length / CHARACTERS_A_SECOND) for length in lengths):
        for length, time in zip(lengths, times, strict=True):
            assert length / time <= CHARACTERS_A_SECOND + 1e-6


@given(texts)
def test_reading_time_keeps_the_rules(text: str) -> None:
    words = text.split()
    seconds = reading_time(text)
    assert seconds >= 1.0
    assert len(" ".join(words)) / seconds <= CHARACTERS_A_SECOND + 1e-9
    assert seconds >= 0.3 * len(words)


@given(texts, widths)
def test_wrap_loses_nothing_and_fits(text: str, width: int) -> None:
    fits = _narrower_than(width)
    lines = wrap(text, fits, limit=60)
    assert _letters("".join(lines)) == _letters(text)
    assert all(fits(line) or len(line) == 1 for line in lines)


@given(texts, widths)
def test_wrap_takes_no_more_lines_than_a_greedy_hand(text: str, width: int) -> None:
    fits = _narrower_than(width)
    whole = (word for word in text.split(" ") if fits(word) and len(word) <= 42 and "\n" not in word)
    text = " ".join(whole)  # a word that is too long for a line has to be cut
    greedy = 0
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip(" ")
        if line and (not fits(longer) or len(longer) > 42):
            greedy, line = greedy + 1, word
        else:
            line = longer
    assert len(wrap(text, fits)) <= greedy + 1


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        (
            "У російських в’язницях таку камеру називають ШІЗО. Туди переводять, щоб покарати.",
            42,
            [("У російських в’язницях", "таку камеру називають ШІЗО."), ("Туди переводять, щоб покарати.",)],
        ),
        (
            "Before you is a punishment cell. It is a model, not any particular cell.",
            42,
            [("Before you is a punishment cell.", "It is a model, not any particular cell.")],
        ),
        (
            "П’ятнадцять діб — це триста шістдесят годин.",
            30,
            [("П’ятнадцять діб —", "це триста шістдесят годин.")],
        ),
        ("Усе стоїть біля вікна", 15, [("Усе стоїть", "біля вікна")]),
    ],
)
def test_breaks_fall_at_sensible_places(text: str, width: int, expected: list[tuple[str, ...]]) -> None:
    assert [page.lines for page in pages(text, lambda line: len(line) <= width, 5.0)] == expected


def test_slow_speech_is_cut_finer() -> None:
    text = "Two metres wide. Three metres long. Two and a half metres high."
    quick = pages(text, lambda line: len(line) <= 42, 4.0)
    slow = pages(text, lambda line: len(line) <= 42, 15.0)
    assert len(quick) == 1
    assert len(slow) >= 2
    assert max(page.end - page.start for page in slow) < 8.0


def test_a_word_wider_than_the_screen_is_cut() -> None:
    (page,) = pages("x" * 30, lambda line: len(line) <= 20, 2.0)
    assert page.lines == ("x" * 20, "x" * 10)


def test_page_at() -> None:
    shown = (CaptionPage(("a",), 0.0, 1.0), CaptionPage(("b",), 1.1, 2.0))
    assert [page_at(shown, t) for t in (0.0, 0.99, 1.05, 1.1, 2.0)] == [0, 0, None, 1, None]


def test_a_line_needs_time() -> None:
    with pytest.raises(ValueError, match="time to stand"):
        pages("a", lambda line: True, 0.0)
    assert pages("  ", lambda line: True, 1.0) == ()


@given(
    st.lists(st.text("абв. ", min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=5),
    st.floats(1.0, 30.0),
)
def test_captions_break_where_the_author_says(parts: list[str], seconds: float) -> None:
    shown = paged(parts, _narrower_than(30), seconds)
    assert _letters("".join(page.text for page in shown)) == _letters("".join(parts))
    ends = {_letters("".join(parts[: count + 1])) for count in range(len(parts))}
    said, met = "", set()
    for page in shown:
        said += _letters(page.text)
        met.add(said)
    assert ends <= met  # no page runs over the end of a part
    assert all(before.end <= after.start for before, after in pairwise(shown))
    assert shown[0].start == 0.0
    assert shown[-1].end == pytest.approx(seconds)


def test_one_part_is_a_line_as_it_breaks_by_itself() -> None:
    text = "Two metres wide. Three metres long. Two and a half metres high, and no more than that."
    assert paged((text,), _narrower_than(42), 6.0) == pages(text, _narrower_than(42), 6.0)
    assert paged((), _narrower_than(42), 6.0) == ()
