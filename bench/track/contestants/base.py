"""What a contestant is, and how those who only find corners come to poses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

from bench.track.cards import Card
from prisonersvoice_ar.core.geometry import Array, Intrinsics, rigid

Corners = Sequence[tuple[int, Array]]
"""ids and (4, 2) pixels: OpenCV's order and pixel centres"""


@dataclass(frozen=True)
class Seen:
    """One target in one frame, as a contestant has it."""

    target: str
    T_camera_target: Array | None
    """(4, 4) metres; None where only its presence is known"""
    locked: bool = True
    """False: predicted, and said to be"""
    corners: Array | None = None
    """(4, 2) pixels of the single square, where they were measured"""


class Contestant(Protocol):
    """A tracker under test."""

    name: str

    def takes(self, cards: tuple[Card, ...]) -> bool:
        """Whether it knows this kind of card."""
        ...

    def begin(self, lens: Intrinsics, cards: tuple[Card, ...]) -> None:
        """A new source: forget everything."""
        ...

    def track(self, gray: Array, t: float) -> list[Seen]:
        """What is in an (H, W) uint8 frame taken at ``t`` seconds."""
        ...


class CornerFinder:
    """Base of the contestants that detect each frame by itself: corners by them, poses by OpenCV's IPPE."""

    name = ""

    def takes(self, cards: tuple[Card, ...]) -> bool:
        """Cards with markers on them."""
        return all(card.target.markers for card in cards)

    def begin(self, lens: Intrinsics, cards: tuple[Card, ...]) -> None:
        """Keep the lens and who has which marker."""
        self._lens = lens
        self._cards = cards

    def find(self, gray: Array) -> Corners:
        """Corners in an (H, W) uint8 frame."""
        raise NotImplementedError

    def track(self, gray: Array, t: float) -> list[Seen]:  # noqa: ARG002
        """Poses of the cards whose markers were found, and whatever else was found."""
        found = dict(self.find(gray))
        seen = []
        for card in self._cards:
            places = [place for place in card.target.markers if place.id in found]
            if not places:
                continue
            pixels = np.array([found.pop(place.id) for place in places], np.float64)
            points = np.array([place.corners for place in places])
            lone = len(card.target.markers) == 1
            T = solve(points.reshape(-1, 3), pixels.reshape(-1, 2), self._lens, square=lone)
            seen.append(Seen(card.target.name, T, corners=pixels[0] if lone else None))
        return seen + [Seen(str(marker), None) for marker in found]


def solve(points: Array, pixels: Array, lens: Intrinsics, *, square: bool) -> Array | None:
    """IPPE's better solution for planar (N, 3) ``points`` (Collins and Bartoli 2014), refined where N > 4."""
    flag = cv2.SOLVEPNP_IPPE_SQUARE if square else cv2.SOLVEPNP_IPPE
    arguments = (points, pixels, lens.K, lens.coefficients)
    try:
        count, turns, moves, _ = cv2.solvePnPGeneric(*arguments, flags=flag)
    except cv2.error:  # corners that no plane has
        return None
    if not count:
        return None
    turn, move = turns[0], moves[0]
    if len(points) > 4:
        turn, move = cv2.solvePnPRefineLM(*arguments, turn, move)
    T = rigid(cv2.Rodrigues(turn)[0], move)
    return T if np.isfinite(T).all() else None
