"""The ambience and the effects that ship, made of seeded numpy: nobody's recording, no torture, no menace.

Loops are made to loop (frequency-domain noise, whole numbers of turns, tails that wrap). Loudness: a loop
lies at −16 LUFS like stereo speech and an effect's loudest moment too, so a cue's ``level_db`` is what a
listener hears against the voice (testimony-and-care.md: speech −16 LUFS stereo, −19 mono).
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from prisonersvoice_ar.authoring.acoustics import (
    RATE,
    Random,
    Signal,
    hum,
    in_room,
    laid,
    plate,
    room,
    shaped_noise,
    slow,
    struck,
    wrapped,
)
from prisonersvoice_ar.authoring.opus import write_loop, write_opus
from prisonersvoice_ar.media.loudness import Sound, limited, loudness

LOUD = -16.0
"""LUFS"""
PEAK_DB = -3.0
"""dBTP before the codec, which may add a little"""


def corridor_hum(rng: Random) -> Signal:
    """24 s (n, 2): ventilation in a long corridor, mains hum that beats slowly, iron far away."""
    count = 24 * RATE
    low = shaped_noise(
        rng, count, [(20, -40), (45, -4), (90, 0), (220, -10), (900, -34), (4000, -58), (24000, -90)]
    )
    air = [
        shaped_noise(rng, count, [(20, -80), (150, -12), (400, 0), (1200, -10), (5000, -30), (24000, -80)])
        for _ in "lr"
    ]
    mains = hum(
        count,
        [(49.9, 0.5), (50.1, 0.35), (100.0, 0.5), (100.2, 0.4), (149.9, 0.14), (200.1, 0.1), (299.8, 0.05)],
    )
    body = (low * slow(rng, count, 5, 0.25) + 0.55 * mains)[:, None] + 0.3 * np.stack(air, axis=1)
    hall = room(rng, 2.8, 1800.0, early=0.05)
    iron = [
        (at, level * in_room(struck(rng, 1.2, plate(rng, hz, 14, 0.9), 0.1), hall, 0.97))
        for at, hz, level in ((4.3, 190.0, 1.1), (11.9, 150.0, 0.7), (12.5, 240.0, 0.35), (19.2, 205.0, 0.5))
    ]
    return body + 1.1 * wrapped(iron, count)


def cell_night(rng: Random) -> Signal:
    """28 s (n, 2): a closed stone room at night: wind outside, a pipe that ticks and murmurs, one far door."""
    count = 28 * RATE
    wind = [
        shaped_noise(rng, count, [(20, -30), (70, 0), (260, -6), (700, -22), (3000, -50), (24000, -90)])
        * slow(rng, count, 7, 0.55)
        for _ in "lr"
    ]
    murmur = sum(
        level * shaped_noise(rng, count, _narrow(hz)) * slow(rng, count, 9, 0.8)
        for hz, level in ((174.0, 0.35), (311.0, 0.2), (468.0, 0.09))
    )
    lamp = hum(count, [(100.0, 0.10), (200.0, 0.05), (300.1, 0.035), (400.0, 0.015)])
    cell, far = room(rng, 0.9, 2500.0), room(rng, 3.2, 900.0, early=0.08)
    pipe = [(620.0, 1.0, 0.25), (1490.0, 0.5, 0.16), (2730.0, 0.3, 0.1), (4100.0, 0.12, 0.06)]
    ticks = [
        (at, level * in_room(struck(rng, 0.4, pipe, 0.15), cell, 0.85))
        for at, level in (
            (3.1, 0.6),
            (3.55, 0.35),
            (9.4, 0.5),
            (16.8, 0.7),
            (17.1, 0.3),
            (17.7, 0.2),
            (24.6, 0.4),
        )
    ]
    door = [(13.2, 0.45 * in_room(struck(rng, 1.0, plate(rng, 88.0, 10, 0.7), 0.0), far, 1.0))]
    body = np.stack(wind, axis=1) + (np.asarray(murmur) + lamp)[:, None]
    return body + 2.0 * wrapped([*ticks, *door], count)


def hatch(rng: Random) -> Signal:
    """A food hatch: the latch lifts, the hinge gives, the iron flap falls open and settles."""
    latch = struck(rng, 0.3, plate(rng, 900.0, 8, 0.12), 0.5)
    flap = plate(rng, 290.0, 18, 0.55)
    events = [
        (0.02, 0.7 * latch),
        (0.16, _hinge(rng, 0.62)),
        (0.80, 1.0 * struck(rng, 1.2, flap, 0.5)),
        (0.93, 0.32 * struck(rng, 0.9, flap, 0.3)),
        (1.00, 0.14 * struck(rng, 0.8, flap, 0.2)),
    ]
    return in_room(laid(events, 2.0), room(rng, 1.5, 3000.0), 0.42)


def bolt(rng: Random) -> Signal:
    """An iron bolt: it slides in its guides and hits the stop."""
    count = int(0.5 * RATE)
    t = np.arange(count) / count
    grain = np.repeat(rng.uniform(0.2, 1.0, 120), count // 120 + 1)[:count]
    scrape = shaped_noise(
        rng, count, [(20, -60), (300, -18), (900, -4), (2200, 0), (5000, -12), (24000, -60)]
    )
    slide = scrape * grain * (0.25 + 0.75 * t) * np.minimum(1.0, (1 - t) * 20) * np.minimum(1.0, t * 12)
    bar = [*plate(rng, 240.0, 14, 0.42), (118.0, 0.7, 0.07)]
    events = [
        (0.02, 0.55 * slide),
        (0.50, 1.0 * struck(rng, 1.0, bar, 0.7)),
        (0.59, 0.22 * struck(rng, 0.7, bar, 0.3)),
    ]
    return in_room(laid(events, 1.6), room(rng, 1.4, 3000.0), 0.32)


def steps(rng: Random) -> Signal:
    """Six steps of one person in a stone corridor, going away."""
    parts: Signal | float = 0.0
    hall = room(rng, 1.9, 2200.0)
    for number in range(6):
        far = number / 5
        foot = _foot(rng) * (1.0 - 0.5 * far)
        at = 0.05 + 0.66 * number + rng.uniform(-0.015, 0.015)
        parts = parts + in_room(laid([(at, foot)], 4.4), hall, 0.14 + 0.26 * far)
    return np.asarray(parts)


def drip(rng: Random) -> Signal:
    """One drop of water in a bare cell."""
    t = np.arange(int(0.22 * RATE)) / RATE
    rise = 2 * np.pi * np.cumsum(880.0 + 2600.0 * t) / RATE
    bubble = np.exp(-t / 0.035) * np.sin(rise) * np.minimum(1.0, t / 0.002)
    plop = shaped_noise(rng, len(t), [(20, -60), (800, -8), (3500, 0), (9000, -14), (24000, -60)]) * np.exp(
        -t / 0.0035
    )
    return in_room(
        laid([(0.02, 0.16 * plop), (0.034, bubble), (0.15, 0.25 * bubble)], 0.6), room(rng, 1.2, 4000.0), 0.3
    )


def _narrow(hz: float) -> list[tuple[float, float]]:
    return [(20, -90), (hz * 0.8, -40), (hz * 0.97, 0), (hz * 1.03, 0), (hz * 1.25, -40), (24000, -100)]


def _hinge(rng: Random, seconds: float) -> Signal:
    """Stick and slip: pulses that come faster and slower excite the door's iron."""
    count = int(seconds * RATE)
    t = np.arange(count) / count
    phase = np.cumsum(38.0 + 55.0 * np.sin(np.pi * t) ** 2 + 6.0 * slow(rng, count, 12, 1.0)) / RATE
    pulses = np.diff(np.floor(phase), prepend=0.0) * rng.uniform(0.5, 1.0, count)
    body = struck(rng, 0.09, [(710.0, 1.0, 0.05), (1180.0, 0.7, 0.04), (1930.0, 0.5, 0.03)], 0.2)
    size = count + len(body)
    creak = np.fft.irfft(np.fft.rfft(pulses, size) * np.fft.rfft(body, size), size)[:count]
    return np.asarray(0.26 * creak * np.sin(np.pi * t) ** 0.7)


def _foot(rng: Random) -> Signal:
    """Heel, then sole, on stone."""
    modes = [(rng.uniform(95, 115), 0.6, 0.06), (230.0, 0.4, 0.05), (640.0, 0.2, 0.03)]
    heel = struck(rng, 0.25, modes, 0.3)
    sole = shaped_noise(rng, int(0.09 * RATE), [(20, -60), (200, -8), (700, 0), (2500, -12), (24000, -70)])
    t = np.arange(len(sole)) / RATE
    return laid([(0.0, heel), (0.07, 0.3 * sole * np.exp(-t / 0.02))], 0.3)


LOOPS: dict[str, Callable[[Random], Signal]] = {"corridor-hum": corridor_hum, "cell-night": cell_night}
EFFECTS: dict[str, Callable[[Random], Signal]] = {"hatch": hatch, "bolt": bolt, "steps": steps, "drip": drip}


def make_loop(name: str) -> Sound:
    """Give a loop, (n, 2) float32 at 48 kHz, at LOUD."""
    sound = LOOPS[name](_seeded(name)).astype(np.float32)
    gain = 10 ** ((LOUD - loudness(np.concatenate([sound, sound]))) / 20)
    turn = len(sound) // 2  # the limiter runs over the seam too
    once = limited(np.concatenate([sound[turn:], sound, sound[:turn]]) * np.float32(gain), PEAK_DB)
    return once[len(sound) - turn : 2 * len(sound) - turn]


def make_effect(name: str) -> Sound:
    """Give an effect, (n, 2) float32 at 48 kHz: its loudest 400 ms at LOUD, its tail faded out."""
    sound = EFFECTS[name](_seeded(name))
    loud = np.flatnonzero(np.abs(sound).max(axis=1) > np.abs(sound).max() * 1e-3)
    sound = sound[: loud[-1]] * np.minimum(1.0, np.arange(loud[-1])[::-1] / (0.15 * RATE))[:, None]
    whole = sound.astype(np.float32)
    window = int(0.4 * RATE)
    moments = [loudness(whole[at : at + window]) for at in range(0, max(1, len(whole) - window), RATE // 10)]
    return limited(whole * np.float32(10 ** ((LOUD - max(moments)) / 20)), PEAK_DB)


def _seeded(name: str) -> Random:
    return np.random.default_rng(list(name.encode()))


def make_all(audio: Path) -> list[Path]:
    """Write every loop and effect below ``audio``; give the files. Raises MachineError where PyAV is missing."""
    for folder in ("ambience", "effects"):
        (audio / folder).mkdir(parents=True, exist_ok=True)
    loops = [write_loop(audio / "ambience" / f"{name}.opus", make_loop(name), 144_000) for name in LOOPS]
    return loops + [
        write_opus(audio / "effects" / f"{name}.opus", make_effect(name), 72_000) for name in EFFECTS
    ]


if __name__ == "__main__":
    make_all(Path("audio"))
