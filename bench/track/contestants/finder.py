"""The product's search for printed pictures, each frame by itself: what the tracker begins with."""

import numpy as np

from bench.track.cards import Card
from bench.track.contestants.base import Seen, solve
from prisonersvoice_ar.core.geometry import Array, Intrinsics
from prisonersvoice_ar.perception.images.finder import ImageFinder


class OurFinder:
    """Searches every frame at full size."""

    name = "our finder alone"

    def takes(self, cards: tuple[Card, ...]) -> bool:
        """Pictures."""
        return all(card.target.picture is not None for card in cards)

    def begin(self, lens: Intrinsics, cards: tuple[Card, ...]) -> None:
        """Learn the pictures."""
        named = [(card.target.name, card.target.picture) for card in cards if card.target.picture is not None]
        self._finder = ImageFinder.of(named)
        self._lens = lens
        self._outlines = {card.target.name: card.target.outline.corners for card in cards}

    def track(self, gray: Array, t: float) -> list[Seen]:  # noqa: ARG002
        """Poses by IPPE from the four corners that were aligned."""
        seen = []
        for found in self._finder.find(gray):
            T = solve(
                self._outlines[found.target], np.asarray(found.corners, np.float64), self._lens, square=False
            )
            seen.append(Seen(found.target, T))
        return seen
