"""A board is found where it is, printed as it should be, and tells the lens that took it."""

import re
import zlib
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from prisonersvoice_ar.core.calibration import BoardPlan, Sight
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.perception.calibration.finder import Finder
from prisonersvoice_ar.perception.calibration.printing import board_pdf, board_picture, board_png, lay_out
from prisonersvoice_ar.perception.calibration.solve import calibrate, solve
from tests import boards

BOARD = BoardPlan()
GRID = BoardPlan("grid", 5, 4, 0.05, 0.04, "DICT_APRILTAG_36h11")
WIDE = Intrinsics(640, 360, 300.0, 300.0, 320.0, 178.0, "fisheye", (0.06, -0.01, 0.002, -0.001))
BENT = Intrinsics(
    640, 360, 420.0, 421.0, 316.0, 182.0, "rational", (0.9, 0.25, 0.0004, -0.0006, 0.02, 1.25, 0.5, 0.06)
)


def sights(lens: Intrinsics, noise_px: float = 0.08) -> list[Sight]:
    found = []
    for number, (R, t) in enumerate(boards.poses(BOARD, lens)):
        sight = boards.sight(BOARD, lens, R, t, noise_px=noise_px, seed=number, name=f"frame {number}")
        if len(sight.ids) >= 12:
            found.append(sight)
    return found


def test_a_board_is_found_where_it_is() -> None:
    R, t = boards.turned(18, -12, 5), np.array([0.02, -0.01, 0.42])
    picture = boards.Photographer(BOARD, boards.TRUE).take(R, t)
    sight = Finder(BOARD).find(picture, "frame 7", 0.25)
    assert sight is not None
    assert (sight.name, sight.t, sight.size) == ("frame 7", 0.25, (640, 360))
    assert len(sight.ids) == BOARD.corners
    wanted = boards.project(boards.TRUE, boards.points_camera(BOARD, sight.points_m, R, t))
    assert np.hypot(*(sight.pixels - wanted).T).max() < 0.4


def test_blur_is_told_in_pixels() -> None:
    R, t = boards.turned(0, 0), np.array([0.0, 0.0, 0.42])
    told = []
    for blur in (0.8, 1.2, 1.6):
        sight = Finder(BOARD).find(boards.Photographer(BOARD, boards.TRUE).take(R, t, blur_px=blur), "", 0.0)
        assert sight is not None
        told.append(sight.blur_px)
    assert told == pytest.approx([0.95, 1.35, 1.7], abs=0.25)


@pytest.mark.parametrize("board", [BOARD, GRID, BoardPlan("charuco", 8, 5, 0.03, 0.02, "DICT_4X4_50")])
def test_what_is_printed_is_found_whole(board: BoardPlan) -> None:
    picture = cv2.cvtColor(board_picture(board, 120), cv2.COLOR_GRAY2BGR)
    sight = Finder(board).find(picture, "", 0.0)
    assert sight is not None
    assert len(sight.ids) == board.corners
    # at true size: 120 dots an inch
    scale = np.ptp(sight.pixels, axis=0) / np.ptp(sight.points_m, axis=0)
    assert scale == pytest.approx(120 / 0.0254, rel=2e-3)


def test_the_pattern_of_an_older_opencv_is_found_too() -> None:
    board = BoardPlan("charuco", 9, 6, 0.028, 0.021)
    printed = cv2.aruco.CharucoBoard(
        (9, 6), 0.028, 0.021, cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_5X5_100)
    )
    printed.setLegacyPattern(True)
    picture = cv2.cvtColor(printed.generateImage((1100, 760), marginSize=40), cv2.COLOR_GRAY2BGR)
    sight = Finder(board).find(picture, "", 0.0)
    assert sight is not None
    assert len(sight.ids) == board.corners


def test_no_board_is_no_sight() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (360, 640, 3), np.uint8)
    for picture in (noise, np.zeros((360, 640, 3), np.uint8), np.zeros((1, 1, 3), np.uint8)):
        assert Finder(BOARD).find(picture, "", 0.0) is None
        assert Finder(GRID).find(picture, "", 0.0) is None


@pytest.mark.parametrize(
    ("name", "said"), [("DICT_9X9_50", "there is no dictionary"), ("DICT_4X4_50", "needs 70 markers")]
)
def test_a_dictionary_that_does_not_serve_is_refused(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Finder(BoardPlan("charuco", 14, 10, 0.02, 0.015, name))


@pytest.mark.parametrize(
    ("lens", "model"),
    [(boards.TRUE, "brown"), (BENT, "rational"), (WIDE, "fisheye")],
    ids=["brown", "rational", "fisheye"],
)
def test_each_model_finds_its_lens_within_its_stated_uncertainty(lens: Intrinsics, model: str) -> None:
    found = calibrate(sights(lens), model)  # type: ignore[arg-type]
    solved = found.solved
    assert solved.lens.model == model
    assert solved.rms_px == pytest.approx(0.08 * np.sqrt(2), rel=0.15)
    assert found.held_out_px == pytest.approx(solved.rms_px, rel=0.15)
    for name, sigma in zip(("fx", "fy", "cx", "cy"), solved.sigma_px, strict=True):
        assert abs(getattr(solved.lens, name) - getattr(lens, name)) < 4.5 * sigma + 0.02, name
    assert boards.distance(lens, solved.lens) < 1.5


def test_the_model_is_chosen_by_views_that_it_has_not_seen() -> None:
    assert calibrate(sights(boards.TRUE), None).solved.lens.model == "brown"
    chosen = calibrate(sights(WIDE), None)
    assert chosen.solved.lens.model != "brown" or len(chosen.solved.lens.distortion) == 5
    assert chosen.held_out_px < 0.15
    assert boards.distance(WIDE, chosen.solved.lens) < 1.5


def test_a_view_that_does_not_fit_is_left_out_and_named() -> None:
    views = sights(boards.TRUE)
    shifted = views[11].pixels.copy()
    shifted[::2] += (3.0, -2.0)
    views[11] = replace(views[11], pixels=shifted)
    found = calibrate(views, "brown")
    assert [name for name, _ in found.dropped] == [views[11].name]
    assert found.dropped[0][1] > 1.0
    assert views[11].name not in found.views
    assert found.solved.rms_px < 0.15


def test_views_that_are_alike_are_no_news() -> None:
    views = sights(boards.TRUE)
    honest, told = calibrate(views, "brown"), calibrate(views, "brown", independent=len(views) // 4)
    assert told.solved.sigma_px[0] == pytest.approx(2.0 * honest.solved.sigma_px[0], rel=0.05)


def test_too_few_views_are_refused_with_advice() -> None:
    with pytest.raises(ContentError, match="5 views of the board are too few") as caught:
        calibrate(sights(boards.TRUE)[:5], None)
    assert "four tilts" in caught.value.advice


def test_a_solver_that_fails_is_no_crash() -> None:
    (sight, *_) = sights(boards.TRUE)
    nowhere = replace(sight, pixels=np.zeros_like(sight.pixels))
    from prisonersvoice_ar.core.calibration.choice import FORMS

    for form in FORMS:
        assert solve([nowhere] * 6, form) is None


def test_the_pdf_is_at_true_size(tmp_path: Path) -> None:
    data = board_pdf(BOARD)
    assert data.startswith(b"%PDF-1.5")
    box = re.search(rb"MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert box is not None
    assert [float(side) * 25.4 / 72 for side in box.groups()] == pytest.approx([297, 210], abs=0.01)
    packed = re.search(rb"/FlateDecode /Length (\d+) >>\nstream\n", data)
    assert packed is not None
    drawn = zlib.decompress(data[packed.end() : packed.end() + int(packed[1])]).decode("ascii")
    squares = re.findall(r"([\d.]+) ([\d.]+) 28.0000 28.0000 re f", drawn)
    assert len(squares) == 27
    assert "9x6 squares, 28 mm, markers 21 mm of DICT_5X5_100" in drawn
    # each reference of the table points at its object
    for number, at in enumerate(re.findall(rb"(\d{10}) 00000 n", data), 1):
        assert data[int(at) :].startswith(f"{number} 0 obj".encode())


def test_the_picture_says_how_large_it_is() -> None:
    data = board_png(BOARD)
    assert cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE).shape == (2480, 3508)
    assert b"pHYs" + (11811).to_bytes(4, "big") * 2 + b"\x01" in data


@pytest.mark.parametrize(
    ("board", "paper"),
    [
        (BOARD, "A4"),
        (BoardPlan("charuco", 6, 9, 0.028, 0.021), "A4"),
        (BoardPlan("charuco", 12, 8, 0.03, 0.0225), "A3"),
        (BoardPlan("charuco", 20, 20, 0.1, 0.07, "DICT_5X5_1000"), "2020x2024 mm"),
    ],
)
def test_paper_is_as_small_as_the_board_allows(board: BoardPlan, paper: str) -> None:
    page = lay_out(board)
    assert page.paper == paper
    for left, top, across, down in page.dark:
        assert 0 <= left <= page.size[0] - across
        assert 0 <= top <= page.size[1] - down
