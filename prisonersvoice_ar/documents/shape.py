"""From data to document models: pydantic's errors become named problems at exact places."""

from collections.abc import Mapping
from itertools import takewhile
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from prisonersvoice_ar.documents.advice import closest, in_latin, listed
from prisonersvoice_ar.documents.findings import FLOOD, Findings
from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet

D = TypeVar("D", bound=Document)

_KINDS = {"list_type": "list", "dict_type": "mapping", "model_type": "mapping", "string_type": "text"}


_A_SLIP = 0.7
"""how like a key a word is that was meant for it"""
_MEANT = {
    "beat": {
        **dict.fromkeys(("go", "goto", "next", "aside"), "then"),
        **dict.fromkeys(("text", "line", "lines"), "say"),
        **dict.fromkeys(("wait", "after"), "until"),
        **dict.fromkeys(("silence", "quiet", "pause"), "rest"),
        **dict.fromkeys(("sound", "stop", "cues"), "cue"),
        **dict.fromkeys(("flag", "flags"), "set"),
    },
    "branch": {"then": "go", "to": "go", "if": "when"},
    "choice": {"then": "go", "to": "go", "if": "when", "say": "text"},
    "line": {"say": "text", "source": "cites", "sources": "cites"},
}
"""what is often written for a key and does not look like it"""


def take(model: type[D], sheet: Sheet, loc: Loc, findings: Findings) -> D | None:
    """Return the part of ``sheet`` at ``loc`` as ``model``; None with every reason in ``findings``, or the first of a flood."""
    return _taken(model, sheet, loc, findings)[0]


def take_what_holds(
    model: type[D], sheet: Sheet, loc: Loc, hangs: Mapping[str, tuple[str, ...]], findings: Findings
) -> tuple[D | None, bool]:
    """Like ``take``, with whether it is whole: a part with mistakes is taken without the keys in which they are.

    ``hangs``: key → others that mean nothing without it. None where the part is nothing without those keys.
    """
    doc, faulty = _taken(model, sheet, loc, findings)
    data = sheet.at(loc)
    if doc is not None or not faulty or not isinstance(data, dict):
        return doc, doc is not None
    lost = faulty | {other for key in faulty for other in hangs.get(str(key), ())}
    try:
        return model.model_validate({key: value for key, value in data.items() if key not in lost}), False
    except ValidationError:
        return None, False


def _taken(
    model: type[D], sheet: Sheet, loc: Loc, findings: Findings
) -> tuple[D | None, frozenset[str | int]]:
    """Return the part as ``model``; or None, and in which of its keys the mistakes are."""
    if findings.flooded:
        return None, frozenset()
    owners: dict[int, type[Document]] = {}
    try:
        return model.model_validate(sheet.at(loc), context=owners), frozenset()
    except ValidationError as error:
        details = error.errors(include_url=False)[:FLOOD]
    slips = {_meant(detail, loc, sheet, owners) for detail in details}
    fallen = _fallen(details, loc, sheet, owners, findings)
    for detail in details:
        whole: Loc = (*loc, *detail["loc"])
        if _there(sheet, whole) not in fallen and (detail["type"] != "missing" or whole not in slips):
            _translate(detail, loc, sheet, owners, findings)
    return None, frozenset(detail["loc"][0] for detail in details if detail["loc"])


def _fallen(
    details: list[ErrorDetails],
    base: Loc,
    sheet: Sheet,
    owners: dict[int, type[Document]],
    findings: Findings,
) -> set[Loc]:
    """Tell of keys that stand right under a key without a value, and beside it, though they were to stand in it.

    Returns all of which nothing more is to be said: those keys, and the one that they left empty.
    """
    unknown = [
        _there(sheet, (*base, *detail["loc"])) for detail in details if detail["type"] == "extra_forbidden"
    ]
    fallen: set[Loc] = set()
    for loc in unknown:
        if loc in fallen:
            continue
        keys = list(sheet.at(loc[:-1]))
        index = keys.index(loc[-1])
        outer: Loc = (*loc[:-1], keys[index - 1])
        if index == 0 or outer in unknown or sheet.at(outer) is not None or not _under(sheet, outer, loc):
            continue
        if closest(str(loc[-1]), _owner(sheet, loc[:-1], owners).author_keys(), _A_SLIP):
            continue  # a key of its own, misspelt
        run = [(*loc[:-1], key) for key in keys[index:]]
        fallen |= {outer, *takewhile(lambda one: one in unknown, run)}
        findings.add("lost-indent", sheet.place(loc, key=True), inner=loc[-1], outer=outer[-1])
    return fallen


def _there(sheet: Sheet, loc: Loc) -> Loc:
    """``loc`` without the steps that the models have added."""
    return (*sheet.nearest(loc[:-1]), *loc[-1:])


def _under(sheet: Sheet, outer: Loc, inner: Loc) -> bool:
    """Whether the key ``inner`` begins a line of its own below ``outer``, at the same depth."""
    above, below = sheet.keys[outer], sheet.keys[inner]
    return above.line < below.line and above.column == below.column


def _meant(detail: ErrorDetails, base: Loc, sheet: Sheet, owners: dict[int, type[Document]]) -> Loc:
    """Return the key that an unknown one was meant for: that it is missing is no second mistake."""
    loc: Loc = (*base, *detail["loc"])
    if detail["type"] != "extra_forbidden":
        return ()
    owner = _owner(sheet, sheet.nearest(loc[:-1]), owners)
    return (*loc[:-1], _guess(str(loc[-1]), owner, sheet.at(sheet.nearest(loc[:-1]))))


def _translate(
    detail: ErrorDetails, base: Loc, sheet: Sheet, owners: dict[int, type[Document]], findings: Findings
) -> None:
    inner = detail["loc"]
    at_key = bool(inner) and inner[-1] == "[key]"
    loc: Loc = (*base, *(inner[:-1] if at_key else inner))
    if sheet.is_void(loc):
        return  # what stands there was refused already, so its shape says nothing
    kind = detail["type"]
    if kind == "extra_forbidden":
        _unknown_key(loc, sheet, owners, findings)
    elif kind == "missing":
        owner = _owner(sheet, sheet.nearest(loc[:-1]), owners)
        findings.add(
            "missing-key",
            _opening(sheet, loc[:-1]),
            owner=f"@in-{owner.noun}",
            key=loc[-1],
            what=f"@{owner.noun}",
            tool="fmt" if (owner.noun, loc[-1]) == ("line", "id") else "",
        )
    elif kind in _KINDS:
        findings.add("wrong-type", sheet.place(loc), wanted=f"@{_KINDS[kind]}", got="@other")
    else:
        facts: dict[str, Any] = {key: value for key, value in detail.get("ctx", {}).items() if key != "code"}
        at_key = at_key or (kind in {"unknown-trigger", "unknown-cue"} and _names_a_key(sheet, loc, facts))
        if at_key and kind in {"unknown-trigger", "unknown-cue"}:
            loc = (*sheet.nearest(loc), facts["value"])
        findings.add(kind, sheet.place(loc, key=at_key), **facts)


def _names_a_key(sheet: Sheet, loc: Loc, facts: dict[str, Any]) -> bool:
    return (*sheet.nearest(loc), facts.get("value", "")) in sheet.keys


def _unknown_key(loc: Loc, sheet: Sheet, owners: dict[int, type[Document]], findings: Findings) -> None:
    owner = _owner(sheet, sheet.nearest(loc[:-1]), owners)
    key, keys = str(loc[-1]), owner.author_keys()
    findings.add(
        "unknown-key",
        sheet.place(loc, key=True),
        owner=f"@in-{owner.noun}",
        what=f"@{owner.noun}",
        key=key,
        guess=_guess(key, owner, sheet.at(sheet.nearest(loc[:-1]))),
        names=listed(keys),
    )


def _guess(key: str, owner: type[Document], given: Any) -> str:
    """Return the key that ``key`` was meant for; nothing where none is like it, or that one is there."""
    found = _MEANT.get(owner.noun, {}).get(in_latin(key)) or closest(key, owner.author_keys())
    return "" if isinstance(given, dict) and found in given else found


def _owner(sheet: Sheet, loc: Loc, owners: dict[int, type[Document]]) -> type[Document]:
    return owners.get(id(sheet.at(loc)), Document)


def _opening(sheet: Sheet, loc: Loc) -> Any:
    """Return the place of a mapping's first key: where an author looks for what is missing in it."""
    here = sheet.nearest(loc)
    data = sheet.at(here)
    if isinstance(data, dict) and data:
        return sheet.place((*here, next(iter(data))), key=True)
    return sheet.place(here)
