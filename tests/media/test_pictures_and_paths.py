import os
from pathlib import Path

import media_makers as makers
import pytest

from prisonersvoice_ar.media import MediaError, PictureFile, inside, kind_of, probe_picture


def write(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_png_and_jpeg(tmp_path: Path) -> None:
    assert probe_picture(write(tmp_path, "a.png", makers.png())) == PictureFile(3, 2, "png")
    assert probe_picture(write(tmp_path, "a.jpg", makers.jpeg(640, 480))) == PictureFile(640, 480, "jpeg")
    assert probe_picture(write(tmp_path, "a.JPEG", makers.jpeg(8192, 1, 0xC2))).width == 8192


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.png", makers.png(20000, 20000), "20000×20000 pixels"),
        ("a.png", makers.png(8193, 1), "8193×1"),
        ("a.png", makers.png(0, 5), "no size"),
        ("a.png", makers.png(depth=3), "header is damaged"),
        ("a.png", makers.png().replace(b"\x00\x03", b"\x00\x04", 1), "header is damaged"),
        ("a.png", makers.png()[:-1], "ends before"),
        ("a.png", makers.png()[:20], "ends before"),
        ("a.png", makers.jpeg(), "not a PNG"),
        ("a.jpg", makers.png(), "not a JPEG"),
        ("a.jpg", makers.jpeg()[:-1], "ends before"),
        ("a.jpg", makers.jpeg(9000, 9000), "9000×9000"),
        ("a.jpg", makers.jpeg(frame=0xC3), "kind that is not taken"),
        ("a.gif", b"GIF89a", "“.gif” files"),
        ("a.svg", b"<svg/>", "“.svg” files"),
    ],
)
def test_each_wrong_picture_is_refused_in_one_line(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(MediaError) as caught:
        probe_picture(write(tmp_path, name, data))
    assert says in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.advice


@pytest.mark.parametrize("name", ["cell.bam", "cell.egg", "font.ptf", "cell.gltf", "x.pz", "run.py"])
def test_dangerous_kinds_are_refused(name: str) -> None:
    with pytest.raises(MediaError, match="not taken here"):
        kind_of(name)


@pytest.mark.parametrize("path", ["a.opus", "sounds/a.opus", "./sounds/../a.opus", "з’їзд/а.opus"])
def test_paths_inside_are_resolved(tmp_path: Path, path: str) -> None:
    assert inside(tmp_path, path).is_relative_to(tmp_path.resolve())


@pytest.mark.parametrize(
    "path",
    [
        "../a.opus",
        "sounds/../../a.opus",
        "/etc/passwd",
        "C:\\a.opus",
        "C:a.opus",
        "..\\a.opus",
        "",
        " ",
        "a\0b",
        "a\nb",
        "NUL",
        "sounds/con.opus",
        "\\\\host\\share\\a.opus",
    ],
)
def test_paths_that_leave_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(MediaError) as caught:
        inside(tmp_path, path)
    assert "\n" not in caught.value.message


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="no symbolic links for everybody")
def test_a_link_that_leaves_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "out").symlink_to(tmp_path)
    with pytest.raises(MediaError, match="leads out of content/"):
        inside(tmp_path / "content", "out/secret.opus")
