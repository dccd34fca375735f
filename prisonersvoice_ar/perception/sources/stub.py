"""Synthetic pictures, and the reference of what a source does: the shortest adapter there is."""

import time

import numpy as np

from prisonersvoice_ar.perception.settings import Pixels
from prisonersvoice_ar.perception.source_spec import SourceSpec
from prisonersvoice_ar.perception.sources.base import Frame, SourceBase

_WIDTH, _HEIGHT, _FPS, _FRAMES = 640, 480, 30.0, 90


class StubSource(SourceBase):
    """90 frames at 30 a second: ``noise``, a moving ``gradient``, or ``nothing`` (grey pictures)."""

    def __init__(self, spec: SourceSpec, *, loop: bool = False, max_side: int = 1920) -> None:
        """Keep ``spec``, whose ``where`` is the pattern."""
        super().__init__(spec, max_side=max_side)
        self._loop = loop
        self._random = np.random.default_rng(0)
        self._open = False

    def present(self) -> bool:
        """It always is."""
        return True

    def open(self) -> None:
        """Begin at frame 0."""
        self._random = np.random.default_rng(0)
        self._index, self._fps, self._open = 0, _FPS, True
        scale = min(1.0, self.max_side / _WIDTH)
        self._size = max(1, round(_WIDTH * scale)), max(1, round(_HEIGHT * scale))

    def read(self) -> Frame | None:
        """The next picture; None at the end, and while it is not open."""
        index = self._index
        if not self.skip():
            return None
        return Frame(self._picture(index), index, index / _FPS, time.monotonic())

    def skip(self) -> bool:
        """Pass over a picture."""
        if not self._open or (self._index >= _FRAMES and not self._loop):
            return False
        self._index += 1
        return True

    def close(self) -> None:
        """Stop."""
        self._open = False

    def _picture(self, index: int) -> Pixels:
        width, height = self._size
        if self.spec.where == "noise":
            return self._random.integers(0, 256, (height, width, 3), np.uint8)
        picture = np.full((height, width, 3), 128, np.uint8)
        if self.spec.where == "gradient":
            row = (np.arange(width) * 255 // width + index * 3) % 256
            picture[:] = row.astype(np.uint8)[None, :, None]
        return picture
