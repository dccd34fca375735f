"""The product's tracker."""

import sys

import cv2
import numpy as np

from bench.track.cards import Card
from bench.track.contestants.base import Seen
from bench.track.spec import camera
from prisonersvoice_ar.core.geometry import Array, Intrinsics
from prisonersvoice_ar.core.tracking.observation import LockState
from prisonersvoice_ar.perception.markers.tracker import Tracker


class Ours:
    """Made anew for each source, as the worker does."""

    name = "ours"

    def takes(self, cards: tuple[Card, ...]) -> bool:
        """Whether the tracker, as it is, can be asked for them."""
        try:
            Tracker(tuple(card.target for card in cards), camera())
        except (AttributeError, KeyError, ValueError, cv2.error) as refusal:
            print(f"the product's tracker does not take {cards[0].target.kind}s: {refusal}", file=sys.stderr)
            return False
        return True

    def begin(self, lens: Intrinsics, cards: tuple[Card, ...]) -> None:
        """A tracker that is asked for the cards by name."""
        targets = tuple(card.target for card in cards)
        self._tracker = Tracker(targets, lens)
        self._takes_gray = _takes_gray(targets, lens)

    def prepared(self, gray: Array) -> Array:
        """The frame in the form that the tracker takes; not part of its work."""
        return gray if self._takes_gray else cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR)

    def track(self, gray: Array, t: float) -> list[Seen]:
        """``gray`` as `prepared`."""
        poses = self._tracker.track(gray, t)
        return [
            Seen(pose.target, pose.T_camera_target, pose.state is LockState.LOCKED, pose.corners)
            for pose in poses
        ]


def _takes_gray(targets: tuple, lens: Intrinsics) -> bool:
    try:
        Tracker(targets, lens).track(np.zeros((lens.height, lens.width), np.uint8), 0.0)
    except (cv2.error, ValueError, IndexError, TypeError):
        return False
    return True
