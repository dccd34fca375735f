"""Reading a recording whatever it was made with: by PyAV (the extra "film"), after its first bytes were looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from prisonersvoice_ar.authoring.voices.remarks import Remark, remark
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.media import MediaError
from prisonersvoice_ar.media.loudness import RATE, Sound
from prisonersvoice_ar.media.recording import MAX_SECONDS, probe_recording, too_long

if TYPE_CHECKING:
    import av

LOSSY = frozenset({"mp3", "mp3float", "aac", "aac_latm", "vorbis", "opus"})
_MAX_CHANNELS = 16
_RATES = (8_000, 384_000)
_MOST_SAMPLES = 100_000_000
"""400 MB decoded"""
_FULL = 0.999
"""of full scale: a sample at this or above it may have been cut off"""
_RUN = 3
"""samples at full scale one after another: one alone may be a peak that was set there"""
_SILENT_DB = 30.0
"""a channel so far under the loudest carries only its noise"""


@dataclass(frozen=True)
class Recording:
    """What a file holds, decoded."""

    sound: Sound
    """(n, 1) at 48 kHz"""
    rate: int
    """Hz, as recorded"""
    channels: int
    codec: str
    bits: int
    """a sample, as recorded; 0: it is not told"""
    clipped: int
    """runs of samples that were cut off at full scale"""
    mixed: Remark | None
    """what was left out of several channels; None where nothing was"""


def read_recording(path: Path) -> Recording:
    """Decode ``path`` to one channel at 48 kHz.

    Raises MediaError: what ``media.probe_recording`` refuses, no sound inside, over three minutes, damaged;
    MachineError where PyAV is missing.
    """
    found = probe_recording(path)
    try:
        import av
    except ImportError as error:
        raise MachineError(
            "reading recordings needs PyAV, which is not installed",
            'install it with: python -m pip install "prisonersvoice-ar[film]"',
        ) from error
    try:
        # the kind is given, so nothing is taken for a playlist; parts that lie in other files are not opened
        with av.open(str(path), format=found.kind, metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise MediaError(
                    f"{path.name}: there is no sound in this file", "export the sound", code="no-sound"
                )
            return _decoded(path.name, container, container.streams.audio[0])
    except (av.FFmpegError, ValueError, ArithmeticError, UnicodeDecodeError) as error:
        raise MediaError(
            f"{path.name}: damaged, or not what its ending says ({_why(error)})",
            "export it again as WAV or FLAC",
            code="damaged",
            why=_why(error),
        ) from error


def _why(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error)
    return text.splitlines()[0][:80] if text else type(error).__name__


def _decoded(name: str, container: "av.container.InputContainer", stream: "av.AudioStream") -> Recording:
    context = stream.codec_context
    channels, rate = context.layout.nb_channels, context.sample_rate
    _refuse(name, channels, rate, container.duration)
    parts: list[npt.NDArray[np.float32]] = []
    counting = _Clipping()
    heard = 0
    for frame in _frames(container, stream):
        block = frame.to_ndarray()
        heard += frame.samples
        if heard > MAX_SECONDS * rate or heard * channels > _MOST_SAMPLES:
            raise too_long(name, heard / rate)
        parts.append(np.asarray(block, np.float32).reshape(channels, -1))
        counting.take(parts[-1])
    if not heard:
        raise MediaError(f"{name}: there is no sound in this file", "record it again", code="no-sound")
    whole = np.concatenate(parts, axis=1)
    if not np.isfinite(whole).all():
        raise MediaError(
            f"{name}: damaged: it holds values that are no sound", "export it again", code="no-values"
        )
    mono, mixed = one_channel(whole)
    bits = context.format.bits if context.codec.name.startswith("pcm_") else 0
    return Recording(
        at_48k(mono, rate)[:, None], rate, channels, context.codec.name, bits, counting.runs, mixed
    )


def _refuse(name: str, channels: int, rate: int, duration: int | None) -> None:
    if not 1 <= channels <= _MAX_CHANNELS:
        raise MediaError(f"{name}: {channels} channels", "export it as mono", code="channels", count=channels)
    if not _RATES[0] <= rate <= _RATES[1]:
        raise MediaError(
            f"{name}: {rate} samples a second", "export it at 48000 Hz", code="rate", hertz=str(rate)
        )
    if duration is not None and duration / 1e6 > MAX_SECONDS:
        raise too_long(name, duration / 1e6)


def _frames(container: "av.container.InputContainer", stream: "av.AudioStream") -> Iterator["av.AudioFrame"]:
    """Decode to float planes at the rate that the file has."""
    import av

    planes = av.AudioResampler(format="fltp", layout=stream.codec_context.layout)
    for frame in container.decode(stream):
        yield from planes.resample(frame)


class _Clipping:
    """Counts runs of samples at full scale, in blocks (channels, n) as they come."""

    def __init__(self) -> None:
        self.runs = 0

    def take(self, block: npt.NDArray[np.float32]) -> None:
        for channel in np.abs(block) >= _FULL:
            if channel.any():
                edges = np.flatnonzero(np.diff(np.concatenate([[0], channel.astype(np.int8), [0]])))
                self.runs += int(np.sum(edges[1::2] - edges[::2] >= _RUN))


def one_channel(sound: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.float32], Remark | None]:
    """Make (n,) of (channels, n), and say what was left out; None where nothing was.

    Channels that carry only noise are left out; those that agree are averaged; where they work against one another
    (one is upside down, two microphones stand apart) the loudest alone is taken, for a sum would hollow the voice.
    """
    if len(sound) == 1:
        return sound[0], None
    power = np.asarray((sound.astype(np.float64) ** 2).mean(axis=1))
    loudest = int(power.argmax())
    heard = [i for i, p in enumerate(power) if p > power[loudest] * 10 ** (-_SILENT_DB / 10)]
    if len(heard) <= 1:
        return sound[loudest], remark("mixed-one", channel=loudest + 1, count=len(sound))
    agree = [i for i in heard if _likeness(sound[i], sound[loudest]) > 0.7]
    if len(agree) < len(heard):
        return sound[loudest], remark("mixed-loudest", channel=loudest + 1, count=len(sound))
    silent = len(sound) - len(agree)
    left_out = remark("mixed-silent", silent=silent, count=len(sound)) if silent else None
    return np.asarray(sound[agree].mean(axis=0), np.float32), left_out


def _likeness(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> float:
    norm = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(np.dot(one, other)) / norm if norm else 0.0


def at_48k(mono: npt.NDArray[np.float32], rate: int) -> npt.NDArray[np.float32]:
    """Bring (n,) at ``rate`` to 48 kHz in the frequency domain, half a second of silence around it."""
    if rate == RATE:
        return mono
    pad = rate // 2
    whole = np.pad(mono.astype(np.float64), (pad, pad))
    count = round(len(whole) * RATE / rate)
    spectrum = np.fft.rfft(whole)
    bins = count // 2 + 1
    kept = np.zeros(bins, complex)
    kept[: min(bins, len(spectrum))] = spectrum[:bins]
    resampled = np.fft.irfft(kept, count) * (count / len(whole))
    start = round(pad * RATE / rate)
    return np.asarray(resampled[start : start + round(len(mono) * RATE / rate)], np.float32)
