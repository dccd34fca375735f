"""A speaker that is opened when the first picture is on the screen: a sound card takes a third of a second."""

from collections.abc import Callable, Iterable

from prisonersvoice_ar.speaker import Speaker

Cue = Callable[[Speaker], None]


class LateSpeaker:
    """See Speaker. Opens at the second ``update``; what was asked for before is asked for again then."""

    def __init__(self, opener: Callable[[], Speaker]) -> None:
        """Keep ``opener``; nothing is opened yet."""
        self._opener = opener
        self._speaker: Speaker | None = None
        self._waiting: list[Cue] = []
        self._updates = 0
        self._says = False

    @property
    def description(self) -> str:
        """See Speaker."""
        return "not opened" if self._speaker is None else self._speaker.description

    def prepare(self, paths: Iterable[str]) -> None:
        """See Speaker."""
        asked = tuple(paths)
        self._ask(lambda speaker: speaker.prepare(asked))

    def say(self, path: str | None, seconds: float, start: float = 0.0) -> None:
        """See Speaker."""
        self._says = True
        self._ask(lambda speaker: speaker.say(path, seconds, start))

    def stop_line(self) -> None:
        """See Speaker."""
        self._says = False
        self._ask(lambda speaker: speaker.stop_line())

    def ambience(self, path: str | None, level_db: float = -28.0, fade: float = 2.0) -> None:
        """See Speaker."""
        self._ask(lambda speaker: speaker.ambience(path, level_db, fade))

    def effect(self, path: str, level_db: float = 0.0, fade: float = 0.0) -> None:
        """See Speaker."""
        self._ask(lambda speaker: speaker.effect(path, level_db, fade))

    def end_effect(self, path: str, fade: float = 1.0) -> None:
        """See Speaker."""
        self._ask(lambda speaker: speaker.end_effect(path, fade))

    def pause(self) -> None:
        """See Speaker."""
        self._ask(lambda speaker: speaker.pause())

    def resume(self) -> None:
        """See Speaker."""
        self._ask(lambda speaker: speaker.resume())

    def silence(self, fade: float = 1.0) -> None:
        """See Speaker."""
        self._ask(lambda speaker: speaker.silence(fade))

    def volume(self, level: float) -> None:
        """See Speaker."""
        self._ask(lambda speaker: speaker.volume(level))

    def update(self, now: float) -> None:
        """See Speaker."""
        self._updates += 1
        if self._speaker is None and self._updates > 1:
            self._speaker = self._opener()
            for cue in self._waiting:
                cue(self._speaker)
            self._waiting.clear()
        if self._speaker is not None:
            self._speaker.update(now)

    def line_position(self) -> float | None:
        """See Speaker."""
        if self._speaker is None:
            return 0.0 if self._says else None
        return self._speaker.line_position()

    def close(self) -> None:
        """See Speaker."""
        if self._speaker is not None:
            self._speaker.close()

    def _ask(self, cue: Cue) -> None:
        if self._speaker is None:
            self._waiting.append(cue)
        else:
            cue(self._speaker)
