"""What a machine speaks in nobody's stead: marked, said right, only where no person has."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.authoring.voices import placeholder, speech
from prisonersvoice_ar.authoring.voices.manifest import read
from prisonersvoice_ar.authoring.voices.mark import SECONDS, is_marked, marked
from prisonersvoice_ar.authoring.voices.pronounce import hard_words
from prisonersvoice_ar.authoring.voices.reading import read_recording
from prisonersvoice_ar.authoring.voices.speech import given
from prisonersvoice_ar.authoring.voices.spoken import spoken
from prisonersvoice_ar.authoring.voices.state import State, missing, roll, state_of
from prisonersvoice_ar.authoring.voices.stress import respelled
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.media import probe
from prisonersvoice_ar.media.loudness import loudness, true_peak
from tests.authoring.voice_makers import beat, make_scene, reload, write_wav
from tests.authoring.voice_makers import speech as buzz

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is an author's tool")
ONE = {"tv-001": ("Це ліжко.", "A bunk."), "tv-002": ("Одна лампа.", "A lamp.")}


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
def test_a_language_without_a_voice_is_named() -> None:
    with pytest.raises(MachineError, match='has no voice "crh"') as caught:
        speech.speak("Merhaba.", "crh")
    assert "--lang" in caught.value.advice


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        ("У ШІЗО, знов ШІЗО.", {"ШІЗО": "ши-зо́"}, ["ШІЗО"]),
        ("ШІЗОфренія, у шізо", {"ШІЗО": "ши-зо́"}, []),
        ("Замок і замок", {"замок": "за́мок"}, ["Замок", "замок"]),
        ("п'ять і пʼять", {"п’ять": "пйать"}, ["п'ять", "пʼять"]),
        ("Новий Узень", {"Узень": "1", "Новий Узень": "2"}, ["Новий Узень"]),
    ],
)
def test_hard_words_are_met_whole(text: str, said: dict[str, str], found: list[str]) -> None:
    assert [word.written for word in hard_words(text, said)] == found


@pytest.mark.parametrize(
    ("said", "language", "sounds", "given_as"),
    [
        ("за́мок", "uk", "zam'ok", "[[z'amok]]"),
        ("замо́к", "uk", "z'amok", "[[zam'ok]]"),
        ("ши-зо́", "uk", "S'izV", "[[Siz'o]]"),
        ("shee-ZOH", "en", "z'oU", "[[zoUz'oU]]"),
        ("ес-о-ес", "uk", "", "ес-о-ес"),  # no stress is given
        ("за́мок", "uk", "zmok", "замок"),  # other vowels are heard than stand there: nothing is guessed
        ("Simfero\u0301pol", "en", "", "Simferopol"),  # no language whose vowels can be counted
    ],
)
def test_stress_is_given_as_espeak_understands_it(
    said: str, language: str, sounds: str, given_as: str
) -> None:
    assert respelled(said, language, lambda _: sounds) == given_as


@needs_espeak
def test_espeak_says_the_stress_where_it_belongs() -> None:
    text = given("Це замок [[x]] у ШІЗО.", "uk", {"замок": "замо́к", "ШІЗО": "ши-зо́"})
    assert text == "Це [[zam'ok]] x у [[Siz'o]]."
    assert "Siz'o" in speech.phonemes("uk", text)
    assert "S'iz" in speech.phonemes("uk", "ШІЗО")  # as it would be said otherwise


def test_the_two_tones_are_known_again_and_no_speech_is_taken_for_them() -> None:
    voice = buzz(1.0, around=0.0).astype(np.float32)[:, None]
    assert is_marked(marked(voice))
    assert not is_marked(voice)
    assert not is_marked(marked(voice)[9_000:])
    assert not is_marked(np.zeros((48_000, 1), np.float32))


def states(content: Content) -> list[State]:
    return [state_of(line, "uk") for line in reload(content).beats["one"].say]


@needs_espeak
def test_placeholders_are_marked_levelled_and_only_made_where_nobody_speaks(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    person = write_wav(content.audio / "uk" / "tv-002.wav", buzz(1.0))
    before = person.read_bytes()
    (report,) = placeholder.make_voices(scene, content.audio, ("uk",))
    assert (report.made, report.recorded) == (("tv-001",), ("tv-002",))
    assert person.read_bytes() == before
    assert not (content.audio / "uk" / "tv-002.opus").exists()
    assert states(content) == [State.SYNTHETIC, State.RECORDED]
    path = content.audio / "uk" / "tv-001.opus"
    sound = read_recording(path).sound
    assert is_marked(sound)
    assert loudness(sound[round(SECONDS * 48_000) :]) == pytest.approx(-19.0, abs=0.6)
    assert 20 * np.log10(true_peak(sound)) <= -1.0
    assert probe(path).channels == 1
    first = path.read_bytes()
    (again,) = placeholder.make_voices(reload(content), content.audio, ("uk",), anew=True)
    assert again.made == ("tv-001",)
    assert path.read_bytes() == first


@needs_espeak
def test_only_what_changed_is_spoken_again(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    placeholder.make_voices(scene, content.audio, ("uk",))
    path = content.scenes / "trial" / "scene.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Одна лампа.", "Одне вікно."), encoding="utf-8")
    assert roll(reload(content), "uk", content.audio).changed == ("tv-002",)
    (report,) = placeholder.make_voices(reload(content), content.audio, ("uk",))
    assert (report.made, report.kept) == (("tv-002",), ("tv-001",))
    path.write_text(text.replace("ШІЗО: ", 'ліжко: "лі́жко", ШІЗО: '), encoding="utf-8")
    (report,) = placeholder.make_voices(reload(content), content.audio, ("uk",))
    assert report.made == ("tv-001", "tv-002")  # a word is said otherwise; the words are the old ones again
    path.write_text(text.replace("tv-001", "tv-009"), encoding="utf-8")
    (report,) = placeholder.make_voices(reload(content), content.audio, ("uk",))
    assert (report.made, report.removed) == (("tv-009",), ("tv-001",))
    assert not (content.audio / "uk" / "tv-001.opus").exists()


@needs_espeak
def test_a_line_that_several_scenes_share_is_not_taken_away_by_one_of_them(tmp_path: Path) -> None:
    _, content = make_scene(tmp_path, ONE)
    shared = content.scenes / "_shared" / "part.yaml"
    shared.parent.mkdir()
    shared.write_text(
        "format: 1\nbeats:\n" + beat("part", {"sh-001": ("Лист.", "A letter.")}, "then: one"),
        encoding="utf-8",
    )
    path = content.scenes / "trial" / "scene.yaml"
    alone = path.read_text(encoding="utf-8")
    path.write_text(alone.replace("beats:\n", "beats:\n  - include: part\n"), encoding="utf-8")
    (report,) = placeholder.make_voices(reload(content), content.audio, ("uk",))
    assert "sh-001" in report.made
    path.write_text(alone, encoding="utf-8")
    (report,) = placeholder.make_voices(reload(content), content.audio, ("uk",))
    assert report.removed == ()
    assert (content.audio / "uk" / "sh-001.opus").exists()


@needs_espeak
def test_an_interrupt_leaves_no_placeholder_that_passes_for_a_persons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, content = make_scene(tmp_path, ONE)

    def tick() -> None:
        raise KeyboardInterrupt

    heard: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        placeholder.make_voices(scene, content.audio, ("uk",), heard=lambda: heard.append(1), tick=tick)
    assert len(heard) == 2, "the bar moves while a machine speaks, not only when files are made"
    assert states(content) == [State.SYNTHETIC, State.MISSING]


@needs_espeak
def test_what_a_person_wrote_into_voices_yaml_is_kept(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, ONE)
    folder = content.audio / "uk"
    write_wav(folder / "tv-002.wav", buzz(1.0))
    (folder / "voices.yaml").write_text(
        "# ours since 2025\nsynthetic: true\nnote: by hand\n", encoding="utf-8"
    )
    placeholder.make_voices(scene, content.audio, ("uk",))
    assert read(folder).note == "by hand"
    assert "ours since 2025" in (folder / "voices.yaml.before").read_text(encoding="utf-8")
    # all of it was said to be a machine's, so it was spoken anew
    assert states(content) == [State.SYNTHETIC, State.SYNTHETIC]


def test_without_espeak_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech.shutil, "which", lambda _: None)
    with pytest.raises(MachineError, match="espeak-ng is not installed") as caught:
        speech.speak("Це ліжко.", "uk")
    assert "apt install espeak-ng" in caught.value.advice


def test_what_is_missing_is_listed_by_language_with_what_fits_no_line(tmp_path: Path) -> None:
    _, content = make_scene(tmp_path, ONE)
    write_wav(content.audio / "uk" / "tv-001.wav", buzz(1.0))
    (content.audio / "uk" / "voices.yaml").write_text(
        'synthetic: true\nlines:\n  tv-077: {state: recorded, scene: trial, file_hash: "123456789abc"}\n',
        encoding="utf-8",
    )
    code, text = missing(reload(content), ("uk", "en"), content.audio)
    assert code == 1
    assert "  missing       1  nobody speaks it\n                  tv-002" in text
    assert "tv-077" in text
    write_wav(content.audio / "uk" / "tv-002.wav", buzz(1.0))
    assert missing(reload(content), ("uk",), content.audio)[0] == 0
