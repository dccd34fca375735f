"""What changed in a scene's head: title, notice, sources, cell, how it is seen."""

from collections.abc import Iterator

from prisonersvoice_ar.authoring.comparing.saying import Said, Teller
from prisonersvoice_ar.core.script.model import Scene, Words
from prisonersvoice_ar.core.script.testimony import Source
from prisonersvoice_ar.core.script.texts import texts_of
from prisonersvoice_ar.words import Interface


def head_changes(old: Scene, new: Scene, teller: Teller) -> Iterator[Said]:
    """All of it, in the order in which a scene is written."""
    yield from words_changes("text-title", old.title, new.title, teller)
    yield from words_changes("text-summary", old.summary, new.summary, teller)
    yield from _languages(old, new, teller)
    yield from _testimony(old, new, teller)
    yield from _notice(old, new, teller)
    yield from _place(old, new, teller)
    yield from _seen(old, new, teller)


def words_changes(message: str, old: Words, new: Words, teller: Teller, **facts: str) -> Iterator[Said]:
    """A text in each language that it had and has, where it is another."""
    for lang, said in new.items():
        if lang in old and old[lang] != said:
            yield teller.text(message, said, old[lang], lang=lang, **facts)


def _changed(message: str, old: object, new: object, teller: Teller, **facts: str) -> Iterator[Said]:
    if old != new:
        yield teller.say(message, old=_shown(old), new=_shown(new), **facts)


def _shown(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(_shown(part) for part in value) or "—"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _languages(old: Scene, new: Scene, teller: Teller) -> Iterator[Said]:
    for lang in new.languages:
        if lang not in old.languages:
            count = sum(lang in words for words in texts_of(new).values())
            yield teller.say("language-added", lang=lang, count=count, all=len(texts_of(new)))
    yield from (
        teller.say("language-removed", lang=lang) for lang in old.languages if lang not in new.languages
    )
    yield from _changed("written", old.written_in, new.written_in, teller)
    yield from _changed("fallback", old.fallback, new.fallback, teller)
    for lang in sorted(old.pronounce.keys() | new.pronounce.keys()):
        before, after = old.pronounce.get(lang, {}), new.pronounce.get(lang, {})
        words = [word for word in {**before, **after} if before.get(word) != after.get(word)]
        if words:
            yield teller.say("pronounce", lang=lang, words=", ".join(words))


def _testimony(old: Scene, new: Scene, teller: Teller) -> Iterator[Said]:
    yield from _changed("kind", old.kind, new.kind, teller)
    for name, source in new.sources.items():
        if name not in old.sources:
            yield teller.say("source-added", name=name, source=f"{source.title} ({source.publisher})")
        elif old.sources[name] != source:
            yield teller.text("source-changed", _source(source), _source(old.sources[name]), name=name)
    for name, source in old.sources.items():
        if name not in new.sources:
            yield teller.say("source-removed", name=name, source=f"{source.title} ({source.publisher})")
    if old.consent != new.consent:
        yield teller.say("consent")
    for message, some, others in (("review-added", new, old), ("review-removed", old, new)):
        for review in some.reviews:
            if review not in others.reviews:
                yield teller.say(message, role=review.role, day=review.on.isoformat())


def _source(source: Source) -> str:
    parts = [source.title, source.publisher, str(source.year or ""), source.where, source.url]
    return "; ".join(part for part in parts if part)


def _notice(old: Scene, new: Scene, teller: Teller) -> Iterator[Said]:
    for message, some, others in (("theme-added", new, old), ("theme-removed", old, new)):
        for theme in some.themes:
            if theme not in others.themes:
                yield teller.say(message, theme=teller.name(Interface(teller.lang).text(f"theme-{theme}")))
    yield from _changed("age", old.age, new.age, teller)
    yield from _changed("minutes", old.minutes, new.minutes, teller)


def _place(old: Scene, new: Scene, teller: Teller) -> Iterator[Said]:
    yield from _changed("cell", old.place.kind, new.place.kind, teller)
    yield from _changed("cell-size", _metres(old.place.size), _metres(new.place.size), teller)
    if old.place.light != new.place.light:
        yield teller.say("cell-light")
    before = {thing.id: thing for thing in old.place.objects}
    after = {thing.id: thing for thing in new.place.objects}
    for name, thing in after.items():
        if name not in before:
            yield teller.say("object-added", name=teller.name(name))
        else:
            at, was = _metres(thing.at), _metres(before[name].at)
            yield from _changed("object-moved", was, at, teller, name=teller.name(name))
    yield from (teller.say("object-removed", name=teller.name(name)) for name in before if name not in after)


def _metres(three: tuple[float, float, float]) -> str:
    return " × ".join(f"{value:g}" for value in three)


def _seen(old: Scene, new: Scene, teller: Teller) -> Iterator[Said]:
    yield from _changed("mode", old.mode, new.mode, teller)
    yield from _changed("fallbacks", old.fallbacks, new.fallbacks, teller)
    for mode in sorted(old.targets.keys() & new.targets.keys()):
        yield from _changed("target", old.targets[mode], new.targets[mode], teller, mode=mode)
    yield from _changed("scale", round(1 / old.scale), round(1 / new.scale), teller)
