"""Keys in order between braces: whole entries change places, and what stands between them stays where it is."""

import re
from typing import Any

from prisonersvoice_ar.authoring.edits.page import Page
from prisonersvoice_ar.authoring.formatting.order import Kind, kind_of_item, kind_of_value, placed
from prisonersvoice_ar.documents.yaml.sheet import Loc

_COLON = re.compile(r"\s*:")
_BETWEEN = re.compile(r"[\s,]*\Z")


def in_order(page: Page, loc: Loc, kind: Kind) -> str:
    """The value at ``loc`` as written, with the keys of its mappings in order.

    Where a comment stands between the brackets, or an entry is written in an unusual way, all stays as it is.
    """
    start, end = page.start(loc), page.content_end(loc)
    data = page.sheet.at(loc)
    if not isinstance(data, dict | list) or not data:
        return page.text[start:end]
    steps: list[Any] = list(data) if isinstance(data, dict) else list(range(len(data)))
    slots: list[tuple[int, int]] = []
    written: list[str] = []
    for step in steps:
        slot = _slot(page, (*loc, step))
        inner = kind_of_value(kind, data, step) if isinstance(data, dict) else kind_of_item(kind)
        if slot is None:
            return page.text[start:end]
        value = page.start((*loc, step))
        whole = in_order(page, (*loc, step), inner)
        written.append(page.text[slot[0] : max(value, slot[0])] + whole)
        slots.append(slot)
    if isinstance(data, dict) and _plain(page, slots, start, end):
        written = [written[index] for index in placed(list(data), kind, data)]
    return _joined(page, slots, written, start, end)


def _slot(page: Page, loc: Loc) -> tuple[int, int] | None:
    """Where an entry begins and ends; None where it is no "key: value"."""
    end = page.content_end(loc)
    if isinstance(loc[-1], int):
        if loc in page.sheet.values and page.start(loc) < end:
            return page.start(loc), end
        return None
    start, behind = page.ends(page.sheet.keys[loc])
    colon = _COLON.match(page.text, behind)
    if not colon or page.text[start : start + 1] == "?":
        return None
    if page.sheet.at(loc) is None and page.text[page.start(loc) : end] in ("", ":"):
        return None
    return (start, end) if colon.end() <= page.start(loc) else None


def _plain(page: Page, slots: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether nothing but commas and blanks stands between the entries."""
    edges = [start + 1, *(at for slot in slots for at in slot), end - 1]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return all(_BETWEEN.match(page.text[left:right]) for left, right in pairs)


def _joined(page: Page, slots: list[tuple[int, int]], written: list[str], start: int, end: int) -> str:
    parts, at = [], start
    for (left, right), entry in zip(slots, written, strict=True):
        parts += [page.text[at:left], entry]
        at = right
    return "".join([*parts, page.text[at:end]])
