"""When to say that the target is not in view: after a moment, and softly."""

from panda3d.core import NodePath, TransparencyAttrib

from prisonersvoice_ar.core.visit.view import Phase, View

PATIENCE = 0.9
"""seconds without the target before the hint: a hand passing by is no reason to speak"""
_FADE = 0.4


class Lost:
    """Remembers since when the target has been missed."""

    def __init__(self) -> None:
        """Nothing is missed."""
        self._since: float | None = None
        self._shown_at: float | None = None

    def update(self, view: View, *, target_seen: bool, now: float) -> bool:
        """Whether the hint is to be shown at ``now``."""
        missed = (
            view.target_wanted
            and not target_seen
            and view.camera_ok
            and view.overlay is None
            and view.phase is Phase.STORY
        )
        if not missed:
            self._since = self._shown_at = None
            return False
        self._since = now if self._since is None else min(self._since, now)
        shown = now - self._since >= PATIENCE
        if shown and self._shown_at is None:
            self._shown_at = now
        return shown

    def fade(self, node: NodePath | None, now: float) -> None:
        """Let the hint appear."""
        if node is None or self._shown_at is None:
            return
        share = min(1.0, (now - self._shown_at) / _FADE)
        if share < 1.0 or node.hasColorScale():
            node.setTransparency(TransparencyAttrib.MAlpha)
            node.setAlphaScale(share)
        if share >= 1.0:
            node.clearColorScale()
