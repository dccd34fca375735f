"""Voices that are loud enough, and what is said where they are not; other questions have their scenes in the corpus."""

import wave
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.authoring.care import Surroundings, care_of
from prisonersvoice_ar.authoring.opus import write_opus
from prisonersvoice_ar.authoring.release import Bars, Filmed, Release, sounding
from prisonersvoice_ar.authoring.release.decoding import decode
from prisonersvoice_ar.authoring.voices.mark import marked
from prisonersvoice_ar.core.care.flashes import Flashes
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.problem import Problem, Severity
from prisonersvoice_ar.documents import Content, load_scene
from prisonersvoice_ar.speaker import desk

pytest.importorskip("av")

ROOT = Path(__file__).resolve().parents[3]
SCENE = """\
format: 1
id: loud
title: {uk: Гучність, en: Loudness}
summary: {uk: Коротко, en: In short}
testimony:
  kind: composite
  sources: {s1: {title: A report, publisher: A group, year: 2021, where: page 3}}
  reviews: [{role: legal, on: 2026-10-01}, {role: psychologist, on: 2026-10-03}]
notice: {themes: [confinement], age: 14, minutes: 1}
place: {cell: punishment-cell, size_m: [2, 3, 2.5]}
see: {mode: seated}
beats:
  - id: arrive
    ambience: {sound: hum, level_db: -28}
    say:
      - {id: one, text: {uk: "Ось камера, де нічого немає.", en: "Here is a cell, and nothing."}, cites: [s1]}
      - {id: two, text: {uk: "Ось стіна, на якій нічого немає.", en: "Here is a wall, and no more."}, cites: [s1]}
    then: rest
  - {id: rest, rest: 20s, then: actions}
"""
RATE = 48_000


def write_tone(path: Path, lufs: float, *, channels: int = 1, peak: float = 0.0) -> None:
    """Two and a half seconds of 997 Hz at ``lufs`` (of its channels); one sample stands at ``peak``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    time = np.arange(int(2.5 * RATE)) / RATE
    # a full-scale sine of 997 Hz in one channel is −3.01 LUFS (BS.1770)
    level = 10 ** ((lufs + 3.01 - 10 * np.log10(channels)) / 20)
    sound = np.repeat((level * np.sin(2 * np.pi * 997 * time))[:, None], channels, axis=1)
    if peak:
        sound[RATE] = peak
    with wave.open(str(path), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(np.round(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


class NoBar:
    """Counts, so that a bar is known to reach its end."""

    def __init__(self, steps: int) -> None:
        self.steps, self.done, self.closed = steps, 0.0, False

    def update(self, n: float) -> None:
        self.done += n

    def close(self) -> None:
        self.closed = True


def content_at(tmp_path: Path, **levels: float) -> Content:
    """The scene with voices of a level for each language (LUFS, mono), and an ambience (``hum``)."""
    content = Content.at(tmp_path / "вміст")
    (content.scenes / "loud").mkdir(parents=True)
    (content.scenes / "loud" / "scene.yaml").write_text(SCENE, encoding="utf-8")
    content.markers.parent.mkdir()
    content.markers.write_bytes((ROOT / "markers" / "markers.yaml").read_bytes())
    for lang in ("uk", "en"):
        for line in ("one", "two"):
            write_tone(content.audio / lang / f"{line}.wav", levels.get(lang, -19.0))
    write_tone(content.audio / "ambience" / "hum.wav", levels.get("hum", -30.0), channels=2)
    return content


def released(content: Content, film: object = None) -> tuple[list[Problem], list[NoBar]]:
    bars: list[NoBar] = []

    def bar(steps: int, _what: str, _scene: str) -> NoBar:
        bars.append(NoBar(steps))
        return bars[-1]

    release = Release(content.root, date(2026, 11, 28), film or (lambda _scene, _bars: []), bar)  # type: ignore[arg-type]
    path = content.scenes / "loud"
    loaded = load_scene(path, content)
    found = care_of(path, loaded, Surroundings(content), release).problems
    return list(found), bars


def test_what_is_as_it_should_be_is_told_nothing(tmp_path: Path) -> None:
    found, bars = released(content_at(tmp_path))
    assert found == []
    assert [(bar.steps, bar.done, bar.closed) for bar in bars] == [(5, 5, True)]


def test_too_soft_a_language_is_told_once_with_the_gain(tmp_path: Path) -> None:
    (found,), _ = released(content_at(tmp_path, en=-25.0))
    assert (found.code, found.severity, found.place.line) == ("voices-loudness", Severity.ERROR, 3)
    facts = dict(found.facts)
    assert (facts["language"], facts["wanted"]) == ("en", "-19")
    assert float(facts["gain"]) == pytest.approx(6.0, abs=0.2)


def test_stereo_has_another_number(tmp_path: Path) -> None:
    content = content_at(tmp_path)
    for line in ("one", "two"):
        write_tone(content.audio / "en" / f"{line}.wav", -16.0, channels=2)
    assert released(content)[0] == []


def test_a_peak_is_told_with_its_line(tmp_path: Path) -> None:
    content = content_at(tmp_path)
    write_tone(content.audio / "uk" / "two.wav", -19.0, peak=0.97)
    (found,), _ = released(content)
    assert (found.code, dict(found.facts)["line"]) == ("voice-peak", "two")
    assert found.place.line == SCENE[: SCENE.index("id: two")].count("\n") + 1


def test_ambience_over_the_voices_is_told_with_the_level_that_will_do(tmp_path: Path) -> None:
    content = content_at(tmp_path, hum=-2.0)
    found = [problem for problem in released(content)[0] if problem.code == "ambience-loud"]
    assert [dict(problem.facts)["sound"] for problem in found] == ["hum"]
    level = dict(found[0].facts)["level"]
    path = content.scenes / "loud" / "scene.yaml"
    path.write_text(path.read_text("utf-8").replace("level_db: -28", f"level_db: {level}"), encoding="utf-8")
    assert released(content)[0] == []


def test_silence_is_no_voice(tmp_path: Path) -> None:
    content = content_at(tmp_path)
    for line in ("one", "two"):
        write_tone(content.audio / "en" / f"{line}.wav", -120.0)
    assert "voices-silent" in {problem.code for problem in released(content)[0]}


def test_a_sound_that_a_header_praises_and_nobody_can_decode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = content_at(tmp_path)

    def broken(path: Path) -> object:
        if path.stem == "two":
            raise sounding.ContentError(f"{path.name}: cannot be decoded")
        return decode(path)

    decode = sounding.decode
    monkeypatch.setattr(sounding, "decode", broken)
    found, _ = released(content)
    assert {(problem.code, dict(problem.facts)["path"]) for problem in found} == {
        ("sound-unmeasured", "audio/uk/two.wav"),
        ("sound-unmeasured", "audio/en/two.wav"),
    }


def test_a_machines_voice_is_told_once_a_language(tmp_path: Path) -> None:
    content = content_at(tmp_path)
    (content.audio / "uk" / "voices.yaml").write_text("format: 1\nsynthetic: true\n", encoding="utf-8")
    (found,), _ = released(content)
    assert (found.code, dict(found.facts)["lines"]) == ("voices-synthetic", "one, two")


def test_a_machines_voice_that_passes_for_a_persons_is_told_by_its_tones(tmp_path: Path) -> None:
    content = content_at(tmp_path)
    tone = decode(content.audio / "uk" / "two.wav")
    write_opus(content.audio / "uk" / "two.opus", marked(tone), 48_000)
    (found,), _ = released(content)
    assert (found.code, dict(found.facts)["line"], found.severity) == ("voice-marked", "two", Severity.ERROR)


def test_flashes_are_told_of_their_beat(tmp_path: Path) -> None:
    def film(scene: Scene, _bars: Bars) -> Iterable[Filmed]:
        return [Filmed(next(iter(scene.beats)), Flashes("red", 3.5, 5, 0.4))]

    (found,), _ = released(content_at(tmp_path), film)
    assert found.message == '5 red flashes within a second, from 2.5 s into the beat "arrive"'
    assert found.place.line == SCENE[: SCENE.index("id: arrive")].count("\n") + 1


def test_what_cannot_be_drawn_or_measured_does_not_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blind(_scene: Scene, _bars: Bars) -> Iterable[Filmed]:
        raise MachineError("there is no OpenGL here", "install Mesa")

    def deaf(_path: Path) -> object:
        raise MachineError("measuring loudness needs PyAV", "install it")

    monkeypatch.setattr(sounding, "decode", deaf)
    found, bars = released(content_at(tmp_path), blind)
    assert {problem.code for problem in found} == {"flashes-unseen", "loudness-unknown"}
    assert all(problem.severity is Severity.ERROR for problem in found)
    assert all(bar.closed for bar in bars)


def test_ambience_is_weighed_as_the_speaker_plays_it() -> None:
    assert (sounding.DUCK_DB, sounding.MOST_DB) == (desk.DUCK_DB, desk.UNDER_SPEECH_DB)


def test_what_the_walk_proves_stops_a_release(tmp_path: Path) -> None:
    content = content_at(tmp_path)
    file = content.scenes / "loud" / "scene.yaml"
    never = (
        "    then: [{when: {flag: seen}, go: hidden}, {go: rest}]\n"
        "  - {id: hidden, set: {seen: true}, rest: 20s, then: actions}\n"
    )
    file.write_text(SCENE.replace("    then: rest\n", never), encoding="utf-8")
    found, _ = released(content)
    assert [(problem.code, problem.severity) for problem in found] == [("never-reached", Severity.ERROR)]
