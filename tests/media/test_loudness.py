import numpy as np
import pytest

from prisonersvoice_ar.media.loudness import RATE, Limiter, limited, loudness, true_peak

T = np.arange(RATE * 3) / RATE


def sine(hz: float, peak: float, phase: float = 0.0) -> np.ndarray:
    return (peak * np.sin(2 * np.pi * hz * T + phase)).astype(np.float32)[:, None]


def test_the_standards_own_calibration() -> None:
    # BS.1770-5: a 997 Hz sine at full scale in one channel measures −3.01 LUFS; both channels add 3 dB.
    assert loudness(sine(997, 1.0)) == pytest.approx(-3.01, abs=0.02)
    assert loudness(np.repeat(sine(997, 0.1), 2, axis=1)) == pytest.approx(-20.0, abs=0.02)


def test_silence_between_words_does_not_count() -> None:
    tone = sine(997, 0.1)
    assert loudness(np.concatenate([tone, tone * 0, tone * 0])) == pytest.approx(loudness(tone), abs=0.4)
    assert loudness(tone * 0) == -np.inf


def test_bass_counts_less() -> None:
    assert loudness(sine(40, 0.1)) < loudness(sine(997, 0.1)) - 4


def test_true_peak_finds_what_lies_between_the_samples() -> None:
    between = sine(RATE / 4, 1.0, np.pi / 4)
    assert np.abs(between).max() == pytest.approx(0.7071, abs=1e-3)
    assert true_peak(between) == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("seed", range(3))
def test_the_limiter_holds_the_ceiling_and_leaves_the_rest_alone(seed: int) -> None:
    rng = np.random.default_rng(seed)
    loud = np.repeat(rng.normal(size=(RATE, 1)), 2, axis=1).astype(np.float32) * 0.5
    loud *= (rng.uniform(size=(RATE, 1)) ** 6).astype(np.float32)
    out = limited(loud, -1.0)
    assert 20 * np.log10(true_peak(loud)) > -1.0
    assert 20 * np.log10(true_peak(out)) <= -1.0
    quiet = loud * np.float32(0.5 / np.abs(loud).max())
    assert np.array_equal(limited(quiet), quiet)


def test_the_limiter_gives_the_same_whatever_the_blocks() -> None:
    rng = np.random.default_rng(4)
    sound = rng.normal(size=(9600, 2)).astype(np.float32)
    whole, pieces = Limiter(), Limiter()
    once = np.concatenate([whole.process(sound[:4800]), whole.process(sound[4800:])])
    cuts = np.split(sound, [1, 7, 500, 481 * 3, 5000, 9000])
    assert np.allclose(np.concatenate([pieces.process(part) for part in cuts]), once, atol=1e-5)


def test_the_limiter_turns_down_before_the_peak_without_a_step() -> None:
    sound = sine(200, 0.5)[:RATE]
    sound[RATE // 2 : RATE // 2 + 40] *= 6
    out = limited(sound)
    gain = out[:, 0] / np.where(np.abs(sound[:, 0]) > 1e-3, sound[:, 0], np.nan)
    steps = np.abs(np.diff(gain))
    assert np.nanmax(steps) < 0.01
    assert np.nanmin(gain) < 0.5
