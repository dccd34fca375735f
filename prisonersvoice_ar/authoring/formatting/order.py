"""In which order keys are written: that of the document models, which docs/ explain in the same order.

Two differ. A beat is told in the order in which it happens: what is seen and heard as it begins, what is said, what
follows. A cue says what, then how far, then when.
"""

import sys
import typing
from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, ForwardRef, Union, get_args, get_origin

from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.beat import BeatDoc
from prisonersvoice_ar.documents.models.cues import LightCueDoc, SoundCueDoc, StopCueDoc
from prisonersvoice_ar.documents.models.scene import SceneDoc
from prisonersvoice_ar.documents.models.shared import IncludeDoc, SharedDoc

Kind = Any
"""a model, or an annotation that leads to models"""

_BEAT = [
    "id",
    "begin",
    "once",
    "ambience",
    "light",
    "cue",
    "say",
    "set",
    "hint",
    "choice",
    "until",
    "rest",
    "then",
]
_CUE = [
    "id",
    "light",
    "sound",
    "stop",
    "to",
    "on",
    "with",
    "at",
    "after",
    "follow",
    "wait",
    "fade",
    "level_db",
]
_ORDERS: dict[type[Document], list[str]] = {
    BeatDoc: _BEAT,
    **dict.fromkeys((LightCueDoc, SoundCueDoc, StopCueDoc), _CUE),
}
_BEATS = list[BeatDoc | IncludeDoc]
"""what ``beats`` holds: the models read it one by one, so their annotation does not say"""


@cache
def order_of(model: type[Document] | None) -> list[str]:
    """The keys of ``model`` in order; those that are not among them come behind, as they stand."""
    if model is None:
        return []
    keys = model.author_keys()
    order = _ORDERS.get(model, [])
    return [*(key for key in order if key in keys), *(key for key in keys if key not in order)]


def placed(keys: list[str], kind: Kind, data: dict[str, Any]) -> list[int]:
    """The indices of ``keys`` in order; as they stand where one is unknown: it was meant for another."""
    rank = {key: index for index, key in enumerate(order_of(model_of(kind, data)))}
    if not all(key in rank for key in keys):
        return list(range(len(keys)))
    return sorted(range(len(keys)), key=lambda index: rank[keys[index]])


def model_of(kind: Kind, data: dict[str, Any]) -> type[Document] | None:
    """The model that ``data`` is written after: of several the one that knows most of its keys."""
    models: list[type[Document]] = [part for part in _parts(kind) if _is_model(part)]
    models += [inner for part in _parts(kind) if get_origin(part) is list for inner in _models_in(part)]
    if not models:
        return None
    if len(models) == 1:
        return models[0]
    return max(models, key=lambda model: sum(key in order_of(model) for key in data))


def kind_of_value(kind: Kind, data: dict[str, Any], key: str) -> Kind:
    """What the value of ``key`` in the mapping ``data`` is."""
    model = model_of(kind, data)
    if model is not None:
        return _fields(model).get(key)
    return next((get_args(part)[1] for part in _parts(kind) if get_origin(part) is dict), None)


def kind_of_item(kind: Kind) -> Kind:
    """What an item of a list is."""
    return next((get_args(part)[0] for part in _parts(kind) if get_origin(part) is list), None)


def _models_in(part: Any) -> list[type[Document]]:
    return [inner for inner in _parts(get_args(part)[0]) if _is_model(inner)]


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Document)


@cache
def _fields(model: type[Document]) -> dict[str, Kind]:
    found = {}
    for name, field in model.model_fields.items():
        annotation = _resolved(field.annotation, model)
        found[field.alias or name] = annotation
    if issubclass(model, SceneDoc | SharedDoc):
        found["beats"] = _BEATS
    return found


def _resolved(annotation: Any, model: type[Document]) -> Any:
    """``annotation`` with the names that a model's own module gives for what is defined further down in it."""
    if isinstance(annotation, ForwardRef | str):
        name = annotation if isinstance(annotation, str) else annotation.__forward_arg__
        return getattr(sys.modules[model.__module__], name, None)
    if get_origin(annotation) is list:
        return list[_resolved(get_args(annotation)[0], model)]  # type: ignore[misc]  # made at run time
    return annotation


def _parts(kind: Kind) -> Iterator[Any]:
    """What ``kind`` may be, with wrappers taken off."""
    origin: Any = get_origin(kind)
    if origin is Annotated:
        yield from _parts(get_args(kind)[0])
    elif origin in (Union, UnionType):
        for part in get_args(kind):
            yield from _parts(part)
    elif kind is not None and kind is not typing.Any:
        yield kind
