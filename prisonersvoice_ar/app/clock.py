"""The two clocks of an experience: the wall's, and the frame count's for films."""

import time
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


@dataclass
class WallClock:
    """Real time; a suspended laptop or a changed date does not move it back."""

    _start: float = field(default_factory=time.monotonic)

    def now(self) -> float:
        """Seconds since construction."""
        return time.monotonic() - self._start

    def tick(self) -> None:
        """Nothing: time passes by itself."""


@dataclass
class FrameClock:
    """Time by counting pictures, so that a film is the same on a slow machine."""

    fps: float
    _frames: int = 0

    def now(self) -> float:
        """Seconds at the picture that is being made."""
        return self._frames / self.fps

    def tick(self) -> None:
        """On to the next picture."""
        self._frames += 1
