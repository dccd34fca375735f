"""Lights and sounds placed against a line or the beat, never against a clock."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, model_validator

from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.faults import fault, wrong_type
from prisonersvoice_ar.documents.models.units import Duration, Flag, LevelDb, Name, Share, duration, name

_SUM = re.compile(r"(?P<name>[^\s+]+)\s*(?:\+\s*(?P<offset>.+))?\Z")
_TIME = re.compile(r"[0-9]")


class MomentDoc(Document):
    """A line, a beat or another cue, and seconds after it."""

    ref: str | None
    """the id of a line, of the beat or of a cue in it; None: the beat's entry"""
    offset: float


def moment(value: Any) -> MomentDoc:
    """Read "gb-001", "gb-001 + 0.5s" or "2s"."""
    if not isinstance(value, str):
        raise fault("bad-moment", value=value)
    if re.search(r"\s[-−]\s*[0-9]", value):
        raise fault("negative-offset", value=value)
    found = _SUM.match(value.strip())
    if not found:
        raise fault("bad-moment", value=value)
    if _TIME.match(value) and not found["offset"] and re.fullmatch(r"[0-9.,:]+\s*[a-zа-яі]*", value):
        return MomentDoc.model_construct(ref=None, offset=duration(value))
    offset = duration(found["offset"].strip()) if found["offset"] else 0.0
    return MomentDoc.model_construct(ref=name(found["name"]), offset=offset)


Moment = Annotated[MomentDoc, PlainValidator(moment)]


class _Cue(Document):
    noun: ClassVar[str] = "cue"

    id: Name | None = None
    with_: Moment | None = Field(default=None, alias="with")
    at: Moment | None = None
    after: Moment | None = None
    follow: Flag = False
    wait: Duration = 0.0

    @model_validator(mode="before")
    @classmethod
    def _one_moment(cls, data: Any) -> Any:
        if isinstance(data, dict):
            given = [key for key in ("with", "at", "after", "follow") if key in data]
            if len(given) > 1:
                raise fault("two-moments", first=given[0], second=given[1])
        return data


class LightCueDoc(_Cue):
    """``{light: slit, to: 0.8, with: gb-003, fade: 2s}``."""

    light: Name
    to: Share = 1.0
    fade: Duration = 1.0


class SoundCueDoc(_Cue):
    """``{sound: bolt, on: door, after: gb-003 + 0.5s, level_db: -12}``."""

    sound: Name
    on: Name | None = None
    level_db: LevelDb = -12.0
    fade: Duration = 0.0


class StopCueDoc(_Cue):
    """``{stop: steps, with: gb-004, fade: 1s}``."""

    stop: Name
    fade: Duration = 1.0


KINDS = ("light", "sound", "stop")


def _one_kind(value: Any) -> Any:
    if not isinstance(value, dict):
        raise wrong_type("cue", value, "{sound: bolt, after: gb-001}")
    kinds = [key for key in value if key in KINDS]
    if len(kinds) > 1:
        raise fault("two-cues")
    if not kinds:
        first = next(iter(value), "")
        raise fault("unknown-cue", value=first, guess=closest(first, KINDS), names=listed(KINDS))
    return value


def _kind(value: Any) -> str | None:
    return next((f"\0{key}" for key in KINDS if key in value), None) if isinstance(value, dict) else None


CueDoc = Annotated[
    Annotated[LightCueDoc, Tag("\0light")]
    | Annotated[SoundCueDoc, Tag("\0sound")]
    | Annotated[StopCueDoc, Tag("\0stop")],
    Discriminator(_kind),
    BeforeValidator(_one_kind),
]
