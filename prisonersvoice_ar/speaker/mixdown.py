"""The mix as samples in memory, for a film: the same cues, ramps and ducking, by the caller's clock."""

import numpy as np
import numpy.typing as npt

from prisonersvoice_ar.media.loudness import Limiter
from prisonersvoice_ar.speaker.base import DeskSpeaker
from prisonersvoice_ar.speaker.desk import Playing
from prisonersvoice_ar.speaker.reader import RATE, Reader

STEP = 480
"""samples (10 ms) between two looks at the desk's gains; they are interpolated in between"""
CEILING_DB = -1.0
"""dBTP (EBU R 128)"""


class MixdownSpeaker(DeskSpeaker):
    """See Speaker. ``update(now)`` mixes up to ``now``, so a cue lies exactly at the update before it."""

    description = "mixed into the film"

    def __init__(self, start: float = 0.0) -> None:
        """Begin at ``start`` seconds of the caller's clock."""
        super().__init__()
        self._start = start
        self._done = 0
        self._readers: dict[Playing, tuple[Reader, float]] = {}
        self._limiter = Limiter(CEILING_DB)
        self._mixed: list[npt.NDArray[np.float32]] = []

    def update(self, now: float) -> None:
        """See Speaker."""
        until = round((now - self._start) * RATE)
        while self._done < until:
            count = min(STEP, until - self._done)
            self._mixed.append(self._limiter.process(self._block(count)))
            self._done += count

    def render_until(self, now: float) -> npt.NDArray[np.float32]:
        """Give what was mixed since the last call, up to ``now``: (n, 2) float32 at 48 kHz, 5 ms late."""
        self.update(now)
        mixed, self._mixed = self._mixed, []
        return np.concatenate(mixed) if mixed else np.zeros((0, 2), np.float32)

    def close(self) -> None:
        """See Speaker."""
        super().close()
        self._mixed = []

    def _begin(self, sound: Playing) -> None:
        if sound.path is not None:
            self._readers[sound] = (Reader(sound.path, loop=sound.bus == "ambience"), self.desk.gain(sound))

    def _end(self, sound: Playing) -> None:
        reader, _ = self._readers.pop(sound, (None, 0.0))
        if reader is not None:
            reader.close()

    def _block(self, count: int) -> npt.NDArray[np.float32]:
        """Mix ``count`` samples; each sound's gain goes in a straight line over them."""
        moving = self.desk.hold.value > 0.0
        gone = self.desk.step(count / RATE)
        mix = np.zeros((count, 2), np.float32)
        for sound, (reader, before) in list(self._readers.items()):
            after = 0.0 if sound in gone and sound.leaving else self.desk.gain(sound)
            if moving:
                mix += reader.take(count) * np.linspace(before, after, count, dtype=np.float32)[:, None]
            self._readers[sound] = (reader, after)
            sound.ended = sound.ended or (sound.bus == "effect" and reader.ended)
        for sound in gone:
            self._end(sound)
        return mix
