"""Finding pictures in a picture: features that agree on a place, aligned, and believed only if all of it agrees."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import Picture
from prisonersvoice_ar.perception.images import picture as pictures
from prisonersvoice_ar.perception.images.agreement import (
    NONE,
    Agreement,
    Template,
    agreement,
    aligned,
    corners_of,
    sane,
)
from prisonersvoice_ar.perception.images.features import Features, features
from prisonersvoice_ar.perception.images.texture import check_texture
from prisonersvoice_ar.perception.images.views import Learnt, learn, slants
from prisonersvoice_ar.perception.settings import Pixels

Indices = NDArray[np.int64]

_TILTS = {1.6: 4, 2.4: 6}
"""how slanted a picture is learnt, and from how many sides"""
_POINTS = 200
"""learnt from each side"""
_QUERY = 1000
"""points of a picture that is searched"""
_ALIKE = 0.78
"""the cosine of two points that may be one"""
_PAIRS = 400
"""of a target, the best ones, that vote"""
_COMMON = 0.05
"""of its likeness that a point loses with each doubling of those that look like it"""
_LEAST_VOTES = 3.0
_LEAST_INLIERS = 4
_SIZES_APART, _TURNS_APART, _APART = 0.6, 0.6, 0.18
"""that agree: logarithm of the size, chord of the turn, share of the size between the middles"""
_ROUGH_PX, _FINE_PX = 64, 176
"""sizes in which it is aligned"""
_PROMISING = 0.5
"""an agreement after the rough one: 0.84 at least where the target is, 0.26 in 99 of 100 places where it is not"""
_UNDOUBTED = 0.93
"""an agreement that no other alignment need be tried for"""
_TRIES = 6
"""places that are looked into, for each target"""


_LEAST_PX = 48
"""of a picture in which anything is looked for"""
_STEP_PX = 520_000
"""that one step looks at, after scaling"""
_FINE_WIDTH_PX = 1920
_OVERLAP_PX = 55
"""of each window over its neighbours: half of what the coarse step does not find"""
_FINE_EACH = 3
"""windows between two coarse steps"""


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


@dataclass(frozen=True)
class Look:
    """One step of a search."""

    scale: float
    """at which size; above 1 for small things"""
    window: tuple[int, int, int, int]
    """x, y, width, height: where, pixels"""


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
    """Looks for the pictures of several targets; holds no state between two searches."""

    def __init__(self, targets: Sequence[tuple[str, Pixels, tuple[float, float]]]) -> None:
        """``targets``: name, (h, w) uint8 grey picture (`picture.load`), width and height on paper in metres."""
        self._targets = [_Target(name, gray, size, _POINTS) for name, gray, size in targets]

    @classmethod
    def of(cls, named: Sequence[tuple[str, Picture]]) -> "ImageFinder":
        """Load the pictures. Raises ContentError where one cannot be read, or has too little texture."""
        loaded = [(name, pictures.load(each), each.size_m) for name, each in named]
        for name, gray, _ in loaded:
            check_texture(name, gray)
        return cls(loaded)

    def find(
        self, gray: Pixels, look: Look | None = None, only: Collection[str] | None = None
    ) -> list[FoundImage]:
        """The targets in (H, W) uint8 ``gray``, each at most once, the surest of its places.

        ``look``: where and how finely, one of `looks`; all of the picture as it is where none is given.
        ``only``: the names of the targets to look for. What is found is aligned at the picture's full size.
        """
        wanted = [each for each in self._targets if only is None or each.name in only]
        if not wanted or min(gray.shape) < _LEAST_PX:
            return []
        seen = _seen(gray, look or Look(1.0, (0, 0, gray.shape[1], gray.shape[0])))
        if len(seen.at) < _LEAST_INLIERS:
            return []
        found = [_found(gray, target, seen) for target in wanted]
        return [each for each in found if each is not None]


def looks(shape: tuple[int, ...]) -> tuple[Look, ...]:
    """What to look at in turn, one a frame, in (H, W) pictures: everything coarsely, parts of it finely.

    A step takes about as long as any other. Near targets are found by the coarse ones, which come more
    often; those that are far or seen from the side by a fine one.
    """
    h, w = shape[:2]
    coarse = Look(min(1.0, float(np.sqrt(_STEP_PX / (w * h)))), (0, 0, w, h))
    scale = float(np.clip(_FINE_WIDTH_PX / w, 1.0, 2.0))
    columns, rows = max(1, round(w * scale / 640)), max(1, round(h * scale / 540))
    fine = []
    for row in range(rows):
        for column in range(columns):
            x, y = max(0, w * column // columns - _OVERLAP_PX), max(0, h * row // rows - _OVERLAP_PX)
            right = min(w, w * (column + 1) // columns + _OVERLAP_PX)
            bottom = min(h, h * (row + 1) // rows + _OVERLAP_PX)
            fine.append(Look(scale, (x, y, right - x, bottom - y)))
    turns = [[coarse, *fine[i : i + _FINE_EACH]] for i in range(0, len(fine), _FINE_EACH)]
    return tuple(look for turn in turns for look in turn)


def _seen(gray: Pixels, look: Look) -> Features:
    """The features in a part of ``gray``, in its pixels."""
    x, y, w, h = look.window
    part = gray[y : y + h, x : x + w]
    if look.scale != 1.0:
        size = (max(1, round(w * look.scale)), max(1, round(h * look.scale)))
        how = cv2.INTER_AREA if look.scale < 1.0 else cv2.INTER_LINEAR
        part = np.asarray(cv2.resize(part, size, interpolation=how), np.uint8)
    seen = features(part, _QUERY)
    at = (seen.at + 0.5) / look.scale - 0.5 + (x, y)
    return Features(at, seen.size / look.scale, seen.angle, seen.words)


def _pairs(seen: Features, learnt: Learnt) -> tuple[Indices, Indices]:
    """Points of the picture and of the target that may be the same: (P,) and (P,) indices."""
    alike = seen.words @ learnt.words.T
    rows = np.arange(len(alike))
    first = alike.argmax(axis=1)
    best = alike[rows, first].copy()
    alike[rows, first] = -1.0
    second = alike.argmax(axis=1)
    i = np.concatenate([rows, rows])
    j = np.concatenate([first, second])
    values = np.concatenate([best, alike[rows, second]])
    # what many points look like is clutter's, however alike
    order = np.argsort(-values + _COMMON * np.log2(np.bincount(j)[j]), kind="stable")[:_PAIRS]
    order = order[values[order] > _ALIKE]
    return i[order], j[order]


def _found(gray: Pixels, target: _Target, seen: Features) -> FoundImage | None:
    """The target where features agree that it is, if all of it agrees."""
    if not len(target.learnt.words):
        return None
    i, j = _pairs(seen, target.learnt)
    if len(i) < _LEAST_INLIERS:
        return None
    near, size = _neighbours(target.learnt, seen, i, j)
    # a point that looks like many others says little
    rare = 1.0 / np.sqrt(np.bincount(i)[i] * np.bincount(j)[j])
    votes = near @ rare.astype(np.float32)
    for _ in range(_TRIES):
        if votes.max() < _LEAST_VOTES:
            return None
        first = int(votes.argmax())
        group = np.flatnonzero(near[first])
        votes[group] = 0.0
        if len(group) < _LEAST_INLIERS:
            continue
        one = _looked_into(gray, target, target.learnt.at[j[group]], seen.at[i[group]], float(size[first]))
        if one is not None:
            return one
    return None


def _neighbours(learnt: Learnt, seen: Features, i: Indices, j: Indices) -> tuple[NDArray[np.bool_], Array]:
    """Which pairs agree on where the target is: (P, P) bool; and (P,) how large, pixels."""
    c, s = np.cos(seen.angle[i]), np.sin(seen.angle[i])
    off = learnt.middle[j] * seen.size[i, None]
    at = seen.at[i] + np.column_stack([off[:, 0] * c - off[:, 1] * s, off[:, 0] * s + off[:, 1] * c])
    at = at.astype(np.float32)
    size = (learnt.side[j] * seen.size[i]).astype(np.float32)
    turn = (seen.angle[i] - learnt.angle[j]).astype(np.float32)
    # one product gives all distances of what is alike in size and turn: |a - b|² = a² + b² - 2ab
    sizes = np.log(size) / _SIZES_APART
    like = np.column_stack([sizes, np.cos(turn) / _TURNS_APART, np.sin(turn) / _TURNS_APART])
    near = _squares(like) < 1.0
    near &= _squares(at - at.mean(axis=0)) < (_APART * size[:, None]) ** 2
    return near, size.astype(np.float64)


def _squares(points: Array) -> Array:
    """(P, P) squared distances between (P, D) float32 points."""
    own = (points * points).sum(axis=1)
    apart = points @ (-2.0 * points.T)
    apart += own[:, None]
    apart += own
    return np.asarray(apart)


def _looked_into(
    gray: Pixels, target: _Target, template: Array, picture: Array, size: float
) -> FoundImage | None:
    """The target where (P, 2) ``template`` points lie on (P, 2) ``picture`` points, if all of it agrees."""
    best, H_best, most = NONE, np.eye(3), 0
    shape = target.template.gray.shape
    for fit in (_homography, _affine):
        H, inliers = fit(template, picture, max(2.5, 0.02 * size))
        if H is None or inliers < _LEAST_INLIERS or not sane(H, shape):
            continue
        if agreement(gray, target.template, H).whole < _PROMISING:
            H = aligned(gray, target.template, H, _ROUGH_PX)
            if not sane(H, shape) or agreement(gray, target.template, H).whole < _PROMISING:
                continue
        H, agreed = _fitted(gray, target.template, H)
        if agreed.whole > best.whole:
            best, H_best, most = agreed, H, inliers
        if agreed.whole > _UNDOUBTED:
            break
    if not best.sure:
        return None
    plane = H_best @ target.from_metres
    return FoundImage(target.name, plane / plane[2, 2], corners_of(H_best, shape), most, best)


def _fitted(gray: Pixels, template: Template, H: Array) -> tuple[Array, Agreement]:
    """``H`` as finely as it can be had, and how it agrees; the edge of a shadow leads grey values astray."""
    best = H, agreement(gray, template, H)
    for lit in (True, False):
        moved = aligned(gray, template, H, _FINE_PX, lit=lit)
        if sane(moved, template.gray.shape):
            agreed = agreement(gray, template, moved)
            best = (moved, agreed) if agreed.whole > best[1].whole else best
        if best[1].whole > _UNDOUBTED:
            break
    return best


def _homography(template: Array, picture: Array, limit: float) -> tuple[Array | None, int]:
    """(3, 3) template → picture by MAGSAC++ (Barath et al., CVPR 2020), and how many points lie on it."""
    H, mask = cv2.findHomography(
        template.astype(np.float32), picture.astype(np.float32), cv2.USAC_MAGSAC, limit, None, 500, 0.99
    )
    return (None, 0) if H is None else (np.asarray(H, np.float64), _distinct(picture, mask))


def _affine(template: Array, picture: Array, limit: float) -> tuple[Array | None, int]:
    """The same without perspective: what few points cannot get wrong by much."""
    A, mask = cv2.estimateAffine2D(template, picture, None, cv2.RANSAC, limit, 500, 0.99)
    if A is None:
        return None, 0
    return np.vstack([np.asarray(A, np.float64), [0.0, 0.0, 1.0]]), _distinct(picture, mask)


def _distinct(picture: Array, mask: Any) -> int:
    """How many of the points under ``mask`` are not the same pixel."""
    return len(np.unique(np.round(picture[np.asarray(mask).ravel() > 0]), axis=0))
