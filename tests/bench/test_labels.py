"""The labels made by eye: their ranges cover every frame once, their corners belong to whole frames."""

import json
from pathlib import Path

import pytest

LABELS = Path(__file__).parents[2] / "bench" / "labels"
CLIPS = sorted(path for path in LABELS.glob("*.json") if path.stem != "stills")
WITH_CORNERS = [LABELS / f"{name}.json" for name in ("handheld-sheet", "postcard", "screen-in-the-dark")]
"""of the others only the frames are labelled"""


def frames(ranges: list[list[int]]) -> list[int]:
    return [frame for first, last in ranges for frame in range(first, last + 1)]


def test_there_are_labels() -> None:
    assert {path.stem for path in CLIPS} >= {"handheld-sheet", "screen-in-the-dark", "postcard"}


@pytest.mark.parametrize("path", CLIPS, ids=lambda path: path.stem)
def test_the_ranges_cover_every_frame_once(path: Path) -> None:
    label = json.loads(path.read_text(encoding="utf-8"))
    covered = frames(label["whole"]) + frames(label["partly"]) + frames(label["none"])
    assert sorted(covered) == list(range(label["frames"]))
    assert set(label["doubtful"]) <= set(covered)


@pytest.mark.parametrize("path", WITH_CORNERS, ids=lambda path: path.stem)
def test_corners_belong_to_whole_frames_and_run_clockwise(path: Path) -> None:
    label = json.loads(path.read_text(encoding="utf-8"))
    whole = set(frames(label["whole"]))
    assert len(label["corners"]) >= 12
    for frame, corners in label["corners"].items():
        assert int(frame) in whole
        assert len(corners) == 4
        doubled_area = sum(
            x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True)
        )
        assert doubled_area > 0, f"frame {frame}: not clockwise as seen (y grows downwards)"
        assert min(corners, key=lambda corner: corner[0] ** 2 + corner[1] ** 2) == corners[0]


def test_stills_name_their_tags() -> None:
    stills = json.loads((LABELS / "stills.json").read_text(encoding="utf-8"))
    assert {tag for tags in stills["whole"].values() for tag in tags} == {22, 24, 58, 76, 85, 144, 198}
