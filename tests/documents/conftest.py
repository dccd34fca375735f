"""A small content of its own: sounds of a tenth of a second, two targets; and how a corpus file is loaded."""

import shutil
import wave
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from prisonersvoice_ar.authoring.care import Surroundings, care_of
from prisonersvoice_ar.authoring.release import Release
from prisonersvoice_ar.documents import Content, Loaded, load_campaign, load_scene, load_targets
from prisonersvoice_ar.documents.lens import read_lens
from prisonersvoice_ar.documents.lower.manifest import file_hash
from prisonersvoice_ar.documents.notes import read_notes
from prisonersvoice_ar.documents.translations import read_translations

CORPUS = Path(__file__).resolve().parent.parent / "scenes"

VOICES = {
    "x-001": 1.2,
    "x-002": 1.2,
    "half-a-second": 0.5,
    "one-second": 1.0,
    "two-seconds": 2.0,
    "three-seconds": 3.0,
    "three-seconds-b": 3.0,
    "three-seconds-c": 3.0,
    "nine-seconds": 9.0,
    "thirty-seconds": 30.0,
    "thirty-seconds-b": 30.0,
    "thirty-seconds-c": 30.0,
    "thirty-seconds-d": 30.0,
    "spoken-before": 3.0,
    "st-001": 3.0,
    "st-002": 3.0,
}
"""voices for what is looked at with care; names without a number belong to no scene's lines"""


def write_wav(path: Path, seconds: float = 0.1) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * int(8000 * seconds))


def make_content(root: Path) -> Content:
    """Lay out content under ``root``; its scenes are the corpus."""
    content = Content.at(root)
    for language in ("uk", "en"):
        for name, seconds in VOICES.items():
            write_wav(content.audio / language / f"{name}.wav", seconds)
        (content.audio / language / "x-broken.ogg").write_bytes(b"no sound at all")
    write_wav(content.audio / "effects" / "bolt.wav", 0.25)
    (content.audio / "effects" / "broken.wav").write_bytes(b"RIFF....")
    write_wav(content.audio / "ambience" / "hum.wav")
    (content.audio / "uk" / "voices.yaml").write_text(
        "synthetic: true\nmade_with: a test\n", encoding="utf-8"
    )
    (content.audio / "uk" / "recorded.mp3").write_bytes(b"ID3")
    spoken = content.audio / "en" / "spoken-before.wav"
    write_wav(spoken, 3.0)
    (content.audio / "en" / "voices.yaml").write_text(
        f"synthetic: false\nlines: {{spoken-before: {{state: recorded, text_hash: 0123456789ab, file_hash: {file_hash(spoken)}}}}}\n",
        encoding="utf-8",
    )
    content.markers.parent.mkdir()
    shutil.copy(CORPUS / "valid" / "markers-two.yaml", content.markers)
    shutil.copy(CORPUS / "valid" / "actions-two.yaml", content.actions)
    shutil.copytree(CORPUS, content.scenes)
    return content


def load_by_name(path: Path, content: Content) -> Loaded[Any]:
    """Load a file of the corpus as what the first word of its name says; a scene unless another is named."""
    kind = (path.parent if path.name == "scene.yaml" else path).name.split("-")[0]
    if kind == "markers":
        return load_targets(path, content.root)
    if kind == "actions":
        return load_campaign(path, content.root)
    if kind == "lens":
        return read_lens(path)
    if kind == "translations":
        return read_translations(path, content.root)
    if kind == "notes":
        return read_notes(path, content.root)
    scene = load_scene(path, content)
    if kind in {"care", "release"}:
        further = _released(content) if kind == "release" else None
        return care_of(path, scene, Surroundings(content), further)
    return scene


class _NoBar:
    def update(self, n: float) -> None:
        pass

    def close(self) -> None:
        pass


def _released(content: Content) -> Release:
    """A release whose scenes are not drawn; those of the corpus have no voices, so nothing is measured either."""
    return Release(
        content.root, date(2026, 11, 28), lambda _scene, _bars: [], lambda _steps, _what, _scene: _NoBar()
    )


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return make_content(tmp_path_factory.mktemp("вміст з пробілом"))


@pytest.fixture
def own_content(tmp_path: Path) -> Content:
    """The same for a test that changes it."""
    return make_content(tmp_path / "content")


@pytest.fixture(scope="session")
def load_any(content: Content) -> Callable[[str], Loaded[Any]]:
    """Load ``valid/…`` or ``invalid/…`` by its path in the corpus."""
    return lambda name: load_by_name(content.scenes / name, content)
