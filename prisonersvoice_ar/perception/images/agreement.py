"""Whether what lies in a picture is the target's own: sane geometry, and pixel by pixel agreement.

A homography that features or an outline propose is only a proposal. It is aligned with the picture (ECC:
Evangelidis and Psarakis, PAMI 2008) and then every part of the target must look as printed.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.settings import Pixels

Gray = Array | Pixels
Mask = NDArray[np.bool_]

LEAST_SIDE_PX = 16.0
"""a side shorter than this shows too little of any picture"""
LEAST_AGREEMENT = 0.7
"""correlation of all locally normalised pixels"""
LEAST_EDGES = 0.35
LEAST_PARTS = 0.6
"""share of the parts with texture that agree, each for itself"""
_PART_AGREES = 0.3
_PARTS = 4
_STEEPEST = 25.0
"""how much nearer, in area, one corner may be than another"""
_FLATTEST = 6.0
"""how many times one direction may be pressed against the other: 80°"""
_MOST_SIDES_PX = 112
_RIM = 3
"""pixels at the rim that are not compared: their surroundings are not the target's"""
_FLOOR = 3.0
"""grey values: what varies less is flat"""


@dataclass(frozen=True)
class Agreement:
    """How well a part of the picture shows the target."""

    whole: float
    """correlation, -1 to 1"""
    edges: float
    """the lower correlation of its edges across and of those along: stripes alone cannot vouch"""
    parts: float
    """0 to 1"""

    @property
    def sure(self) -> bool:
        """Whether it is the target, beyond doubt."""
        return self.whole >= LEAST_AGREEMENT and self.edges >= LEAST_EDGES and self.parts >= LEAST_PARTS


NONE = Agreement(0.0, 0.0, 0.0)


def corners_of(H: Array, shape: tuple[int, ...]) -> Array:
    """(4, 2) picture pixels of the corners of an (h, w) template; top left first, clockwise as printed."""
    h, w = shape[:2]
    flat = np.array([[-0.5, -0.5, 1.0], [w - 0.5, -0.5, 1.0], [w - 0.5, h - 0.5, 1.0], [-0.5, h - 0.5, 1.0]])
    seen = flat @ H.T
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(seen[:, :2] / seen[:, 2:])


def sane(H: Array, shape: tuple[int, ...]) -> bool:
    """Whether ``H`` (template pixels → picture pixels) can be a view of an (h, w) sheet from before it."""
    h, w = shape[:2]
    if not np.isfinite(H).all():
        return False
    depths = np.array([[0, 0, 1], [w, 0, 1], [w, h, 1], [0, h, 1]], np.float64) @ H[2]
    if depths.min() <= 0 < depths.max() or depths.max() < 0:
        H, depths = -H, -depths
    if depths.min() <= 0 or (depths.max() / depths.min()) ** 3 > _STEEPEST:
        return False
    if _pressed(H, w / 2, h / 2) > _FLATTEST:
        return False
    corners = corners_of(H, shape)
    along = np.roll(corners, -1, axis=0) - corners
    after = np.roll(along, -1, axis=0)
    turns = along[:, 0] * after[:, 1] - along[:, 1] * after[:, 0]
    sides = np.hypot(along[:, 0], along[:, 1])
    # y is down, so clockwise as printed turns to the right: positive; a mirrored one is negative
    return bool((turns > 0.05 * sides * np.roll(sides, -1)).all() and sides.min() >= LEAST_SIDE_PX)


def _pressed(H: Array, x: float, y: float) -> float:
    """How many times smaller a view shows one direction than the other, at a point of the template."""
    u, v, d = H @ np.array([x, y, 1.0])
    change = np.array(
        [
            [H[0, 0] - u / d * H[2, 0], H[0, 1] - u / d * H[2, 1]],
            [H[1, 0] - v / d * H[2, 0], H[1, 1] - v / d * H[2, 1]],
        ]
    )
    sizes = np.linalg.svd(change, compute_uv=False)
    return float(sizes[0] / max(sizes[1], 1e-12))


def normalised(gray: Gray) -> Array:
    """(h, w) grey → (h, w) float32 without the light: each pixel against its surroundings."""
    values = _soft(gray)
    window = (15, 15)
    mean = cv2.blur(values, window)
    spread = cv2.blur(values * values, window) - mean * mean
    return np.asarray((values - mean) / np.sqrt(np.maximum(spread, _FLOOR * _FLOOR)))


@dataclass(frozen=True)
class Size:
    """A picture in one of the sizes in which it is compared."""

    soft: Array
    """(h, w) float32: its grey values, a little blurred"""
    values: Array
    """(h, w) float32: normalised"""
    busy: Mask
    """(h, w): where there is texture"""
    up: Array
    """(3, 3): these pixels → the template's own"""


def _soft(gray: Gray) -> Array:
    return np.asarray(cv2.GaussianBlur(gray.astype(np.float32), (0, 0), 0.8))


class Template:
    """A target's picture at the sizes in which it is compared."""

    def __init__(self, gray: Pixels) -> None:
        """``gray``: (h, w) uint8."""
        self.gray = gray
        self._sizes: dict[int, Size] = {}

    def at(self, side: int) -> "Size":
        """The picture with its longer side ``side`` pixels."""
        if side not in self._sizes:
            h, w = self.gray.shape
            share = side / max(h, w)
            small_w, small_h = max(8, round(w * share)), max(8, round(h * share))
            small = np.asarray(
                cv2.resize(self.gray, (small_w, small_h), interpolation=cv2.INTER_AREA), np.uint8
            )
            values = normalised(small)
            kx, ky = w / small_w, h / small_h
            up = np.array([[kx, 0.0, kx / 2 - 0.5], [0.0, ky, ky / 2 - 0.5], [0.0, 0.0, 1.0]])
            busy = np.asarray(cv2.blur(values * values, (9, 9))) > 0.25
            self._sizes[side] = Size(_soft(small), values, busy, up)
        return self._sizes[side]


def _side_for(corners: Array, most: int) -> int:
    """In which of a few sizes to compare what is seen with these (4, 2) corners."""
    along = np.roll(corners, -1, axis=0) - corners
    lengths = np.hypot(along[:, 0], along[:, 1])
    longest = max(lengths[0] + lengths[2], lengths[1] + lengths[3]) / 2
    return int(min(most, max(32, 16 * round(longest / 16))))


def _seen(gray: Pixels, H: Array, up: Array, shape: tuple[int, int], ratio: float) -> Pixels:
    """The part of ``gray`` under the template, drawn in (h, w) ``shape``; averaged where that is coarser."""
    fine = int(np.clip(np.ceil(ratio), 1, 5))
    h, w = shape
    k = 1.0 / fine
    down = np.array([[k, 0.0, k / 2 - 0.5], [0.0, k, k / 2 - 0.5], [0.0, 0.0, 1.0]])
    drawn = cv2.warpPerspective(
        gray,
        H @ up @ down,
        (w * fine, h * fine),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(
        cv2.resize(drawn, (w, h), interpolation=cv2.INTER_AREA) if fine > 1 else drawn, np.uint8
    )


def agreement(gray: Pixels, template: Template, H: Array) -> Agreement:
    """How the part of (H, W) uint8 ``gray`` that ``H`` (template → picture) names agrees with the template."""
    corners = corners_of(H, template.gray.shape)
    side = _side_for(corners, _MOST_SIDES_PX)
    size = template.at(side)
    h, w = size.values.shape
    seen = normalised(_seen(gray, H, size.up, (h, w), _longest(corners) / side))
    inside = _inside(gray, H @ size.up, (h, w))
    inside[:_RIM] = inside[-_RIM:] = inside[:, :_RIM] = inside[:, -_RIM:] = False
    return _compared(size.values, seen, size.busy, inside)


def _longest(corners: Array) -> float:
    return float(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1).max())


def _inside(gray: Pixels, H: Array, shape: tuple[int, ...]) -> Mask:
    """(h, w): which pixels of a template of ``shape`` lie in the picture."""
    ones = np.full(gray.shape, 255, np.uint8)
    flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpPerspective(ones, H, (shape[1], shape[0]), flags=flags) > 0)


def _compared(values: Array, seen: Array, busy: Mask, inside: Mask) -> Agreement:
    if inside.mean() < 0.4:
        return NONE
    h, w = values.shape
    agreeing = textured = 0
    for rows in np.array_split(np.arange(h), _PARTS):
        for columns in np.array_split(np.arange(w), _PARTS):
            part = np.ix_(rows, columns)
            mask = inside[part]
            if mask.mean() < 0.5 or busy[part].mean() < 0.3:
                continue
            textured += 1
            agreeing += correlation(values[part][mask], seen[part][mask]) > _PART_AGREES
    whole = correlation(values[inside], seen[inside])
    edges = min(_edges(values, seen, inside, axis) for axis in (0, 1))
    return Agreement(whole, edges, agreeing / textured if textured >= _PARTS else 0.0)


def _edges(values: Array, seen: Array, inside: Mask, axis: int) -> float:
    """The correlation of the differences along one axis."""
    one, other = np.diff(values, axis=axis), np.diff(seen, axis=axis)
    mask = inside[1:] if axis == 0 else inside[:, 1:]
    return correlation(one[mask], other[mask])


def correlation(one: Array, other: Array) -> float:
    """-1 to 1: how two sets of as many values go up and down together."""
    a, b = one - one.mean(), other - other.mean()
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum() + 1e-9))


def aligned(gray: Pixels, template: Template, H: Array, most: int, *, lit: bool = True) -> Array:
    """``H`` (template → picture) moved to where the pixels agree best, compared with ``most`` a side.

    Their grey values, or if not ``lit`` what is left of them without the light. Unchanged where that fails.
    """
    corners = corners_of(H, template.gray.shape)
    side = _side_for(corners, most)
    size = template.at(side)
    h, w = size.soft.shape
    margin = max(4, round(0.12 * max(h, w)))
    shift = np.array([[1.0, 0.0, -margin], [0.0, 1.0, -margin], [0.0, 0.0, 1.0]])
    ratio = _longest(corners) / side
    seen = _seen(gray, H, size.up @ shift, (h + 2 * margin, w + 2 * margin), ratio)
    around, printed = (_soft(seen), size.soft) if lit else (normalised(seen), size.values)
    # without the rim: beside it lies what is not printed
    inner = np.ascontiguousarray(printed[2:-2, 2:-2])
    step = np.array([[1.0, 0.0, margin + 2], [0.0, 1.0, margin + 2], [0.0, 0.0, 1.0]], np.float32)
    inwards = np.array([[1.0, 0.0, -2.0], [0.0, 1.0, -2.0], [0.0, 0.0, 1.0]])
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 25, 1e-3)
    try:
        _, found = cv2.findTransformECC(inner, around, step, cv2.MOTION_HOMOGRAPHY, stop)
    except cv2.error:  # it does not converge
        return H
    moved = H @ size.up @ shift @ np.asarray(found, np.float64) @ inwards @ np.linalg.inv(size.up)
    return np.asarray(moved / moved[2, 2])
