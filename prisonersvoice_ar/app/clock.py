"""The two clocks of an experience: the wall's, and the frame count's for films."""

import time
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Protocol


class Clock(Protocol):
    """Seconds since the experience began."""

    def now(self) -> float:
        """The experience's seconds."""
        ...

    def tick(self) -> None:
        """A picture has been shown."""
        ...

    def at(self, monotonic_s: float) -> float:
        """The experience's seconds at an instant of time.monotonic()."""
        ...


@dataclass
class WallClock:
    """Real time; a suspended laptop or a changed date does not move it back."""

    _start: float = field(default_factory=time.monotonic)

    def now(self) -> float:
        """Seconds since construction."""
        return time.monotonic() - self._start

    def tick(self) -> None:
        """Nothing: time passes by itself."""

    def at(self, monotonic_s: float) -> float:
        """Seconds from construction to that instant."""
        return monotonic_s - self._start


@dataclass
class FrameClock:
    """Time by counting pictures, so that a film is the same on a slow machine."""

    fps: float
    _shown_s: "array[float]" = field(default_factory=lambda: array("d"))
    """when each picture was done, seconds of time.monotonic()"""

    def now(self) -> float:
        """Seconds at the picture that is being made."""
        return len(self._shown_s) / self.fps

    def tick(self) -> None:
        """On to the next picture."""
        self._shown_s.append(time.monotonic())

    def at(self, monotonic_s: float) -> float:
        """Seconds at the picture that was being made then."""
        return bisect_left(self._shown_s, monotonic_s) / self.fps
