"""The tracker on real photographs and videos, and on the generator with exact truth."""

import importlib.util
import itertools
import re
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from prisonersvoice_ar.core.geometry import Intrinsics, plausible_intrinsics, rotation_angle
from prisonersvoice_ar.core.tracking.observation import LockState, TargetPose
from prisonersvoice_ar.core.tracking.target import bare_marker
from prisonersvoice_ar.perception.markers.tracker import Tracker
from prisonersvoice_ar.perception.settings import OpenDictionary

pytestmark = pytest.mark.footage

APRILTAG = "DICT_APRILTAG_36h11"


def still(
    path: Path, dictionary: str, marker_m: float, lens: Intrinsics | None = None
) -> tuple[TargetPose, ...]:
    picture = cv2.imread(str(path))
    assert picture is not None
    height, width = picture.shape[:2]
    tracker = Tracker((), lens or plausible_intrinsics(width, height), OpenDictionary(dictionary, marker_m))
    return tracker.track(np.asarray(picture, np.uint8), 0.0)


def apart(corners: np.ndarray, truth: np.ndarray) -> float:
    """RMS distance of two squares, whichever corner and sense they begin with: libraries differ."""
    turns = [np.roll(truth[::sense], shift, axis=0) for sense in (1, -1) for shift in range(4)]
    return min(float(np.sqrt(((corners - turn) ** 2).sum(axis=1).mean())) for turn in turns)


@pytest.mark.parametrize(
    ("family", "dictionary", "marker_m"),
    [
        ("16_05", "DICT_APRILTAG_16h5", 0.25 * 6 / 8),
        ("25_09", "DICT_APRILTAG_25h9", 0.25 * 7 / 9),
        ("36_11", APRILTAG, 0.25 * 8 / 10),
    ],
)
def test_known_poses(family: str, dictionary: str, marker_m: float, footage: Path) -> None:
    folder = footage / "stills" / "known-pose"
    numbers = (folder / f"corners_tag{family}.txt").read_text().split()
    # the file has pixel centres at .5
    corners = {i: np.array(numbers[9 * i + 1 : 9 * i + 9], float).reshape(4, 2) - 0.5 for i in range(5)}
    lens = Intrinsics(640, 480, 700, 700, 319.5, 239.5)
    found = still(folder / f"tag{family}_640x480.png", dictionary, marker_m, lens)
    assert sorted(each.target for each in found) == ["0", "1", "2", "3", "4"]
    senses = set()
    for each in found:
        assert apart(each.corners, corners[int(each.target)]) < 0.3
        truth = np.loadtxt(folder / f"cMo_{each.target}.txt")
        # its makers' tag frame is turned on the paper, the same for all five
        turned = [truth[:3, :3] @ _about_z(quarter) for quarter in range(4)]
        angles = [np.degrees(rotation_angle(each.T_camera_target[:3, :3].T @ R)) for R in turned]
        # of the few cells of a 16h5 tag that is seen nearly from the front, the picture tells no more: by the corners
        # in its makers' file it leans another way by 0.6°
        assert min(angles) < (0.5 if (family, each.target) == ("16_05", "2") else 0.3)
        senses.add(int(np.argmin(angles)))
        direction = each.T_camera_target[:3, 3] / np.linalg.norm(each.T_camera_target[:3, 3])
        wanted = truth[:3, 3] / np.linalg.norm(truth[:3, 3])
        assert np.degrees(np.arccos(np.clip(direction @ wanted, -1, 1))) < 0.1
    assert len(senses) == 1


def _about_z(quarter: int) -> np.ndarray:
    c, s = [(1, 0), (0, 1), (-1, 0), (0, -1)][quarter]
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


@pytest.mark.parametrize(
    ("name", "least"),
    [("33369213973_9d9bb4cc96_c", 11), ("34085369442_304b6bafd9_c", 15), ("34139872896_defdb2f8d9_c", 8)],
)
def test_many_tags_at_an_event(name: str, least: int, footage: Path) -> None:
    folder = footage / "stills" / "apriltags"
    rows = re.findall(r"\(([\d.-]+) ([\d.-]+)\)", (folder / f"{name}.txt").read_text())
    truth = np.array(rows, float).reshape(-1, 4, 2) - 0.5
    found = still(folder / f"{name}.jpg", APRILTAG, 0.1)
    assert {each.target for each in found} == {"0"}
    nearest = [min((apart(each.corners, square) for each in found), default=99.0) for square in truth]
    hits = [distance for distance in nearest if distance < 4.0]
    assert len(hits) >= least
    # the truth is another library's reading, fitted in coded grey
    assert np.median(hits) < 0.6


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("test_image_multiple_01.png", {"24", "58", "85", "144"}),
        ("test_image_multiple_03.png", {"22", "24", "58", "85", "144", "198"}),
        ("test_image_rotation_-10.png", {"76"}),
        ("test_image_rotation_-30.png", {"76"}),
        ("test_image_rotation_-60.png", {"76"}),
    ],
)
def test_tags_of_several_ids(name: str, ids: set[str], footage: Path) -> None:
    found = still(footage / "stills" / "apriltags" / name, APRILTAG, 0.05)
    assert {each.target for each in found} == ids


def play(path: Path, dictionary: str, most: int, every: int = 1) -> list[tuple[TargetPose, ...]]:
    capture = cv2.VideoCapture(str(path))
    tracker: Tracker | None = None
    found = []
    for index in range(most):
        if not capture.grab():
            break
        if index % every:
            continue
        picture = capture.retrieve()[1]
        if tracker is None:
            lens = plausible_intrinsics(picture.shape[1], picture.shape[0])
            tracker = Tracker((), lens, OpenDictionary(dictionary, 0.08))
        found.append(tracker.track(np.asarray(picture, np.uint8), index / 30))
    capture.release()
    return found


def locked(frames: list[tuple[TargetPose, ...]], name: str) -> float:
    hits = [any(p.target == name and p.state is LockState.LOCKED for p in poses) for poses in frames]
    return sum(hits) / len(frames)


def test_a_sheet_in_a_hand_that_leaves_the_picture(footage: Path) -> None:
    frames = play(footage / "video" / "handheld-sheet.mp4", "DICT_6X6_1000", 362)
    assert len(frames) == 362
    assert locked(frames, "24") >= 0.95
    assert {pose.target for poses in frames for pose in poses} == {"24"}
    turns = [
        rotation_angle(one[0].T_camera_target[:3, :3].T @ two[0].T_camera_target[:3, :3])
        for one, two in itertools.pairwise(frames)
        if one and two
    ]
    assert np.degrees(max(turns)) < 15


def test_two_tags_on_a_wall(footage: Path) -> None:
    frames = play(footage / "video" / "wall-two-tags.mp4", APRILTAG, 90, every=3)
    assert locked(frames, "3") == 1.0
    assert locked(frames, "4") == 1.0
    assert {pose.target for poses in frames for pose in poses} == {"3", "4"}


def test_a_screen_in_the_dark(footage: Path) -> None:
    frames = play(footage / "video" / "screen-in-the-dark.mp4", "DICT_6X6_1000", 120)
    assert locked(frames, "0") > 0.95


@pytest.fixture(scope="module")
def generator(footage: Path) -> Any:
    spec = importlib.util.spec_from_file_location("generator", footage / "synthetic" / "generator.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("scenario", "start", "limit_px"), [("static", 0, 0.3), ("hand", 40, 0.8)])
def test_a_cube_stands_on_the_tag(generator: Any, scenario: str, start: int, limit_px: float) -> None:
    lens = Intrinsics(1280, 720, 1000, 1000, 639.5, 359.5)
    tag = bare_marker(7, 0.08, APRILTAG)
    tracker = Tracker((tag,), lens)
    card, background = generator.aruco_card(), generator.clutter(1280, 720, 1234)
    cube = np.array([[x, y, z] for x in (-0.04, 0.04) for y in (-0.04, 0.04) for z in (0.0, 0.08)])
    off = []
    for index in range(start, start + 3):
        gray, R, T, _ = generator.render(card, "720p", generator.scen(scenario), index, background)
        picture = np.asarray(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR), np.uint8)
        (found,) = tracker.track(picture, index / 30)
        M = found.T_camera_target
        there, here = lens.project(cube @ M[:3, :3].T + M[:3, 3]), lens.project(cube @ R.T + T)
        off.append(float(np.sqrt(((there - here) ** 2).sum(axis=1).mean())))
    assert np.median(off) < limit_px
