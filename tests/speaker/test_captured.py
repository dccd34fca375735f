"""The real OpenAL mix, caught in a file by OpenAL's own wave driver, and looked at."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

ROOT = Path(__file__).parents[2]
RATE = 48_000


@pytest.fixture(scope="module")
def captured(
    sounds: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[npt.NDArray[np.float64], dict[str, Any]]:
    folder = tmp_path_factory.mktemp("captured")
    out, conf = folder / "mix.wav", folder / "alsoft.conf"
    conf.write_text(
        f"[general]\nfrequency={RATE}\nchannels=stereo\nsample-type=int16\n[wave]\nfile={out.as_posix()}\n"
    )
    env = os.environ | {"ALSOFT_DRIVERS": "wave", "ALSOFT_CONF": str(conf), "PYTHONPATH": str(ROOT)}
    program = Path(__file__).with_name("capture_story.py")
    done = subprocess.run(  # noqa: PLW1510 - looked at below, with what it said
        [sys.executable, str(program), json.dumps(sounds)],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    raw = out.read_bytes()
    body = raw.index(b"data") + 8  # the driver writes WAVEFORMATEXTENSIBLE, which the wave module refuses
    mix = np.frombuffer(raw[body : body + (len(raw) - body) // 4 * 4], "<i2").reshape(-1, 2) / 32768
    return mix, json.loads(done.stdout)


def levels(mix: npt.NDArray[np.float64], hz: float) -> npt.NDArray[np.float64]:
    """(n,) dBFS of ``hz`` in pieces of 20 ms."""
    size = RATE // 50
    parts = mix[: len(mix) // size * size, 0].reshape(-1, size)
    wave = np.exp(-2j * np.pi * hz * np.arange(size) / RATE) * np.hanning(size)
    return np.asarray(20 * np.log10(np.maximum(2 * np.abs(parts @ wave) / np.hanning(size).sum(), 1e-6)))


def spans(mix: npt.NDArray[np.float64], hz: float, over: float) -> list[tuple[float, float]]:
    """When ``hz`` is heard above ``over`` dBFS, in seconds."""
    loud = np.concatenate([[False], levels(mix, hz) > over, [False]])
    edges = np.flatnonzero(np.diff(loud.astype(int))) / 50
    return [(float(a), float(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def test_the_line_is_in_the_mix_at_its_time_in_two_pieces_around_the_pause(captured: Any) -> None:
    mix, report = captured
    asked = report["asked"]
    first, second = spans(mix, 1000, -20)
    origin = first[0] - asked["line"]  # the device's clock against the program's
    assert abs(origin) < 0.3
    assert first[1] - first[0] == pytest.approx(asked["pause"] - asked["line"], abs=0.15)
    assert second[0] - first[0] == pytest.approx(asked["resume"] - asked["line"], abs=0.15)
    assert first[1] - first[0] + second[1] - second[0] == pytest.approx(2.0, abs=0.2)
    effect = spans(mix, 3000, -20)
    assert len(effect) == 1
    assert effect[0][0] - first[0] == pytest.approx(asked["effect"] - asked["line"], abs=0.15)


def test_the_pause_is_silent(captured: Any) -> None:
    mix, _ = captured
    first, second = spans(mix, 1000, -20)
    held = mix[int((first[1] + 0.15) * RATE) : int((second[0] - 0.15) * RATE)]
    assert len(held) > 0.4 * RATE
    assert np.abs(held).max() < 1e-3


def test_the_voice_is_as_loud_as_its_file_and_the_ambience_20_db_under(captured: Any) -> None:
    mix, _ = captured
    first, _ = spans(mix, 1000, -20)
    middle = slice(int((first[0] + 0.5) * 50), int((first[1] - 0.1) * 50))
    voice = float(np.median(levels(mix, 1000)[middle]))
    bed = float(np.median(levels(mix, 300)[middle]))
    assert voice == pytest.approx(-6.0, abs=0.3)
    assert bed == pytest.approx(-34.0, abs=1.0)
    before = float(np.median(levels(mix, 300)[int((first[0] - 0.4) * 50) : int((first[0] - 0.1) * 50)]))
    assert before == pytest.approx(-30.0, abs=1.0)


def test_a_frame_never_waits_for_the_sound(captured: Any) -> None:
    _, report = captured
    assert np.median(report["costs"]) <= 0.0005
    assert max(report["stalls"]) <= 0.02
    assert report["description"].startswith("OpenAL")
