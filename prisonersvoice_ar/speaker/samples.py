"""Decoded sounds, made ready in a thread beside the frames.

Panda3D decodes inside ``getSound`` and holds every other audio call up meanwhile: 51 to 64 ms for a line of
8.5 s of Opus. So a thread decodes small pieces (about 0.3 ms each) into a WAV in memory, and ``getSound`` on
that is a copy: 0.5 ms. Mono becomes two equal channels, because OpenAL takes 3 dB from a centred mono source.
"""

import logging
import struct
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from panda3d.core import Datagram, Filename, MovieAudio

from prisonersvoice_ar.media import probe

log = logging.getLogger(__name__)

PIECE = 0.05
"""seconds decoded at a time"""
LONG = 15.0
"""seconds: a longer sound is ambience. It is kept at half the rate, because the engine copies it in one go
(5 MB took 7 to 20 ms) and nothing in a room's hum lies above 11 kHz"""
_HALF_BAND = np.sinc(np.arange(-15, 16) / 2) * np.hamming(31)
_HALF_BAND /= _HALF_BAND.sum()
KEPT_BYTES = 8 * 1024 * 1024
"""of sounds that wait to be played: half a minute of speech"""
LASTING = 1024 * 1024
"""bytes: a sound that is no longer stays when it has been given, since drops and steps come again"""


def decoded(path: Path, rest: Callable[[], None]) -> bytes:
    """Decode a sound file into a 16-bit stereo WAV, calling ``rest`` between the pieces.

    Raises MediaError where media refuses the file: then no engine sees it; ValueError where the engine cannot
    decode it.
    """
    probe(path)
    audio = MovieAudio.get(Filename.fromOsSpecific(str(path)))
    cursor = audio.open() if audio is not None else None
    if cursor is None or cursor.audioRate() <= 0 or cursor.audioChannels() not in (1, 2):
        raise ValueError(f"{path.name} cannot be decoded")
    rate, channels = cursor.audioRate(), cursor.audioChannels()
    left = round(cursor.length() * rate)
    pieces: list[bytes] = []
    while left > 0:
        count = min(left, int(PIECE * rate))
        data = Datagram()
        cursor.readSamples(count, data)
        pieces.append(data.getMessage())
        left -= count
        rest()
    sound = np.frombuffer(b"".join(pieces), "<i2").reshape(-1, channels)
    if channels == 1:
        sound = np.repeat(sound, 2, axis=1)
    if rate >= 44_100 and len(sound) > LONG * rate:
        sound, rate = halved(sound, rest), rate // 2
    return _wav(sound.tobytes(), rate)


def halved(sound: npt.NDArray[np.int16], rest: Callable[[], None]) -> npt.NDArray[np.int16]:
    """Give (n, 2) at half its rate, (n // 2, 2), calling ``rest`` between the pieces. A loop stays a loop."""
    count, piece, reach = len(sound) // 2, 12_000, len(_HALF_BAND) // 2
    around = np.concatenate([sound[-reach:], sound, sound[: reach + 1]])
    out = np.empty((count, 2), np.int16)
    for at in range(0, count, piece):
        part = around[2 * at : 2 * min(at + piece, count) + 2 * reach]
        for side in range(2):
            low = np.convolve(part[:, side], _HALF_BAND, "valid")[::2][
                : piece if at + piece <= count else count - at
            ]
            out[at : at + len(low), side] = np.clip(np.rint(low), -32768, 32767)
        rest()
    return out


def _wav(pcm: bytes, rate: int) -> bytes:
    head = struct.pack("<IHHIIHH", 16, 1, 2, rate, rate * 4, 4, 16)
    size = 36 + len(pcm)
    return (
        b"RIFF" + struct.pack("<I", size) + b"WAVEfmt " + head + b"data" + struct.pack("<I", len(pcm)) + pcm
    )


class SampleStore:
    """Decoded WAVs by path: what is wanted now at once, then what is expected, in its order, as far as the room goes."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._kept_bytes = kept_bytes
        self._ready: dict[str, bytes | None] = {}
        self._wanted: list[str] = []
        self._expected: list[str] = []
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def expect(self, paths: Iterable[str]) -> None:
        """Say what will be wanted next, in this order, instead of what was said before."""
        with self._changed:
            self._expected = list(dict.fromkeys(paths))
            self._go_on()

    def ask(self, path: str) -> None:
        """Ask for a sound that is wanted now: it passes all that are only expected, and stays until it is taken."""
        with self._changed:
            if path not in self._wanted:
                self._wanted.append(path)
                self._go_on()

    def take(self, path: str) -> tuple[bool, bytes | None]:
        """Say whether ``path`` is ready, and give its WAV; None where it could not be decoded.

        One that is not ready is asked for. A long one is given once: whoever plays it has a copy.
        """
        self.ask(path)
        with self._changed:
            if path not in self._ready:
                return False, None
            for waiting in (self._wanted, self._expected):
                if path in waiting:
                    waiting.remove(path)
            wav = self._ready[path]
            if len(wav or b"") > LASTING:
                del self._ready[path]
            self._go_on()
            return True, wav

    def dismiss(self, path: str) -> None:
        """Say that what was asked for is no longer wanted."""
        with self._changed:
            if path in self._wanted:
                self._wanted.remove(path)
                self._go_on()

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(timeout=2.0)
            self._thread = None

    def _go_on(self) -> None:
        self._changed.notify()
        if self._thread is None and not self._closed and (self._wanted or self._expected):
            self._thread = threading.Thread(target=self._work, name="sounds", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            with self._changed:
                while (path := self._next()) is None and not self._closed:
                    self._changed.wait()
            if path is None or self._closed:
                return
            wav = self._decode(path)
            with self._changed:
                self._ready[path] = wav

    def _next(self) -> str | None:
        """What to decode now; what is ready and no longer expected makes room, the oldest first."""
        wanted = next((path for path in self._wanted if path not in self._ready), None)
        following = next((path for path in self._expected if path not in self._ready), None)
        if wanted is not None or following is None:
            return wanted
        for old in [old for old in self._ready if old not in self._expected and old not in self._wanted]:
            if self._held() < self._kept_bytes:
                break
            del self._ready[old]
        return following if self._held() < self._kept_bytes else None

    def _held(self) -> int:
        return sum(len(wav) for wav in self._ready.values() if wav)

    def _rest(self) -> None:
        """Leave the interpreter to the frames, unless a sound should be heard already."""
        time.sleep(0.002 if all(path in self._ready for path in self._wanted) else 0.0)

    def _decode(self, path: str) -> bytes | None:
        try:
            return decoded(Path(path), self._rest)
        except Exception as error:  # the thread's boundary: one bad file must not silence the others
            log.warning("%s is left out: %s", Path(path).name, error)
            return None
