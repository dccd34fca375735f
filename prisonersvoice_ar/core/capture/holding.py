"""When a camera's automatics are held still: once a target has been followed well for a while."""

from typing import Literal

_SURE_S = 2.0
"""of unbroken lock: exposure and focus have found what suits the card by then"""
_GONE_S = 6.0
"""without any target: the light may have changed, and a card that is too dark would never be found again"""
_AGAIN_S = 5.0
"""after the automatics were given back they have so long to settle, at the least"""


class Holding:
    """Says when to hold the automatics and when to give them back."""

    def __init__(self) -> None:
        """They run."""
        self.held = False
        self._locked_since: float | None = None
        self._seen_at: float | None = None
        self._given_back_at: float | None = None

    def step(self, now: float, *, locked: bool) -> Literal["hold", "give back"] | None:
        """A frame in which a target was ``locked`` or not, at ``now`` seconds of any steady clock."""
        if not locked:
            self._locked_since = None
            gone = self._seen_at is None or now - self._seen_at >= _GONE_S
            if self.held and gone:
                self.held, self._given_back_at = False, now
                return "give back"
            return None
        self._seen_at = now
        self._locked_since = now if self._locked_since is None else self._locked_since
        rested = self._given_back_at is None or now - self._given_back_at >= _AGAIN_S
        if not self.held and rested and now - self._locked_since >= _SURE_S:
            self.held = True
            return "hold"
        return None
