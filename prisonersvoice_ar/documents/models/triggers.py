"""What a beat waits for; told apart by the key that names it, so that one mistake gives one error."""

from typing import Annotated, Any, ClassVar, get_args

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag

from prisonersvoice_ar.core.presence import PALM, Gesture
from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.faults import fault, wrong_type
from prisonersvoice_ar.documents.models.units import Duration, Length, Name, only_list

GESTURES = tuple(name for name in get_args(Gesture) if name != PALM)
"""what a hand can be seen to show, but the open palm"""
SIGHTS = ("target-seen", "target-lost", "visitor-arrived", "visitor-left")
"""what is written as a word"""
TAKEN_KEYS = ("escape", "esc", "tab", "space", "enter", "left", "right", "up", "down", "f11", *"0123456789")
"""the visitor's own: to leave, to skip, to pause, to go on, to look around, to choose"""
KEYS = (
    *"abcdefghijklmnopqrstuvwxyz",
    *(f"f{number}" for number in range(1, 11)),
    *("backspace", "page-up", "page-down", "home", "end", "insert", "delete"),
)
"""names of keys that a scene may wait for"""


def gesture(value: Any) -> str:
    """A hand's gesture; the open palm means pause everywhere and is never a scene's."""
    if not isinstance(value, str):
        raise wrong_type("name", value)
    if value in {"palm", "open-palm", PALM, "stop"}:
        raise fault("palm-is-pause", value=value, names=listed(GESTURES))
    if value not in GESTURES:
        raise fault(
            "unknown-value",
            value=value,
            what="@gesture",
            guess=closest(value, GESTURES),
            names=listed(GESTURES),
        )
    return value


def key(value: Any) -> str:
    """A key by its name; those by which a visitor moves, pauses and leaves are never a scene's."""
    named = str(value).lower() if isinstance(value, str | int) and not isinstance(value, bool) else None
    if named is None:
        raise wrong_type("name", value)
    if named in TAKEN_KEYS:
        raise fault("key-is-taken", value=value)
    if named not in KEYS:
        names = f"a … z, f1 … f10, {listed(KEYS[36:])}"
        raise fault("unknown-value", value=value, what="@key", guess=closest(named, KEYS), names=names)
    return named


class _Trigger(Document):
    noun: ClassVar[str] = "trigger"


class SightDoc(_Trigger):
    """``target-seen``, ``visitor-left``: written as a word."""

    sight: str


class LineEndedDoc(_Trigger):
    """``{line_ended: gb-001}``."""

    line_ended: Name


class LookAtDoc(_Trigger):
    """``{look_at: slit, for: 1.5s}``."""

    look_at: Name
    seconds: Duration = Field(default=0.8, alias="for")


class CloserThanDoc(_Trigger):
    """``{closer_than: 40cm}``."""

    closer_than: Length


class FartherThanDoc(_Trigger):
    """``{farther_than: 1m}``."""

    farther_than: Length


class PressDoc(_Trigger):
    """``{press: continue}``."""

    press: Name


class TouchDoc(_Trigger):
    """``{touch: hatch}``: a click or a touch on an object."""

    touch: Name


class KeyDoc(_Trigger):
    """``{key: space}``."""

    key: Annotated[str, PlainValidator(key)]


class GestureDoc(_Trigger):
    """``{gesture: point}``."""

    gesture: Annotated[str, PlainValidator(gesture)]


class AfterDoc(_Trigger):
    """``{after: 25s}``."""

    after: Duration


class AnyDoc(_Trigger):
    """``{any: […]}``."""

    any: Annotated[list["TriggerDoc"], BeforeValidator(only_list)]


class AllDoc(_Trigger):
    """``{all: […]}``."""

    all: Annotated[list["TriggerDoc"], BeforeValidator(only_list)]


KINDS = (
    "look_at",
    "closer_than",
    "farther_than",
    "press",
    "touch",
    "key",
    "gesture",
    "after",
    "line_ended",
    "any",
    "all",
)


_MEANT = {
    **dict.fromkeys(("or", "either", "one_of"), "any"),
    **dict.fromkeys(("and", "both"), "all"),
    **dict.fromkeys(("wait", "seconds"), "after"),
    **dict.fromkeys(("look", "looked_at"), "look_at"),
    "click": "touch",
    "choose": "press",
}
"""what is often written for a trigger's name and does not look like it"""


def _one_kind(value: Any) -> Any:
    """Turn a word into its mapping; insist on exactly one kind."""
    if isinstance(value, str):
        if value in SIGHTS:
            return {"sight": value}
        raise fault("unknown-trigger", value=value, guess=closest(value, (*SIGHTS, *KINDS)), names=_names())
    if isinstance(value, list):
        raise fault("list-of-triggers")
    if not isinstance(value, dict):
        raise wrong_type("trigger", value, "{after: 20s}")
    kinds = [key for key in value if key in KINDS]
    if len(kinds) > 1:
        raise fault("two-triggers", first=kinds[0], second=kinds[1])
    if not kinds:
        first = next((key for key in value if key != "for"), "")
        raise fault(
            "unknown-trigger", value=first, guess=_MEANT.get(first) or closest(first, KINDS), names=_names()
        )
    if kinds[0] in {"any", "all"} and value[kinds[0]] == []:
        raise fault("empty-list", key=kinds[0])
    return value


def _names() -> str:
    return listed((*SIGHTS, *KINDS))


def _kind(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((f"\0{key}" for key in value if key in KINDS or key == "sight"), None)
    return None


TriggerDoc = Annotated[
    Annotated[SightDoc, Tag("\0sight")]
    | Annotated[LineEndedDoc, Tag("\0line_ended")]
    | Annotated[LookAtDoc, Tag("\0look_at")]
    | Annotated[CloserThanDoc, Tag("\0closer_than")]
    | Annotated[FartherThanDoc, Tag("\0farther_than")]
    | Annotated[PressDoc, Tag("\0press")]
    | Annotated[TouchDoc, Tag("\0touch")]
    | Annotated[KeyDoc, Tag("\0key")]
    | Annotated[GestureDoc, Tag("\0gesture")]
    | Annotated[AfterDoc, Tag("\0after")]
    | Annotated[AnyDoc, Tag("\0any")]
    | Annotated[AllDoc, Tag("\0all")],
    Discriminator(_kind),
    BeforeValidator(_one_kind),
]
"""a tag begins with NUL, which no key can hold, so that a step of ``loc`` is never mistaken for a key"""
