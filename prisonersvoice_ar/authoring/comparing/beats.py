"""What changed in one beat: what begins it, what it waits for, where it leads, what it remembers."""

from collections.abc import Iterator

from prisonersvoice_ar.authoring import phrases
from prisonersvoice_ar.authoring.comparing.cues import cue_changes
from prisonersvoice_ar.authoring.comparing.head import words_changes
from prisonersvoice_ar.authoring.comparing.saying import Said, Teller
from prisonersvoice_ar.core.script.model import Beat, Branch, Choice


def beat_changes(old: Beat, new: Beat, teller: Teller) -> Iterator[Said]:
    """All but its lines, in the order in which it happens; the older one has its new name already."""
    yield from _beginning(old, new, teller)
    yield from _surroundings(old, new, teller)
    yield from cue_changes(old.cues, new.cues, teller)
    yield from _remembered(old, new, teller)
    yield from _hint(old, new, teller)
    yield from _choices(old, new, teller)
    yield from _waiting(old, new, teller)
    yield from _ways(old, new, teller)


def _beginning(old: Beat, new: Beat, teller: Teller) -> Iterator[Said]:
    if old.begin != new.begin:
        now = phrases.beginning(new, teller.lang) or teller.words.text("begins-at-once")
        yield teller.rephrased(now, phrases.beginning(old, teller.lang))
    if old.once != new.once:
        yield teller.say("once-added" if new.once else "once-removed")


def _surroundings(old: Beat, new: Beat, teller: Teller) -> Iterator[Said]:
    if old.ambience != new.ambience:
        was = phrases.say(old.ambience, teller.lang) if old.ambience else ""
        now = (
            phrases.say(new.ambience, teller.lang) if new.ambience else teller.words.text("ambience-removed")
        )
        yield teller.rephrased(now, was)
    if old.light != new.light:
        yield teller.say("light", new=teller.name(new.light)) if new.light else teller.say("light-removed")


def _remembered(old: Beat, new: Beat, teller: Teller) -> Iterator[Said]:
    for flag, value in new.set.items():
        if old.set.get(flag) != value:
            yield Said(phrases.setting(flag, value, teller.lang))
    yield from (teller.say("sets-removed", flag=teller.name(flag)) for flag in old.set if flag not in new.set)


def _hint(old: Beat, new: Beat, teller: Teller) -> Iterator[Said]:
    if old.hint is None or new.hint is None:
        for message, hint in (("hint-added", new.hint), ("hint-removed", old.hint)):
            if hint is not None and old.hint != new.hint:
                yield teller.text(message, phrases.said_in(hint.text, teller.lang, teller.others))
        return
    yield from words_changes("hint-text", old.hint.text, new.hint.text, teller)
    if old.hint.after != new.hint.after:
        was, now = (phrases.seconds(hint.after, teller.lang) for hint in (old.hint, new.hint))
        yield teller.say("hint-after", old=was, new=now)


def _choices(old: Beat, new: Beat, teller: Teller) -> Iterator[Said]:
    before, after = ({choice.id: choice for choice in beat.choice} for beat in (old, new))
    for name, choice in after.items():
        if name not in before:
            yield teller.say("choice-added", text=phrases.say(choice, teller.lang, teller.others))
            continue
        was = before[name]
        yield from words_changes("choice-text", was.text, choice.text, teller, choice=teller.name(name))
        if _way(was) != _way(choice):
            yield teller.say(
                "choice-way",
                choice=teller.name(name),
                old=phrases.say(_way(was), teller.lang),
                new=phrases.say(_way(choice), teller.lang),
            )
    for name, choice in before.items():
        if name not in after:
            yield teller.say("choice-removed", text=phrases.say(choice, teller.lang, teller.others))


def _way(choice: Choice) -> Branch:
    return Branch(choice.go, choice.when, choice.aside)


def _waiting(old: Beat, new: Beat, teller: Teller) -> Iterator[Said]:
    if old.rest != new.rest:
        was, now = (phrases.seconds(beat.rest, teller.lang) if beat.rest else "" for beat in (old, new))
        message = "rest" if was and now else "rest-added" if now else "rest-removed"
        yield teller.say(message, **{key: said for key, said in (("old", was), ("new", now)) if said})
    if old.until != new.until:
        was, now = (_until(beat, teller.lang) for beat in (old, new))
        yield teller.rephrased(now or teller.words.text("waits-not"), was)


def _until(beat: Beat, lang: str) -> str:
    """The sentence that says what a beat waits for, without its rest."""
    said = phrases.waiting(beat, lang)
    return said[-1] if said and (beat.until is not None or beat.choice) else ""


def _ways(old: Beat, new: Beat, teller: Teller) -> Iterator[Said]:
    if old.then != new.then:
        was, now = ("; ".join(phrases.ways(beat, teller.lang)) for beat in (old, new))
        yield teller.rephrased(teller.words.text("ways", ways=now), teller.words.text("ways", ways=was))
