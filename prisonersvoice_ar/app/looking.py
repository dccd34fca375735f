"""The seated view follows the hand: a drag of mouse or finger, and the arrow keys."""

import math

from prisonersvoice_ar.core.visit.view import Phase, View
from prisonersvoice_ar.stage.stage import Stage
from prisonersvoice_ar.stage.window import (
    Focus,
    KeyPressed,
    KeyReleased,
    PointerMoved,
    PointerPressed,
    PointerReleased,
    WindowEvent,
)

_ARROWS = {"arrow_left": (-1, 0), "arrow_right": (1, 0), "arrow_up": (0, 1), "arrow_down": (0, -1)}
_TAP = math.radians(6.0)
_RATE = math.radians(50.0)
"""radians a second, while an arrow is held"""


class Looking:
    """What the hand does with the view; nothing in other modes and on other screens than the story."""

    def __init__(self, stage: Stage) -> None:
        """Turn the view of ``stage``."""
        self._stage = stage
        self._held: set[str] = set()
        self._at: tuple[float, float] | None = None
        self._now = 0.0

    def take(self, event: WindowEvent, *, on_button: bool = False) -> None:
        """One of the window's events; a press ``on_button`` begins no drag."""
        match event:
            case PointerPressed(x, y) if not on_button:
                self._at = (x, y)
            case PointerMoved(x, y) if self._at is not None:
                self._stage.look_by(x - self._at[0], y - self._at[1])
                self._at = (x, y)
            case PointerReleased():
                self._at = None
            case KeyPressed(key) if key in _ARROWS:
                self._held.add(key)
                self._turn(key, _TAP)
            case KeyReleased(key):
                self._held.discard(key)
            case Focus(on=False):
                self.let_go()
            case _:
                pass

    def step(self, view: View, now: float) -> None:
        """Go on turning while an arrow is held or a finger rests; ``now``: seconds of the run."""
        passed, self._now = max(0.0, now - self._now), now
        if not self.may_look(view):
            self.let_go()
        for key in self._held:
            self._turn(key, _RATE * passed)
        if self._at is not None:
            self._stage.turn_by(0.0, 0.0)

    def may_look(self, view: View) -> bool:
        """Whether the hand is given to the view: elsewhere the arrows move between buttons."""
        return self._stage.mode == "seated" and view.overlay is None and view.phase is Phase.STORY

    def let_go(self) -> None:
        """Nothing is held any more."""
        self._held.clear()
        self._at = None

    def _turn(self, key: str, angle: float) -> None:
        across, up = _ARROWS[key]
        self._stage.turn_by(across * angle, up * angle)
