"""What a target's picture looks like from before it and from the side, learnt before anything is looked for.

Features stand a turn and a change of size, and only a little slant: so the picture is learnt slanted as well
(Morel and Yu, ASIFT, SIAM J. Imaging Sciences 2009), which costs the search nothing but comparisons.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.images.features import Features, features
from prisonersvoice_ar.perception.settings import Pixels

_SIDE_PX = 400
"""of the view from before; coarser sizes come from the features' pyramid"""
_LEVELS = 7
_RIM_PX = 14
"""around a view, so that points near its edge are described as well"""


@dataclass(frozen=True)
class Slant:
    """A view from the side: the picture is pressed together along one direction."""

    tilt: float
    """how many times; 2 is 60°"""
    angle: float
    """radians: the direction, in the picture"""

    @property
    def matrix(self) -> Array:
        """(2, 2)."""
        c, s = np.cos(self.angle), np.sin(self.angle)
        turn = np.array([[c, s], [-s, c]])
        return np.asarray(turn.T @ np.diag([1.0 / self.tilt, 1.0]) @ turn)


def slants(tilts: dict[float, int]) -> tuple[Slant, ...]:
    """The view from before, and for each tilt so many directions."""
    aside = [Slant(tilt, np.pi * i / count) for tilt, count in tilts.items() for i in range(count)]
    return (Slant(1.0, 0.0), *aside)


@dataclass(frozen=True)
class Learnt:
    """All points of one target, seen from everywhere."""

    at: Array
    """(M, 2) pixels of the template"""
    middle: Array
    """(M, 2) from the point to the target's middle, turned by the point's angle, in pixels of its level"""
    side: Array
    """(M,) the target's longer side, in pixels of the point's level"""
    angle: Array
    """(M,) radians"""
    words: NDArray[np.float32]
    """(M, 128)"""


def learn(gray: Pixels, seen_from: tuple[Slant, ...], points: int) -> Learnt:
    """Learn the (h, w) template ``gray``: ``points`` at most from each side."""
    share = min(1.0, _SIDE_PX / max(gray.shape))
    h, w = gray.shape
    size = (max(8, round(w * share)), max(8, round(h * share)))
    small = np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8)
    scale = np.array([w / size[0], h / size[1]])
    parts = [_view(small, slant, points) for slant in seen_from]
    found = [part for part, _, _ in parts]
    at = np.concatenate([(place + 0.5) * scale - 0.5 for _, place, _ in parts])
    together = Features.joined(found)
    return Learnt(
        at,
        np.concatenate([middle for _, _, middle in parts]),
        max(size) / together.size,
        together.angle,
        together.words,
    )


def _view(gray: Pixels, slant: Slant, points: int) -> tuple[Features, Array, Array]:
    """The points from one side, where they lie in ``gray``, and where its middle is from them."""
    h, w = gray.shape
    A = slant.matrix
    corners = np.array([[0.0, 0.0], [w, 0.0], [w, h], [0.0, h]]) @ A.T
    low = corners.min(axis=0) - _RIM_PX
    wide, high = np.ceil(corners.max(axis=0) + _RIM_PX - low).astype(int)
    M = np.column_stack([A, -low])
    soft = gray
    if slant.tilt > 1.0:  # what is pressed together would alias
        along = np.array([np.cos(slant.angle), np.sin(slant.angle)])
        soft = _blurred_along(gray, along, 0.6 * float(np.sqrt(slant.tilt**2 - 1)))
    view = cv2.warpAffine(
        soft, M, (int(wide), int(high)), borderMode=cv2.BORDER_CONSTANT, borderValue=int(gray.mean())
    )
    found = features(np.asarray(view, np.uint8), points, _LEVELS)
    place = (found.at + low) @ np.linalg.inv(A).T
    inside = ((place > 0) & (place < [w, h])).all(axis=1)
    found = Features(found.at[inside], found.size[inside], found.angle[inside], found.words[inside])
    off = (np.array([w / 2, h / 2]) @ A.T - low - found.at) / found.size[:, None]
    c, s = np.cos(found.angle), np.sin(found.angle)
    middle = np.column_stack([off[:, 0] * c + off[:, 1] * s, off[:, 1] * c - off[:, 0] * s])
    return found, place[inside], middle


def _blurred_along(gray: Pixels, along: Array, sigma: float) -> Pixels:
    """``gray`` blurred in one direction."""
    reach = int(np.ceil(2.5 * sigma))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    u, v = x * along[0] + y * along[1], y * along[0] - x * along[1]
    kernel = np.exp(-0.5 * (u / sigma) ** 2) * np.maximum(0.0, 1.0 - np.abs(v))
    return np.asarray(cv2.filter2D(gray, -1, kernel / kernel.sum()), np.uint8)
