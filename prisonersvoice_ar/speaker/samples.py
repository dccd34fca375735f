"""Decoded sounds, made ready in a thread beside the frames.

Panda3D decodes inside ``getSound`` and holds every other audio call up meanwhile: 51 to 64 ms for a line of
8.5 s of Opus. So a thread decodes small pieces (about 0.3 ms each) into a WAV in memory, and ``getSound`` on
that is a copy: 0.5 ms. Mono becomes two equal channels, because OpenAL takes 3 dB from a centred mono source.
"""

import logging
import queue
import struct
import threading
import time
from collections import OrderedDict
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
KEPT_BYTES = 24 * 1024 * 1024
"""of sounds that are not playing"""


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
    """Decoded WAVs by path: asked for ahead, given when ready, the longest unused forgotten first."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._kept_bytes = kept_bytes
        self._ready: OrderedDict[str, bytes | None] = OrderedDict()
        self._asked: queue.PriorityQueue[tuple[int, int, str]] = queue.PriorityQueue()
        self._pending: set[str] = set()
        self._lock = threading.Lock()
        self._hurry: set[str] = set()
        self._count = 0
        self._thread: threading.Thread | None = None

    def ask(self, paths: Iterable[str], urgent: bool = False) -> None:
        """Ask for sounds; ``urgent`` ones pass those that are only expected."""
        with self._lock:
            for path in paths:
                if path in self._ready:
                    self._ready.move_to_end(path)
                elif urgent or path not in self._pending:
                    self._pending.add(path)
                    if urgent:
                        self._hurry.add(path)
                    self._count += 1
                    self._asked.put((0 if urgent else 1, self._count, path))
            if self._pending and self._thread is None:
                self._thread = threading.Thread(target=self._work, name="sounds", daemon=True)
                self._thread.start()

    def get(self, path: str) -> tuple[bool, bytes | None]:
        """Say whether ``path`` is done, and give its WAV; None where it could not be decoded."""
        with self._lock:
            if path not in self._ready:
                return False, None
            self._ready.move_to_end(path)
            return True, self._ready[path]

    def close(self) -> None:
        """End the thread."""
        if self._thread is not None:
            self._asked.put((-1, 0, ""))
            self._thread.join(timeout=2.0)
            self._thread = None

    def _work(self) -> None:
        while True:
            urgency, _, path = self._asked.get()
            if urgency < 0:
                return
            if path not in self._ready:
                self._keep(path, self._decode(path))

    def _rest(self) -> None:
        """Leave the interpreter to the frames, unless a sound should be heard already."""
        time.sleep(0.0 if self._hurry else 0.002)

    def _decode(self, path: str) -> bytes | None:
        try:
            return decoded(Path(path), self._rest)
        except Exception as error:  # the thread's boundary: one bad file must not silence the others
            log.warning("%s is left out: %s", Path(path).name, error)
            return None

    def _keep(self, path: str, wav: bytes | None) -> None:
        with self._lock:
            self._pending.discard(path)
            self._hurry.discard(path)
            self._ready[path] = wav
            held = sum(len(w) for w in self._ready.values() if w)
            for old in list(self._ready)[:-1]:
                if held <= self._kept_bytes:
                    break
                held -= len(self._ready.pop(old) or b"")
