"""The questions of `new`, one after another: each has a default, and each answer is checked at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prisonersvoice_ar.authoring.creating.answers import Answers, problem_of, problem_with
from prisonersvoice_ar.authoring.creating.wording import ASKED, STUBS, in_words
from prisonersvoice_ar.authoring.phrases import themes_in
from prisonersvoice_ar.core.script.problem import Problem
from prisonersvoice_ar.core.script.themes import THEMES
from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.targets import load_targets
from prisonersvoice_ar.documents.yaml.scalars import resolve

Read = Callable[[str], Any]
Check = Callable[[Answers, str], Problem | None]

_SMALLEST_CELL = "2.0, 3.0, 2.5"
"""metres; the least for one person (CPT/Inf(2015)44)"""


@dataclass(frozen=True)
class Question:
    """One thing to ask."""

    key: str
    """of ``AnswersDoc``; "title.uk" is one entry of it"""
    words: str
    default: str
    read: Read
    """from what was typed to what YAML would have read"""
    check: Check | None = None
    """what its kind of value cannot tell"""

    def put(self, answers: Answers, typed: str) -> None:
        """Write the answer into ``answers``; nothing typed is the default."""
        value = self.read(typed.strip() or self.default)
        name, _, part = self.key.partition(".")
        if not part:
            answers[name] = value
        elif value not in ("", None):
            answers[name] = {**answers.get(name, {}), part: value}

    def problem(self, answers: Answers, lang: str) -> Problem | None:
        """What is wrong with the answer just put."""
        name, _, part = self.key.partition(".")
        value = answers.get(name)
        if name in ("source", "consent"):
            return _problem_of_part(name, part, value, lang)
        found = problem_with(name, {part: value[part]} if part and value else value, lang)
        return found or (self.check(answers, lang) if self.check else None)


def questions(name: str, given: Answers, content: Content, lang: str) -> Iterator[Question]:
    """What is still to be asked, given what was answered; ``given`` grows while they are asked."""
    asked = _Asking(name, given, content, lang)
    yield from asked.head()
    yield from asked.testimony()
    yield from asked.notice()
    yield from asked.place()
    yield from asked.story()


def wrong_target(answers: Answers, content: Content, lang: str) -> Problem | None:
    """What is wrong with the target of a scene that is otherwise answered."""
    if not answers.get("target"):
        return None
    return _Asking("", answers, content, lang).target_problem(answers, lang)


class _Asking:
    def __init__(self, name: str, given: Answers, content: Content, lang: str) -> None:
        self.name, self.given, self.content, self.lang = name, given, content, lang

    def one(self, key: str, default: str, read: Read = str, check: Check | None = None) -> Iterator[Question]:
        if key.partition(".")[0] not in self.given:
            yield Question(key, in_words(ASKED, self.lang, key), default, read, check)

    def words(self, key: str, default: Callable[[str], str]) -> Iterator[Question]:
        if key not in self.given:
            for code in self.given["languages"]:
                words = f"{in_words(ASKED, self.lang, key)} ({code})"
                yield Question(f"{key}.{code}", words, default(code), str)

    def head(self) -> Iterator[Question]:
        titled = ", ".join(self.given.get("title", {}))
        yield from self.one("languages", titled or ("uk, en" if self.lang == "uk" else "en, uk"), _list)
        shown = self.name.replace("-", " ").replace("_", " ").capitalize()
        titles = {"uk": in_words(STUBS, "uk", "title")}  # a folder's name is Latin
        yield from self.words("title", lambda code: titles.get(code, shown))
        yield from self.words("summary", lambda code: in_words(STUBS, code, "summary"))

    def testimony(self) -> Iterator[Question]:
        yield from self.one("kind", "composite")
        stub = self.given["languages"][0]
        if self.given["kind"] == "first-person":
            part, parts = "consent", ["scope", "date", "languages", "withdraw"]
        else:
            part, parts = "source", ["title", "publisher", "url"]
        if part in self.given:
            return
        for key in parts:
            full = f"{part}.{key}"
            default = in_words(STUBS, stub, full) if full in STUBS["en"] else ""
            yield Question(
                full, in_words(ASKED, self.lang, full), default, _list if key == "languages" else str
            )

    def notice(self) -> Iterator[Question]:
        called = theme_words(self.lang)
        if "themes" not in self.given:
            every = ", ".join(name if name == said else f"{name} ({said})" for said, name in called.items())
            asked = f"{in_words(ASKED, self.lang, 'themes')}: {every}"
            yield Question("themes", asked, "confinement", lambda typed: _themes(typed, called))
        yield from self.one("age", "14", resolve)
        yield from self.one("minutes", "1", resolve)

    def place(self) -> Iterator[Question]:
        yield from self.one("cell", "punishment-cell")
        yield from self.one("size_m", _SMALLEST_CELL, lambda typed: [resolve(part) for part in _list(typed)])
        yield from self.one("mode", "diorama")
        if self.given["mode"] in ("diorama", "portal"):
            yield from self.one("target", self._target(), check=self.target_problem)

    def story(self) -> Iterator[Question]:
        yield from self.one("beat", "arrive")
        yield from self.words("line", lambda code: in_words(STUBS, code, "line"))

    def _fitting(self) -> list[str]:
        """The cards, for a diorama; for a portal the posters with an opening."""
        targets = load_targets(Path(self.content.markers), self.content.root).value or {}
        portal = self.given["mode"] == "portal"
        return [
            name for name, one in targets.items() if (one.opening is not None if portal else not one.hangs)
        ]

    def _target(self) -> str:
        fitting = self._fitting()
        return fitting[0] if fitting else "poster-door" if self.given["mode"] == "portal" else "card-1"

    def target_problem(self, answers: Answers, lang: str) -> Problem | None:
        """What is wrong where markers.yaml has no such card or poster."""
        named, fitting = str(answers.get("target", "")), self._fitting()
        if not fitting or named in fitting:
            return None
        return problem_of(
            "unknown-target",
            {"name": named, "guess": closest(named, fitting), "names": listed(fitting)},
            lang,
        )


def theme_words(lang: str) -> dict[str, str]:
    """What each theme is called in ``lang`` → its name in a scene."""
    return {themes_in([name], lang): name for name in THEMES}


def _themes(typed: str, called: dict[str, str]) -> list[str]:
    """The themes typed, by their names or by what they are called."""
    return [called.get(said.lower(), said) for said in _list(typed)]


def _list(typed: str) -> list[str]:
    return [part.strip() for part in typed.replace(";", ",").strip("[] ").split(",") if part.strip()]


def _problem_of_part(name: str, part: str, value: Any, lang: str) -> Problem | None:
    """A source or a consent is asked piece by piece: the pieces that are still to come are not missed."""
    fillers: dict[str, dict[str, Any]] = {
        "source": {"title": "…", "publisher": "…"},
        "consent": {"scope": "…", "date": "2026-11-30", "languages": ["uk"], "withdraw": "…"},
    }
    filler = fillers[name]
    given = {part: value[part]} if value and part in value else {part: ""} if part in filler else {}
    return problem_with(name, {**filler, **given}, lang)
