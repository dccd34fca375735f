"""How well a picture can be found again: how many points it has, how far apart, and how unlike each other.

What is flat has no points; what has them in one corner says where that corner is and no more; what
repeats (tiles, checks, stripes) has many that are all the same.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.perception.images.features import Features, features
from prisonersvoice_ar.perception.settings import Pixels

LEAST_SCORE = 35
"""out of 100: pictures with less are not found reliably, or not where they are"""
_SIDE_PX = 320
_POINTS = 400
_LEVELS = 3
"""what is seen only in the coarser ones is a shade, not a detail"""
_PLENTY = 70
"""points that are unlike all others: more make a picture no easier to find"""
_SAME = 0.98
"""the cosine of two points that would be taken for each other"""
_APART = 0.04
"""share of the picture's side: nearer ones are one thing"""
_ALONE = 0.4
"""share of the points that are their own in a picture that does not repeat itself"""
_FARTHER, _SHIFTED_PX, _LIKE = 0.75, 3.0, 0.9
"""a point lasts if at this size there is one, so near and so like it"""
_PLACES = 4
_WIDE = 0.8
"""share of the 4×4 places that have points of their own, where they are spread well"""


@dataclass(frozen=True)
class Texture:
    """What a picture offers."""

    points: int
    own: int
    """points that last when seen from farther away, and are like no other"""
    spread: float
    """0 to 1: share of the picture's 4×4 places with a point of its own"""

    @property
    def score(self) -> int:
        """0 to 100."""
        many = min(1.0, self.own / _PLENTY)
        alone = self.own / self.points if self.points else 0.0
        wide = min(1.0, self.spread / _WIDE)
        return int(100 * many**0.5 * wide * min(1.0, alone / _ALONE) + 0.5)

    @property
    def advice(self) -> str:
        """What would help most, one sentence."""
        if self.points < _PLENTY // 2:
            return "it has too few details: choose a picture with many edges and corners, as in a photograph of things"
        if self.own < 0.2 * self.points:
            return "it repeats itself: choose a picture whose parts are all different, without tiles, checks or stripes"
        return "its details stand close together: choose a picture that has some in every part, up to the corners"


def texture_of(gray: Pixels) -> Texture:
    """The texture of an (h, w) uint8 grey picture."""
    h, w = gray.shape
    share = _SIDE_PX / max(h, w)
    size = (max(8, round(w * share)), max(8, round(h * share)))
    how = cv2.INTER_AREA if share < 1 else cv2.INTER_LINEAR
    small = np.asarray(cv2.resize(gray, size, interpolation=how), np.uint8)
    found = features(small, _POINTS, _LEVELS)
    if not len(found.at):
        return Texture(0, 0, 0.0)
    apart = np.hypot(*(found.at[:, None] - found.at[None]).transpose(2, 0, 1)) > _APART * _SIDE_PX
    own = _lasting(found, small) & ~(((found.words @ found.words.T) > _SAME) & apart).any(axis=1)
    places = np.floor(found.at[own] / size * _PLACES).astype(int)
    return Texture(len(own), int(own.sum()), len(np.unique(places, axis=0)) / _PLACES**2)


def _lasting(found: Features, gray: Pixels) -> NDArray[np.bool_]:
    """(N,) which of the points of ``gray`` are there as well when it is seen from a little farther away."""
    h, w = gray.shape
    size = (round(w * _FARTHER), round(h * _FARTHER))
    soft = cv2.GaussianBlur(gray, (0, 0), 0.8)
    farther = features(
        np.asarray(cv2.resize(soft, size, interpolation=cv2.INTER_AREA), np.uint8), _POINTS, _LEVELS
    )
    at = (farther.at + 0.5) / _FARTHER - 0.5
    near = np.hypot(*(found.at[:, None] - at[None]).transpose(2, 0, 1)) < _SHIFTED_PX
    return np.asarray((near & (found.words @ farther.words.T > _LIKE)).any(axis=1))


def check_texture(name: str, gray: Pixels) -> Texture:
    """The texture of the target ``name``. Raises ContentError, with its score, where it cannot be tracked."""
    texture = texture_of(gray)
    if texture.score < LEAST_SCORE:
        raise ContentError(
            f"the picture of the target “{name}” scores {texture.score} of 100, and {LEAST_SCORE} are needed"
            f" to find it ({texture.points} details, {texture.own} of them unlike the others,"
            f" in {texture.spread:.0%} of its parts)",
            texture.advice,
        )
    return texture
