"""Which themes a text touches, told by its words: stems and short phrases for each language.

Conservative: a theme that nobody is told of is an author's to name (``contains``), and a warning that is wrong
teaches to overlook the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prisonersvoice_ar.core.care.tokens import Token, plain, tokens, words_of

Phrase = tuple[str, ...]
"""words; one that ends in * is the beginning of a word"""
_SHORTEST_STEM = 3

Entry = tuple[str, Phrase]
"""theme ("" for what is excepted), and what follows the first word"""


@dataclass
class _Language:
    words: dict[str, list[Entry]] = field(default_factory=dict)
    stems: dict[str, list[Entry]] = field(default_factory=dict)
    known: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    """every word that was looked up yet: texts repeat themselves"""

    def add(self, theme: str, phrase: Phrase) -> None:
        first, rest = phrase[0], phrase[1:]
        home, key = (self.stems, first[:-1]) if first.endswith("*") else (self.words, first)
        home.setdefault(key, []).append((theme, rest))

    def entries(self, word: str) -> tuple[Entry, ...]:
        found = self.known.get(word)
        if found is None:
            sizes = range(_SHORTEST_STEM, len(word) + 1)
            some = [entry for size in sizes for entry in self.stems.get(word[:size], ())]
            found = self.known[word] = (*self.words.get(word, ()), *some)
        return found


class Lexicon:
    """Words and phrases by language; looking up is a dictionary's work."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take ``{"covers": {theme: […]}, "themes": {theme: {lang: [phrase]}}, "except": {lang: [phrase]}}``."""
        self.covers: Mapping[str, Sequence[str]] = data.get("covers", {})
        """theme → milder ones that are warned of with it"""
        self._languages: dict[str, _Language] = {}
        for theme, languages in data["themes"].items():
            self._take(theme, languages)
        self._take("", data.get("except", {}))

    def touched(self, text: str, lang: str) -> dict[str, str]:
        """Return theme → the words of ``text`` by which it is touched, in their order."""
        language = self._languages.get(lang.split("-", maxsplit=1)[0])
        if language is None:
            return {}
        said = plain(text)
        if not any(map(language.entries, words_of(said))):
            return {}
        words = tokens(said)
        hits = list(_hits(words, language))
        free = {at for theme, start, end in hits if not theme for at in range(start, end)}
        found: dict[str, str] = {}
        for theme, start, end in hits:
            if theme and not free.intersection(range(start, end)):
                found.setdefault(theme, said[words[start].start : words[end - 1].end])
        return found

    def named(self, themes: Sequence[str]) -> frozenset[str]:
        """Return ``themes`` and the milder ones that are warned of with them."""
        return frozenset(themes).union(*(self.covers.get(theme, ()) for theme in themes))

    def _take(self, theme: str, languages: Mapping[str, Sequence[str]]) -> None:
        for lang, phrases in languages.items():
            for phrase in phrases:
                self._languages.setdefault(lang, _Language()).add(theme, tuple(phrase.split()))


def _hits(words: Sequence[Token], language: _Language) -> Iterator[tuple[str, int, int]]:
    """Every entry that stands in ``words``: theme, first word, one past the last."""
    for at, token in enumerate(words):
        for theme, rest in language.entries(token.word):
            if _follows(words, at + 1, rest):
                yield theme, at, at + 1 + len(rest)


def _follows(words: Sequence[Token], at: int, rest: Phrase) -> bool:
    if len(words) < at + len(rest):
        return False
    return all(
        token.word.startswith(part[:-1]) if part.endswith("*") else token.word == part
        for token, part in zip(words[at:], rest, strict=False)
    )
