"""The words of two versions compared, where one of them has errors or is a part of scenes: no scene is to be had."""

from collections.abc import Iterable, Iterator

from prisonersvoice_ar.authoring.comparing.compare import Chapter
from prisonersvoice_ar.authoring.comparing.saying import Said, Teller
from prisonersvoice_ar.authoring.phrases import said_in
from prisonersvoice_ar.authoring.scenery import Writing, is_shared
from prisonersvoice_ar.authoring.translating.texts import Text, fallback_of, nameless_in, texts_in, written_in
from prisonersvoice_ar.core.script.texts import as_told, line_key

_MESSAGES = {"title": "text-title", "summary": "text-summary", "line": "line-text", "hint": "hint-text"}


def compare_texts(old: Writing, new: Writing, lang: str) -> list[Chapter]:
    """Lines, hints, choices, title and summary: what they say now, what is new and what is gone."""
    teller = Teller(lang, (fallback_of(new), written_in(new)))
    was, now = texts_in(old), texts_in(new)
    before, after = _named(was, now, nameless_in(new)), _named(now, was, nameless_in(old))
    changes = [said for key, text in after.items() for said in _text(key, before.get(key), text, teller)]
    changes += [
        _whole("line-removed", key, text, teller) for key, text in before.items() if _gone(key, after)
    ]
    changes += _nameless(old, new, teller)
    part = is_shared(old.pages[0]) and is_shared(new.pages[0])
    heading = teller.words.text("words-of-part" if part else "words-only")
    return [Chapter(heading, tuple(changes) or (teller.say("words-same"),))]


def _gone(key: str, after: dict[str, Text]) -> bool:
    return key.startswith("line/") and key not in after


def _text(key: str, old: Text | None, new: Text, teller: Teller) -> Iterator[Said]:
    kind, _, name = key.partition("/")
    if old is None:
        if kind == "line":
            yield _whole("line-added", key, new, teller)
        return
    for lang, words in new.words.items():
        was, now = as_told(key, old.words.get(lang, "")), as_told(key, words)
        if lang in old.words and was != now:
            message = _MESSAGES.get(kind, "choice-text")
            facts = {"line": name} if kind == "line" else {"choice": teller.name(name)}
            yield teller.text(message, now, was, lang=lang, **facts)


def _named(these: dict[str, Text], those: dict[str, Text], nameless: list[Text]) -> dict[str, Text]:
    """``these`` but for lines that the other version has without an id: such a line neither came nor went."""
    there = _said(nameless)
    return {key: text for key, text in these.items() if key in those or _words(text) not in there}


def _nameless(old: Writing, new: Writing, teller: Teller) -> Iterator[Said]:
    """Lines that have no id yet are known by their words."""
    for message, these, those in (("line-nameless", new, old), ("line-nameless-removed", old, new)):
        there = _said([*nameless_in(those), *texts_in(those).values()])
        for text in nameless_in(these):
            if _words(text) not in there:
                yield teller.text(
                    message, as_told(line_key(""), said_in(text.words, teller.lang, teller.others))
                )


def _said(texts: Iterable[Text]) -> set[tuple[tuple[str, str], ...]]:
    return {_words(text) for text in texts}


def _words(text: Text) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(text.words.items()))


def _whole(message: str, key: str, text: Text, teller: Teller) -> Said:
    return teller.text(
        message, as_told(key, said_in(text.words, teller.lang, teller.others)), line=key.partition("/")[2]
    )
