"""A small scene with its content, and recordings that sound a little like speech."""

import shutil
import wave
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import av
import numpy as np

from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content, load_scene

RATE = 48_000
TARGETS = Path(__file__).resolve().parents[1] / "scenes" / "valid" / "markers-two.yaml"
LINES = {
    "tv-001": ("Перед вами камера. | Це макет.", "Before you is a cell. | It is a model."),
    "tv-002": ("У ШІЗО не дають побачень.", "There are no visits in ShIZO."),
    "tv-003": ("Це ліжко. Опускати його можна лише на ніч.", "This is the bunk. It is lowered at night."),
}
HEAD = """format: 1
id: {id}
title: {{uk: Проба, en: Trial}}
summary: {{uk: Проба., en: A trial.}}
testimony:
  kind: composite
  sources: {{s1: {{title: T, publisher: P, year: 2020, url: "https://example.org/a"}}}}
notice: {{themes: [confinement], age: 14, minutes: 1}}
pronounce: {{uk: {{ШІЗО: "ши-зо́"}}, en: {{ShIZO: "shee-ZOH"}}}}
place: {{cell: punishment-cell, size_m: [2.0, 3.0, 2.5], light: {{kind: bulb}}, objects: []}}
see: {{mode: seated}}
beats:
"""


def beat(name: str, says: Mapping[str, tuple[str, str]], then: str = "then: actions") -> str:
    rows = [f"  - id: {name}", "    say:" if says else "    rest: 5s"]
    for line, (uk, en) in says.items():
        rows.append(f'      - {{id: {line}, text: {{uk: "{uk}", en: "{en}"}}, cites: [s1], note: "calm"}}')
    return "\n".join([*rows, f"    {then}", ""])


def make_scene(
    root: Path, lines: Mapping[str, tuple[str, str]] = LINES, beats: str = "", name: str = "trial"
) -> tuple[Scene, Content]:
    """Write a scene below ``root`` and load it."""
    content = Content.at(root)
    path = content.scenes / name / "scene.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(id=name) + (beats or beat("one", lines)), encoding="utf-8")
    content.markers.parent.mkdir(exist_ok=True)
    shutil.copy(TARGETS, content.markers)
    return reload(content, name), content


def reload(content: Content, name: str = "trial") -> Scene:
    loaded = load_scene(content.scenes / name, content)
    assert loaded.value is not None, loaded.errors
    return loaded.value


def speech(
    seconds: float, level_db: float = -24.0, around: float = 0.8, noise_db: float = -75.0
) -> np.ndarray:
    """(n,) float64: syllables of a buzzing voice at ``level_db`` (RMS), quiet noise around and under them."""
    rng = np.random.default_rng(3)
    t = np.arange(int(seconds * RATE)) / RATE
    voice = sum(np.sin(2 * np.pi * 130 * k * t + k) / k for k in range(1, 24))
    voice = voice * (0.15 + np.abs(np.sin(2 * np.pi * 2.1 * t)))
    voice = voice / np.sqrt(np.mean(voice**2)) * 10 ** (level_db / 20)
    quiet = np.zeros(int(around * RATE))
    whole = np.concatenate([quiet, voice, quiet])
    return whole + rng.normal(size=len(whole)) * 10 ** (noise_db / 20)


@cache
def _buzz() -> np.ndarray:
    t = np.arange(12 * RATE) / RATE
    return sum(np.sin(2 * np.pi * 130 * k * t + k) / k for k in range(1, 24))


def write_wav(path: Path, sound: np.ndarray, rate: int = RATE) -> Path:
    """Write (n,) or (n, channels) as 16-bit PCM."""
    frames = sound[:, None] if sound.ndim == 1 else sound
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(frames.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(frames, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def write_as(path: Path, sound: np.ndarray, form: str, codec: str, *, layout: str, rate: int = RATE) -> Path:
    """Write (channels, n) at ``rate`` by PyAV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", format=form) as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        shape = av.AudioResampler(
            format=stream.codec_context.codec.audio_formats[0], layout=layout, rate=rate,
            frame_size=stream.codec_context.frame_size or 1024,
        )  # fmt: skip
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(sound, dtype=np.float32), format="fltp", layout=layout
        )
        frame.sample_rate, frame.pts = rate, 0
        for part in (*shape.resample(frame), *shape.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path
