"""A speaker without a player: the desk, and hooks for what makes the sound."""

from collections.abc import Iterable

from prisonersvoice_ar.speaker.desk import Desk, Playing


class DeskSpeaker:
    """What every speaker shares; it carries the cues to the desk, and lets lines run by the clock of ``update``."""

    description = "a desk with nothing connected"

    def __init__(self) -> None:
        self.desk = Desk()
        self._now: float | None = None

    def prepare(self, paths: Iterable[str]) -> None:
        """See Speaker."""

    def say(self, path: str | None, seconds: float, start: float = 0.0) -> None:
        """See Speaker."""
        self._begin(self.desk.say(path, seconds, start))

    def stop_line(self) -> None:
        """See Speaker."""
        self.desk.stop_line()

    def ambience(self, path: str | None, level_db: float = -28.0, fade: float = 2.0) -> None:
        """See Speaker."""
        begun = self.desk.ambience(path, level_db, fade)
        if begun is not None:
            self._begin(begun)

    def effect(self, path: str, level_db: float = 0.0, fade: float = 0.0) -> None:
        """See Speaker."""
        self._begin(self.desk.effect(path, level_db, fade))

    def end_effect(self, path: str, fade: float = 1.0) -> None:
        """See Speaker."""
        self.desk.end_effect(path, fade)

    def pause(self) -> None:
        """See Speaker."""
        self.desk.pause(True)

    def resume(self) -> None:
        """See Speaker."""
        self.desk.pause(False)

    def silence(self, fade: float = 1.0) -> None:
        """See Speaker."""
        self.desk.silence(fade)

    def volume(self, level: float) -> None:
        """See Speaker."""
        self.desk.master.go(min(1.0, max(0.0, level)), 0.1)

    def update(self, now: float) -> None:
        """See Speaker."""
        dt = 0.0 if self._now is None else max(0.0, now - self._now)
        self._now = now
        for sound in self.desk.step(dt):
            self._end(sound)

    def line_position(self) -> float | None:
        """See Speaker."""
        return None if self.desk.line is None else self.desk.line.position

    def close(self) -> None:
        """See Speaker."""
        for sound in self.desk.sounds:
            self._end(sound)
        self.desk = Desk()

    def _begin(self, sound: Playing) -> None:
        """Start the sound (hook). Without a player an effect is over at once."""
        if sound.bus == "effect":
            sound.ended = True

    def _end(self, sound: Playing) -> None:
        """Let the sound go (hook)."""
