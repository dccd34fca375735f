"""The lane of waits: for what a beat waits, what has answered it, and when time alone will."""

from dataclasses import dataclass, field

from prisonersvoice_ar.core.rehearsal.happenings import Fired, Happening, WaitBegan, WaitEnded
from prisonersvoice_ar.core.rehearsal.labels import leaf_label
from prisonersvoice_ar.core.rehearsal.timeline import Extent, Lane, Mark, Span, Sure, ordered
from prisonersvoice_ar.core.script.model import After, Scene, Trigger
from prisonersvoice_ar.core.story.state import Stage, beat_of
from prisonersvoice_ar.core.story.triggers import leaves


@dataclass
class _Wait:
    began: WaitBegan
    since: float
    fired: dict[Trigger, float] = field(default_factory=dict)


def wait_lane(scene: Scene, happened: tuple[Happening, ...], extent: Extent) -> Lane:
    """Every wait of what ``happened``, with a mark for each leaf of its trigger and for its hint."""
    waits = _Waits(scene, extent)
    for one in happened:
        match one.what:
            case WaitBegan() as began:
                waits.close(one.time)
                waits.open = _Wait(began, one.time)
            case Fired(_, leaf) if waits.open is not None:
                waits.open.fired.setdefault(leaf, one.time)
            case WaitEnded():
                waits.close(one.time)
    waits.close(extent.end)
    return ordered("waits", waits.spans, waits.marks)


class _Waits:
    """The waits that are over, and the one that is not."""

    def __init__(self, scene: Scene, extent: Extent) -> None:
        self.scene, self.extent = scene, extent
        self.open: _Wait | None = None
        self.spans: list[Span] = []
        self.marks: list[Mark] = []

    def close(self, end: float) -> None:
        wait, self.open = self.open, None
        if wait is None or wait.began.trigger is None:
            return
        beat, number, extent = wait.began.beat, len(self.spans), self.extent
        every = dict.fromkeys(leaves(wait.began.trigger))
        self.marks += [_answer(leaf, wait, end, extent, number) for leaf in every]
        hint = beat_of(self.scene, beat).hint if wait.began.stage is Stage.WAIT else None
        if hint is not None and wait.since + hint.after <= end:
            at = wait.since + hint.after
            self.marks.append(Mark(at, "hint", beat, "hint", extent.of(at), beat, number))
        kind = _kind(self.scene, wait)
        label = _label(self.scene, wait.began, kind)
        sure = extent.of(wait.since)
        self.spans.append(Span(wait.since, max(end, wait.since), kind, beat, label, sure, beat=beat))


def _answer(leaf: Trigger, wait: _Wait, end: float, extent: Extent, span: int) -> Mark:
    label, beat = leaf_label(leaf), wait.began.beat
    at = wait.fired.get(leaf)
    if isinstance(leaf, After):  # among "all of" it fires unseen: its time is known all the same
        at = wait.since + leaf.seconds if wait.since + leaf.seconds <= end else at
    sure = extent.of(wait.since if at is None else at)
    kind = "trigger-open" if at is None else "trigger-fired" if sure is Sure.PAST else "trigger-due"
    return Mark(at, kind, label, label, sure, beat, span)


def _kind(scene: Scene, wait: _Wait) -> str:
    beat = beat_of(scene, wait.began.beat)
    if wait.began.stage is Stage.BEGIN:
        return "begin"
    if beat.rest is not None:
        return "rest"
    return "choice" if beat.choice else "until"


def _label(scene: Scene, began: WaitBegan, kind: str) -> str:
    """What is waited for, as it is written."""
    beat = beat_of(scene, began.beat)
    if kind == "rest":
        return f"rest: {beat.rest:g}s"
    asked = beat.begin if kind == "begin" else beat.until
    parts = [", ".join(choice.id for choice in beat.choice)] if kind == "choice" else []
    return " | ".join([*parts, *([leaf_label(asked)] if asked is not None else [])])
