"""Whatever is wrong: one clear line that names the place and the mend, and the right exit code."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.program import ROOT, run

Prepare = Callable[[Path], list[object]]


def _write(name: str, content: bytes) -> Prepare:
    def prepare(home: Path) -> list[object]:
        (home / name).write_bytes(content)
        return ["--source", home / name]

    return prepare


def _truncated(home: Path) -> list[object]:
    whole = (ROOT / "prisonersvoice_ar/demo/card.mp4").read_bytes()
    (home / "truncated.mp4").write_bytes(whole[: len(whole) // 3])
    return ["--source", home / "truncated.mp4"]


def _intrinsics(text: str) -> Prepare:
    def prepare(home: Path) -> list[object]:
        (home / "lens.yaml").write_text(text, encoding="utf-8")
        return ["--source", "demo", "--camera-matrix", home / "lens.yaml"]

    return prepare


def _scene(home: Path) -> list[object]:
    broken = home / "scenes" / "broken"
    broken.mkdir(parents=True)
    text = (ROOT / "scenes/fifteen-days/scene.yaml").read_text("utf-8")
    (broken / "scene.yaml").write_text(text.replace("    say:", "    sya:", 1), encoding="utf-8")
    return [broken]


def _words(*words: object) -> Prepare:
    return lambda home: list(words)


CASES: dict[str, tuple[Prepare, int, list[str]]] = {
    "language": (_words("--lang", "tlh"), 2, ["tlh", "uk, en"]),
    "mode": (_words("--mode", "hologram"), 2, ["hologram", "diorama"]),
    "size": (_words("--size", "large"), 2, ["large", "1280x720"]),
    "marker without size": (_words("--dictionary", "DICT_4X4_50"), 2, ["--marker-mm"]),
    "no such scene": (_words("nowhere"), 2, ["nowhere", "fifteen-days"]),
    "no such dictionary": (_words("--dictionary", "DICT_9X9", "--marker-mm", "80"), 2, ["DICT_9X9"]),
    "no such video": (_words("--source", "./nowhere.mp4"), 3, ["nowhere.mp4"]),
    "no such camera": (_words("--source", "/dev/video97"), 3, ["/dev/video97"]),
    "not a camera": (_words("--source", "/dev/null"), 3, ["/dev/null"]),
    "nobody streams": (_words("--source", "http://127.0.0.1:9/cam.mjpg"), 3, ["127.0.0.1"]),
    "nobody streams rtsp": (_words("--source", "rtsp://127.0.0.1:9/cam"), 3, ["127.0.0.1"]),
    "empty video": (_write("empty.mp4", b""), 3, ["empty.mp4"]),
    "no video": (_write("letter.mp4", b"Dear friend, " * 200), 3, ["letter.mp4"]),
    "truncated video": (_truncated, 3, ["truncated.mp4"]),
    "record a live source": (_words("--source", "0", "--record", "film.mp4"), 2, ["live"]),
    "lens of another shape": (
        _intrinsics("width: 640\nheight: 480\nfx: 500\nfy: 500\ncx: 319.5\ncy: 239.5\nmodel: brown\n"),
        1,
        ["640", "1280"],
    ),
    "lens with a broken key": (_intrinsics("width: 1280\nheight: 720\nfx: many\n"), 1, ["lens.yaml", "fx"]),
    "scene with a mistake": (_scene, 1, ["sya", "say", "scene.yaml:"]),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_one_clear_line(case: str, tmp_path: Path) -> None:
    prepare, code, words = CASES[case]
    arguments = prepare(tmp_path)
    ended = run(tmp_path, "run", "--headless", "--frames", 10, "--report", tmp_path / "r.json", *arguments)
    assert ended.code == code, ended.text
    for word in words:
        assert word in ended.err
    assert not (tmp_path / "r.json").exists(), "nothing was measured, so nothing is reported"
