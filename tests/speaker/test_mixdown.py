"""The film's mix, measured: levels, ramps, ducking, pause, peaks, by the tones' own frequencies."""

import numpy as np
import numpy.typing as npt
import pytest

from prisonersvoice_ar.media.loudness import true_peak
from prisonersvoice_ar.speaker.mixdown import MixdownSpeaker

RATE = 48_000
LINE, NEXT, BED, OTHER, EFFECT = 1000.0, 1500.0, 300.0, 500.0, 3000.0


def level(mix: npt.NDArray[np.float32], hz: float, at: float, span: float = 0.1) -> float:
    """Amplitude in dBFS of ``hz`` in ``mix`` from ``at`` on."""
    part = mix[round(at * RATE) : round((at + span) * RATE), 0]
    t = np.arange(len(part)) / RATE
    window = np.hanning(len(part))
    found = 2 * abs(np.sum(part * window * np.exp(-2j * np.pi * hz * t))) / window.sum()
    return float(20 * np.log10(max(found, 1e-7)))


class Film:
    def __init__(self) -> None:
        self.speaker, self.now, self.parts = MixdownSpeaker(), 0.0, list[npt.NDArray[np.float32]]()
        self.speaker.update(0.0)

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 25)):
            self.now += 0.04
            self.parts.append(self.speaker.render_until(self.now))

    @property
    def mix(self) -> npt.NDArray[np.float32]:
        return np.concatenate(self.parts)


def test_the_mix_is_as_long_as_the_clock_in_any_steps() -> None:
    speaker = MixdownSpeaker(start=10.0)
    times = 10.0 + np.cumsum(np.random.default_rng(3).uniform(0.001, 0.2, 50))
    total = sum(len(speaker.render_until(float(t))) for t in times)
    assert total == round((times[-1] - 10.0) * RATE)
    assert speaker.render_until(float(times[-1])).shape == (0, 2)


def test_a_line_stands_at_its_time_and_level(sounds: dict[str, str]) -> None:
    film = Film()
    film.run(1.0)
    film.speaker.say(sounds["line"], 2.0)
    film.run(3.0)
    mix = film.mix
    assert np.flatnonzero(np.abs(mix[:, 0]) > 0.01)[0] / RATE == pytest.approx(1.005, abs=0.002)
    assert np.flatnonzero(np.abs(mix[:, 0]) > 0.01)[-1] / RATE == pytest.approx(3.005, abs=0.002)
    assert level(mix, LINE, 2.0) == pytest.approx(-6.0, abs=0.1)  # mono is not turned down
    assert np.array_equal(mix[:, 0], mix[:, 1])


def test_ambience_dips_under_speech_and_comes_back(sounds: dict[str, str]) -> None:
    film = Film()
    film.speaker.ambience(sounds["bed"], -24.0, 0.5)
    film.run(2.0)
    film.speaker.say(sounds["line"], 2.0)
    film.run(5.0)
    mix = film.mix
    assert level(mix, BED, 1.5) == pytest.approx(-30.0, abs=0.2)
    assert level(mix, BED, 3.0) == pytest.approx(-34.0, abs=0.2)
    assert level(mix, LINE, 3.0) - level(mix, BED, 3.0) == pytest.approx(28.0, abs=0.3)
    assert level(mix, BED, 5.5) == pytest.approx(-30.0, abs=0.2)
    assert level(mix, BED, 0.0) < -38.0  # it came in softly


def test_ambience_that_is_asked_for_too_loud_still_lies_20_db_under_speech(sounds: dict[str, str]) -> None:
    film = Film()
    film.speaker.ambience(sounds["bed"], 0.0, 0.0)
    film.speaker.say(sounds["line"], 2.0)
    film.run(2.0)
    assert level(film.mix, LINE, 1.0) - level(film.mix, BED, 1.0) >= 20.0


def test_cross_fade(sounds: dict[str, str]) -> None:
    film = Film()
    film.speaker.ambience(sounds["bed"], -20.0, 0.0)
    film.run(1.0)
    film.speaker.ambience(sounds["other"], -20.0, 1.0)
    film.run(2.0)
    mix = film.mix
    assert level(mix, BED, 1.45) == pytest.approx(-26.0 - 3.0, abs=0.8)
    assert level(mix, OTHER, 1.45) == pytest.approx(-26.0 - 3.0, abs=0.8)
    assert level(mix, BED, 2.2) < -90.0
    assert level(mix, OTHER, 2.2) == pytest.approx(-26.0, abs=0.2)


def test_a_loop_has_no_seam(sounds: dict[str, str]) -> None:
    film = Film()
    film.speaker.ambience(sounds["bed"], 0.0, 0.0)  # 300 whole periods: any gap breaks the sine
    film.run(2.8)
    mix = film.mix[:, 0].astype(np.float64)[4800:]
    bend = np.abs(mix[2:] - 2 * np.cos(2 * np.pi * BED / RATE) * mix[1:-1] + mix[:-2])
    assert bend.max() < 1e-3


def test_pause_is_silence_and_the_line_goes_on_where_it_was(sounds: dict[str, str]) -> None:
    film = Film()
    film.speaker.say(sounds["line"], 2.0)
    film.speaker.ambience(sounds["bed"], -20.0, 0.0)
    film.run(1.0)
    film.speaker.pause()
    film.run(1.0)
    film.speaker.resume()
    film.run(2.0)
    mix = film.mix
    assert np.abs(mix[round(1.1 * RATE) : round(2.0 * RATE)]).max() == 0.0
    assert level(mix, LINE, 2.3) == pytest.approx(-6.0, abs=0.2)
    assert (
        np.abs(mix[round(3.2 * RATE) :, 0]).max() < 0.1
    )  # 2 s of line and 1 s of pause are over; the bed is left


def test_the_mix_never_passes_the_ceiling(sounds: dict[str, str]) -> None:
    film = Film()
    film.run(0.2)
    film.speaker.say(sounds["loud"], 1.0)
    for _ in range(3):
        film.speaker.effect(sounds["effect"], 6.0)
    film.speaker.ambience(sounds["bed"], 6.0, 0.0)
    film.run(1.4)
    assert 20 * np.log10(true_peak(film.mix)) <= -1.0
    assert np.abs(film.mix).max() > 0.7


def test_cutting_a_line_makes_no_step(sounds: dict[str, str]) -> None:
    film = Film()
    film.speaker.say(sounds["line"], 2.0)
    film.run(0.52)
    film.speaker.stop_line()
    film.run(0.5)
    steps = np.abs(np.diff(film.mix[:, 0]))
    assert steps.max() <= 0.5 * 2 * np.pi * LINE / RATE * 1.05
    assert np.abs(film.mix[round(0.7 * RATE) :]).max() == 0.0


def test_volume_is_heard(sounds: dict[str, str]) -> None:
    film = Film()
    film.speaker.volume(0.5)
    film.run(0.2)
    film.speaker.say(sounds["line"], 2.0)
    film.run(1.0)
    assert level(film.mix, LINE, 0.6) == pytest.approx(-18.1, abs=0.2)
