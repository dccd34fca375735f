"""What every speaker can do, with a sound card, without one, or into a film."""

from collections.abc import Iterable
from typing import Protocol


class Speaker(Protocol):
    """Narration, one bed of ambience, effects.

    Cues take effect at the time of the last ``update``. Times are seconds of the caller's clock, which
    never goes back. Levels are decibels against speech. No method raises because of a sound: one that
    cannot be played is left out and logged, and the line's time runs all the same.
    """

    @property
    def description(self) -> str:
        """What carries the story here, in one line for the operator."""
        ...

    def prepare(self, paths: Iterable[str]) -> None:
        """Get sounds ready that will soon be wanted, in this order, without holding up a frame."""
        ...

    def say(self, path: str | None, seconds: float, start: float = 0.0) -> None:
        """Begin a line; it takes the place of one that is still said. Without ``path`` only its time runs.

        ``seconds``: all of it; ``start``: how far into it, where a rehearsal goes on from the middle.
        """
        ...

    def stop_line(self) -> None:
        """Cut the line off, softly."""
        ...

    def ambience(self, path: str | None, level_db: float = -28.0, fade: float = 2.0) -> None:
        """Cross-fade to another loop over ``fade`` seconds, or to none. The same loop only changes its level."""
        ...

    def effect(self, path: str, level_db: float = 0.0, fade: float = 0.0) -> None:
        """Play a sound once over everything, coming up over ``fade`` seconds."""
        ...

    def end_effect(self, path: str, fade: float = 1.0) -> None:
        """Fade the effects of ``path`` away before their end; nothing where none plays."""
        ...

    def pause(self) -> None:
        """Hold every sound where it is."""
        ...

    def resume(self) -> None:
        """Go on from where ``pause`` held."""
        ...

    def silence(self, fade: float = 1.0) -> None:
        """Let everything fade out and end: line, ambience, effects."""
        ...

    def volume(self, level: float) -> None:
        """Set the operator's volume, 0 to 1."""
        ...

    def update(self, now: float) -> None:
        """Go on to ``now``: ramps, ducking, what has ended. Once a frame."""
        ...

    def line_position(self) -> float | None:
        """Seconds of the line that have been said; None where no line is being said."""
        ...

    def close(self) -> None:
        """Let the device go. Nothing may be asked afterwards but ``close`` again."""
        ...
