"""The page's own words in every language of the interface at once; the page shows one of them, and no script is needed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from prisonersvoice_ar.authoring import phrases
from prisonersvoice_ar.authoring.storyboard.markup import Content, Markup, el, joined, safe
from prisonersvoice_ar.authoring.storyboard.timing import Span
from prisonersvoice_ar.words import LANGUAGES, Interface

Telling = str | int | float | Callable[[str], str]
"""an argument of a message: itself, or what it is in a language"""


@dataclass(frozen=True)
class Wording:
    """Says messages of the storyboard's book."""

    lang: str
    """the language that the page opens in"""
    _books: dict[str, Interface] = field(default_factory=dict)
    _known: dict[str, Markup] = field(default_factory=dict)
    """messages without facts, as they were said before"""

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the interface."""
        return LANGUAGES

    def one(self, message: str, lang: str | None = None, **facts: Telling) -> str:
        """A message in one language, for attributes; None: the one that the page opens in."""
        code = lang or self.lang
        book = self._books.setdefault(code, Interface(code, "storyboard"))
        return book.text(message, **{key: _told(value, code) for key, value in facts.items()})

    def both(self, message: str, **facts: Telling) -> Markup:
        """A message in every language, of which the page shows one."""
        if facts:
            return self.each(lambda lang: self.one(message, lang, **facts))
        if message not in self._known:
            self._known[message] = self.each(lambda lang: self.one(message, lang))
        return self._known[message]

    def each(self, say: Callable[[str], Content]) -> Markup:
        """What ``say`` gives for each language; once where all are alike."""
        said = {lang: safe(say(lang) or "") for lang in self.languages}
        if len(set(said.values())) == 1:
            return next(iter(said.values()))
        return joined(el("span", text, class_="ui", lang=lang) for lang, text in said.items())

    def language(self, code: str, lang: str) -> str:
        """What ``lang`` calls the language ``code``; the code where it has no name for it."""
        name = f"language-{code}"
        book = self._books.setdefault(lang, Interface(lang, "storyboard"))
        return book.text(name) if book.has(name) else code

    def language_name(self, code: str) -> Markup:
        """The name of a language, in every language."""
        return self.each(lambda lang: self.language(code, lang))

    def span(self, span: Span, *, clock: bool) -> Markup:
        """A time: "0:40 to 1:15" on a clock, "12 s to 27 s" otherwise."""
        return self.each(lambda lang: self._span(span, lang, clock=clock))

    def _span(self, span: Span, lang: str, *, clock: bool) -> str:
        def tell(seconds: float) -> str:
            return clock_time(seconds) if clock else phrases.seconds(round(seconds, 1), lang)

        if span.longest is None:
            return self.one("range-open", lang, shortest=tell(span.shortest))
        shortest, longest = tell(span.shortest), tell(span.longest)
        if shortest == longest:
            return shortest
        return self.one("range", lang, shortest=shortest, longest=longest)


def _told(value: Telling, lang: str) -> str | int | float:
    return value(lang) if callable(value) else value


def clock_time(seconds: float) -> str:
    """Minutes and seconds: "1:05"."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def seconds_in(value: float) -> Callable[[str], str]:
    """Seconds with one place, said in whichever language is asked for."""
    return lambda lang: phrases.seconds(round(value, 1), lang)
