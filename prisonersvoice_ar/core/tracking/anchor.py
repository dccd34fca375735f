"""Where the cell hangs: fades it in and out as its target is found and lost, and keeps its place meanwhile."""

from dataclasses import dataclass, replace

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.observation import Observation

FADE_IN = 0.25
"""seconds from nothing to whole"""
GRACE = 0.15
"""seconds that a target may be away before anything is seen of it: a hand's shadow, a blurred frame"""
FADE_OUT = 0.6
"""seconds from whole to nothing"""


@dataclass(frozen=True)
class Anchor:
    """A target's last pose and how much of the cell is to be seen; ``step`` gives the next one."""

    target: str
    """its name in markers.yaml"""
    T_camera_target: Array | None = None
    """(4, 4) last pose; kept while the cell fades, None once it has gone"""
    opacity: float = 0.0
    """0 to 1"""
    seen: bool = False
    """in the last observation"""
    last_seen: float | None = None
    """seconds"""
    now: float | None = None
    """seconds: when it was last stepped"""

    @property
    def present(self) -> bool:
        """Seen, or away for no longer than the grace."""
        if self.seen:
            return True
        return self.last_seen is not None and self.now is not None and self.now - self.last_seen <= GRACE

    def step(self, observation: Observation | None, now: float) -> "Anchor":
        """The anchor at ``now`` (seconds, any steady clock); None: no new frame, nothing known.

        Every pose is taken as it was measured in its own frame: the frame and its pose are shown
        together, so filtering would only add delay (measured-facts: 2.7 px for One-Euro).
        """
        elapsed = max(0.0, now - self.now) if self.now is not None else 0.0
        pose = observation.target(self.target) if observation is not None else None
        if pose is not None:
            opacity = min(1.0, self.opacity + elapsed / FADE_IN)
            return replace(
                self, T_camera_target=pose.T_camera_target, opacity=opacity, seen=True, last_seen=now, now=now
            )
        if observation is None and self.seen:
            # the same frame is shown once more
            return replace(self, opacity=min(1.0, self.opacity + elapsed / FADE_IN), now=now)
        return self._fading(elapsed, now)

    def _fading(self, elapsed: float, now: float) -> "Anchor":
        since = now - self.last_seen if self.last_seen is not None else float("inf")
        # the part of the step that lies after the grace
        spent = min(elapsed, max(0.0, since - GRACE))
        opacity = max(0.0, self.opacity - spent / FADE_OUT)
        pose = self.T_camera_target if opacity > 0.0 or since <= GRACE else None
        return replace(self, T_camera_target=pose, opacity=opacity, seen=False, now=now)
