"""From what happened to what a timeline shows."""

from collections.abc import Iterator

from prisonersvoice_ar.core.rehearsal.entries import Deed, Fire, Turn
from prisonersvoice_ar.core.rehearsal.happenings import Chosen, Did, Happening
from prisonersvoice_ar.core.rehearsal.labels import leaf_label, light_label
from prisonersvoice_ar.core.rehearsal.timeline import Extent, Lane, Mark, Span, ordered
from prisonersvoice_ar.core.rehearsal.waits import wait_lane
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.effects import (
    EndLine,
    EndSound,
    EnterBeat,
    FadeLight,
    PlaySound,
    SetAmbience,
    StartLine,
    StoryEnded,
)

Happened = tuple[Happening, ...]


def lanes(scene: Scene, happened: Happened, extent: Extent) -> tuple[Lane, ...]:
    """Every lane, in the order of ``timeline.LANES``."""
    return (
        _beats(happened, extent),
        _lines(happened, extent),
        wait_lane(scene, happened, extent),
        ordered("lights", _lights(happened, extent)),
        ordered("sounds", _sounds(happened, extent)),
        ordered("ambience", _ambience(happened, extent)),
    )


def _beats(happened: Happened, extent: Extent) -> Lane:
    begun = [one for one in happened if isinstance(one.what, EnterBeat | StoryEnded)]
    spans = [
        Span(one.time, end, "beat", one.what.beat, one.what.beat, extent.of(one.time), beat=one.what.beat)
        for one, end in _until_next(begun, extent)
        if isinstance(one.what, EnterBeat)
    ]
    return ordered("beats", spans, _beat_marks(happened, extent))


def _beat_marks(happened: Happened, extent: Extent) -> Iterator[Mark]:
    for one in happened:
        sure = extent.of(one.time)
        match one.what:
            case StoryEnded():
                yield Mark(one.time, "ended", "actions", "actions", sure)
            case Chosen(beat, choice):
                yield Mark(one.time, "choice", choice, choice, sure, beat)
            case Did(deed):
                yield Mark(one.time, "deed", type(deed).__name__.lower(), _deed_label(deed), sure)


def _deed_label(deed: Deed) -> str:
    match deed:
        case Fire(leaf):
            return leaf_label(leaf)
        case Turn(flag, on):
            return f"{flag}: {str(on).lower()}"
        case _:
            return "skip"


def _until_next(begun: list[Happening], extent: Extent) -> Iterator[tuple[Happening, float]]:
    """Each with the time of the next, the last with the end."""
    ends = [*(one.time for one in begun[1:]), extent.end]
    return zip(begun, (max(end, one.time) for one, end in zip(begun, ends, strict=False)), strict=False)


def _lines(happened: Happened, extent: Extent) -> Lane:
    spans: list[Span] = []
    beat = ""
    for one in happened:
        match one.what:
            case EnterBeat(name):
                beat = name
            case StartLine(line, lang, seconds):
                voice = line.voices.get(lang)
                kind = "caption" if voice is None else "synthetic" if voice.synthetic else "voice"
                end = extent.within(one.time + seconds)
                spans.append(Span(one.time, end, kind, line.id, line.id, extent.of(one.time), lang, beat))
            case EndLine(line_id, cut) if spans and spans[-1].id == line_id:
                spans[-1] = _ended(spans[-1], one.time, "cut" if cut else spans[-1].detail)
    return ordered("lines", spans)


def _ended(span: Span, end: float, detail: str) -> Span:
    return Span(
        span.start, max(end, span.start), span.kind, span.id, span.label, span.sure, detail, span.beat
    )


def _lights(happened: Happened, extent: Extent) -> Iterator[Span]:
    for one in happened:
        if isinstance(one.what, FadeLight):
            end = extent.within(one.time + one.what.fade)
            label = light_label(one.what.light, one.what.level)
            yield Span(one.time, end, "light", one.what.light, label, extent.of(one.time))


def _sounds(happened: Happened, extent: Extent) -> list[Span]:
    spans: list[Span] = []
    for one in happened:
        what = one.what
        if isinstance(what, PlaySound):
            end = extent.within(one.time + what.cue.seconds)
            detail = what.cue.on or ""
            sure = extent.of(one.time)
            spans.append(Span(one.time, end, "sound", what.cue.sound, what.cue.sound, sure, detail))
        elif isinstance(what, EndSound):
            spans = [_stopped(span, what, extent.within(one.time + what.cue.fade)) for span in spans]
    return spans


def _stopped(span: Span, stop: EndSound, end: float) -> Span:
    return _ended(span, min(span.end, end), span.detail) if span.id == stop.cue.sound else span


def _ambience(happened: Happened, extent: Extent) -> Iterator[Span]:
    begun = [one for one in happened if isinstance(one.what, SetAmbience)]
    for one, end in _until_next(begun, extent):
        if isinstance(one.what, SetAmbience) and one.what.ambience is not None:
            sound = one.what.ambience.sound
            detail = f"{one.what.ambience.level_db:g} dB"
            yield Span(one.time, end, "ambience", sound, sound, extent.of(one.time), detail)
