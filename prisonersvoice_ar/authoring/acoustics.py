"""Noise, modes and rooms: what the generated sounds are built of. All at 48 kHz, float64 in, float64 out.

Modal synthesis (a struck body is a sum of decaying partials) after van den Doel and Pai, "The Sounds of
Physical Shapes", 1998; rooms are decaying noise whose treble dies first, after Moorer, "About This
Reverberation Business", 1979.
"""

import numpy as np
import numpy.typing as npt

RATE = 48_000
Signal = npt.NDArray[np.float64]
"""(n,) or (n, 2)"""
Random = np.random.Generator


def shaped_noise(rng: Random, count: int, points: list[tuple[float, float]]) -> Signal:
    """Give (count,) noise whose level follows ``points`` (Hz, dB), RMS 1.

    Made in the frequency domain, so its end runs on into its beginning: it loops without a seam.
    """
    hz = np.fft.rfftfreq(count, 1 / RATE)
    marks, decibels = zip(*points, strict=True)
    level = 10 ** (np.interp(np.log10(np.maximum(hz, 1.0)), np.log10(marks), decibels) / 20)
    spectrum = level * (rng.normal(size=len(hz)) + 1j * rng.normal(size=len(hz)))
    spectrum[0] = 0.0
    noise = np.fft.irfft(spectrum, count)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)))


def slow(rng: Random, count: int, fastest: int, depth: float) -> Signal:
    """Give (count,) a factor around 1 that wanders by ``depth``, at most ``fastest`` turns in the whole; it loops."""
    t = np.arange(count) / count * 2 * np.pi
    wander = sum(
        rng.normal() / turn * np.sin(turn * t + rng.uniform(0, 2 * np.pi)) for turn in range(1, fastest + 1)
    )
    wander = np.asarray(wander)
    return np.asarray(1.0 + depth * wander / np.abs(wander).max())


def hum(count: int, partials: list[tuple[float, float]]) -> Signal:
    """Give (count,) a sum of sines (Hz, amplitude), each moved to the nearest whole number of turns: it loops."""
    turns = np.arange(count) / count * 2 * np.pi
    return np.asarray(sum(level * np.sin(round(hz * count / RATE) * turns + hz) for hz, level in partials))


def struck(
    rng: Random, seconds: float, modes: list[tuple[float, float, float]], hardness: float = 0.6
) -> Signal:
    """Give a struck body: ``modes`` are (Hz, amplitude, seconds to −60 dB); ``hardness`` 0 to 1 adds the click."""
    t = np.arange(int(seconds * RATE)) / RATE
    out = np.zeros_like(t)
    for hz, level, decay in modes:
        out += level * np.exp(-6.9 * t / decay) * np.sin(2 * np.pi * hz * t + rng.uniform(0, 0.4))
    click = shaped_noise(rng, len(t), [(20, -60), (500, -12), (3000, 0), (12000, -18), (24000, -60)])
    return np.asarray(out * np.minimum(1.0, t / 0.0006) + hardness * click * np.exp(-t / 0.004))


def plate(rng: Random, lowest: float, count: int, decay: float) -> list[tuple[float, float, float]]:
    """Give the modes of an iron plate: dense, out of tune, the higher the shorter."""
    ratios = np.sort(1.0 + np.cumsum(rng.uniform(0.12, 0.75, count)))
    return [
        (lowest * r, float(rng.uniform(0.4, 1.0) / r**0.7), float(decay * rng.uniform(0.6, 1.3) / r**0.6))
        for r in ratios
    ]


def room(rng: Random, seconds: float, bright: float, early: float = 0.012) -> Signal:
    """Give (n, 2) the impulse response of an empty hard room; ``seconds`` to −60 dB, ``bright`` Hz where treble fades."""
    count = int(seconds * 1.2 * RATE)
    t = np.arange(count) / RATE
    out = np.zeros((count, 2))
    for side in range(2):
        for low, high, share in ((80, 500, 1.0), (500, 2000, 0.75), (2000, 9000, 0.4)):
            fade = min(1.0, bright / high) ** 0.5
            band = [
                (20.0, -80.0),
                (low * 0.7, -30.0),
                (float(low), 0.0),
                (float(high), -6.0),
                (high * 1.6, -40.0),
                (24000.0, -90.0),
            ]
            out[:, side] += fade * shaped_noise(rng, count, band) * np.exp(-6.9 * t / (seconds * share))
        out[:, side] *= np.minimum(1.0, t / early)
        for _ in range(7):
            out[int(rng.uniform(0.004, 0.05) * RATE), side] += rng.uniform(-6, 6)
    return np.asarray(out / np.sqrt((out**2).sum(axis=0)))


def in_room(dry: Signal, response: Signal, wet: float) -> Signal:
    """Put (n,) ``dry`` into a room: (n + tail, 2). ``wet`` is the reverberation's share, 0 to 1."""
    size = len(dry) + len(response)
    spectrum = np.fft.rfft(dry, size)[:, None] * np.fft.rfft(response, size, axis=0)
    out = wet * np.fft.irfft(spectrum, size, axis=0)
    out[: len(dry)] += (1 - wet) * dry[:, None]
    return np.asarray(out)


def wrapped(events: list[tuple[float, Signal]], count: int) -> Signal:
    """Lay (n, 2) events at their seconds into a loop of ``count`` samples: a tail goes on at the beginning."""
    out = np.zeros((count, 2))
    for at, event in events:
        where = (int(at * RATE) + np.arange(len(event))) % count
        np.add.at(out, where, event)
    return out


def laid(events: list[tuple[float, Signal]], seconds: float) -> Signal:
    """Lay (n,) events at their seconds into ``seconds`` of silence."""
    out = np.zeros(int(seconds * RATE))
    for at, event in events:
        start = int(at * RATE)
        part = event[: len(out) - start]
        out[start : start + len(part)] += part
    return out
