"""What a part of a scene means, said in a reader's words: triggers, cues, conditions, ways on, measures.

``say(part, lang)`` is the way in. Languages: those of ``words``; any other code reads English. Names are the
author's own and are shown in quotation marks.
"""

from collections.abc import Callable, Sequence
from functools import partial

from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    CONTINUE,
    RETURN,
    After,
    AllOf,
    Ambience,
    AnyOf,
    Beat,
    Branch,
    Choice,
    CloserThan,
    Condition,
    Cue,
    FartherThan,
    Gesture,
    Hint,
    KeyPressed,
    LightCue,
    LineEnded,
    LookAt,
    Moment,
    Pressed,
    SoundCue,
    StopCue,
    TargetLost,
    TargetSeen,
    Touched,
    Trigger,
    VisitorArrived,
    VisitorLeft,
    Words,
)
from prisonersvoice_ar.words import Interface

Part = Trigger | Condition | Moment | Cue | Ambience | Branch | Choice | Hint

_SIGHTS: dict[type, str] = {
    TargetSeen: "when-target-seen",
    TargetLost: "when-target-lost",
    VisitorArrived: "when-visitor-arrived",
    VisitorLeft: "when-visitor-left",
}
_NONE = "none"
"""tells a message that a fact is not there"""


def phrases(lang: str) -> Interface:
    """The book of phrases in ``lang``."""
    return Interface(lang, "phrases")


def say(part: Part, lang: str = "en", others: Sequence[str] = ()) -> str:
    """A part of a scene in words; ``others``: the languages in which a text is shown that lacks ``lang``.

    A trigger or a condition is a clause that can follow "until", "when", "if"; a moment follows a comma; a way or a
    choice is a phrase; cues, an ambience and a hint are sentences.
    """
    words = phrases(lang)
    match part:
        case Condition():
            return _condition(part, words)
        case Moment():
            return _moment(part, words)
        case LightCue() | SoundCue() | StopCue():
            return _cue(part, words)
        case Ambience():
            return _ambience(part, words)
        case Branch():
            return _way(part, words)
        case Choice():
            label = _quoted(said_in(part.text, lang, others), words)
            return words.text("choice", text=label, way=_way(part, words))
        case Hint():
            text = _quoted(said_in(part.text, lang, others), words)
            return words.text("hint", seconds=seconds(part.after, lang), text=text)
        case _:
            return trigger_words(part, lang)


def said_in(text: Words, lang: str, others: Sequence[str] = ()) -> str:
    """``text`` in ``lang``, else in the first of ``others`` that it has, else in its own first.

    Where there is a scene, ``others`` are its fallback and its languages, and it comes out as ``Scene.words`` has it.
    """
    return next((text[code] for code in (lang, *others) if code in text), next(iter(text.values()), ""))


def waiting(beat: Beat, lang: str = "en") -> list[str]:
    """The sentences that say what ``beat`` waits for after its lines; none where it passes on at once."""
    words = phrases(lang)
    sentences = []
    if beat.rest is not None:
        sentences.append(words.text("rests", seconds=seconds(beat.rest, lang)))
    if beat.until is not None:
        kind = "waits-choice-or" if beat.choice else "waits-until"
        sentences.append(words.text(kind, clause=trigger_words(beat.until, lang)))
    elif beat.choice:
        sentences.append(words.text("waits-choice"))
    return sentences


def ways(beat: Beat, lang: str = "en") -> list[str]:
    """Where ``beat`` leads, a phrase for each of its ``then``: the last of several says "otherwise"."""
    words = phrases(lang)
    said = [say(branch, lang) for branch in beat.then]
    if len(said) > 1 and beat.then[-1].when is None:
        said[-1] = words.text("otherwise", way=said[-1])
    return said


def beginning(beat: Beat, lang: str = "en") -> str:
    """The sentence that says what ``beat`` waits for before its lines; "" where it begins at once."""
    if beat.begin is None:
        return ""
    return phrases(lang).text("begins-when", clause=trigger_words(beat.begin, lang))


# --- triggers -------------------------------------------------------------------------------------


def trigger_words(trigger: Trigger, lang: str = "en") -> str:
    """A clause: "the visitor looks at “bunk” for 1.5 s or 15 s have passed"."""
    words = phrases(lang)
    match trigger:
        case AnyOf(of) | AllOf(of):
            joint = "or-last" if isinstance(trigger, AnyOf) else "and-last"
            return joined([_part(one, trigger, lang, words) for one in of], joint, words)
        case LineEnded(line):
            return words.text("when-line-ended", line=_quoted(line, words))
        case LookAt(thing, time):
            return words.text("when-look-at", object=_quoted(thing, words), seconds=seconds(time, lang))
        case CloserThan(metres):
            return words.text("when-closer", length=length(metres, lang))
        case FartherThan(metres):
            return words.text("when-farther", length=length(metres, lang))
        case After(time):
            return words.text("when-after", seconds=seconds(time, lang))
        case _:
            return _act(trigger, words)


def _act(trigger: Trigger, words: Interface) -> str:
    match trigger:
        case Pressed(button) if button == CONTINUE:
            return words.text("when-continue")
        case Pressed(button):
            return words.text("when-pressed", button=_quoted(button, words))
        case Touched(thing):
            return words.text("when-touched", object=_quoted(thing, words))
        case KeyPressed(key):
            return words.text("when-key", key=_quoted(key, words))
        case Gesture("point"):
            return words.text("when-gesture-point")
        case Gesture(name):
            return words.text("when-gesture", gesture=_quoted(name.replace("_", " "), words))
        case _:
            return words.text(_SIGHTS[type(trigger)])


def _part(part: Trigger, whole: AnyOf | AllOf, lang: str, words: Interface) -> str:
    """A part of a group; a group within another kind of group stands in brackets, or "a and b or c" could be either."""
    clause = trigger_words(part, lang)
    mixed = isinstance(part, AnyOf | AllOf) and type(part) is not type(whole) and len(part.of) > 1
    return words.text("grouped", clause=clause) if mixed else clause


def joined(clauses: Sequence[str], joint: str, words: Interface) -> str:
    """Put clauses or names in a row: "a", "a or b", "a, b or c"; ``joint``: and-last or or-last of the phrases."""
    if not clauses:
        return words.text("when-never")
    *first, last = clauses
    return words.text(joint, first=", ".join(first), last=last) if first else last


# --- conditions and ways --------------------------------------------------------------------------


def _condition(condition: Condition, words: Interface) -> str:
    negation = "not-" if condition.negate else ""
    named = {"flag": condition.flag, "looked-at": condition.looked_at, "visited": condition.visited}
    clauses = [
        words.text(f"if-{negation}{kind}", name=_quoted(name, words))
        for kind, name in named.items()
        if name is not None
    ]
    # what is negated is the whole: not (a and b) is (not a) or (not b)
    return joined(clauses, "or-last" if condition.negate else "and-last", words)


def _way(way: Branch | Choice, words: Interface) -> str:
    facts = {"go": destination(way.go, words.lang)}
    kind = "way"
    if way.aside is not None:
        kind += "-aside"
        facts["aside"] = destination(way.aside, words.lang)
    if way.when is not None:
        kind += "-when"
        facts["clause"] = _condition(way.when, words)
    return words.text(kind, **facts)


def destination(go: str, lang: str = "en") -> str:
    """Where a way leads: a beat's name in quotation marks, or words for the two that are no beats."""
    words = phrases(lang)
    if go in (ACTIONS, RETURN):
        return words.text(f"to-{go}")
    return _quoted(go, words)


def end(go: str, lang: str = "en") -> str:
    """What stands where a way leads to no beat: ACTIONS or RETURN, as the label of a place."""
    return phrases(lang).text(f"end-{go}")


# --- cues -----------------------------------------------------------------------------------------


def _cue(cue: Cue, words: Interface) -> str:
    facts = {
        "moment": _moment(cue.moment, words),
        "fade": seconds(cue.fade, words.lang) if cue.fade > 0 else _NONE,
    }
    match cue:
        case LightCue():
            facts["light"] = _quoted(cue.light, words)
            if cue.level <= 0.0:
                return words.text("light-out", **facts)
            return words.text("light-cue", level=share(cue.level, words.lang), **facts)
        case StopCue():
            return words.text("stop-cue", sound=_quoted(cue.sound, words), **facts)
    place = _NONE if cue.on is None else _quoted(cue.on, words)
    level = decibels(cue.level_db, words.lang)
    return words.text("sound-cue", sound=_quoted(cue.sound, words), place=place, level=level, **facts)


def _moment(moment: Moment, words: Interface) -> str:
    kind = "at-beat" if moment.line is None else f"at-{moment.edge}"
    tell = partial(words.text, kind) if moment.offset <= 0 else _later(kind, moment.offset, words)
    return tell() if moment.line is None else tell(line=_quoted(moment.line, words))


def _later(kind: str, offset: float, words: Interface) -> Callable[..., str]:
    return partial(words.text, f"{kind}-later", offset=seconds(offset, words.lang))


def _ambience(ambience: Ambience, words: Interface) -> str:
    if not ambience.sound:
        return words.text("ambience-none")
    level = decibels(ambience.level_db, words.lang)
    return words.text("ambience", sound=_quoted(ambience.sound, words), level=level)


def leading_light(light: str, lang: str = "en") -> str:
    """The sentence that says which light leads in a beat."""
    words = phrases(lang)
    return words.text("light-leads", light=_quoted(light, words))


def setting(flag: str, value: bool, lang: str = "en") -> str:
    """The sentence that says what a beat remembers."""
    words = phrases(lang)
    return words.text("sets" if value else "unsets", flag=_quoted(flag, words))


# --- measures and names ---------------------------------------------------------------------------


def seconds(value: float, lang: str = "en") -> str:
    """A time: "1.5 s"; from two minutes on "2 min", "2.5 min"."""
    words = phrases(lang)
    if value >= 120.0 and (value % 6.0) == 0.0:
        return words.text("minutes", number=number(value / 60.0, lang))
    return words.text("seconds", number=number(value, lang))


def length(metres: float, lang: str = "en") -> str:
    """A length: "40 cm", "1.2 m"."""
    words = phrases(lang)
    if metres < 1.0:
        return words.text("centimetres", number=number(metres * 100.0, lang))
    return words.text("metres", number=number(metres, lang))


def decibels(value: float, lang: str = "en") -> str:
    """A loudness: "−28 dB"."""
    return phrases(lang).text("decibels", number=number(value, lang))


def share(value: float, lang: str = "en") -> str:
    """A level from 0 to 1: "80 %"."""
    return phrases(lang).text("percent", number=number(value * 100.0, lang))


def number(value: float, lang: str = "en") -> str:
    """At most two places after the language's decimal sign, with a true minus."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    return text.replace("-", "−").replace(".", phrases(lang).text("decimal"))


def themes_in(themes: Sequence[str], lang: str = "en") -> str:
    """``themes`` as the visitor's notice says them: "isolation, hunger"."""
    visitors = Interface(lang)
    return ", ".join(
        visitors.text(f"theme-{theme}") if visitors.has(f"theme-{theme}") else theme for theme in themes
    )


def _quoted(name: str, words: Interface) -> str:
    return words.text("quoted", name=name)
