"""Which picture size and rate a machine can carry: what is asked for, and a step down where it cannot."""

import re
from collections import deque
from dataclasses import dataclass

from prisonersvoice_ar.core.errors import UsageError

_LEAST, _MOST = (160, 120), (7680, 4320)
_PATIENCE_S = 5.0
"""how long it must have been too slow"""
_SETTLING_S = 6.0
"""after opening and after each step: models load, caches fill"""
_WINDOW_S = 2.0
"""of which the 95th percentile is taken"""
_LEAST_FRAMES = 20
_LEAST_HEIGHT = 240
_HEADROOM = 1.0
"""of the interval between two frames that handling one may take"""
_SLOW_FPS = 15


@dataclass(frozen=True)
class CameraFormat:
    """What a camera is asked for; it may give another."""

    width: int = 1280
    """pixels"""
    height: int = 720
    fps: int = 30

    @property
    def label(self) -> str:
        """As a message says it."""
        return f"{self.width}×{self.height} at {self.fps} frames a second"

    def below(self) -> tuple["CameraFormat", ...]:
        """What may be tried instead, the next first: three quarters and half of its sides, VGA, half the rate.

        The same shape comes before another, for a calibration holds for pictures of its own shape only.
        """
        found, last = [], self
        for width, height in (
            (0.75 * self.width, 0.75 * self.height),
            (self.width / 2, self.height / 2),
            (640, 480),
        ):
            smaller = CameraFormat(_even(width), _even(height), self.fps)
            if smaller.height >= _LEAST_HEIGHT and smaller.pixels < last.pixels:
                found.append(smaller)
                last = smaller
        slower = [CameraFormat(last.width, last.height, _SLOW_FPS)] if self.fps > _SLOW_FPS else []
        return (*found, *slower)

    @property
    def pixels(self) -> int:
        """Of one picture."""
        return self.width * self.height


def _even(side: float) -> int:
    return 2 * round(side / 2)


def parse_format(text: str) -> CameraFormat:
    """``1280x720`` or ``1280x720@30``; UsageError otherwise."""
    found = re.fullmatch(r"(\d+)[x×](\d+)(?:@(\d+))?", text.strip().lower())
    if found is None:
        raise UsageError(f'--camera-size: "{text}" is no size', "Write it as 1280x720, or 1280x720@30.")
    width, height, fps = int(found[1]), int(found[2]), int(found[3] or 30)
    if not (_LEAST[0] <= width <= _MOST[0] and _LEAST[1] <= height <= _MOST[1] and 1 <= fps <= 240):
        raise UsageError(
            f"--camera-size {text}: no camera gives that",
            f"Between {_LEAST[0]}x{_LEAST[1]} and {_MOST[0]}x{_MOST[1]}, at 1 to 240 frames a second.",
        )
    return CameraFormat(width, height, fps)


class Pace:
    """Watches how long frames take, and says when a smaller picture is due."""

    def __init__(self, asked: CameraFormat) -> None:
        """Begin with what was ``asked`` for."""
        self.current = asked
        self._rungs = list(asked.below())
        self._taken: deque[tuple[float, float]] = deque()
        self._since: float | None = None
        self._slow_since: float | None = None

    def step(self, now: float, handling_s: float, interval_s: float) -> CameraFormat | None:
        """A frame took ``handling_s``, and the camera gives one every ``interval_s``; the format to go to, or None.

        ``now``: seconds of any steady clock.
        """
        self._since = now if self._since is None else self._since
        self._taken.append((now, handling_s))
        while now - self._taken[0][0] > _WINDOW_S:
            self._taken.popleft()
        if now - self._since < _SETTLING_S or len(self._taken) < _LEAST_FRAMES or interval_s <= 0.0:
            return None
        if self._p95() <= _HEADROOM * interval_s:
            self._slow_since = None
            return None
        self._slow_since = now if self._slow_since is None else self._slow_since
        if now - self._slow_since < _PATIENCE_S or not self._rungs:
            return None
        return self.next()

    def next(self) -> CameraFormat | None:
        """Go one step down, whatever the reason; None where there is none left."""
        self._taken.clear()
        self._since = self._slow_since = None
        if not self._rungs:
            return None
        self.current = self._rungs.pop(0)
        return self.current

    def _p95(self) -> float:
        taken = sorted(handling for _, handling in self._taken)
        return taken[min(int(0.95 * len(taken)), len(taken) - 1)]
