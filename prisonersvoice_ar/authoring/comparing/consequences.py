"""What a change leaves behind: voices that say the old words, translations of the old text, facts without a source."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from prisonersvoice_ar.authoring.comparing.matching import lines_of
from prisonersvoice_ar.authoring.comparing.saying import Said, Teller
from prisonersvoice_ar.core.script.model import Line, Scene
from prisonersvoice_ar.core.script.texts import texts_of


def consequences(old: Scene, new: Scene, names: Mapping[str, str], teller: Teller) -> Iterator[Said]:
    """All of them; ``names``: older name of a line → the one it has now."""
    before = {names.get(name, name): line for name, (line, _) in lines_of(old).items()}
    after = {name: line for name, (line, _) in lines_of(new).items()}
    for lang in new.languages:
        yield from _voices(before, after, lang, teller)
    unused = [name for name, line in before.items() if name not in after and line.voices]
    yield from _told("voice-unused", unused, teller)
    yield from _translations(old, new, names, teller)
    uncited = [
        name for name, line in after.items() if name in before and before[name].cites and not line.cites
    ]
    yield from _told("uncited", uncited, teller)
    if new.reviews and set(new.reviews) <= set(old.reviews) and texts_of(old) != texts_of(new):
        yield teller.say("review-old", count=len(new.reviews))


def _told(message: str, names: list[str], teller: Teller, **facts: str) -> Iterator[Said]:
    if names:
        yield teller.say(message, count=len(names), lines=teller.listed(names), **facts)


def _voices(
    before: Mapping[str, Line], after: Mapping[str, Line], lang: str, teller: Teller
) -> Iterator[Said]:
    stale, missing = [], []
    spoken = any(lang in line.voices for line in after.values())
    for name, line in after.items():
        old = before.get(name)
        if lang not in line.voices:
            missing += [name] if spoken and (old is None or lang in old.voices) else []
        elif old is not None and old.text.get(lang) != line.text.get(lang) and _same_voice(old, line, lang):
            stale.append(name)
    yield from _told("voice-stale", stale, teller, lang=lang)
    yield from _told("voice-new", missing, teller, lang=lang)


def _same_voice(old: Line, new: Line, lang: str) -> bool:
    """Whether both versions have the very same recording."""
    if lang not in old.voices:
        return False
    try:
        return Path(old.voices[lang].path).read_bytes() == Path(new.voices[lang].path).read_bytes()
    except OSError:
        return False


def _translations(old: Scene, new: Scene, names: Mapping[str, str], teller: Teller) -> Iterator[Said]:
    """Texts whose written language changed and whose translation did not."""
    renamed = {f"line/{one}": f"line/{other}" for one, other in names.items()}
    before = {renamed.get(key, key): words for key, words in texts_of(old).items()}
    source = new.written_in
    for lang in new.languages:
        left = [
            key.removeprefix("line/")
            for key, words in texts_of(new).items()
            if lang != source
            and key in before
            and before[key].get(source) != words.get(source)
            and lang in words
            and before[key].get(lang) == words[lang]
        ]
        if left:
            yield teller.say("translation-stale", count=len(left), lang=lang, texts=teller.listed(left))
