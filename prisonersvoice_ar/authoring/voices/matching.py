"""Which line a recording is of, by its file's name; nothing is guessed, what is not sure is told.

Actors and studios name files in many ways: ``fd-001.wav``, ``FD_001_take3.wav``, ``fd001 (2).wav``,
``uk/fd-001 дубль 2 best.flac``. The id must stand in the name whole; letters' case, what parts its pieces, and noughts
before a number are of no account.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from prisonersvoice_ar.authoring.voices.remarks import Remark, one_line, remark

_TAKE = re.compile(r"(?<![^\W\d])(?:take|tk|t|дубль|д|дубл|versuch|ujęcie)\s*\.?\s*#?\s*(\d{1,3})(?!\w)")
_COPY = re.compile(r"\((\d{1,3})\)|(?<=\s)#?(\d{1,3})\s*$")
_PICKS = frozenset(
    (
        *("best", "pick", "picked", "ok", "good", "final", "select", "selected", "use"),
        *("обрано", "кращий", "найкращий", "добрий", "беремо"),
    )
)
_REJECTS = frozenset(("bad", "ng", "nogood", "outtake", "reject", "rejected", "брак", "поганий"))
_LANGUAGES = {
    "ua": "uk",
    "ukr": "uk",
    "ukrainian": "uk",
    "eng": "en",
    "english": "en",
    "gb": "en",
    "us": "en",
}
_BETWEEN = r"[\s._-]*"
_PIECES = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True)
class Named:
    """What a file's name says."""

    path: PurePath
    """below the folder that is imported"""
    line: str = ""
    language: str = ""
    take: int = 1
    picked: bool = False
    rejected: bool = False
    why_not: Remark | None = None
    """why it cannot be told which line it is of; None where it can"""
    unasked: bool = False
    """its name says another language than was asked for"""


class Names:
    """The lines and languages of a scene, as they may stand in a file's name."""

    def __init__(self, lines: Iterable[str], languages: Sequence[str]) -> None:
        """Remember what to look for."""
        self._forms = {line: _form(line) for line in lines}
        self._languages = tuple(languages)

    def read(self, path: PurePath, language: str = "") -> Named:
        """Read the name of ``path``, relative to the folder that is imported; ``language`` is what was asked for."""
        stem = _plain(path.stem)
        found = {line: match for line, form in self._forms.items() if (match := form.search(stem))}
        if stem in found:
            found = {stem: found[stem]}
        if not found:
            return Named(path, why_not=remark("no-line"))
        if len(found) > 1:
            return Named(path, why_not=remark("several-lines", names=", ".join(sorted(found))))
        line, match = next(iter(found.items()))
        before, after = stem[: match.start()], stem[match.end() :]
        rest = f"{before} {after}"
        said = self._said(path, rest)
        if language and said and language not in said:
            return Named(path, line, unasked=True)
        spoken, why_not = self._language(said, language)
        words = set(re.findall(r"[^\W\d_]+", rest))
        take = _take(before, after)
        return Named(path, line, spoken, take, bool(words & _PICKS), bool(words & _REJECTS), why_not)

    def _said(self, path: PurePath, rest: str) -> set[str]:
        """Give the languages that the name and its folders say."""
        words = [*re.findall(r"[^\W\d_]+", rest), *(_plain(part) for part in path.parent.parts)]
        return {code for word in words if (code := _LANGUAGES.get(word, word)) in self._languages}

    def _language(self, said: set[str], asked: str) -> tuple[str, Remark | None]:
        """Give the language and why it cannot be told: as it is said, as asked, or the only one."""
        if len(said) > 1:
            return "", remark("several-languages", names=", ".join(sorted(said)))
        if not said and not asked and len(self._languages) > 1:
            return "", remark("no-language")
        return (next(iter(said)) if said else asked or self._languages[0]), None


def _form(line: str) -> re.Pattern[str]:
    """Give a pattern for ``line``: "fd-001" is met in fd_001, FD001, "fd 1"; not in fd-0011 or xfd-001."""
    pieces = [_number(piece) if piece.isdigit() else re.escape(piece) for piece in _PIECES.findall(line)]
    return re.compile(rf"(?<![^\W_]){_BETWEEN.join(pieces)}(?![^\W_])")


def _number(digits: str) -> str:
    bare = digits.lstrip("0") or "0"
    return rf"0{{0,{len(digits) - len(bare)}}}{bare}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _take(before: str, after: str) -> int:
    """Give the number of the take that is named beside the id; 1 where none is."""
    before, after = (re.sub("[_-]", " ", part) for part in (before, after))
    named = _TAKE.search(after) or _TAKE.search(before)
    if named:
        return int(named[1])
    copy = _COPY.search(after)  # "fd-001 (2)", "fd-001_2"
    return int(copy[1] or copy[2]) if copy else 1


Same = Callable[[PurePath, PurePath], bool]
"""whether two files hold the same"""


@dataclass(frozen=True)
class Choice:
    """Which of several takes is taken, or why none is."""

    line: str
    language: str
    taken: Named | None
    left: tuple[Named, ...]
    """the others; copies of the one that is taken are not named"""
    why: Remark


def choose(named: Iterable[Named], takes: dict[str, int], same: Same) -> list[Choice]:
    """Choose a take of each line and language: as asked in ``takes``, else the marked pick, else the highest number.

    ``same`` tells whether two files hold the same: then either will do.
    """
    known = sorted(
        (one for one in named if not one.why_not),
        key=lambda one: (one.language, one.line, one.take, str(one.path)),
    )
    return [
        _choice(line, language, list(group), takes.get(line), same)
        for (language, line), group in groupby(known, key=lambda one: (one.language, one.line))
    ]


def _choice(line: str, language: str, group: list[Named], asked: int | None, same: Same) -> Choice:
    good = [one for one in group if not one.rejected]
    picked = [one for one in good if one.picked]
    if asked is not None:
        pool, why = [one for one in group if one.take == asked], remark("take-asked", take=asked)
    elif picked:
        pool, why = picked, remark("take-picked")
    else:
        most = max((one.take for one in good), default=0)
        pool, why = [one for one in good if one.take == most], remark("take-highest", take=most)
    if not pool:
        why = remark("take-none", take=asked) if asked is not None else remark("take-bad")
        return Choice(line, language, None, tuple(group), why)
    first = pool[0]
    if any(not same(first.path, other.path) for other in pool[1:]):
        names = ", ".join(one_line(one.path) for one in pool)
        return Choice(line, language, None, tuple(group), remark("take-unsure", names=names))
    left = tuple(one for one in group if one not in pool)
    return Choice(line, language, first, left, why)
