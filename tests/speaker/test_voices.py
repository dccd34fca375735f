"""The voices and loops that ship."""

from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.documents import Content, load_scene
from prisonersvoice_ar.media import probe
from prisonersvoice_ar.media.loudness import RATE, loudness, true_peak
from prisonersvoice_ar.speaker.reader import Reader

ROOT = Path(__file__).parents[2]


def whole(path: Path) -> np.ndarray:
    reader = Reader(str(path))
    return reader.take(round(probe(path).seconds * RATE))


@pytest.mark.parametrize("language", ["uk", "en"])
def test_what_ships_is_a_machines_and_says_the_scenes_own_words(language: str) -> None:
    loaded = load_scene(ROOT / "scenes" / "fifteen-days", Content.at(ROOT))
    assert loaded.value is not None
    lines = [line for beat in loaded.value.beats.values() for line in beat.say]
    assert len(lines) > 20
    for line in lines:
        voice = line.voices[language]
        assert voice.synthetic, line.id
        assert not voice.stale, f"{line.id}: prisonersvoice voice fifteen-days --placeholder"


@pytest.mark.parametrize("language", ["uk", "en"])
def test_what_ships_is_as_loud_as_speech_should_be(language: str) -> None:
    sounds = [whole(path) for path in sorted((ROOT / "audio" / language).glob("*.opus"))[::3]]
    assert loudness(np.concatenate(sounds)[:, :1]) == pytest.approx(-19.0, abs=1.0)
    loudest = max(sounds, key=lambda sound: float(np.abs(sound).max()))
    at = int(np.abs(loudest[:, 0]).argmax())
    assert 20 * np.log10(true_peak(loudest[max(0, at - RATE // 4) : at + RATE // 4])) <= -1.0


@pytest.mark.parametrize("name", ["corridor-hum", "cell-night"])
def test_the_shipped_loops_turn_without_a_click(name: str) -> None:
    path = ROOT / "audio" / "ambience" / f"{name}.opus"
    seconds = probe(path).seconds
    reader = Reader(str(path), loop=True)
    twice = reader.take(round((seconds + 1.0) * RATE)).astype(np.float64)
    bend = np.abs(np.diff(twice, n=2, axis=0)).max(axis=1)
    seam = round(seconds * RATE)
    assert bend[seam - 12 : seam + 12].max() < 1.5 * bend[: seam - 100].max()
    assert loudness(twice.astype(np.float32)) == pytest.approx(-16.0, abs=1.5)


def test_all_sounds_together_are_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "audio").rglob("*.opus")) <= 4_000_000
