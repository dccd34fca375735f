"""A change is taken out of a text that was edited since, where its own lines are still there."""

from difflib import SequenceMatcher

import pytest

from prisonersvoice_ar.authoring.edits import merging
from prisonersvoice_ar.authoring.edits.merging import without


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("a\nb\nX\nc\n", "a\nb\nc\n"),
        ("a\nX\nc\n", None),
        ("0\na\nb\nX\nc\nd\n", "0\na\nb\nc\nd\n"),
        ("a\nb\nX\nY\nc\n", None),
        ("a\nB\nX\nC\n", "a\nB\nC\n"),
    ],
)
def test_a_line_that_was_put_in_is_taken_out(now: str, expected: str | None) -> None:
    assert without("a\nb\nc\n", "a\nb\nX\nc\n", now) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("A\nX\nC\n", "A\nb\nC\n"),
        ("a\nnew\nX\nnew\nc\n", "a\nnew\nb\nnew\nc\n"),
        ("X\nc\n", "b\nc\n"),
        ("a\nX!\nc\n", None),
        ("a\nc\n", None),
    ],
)
def test_a_line_that_was_mended_is_taken_back_whatever_stands_beside_it(
    now: str, expected: str | None
) -> None:
    assert without("a\nb\nc\n", "a\nX\nc\n", now) == expected


def test_what_was_taken_out_comes_back_where_its_place_is_sure() -> None:
    assert without("a\nX\nc\n", "a\nc\n", "A\nc\n") == "A\nX\nc\n"
    assert without("a\nX\nc\n", "a\nc\n", "A\nC\n") is None
    assert without("a\nX\nc\n", "a\nc\n", "a\nb\nc\n") is None


def test_a_long_text_in_which_every_other_line_changed_is_compared_in_small_pieces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """difflib alone is quadratic there: half a minute for a translation of 5,000 beats."""
    longest = []

    class Watched(SequenceMatcher[str]):
        def __init__(self, junk: None, a: list[str], b: list[str], autojunk: bool) -> None:
            longest.append(max(len(a), len(b)))
            super().__init__(junk, a, b, autojunk)

    monkeypatch.setattr(merging, "SequenceMatcher", Watched)
    before = [f"{kind}{n}\n" for n in range(400) for kind in ("say", "then")]
    after = [line.replace("say", "said") for line in before]
    now = [*after[:400], "mine\n", *after[400:]]
    assert without("".join(before), "".join(after), "".join(now)) == "".join(
        [*before[:400], "mine\n", *before[400:]]
    )
    assert max(longest) < 5


def test_lines_that_changed_places_are_told_apart() -> None:
    assert list(merging._edits(list("abcXdY"), list("dabcY"))) == [
        ("insert", 0, 0, 0, 1),
        ("delete", 3, 5, 4, 4),
    ]
