"""Both languages say the same things, and every message that the code names exists."""

import ast
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

import prisonersvoice_ar
from prisonersvoice_ar.core.errors import InternalFault
from prisonersvoice_ar.words import LANGUAGES, Interface, UnknownMessage

PACKAGE = Path(prisonersvoice_ar.__file__).parent


BOOKS = sorted({path.parent.name for path in (PACKAGE / "words").glob("*/*.ftl")})
"""what authors and reviewers read; a visitor's own words are the book "" """


def _messages(lang: str, book: str = "") -> dict[str, Message]:
    file = resources.files("prisonersvoice_ar.words").joinpath(book, f"{lang}.ftl")
    source = file.read_text(encoding="utf-8")
    body = FluentParser().parse(source).body
    assert not [entry for entry in body if isinstance(entry, Junk)]
    messages = [entry for entry in body if isinstance(entry, Message)]
    names = [message.id.name for message in messages]
    assert len(names) == len(set(names)), "an id stands twice"
    return {message.id.name: message for message in messages}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:
        self.names.add(node.id.name)


def _variables(message: Message) -> set[str]:
    found = _Variables()
    found.visit(message)
    return found.names


@pytest.mark.parametrize("book", ["", *BOOKS])
def test_languages_hold_the_same_messages_with_the_same_arguments(book: str) -> None:
    english = _messages("en", book)
    for lang in LANGUAGES:
        other = _messages(lang, book)
        assert set(other) == set(english)
        for name, message in english.items():
            assert _variables(other[name]) == _variables(message), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_can_be_said(lang: str) -> None:
    interface = Interface(lang)
    for name, message in _messages(lang).items():
        numbers = {variable: 5 if variable in {"minutes", "age"} else "x" for variable in _variables(message)}
        text = interface.text(name, **numbers)
        assert text.strip() == text != ""
        assert text != name
        assert "\u2068" not in text
        assert "'" not in text, "a typographic apostrophe, please"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_is_scolded(lang: str) -> None:
    for name, message in _messages(lang).items():
        text = Interface(lang).text(name, **dict.fromkeys(_variables(message), 2)).lower()
        for word in ("error", "fail", "invalid", "wrong", "помилк", "збій", "невірн", "неправильн"):
            assert word not in text, name


def _asked_for(tree: ast.AST) -> Iterator[str]:
    """Message ids in the code: first argument of .text(…), second of Button(…), and "button-…" anywhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.fullmatch(
                r"(button|notice|howto|lost|mark|rest|paused|leaving|credits|farewell)-[a-z-]*[a-z]",
                node.value,
            ):
                yield node.value
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            values = [
                argument.value if isinstance(argument, ast.Constant) else None for argument in node.args
            ]
            literal = any(keyword.arg == "literal" for keyword in node.keywords)
            if name == "text" and values and isinstance(values[0], str):
                yield values[0]
            if name == "Button" and len(values) > 1 and isinstance(values[1], str) and not literal:
                yield values[1]


def test_every_message_that_the_code_names_exists() -> None:
    known = {name for book in ("", *BOOKS) for name in _messages("en", book)}
    asked: dict[str, str] = {}
    for room in ("core/visit", "stage", "app"):
        for path in sorted((PACKAGE / room).rglob("*.py")):
            for name in _asked_for(ast.parse(path.read_text(encoding="utf-8"))):
                asked[name] = str(path.relative_to(PACKAGE))
    assert asked, "the stage asks for words"
    assert {name: where for name, where in asked.items() if name not in known} == {}


def test_an_unknown_language_reads_english() -> None:
    assert Interface("xx").text("language-name") == "English"


def test_an_unknown_message_is_a_fault_that_names_it() -> None:
    with pytest.raises(UnknownMessage, match="no-such-message"):
        Interface("uk").text("no-such-message")
    assert not Interface("uk").has("no-such-message")


def test_a_missing_argument_is_a_fault() -> None:
    with pytest.raises(InternalFault, match="notice-themes"):
        Interface("en").text("notice-themes")


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_of_a_book_can_be_said(lang: str, book: str) -> None:
    for name, message in _messages(lang, book).items():
        text = Interface(lang, book).text(name, **dict.fromkeys(_variables(message), 5))
        assert text.strip()
        assert "'" not in text, "a typographic apostrophe, please"


def test_a_book_is_apart_from_a_visitors_words() -> None:
    assert Interface("uk", "phrases").has("waits-until")
    assert not Interface("uk").has("waits-until")
    assert not Interface("uk", "phrases").has("notice-title")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 хвилини"), (2, "2 хвилин"), (4, "4 хвилин"), (5, "5 хвилин"), (21, "21 хвилини")],
)
def test_ukrainian_counts_in_the_genitive(minutes: int, words: str) -> None:
    assert Interface("uk").text("notice-length", minutes=minutes) == f"Триває близько {words}."
