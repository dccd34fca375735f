"""The sound by which a placeholder is known: two soft tones, falling, before each line that a machine speaks.

Nobody may take a machine's voice for a witness's (testimony-and-care.md); the screen says so as well.
"""

import numpy as np

from prisonersvoice_ar.media.loudness import RATE, Sound

TONES_HZ = (784.0, 587.3)
"""g″ and d″: a fourth, which no speech holds still for a tenth of a second"""
_TONE_S, _GAP_S, _REST_S = 0.11, 0.02, 0.16
_LEVEL_DB = -29.0
"""dBFS, RMS while it sounds: 10 dB under a voice at −19 LUFS"""
SECONDS = len(TONES_HZ) * _TONE_S + _GAP_S + _REST_S

_SHARE = 0.7
"""of the energy in each tone's time that lies at its pitch; voices and codecs leave under a third there"""
_SLACK_S = 0.03
_QUIETEST = 1e-4


def marked(sound: Sound) -> Sound:
    """Give ``sound`` (n, 1) with the two tones before it."""
    parts: list[Sound] = []
    for index, hz in enumerate(TONES_HZ):
        parts += [_silence(_GAP_S)] if index else []
        parts.append(_tone(hz))
    return np.concatenate([*parts, _silence(_REST_S), sound])


def is_marked(sound: Sound) -> bool:
    """Whether ``sound`` (n, channels) at 48 kHz begins with the two tones; a codec may have shifted them a little."""
    mono = np.asarray(sound, np.float64).mean(axis=1)
    starts = (0.0, _TONE_S + _GAP_S)
    return any(
        all(_share(mono, start + shift, hz) >= _SHARE for start, hz in zip(starts, TONES_HZ, strict=True))
        for shift in (0.0, _SLACK_S / 2, _SLACK_S)
    )


def _tone(hz: float) -> Sound:
    count = round(_TONE_S * RATE)
    t = np.arange(count) / RATE
    swell = np.sin(np.pi * np.arange(count) / count) ** 2
    wave = swell * np.sin(2 * np.pi * hz * t)
    wave *= 10 ** (_LEVEL_DB / 20) / np.sqrt(np.mean(wave**2))
    return np.asarray(wave, np.float32)[:, None]


def _silence(seconds: float) -> Sound:
    return np.zeros((round(seconds * RATE), 1), np.float32)


def _share(mono: "np.typing.NDArray[np.float64]", start: float, hz: float) -> float:
    """How much of the energy in a tone's time is at ``hz`` ± 4 %."""
    part = mono[round(start * RATE) : round((start + _TONE_S) * RATE)]
    if len(part) < _TONE_S * RATE / 2 or np.sqrt(np.mean(part**2)) < _QUIETEST:
        return 0.0
    power = np.abs(np.fft.rfft(part * np.hanning(len(part)), 4 * len(part))) ** 2
    at = np.fft.rfftfreq(4 * len(part), 1 / RATE)
    return float(power[np.abs(at - hz) < 0.04 * hz].sum() / power.sum())
