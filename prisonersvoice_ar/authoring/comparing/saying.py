"""Sentences of a comparison: where they belong, and which words in them are new."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial

from prisonersvoice_ar.authoring.edits import telling
from prisonersvoice_ar.authoring.phrases import joined, phrases
from prisonersvoice_ar.words import Interface

Piece = tuple[str, bool]
"""some of a sentence, and whether it is new (or, in the older sentence, gone)"""

_TOKEN = re.compile(r"[−-]?\d+(?:[.,]\d+)?|\w+(?:[’'-]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True)
class Said:
    """One change."""

    sentence: str
    """with MARK where the marked words stand"""
    new: tuple[Piece, ...] = ()
    old: tuple[Piece, ...] = ()
    """what it was; nothing where it was not there"""
    quoted: bool = True
    """whether these are words of the author's"""


refused = partial(telling.refused, book="diff")
"""an error with the words of this book"""
MARK = "\ue000"


class Teller:
    """Says changes in one language."""

    def __init__(self, lang: str, others: Sequence[str] = ()) -> None:
        """``lang``: uk or en; any other reads English. ``others``: those in which a scene's text is shown that lacks it."""
        self.lang, self.others = lang, others
        self.words = Interface(lang, "diff")
        self._phrases: Interface = phrases(lang)

    def say(self, message: str, **facts: str | int) -> Said:
        """A sentence without marked words."""
        return Said(self.words.text(message, **facts))

    def text(self, message: str, new: str, old: str | None = None, **facts: str | int) -> Said:
        """A sentence with a text in it (as ``text``), and what that was."""
        sentence = self.words.text(message, text=MARK, **facts)
        if old is None:
            return Said(sentence, ((new, False),))
        was, now = marked(old, new)
        return Said(sentence, now, was)

    def rephrased(self, new: str, old: str) -> Said:
        """A sentence of ours in place of another one; ``old`` "": there was none."""
        if not old:
            return Said(new)
        was, now = marked(old, new)
        return Said(MARK, now, was, quoted=False)

    def name(self, name: str) -> str:
        """A name in quotation marks."""
        return self._phrases.text("quoted", name=name)

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row: "a, b and c"."""
        return joined(list(names), "and-last", self._phrases)


def marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both sentences in pieces, the words that differ marked."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    was: list[Piece] = []
    now: list[Piece] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        differs = tag != "equal"
        was += [("".join(before[a0:a1]), differs)] if a1 > a0 else []
        now += [("".join(after[b0:b1]), differs)] if b1 > b0 else []
    return _joined(was), _joined(now)


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Pieces as few as can be: a blank between two marked words is marked, one at the end of a mark is not."""
    flags = [differs for _, differs in pieces]
    for index in range(1, len(pieces) - 1):
        flags[index] |= not pieces[index][0].strip() and flags[index - 1] and pieces[index + 1][1]
    runs = _merged([(text, differs) for (text, _), differs in zip(pieces, flags, strict=True)])
    trimmed = [part for run in runs for part in (_trimmed(run[0]) if run[1] else [run])]
    return tuple(_merged(trimmed))


def _trimmed(text: str) -> list[Piece]:
    bare = text.strip()
    start = text.index(bare)
    parts = [(text[:start], False), (bare, True), (text[start + len(bare) :], False)]
    return [part for part in parts if part[0]]


def _merged(pieces: list[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for text, differs in pieces:
        if found and found[-1][1] == differs:
            found[-1] = (found[-1][0] + text, differs)
        else:
            found.append((text, differs))
    return found
