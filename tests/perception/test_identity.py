"""What is a board and what only bears one of its tags: ids are used by others too."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from test_markers import APRILTAG, CARD, LENS, off_px, photograph, pose

from prisonersvoice_ar.core.geometry import plausible_intrinsics
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Rectangle, Target, bare_marker
from prisonersvoice_ar.perception.markers.tracker import Tracker

OUTLINE = Rectangle((0.0, 0.0), (0.148, 0.105))
PAIR = Target(
    "pair",
    "board",
    APRILTAG,
    (MarkerPlace(3, 0.042, (-0.04, 0.0)), MarkerPlace(4, 0.042, (0.04, 0.0))),
    OUTLINE,
)
MANY = Target(
    "many",
    "board",
    APRILTAG,
    (
        MarkerPlace(3, 0.042, (0.044, 0.0)),
        MarkerPlace(4, 0.016, (-0.06, 0.0385)),
        MarkerPlace(5, 0.016, (0.06, 0.0385)),
        MarkerPlace(6, 0.016, (0.06, -0.0385)),
    ),
    OUTLINE,
)


def test_a_lone_tag_with_one_of_the_boards_ids_is_no_board() -> None:
    foreign = bare_marker(0, 0.04, APRILTAG)
    tracker = Tracker((CARD,), LENS)
    for frame in range(6):
        picture = photograph(foreign, pose(z=0.25, x=0.002 * frame), seed=frame)
        assert tracker.track(picture, frame / 30) == ()


def test_a_board_of_which_two_tags_are_free_is_found() -> None:
    T = pose()
    picture = photograph(CARD, T)
    for place in CARD.markers[1:4]:
        quad = _place(T, place.corners.mean(axis=0))
        cv2.circle(picture, (int(quad[0]), int(quad[1])), 34, (120, 140, 190), -1)
    (found,) = Tracker((CARD,), LENS).track(picture, 0.0)
    assert off_px(found, CARD, T) < 0.8


def test_a_board_whose_other_tags_are_outside_the_picture_is_found() -> None:
    tracker = Tracker((CARD,), LENS)
    found = []
    for frame in range(4):
        T = pose(x=0.0005 * frame, z=0.085, tilt=0.1)
        found.append(len(tracker.track(photograph(CARD, T, seed=frame), frame / 30)))
    assert found == [0, 0, 1, 1]  # one tag alone is believed when it stays


def test_a_board_too_far_for_its_small_tags_is_found() -> None:
    T = pose(z=0.95)
    (found,) = Tracker((CARD,), LENS).track(photograph(CARD, T), 0.0)
    assert found.target == "card"


def _place(T: np.ndarray, point: np.ndarray) -> np.ndarray:
    camera = T[:3, :3] @ point + T[:3, 3]
    return np.array([LENS.fx * camera[0] / camera[2] + LENS.cx, LENS.fy * camera[1] / camera[2] + LENS.cy])


@pytest.mark.footage
@pytest.mark.parametrize("board", [PAIR, MANY], ids=["pair", "many"])
def test_two_tags_on_a_wall_are_no_card(board: Target, footage: Path) -> None:
    capture = cv2.VideoCapture(str(footage / "video" / "wall-two-tags.mp4"))
    tracker: Tracker | None = None
    seen = 0
    for index in range(159):
        good = capture.grab()
        if not good or index % 4:
            continue
        picture = capture.retrieve()[1]
        tracker = tracker or Tracker((board,), plausible_intrinsics(picture.shape[1], picture.shape[0]))
        assert tracker.track(np.asarray(picture, np.uint8), index / 30) == ()
        seen += 1
    capture.release()
    assert seen == 40


@pytest.mark.footage
@pytest.mark.parametrize("folder", ["apriltags", "known-pose"])
def test_stills_with_a_boards_ids_show_no_card_at_first_sight(folder: str, footage: Path) -> None:
    paths = [
        path for path in sorted((footage / "stills" / folder).iterdir()) if path.suffix in (".png", ".jpg")
    ]
    assert len(paths) >= 3
    for path in paths:
        picture = np.asarray(cv2.imread(str(path)), np.uint8)
        lens = plausible_intrinsics(picture.shape[1], picture.shape[0])
        for target in (CARD, MANY, PAIR):
            assert Tracker((target,), lens).track(picture, 0.0) == (), (path.name, target.name)
