"""What changed in a beat's lights and sounds: a cue that came later is told as later, not as another."""

from collections.abc import Iterator, Sequence

from prisonersvoice_ar.authoring import phrases
from prisonersvoice_ar.authoring.comparing.saying import Said, Teller
from prisonersvoice_ar.core.script.model import Cue, LightCue, Moment, SoundCue

_LEAST = 1e-6
"""seconds"""


def cue_changes(old: Sequence[Cue], new: Sequence[Cue], teller: Teller) -> Iterator[Said]:
    """Pair cues of the same kind and name in their order; say what differs in each pair, and what has none."""
    pairs, gone, come = _paired(old, new)
    for before, after in pairs:
        yield from _cue(before, after, teller)
    yield from (teller.say("cue-added", text=phrases.say(cue, teller.lang)) for cue in come)
    yield from (teller.say("cue-removed", text=phrases.say(cue, teller.lang)) for cue in gone)


def _paired(old: Sequence[Cue], new: Sequence[Cue]) -> tuple[list[tuple[Cue, Cue]], list[Cue], list[Cue]]:
    """The same cues first; then those of one kind and name, in their order."""
    left, right = list(old), list(new)
    for cue in old:
        if cue in right:
            right.remove(cue)
            left.remove(cue)
    pairs, gone = [], []
    for cue in left:
        other = next((one for one in right if _name(one) == _name(cue)), None)
        if other is None:
            gone.append(cue)
        else:
            right.remove(other)
            pairs.append((cue, other))
    return pairs, gone, right


def _name(cue: Cue) -> tuple[str, str]:
    if isinstance(cue, LightCue):
        return "cue-light", cue.light
    return "cue-sound" if isinstance(cue, SoundCue) else "cue-stop", cue.sound


def _cue(old: Cue, new: Cue, teller: Teller) -> Iterator[Said]:
    kind, name = _name(new)
    cue, lang = _capital(teller.words.text(kind, name=teller.name(name))), teller.lang
    if old.moment != new.moment:
        yield _moment(old.moment, new.moment, cue, teller)
    if isinstance(old, LightCue) and isinstance(new, LightCue) and old.level != new.level:
        yield _told("cue-level", cue, phrases.share(old.level, lang), phrases.share(new.level, lang), teller)
    if isinstance(old, SoundCue) and isinstance(new, SoundCue):
        yield from _sound(old, new, cue, teller)
    if old.fade != new.fade:
        yield _told("cue-fade", cue, phrases.seconds(old.fade, lang), phrases.seconds(new.fade, lang), teller)


def _sound(old: SoundCue, new: SoundCue, cue: str, teller: Teller) -> Iterator[Said]:
    lang = teller.lang
    if old.level_db != new.level_db:
        was, now = phrases.decibels(old.level_db, lang), phrases.decibels(new.level_db, lang)
        yield _told("cue-loudness", cue, was, now, teller)
    if old.on != new.on:
        nowhere = teller.words.text("cue-nowhere")
        was, now = (teller.name(on) if on else nowhere for on in (old.on, new.on))
        yield _told("cue-place", cue, was, now, teller)


def _moment(old: Moment, new: Moment, cue: str, teller: Teller) -> Said:
    later = new.offset - old.offset
    said = phrases.say(new, teller.lang)
    if (old.line, old.edge) == (new.line, new.edge) and abs(later) > _LEAST:
        seconds = phrases.seconds(abs(later), teller.lang)
        return teller.say("cue-later" if later > 0 else "cue-sooner", cue=cue, seconds=seconds, moment=said)
    return _told("cue-moment", cue, phrases.say(old, teller.lang), said, teller)


def _told(message: str, cue: str, old: str, new: str, teller: Teller) -> Said:
    return teller.say(message, cue=cue, old=old, new=new)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
