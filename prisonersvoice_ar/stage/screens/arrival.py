"""A new screen comes softly."""

from panda3d.core import NodePath

SECONDS = 0.25


class Arrival:
    """Fades everything under a root in."""

    def __init__(self, root: NodePath) -> None:
        """Nothing is coming."""
        self._root = root
        self._since: float | None = None

    def begin(self, now: float) -> None:
        """Another screen is there at ``now``."""
        self._since = now

    @property
    def coming(self) -> bool:
        """Whether it is still fading in."""
        return self._since is not None

    def update(self, now: float) -> None:
        """How much of it is seen at ``now``."""
        if self._since is None:
            return
        share = (now - self._since) / SECONDS
        if 0.0 <= share < 1.0:
            # Not from nothing: the first frame already tells that something has happened.
            self._root.setAlphaScale(0.15 + 0.85 * share)
        else:
            self._root.clearColorScale()
            self._since = None
