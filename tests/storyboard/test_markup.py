"""Whatever an author wrote comes out as text, letter for letter, and as nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.authoring.storyboard.markup import Markup, anchor, el, joined, safe, web_address
from tests.storyboard.told import HOSTILE, Reader

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"))) | st.sampled_from(HOSTILE[:-1])


@given(TEXTS)
def test_a_text_is_shown_as_it_is_and_opens_nothing(text: str) -> None:
    read = Reader(el("p", text))
    assert [tag for tag, _ in read.tags] == ["p"]
    assert read.text.replace("\r", "\n") == text.replace("\r", "\n")


@given(TEXTS)
def test_an_attribute_holds_its_text_and_begins_no_other(text: str) -> None:
    read = Reader(el("a", "x", href=text, title=text))
    assert read.tags == [("a", {"href": text, "title": text})]


def test_what_html_does_not_allow_is_shown_as_missing() -> None:
    assert safe("a\x00b\x0bc\ud800") == "a�b�c�"
    assert safe("a\nb\tc") == "a\nb\tc"


def test_markup_is_not_escaped_again_and_text_is_not_taken_for_markup() -> None:
    inner = el("b", "<")
    assert el("p", inner, " <") == "<p><b>&lt;</b> &lt;</p>"
    assert joined(["<", None, inner], by="&") == "&lt;&amp;<b>&lt;</b>"
    assert isinstance(safe(inner), Markup)
    assert not isinstance(inner + "<", Markup), "what is added to markup is not trusted with it"


def test_attributes_with_and_without_a_value() -> None:
    assert el("input", checked=True, disabled=False, id=None, for_="x", data_a=1) == (
        '<input checked for="x" data-a="1">'
    )


@pytest.mark.parametrize("url", ["https://a.org/b?c=1&d=2", "http://a.org", "HTTPS://a.org"])
def test_a_web_address_may_be_followed(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc", "//a.org", "https://a b", 'https://a"b', ""],
)
def test_nothing_else_is_a_link(url: str) -> None:
    assert web_address(url) is None


def test_anchors_are_apart_and_hold_no_spaces() -> None:
    assert anchor("beat", "find-bunk") == "beat-find-bunk"
    assert len({anchor("beat", name) for name in ("a b", "a.b", "a\tb", "ab", "а b")}) == 5
    assert " " not in anchor("beat", "a b")
