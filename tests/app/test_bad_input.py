"""Whatever is wrong: one clear line that names the place and the mend, the right exit code, nothing left."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.app.program import HURRIED, ROOT, SMALL, Ended, report, run

Prepare = Callable[[Path], list[object]]


def _write(name: str, content: bytes) -> Prepare:
    def prepare(home: Path) -> list[object]:
        (home / name).write_bytes(content)
        return ["--source", home / name]

    return prepare


def _truncated(home: Path) -> list[object]:
    """An MP4 whose index, at its end, was cut away: no player can open it."""
    whole = (ROOT / "prisonersvoice_ar/demo/card.mp4").read_bytes()
    media = whole.index(b"mdat") - 4
    (home / "truncated.mp4").write_bytes(whole[: whole.index(b"moov") - 4] + whole[media : media + 100_000])
    return ["--source", home / "truncated.mp4"]


def _empty_folder(home: Path) -> list[object]:
    (home / "pictures").mkdir()
    return ["--source", home / "pictures"]


def _broken_picture(home: Path) -> list[object]:
    (home / "pictures").mkdir()
    (home / "pictures" / "one.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    return ["--source", home / "pictures"]


def _lens(text: str) -> Prepare:
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


def _targets(home: Path) -> list[object]:
    text = (ROOT / "markers/markers.yaml").read_text("utf-8")
    assert "dictionary:" in text
    (home / "mine.yaml").write_text(text.replace("dictionary:", "dictionery:", 1), encoding="utf-8")
    return ["--targets", home / "mine.yaml"]


def _folder(option: str, name: str) -> Prepare:
    def prepare(home: Path) -> list[object]:
        (home / name).mkdir()
        return ["--source", "demo", option, home / name]

    return prepare


def _under_a_file(option: str, name: str) -> Prepare:
    """Not even root can make a file under a file."""

    def prepare(home: Path) -> list[object]:
        (home / "letter").write_text("dear friend")
        return ["--source", "demo", option, home / "letter" / name]

    return prepare


def _pipe(option: str, name: str) -> Prepare:
    """Root could put a file in a device's place: it is refused. (Never try this with one of /dev.)"""

    def prepare(home: Path) -> list[object]:
        os.mkfifo(home / name)
        return ["--source", "demo", option, home / name]

    return prepare


def _same(*options: str) -> Prepare:
    """One name behind all ``options``, of a film that is there."""

    def prepare(home: Path) -> list[object]:
        shutil.copyfile(ROOT / "prisonersvoice_ar/demo/card.mp4", home / "one.mp4")
        other = home / "." / ".." / home.name / "one.mp4"
        first, *rest = options
        return [first, home / "one.mp4", *(word for option in rest for word in (option, other))]

    return prepare


def _picture_of_the_source(option: str) -> Prepare:
    def prepare(home: Path) -> list[object]:
        (home / "pictures").mkdir()
        cv2.imwrite(str(home / "pictures" / "one.png"), np.zeros((9, 9, 3), np.uint8))
        picture = home / "pictures" / "one.png"
        return ["--source", home / "pictures", "--record", home / "film.mp4", option, picture]

    return prepare


def _words(*words: object) -> Prepare:
    return lambda _: list(words)


@dataclass(frozen=True)
class Case:
    """What is done wrong, and what is to come of it."""

    prepare: Prepare
    code: int
    words: tuple[str, ...]
    """must be in what it says"""


LENS = "width: 1280\nheight: 720\nfx: 1100\nfy: 1100\ncx: 639.5\ncy: 359.5\n"
CASES: dict[str, Case] = {
    "language": Case(_words("--lang", "tlh"), 2, ("tlh", "uk, en")),
    "mode": Case(_words("--mode", "hologram"), 2, ("hologram", "diorama")),
    "size": Case(_words("--size", "large"), 2, ("large", "1280x720")),
    "nobody could read it": Case(_words("--size", "10x10"), 2, ("10x10", "160x90")),
    "no frames": Case(_words("--frames", "0"), 2, ("--frames 0", "1")),
    "people": Case(_words("--people", "ears"), 2, ("ears", "hands")),
    "marker without size": Case(_words("--dictionary", "DICT_4X4_50"), 2, ("--marker-mm",)),
    "no such scene": Case(_words("nowhere"), 2, ("nowhere", "fifteen-days")),
    "no such dictionary": Case(_words("--dictionary", "DICT_9X9", "--marker-mm", "80"), 2, ("DICT_9X9",)),
    "no such option": Case(_words("--hologram"), 2, ("--hologram",)),
    "no such video": Case(_words("--source", "./nowhere.mp4"), 3, ("nowhere.mp4",)),
    "no such camera": Case(_words("--source", "/dev/video97"), 3, ("/dev/video97",)),
    "no camera of this number": Case(_words("--source", "93"), 3, ("camera 93", "none")),
    "no camera of this name": Case(_words("--source", "Nobody’s Cam"), 3, ("Nobody’s Cam", "none")),
    "nobody streams": Case(_words("--source", "http://127.0.0.1:9/cam.mjpg"), 3, ("127.0.0.1",)),
    "password in an address": Case(_words("--source", "http://me:secret@127.0.0.1:9/"), 3, ("127.0.0.1",)),
    "no stream at all": Case(_words("--source", "ftp://127.0.0.1/cam"), 2, ("ftp://", "http://")),
    "empty video": Case(_write("empty.mp4", b""), 3, ("empty.mp4", "is empty")),
    "no video": Case(_write("letter.mp4", b"Dear friend, " * 200), 3, ("letter.mp4", "not a video")),
    "empty folder": Case(_empty_folder, 3, ("pictures",)),
    "record a camera": Case(_words("--source", "0", "--record", "film.mp4"), 2, ("live",)),
    "record a stream": Case(
        _words("--source", "http://127.0.0.1:9/", "--record", "film.mp4"), 2, ("live", "127.0.0.1")
    ),
    "lens of another shape": Case(
        _lens("width: 640\nheight: 480\nfx: 500\nfy: 500\ncx: 319.5\ncy: 239.5\nmodel: brown\n"),
        1,
        ("640", "1280"),
    ),
    "lens with a broken key": Case(_lens("width: 1280\nheight: 720\nfx: many\n"), 1, ("lens.yaml", "fx")),
    "lens of an unknown model": Case(_lens(LENS + "model: fish\n"), 1, ("lens.yaml", "fish", "fisheye")),
    "lens that is no YAML": Case(_lens("width: [1280\n"), 1, ("lens.yaml",)),
    "no such lens": Case(_words("--camera-matrix", "nowhere.yaml"), 1, ("nowhere.yaml",)),
    "scene with a mistake": Case(_scene, 1, ("sya", "say", "scene.yaml:")),
    "targets with a mistake": Case(_targets, 1, ("mine.yaml:", "dictionery", "dictionary")),
    "no such targets": Case(_words("--targets", "nowhere.yaml"), 1, ("nowhere.yaml",)),
    "report is a folder": Case(_folder("--report", "folder"), 2, ("--report", "folder", "file")),
    "film is a folder": Case(_folder("--record", "folder.mp4"), 2, ("--record", "folder", "file")),
    "report under a file": Case(_under_a_file("--report", "r.json"), 3, ("letter", "--report")),
    "film under a file": Case(_under_a_file("--record", "f.mp4"), 3, ("letter", "--record")),
    "report on a pipe": Case(_pipe("--report", "pipe"), 2, ("--report", "pipe", "file")),
    "film on a pipe": Case(_pipe("--record", "pipe"), 2, ("--record", "pipe", "file")),
    "film over its source": Case(_same("--source", "--record"), 2, ("--source", "--record", "overwrite")),
    "sheet over a picture of its source": Case(
        _picture_of_the_source("--sheet"), 2, ("--sheet", "one.png", "--source")
    ),
    "report over its film": Case(_same("--record", "--report"), 2, ("--record", "--report", "overwrite")),
}
# what is said of a source is said by perception, to whoever has asked: `track` needs no engine to ask
OF_TRACK: dict[str, Case] = {
    "track: no such folder": Case(_words("--source", "./nowhere/"), 3, ("nowhere",)),
    "track: not a camera": Case(_words("--source", "/dev/null"), 3, ("/dev/null",)),
    "track: nobody streams rtsp": Case(_words("--source", "rtsp://127.0.0.1:9/cam"), 3, ("127.0.0.1",)),
    "track: video without its index": Case(_truncated, 3, ("truncated.mp4", "cut short")),
    "track: broken picture": Case(_broken_picture, 3, ("one.png",)),
    "track: no such video": Case(_words("--source", "./nowhere.mp4"), 3, ("nowhere.mp4",)),
    "track: no camera": Case(_words("--source", "/dev/video97"), 3, ("/dev/video97",)),
    "track: no video": Case(_write("letter.mp4", b"Dear friend, " * 200), 3, ("letter.mp4",)),
    "track: no such dictionary": Case(
        _words("--dictionary", "DICT_9X9", "--marker-mm", "8"), 2, ("DICT_9X9",)
    ),
    "track: lens of another shape": Case(
        _lens("width: 640\nheight: 480\nfx: 500\nfy: 500\ncx: 319.5\ncy: 239.5\n"), 1, ("640", "1280")
    ),
    "track: report is a folder": Case(_folder("--report", "folder"), 2, ("--report", "folder", "file")),
    "track: full disk": Case(_words("--frames", "3", "--report", "/dev/full"), 3, ("/dev/full", "--report")),
    "track: report over its source": Case(_same("--source", "--report"), 2, ("--source", "--report")),
    "track: report under a file": Case(_under_a_file("--report", "r.json"), 3, ("letter", "--report")),
}
ALL = CASES | OF_TRACK


def _run_case(name: str, home: Path) -> tuple[Ended, set[str]]:
    """The end of a case's run, and the files that were not there before."""
    case = ALL[name]
    arguments = case.prepare(home)
    first = ["track"] if name in OF_TRACK else ["run", "--headless", *SMALL]
    first += ["--frames", "6"] if "--frames" not in arguments else []
    before = _files(home)
    ended = run(home, *first, *([] if "--report" in arguments else ["--report", home / "r.json"]), *arguments)
    return ended, _files(home) - before


def _files(home: Path) -> set[str]:
    """Files under ``home``; our and the engine's caches and logs lie where platformdirs says."""
    inside = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    return {
        name
        for name in inside
        if not name.startswith((".cache/prisonersvoice/", ".local/state/prisonersvoice/"))
    }


@pytest.fixture(scope="module")
def ends(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[tuple[Ended, set[str]]]]]:
    """All cases that were asked for, two at a time: most of them wait for something that does not come."""
    chosen = [item.callspec.params["case"] for item in request.session.items if _is_case(item)]
    with ThreadPoolExecutor(2) as pool:
        homes = [tmp_path_factory.mktemp("home") for _ in chosen]
        yield {name: pool.submit(_run_case, name, home) for name, home in zip(chosen, homes, strict=True)}


def _is_case(item: pytest.Item) -> bool:
    return item.path.name == Path(__file__).name and "case" in getattr(item, "callspec", item).__dict__.get(
        "params", {}
    )


@pytest.mark.parametrize("case", ALL)
def test_bad_input_is_one_clear_line(case: str, ends: dict[str, Future[tuple[Ended, set[str]]]]) -> None:
    ended, left = ends[case].result()
    assert ended.code == ALL[case].code, ended.text
    for word in ALL[case].words:
        assert word in ended.err, ended.err
    assert "secret" not in ended.text
    assert not left, "nothing was measured, so nothing is reported, and nothing half-made is left"
    assert ended.out == ""
    _assert_clear(ended, ALL[case].code)


def _assert_clear(ended: Ended, code: int) -> None:
    """One line that says what and where, and one that says what to do; nothing else."""
    lines = [line for line in ended.err.splitlines() if not line.startswith(("Source: ", "The bundled demo"))]
    lines = [line for line in lines if line.strip() and not line.startswith("film: ")]
    lines = [line for line in lines if line != "There is no sound card: captions carry the story."]
    if lines[0].startswith("usage: "):  # argparse's own
        assert lines[-1].startswith(("prisonersvoice run: error: ", "prisonersvoice: error: ")), ended.err
        return
    assert lines[0].startswith("prisonersvoice: "), ended.err
    if code != 1:  # what an author wrote is shown with its line
        assert len(lines) == 2, ended.err
        assert lines[1].startswith("  "), ended.err
        assert lines[1].strip(), "no way out is named"
    assert not any(len(line) > 600 for line in lines)


def test_a_video_cut_short_plays_as_far_as_it_goes(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.avi", tmp_path / "cut.avi"
    writer = cv2.VideoWriter(str(whole), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, (320, 240))
    for index in range(60):
        writer.write(np.random.default_rng(index).integers(0, 255, (240, 320, 3), np.uint8))
    writer.release()
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    ended = run(tmp_path, "track", "--source", cut, "--report", tmp_path / "track.jsonl")
    assert ended.code == 0, ended.err
    frames = len((tmp_path / "track.jsonl").read_text().splitlines())
    assert 30 <= frames <= 45


def test_a_missing_voice_is_said_once_and_read_instead(tmp_path: Path) -> None:
    mine = tmp_path / "scenes" / "mine"
    mine.mkdir(parents=True)
    text = (ROOT / "scenes/fifteen-days/scene.yaml").read_text("utf-8")
    (mine / "scene.yaml").write_text(text.replace("fd-001", "zz-001"), encoding="utf-8")
    # a film's clock is its frames: the story is reached in a moment, and what is read takes as long as ever
    ended = run(
        tmp_path, "run", mine, "--mode", "seated", "--lang", "en", "--frames", 90, *SMALL,
        "--record", tmp_path / "film.mp4", "--report", tmp_path / "r.json", program=HURRIED,
    )  # fmt: skip
    assert ended.code == 0, ended.err
    said = [line for line in ended.err.splitlines() if "warning[missing-voice]" in line and '"en"' in line]
    assert len(said) == 1, ended.err
    assert said[0].endswith("zz-001"), said
    assert "fd-002" not in ended.err
    told = report(tmp_path / "r.json")
    line = next(line for line in told["lines"] if line["id"] == "zz-001")
    caption = next(caption for caption in told["captions"] if caption["line"] == "zz-001")
    assert line["end_s"] - line["start_s"] > 2.0
    assert caption["text"].startswith("Before you is a punishment cell.")


@pytest.fixture(scope="module")
def namespaces() -> None:
    if (
        shutil.which("unshare") is None
        or subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("mount namespaces are not to be had here")


@pytest.mark.parametrize(
    ("what", "size", "frames"), [("record", "24k", 60), ("report", "4k", 3)], ids=["film", "report"]
)
def test_a_full_disk_is_said_and_nothing_half_made_is_left(
    what: str, size: str, frames: int, namespaces: None, tmp_path: Path
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    fill = "head -c 8192 /dev/zero > $0/filling 2>/dev/null;" if what == "report" else ""
    shell = (
        f"mount -t tmpfs -o size={size} tmpfs $0 || exit 77; {fill}"
        '"$@"; code=$?; ls -A $0 > $0/../left; exit $code'
    )
    ended = run(
        tmp_path, "run", "--headless", "--source", "demo", "--lang", "en", "--frames", frames, *SMALL,
        f"--{what}", full / f"it.{'mp4' if what == 'record' else 'json'}",
        before=("unshare", "-rm", "sh", "-c", shell, full),
    )  # fmt: skip
    if ended.code == 77:
        pytest.skip("no file system may be mounted here")
    assert ended.code == 3, ended.err
    assert f"--{what}" in ended.err
    assert os.strerror(28) in ended.err  # ENOSPC
    assert [name for name in (tmp_path / "left").read_text().split() if name != "filling"] == []
