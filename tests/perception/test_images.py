"""Printed pictures: loaded from any file, judged, found where they are and nowhere else."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from bench.image_features import WIDE_M, frame, ground
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.geometry import Array, plausible_intrinsics, rotation_angle
from prisonersvoice_ar.core.tracking.observation import LockState
from prisonersvoice_ar.core.tracking.target import Picture, Rectangle, Target
from prisonersvoice_ar.perception.images.agreement import sane
from prisonersvoice_ar.perception.images.finder import FoundImage, ImageFinder, looks
from prisonersvoice_ar.perception.images.picture import load
from prisonersvoice_ar.perception.images.texture import LEAST_SCORE, check_texture, texture_of
from prisonersvoice_ar.perception.markers.tracker import Tracker
from prisonersvoice_ar.perception.settings import Pixels


def collage(seed: int, width: int = 480, height: int = 340) -> Pixels:
    """(height, width): shards, discs and letters on soft clouds."""
    rng = np.random.default_rng(seed)
    clouds = cv2.resize(rng.standard_normal((12, 16)), (width, height), interpolation=cv2.INTER_CUBIC)
    canvas = np.clip(140 + 30 * clouds, 0, 255).astype(np.uint8)
    for _ in range(70):
        x, y = int(rng.integers(0, width)), int(rng.integers(0, height))
        size, shade = float(rng.uniform(8, 40)), int(rng.integers(0, 256))
        if rng.random() < 0.5:
            shard = (np.array([x, y]) + rng.normal(0, size, (5, 2))).astype(np.int32)
            cv2.fillConvexPoly(canvas, cv2.convexHull(shard), shade, cv2.LINE_AA)
        else:
            letter = chr(int(rng.integers(65, 91)))
            cv2.putText(canvas, letter, (x, y), 2, size / 14, shade, 1 + int(size / 12))
    return canvas


def size_m(gray: Pixels) -> tuple[float, float]:
    return WIDE_M, WIDE_M * gray.shape[0] / gray.shape[1]


@pytest.fixture(scope="module")
def printed() -> Pixels:
    return collage(1)


@pytest.fixture(scope="module")
def finder(printed: Pixels) -> ImageFinder:
    other = collage(2, 340, 480)
    return ImageFinder([("one", printed, size_m(printed)), ("other", other, size_m(other))])


def searched(finder: ImageFinder, gray: Pixels) -> list[FoundImage]:
    """Everything that one round of looks finds."""
    return [found for look in looks(gray.shape) for found in finder.find(gray, look)]


def off(found: FoundImage, corners: Array) -> float:
    return float(np.abs(found.corners - corners).max())


@pytest.mark.parametrize("tilt", [0, 30, 45, 60])
@pytest.mark.parametrize("distance", [0.3, 0.6, 1.0])
def test_a_picture_is_found_where_it_is(
    finder: ImageFinder, printed: Pixels, distance: float, tilt: int
) -> None:
    shown = frame(printed, distance, tilt, np.random.default_rng([tilt, int(10 * distance)]))
    found = searched(finder, shown.gray)
    assert {each.target for each in found} == {"one"}
    assert min(off(each, shown.corners) for each in found) < 1.0 + 0.8 / distance


def test_far_pictures_are_found_as_well(finder: ImageFinder, printed: Pixels) -> None:
    rng = np.random.default_rng(4)
    shown = [frame(printed, 2.0, tilt, rng) for tilt in (0, 10, 20, 30, 35, 40)]
    found = [searched(finder, each.gray) for each in shown]
    assert sum(bool(each) for each in found) >= 5
    assert {each.target for round_ in found for each in round_} == {"one"}


def test_the_homography_maps_metres_with_y_up(finder: ImageFinder, printed: Pixels) -> None:
    shown = frame(printed, 0.5, 35, np.random.default_rng(3))
    found = finder.find(shown.gray)[0]
    w, h = size_m(printed)
    flat = np.array([[[-w / 2, h / 2], [w / 2, h / 2], [w / 2, -h / 2], [-w / 2, -h / 2]]])
    assert cv2.perspectiveTransform(flat, found.H)[0] == pytest.approx(found.corners, abs=0.01)
    assert found.H[2, 2] == 1.0
    assert found.agreement.sure
    assert found.inliers >= 4


def test_several_are_found_at_once_and_one_alone_when_asked(finder: ImageFinder, printed: Pixels) -> None:
    gray = ground(np.random.default_rng(5)).astype(np.uint8)
    gray[100:440, 80:560] = printed
    gray[150:630, 800:1140] = collage(2, 340, 480)
    assert {each.target for each in finder.find(gray)} == {"one", "other"}
    assert {each.target for each in finder.find(gray, only={"other"})} == {"other"}
    assert finder.find(gray, only=()) == []


def test_a_picture_that_leaves_the_frame_or_is_half_hidden_is_found(
    finder: ImageFinder, printed: Pixels
) -> None:
    gray = ground(np.random.default_rng(6)).astype(np.uint8)
    gray[100:440, :340] = printed[:, 140:]
    found = finder.find(gray)
    assert off(found[0], np.array([[-140.5, 99.5], [339.5, 99.5], [339.5, 439.5], [-140.5, 439.5]])) < 3.0
    gray = ground(np.random.default_rng(7)).astype(np.uint8)
    gray[100:440, 80:560] = printed
    gray[300:500, 60:300] = 60
    assert [each.target for each in finder.find(gray)] == ["one"]


@pytest.mark.parametrize("left", [0.12, 0.25])
def test_a_shadows_edge_across_it_leads_nothing_astray(
    finder: ImageFinder, printed: Pixels, left: float
) -> None:
    """``left``: of the light, in coded values' terms."""
    shown = frame(printed, 0.45, 20, np.random.default_rng(11))
    for turn in range(0, 180, 30):
        x, y = np.meshgrid(np.arange(shown.gray.shape[1]), np.arange(shown.gray.shape[0]))
        middle = shown.corners.mean(axis=0)
        side = (x - middle[0]) * np.cos(np.radians(turn)) + (y - middle[1]) * np.sin(np.radians(turn))
        light = left + (1 - left) / (1 + np.exp(-side / 2.0))
        gray = np.clip(shown.gray * light ** (1 / 2.2), 0, 255).astype(np.uint8)
        found = finder.find(gray)
        assert [each.target for each in found] == ["one"], turn
        assert off(found[0], shown.corners) < 3.0


def test_a_mirrored_picture_is_another(finder: ImageFinder, printed: Pixels) -> None:
    gray = np.full((720, 1280), 128, np.uint8)
    gray[100:440, 80:560] = printed[:, ::-1]
    assert searched(finder, gray) == []


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_found_in_clutter(finder: ImageFinder, seed: int) -> None:
    assert searched(finder, ground(np.random.default_rng(seed)).astype(np.uint8)) == []
    assert searched(finder, collage(50 + seed, 1280, 720)) == []


@pytest.mark.parametrize("shape", [(1, 1), (30, 900), (48, 48), (2160, 3840)])
def test_any_size_of_frame_is_taken(finder: ImageFinder, shape: tuple[int, int]) -> None:
    for value in (0, 255):
        assert searched(finder, np.full(shape, value, np.uint8)) == []


def test_noise_is_nothing(finder: ImageFinder) -> None:
    gray = np.random.default_rng(0).integers(0, 256, (480, 640)).astype(np.uint8)
    assert searched(finder, gray) == []


def test_a_view_into_a_larger_picture_is_taken(finder: ImageFinder, printed: Pixels) -> None:
    wide = np.zeros((720, 2600), np.uint8)
    wide[:, ::2][:, :1280] = frame(printed, 0.5, 20, np.random.default_rng(3)).gray
    assert [each.target for each in finder.find(wide[:, :2560:2])] == ["one"]


@pytest.mark.parametrize("shape", [(480, 640), (720, 1280), (1080, 1920)])
def test_the_looks_leave_no_gap(shape: tuple[int, int]) -> None:
    covered = np.zeros(shape, bool)
    for look in looks(shape):
        x, y, w, h = look.window
        covered[y : y + h, x : x + w] |= look.scale >= 1.0
        assert w * h * look.scale**2 < 700_000
    assert covered.all()


def test_no_view_from_behind_or_along_the_paper_is_sane() -> None:
    assert sane(np.diag([0.5, 0.5, 1.0]), (340, 480))
    assert not sane(np.diag([-0.5, 0.5, 1.0]), (340, 480))
    assert not sane(np.diag([0.5, 0.05, 1.0]), (340, 480))
    assert not sane(np.array([[1.0, 0, 0], [0, 1, 0], [-0.003, 0, 1]]), (340, 480))
    assert not sane(np.full((3, 3), np.nan), (340, 480))


# --- texture ---


def dull() -> dict[str, Pixels]:
    y, x = np.mgrid[0:400, 0:600]
    flat = np.full((400, 600), 128, np.uint8)
    logo = flat.copy()
    cv2.putText(logo, "VOICE", (220, 220), 1, 3, 0, 4)
    corner = np.full((400, 600), 220, np.uint8)
    corner[:130, :190] = cv2.resize(collage(1), (190, 130))
    return {
        "flat": flat,
        "ramp": (x * 255 / 600).astype(np.uint8),
        "checks": ((x // 40 + y // 40) % 2 * 200 + 20).astype(np.uint8),
        "stripes": (x // 20 % 2 * 200 + 20).astype(np.uint8),
        "tiles": np.tile(cv2.resize(collage(2), (100, 100)), (4, 6)),
        "logo": logo,
        "corner": corner,
    }


@pytest.mark.parametrize("name", list(dull()))
def test_a_picture_without_texture_is_refused_with_its_score_and_advice(name: str) -> None:
    with pytest.raises(
        ContentError, match=rf"“poster” scores \d+ of 100, and {LEAST_SCORE} are needed"
    ) as told:
        check_texture("poster", dull()[name])
    helps = {"logo": "close together", "corner": "close together", "flat": "too few", "ramp": "too few"}
    assert helps.get(name, "repeats itself") in told.value.advice


@pytest.mark.parametrize("seed", range(5))
def test_a_rich_picture_is_good(seed: int) -> None:
    assert check_texture("poster", collage(seed)).score > 60


def test_more_detail_scores_more() -> None:
    sharp = collage(3)
    scores = [texture_of(cv2.GaussianBlur(sharp, (0, 0), blur)).score for blur in (0.5, 6.0, 20.0)]
    assert all(first >= second for first, second in pairwise(scores))
    assert scores[-1] < LEAST_SCORE


# --- files ---


def written(tmp_path: Path, name: str, values: np.ndarray) -> Picture:
    assert cv2.imwrite(str(tmp_path / name), values)
    return Picture(str(tmp_path / name), (0.16, 0.1))


def test_every_kind_of_file_becomes_the_same_grey(tmp_path: Path, printed: Pixels) -> None:
    bgr = cv2.cvtColor(printed, cv2.COLOR_GRAY2BGR)
    bgra = np.dstack([bgr, np.full(printed.shape, 255, np.uint8)])
    deep = printed.astype(np.uint16) * 257
    for name, values in {"grey": printed, "bgr": bgr, "bgra": bgra, "deep": deep}.items():
        gray = load(written(tmp_path, f"{name}.png", values))
        assert gray.dtype == np.uint8
        assert np.abs(gray.astype(int) - printed).max() <= 1, name
    blurred = load(written(tmp_path, "x.jpg", bgr)).astype(int)
    assert np.abs(blurred - printed).mean() < 4


def test_what_is_see_through_lies_on_white(tmp_path: Path) -> None:
    bgra = np.zeros((100, 160, 4), np.uint8)
    bgra[:, 80:, 3] = 255
    gray = load(written(tmp_path, "x.png", bgra))
    assert gray[50, 10] == 255
    assert gray[50, 150] == 0


def test_a_cmyk_jpeg_is_taken(tmp_path: Path, printed: Pixels) -> None:
    images = pytest.importorskip("PIL.Image")
    images.fromarray(printed).convert("CMYK").save(tmp_path / "x.jpg", quality=95)
    gray = load(Picture(str(tmp_path / "x.jpg"), (0.16, 0.1))).astype(int)
    assert np.abs(gray - printed).mean() < 6


def test_large_ones_are_made_smaller(tmp_path: Path) -> None:
    gray = load(written(tmp_path, "x.png", np.zeros((900, 3000), np.uint8)), max_side=512)
    assert gray.shape == (154, 512)


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, None])
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "x.png"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ContentError, match=r"x\.png: the target's picture cannot be (read|decoded)") as told:
        load(Picture(str(file), (0.16, 0.1)))
    assert told.value.advice


def test_targets_are_judged_when_they_are_taken(tmp_path: Path, printed: Pixels) -> None:
    rich, dull_one = written(tmp_path, "a.png", printed), written(tmp_path, "b.png", dull()["ramp"])
    assert ImageFinder.of([("rich", rich)]).find(printed)[0].target == "rich"
    with pytest.raises(ContentError, match="“dull” scores 0 of 100"):
        ImageFinder.of([("rich", rich), ("dull", dull_one)])


# --- real footage ---


@pytest.mark.footage
def test_the_postcard_is_found_in_every_frame(footage: Path) -> None:
    frames = postcard_frames(footage)
    assert len(frames) == 161
    card = postcard(frames)
    finder = ImageFinder([("card", card, (0.105, 0.148))])
    found = [finder.find(each, looks(each.shape)[0]) for each in frames]
    assert all(len(each) == 1 for each in found)
    middles = np.array([each[0].corners.mean(axis=0) for each in found])
    assert np.linalg.norm(np.diff(middles, axis=0), axis=1).max() < 25
    check_texture("card", card)


def postcard_frames(footage: Path) -> list[Pixels]:
    """Every frame of the video, (480, 640)."""
    video = cv2.VideoCapture(str(footage / "video" / "postcard.mp4"))
    frames = []
    while (read := video.read())[0]:
        frames.append(np.ascontiguousarray(read[1][:, :, 0]))
    return frames


def postcard(frames: list[Pixels]) -> Pixels:
    """The card, cut out of the last of the frames."""
    # the last frame's dark card on its light table
    _, dark = cv2.threshold(cv2.GaussianBlur(frames[-1], (5, 5), 0), 110, 255, cv2.THRESH_BINARY_INV)
    shapes, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    quad = cv2.approxPolyN(max(shapes, key=cv2.contourArea), 4).reshape(4, 2).astype(np.float32)
    by_row = quad[quad[:, 1].argsort()]
    top, bottom = by_row[:2][by_row[:2, 0].argsort()], by_row[2:][by_row[2:, 0].argsort()]
    corners = np.array([*top, *bottom[::-1]], np.float32)
    flat = np.array([[0, 0], [300, 0], [300, 424], [0, 424]], np.float32)
    card = cv2.warpPerspective(frames[-1], cv2.getPerspectiveTransform(corners, flat), (300, 424))
    return np.asarray(card, np.uint8)


@pytest.mark.footage
def test_no_target_is_seen_in_other_pictures(finder: ImageFinder, footage: Path) -> None:
    stills = sorted([*(footage / "stills").glob("*/*.jpg"), *(footage / "stills").glob("*/*.png")])
    assert len(stills) > 15
    for still in stills[::2]:
        gray = cv2.imread(str(still), cv2.IMREAD_GRAYSCALE)
        assert gray is not None
        assert searched(finder, np.asarray(gray, np.uint8)) == [], still.name


def tracker_of(card: Pixels, folder: Path) -> Tracker:
    """Of the postcard, through a lens that nobody measured."""
    printed = replace(written(folder, "card.png", card), size_m=(0.105, 0.148))
    target = Target("card", "image", "", (), Rectangle((0.0, 0.0), printed.size_m), picture=printed)
    return Tracker((target,), plausible_intrinsics(640, 480))


@pytest.mark.footage
def test_the_postcard_is_followed_from_the_first_frame_to_the_last(footage: Path, tmp_path: Path) -> None:
    frames = postcard_frames(footage)
    tracker = tracker_of(postcard(frames), tmp_path)
    poses = [tracker.track(frame, number / 30) for number, frame in enumerate(frames)]
    assert [[each.state for each in found] for found in poses[9:]] == [[LockState.LOCKED]] * 152
    turns = [each[0].T_camera_target[:3, :3] for each in poses[9:]]
    assert max(rotation_angle(a.T @ b) for a, b in pairwise(turns)) < np.radians(15)


@pytest.mark.footage
def test_one_frame_of_the_postcard_comes_to_rest(footage: Path, tmp_path: Path) -> None:
    """No pose fits all of it, and it must not wander among those that fit a part."""
    frames = postcard_frames(footage)
    for shown in (5, 20):
        tracker = tracker_of(postcard(frames), tmp_path)
        poses = [tracker.track(frames[shown], number / 30) for number in range(60)]
        corners = np.array([found[0].corners for found in poses[30:]])
        assert np.ptp(corners, axis=0).max() < 0.6
