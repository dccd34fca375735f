"""Finding pictures in a picture: features that agree on a place, aligned, and believed only if all of it agrees."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import Picture
from prisonersvoice_ar.perception.images import picture as pictures
from prisonersvoice_ar.perception.images.agreement import (
    Agreement,
    Template,
    agreement,
    aligned,
    corners_of,
    sane,
)
from prisonersvoice_ar.perception.images.features import Features, features
from prisonersvoice_ar.perception.images.views import Learnt, learn, slants
from prisonersvoice_ar.perception.settings import Pixels

_TILTS = {1.6: 4, 2.4: 6}
_POINTS = 200
"""learnt from each side"""
_QUERY = 1600
"""points of a picture that is searched"""
_ALIKE = 0.78
"""the cosine of two points that may be one"""
_PAIRS = 700
"""of a target, the best ones, that vote"""
_LEAST_VOTES = 5
_LEAST_INLIERS = 5
_TRIES = 3
"""places that are looked into, for each target"""


@dataclass(frozen=True)
class FoundImage:
    """A target's picture, found."""

    target: str
    H: Array
    """(3, 3): metres on the target (x right, y up, origin at its middle) → pixels of the picture"""
    corners: Array
    """(4, 2) pixels: top left first, clockwise as printed"""
    inliers: int
    """features that agree on the place"""
    agreement: Agreement


class _Target:
    def __init__(self, name: str, gray: Pixels, size_m: tuple[float, float], points: int) -> None:
        self.name = name
        self.template = Template(gray)
        self.learnt: Learnt = learn(gray, slants(_TILTS), points)
        h, w = gray.shape
        px, py = w / size_m[0], h / size_m[1]
        self.from_metres = np.array([[px, 0.0, w / 2 - 0.5], [0.0, -py, h / 2 - 0.5], [0.0, 0.0, 1.0]])
        """plane metres → template pixels"""


class ImageFinder:
    """Looks for the pictures of several targets, all at once; holds no state between two searches."""

    def __init__(self, targets: Sequence[tuple[str, Pixels, tuple[float, float]]]) -> None:
        """``targets``: name, (h, w) uint8 grey picture (`picture.load`), width and height on paper in metres."""
        self._targets = [_Target(name, gray, size, _POINTS) for name, gray, size in targets]
        words = [target.learnt.words for target in self._targets]
        self._words = np.ascontiguousarray(np.concatenate(words).T) if words else np.empty((0, 0), np.float32)
        self._first = np.cumsum([0, *map(len, words)])

    @classmethod
    def of(cls, named: Sequence[tuple[str, Picture]]) -> "ImageFinder":
        """Load the pictures. Raises ContentError where one cannot be read."""
        return cls([(name, pictures.load(each), each.size_m) for name, each in named])

    def find(
        self, gray: Pixels, scale: float = 1.0, window: tuple[int, int, int, int] | None = None
    ) -> list[FoundImage]:
        """The targets in (H, W) uint8 ``gray``, each at most once.

        ``scale``: at which size to search; ``window``: x, y, width, height, where to search. What is
        found is always measured in the whole picture at its full size.
        """
        if not self._targets or min(gray.shape) < 48:
            return []
        x, y, w, h = window or (0, 0, gray.shape[1], gray.shape[0])
        part = gray[y : y + h, x : x + w]
        if scale != 1.0:
            part = cv2.resize(part, (round(w * scale), round(h * scale)), interpolation=cv2.INTER_AREA)
        seen = features(part, _QUERY)
        if len(seen.at) < _LEAST_VOTES:
            return []
        seen = Features((seen.at + 0.5) / scale - 0.5 + (x, y), seen.size / scale, seen.angle, seen.words)
        alike, which = _nearest(seen, self._words)
        found = []
        for index, target in enumerate(self._targets):
            own = (which >= self._first[index]) & (which < self._first[index + 1]) & (alike > _ALIKE)
            rows, columns = np.nonzero(own)
            best = np.argsort(-alike[rows, columns], kind="stable")[:_PAIRS]
            rows, columns = rows[best], columns[best]
            one = _found(gray, target, seen, rows, which[rows, columns] - self._first[index])
            if one is not None:
                found.append(one)
        return found


def _nearest(seen: Features, words: Array) -> tuple[Array, Array]:
    """For each point the two learnt ones most alike: (N, 2) cosines and (N, 2) indices."""
    alike = seen.words @ words
    rows = np.arange(len(alike))
    first = alike.argmax(axis=1)
    best = alike[rows, first]
    alike[rows, first] = -1.0
    second = alike.argmax(axis=1)
    return np.column_stack([best, alike[rows, second]]), np.column_stack([first, second])


def _found(gray: Pixels, target: _Target, seen: Features, i: Array, j: Array) -> FoundImage | None:
    """The target where the pairs (points ``i`` of the picture, ``j`` of the target) agree, if it is there."""
    near, size = _neighbours(target.learnt, seen, i, j)
    votes = near.sum(axis=1)
    for _ in range(_TRIES):
        if not len(votes) or votes.max() < _LEAST_VOTES:
            return None
        first = int(votes.argmax())
        group = np.flatnonzero(near[first])
        votes[group] = 0
        H, inliers = _homography(target.learnt.at[j[group]], seen.at[i[group]], float(size[first]))
        if H is None or inliers < _LEAST_INLIERS or not sane(H, target.template.gray.shape):
            continue
        H = aligned(gray, target.template, H)
        H = aligned(gray, target.template, H)
        if not sane(H, target.template.gray.shape):
            continue
        agreed = agreement(gray, target.template, H)
        if agreed.sure:
            corners = corners_of(H, target.template.gray.shape)
            plane = H @ target.from_metres
            return FoundImage(target.name, plane / plane[2, 2], corners, inliers, agreed)
    return None


def _neighbours(learnt: Learnt, seen: Features, i: Array, j: Array) -> tuple[Array, Array]:
    """Which pairs agree on where the target is: (P, P) bool; and (P,) how large, pixels."""
    c, s = np.cos(seen.angle[i]), np.sin(seen.angle[i])
    off = learnt.middle[j] * seen.size[i, None]
    at = seen.at[i] + np.column_stack([off[:, 0] * c - off[:, 1] * s, off[:, 0] * s + off[:, 1] * c])
    at = at.astype(np.float32)
    size = (learnt.side[j] * seen.size[i]).astype(np.float32)
    turn = (seen.angle[i] - learnt.angle[j]).astype(np.float32)
    logs, cos, sin = np.log(size), np.cos(turn), np.sin(turn)
    apart = np.hypot(at[:, None, 0] - at[None, :, 0], at[:, None, 1] - at[None, :, 1])
    near = (apart < 0.25 * size[:, None]) & (np.abs(logs[:, None] - logs) < 0.5)
    near &= cos[:, None] * cos + sin[:, None] * sin > 0.8
    return near, size


def _homography(template: Array, picture: Array, size: float) -> tuple[Array | None, int]:
    """(3, 3) template → picture by MAGSAC++ (Barath et al., CVPR 2020), and how many pairs lie on it."""
    if len(template) < 4:
        return None, 0
    limit = max(2.5, 0.02 * size)
    H, mask = cv2.findHomography(
        template.astype(np.float32), picture.astype(np.float32), cv2.USAC_MAGSAC, limit, None, 500, 0.99
    )
    if H is None:
        return None, 0
    inliers = np.unique(np.round(picture[mask.ravel() > 0]), axis=0)
    return np.asarray(H, np.float64), len(inliers)
