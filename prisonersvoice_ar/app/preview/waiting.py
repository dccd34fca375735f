"""What the timeline's lane of waits says, in the panel's language: short on its spans, whole beside the pointer."""

from collections.abc import Iterator
from dataclasses import replace

from prisonersvoice_ar.authoring.phrases import length, say, seconds, waiting
from prisonersvoice_ar.core.rehearsal import Lane, Mark, Span, Timeline
from prisonersvoice_ar.core.rehearsal.labels import leaf_label
from prisonersvoice_ar.core.script.model import (
    CONTINUE,
    After,
    Beat,
    CloserThan,
    FartherThan,
    Gesture,
    KeyPressed,
    LineEnded,
    LookAt,
    Pressed,
    Scene,
    Touched,
    Trigger,
)
from prisonersvoice_ar.core.story.state import beat_of
from prisonersvoice_ar.core.story.triggers import leaves
from prisonersvoice_ar.stage.panel.timeline import BETWEEN
from prisonersvoice_ar.words import Interface


def told_waits(timeline: Timeline, scene: Scene, words: Interface) -> Timeline:
    """``timeline``, its waits said in the language of ``words``."""
    lanes = (_told(lane, scene, words) if lane.name == "waits" else lane for lane in timeline.lanes)
    return replace(timeline, lanes=tuple(lanes))


def _told(lane: Lane, scene: Scene, words: Interface) -> Lane:
    spans = tuple(_span(span, beat_of(scene, span.beat), words) for span in lane.spans)
    marks = tuple(_mark(mark, lane.spans, beat_of(scene, mark.beat), words) for mark in lane.marks)
    return replace(lane, spans=spans, marks=marks)


def _span(span: Span, beat: Beat, words: Interface) -> Span:
    asked = beat.begin if span.kind == "begin" else beat.until
    whole = [say(asked, words.lang)] if span.kind == "begin" and asked else waiting(beat, words.lang)
    label = BETWEEN.join(_short(span.kind, beat, words)) or span.label
    return replace(span, label=label, detail=" ".join(whole))


def _short(kind: str, beat: Beat, words: Interface) -> Iterator[str]:
    """What answers it, and after how long it is over by itself."""
    every = (
        tuple(leaves(asked)) if (asked := beat.begin if kind == "begin" else beat.until) is not None else ()
    )
    if kind == "choice":
        yield words.text("wait-choices", count=len(beat.choice))
    elif kind != "rest":
        yield from [said for leaf in every if (said := _named(leaf, words))][:1]
    times = [leaf.seconds for leaf in every if isinstance(leaf, After)]
    if kind == "rest" and beat.rest is not None:
        times.append(beat.rest)
    if times:
        yield seconds(min(times), words.lang)


def _named(leaf: Trigger, words: Interface) -> str:
    match leaf:
        case LookAt(name) | Touched(name) | KeyPressed(name) | Gesture(name) | LineEnded(name):
            return name
        case Pressed(name):
            return words.text("wait-press") if name == CONTINUE else name
        case CloserThan(metres):
            return f"< {length(metres, words.lang)}"
        case FartherThan(metres):
            return f"> {length(metres, words.lang)}"
        case After():
            return ""
        case _:
            return say(leaf, words.lang)


def _mark(mark: Mark, spans: tuple[Span, ...], beat: Beat, words: Interface) -> Mark:
    if mark.kind == "hint":
        return replace(mark, label=say(beat.hint, words.lang)) if beat.hint is not None else mark
    begins = 0 <= mark.span < len(spans) and spans[mark.span].kind == "begin"
    asked = beat.begin if begins else beat.until
    every: list[Trigger] = list(leaves(asked)) if asked is not None else []
    if beat.rest is not None:
        every += [After(beat.rest), Pressed(CONTINUE)]
    leaf = next((one for one in every if leaf_label(one) == mark.id), None)
    return mark if leaf is None else replace(mark, label=say(leaf, words.lang))
