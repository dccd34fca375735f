"""A contact sheet: twelve moments of a film in one picture."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

COLUMNS, ROWS = 4, 3
_GAP = 8
_PAPER = 24


@dataclass
class ContactSheet:
    """Keeps small pictures of a run and lays twelve of them out; fewer where the run was short."""

    width: int = 480
    """pixels of one picture on the sheet"""
    every: int = 15
    """one picture in so many is kept"""
    _kept: list[tuple[str, Picture]] = field(default_factory=list)
    _count: int = 0

    def offer(self, bgr: Picture, chapter: str = "") -> None:
        """Consider a (H, W, 3) picture of a ``chapter``; thins itself out, so that a long run stays small."""
        if self._count % self.every == 0:
            self._kept.append((chapter, shrink(bgr, self.width)))
            if len(self._kept) >= 8 * COLUMNS * ROWS:
                self._kept = self._kept[::2]
                self.every *= 2
        self._count += 1

    def sheet(self) -> Picture | None:
        """The sheet (H, W, 3) BGR: each chapter's last moment, and others spread evenly; None where there is none."""
        if not self._kept:
            return None
        chosen = chosen_moments([chapter for chapter, _ in self._kept], COLUMNS * ROWS)
        height, width = self._kept[0][1].shape[:2]
        columns = min(COLUMNS, len(chosen))
        rows = -(-len(chosen) // columns)
        sheet = np.full((rows * (height + _GAP) + _GAP, columns * (width + _GAP) + _GAP, 3), _PAPER, np.uint8)
        for place, index in enumerate(chosen):
            row, column = divmod(place, columns)
            top, left = _GAP + row * (height + _GAP), _GAP + column * (width + _GAP)
            sheet[top : top + height, left : left + width] = self._kept[index][1]
        return sheet


def chosen_moments(chapters: Sequence[str], count: int) -> list[int]:
    """Indices of at most ``count`` moments: where each chapter ends, then always the one farthest from all others."""
    last = len(chapters) - 1
    chosen = [i for i in range(last + 1) if i == last or chapters[i] != chapters[i + 1]][:count]
    while len(chosen) < min(count, last + 1):
        rest = [i for i in range(last + 1) if i not in chosen]
        chosen.append(max(rest, key=lambda i: min(abs(i - other) for other in chosen)))
    return sorted(chosen)


def shrink(bgr: Picture, width: int) -> Picture:
    """``bgr`` at most ``width`` pixels wide, by averaging whole blocks where it is larger."""
    factor = max(1, round(bgr.shape[1] / width))
    height, wide = bgr.shape[0] // factor * factor, bgr.shape[1] // factor * factor
    if height == 0 or wide == 0:
        return bgr.copy()
    blocks = bgr[:height, :wide].reshape(height // factor, factor, wide // factor, factor, 3)
    return np.asarray(blocks.mean(axis=(1, 3)).round(), dtype=np.uint8)
