"""Gestures of one hand from its 21 landmarks, by geometry alone.

Landmark order is that of Zhang et al. 2020, "MediaPipe Hands": 0 the wrist, then four joints each of
thumb, index, middle, ring and little finger, from the palm to the tip.
"""

from typing import Final, Literal

import numpy as np

from prisonersvoice_ar.core.geometry import Array

Gesture = Literal["open_palm", "point"]
PALM: Final = "open_palm"
"""pause, everywhere: never a scene's"""

_WRIST = 0
_FINGERS = {"index": 5, "middle": 9, "ring": 13, "little": 17}
_STRAIGHT = 0.93
"""a finger whose ends are this share of its length apart is straight"""
_BENT = 0.86
_THUMB_OFF = 0.75


def gesture(landmarks: Array) -> Gesture | None:
    """What a hand shows; (21, 3) coordinates of one scale in all axes (metres, say).

    ``open_palm``: all fingers straight and the thumb spread. ``point``: the index straight, the other
    three clearly bent. ValueError where the shape is another.
    """
    hand = np.asarray(landmarks, dtype=np.float64)
    if hand.shape != (21, 3):
        raise ValueError(f"expected 21 landmarks of 3 coordinates, got shape {hand.shape}")
    straight = {name: straightness(hand, first) for name, first in _FINGERS.items()}
    outward = {name: _reaches_out(hand, first) for name, first in _FINGERS.items()}
    stretched = {name for name in _FINGERS if straight[name] > _STRAIGHT and outward[name]}
    bent = {name for name in _FINGERS if straight[name] < _BENT or not outward[name]}
    if len(stretched) == 4 and _thumb_spread(hand):
        return PALM
    if "index" in stretched and bent == {"middle", "ring", "little"}:
        return "point"
    return None


def straightness(hand: Array, first: int) -> float:
    """Distance of a finger's ends over the length of its bones, 0 to 1; ``first`` is its knuckle's index."""
    joints = hand[first : first + 4]
    bones = float(np.linalg.norm(np.diff(joints, axis=0), axis=1).sum())
    return float(np.linalg.norm(joints[3] - joints[0])) / bones if bones > 0.0 else 0.0


def _reaches_out(hand: Array, first: int) -> bool:
    """Whether the tip is farther from the wrist than the middle joint: a fist's is not."""
    wrist, middle, tip = hand[_WRIST], hand[first + 1], hand[first + 3]
    return bool(np.linalg.norm(tip - wrist) > 1.1 * np.linalg.norm(middle - wrist))


def _thumb_spread(hand: Array) -> bool:
    palm = float(np.linalg.norm(hand[5] - hand[17]))
    return float(np.linalg.norm(hand[4] - hand[5])) > _THUMB_OFF * palm
