"""What a --source text means."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.perception.source_spec import PathKind, SourceSpec, parse_source


def on_disk(text: str) -> PathKind:
    known: dict[str, PathKind] = {
        "pictures": "folder",
        "film": "file",
        "/run/pipe": "pipe",
        "/dev/video2": "device",
        "a.mp4": "folder",
    }
    return known.get(text.replace("\\", "/"), "absent")


@pytest.mark.parametrize(
    ("text", "kind", "live"),
    [
        ("0", "camera", True),
        ("12", "camera", True),
        ("Logitech C920", "camera", True),
        ("USB 2.0 / UVC HD", "camera", True),
        ("/dev/video2", "camera", True),
        ("/dev/video9", "camera", True),
        ("/run/pipe", "pipe", True),
        ("http://192.168.1.7:8080/video", "stream", True),
        ("RTSP://host/cam", "stream", True),
        ("film", "video", False),
        ("away.MP4", "video", False),
        ("C:\\films\\away.mp4", "video", False),
        ("a.mp4", "folder", False),
        ("pictures", "folder", False),
        ("one.png", "folder", False),
        ("somewhere/", "folder", False),
        ("stub", "stub", False),
        ("stub:gradient", "stub", False),
    ],
)
def test_a_source_is_told_by_its_text(text: str, kind: str, live: bool) -> None:
    spec = parse_source(text, on_disk)
    assert (spec.kind, spec.live) == (kind, live)
    assert pickle.loads(pickle.dumps(spec)) == spec


@pytest.mark.parametrize(
    "text",
    ["", "  ", "ftp://host/x", "http://", "http://h:99999/x", "stub:other", "./nothing", "C:\\nothing"],
)
def test_what_can_be_no_source_is_refused_with_advice(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_source(text, on_disk)
    assert caught.value.advice


def test_a_real_path_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "no-suffix").write_bytes(b"x")
    assert parse_source(str(tmp_path / "no-suffix")).kind == "video"
    assert parse_source(str(tmp_path)).kind == "folder"


def test_a_streams_password_is_not_shown() -> None:
    assert SourceSpec("stream", "rtsp://me:secret@cam:554/1").label == "rtsp://cam:554/1"


@pytest.mark.parametrize("module", ["link", "settings", "source_spec", "slot"])
def test_what_the_app_imports_loads_neither_opencv_nor_mediapipe(module: str) -> None:
    code = (
        f"import sys, prisonersvoice_ar.perception.{module}\n"
        "print([name for name in ('cv2', 'mediapipe', 'panda3d') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
