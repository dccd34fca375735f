"""Which themes a text touches, told by its words: stems and short phrases for each language.

Conservative: a theme that nobody is told of is an author's to name (``contains``), and a warning that is wrong
teaches to overlook the next.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from prisonersvoice_ar.core.care.tokens import Token, plain, tokens, words_of

Phrase = tuple[str, ...]
"""words; one that ends in * is the beginning of a word"""
_SHORTEST_STEM = 3
_APART = 2
"""words that may stand between two that belong together: "били його", "його там дуже били" """
_PAUSE = re.compile(r"[^\w\s’'-]|\s-\s")
"""what parts a sentence"""

Entry = tuple[str, Phrase, int]
"""theme ("" for what is excepted), what follows the first word, and how many words may stand before that"""


@dataclass
class _Language:
    words: dict[str, list[Entry]] = field(default_factory=dict)
    stems: dict[str, list[Entry]] = field(default_factory=dict)
    known: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    """every word that was looked up yet: texts repeat themselves"""

    def add(self, theme: str, phrase: Phrase, apart: int = 0) -> None:
        first, rest = phrase[0], phrase[1:]
        home, key = (self.stems, first[:-1]) if first.endswith("*") else (self.words, first)
        home.setdefault(key, []).append((theme, rest, apart))

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
        """Take ``{"covers": {theme: […]}, "themes": {theme: {lang: [phrase]}}, "except": {lang: [phrase]}}``.

        Perhaps ``"together": {theme: {lang: [[[word], [word]]]}}`` as well: a word of each list, in any order, with no
        comma between and hardly a word.
        """
        self.covers: Mapping[str, Sequence[str]] = data.get("covers", {})
        """theme → milder ones that are warned of with it"""
        self._languages: dict[str, _Language] = {}
        for theme, languages in data["themes"].items():
            self._take(theme, languages)
        self._take("", data.get("except", {}))
        for theme, languages in data.get("together", {}).items():
            self._take_pairs(theme, languages)

    def touched(self, text: str, lang: str) -> dict[str, str]:
        """Return theme → the words of ``text`` by which it is touched, in their order."""
        language = self._languages.get(lang.split("-", maxsplit=1)[0])
        if language is None:
            return {}
        said = plain(text)
        if not any(map(language.entries, words_of(said))):
            return {}
        words = tokens(said)
        hits = list(_hits(said, words, language))
        free = {at for theme, start, end in hits if not theme for at in range(start, end)}
        found: dict[str, str] = {}
        for theme, start, end in hits:
            if theme and not free.intersection(range(start, end)):
                found.setdefault(theme, said[words[start].start : words[end - 1].end])
        return found

    def gravest(self, found: Mapping[str, str]) -> dict[str, str]:
        """Return of what was ``found`` what nothing graver in it covers: asked of torture, nobody is asked of violence."""
        milder = {mild for theme in found for mild in self.covers.get(theme, ())}
        return {theme: words for theme, words in found.items() if theme not in milder}

    def named(self, themes: Sequence[str]) -> frozenset[str]:
        """Return ``themes`` and the milder ones that are warned of with them."""
        return frozenset(themes).union(*(self.covers.get(theme, ()) for theme in themes))

    def _take(self, theme: str, languages: Mapping[str, Sequence[str]]) -> None:
        for lang, phrases in languages.items():
            for phrase in phrases:
                self._languages.setdefault(lang, _Language()).add(theme, tuple(phrase.split()))

    def _take_pairs(self, theme: str, languages: Mapping[str, Sequence[Sequence[Sequence[str]]]]) -> None:
        for lang, pairs in languages.items():
            language = self._languages.setdefault(lang, _Language())
            for some, others in pairs:
                for one, other in product(some, others):
                    language.add(theme, (one, other), _APART)
                    language.add(theme, (other, one), _APART)


def _hits(said: str, words: Sequence[Token], language: _Language) -> Iterator[tuple[str, int, int]]:
    """Every entry that stands in ``words`` of ``said``: theme, first word, one past the last."""
    for at, token in enumerate(words):
        for theme, rest, apart in language.entries(token.word):
            for start in range(at + 1, at + 2 + apart):
                if _follows(words, start, rest):
                    end = start + len(rest)
                    if not apart or _in_one_breath(said[token.end : words[end - 1].start]):
                        yield theme, at, end
                    break


def _in_one_breath(between: str) -> bool:
    return _PAUSE.search(between) is None


def _follows(words: Sequence[Token], at: int, rest: Phrase) -> bool:
    if len(words) < at + len(rest):
        return False
    return all(
        token.word.startswith(part[:-1]) if part.endswith("*") else token.word == part
        for token, part in zip(words[at:], rest, strict=False)
    )
