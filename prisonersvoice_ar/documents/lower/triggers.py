"""Triggers from the author's words to the core's."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.documents.models import triggers as docs
from prisonersvoice_ar.documents.yaml.sheet import Loc

if TYPE_CHECKING:
    from prisonersvoice_ar.documents.lower.beat import Desk


def lower(doc: Any, loc: Loc, desk: "Desk", choices: tuple[str, ...]) -> model.Trigger:
    """Return the trigger of ``doc``; ``choices`` are the ids that may be pressed besides "continue"."""
    if isinstance(doc, docs.AnyDoc | docs.AllDoc):
        key, inner = ("any", doc.any) if isinstance(doc, docs.AnyDoc) else ("all", doc.all)
        of = tuple(lower(item, (*loc, key, i), desk, choices) for i, item in enumerate(inner))
        return model.AnyOf(of) if key == "any" else model.AllOf(of)
    if isinstance(doc, docs.LineEndedDoc):
        desk.known("unknown-line", doc.line_ended, desk.names.lines, (*loc, "line_ended"))
        return model.LineEnded(doc.line_ended)
    if isinstance(doc, docs.LookAtDoc):
        desk.known("unknown-object", doc.look_at, desk.names.objects, (*loc, "look_at"))
        return model.LookAt(doc.look_at, doc.seconds)
    if isinstance(doc, docs.PressDoc):
        desk.known("unknown-button", doc.press, ("continue", *choices), (*loc, "press"))
        return model.Pressed(doc.press)
    return _SIMPLE[type(doc)](doc)


def _sight(doc: docs.SightDoc) -> model.Trigger:
    return model.TargetSeen() if doc.sight == "target-seen" else model.TargetLost()


_SIMPLE: dict[type, Callable[[Any], model.Trigger]] = {
    docs.SightDoc: _sight,
    docs.CloserThanDoc: lambda doc: model.CloserThan(doc.closer_than),
    docs.FartherThanDoc: lambda doc: model.FartherThan(doc.farther_than),
    docs.GestureDoc: lambda doc: model.Gesture(doc.gesture),
    docs.AfterDoc: lambda doc: model.After(doc.after),
}
