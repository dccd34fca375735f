"""What a recording sounds like: where the speech is in it, how loud, over how much noise."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from prisonersvoice_ar.media.loudness import RATE, Sound, gated, powers, true_peak

_FRAME = RATE // 50
"""20 ms"""
_RUMBLE_HZ = 80.0
_LEAST_RUN = 5
"""frames: a click is shorter, a word is not"""
_BREATH_DB = 4.0
"""over the noise: a breath before the first word"""
_LEAD_S, _MOST_LEAD_S = 0.12, 0.6
_TAIL_S, _MOST_TAIL_S = 0.28, 0.7
_FADE_IN_S, _FADE_OUT_S = 0.01, 0.08
_SILENT_DB = -60.0
"""dBFS: nobody speaks so softly into a microphone"""

Levels = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sounding:
    """A recording without the silence around it, and its measures."""

    sound: Sound
    """(n, 1) at 48 kHz, not levelled"""
    seconds: float
    speaking: float
    """seconds of it in which somebody speaks"""
    loud: float
    """LUFS"""
    peak_db: float
    """dBTP"""
    noise_db: float
    """dBFS, RMS of the quietest tenth of the whole recording; −inf where it was cut to digital silence"""
    voice_db: float
    """dBFS, RMS of the loudest twentieth"""
    blocks: Levels
    """for ``media.loudness.gated``"""


def sounding(sound: Sound) -> Sounding | None:
    """Trim ``sound`` (n, 1) to its speech, with a breath before and an end that dies away; None where nobody speaks."""
    levels = _levels(sound[:, 0])
    voice = float(np.percentile(levels, 95)) if len(levels) else -np.inf
    if voice < _SILENT_DB:
        return None
    noise = _noise(levels)
    # over the noise, but no soft word is taken for it, and no noise for a word
    threshold = float(np.clip(noise + 10.0, voice - 40.0, voice - 20.0))
    span = _speech(levels > threshold)
    if span is None:
        return None
    first = _reach(levels[: span[0]][::-1], noise, _LEAD_S, _MOST_LEAD_S)
    last = _reach(levels[span[1] :], noise, _TAIL_S, _MOST_TAIL_S)
    start = max(0, span[0] * _FRAME - round(first * RATE))
    part = _faded(sound[start : span[1] * _FRAME + round(last * RATE)])
    blocks = powers(part)
    return Sounding(
        part,
        len(part) / RATE,
        float(np.sum(levels[span[0] : span[1]] > threshold)) * _FRAME / RATE,
        gated(blocks),
        float(20 * np.log10(max(true_peak(part), 1e-9))),
        noise,
        voice,
        blocks,
    )


def _levels(mono: npt.NDArray[np.float32]) -> Levels:
    """(frames,) dBFS of each 20 ms, without rumble and hum."""
    spectrum = np.fft.rfft(mono.astype(np.float64))
    hz = np.fft.rfftfreq(len(mono), 1 / RATE)
    clean = np.fft.irfft(spectrum * hz**2 / (hz**2 + _RUMBLE_HZ**2), len(mono))
    frames = clean[: len(clean) // _FRAME * _FRAME].reshape(-1, _FRAME)
    return np.asarray(10 * np.log10(np.maximum((frames**2).mean(axis=1), 1e-14)))


def _noise(levels: Levels) -> float:
    heard = levels[levels > -120.0]
    if len(heard) < 0.9 * len(levels) and len(levels) - len(heard) > 5:
        return -np.inf  # somebody has cut the pauses to nothing
    return float(np.percentile(heard, 10))


def _speech(loud: npt.NDArray[np.bool_]) -> tuple[int, int] | None:
    """Give the first frame of speech and the one after its last."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(np.int8), [0]])))
    starts, ends = edges[::2], edges[1::2]
    runs = np.flatnonzero(ends - starts >= _LEAST_RUN)
    return (int(starts[runs[0]]), int(ends[runs[-1]])) if len(runs) else None


def _reach(levels: Levels, noise: float, least: float, most: float) -> float:
    """Give how many seconds to keep outward from speech: as long as a breath or a room's answer is heard."""
    heard = levels[: round(most * RATE / _FRAME)] > max(noise, -90.0) + _BREATH_DB
    quiet = np.flatnonzero(~heard)
    frames = int(quiet[0]) if len(quiet) else len(heard)
    # a breath may stand apart from the word by a moment
    if frames < len(heard) and heard[frames : frames + 6].sum() >= 3:
        later = quiet[quiet > frames + 6]
        frames = int(later[0]) if len(later) else len(heard)
    return float(np.clip(frames * _FRAME / RATE + 0.05, least, most))


def _faded(sound: Sound) -> Sound:
    part = sound.astype(np.float32, copy=True)
    for seconds, forward in ((_FADE_IN_S, True), (_FADE_OUT_S, False)):
        count = min(round(seconds * RATE), len(part))
        ramp = np.sin(np.linspace(0, np.pi / 2, count, dtype=np.float32)) ** 2
        if forward:
            part[:count] *= ramp[:, None]
        else:
            part[-count:] *= ramp[::-1, None]
    return part
