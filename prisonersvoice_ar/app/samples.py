"""Figures of a run of any length in bounded memory."""

from array import array

MOST = 16384


class Samples:
    """Every figure while there are few; then evenly every second, every fourth and so on, over the whole run."""

    def __init__(self, most: int = MOST) -> None:
        """``most``: figures that are kept, 4 bytes each."""
        self.values: array[float] = array("f")
        self._most = most
        self._every = 1
        self._count = 0

    def add(self, value: float) -> None:
        """Note the next figure."""
        if self._count % self._every == 0:
            self.values.append(value)
            if len(self.values) >= self._most:
                self.values = self.values[::2]
                self._every *= 2
        self._count += 1
