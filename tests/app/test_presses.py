"""The written visitor's successors: one visit after the other, each from its beginning."""

from types import SimpleNamespace
from typing import Any

from prisonersvoice_ar.app.presses import Presses
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.visit.view import Button, Phase
from prisonersvoice_ar.core.visit.written import Step


class _Nothing:
    """A window without events, and a view that nobody turns."""

    def events(self) -> list[Any]:
        return []

    def step(self, *_: object) -> None:
        pass


def _view(phase: Phase) -> Any:
    buttons = (Button("continue", "button-continue"), Button("finish", "button-finish"))
    return SimpleNamespace(phase=phase, overlay=None, buttons=buttons)


def test_the_next_visitor_begins_when_the_farewell_is_over() -> None:
    steps = (Step(Phase.NOTICE, "continue", 1.0), Step(Phase.ACTIONS, "finish", 1.0))
    settings = RunSettings(headless=True, written_visitor=True, visit=steps)
    nothing: Any = _Nothing()
    presses = Presses(nothing, nothing, settings, nothing, nothing)

    def look(phase: Phase, at: float) -> tuple[str, ...]:
        presses.since_last(_view(phase), at, target_seen=True)
        return presses.since_last(_view(phase), at + 1.5, target_seen=True)

    assert look(Phase.NOTICE, 0.0) == ("continue",)
    assert look(Phase.ACTIONS, 10.0) == ("finish",)
    presses.next_visitor()
    assert look(Phase.FAREWELL, 20.0) == ()
    assert look(Phase.NOTICE, 30.0) == ("continue",)
    assert look(Phase.ACTIONS, 40.0) == ("finish",)
