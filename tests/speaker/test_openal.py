"""What OpenAL needs beyond the contract: a lost device, no device, start-up, memory."""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from panda3d.core import AudioManager, AudioSound

from prisonersvoice_ar.speaker import openal, samples
from prisonersvoice_ar.speaker.openal import OpenAlSpeaker, open_openal
from prisonersvoice_ar.speaker.samples import SampleStore, halved

ROOT = Path(__file__).parents[2]


class Dead:
    """A manager of a machine whose card is gone."""

    def isValid(self) -> bool:
        return False

    def shutdown(self) -> None:
        pass


class Stuck:
    """A sound on a device that no longer moves."""

    def __getattr__(self, name: str) -> object:
        return lambda *_: None

    def getTime(self) -> float:
        return 0.03

    def status(self) -> object:
        return AudioSound.PLAYING


def started(sounds: dict[str, str]) -> OpenAlSpeaker:
    speaker = open_openal()
    assert speaker is not None
    speaker.update(0.0)
    speaker.ambience(sounds["bed"], -25.0, 0.0)
    speaker.say(sounds["line"], 2.0)
    until = time.monotonic() + 5.0
    while len(speaker._handles) < 2 and time.monotonic() < until:
        time.sleep(0.01)
        speaker.update(0.0)
    assert len(speaker._handles) == 2
    assert all(handle.status() == AudioSound.PLAYING for handle in speaker._handles.values())
    return speaker


def test_a_lost_device_is_opened_anew_and_the_line_goes_on(sounds: dict[str, str]) -> None:
    speaker = started(sounds)
    lost = list(speaker._managers.values())
    for sound in speaker._handles:
        speaker._handles[sound] = Stuck()  # type: ignore[assignment]
    for frame in range(1, 54):
        speaker.update(frame / 30)
    assert all(isinstance(handle, AudioSound) for handle in speaker._handles.values())
    assert not any(manager in lost for manager in speaker._managers.values())
    time.sleep(0.05)
    speaker.update(54 / 30)
    line = speaker._handles[speaker.desk.line]  # type: ignore[index]
    assert line.status() == AudioSound.PLAYING
    assert line.getTime() > 1.0  # not from its beginning
    speaker.close()


def test_without_any_device_the_time_runs_and_the_card_is_found_when_it_comes(
    sounds: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker = started(sounds)
    there = False
    speaker._make = lambda: AudioManager.createAudioManager() if there else Dead()  # type: ignore[return-value]
    speaker._reopen(0.0)
    speaker.effect(sounds["effect"])
    for frame in range(1, 31):
        speaker.update(frame / 30)
    assert speaker.line_position() == pytest.approx(1.0)
    assert speaker._handles == {}
    decoded = []
    monkeypatch.setattr(SampleStore, "_decode", lambda store, path: decoded.append(path))
    for frame in range(31, 66):
        speaker.update(frame / 30)
        time.sleep(0.002)
    assert speaker.line_position() is None
    assert decoded == [], "what nobody can play is not decoded"
    assert speaker._store._wanted == []
    monkeypatch.undo()
    there = True
    for frame in range(66, 200):
        speaker.update(frame / 30)
        time.sleep(0.001)
    assert [sound.bus for sound in speaker._handles] == ["ambience"]
    speaker.close()


def test_no_card_gives_the_silent_speaker_without_a_word_on_the_terminal() -> None:
    code = "from prisonersvoice_ar.speaker import open_speaker; print(open_speaker().description)"
    env = os.environ | {"ALSOFT_DRIVERS": "oss", "PYTHONPATH": str(ROOT)}  # a driver that no test machine has
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "no sound card: captions carry the story"
    assert done.stderr == ""


def test_importing_the_room_loads_no_engine() -> None:
    code = "import sys, prisonersvoice_ar.speaker; print([m for m in ('panda3d', 'av', 'yaml') if m in sys.modules])"
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def taken(store: SampleStore, path: str, within_s: float = 5.0) -> bytes | None:
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        done, wav = store.take(path)
        if done:
            return wav
        time.sleep(0.005)
    raise AssertionError(f"{path} does not get ready")


def ready(store: SampleStore) -> set[str]:
    """What lies ready once the store has nothing more to do."""
    until = time.monotonic() + 20.0
    while time.monotonic() < until:
        with store._changed:
            if store._next() is None:  # what is being decoded is not yet ready, so it would be named
                return set(store._ready)
        time.sleep(0.005)
    raise AssertionError("the store does not come to rest")


def test_the_store_decodes_ahead_in_order_and_only_as_far_as_the_room_goes(sounds: dict[str, str]) -> None:
    line, bed, other, effect = (sounds[name] for name in ("line", "bed", "other", "effect"))
    store = SampleStore(kept_bytes=400_000)  # the line takes 384 kB, the beds 192 kB each
    store.expect([line, bed, other])
    assert ready(store) == {line, bed}
    assert taken(store, effect) is not None, "what is wanted now needs no room"
    store.expect([other])
    assert ready(store) - {effect} == {bed, other}, "the oldest that nobody expects any more makes room"
    store.ask(line)
    assert ready(store) - {effect} == {line, bed, other}
    store.dismiss(line)
    store.expect([sounds["next"], bed, other])
    assert line not in ready(store), "what was asked for and is no longer wanted makes room as well"
    store.close()


def test_a_long_sound_is_given_once_and_made_again(
    sounds: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "LASTING", 300_000)
    store = SampleStore()
    first = taken(store, sounds["line"])
    assert sounds["line"] not in store._ready
    assert taken(store, sounds["line"]) == first
    assert taken(store, sounds["bed"]) is not None
    assert sounds["bed"] in store._ready, "a short one stays"
    store.close()


def test_long_sounds_are_halved_without_a_seam_or_an_alias() -> None:
    t = np.arange(48_000 * 2) / 48_000
    both = 8000 * np.stack([np.sin(2 * np.pi * 300 * t), np.sin(2 * np.pi * 17_000 * t)], axis=1)
    out = halved(both.astype(np.int16), lambda: None).astype(np.float64)
    assert out.shape == (48_000, 2)
    twice = np.concatenate([out[:, 0], out[:, 0]])
    bend = np.abs(twice[2:] - 2 * np.cos(2 * np.pi * 300 / 24_000) * twice[1:-1] + twice[:-2])
    assert bend.max() < 4.0
    assert np.abs(out[:, 0]).max() == pytest.approx(8000, rel=0.01)
    assert np.abs(out[:, 1]).max() < 8000 * 0.01


def test_nothing_is_left_in_memory_after_many_lines(sounds: dict[str, str]) -> None:
    speaker = started(sounds)
    for frame in range(1, 40):
        speaker.say(sounds["next"], 1.0)
        speaker.update(frame / 4)
    speaker.silence(0.0)
    speaker.update(20.0)
    speaker.update(21.0)
    files = speaker._files.scanDirectory(openal.MOUNT)
    assert speaker._handles == {}
    assert files.getNumFiles() == 0
    speaker.close()
