"""The comments of a YAML text, so that it can be proved that none was lost."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from prisonersvoice_ar.authoring.edits.page import Page

_COMMENT = re.compile("(?:(?<=[ \t\n\r\x85\u2028\u2029])|^)#[^\n\r\x85\u2028\u2029]*")


def comments(page: Page) -> list[tuple[int, str]]:
    """Offset and text of each comment, blanks at its end left out."""
    starts, ends = _scalars(page)
    found = []
    at = 0
    while hit := _COMMENT.search(page.text, at):
        index = bisect_right(starts, hit.start()) - 1
        if index >= 0 and hit.start() < ends[index]:  # it lies in a text
            at = ends[index]
            continue
        found.append((hit.start(), hit[0].rstrip()))
        at = hit.end()
    return found


def _scalars(page: Page) -> tuple[list[int], list[int]]:
    """Where the texts begin and end, in order."""
    spans = sorted(_spans(page))
    return [start for start, _ in spans], [end for _, end in spans]


def _spans(page: Page) -> Iterator[tuple[int, int]]:
    for span in page.sheet.keys.values():
        yield page.ends(span)
    for loc, span in page.sheet.values.items():
        start, end = page.ends(span)
        if isinstance(page.sheet.at(loc), dict | list) and (page.is_flow(loc) or start == end):
            continue
        if not isinstance(page.sheet.at(loc), dict | list) and end > start:
            yield start, end
