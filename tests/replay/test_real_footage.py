"""The tracker, and the whole application, on real pictures of printed markers in moving hands and on walls."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.app.hurried import BEGINS_S
from tests.app.program import HURRIED, report, run
from tests.replay.outline import outline_corners, pictures
from tests.replay.scene import assert_captions, scene

ARUCO, APRIL = "DICT_6X6_1000", "DICT_APRILTAG_36h11"
Rows = list[dict[str, Any]]
Track = Callable[[str, str], Rows]
CALM = round((BEGINS_S + 0.6) * 30)
"""frames: by then the story has begun, and the cell has faded in"""


@pytest.fixture(scope="module")
def track(footage: Path, tmp_path_factory: pytest.TempPathFactory) -> Track:
    """What ``track`` says of a file or folder of the footage; each is tracked once."""

    @cache
    def rows(name: str, dictionary: str) -> Rows:
        home = tmp_path_factory.mktemp("track")
        ended = run(
            home, "track", "--source", footage / name, "--dictionary", dictionary, "--marker-mm", "80",
            "--report", home / "track.jsonl",
        )  # fmt: skip
        assert ended.code == 0, ended.err
        assert "assumed" in ended.err  # no intrinsics were given, and it says so
        return [json.loads(line) for line in (home / "track.jsonl").read_text("utf-8").splitlines()]

    return rows


def _counts(rows: Rows) -> Counter[str]:
    return Counter(target["target"] for row in rows for target in row["targets"])


@pytest.mark.footage
@pytest.mark.parametrize(
    ("name", "dictionary", "frames", "least"),
    [
        # the least share of frames in which each marker must be found; OpenCV's own is 0.66 for the first
        ("video/handheld-sheet.mp4", ARUCO, 362, {"24": 0.9}),
        ("video/wall-two-tags.mp4", APRIL, 159, {"3": 0.99, "4": 0.99}),
        ("video/screen-in-the-dark.mp4", ARUCO, 769, {"0": 0.95}),
    ],
    ids=["in a hand", "on a wall", "in the dark"],
)
def test_videos(name: str, dictionary: str, frames: int, least: dict[str, float], track: Track) -> None:
    rows = track(name, dictionary)
    assert [row["frame"] for row in rows] == list(range(frames))
    times = [row["t"] for row in rows]
    assert times == sorted(times)
    found = _counts(rows)
    assert set(found) == set(least), "a marker that is not there"
    for marker, share in least.items():
        assert found[marker] >= share * frames
    assert all(len({t["target"] for t in row["targets"]}) == len(row["targets"]) for row in rows)


@pytest.mark.footage
def test_the_outline_reported_is_the_black_square(track: Track, footage: Path) -> None:
    """Within the corners it is dark at the border, and outside it is paper: no pose floats beside its marker."""
    import cv2

    rows = track("video/handheld-sheet.mp4", ARUCO)
    video = cv2.VideoCapture(str(footage / "video/handheld-sheet.mp4"))
    contrasts = []
    for row in rows:
        grey = cv2.cvtColor(video.read()[1], cv2.COLOR_BGR2GRAY).astype(float)
        for target in row["targets"] if row["frame"] % 10 == 0 else []:
            corners = np.array(target["corners"])
            middle = corners.mean(axis=0)
            edges = [
                corners[i] + s * (corners[(i + 1) % 4] - corners[i])
                for i in range(4)
                for s in (0.2, 0.5, 0.8)
            ]
            for spot in edges:
                inner, outer = (middle + (spot - middle) * scale for scale in (0.93, 1.07))
                if all(0 <= x < 848 and 0 <= y < 382 for x, y in (inner, outer)):
                    contrasts.append(grey[int(outer[1]), int(outer[0])] - grey[int(inner[1]), int(inner[0])])
    assert len(contrasts) > 200
    assert np.percentile(contrasts, 5) > 40


@pytest.mark.footage
def test_stills(track: Track) -> None:
    party = track("stills/apriltags", APRIL)
    assert [{t["target"] for t in row["targets"]} for row in party] == [
        *[{"0"}] * 3,
        {"24", "58", "85", "144"},
        *[{"22", "24", "58", "85", "144", "198"}] * 2,
        *[{"76"}] * 3,
    ]
    assert min(len(row["targets"]) for row in party[:3]) >= 10
    board = track("stills/board", ARUCO)
    assert len(board) == 9
    for row in board:
        assert {t["target"] for t in row["targets"]} == {str(number) for number in range(20)}


# --- the whole application --------------------------------------------------------------------------


@dataclass(frozen=True)
class Footage:
    """What is filmed, and what of it is looked at."""

    source: str
    dictionary: str
    size: tuple[int, int]
    """pixels of the film"""
    scale: float
    """film pixels a pixel of the source"""
    frames: int
    least: int
    """corners that must be seen"""
    mirror: bool = False
    first: int = CALM
    """frame from which it is looked at"""


REAL = {
    "in a hand": Footage("video/handheld-sheet.mp4", ARUCO, (848, 382), 1.0, 104, 120),
    "on a wall": Footage("video/wall-two-tags.mp4", APRIL, (960, 540), 0.5, 74, 60),
    "mirrored": Footage("video/wall-two-tags.mp4", APRIL, (960, 540), 0.5, 128, 60, mirror=True, first=93),
    "known pose": Footage("stills/known-pose/tag36_11_640x480.png", APRIL, (640, 480), 1.0, 59, 40),
    "stills": Footage("stills/apriltags/test_image_rotation_-30.png", APRIL, (792, 594), 0.75, 59, 40),
}


def _unpacked(picture: Path, home: Path) -> Path:
    """The same pixels in a file that takes no time to read."""
    import cv2

    unpacked = home / f"{picture.stem}.bmp"
    assert cv2.imwrite(str(unpacked), cv2.imread(str(picture)))
    return unpacked


def _film(source: Path, home: Path, what: Footage) -> dict[str, Any]:
    """Film a run over real footage with the outline drawn; the run's report."""
    if source.suffix == ".png":  # it is read anew for every frame
        source = _unpacked(source, home)
    ended = run(
        home, "run", "--source", source, "--loop", "--dictionary", what.dictionary, "--marker-mm", "80",
        "--outline", "--lang", "en", "--size", "{}x{}".format(*what.size), "--frames", what.frames,
        "--record", home / "film.mp4", "--report", home / "report.json", *(["--mirror"] if what.mirror else []),
        program=HURRIED,
    )  # fmt: skip
    assert ended.code == 0, ended.err
    return report(home / "report.json")


def _rendered_against_tracked(film: Path, rows: Rows, target: str, what: Footage) -> np.ndarray:
    """(N, 2) pixels from each corner that `track` reports to where the film shows the outline's."""
    apart = []
    for number, shown in enumerate(pictures(film)):
        if number < what.first:
            continue
        picture = shown[:, ::-1] if what.mirror else shown
        for found in rows[number % len(rows)]["targets"]:
            if found["target"] == target:
                corners = (np.array(found["corners"]) + 0.5) * what.scale - 0.5
                seen = outline_corners(picture, corners)
                apart += [seen[corner] - corners[corner] for corner in seen]
    return np.array(apart).reshape(-1, 2)


@pytest.mark.footage
@pytest.mark.parametrize("name", REAL)
def test_the_cell_is_drawn_where_the_marker_is(
    name: str, footage: Path, track: Track, tmp_path: Path
) -> None:
    what = REAL[name]
    told = _film(footage / what.source, tmp_path, what)
    rows = track(what.source, what.dictionary)
    target = rows[0]["targets"][0]["target"]  # the first that comes is the anchor
    assert told["frames"]["of_source"] == what.frames
    assert told["frames"]["dropped"] == 0
    assert told["frames"]["with_target"] > 0.9 * what.frames
    apart = _rendered_against_tracked(tmp_path / "film.mp4", rows, target, what)
    assert len(apart) >= what.least, "the outline is not to be seen"
    distance = np.hypot(*apart.T) / what.scale
    assert np.median(distance) <= 0.8
    assert distance.max() <= 1.0
    assert [phase["id"] for phase in told["phases"]] == ["notice", "howto", "story"]
    assert told["beats"][0]["id"] == next(iter(scene().beats))
    assert_captions(told, "en", 1)
