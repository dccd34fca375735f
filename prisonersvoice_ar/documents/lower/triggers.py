"""Triggers from the author's words to the core's."""

from collections.abc import Callable
from typing import Any

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.documents.lower.desk import Desk
from prisonersvoice_ar.documents.lower.spots import Spot
from prisonersvoice_ar.documents.models import triggers as docs


def lower(doc: Any, spot: Spot, desk: Desk, choices: tuple[str, ...]) -> model.Trigger:
    """Return the trigger of ``doc``; ``choices`` are the ids that may be pressed besides "continue"."""
    if isinstance(doc, docs.AnyDoc | docs.AllDoc):
        key, inner = ("any", doc.any) if isinstance(doc, docs.AnyDoc) else ("all", doc.all)
        of = tuple(lower(item, spot.at(key, i), desk, choices) for i, item in enumerate(inner))
        return model.AnyOf(of) if key == "any" else model.AllOf(of)
    if isinstance(doc, docs.LineEndedDoc):
        desk.known("unknown-line", doc.line_ended, desk.names.lines, spot.at("line_ended"))
        return model.LineEnded(doc.line_ended)
    if isinstance(doc, docs.LookAtDoc):
        desk.known("unknown-object", doc.look_at, desk.names.objects, spot.at("look_at"))
        return model.LookAt(doc.look_at, doc.seconds)
    if isinstance(doc, docs.TouchDoc):
        desk.known("unknown-object", doc.touch, desk.names.objects, spot.at("touch"))
        return model.Touched(doc.touch)
    if isinstance(doc, docs.PressDoc):
        desk.known("unknown-button", doc.press, (model.CONTINUE, *choices), spot.at("press"))
        return model.Pressed(doc.press)
    return _SIMPLE[type(doc)](doc)


_SIGHTS: dict[str, model.Trigger] = {
    "target-seen": model.TargetSeen(),
    "target-lost": model.TargetLost(),
    "visitor-arrived": model.VisitorArrived(),
    "visitor-left": model.VisitorLeft(),
}
_SIMPLE: dict[type, Callable[[Any], model.Trigger]] = {
    docs.SightDoc: lambda doc: _SIGHTS[doc.sight],
    docs.CloserThanDoc: lambda doc: model.CloserThan(doc.closer_than),
    docs.FartherThanDoc: lambda doc: model.FartherThan(doc.farther_than),
    docs.KeyDoc: lambda doc: model.KeyPressed(doc.key),
    docs.GestureDoc: lambda doc: model.Gesture(doc.gesture),
    docs.AfterDoc: lambda doc: model.After(doc.after),
}
