"""The written visitor: a short script of what somebody does, for demonstration films and tests. Pure."""

from dataclasses import dataclass, replace
from math import inf

from prisonersvoice_ar.core.script.model import CONTINUE
from prisonersvoice_ar.core.visit.view import Overlay, Phase, View


@dataclass(frozen=True)
class Step:
    """Once a screen has stood for a time, press something on it."""

    phase: Phase
    press: str
    """a button's id; "" presses nothing and only waits"""
    after: float
    """seconds on the screen; then as soon as the button is there"""
    overlay: Overlay | None = None
    linger: float = 0.0
    """seconds that the button must have been there, so that a film shows it"""
    latest: float = inf
    """seconds on the screen after which the step is passed by, pressed or not"""
    unless_seen: bool = False
    """pressed only while the target is out of view; when the phase passes without it the step is passed by"""


@dataclass(frozen=True)
class WrittenVisitor:
    """Somebody who goes through ``steps`` in order; ask ``act`` once a frame."""

    steps: tuple[Step, ...]
    done: int = 0
    """steps that are behind"""
    screen: tuple[Phase, Overlay | None] | None = None
    since: float = 0.0
    """when the present screen came, or its last step was done; seconds of the caller's clock"""
    shown_at: float | None = None
    """when the next step's button came; None while it is not there"""

    def act(
        self, view: View, now: float, target_seen: bool = False
    ) -> "tuple[WrittenVisitor, tuple[str, ...]]":
        """The visitor after looking at ``view``, and the ids pressed."""
        visitor = self._look(view, now)
        step = visitor.next_step
        if step is None or (view.phase, view.overlay) != (step.phase, step.overlay):
            return visitor, ()
        waited = now - visitor.since
        shown = not step.press or step.press in {button.id for button in view.buttons}
        shown_at = (now if visitor.shown_at is None else visitor.shown_at) if shown else None
        stood = shown_at is not None and now - shown_at >= step.linger
        ready = waited >= step.after and stood and not (step.unless_seen and target_seen)
        if not ready and waited < step.latest:
            return replace(visitor, shown_at=shown_at), ()
        visitor = replace(visitor, done=visitor.done + 1, since=now, shown_at=None)
        return visitor, (step.press,) if ready and step.press else ()

    @property
    def next_step(self) -> Step | None:
        """What comes next, or None where the script is over."""
        return self.steps[self.done] if self.done < len(self.steps) else None

    def _look(self, view: View, now: float) -> "WrittenVisitor":
        """Notice a new screen, and pass by the steps that belong to a phase already gone."""
        screen = (view.phase, view.overlay)
        if screen == self.screen:
            return self
        done = self.done
        order = list(Phase)
        while done < len(self.steps) and order.index(self.steps[done].phase) < order.index(view.phase):
            done += 1
        return replace(self, screen=screen, since=now, shown_at=None, done=done)


def demo_visit(lang: str, story_seconds: float = 46.0) -> tuple[Step, ...]:
    """A visit of about a minute: the first beats, the quiet, the actions, a link looked at and left unopened.

    The visitor stays with the story until it first lets them press CONTINUE, at the latest for
    ``story_seconds``, hears a little of what follows, and skips to the quiet.
    """
    return (
        Step(Phase.LANGUAGE, f"lang:{lang}", 2.0),
        Step(Phase.NOTICE, CONTINUE, 3.5),
        Step(Phase.HOWTO, "seated", 8.0, unless_seen=True),
        Step(Phase.STORY, CONTINUE, 1.0, linger=1.5, latest=story_seconds),
        Step(Phase.STORY, "skip", 3.5),
        Step(Phase.REST, CONTINUE, 7.5),
        Step(Phase.ACTIONS, "open:petition", 3.0),
        Step(Phase.ACTIONS, "no", 2.0, overlay=Overlay.OPEN_LINK),
        Step(Phase.ACTIONS, "finish", 1.5),
    )


def demo_visitor(lang: str) -> WrittenVisitor:
    """The visitor of the demonstration film, at the door."""
    return WrittenVisitor(demo_visit(lang))
