"""`calibrate` as its user has it: a board to print, pictures of it, a camera, and what is used afterwards."""

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import cv2
import numpy as np
import pytest

from prisonersvoice_ar.app import calibrated, lenses
from prisonersvoice_ar.app.commands import calibrate
from prisonersvoice_ar.core.calibration import BoardPlan
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.documents import read_stored_lens
from prisonersvoice_ar.perception.calibration.solve import Calibration, Solved
from tests import boards
from tests.app.mjpeg import switched_on
from tests.app.program import ROOT, Run, run, until

BOARD = BoardPlan()


@pytest.fixture(scope="module")
def photographs() -> list[np.ndarray]:
    camera = boards.Photographer(BOARD, boards.TRUE)
    return [camera.take(R, t, seed) for seed, (R, t) in enumerate(boards.poses(BOARD, boards.TRUE))]


@pytest.fixture(scope="module")
def folder(photographs: list[np.ndarray], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    where = tmp_path_factory.mktemp("photographs")
    for number, picture in enumerate(photographs):
        cv2.imwrite(str(where / f"view {number}.png"), picture)
    return where


def test_pictures_of_a_board_give_the_lens_that_took_them(folder: Path, tmp_path: Path) -> None:
    ended = run(tmp_path, "calibrate", "--source", folder, "--out", tmp_path / "lens.yaml")
    assert ended.code == 0, ended.err
    assert "36 pictures; views taken: 3" in ended.err
    assert "refused" in ended.err
    assert "Coverage: picture 100%, tilt 100%, distance 100%, views 100%" in ended.err
    assert "Model brown" in ended.err
    assert "view 0.png 0." in ended.err, "the error of each view, by the picture's name"
    stored = read_stored_lens(tmp_path / "lens.yaml").value
    assert stored is not None
    assert stored.sigma_px is not None
    for name, sigma in zip(("fx", "fy", "cx", "cy"), stored.sigma_px, strict=True):
        assert abs(getattr(stored.lens, name) - getattr(boards.TRUE, name)) < 5 * sigma + 0.1, name
        assert sigma < 2.0
    assert stored.rms_px is not None
    assert stored.rms_px < 0.2
    assert boards.distance(boards.TRUE, stored.lens) < 2.0

    tracked = run(
        tmp_path, "track", "--source", folder, "--frames", 2, "--camera-matrix", tmp_path / "lens.yaml",
        "--dictionary", "DICT_5X5_100", "--marker-mm", 21,
    )  # fmt: skip
    assert tracked.code == 0, tracked.err
    assert f"Lens as given (fx {stored.lens.fx:.1f} px at 640×360)" in tracked.err


def test_without_a_place_for_it_the_lens_is_what_is_printed(folder: Path, tmp_path: Path) -> None:
    ended = run(tmp_path, "calibrate", "--source", folder, "--model", "brown", "--frames", 12)
    assert ended.code == 0, ended.err
    assert ended.out.startswith("width: 640\nheight: 360\nfx: 5")
    (tmp_path / "l.yaml").write_text(ended.out)
    assert read_stored_lens(tmp_path / "l.yaml").problems == ()
    assert "missing:" in ended.err, "twelve views do not cover everything, and that is said"


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_a_board_is_written_to_print(kind: str, tmp_path: Path) -> None:
    ended = run(
        tmp_path, "calibrate", "--board", tmp_path / f"board.{kind}", "--squares", "7x5", "--square-mm", 30
    )
    assert ended.code == 0, ended.err
    assert "7x5 squares, 30 mm, markers 22.5 mm" in ended.out
    assert "A4" in ended.out
    data = (tmp_path / f"board.{kind}").read_bytes()
    assert data.startswith(b"%PDF" if kind == "pdf" else b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--board", "board.jpg"], 2, "a .pdf or a .png"),
        (["--board", "b.pdf", "--squares", "many"], 2, 'Write it as --squares 9x6'),
        (["--board", "b.pdf", "--squares", "1x1"], 2, "1x1"),
        (["--board", "b.pdf", "--marker-mm", "40"], 2, "do not fit"),
        (["--board", "b.pdf", "--grid", "5x4"], 2, "--marker-mm and --gap-mm"),
        (["--board", "b.pdf", "--gap-mm", "4"], 2, "--grid 5x7"),
        (["--board", "b.pdf", "--dictionary", "DICT_9X9_1"], 2, "there is no dictionary"),
        (["--board", "b.pdf", "--squares", "30x30"], 2, "larger dictionary"),
        (["--source", "nowhere.mp4"], 3, "nowhere.mp4"),
        (["--source", "empty"], 3, "holds no pictures"),
        (["--source", "empty", "--frames", "0"], 2, "At least 1"),
        (["--source", "empty", "--camera-size", "huge"], 2, "1280x720@30"),
        (["--source", "plain"], 1, "not one of 1 pictures shows the board"),
        (["--source", "plain/a.png", "--out", "plain/a.png"], 2, "the same file"),
        (["--source", "plain", "--out", "empty"], 2, "is a folder"),
        ([], 3, "there is no camera to calibrate"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_the_way_out(
    arguments: list[str], code: int, said: str, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "plain").mkdir()
    cv2.imwrite(str(tmp_path / "plain" / "a.png"), np.full((90, 160, 3), 128, np.uint8))
    ended = run(tmp_path, "calibrate", *arguments)
    assert (ended.code, said in ended.text) == (code, True), ended.text


def test_no_scene_is_written_over_by_a_lens_and_a_lens_may_be_made_anew(tmp_path: Path) -> None:
    scenes = ROOT / "tests" / "scenes" / "valid"
    for name, kept in (("small.yaml", True), ("lens-brown.yaml", False)):
        out = tmp_path / name
        out.write_bytes((scenes / name).read_bytes())
        asked = Namespace(frames=None, source=None, out=out)
        with pytest.raises(UsageError, match="is no lens") if kept else nullcontext():
            calibrate._refuse(asked)


def jpegs(photographs: list[np.ndarray]) -> list[bytes]:
    """Each view held for a third of a second, with a grain of its own."""
    found = []
    for number, picture in enumerate(photographs):
        for again in range(6):
            noise = np.random.default_rng(10 * number + again).normal(0, 1.5, picture.shape)
            held = np.clip(picture + noise, 0, 255).astype(np.uint8)
            found.append(cv2.imencode(".jpg", held, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes())
    return found


def test_live_without_a_display_the_terminal_guides_and_nothing_of_the_picture_is_kept(
    photographs: list[np.ndarray], tmp_path: Path
) -> None:
    with switched_on(jpegs(photographs)) as camera:
        ended = run(
            tmp_path, "calibrate", "--source", camera.url, "--out", tmp_path / "lens.yaml", "--lang", "uk"
        )
    assert ended.code == 0, ended.err
    assert "Нахиліть її" in ended.err
    assert "Coverage: picture 100%, tilt 100%, distance 100%, views 100%" in ended.err, "it ends by itself"
    stored = read_stored_lens(tmp_path / "lens.yaml").value
    assert stored is not None
    assert stored.lens.fx == pytest.approx(boards.TRUE.fx, rel=0.01)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(path.suffix in {".yaml", ".log"} and path.stat().st_size < 2000 for path in written), written


def test_mirrored_pictures_are_turned_back(photographs: list[np.ndarray], tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    for number, picture in enumerate(photographs):
        cv2.imwrite(str(tmp_path / "m" / f"{number}.png"), picture[:, ::-1])
    ended = run(
        tmp_path,
        "calibrate",
        "--source",
        tmp_path / "m",
        "--flip",
        "--model",
        "brown",
        "--out",
        tmp_path / "l.yaml",
    )
    assert ended.code == 0, ended.err
    stored = read_stored_lens(tmp_path / "l.yaml").value
    assert stored is not None
    assert boards.distance(boards.TRUE, stored.lens) < 2.0


def test_interrupted_it_keeps_nothing(photographs: list[np.ndarray], tmp_path: Path) -> None:
    with switched_on(jpegs(photographs[:1])) as camera:
        running = Run(tmp_path, "calibrate", "--source", camera.url, "--out", tmp_path / "lens.yaml")
        until(lambda: "views (" in running.said, 60.0, "it never began")
        running.process.send_signal(2)
        ended = running.end()
    assert ended.code == 130
    assert not (tmp_path / "lens.yaml").exists()


@pytest.mark.footage
def test_real_pictures_of_a_grid(tmp_path: Path, footage: Path) -> None:
    ended = run(
        tmp_path, "calibrate", "--source", footage / "stills" / "board", "--grid", "4x5", "--marker-mm", 37.5,
        "--gap-mm", 5, "--dictionary", "DICT_6X6_250", "--out", tmp_path / "lens.yaml",
    )  # fmt: skip
    assert ended.code == 0, ended.err
    stored = read_stored_lens(tmp_path / "lens.yaml").value
    assert stored is not None
    assert stored.rms_px is not None
    assert stored.rms_px < 0.6
    assert stored.lens.fx == pytest.approx(stored.lens.fy, rel=0.005), "square pixels"


@pytest.mark.footage
def test_a_film_of_one_view_is_honest_about_what_it_does_not_know(tmp_path: Path, footage: Path) -> None:
    ended = run(
        tmp_path, "calibrate", "--source", footage / "video" / "calibration-board.mp4", "--squares", "12x8",
        "--square-mm", 30, "--dictionary", "DICT_5X5_1000", "--frames", 24, "--out", tmp_path / "lens.yaml",
    )  # fmt: skip
    assert "views taken: 1" in ended.err
    assert "too like an earlier one" in ended.err
    assert "tilts to left, right, up, down" in ended.err
    assert (ended.code, "too few" in ended.err) == (1, True)
    assert not (tmp_path / "lens.yaml").exists()


def solved(sigma: float) -> Calibration:
    return Calibration(
        Solved(boards.TRUE, 0.2, (0.2, 0.2), (sigma, sigma, 1.0, 1.0)), 0.21, ("a", "b"), (("c", 4.0),), ()
    )


@pytest.mark.parametrize(
    ("sigma", "kept", "said"),
    [
        (2.0, True, "Kept for C920 (046d:082d)"),
        (20.0, False, "not kept for C920"),
        (200.0, False, "there is no result"),
    ],
)
def test_a_cameras_lens_is_kept_where_it_is_known_well(
    *,
    sigma: float,
    kept: bool,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(lenses, "camera_folder", lambda: tmp_path / "cameras")
    told = ""
    try:
        calibrated.report(solved(sigma), calibrated.Kept("046d:082d", "C920", None, "2026-11-28"))
    except ContentError as error:
        told = str(error)
    shown = capsys.readouterr().err
    assert said in shown + told
    assert "left out: c, which is 4.00 px off" in shown
    found = lenses.stored_lenses()
    assert len(found) == kept
    if kept:
        assert (found[0].camera, found[0].lens, found[0].calibrated) == (
            "046d:082d",
            boards.TRUE,
            "2026-11-28",
        )


def test_the_calibration_of_a_camera_serves_by_itself_and_is_named(tmp_path: Path) -> None:
    """In this process, for it takes a driver that is not real."""
    code = f"""
import json, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from prisonersvoice_ar.app.lenses import lens_facts, say_lenses, store_lens, stored_lenses
from prisonersvoice_ar.core.calibration.served import ServedLens, StoredLens, choose_stored
from prisonersvoice_ar.core.geometry import Intrinsics
lens = Intrinsics(1280, 720, 1000.0, 1001.0, 650.0, 350.0)
path = store_lens(StoredLens(lens, "046d:082d:A/1", "C920 «б»", 0.31, 20, "2026-11-28", (1.0, 1.0, 1.0, 1.0)))
path.with_name("broken.yaml").write_text("width: many")
kept = stored_lenses()
chosen = choose_stored(kept, "046d:082d:A/1", 640, 360)
served = (ServedLens(chosen.lens, "calibrated", chosen.file, chosen.calibrated, chosen.rms_px),)
print(json.dumps([path.name, len(kept), say_lenses(served), lens_facts(served)]))
"""
    import subprocess
    import sys

    from tests.app.program import environment

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    name, count, lines, facts = json.loads(done.stdout)
    assert (name, count) == ("046d-082d-A-1-1280x720.yaml", 1)
    assert "broken.yaml" in done.stderr
    assert "left out" in done.stderr
    assert "Lens as calibrated (fx 1000.0 px at 1280×720; " in lines[0]
    assert "2026-11-28, 0.31 px RMS" in lines[0]
    assert facts["served"] == "calibrated"
    assert (facts["fx"], facts["calibrated"], facts["rms_px"]) == (1000.0, "2026-11-28", 0.31)
    assert facts["file"].endswith(name)
