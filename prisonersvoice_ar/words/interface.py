"""Messages of the interface in a language, falling back to English; a key is never shown in place of words.

Fluent syntax and plural rules: https://projectfluent.org/fluent/guide/ (CLDR plurals by way of babel).
"""

import logging
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from prisonersvoice_ar.core.errors import InternalFault

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = ("uk", "en")
"""in the order in which they are offered"""

FALLBACK = "en"

_log = logging.getLogger(__name__)

Argument = str | int | float


class UnknownMessage(InternalFault):
    """The code asks for a message that no language has."""

    def __init__(self, message_id: str) -> None:
        """Name the id that is missing."""
        super().__init__(
            f"words/: no language has the message {message_id!r}",
            f"add a line “{message_id} = …” to words/uk.ftl and words/en.ftl",
        )
        self.message_id = message_id


class Interface:
    """The interface's words in one language.

    ``lang``: one of LANGUAGES, or any other code, which reads English. ``book``: a folder in words/ whose messages
    are meant, so that a visitor does not wait for an author's words to be read; "": the visitor's own. A language's file
    is parsed when its first message is asked for, once a process (9 ms each).
    """

    def __init__(self, lang: str, book: str = "") -> None:
        """Remember the language; nothing is read yet."""
        self.lang = lang if lang in LANGUAGES else FALLBACK
        self.book = book

    def has(self, message_id: str) -> bool:
        """Whether some language has ``message_id``."""
        return any(_bundle(lang, self.book).has_message(message_id) for lang in self._order())

    def text(self, message_id: str, **arguments: Argument) -> str:
        """Return the message with its arguments filled in.

        Falls back to English, with a note in the log; raises UnknownMessage where no language has it, and
        InternalFault where an argument is missing.
        """
        for lang in self._order():
            bundle = _bundle(lang, self.book)
            if not bundle.has_message(message_id):
                _log.warning(
                    "words/%s.ftl has no message %r; English stands in",
                    f"{self.book}/{lang}".strip("/"),
                    message_id,
                )
                continue
            return _formatted(bundle, message_id, arguments)
        raise UnknownMessage(message_id)

    def _order(self) -> tuple[str, ...]:
        return (self.lang,) if self.lang == FALLBACK else (self.lang, FALLBACK)


def _formatted(bundle: "FluentBundle", message_id: str, arguments: dict[str, Argument]) -> str:
    pattern = bundle.get_message(message_id).value
    if pattern is None:
        raise UnknownMessage(message_id)
    text, problems = bundle.format_pattern(pattern, arguments)
    if problems:
        raise InternalFault(f"words/: {message_id!r} cannot be filled in: {problems[0]}")
    return str(text)


@cache
def _bundle(lang: str, book: str) -> "FluentBundle":
    """Parse one language's file."""
    # Imported here: 35 ms that no command without words should pay.
    from fluent.runtime import FluentBundle, FluentResource

    bundle = FluentBundle([lang], use_isolating=False)
    source = resources.files(__package__).joinpath(book, f"{lang}.ftl").read_text(encoding="utf-8")
    bundle.add_resource(FluentResource(source))
    return bundle
