"""Where the speech is in a recording, and how it is made as loud as it should be."""

import numpy as np
import pytest

from prisonersvoice_ar.authoring.voices.levelling import level_of, levelled
from prisonersvoice_ar.authoring.voices.remarks import words_of
from prisonersvoice_ar.authoring.voices.sounding import Sounding, sounding
from prisonersvoice_ar.media.loudness import gated, loudness, powers, true_peak
from tests.authoring.voice_makers import RATE, speech


def heard(sound: np.ndarray) -> Sounding | None:
    return sounding(sound.astype(np.float32)[:, None])


def test_silence_is_cut_off_and_a_moment_of_it_kept() -> None:
    found = heard(speech(2.0, around=1.5))
    assert found is not None
    assert 2.0 + 0.12 + 0.28 - 0.1 < found.seconds < 2.0 + 0.5
    assert found.noise_db == pytest.approx(-75.0, abs=2.5)
    assert found.voice_db - found.noise_db > 45


def test_a_breath_before_the_first_word_is_kept() -> None:
    sound = speech(2.0, around=1.5)
    plain = heard(sound)
    breath = slice(int(1.08 * RATE), int(1.42 * RATE))
    sound[breath] += np.random.default_rng(1).normal(size=int(1.42 * RATE) - int(1.08 * RATE)) * 10 ** (
        -60 / 20
    )
    with_breath = heard(sound)
    assert plain is not None
    assert with_breath is not None
    assert with_breath.seconds - plain.seconds > 0.25


def test_a_click_is_no_speech() -> None:
    sound = speech(2.0, around=1.5)
    sound[int(0.3 * RATE) : int(0.305 * RATE)] = 0.5
    found = heard(sound)
    assert found is not None
    assert found.seconds < 2.6


@pytest.mark.parametrize("level_db", [-200.0, -75.0])
def test_nobody_speaks(level_db: float) -> None:
    noise = np.random.default_rng(1).normal(size=2 * RATE) * 10 ** (level_db / 20)
    assert heard(noise) is None


def test_one_gain_for_all_and_what_is_soft_stays_soft() -> None:
    sounds = [heard(speech(2.0, level)) for level in (-40.0, -36.0, -46.0)]
    good = [one for one in sounds if one is not None]
    level = level_of(good, None, whole=True, sound=lambda at: good[at].sound)
    out = [levelled(one.sound, level.gain_db) for one in good]
    assert gated(np.concatenate([powers(one) for one in out])) == pytest.approx(-19.0, abs=0.3)
    assert loudness(out[0]) - loudness(out[2]) == pytest.approx(6.0, abs=0.4)
    assert max(20 * np.log10(true_peak(one)) for one in out) <= -2.0


def test_a_few_lines_more_get_the_gain_of_the_others() -> None:
    one = heard(speech(2.0, -40.0))
    assert one is not None
    first = level_of([one], None, whole=False, sound=lambda _: one.sound)
    assert (
        level_of([one], first.gain_db + 2.0, whole=False, sound=lambda _: one.sound).gain_db
        == first.gain_db + 2.0
    )
    apart = level_of([one], first.gain_db - 9.0, whole=False, sound=lambda _: one.sound)
    assert apart.gain_db == pytest.approx(first.gain_db)
    assert "9 dB softer" in apart.why.said(words_of("en"))
    assert apart.scene_db == apart.gain_db, "another session: its next lines are like these"
    shouted = level_of([one], first.gain_db + 20.0, whole=False, sound=lambda _: one.sound)
    assert shouted.gain_db == pytest.approx(first.gain_db)
    assert shouted.scene_db == first.gain_db + 20.0, (
        "left out for being loud and brought alone: the others' gain stays"
    )
    whole = level_of([one], first.gain_db + 2.0, whole=True, sound=lambda _: one.sound)
    assert whole.gain_db == pytest.approx(first.gain_db)
