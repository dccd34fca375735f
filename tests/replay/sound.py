"""Finds a voice in a mix: by cross-correlation, so that neither its level nor the ambience matters."""

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
RATE = 48_000
_CLEAR_S = 0.05


@dataclass(frozen=True)
class Heard:
    """Where a voice is in a mix."""

    at_s: float
    likeness: float
    """normalised correlation there, -1 to 1"""
    next_best: float
    """the same anywhere else"""


def decoded(path: Path) -> Samples:
    """(N,) mono samples of a file's sound, 48 kHz."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        pieces = [
            piece.to_ndarray()[0]
            for frame in (*container.decode(audio=0), None)
            for piece in resampler.resample(frame)
        ]
    return np.concatenate(pieces).astype(float)


def captured(path: Path) -> Samples:
    """(N,) mono samples of what OpenAL's wave driver wrote: 16 bits, stereo, 48 kHz."""
    raw = path.read_bytes()
    body = raw.index(b"data") + 8  # WAVEFORMATEXTENSIBLE, and no length where the program was ended
    whole = np.frombuffer(raw[body : body + (len(raw) - body) // 4 * 4], "<i2").reshape(-1, 2)
    return np.asarray(whole.mean(axis=1) / 32768)


def listen(mix: Samples, voice: Samples, seconds: float = 3.0) -> Heard:
    """Where the first ``seconds`` of ``voice`` begin in ``mix``."""
    loud = np.flatnonzero(np.abs(voice) > 0.05 * np.abs(voice).max())[0]
    part = voice[loud : loud + int(seconds * RATE)]
    size = 1 << int(np.ceil(np.log2(len(mix) + len(part))))
    across = np.fft.irfft(np.fft.rfft(mix, size) * np.conj(np.fft.rfft(part, size)), size)
    across = across[: len(mix) - len(part)]
    energy = np.concatenate([[0.0], np.cumsum(mix**2)])
    local = np.sqrt(np.maximum(energy[len(part) :][: len(across)] - energy[: len(across)], 1e-6))
    likeness = across / (local * np.linalg.norm(part))
    best = int(np.argmax(likeness))
    clear = int(_CLEAR_S * RATE)
    elsewhere = np.concatenate([likeness[: max(0, best - clear)], likeness[best + clear :]])
    return Heard((best - loud) / RATE, float(likeness[best]), float(elsewhere.max()))
