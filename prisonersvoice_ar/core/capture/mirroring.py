"""When to look whether a camera mirrors its pictures: no marker can be read in those."""

_PATIENCE_S = 4.0
"""without any target"""
_LONGEST_S = 8.0
"""between looks: who comes later with a card should not wait long either"""
_FRAMES = 4
"""pictures in a row that are looked at from the other side; a board needs a few to be believed"""
_NEEDED = 3
"""of them must show a target: one might read a code into the background"""


class Mirroring:
    """Decides from what is found that the pictures are mirrored."""

    def __init__(self) -> None:
        """Nothing is known."""
        self._since: float | None = None
        self._pause_s = _PATIENCE_S
        self._left = 0
        self._found = 0
        self._settled = False

    def due(self, now: float, *, found: bool) -> bool:
        """Whether to look at this picture from the other side as well, after it showed a target or not.

        Who has been found once as the pictures are is proof that they are not mirrored.
        """
        self._settled = self._settled or found
        if self._settled:
            return False
        self._since = now if self._since is None else self._since
        if self._left == 0 and now - self._since >= self._pause_s:
            self._left, self._found = _FRAMES, 0
        return self._left > 0

    def looked(self, now: float, *, found: bool) -> bool:
        """What the other side showed; True where the pictures are mirrored beyond doubt."""
        self._left -= 1
        self._found += found
        if self._found >= _NEEDED:
            self._settled = True
            return True
        if self._left == 0:
            self._since = now
            self._pause_s = min(2.0 * self._pause_s, _LONGEST_S)
        return False

    @property
    def begins(self) -> bool:
        """Whether the next look is the first of a row."""
        return self._left == _FRAMES
