"""The light of the room that the model stands in, guessed from the camera's picture."""

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.stage.cell.light import Color

_DARK: Color = (0.35, 0.35, 0.35)
"""linear light before there is a picture"""
_ADAPTING = 0.08
"""share of a change that is followed at once, each frame: a hand before the lens must not make the model flicker"""
_UNSEEN, _SETTLED = 0.05, 0.01
"""how far the light must have moved to be followed, and how near it is followed then: nobody sees a twentieth, and
each step has the cell's light composed and painted anew"""


class Surroundings:
    """Follows the light of one picture after the other."""

    def __init__(self) -> None:
        """Nothing has been seen yet."""
        self._seen: Color | None = None
        self._adapting = False

    @property
    def light(self) -> Color:
        """Linear RGB."""
        return self._seen or _DARK

    def see(self, pixels: NDArray[np.uint8]) -> None:
        """Take (H, W, 3) uint8 BGR into account."""
        room = _mean_light(pixels)
        if self._seen is None:
            self._seen = room
            return
        off = max(abs(new - old) for old, new in zip(self._seen, room, strict=True)) / max(room)
        self._adapting = off > (_SETTLED if self._adapting else _UNSEEN)
        if self._adapting:
            r, g, b = (old + (new - old) * _ADAPTING for old, new in zip(self._seen, room, strict=True))
            self._seen = (r, g, b)


def _mean_light(pixels: NDArray[np.uint8]) -> Color:
    rows, columns = max(1, pixels.shape[0] // 24), max(1, pixels.shape[1] // 32)
    blue, green, red = ((pixels[::rows, ::columns].reshape(-1, 3) / 255.0) ** 2).mean(axis=0)
    grey = (red + green + blue) / 3
    r, g, b = (float(0.08 + 1.1 * (0.5 * grey + 0.5 * value)) for value in (red, green, blue))
    return (r, g, b)
