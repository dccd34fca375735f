"""Sound files as a stream of float32 stereo at 48 kHz, by PyAV (the extra "film")."""

import logging
from collections.abc import Generator, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.media import MediaError, probe

try:
    import av
except ImportError as error:  # pragma: no cover - the extra is there where films are made
    raise MachineError(
        "mixing the sound of a film needs PyAV, which is not installed",
        'install it with: python -m pip install "prisonersvoice-ar[film]"',
    ) from error

log = logging.getLogger(__name__)

RATE = 48_000


class Reader:
    """One sound, read as it is needed; a loop begins again without a gap."""

    def __init__(self, path: str, loop: bool = False) -> None:
        """Open nothing yet."""
        self._path = path
        self._loop = loop
        self._left = np.zeros((0, 2), np.float32)
        self._blocks = self._decoded()
        self.ended = False

    def take(self, count: int) -> npt.NDArray[np.float32]:
        """Give (count, 2) samples, zeros after the end. Raises nothing: what cannot be decoded is silent."""
        parts, have = [self._left], len(self._left)
        while have < count and not self.ended:
            block = next(self._blocks, None)
            self.ended = block is None
            if block is not None:
                parts.append(block)
                have += len(block)
        whole = np.concatenate([*parts, np.zeros((max(0, count - have), 2), np.float32)])
        self._left = whole[count:]
        return whole[:count]

    def close(self) -> None:
        """Let the file go."""
        self._blocks.close()

    def _decoded(self) -> Generator[npt.NDArray[np.float32], None, None]:
        while True:
            empty = True
            try:
                probe(Path(self._path))  # no engine decodes what media refuses
                for block in _blocks(self._path):
                    empty = False
                    yield block
            except (MediaError, av.FFmpegError, OSError, ValueError) as error:
                log.warning("%s is left out: %s", Path(self._path).name, error)
                return
            if empty or not self._loop:
                return


def _blocks(path: str) -> Iterator[npt.NDArray[np.float32]]:
    """Decode; mono becomes two equal channels (a resampler would take 3 dB from it)."""
    with av.open(path) as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="fltp", rate=RATE)
        for frame in container.decode(stream):
            for part in resampler.resample(frame):
                yield _stereo(part.to_ndarray().astype(np.float32, copy=False))
        for part in resampler.resample(None):
            yield _stereo(part.to_ndarray().astype(np.float32, copy=False))


def _stereo(planes: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    pair = planes[:2] if len(planes) > 1 else np.repeat(planes, 2, axis=0)
    return np.ascontiguousarray(pair.T, dtype=np.float32)
