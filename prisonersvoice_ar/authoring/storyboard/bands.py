"""A tall drawing in bands, one above the other: a printer may turn the page between two, and cuts no box in half."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from prisonersvoice_ar.authoring.storyboard.markup import Markup

_PAGE = (680.0, 900.0)
"""pixels of a page's width and height, inside its margins: less than A4 has, and Letter"""
_ABOVE = 6.0
"""pixels of paper left over the first box of a band"""


@dataclass(frozen=True)
class Part:
    """Something drawn, and how far up and down it reaches."""

    drawn: Markup
    top: float
    bottom: float
    kind: Literal["box", "label", "arrow"]
    """a band begins over a box; neither that nor a label is cut; an arrow goes on in the next band"""


@dataclass(frozen=True)
class Band:
    """A part of the drawing's height, and what is seen of it there."""

    top: float
    bottom: float
    parts: tuple[Markup, ...]


def bands(parts: Sequence[Part], size: tuple[float, float]) -> list[Band]:
    """Cut a drawing of ``size`` pixels, width and height, into bands that each fit on a page once they are as wide as it."""
    width, height = _PAGE
    cuts = _cuts(parts, size[1], height * max(1.0, size[0] / width))
    return [
        Band(top, bottom, tuple(part.drawn for part in parts if part.top < bottom and part.bottom > top))
        for top, bottom in pairwise(cuts)
    ]


def _cuts(parts: Sequence[Part], height: float, most: float) -> list[float]:
    solid = [part for part in parts if part.kind != "arrow"]
    places = (part.top - _ABOVE for part in solid if part.kind == "box")
    free = [y for y in places if not any(part.top < y < part.bottom for part in solid)]
    cuts = [0.0]
    while height - cuts[-1] > most:
        fitting = [y for y in free if cuts[-1] < y <= cuts[-1] + most]
        cuts.append(max(fitting, default=cuts[-1] + most))
    return [*cuts, height]
