"""Flashes in a film, by WCAG 2.3.1: what could bring on a seizure. Pure; frames come with their times.

A general flash is a pair of opposing changes in relative luminance by a tenth of the brightest white or more, the
darker below 0.80; a red flash is a pair of opposing changes that involve a saturated red. More than three within a
second, over a quarter of any 10° of the view or more, are a violation. At the distance from which a screen is
looked at, 10° are taken as a third of its width and height (341 × 256 of 1024 × 768).
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Kind = Literal["general", "red"]
Frame = npt.NDArray[np.uint8]
"""(H, W, 3) sRGB, red first"""
_Plane = npt.NDArray[np.float32]
_Mask = npt.NDArray[np.bool_]
_Counts = npt.NDArray[np.int16]

MOST_A_SECOND = 3
CHANGE = 0.10
"""of relative luminance"""
DARKER = 0.80
"""relative luminance that the darker of two must be under"""
RED_SHARE = 0.8
"""R / (R + G + B) of a saturated red"""
RED_CHANGE = 20.0 / 320.0
"""of R − G − B"""
AREA = 0.25
"""of the field"""
FIELD = 1.0 / 3.0
"""of the screen's width and height: 10°"""
_SECOND = 1.0 - 1e-6


@dataclass(frozen=True)
class Flashes:
    """A second that holds too many."""

    kind: Kind
    at: float
    """seconds: when that second ends"""
    count: int
    """flashes in it, where most flash"""
    share: float
    """of the worst 10° field"""


def find_flashes(film: Iterable[tuple[float, Frame]]) -> list[Flashes]:
    """Return each stretch of ``film`` (seconds, frame) with over three flashes a second, by its worst second.

    Times must not go back; frames are all of one shape, ValueError where one is not.
    """
    light, red = _Swings(CHANGE, either=False), _Swings(RED_CHANGE, either=True)
    found: dict[Kind, list[Flashes]] = {"general": [], "red": []}
    for time, frame in film:
        linear = _linear(frame)
        luminance = np.asarray(linear @ _LUMINANCE, np.float32)
        changes: dict[Kind, _Counts] = {
            "general": light.step(time, luminance, luminance < DARKER),
            "red": red.step(time, *_redness(linear)),
        }
        for kind, counted in changes.items():
            too_many = _judge(kind, time, counted)
            found[kind] += [] if too_many is None else [too_many]
    every = [worst for kind in found.values() for worst in _stretches(kind)]
    return sorted(every, key=lambda flashes: flashes.at)


def _stretches(found: Iterable[Flashes]) -> Iterator[Flashes]:
    """The worst of each run of moments that are less than a second apart."""
    run: list[Flashes] = []
    for flashes in found:
        if run and flashes.at - run[-1].at >= 1.0:
            yield _worst(run)
            run = []
        run.append(flashes)
    if run:
        yield _worst(run)


def _worst(run: Iterable[Flashes]) -> Flashes:
    return max(run, key=lambda flashes: (flashes.count, round(flashes.share, 2), -flashes.at))


_CODES = np.arange(256) / 255.0
_TO_LINEAR = np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4).astype(np.float32)
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)


def _linear(frame: Frame) -> _Plane:
    if frame.ndim != 3 or frame.shape[2] != 3:
        raise ValueError(f"a frame is (H, W, 3), got {frame.shape}")
    return np.asarray(_TO_LINEAR[frame], np.float32)


def _redness(linear: _Plane) -> tuple[_Plane, _Mask]:
    """R − G − B, not under 0, and where the red is saturated."""
    red = linear[..., 0]
    whole = linear.sum(axis=2)
    excess = np.maximum(0.0, 2.0 * red - whole)
    return np.asarray(excess, np.float32), np.asarray((red >= RED_SHARE * whole) & (whole > 0.0))


class _Swings:
    """Changes to and fro of one quantity, for each pixel: how many within the last second."""

    def __init__(self, change: float, *, either: bool) -> None:
        """``change`` is the least that counts. ``apt`` must hold of the lower state, or of ``either``."""
        self._change = change - 1e-4  # what 8 bits a colour round away
        self._either = either
        self._low: _State | None = None
        self._high: _State | None = None
        self._way: npt.NDArray[np.int8] = np.zeros((0, 0), np.int8)
        """1: the last change was upward; -1: downward; 0: there was none"""
        self._counted: _Counts = np.zeros((0, 0), np.int16)
        self._recent: deque[tuple[float, _Mask]] = deque()

    def step(self, time: float, now: _Plane, apt: _Mask) -> _Counts:
        """Return (H, W) changes within the second that ends at ``time``."""
        if self._low is None or self._high is None:
            self._low, self._high = _State(now.copy(), apt.copy()), _State(now.copy(), apt.copy())
            self._way, self._counted = np.zeros(now.shape, np.int8), np.zeros(now.shape, np.int16)
            return self._counted
        low, high = self._low, self._high
        if now.shape != low.value.shape:
            raise ValueError(f"all frames have one shape: {low.value.shape}, got {now.shape}")
        up = (self._way <= 0) & (now - low.value >= self._change) & self._apt(low.apt, apt)
        down = (self._way >= 0) & (high.value - now >= self._change) & self._apt(apt, high.apt) & ~up
        self._way[up], self._way[down] = 1, -1
        low.take(now, apt, (now < low.value) | down)
        high.take(now, apt, (now > high.value) | up)
        return self._count(time, up | down)

    def _apt(self, lower: _Mask, higher: _Mask) -> _Mask:
        return lower | higher if self._either else lower

    def _count(self, time: float, changed: _Mask) -> _Counts:
        while self._recent and self._recent[0][0] <= time - _SECOND:
            self._counted -= self._recent.popleft()[1]
        if changed.any():
            self._recent.append((time, changed))
            self._counted += changed
        return self._counted


@dataclass(frozen=True)
class _State:
    """An extreme from which the next change is told, for each pixel."""

    value: _Plane
    apt: _Mask

    def take(self, value: _Plane, apt: _Mask, where: _Mask) -> None:
        self.value[where], self.apt[where] = value[where], apt[where]


def _judge(kind: Kind, time: float, changes: _Counts) -> Flashes | None:
    """A flash is two changes; more than three, over a quarter of some field, are too many."""
    too_many = changes >= 2 * (MOST_A_SECOND + 1)
    if not too_many.any():
        return None
    share = _worst_field(too_many)
    if share < AREA:
        return None
    return Flashes(kind, time, int(np.median(changes[too_many])) // 2, share)


def _worst_field(mask: _Mask) -> float:
    """The largest share of ``mask`` in any rectangle of a third of the picture's sides, by sums over areas."""
    height, width = mask.shape
    h, w = max(1, round(height * FIELD)), max(1, round(width * FIELD))
    sums = np.zeros((height + 1, width + 1), np.int64)
    sums[1:, 1:] = mask.cumsum(axis=0).cumsum(axis=1)
    inside = sums[h:, w:] - sums[:-h, w:] - sums[h:, :-w] + sums[:-h, :-w]
    return float(inside.max() / (h * w))
