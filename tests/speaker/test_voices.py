"""The tool that speaks placeholders, and what it made."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.authoring import speech, voice
from prisonersvoice_ar.authoring.spoken import spoken
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.script.model import Beat, Branch, CellPlan, Line, Scene
from prisonersvoice_ar.documents import Content, load_scene
from prisonersvoice_ar.media import probe
from prisonersvoice_ar.media.loudness import RATE, loudness, true_peak
from prisonersvoice_ar.speaker.reader import Reader

ROOT = Path(__file__).parents[2]
needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is an author's tool")


def scene(**texts: str) -> Scene:
    lines = tuple(Line(name.replace("_", "-"), {"uk": text}) for name, text in texts.items())
    beat = Beat("one", (Branch("actions"),), say=lines)
    place = CellPlan("punishment-cell", (2, 3, 2.5))
    return Scene(
        "trial",
        {},
        {},
        "composite",
        {},
        (),
        14,
        1,
        place,
        "seated",
        (),
        {},
        0.05,
        {"one": beat},
        "one",
        ("uk",),
    )


def whole(path: Path) -> np.ndarray:
    reader = Reader(str(path))
    return reader.take(round(probe(path).seconds * RATE))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("У 2021 році", "У дві тисячі двадцять першому році"),
        ("у червні 2024 року", "у червні дві тисячі двадцять четвертого року"),
        ("2023 рік", "дві тисячі двадцять третій рік"),
        ("у 2013 році", "у дві тисячі тринадцятому році"),
        ("в’язень", "в'язень"),
        ("221 в’язень", "221 в'язень"),
    ],
)
def test_ukrainian_is_put_into_words(text: str, said: str) -> None:
    assert spoken(text, "uk") == said


@needs_espeak
def test_only_changed_lines_are_spoken_again_and_a_recording_is_left_alone(tmp_path: Path) -> None:
    first = voice.make_voices(scene(tr_001="Це ліжко.", tr_002="Одна лампа."), tmp_path)[0]
    assert first.made == ("tr-001", "tr-002")
    kept = (tmp_path / "uk" / "tr-001.opus").read_bytes()
    second = voice.make_voices(scene(tr_001="Це ліжко.", tr_002="Одне вікно."), tmp_path)[0]
    assert (second.made, second.kept) == (("tr-002",), ("tr-001",))
    assert (tmp_path / "uk" / "tr-001.opus").read_bytes() == kept
    (tmp_path / "uk" / "tr-002.opus").write_bytes(kept)  # an actor's, as far as the tool can tell
    third = voice.make_voices(scene(tr_002="Зовсім інше."), tmp_path)[0]
    assert (third.made, third.recorded, third.removed) == ((), ("tr-002",), ("tr-001",))
    assert not (tmp_path / "uk" / "tr-001.opus").exists()
    assert (tmp_path / "uk" / "tr-002.opus").read_bytes() == kept


@needs_espeak
def test_a_placeholder_is_trimmed_levelled_and_the_same_each_time(tmp_path: Path) -> None:
    made = scene(tr_001="Шість квадратних метрів, не рахуючи санвузла.")
    voice.make_voices(made, tmp_path / "a")
    voice.make_voices(made, tmp_path / "b")
    path = tmp_path / "a" / "uk" / "tr-001.opus"
    assert path.read_bytes() == (tmp_path / "b" / "uk" / "tr-001.opus").read_bytes()
    sound = whole(path)
    assert loudness(sound[:, :1]) == pytest.approx(-19.0, abs=0.6)
    assert 20 * np.log10(true_peak(sound)) <= -1.0
    loud = np.flatnonzero(np.abs(sound[:, 0]) > 0.02)
    assert loud[0] < 0.1 * RATE
    assert len(sound) - loud[-1] < 0.3 * RATE
    assert probe(path).channels == 1


def test_without_espeak_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech.shutil, "which", lambda _: None)
    with pytest.raises(MachineError, match="espeak-ng is not installed") as caught:
        speech.speak("Це ліжко.", "uk")
    assert "apt install espeak-ng" in caught.value.advice


@pytest.mark.parametrize("language", ["uk", "en"])
def test_what_ships_is_spoken_from_the_scenes_own_words(language: str) -> None:
    loaded = load_scene(ROOT / "scenes" / "fifteen-days", Content.at(ROOT))
    assert loaded.value is not None
    manifest = voice._read(ROOT / "audio" / language / "voices.yaml")
    lines = [line for beat in loaded.value.beats.values() for line in beat.say]
    assert len(lines) > 20
    for line in lines:
        spoken_of = manifest.lines[line.id]["text_hash"]
        assert spoken_of == voice.text_hash(line.text[language], language), (
            f"{line.id}: run the voice tool again"
        )
        assert line.voices[language].synthetic


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
