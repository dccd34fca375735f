"""A film of a recorded run: H.264 and AAC by PyAV (the extra "film")."""

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.app.machine import setup_command
from prisonersvoice_ar.app.outputs import unwritable
from prisonersvoice_ar.app.settings import FORMATS
from prisonersvoice_ar.core.errors import MachineError, UsageError

SAMPLE_RATE = 48_000
_AUDIO_FRAME = 1024


class Film:
    """Writes pictures and sound to an MP4 beside its final name, and moves it there when whole."""

    def __init__(self, path: Path, size: tuple[int, int], fps: int) -> None:
        """Open ``path`` for a film of ``size`` pixels; MachineError where PyAV or the folder is missing."""
        av = _pyav()
        self._av = av
        self._path = path
        self._part = path.with_name(f".{path.name}.part")
        # yuv420p halves the colour's resolution, so both sides are even
        self._size = (size[0] // 2 * 2, size[1] // 2 * 2)
        if min(self._size) < 2:
            raise UsageError(f"a film of {size[0]}×{size[1]} pixels cannot be made", "At least 2×2 pixels.")
        kind = FORMATS[path.suffix.lower()]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._container: Any = av.open(str(self._part), "w", format=kind, options=_options(kind))
        except OSError as problem:
            raise unwritable("--record", path, problem) from problem
        self._video = self._container.add_stream("libx264", rate=fps)
        self._video.width, self._video.height = self._size
        self._video.pix_fmt = "yuv420p"
        self._video.options = {"preset": "veryfast", "crf": "21"}
        self._video.codec_context.time_base = Fraction(1, fps)
        self._audio = self._container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", bit_rate=128_000)
        self._pending: NDArray[np.float32] = np.zeros((0, 2), np.float32)
        self._frames = 0
        self._samples = 0

    def picture(self, bgr: NDArray[np.uint8]) -> None:
        """Append a (H, W, 3) BGR picture."""
        width, height = self._size
        frame = self._av.VideoFrame.from_ndarray(np.ascontiguousarray(bgr[:height, :width]), format="bgr24")
        frame.pts = self._frames
        frame.time_base = self._video.codec_context.time_base
        self._frames += 1
        self._mux(self._video.encode(frame))

    def sound(self, samples: NDArray[np.float32]) -> None:
        """Append (N, 2) float32 samples at 48 kHz."""
        self._pending = np.concatenate([self._pending, samples])
        while len(self._pending) >= _AUDIO_FRAME:
            self._encode_sound(self._pending[:_AUDIO_FRAME])
            self._pending = self._pending[_AUDIO_FRAME:]

    def _encode_sound(self, chunk: NDArray[np.float32]) -> None:
        frame = self._av.AudioFrame.from_ndarray(
            np.ascontiguousarray(chunk.T), format="fltp", layout="stereo"
        )
        frame.sample_rate = SAMPLE_RATE
        frame.pts = self._samples
        frame.time_base = Fraction(1, SAMPLE_RATE)
        self._samples += len(chunk)
        self._mux(self._audio.encode(frame))

    def _mux(self, packets: Any) -> None:
        try:
            self._container.mux(packets)
        except OSError as problem:
            raise unwritable("--record", self._path, problem) from problem

    def close(self) -> None:
        """Write what is pending, end the film and give it its name; nothing is left of one that fails."""
        try:
            if len(self._pending):
                self._encode_sound(self._pending)
            for stream in (self._video, self._audio):
                self._mux(stream.encode(None))
            self._container.close()
            self._part.replace(self._path)
        except OSError as problem:
            self.discard()
            raise unwritable("--record", self._path, problem) from problem
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """Leave nothing behind of a film that did not end."""
        with suppress(OSError):  # a disk that is full refuses the end, too
            self._container.close()
        self._part.unlink(missing_ok=True)


def _options(kind: str) -> dict[str, str]:
    """What is needed to play a film while it is still loading."""
    return {} if kind == "matroska" else {"movflags": "+faststart"}


def _pyav() -> Any:
    try:
        import av
    except ImportError as problem:
        raise MachineError(
            "recording a film needs PyAV, which is not installed",
            f'Install it: pip install "prisonersvoice-ar[film]" (or run `{setup_command()}`).',
        ) from problem
    return av
