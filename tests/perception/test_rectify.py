"""Pictures through a bent lens: drawn straight for the stage, as they are for the report of corners."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from pumping import pump, running
from test_markers import CARD, LENSES, off_px, photograph

from prisonersvoice_ar.core.geometry import Array, Intrinsics, rigid
from prisonersvoice_ar.core.tracking.target import bare_marker
from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.tracker import Tracker
from prisonersvoice_ar.perception.rectify import Rectifier
from prisonersvoice_ar.perception.settings import Seen

MARKER_M = 0.05
MARKER = bare_marker(401, MARKER_M, "DICT_APRILTAG_36h11")
PAPER = (230 / 255) ** 2.2
"""no edge of a sheet beside the marker, which the corner finder would take for it"""
RADII = (0.0, 0.2, 0.4, 0.55)
"""from the middle of the picture, in picture widths"""


def at_radius(lens: Intrinsics, radius: float) -> Array:
    """A pose whose marker, 50 pixels wide, lies ``radius`` picture widths from the middle of the straight picture."""
    there = np.array([lens.width * (0.5 + 0.8 * radius), lens.height * (0.5 + 0.8 * radius)])
    x, y = (there - lens.K[:2, 2]) / (lens.fx, lens.fy)
    return rigid(np.diag([1.0, -1.0, -1.0]), np.array([x, y, 1.0]) * lens.fx * MARKER_M / 50)


@pytest.mark.parametrize("model", LENSES)
@pytest.mark.parametrize("radius", RADII)
def test_the_straightened_picture_and_the_pose_agree(model: str, radius: float) -> None:
    lens = LENSES[model]
    T = at_radius(lens, radius)
    picture = photograph(MARKER, T, lens, desk=PAPER)
    rectifier = Rectifier(lens)
    straight = rectifier.rectify(picture, np.empty_like(picture))
    assert rectifier.lens == Intrinsics(lens.width, lens.height, lens.fx, lens.fy, lens.cx, lens.cy)
    (found,) = Tracker((MARKER,), rectifier.lens).track(straight, 0.0)
    assert off_px(found, MARKER, T, rectifier.lens) < 0.6
    # what the stage draws, the pose through K alone, and where the picture shows the marker's corners
    drawn = drawn_at(found.T_camera_target, rectifier.lens)
    window, stop = (3, 3), (cv2.TERM_CRITERIA_COUNT + cv2.TERM_CRITERIA_EPS, 40, 1e-3)
    # in linear light, for in coded grey every blurred black square looks smaller
    gray = (cv2.cvtColor(straight, cv2.COLOR_BGR2GRAY) / 255.0).astype(np.float32) ** 2.2
    shown = cv2.cornerSubPix(gray, drawn.astype(np.float32).reshape(-1, 1, 2), window, (-1, -1), stop)
    assert np.linalg.norm(drawn - shown.reshape(-1, 2), axis=1).max() < 1.0


def drawn_at(T: Array, lens: Intrinsics) -> Array:
    return lens.project(MARKER.outline.corners @ T[:3, :3].T + T[:3, 3])


def test_a_run_sees_straight_pictures_through_a_straight_lens(
    start: Callable[..., PerceptionLink], tmp_path: Path
) -> None:
    lens = LENSES["fisheye"]
    T = at_radius(lens, 0.4)
    picture = photograph(MARKER, T, lens, desk=PAPER)
    cv2.imwrite(str(tmp_path / "0.png"), picture)
    seen = first(start(str(tmp_path), lens=lens, targets=(MARKER,), rectify=True, loop=True))
    rectifier = Rectifier(lens)
    assert seen.lens == rectifier.lens
    assert np.array_equal(seen.pixels, rectifier.rectify(picture, np.empty_like(picture)))
    (found,) = seen.observation.targets
    assert np.abs(drawn_at(T, seen.lens) - found.corners).max() < 1.0


def test_corners_of_the_tracker_alone_are_those_of_the_cameras_picture(
    start: Callable[..., PerceptionLink], tmp_path: Path
) -> None:
    lens = LENSES["brown"]
    T = at_radius(lens, 0.4)
    picture = photograph(MARKER, T, lens, desk=PAPER)
    cv2.imwrite(str(tmp_path / "0.png"), picture)
    seen = first(start(str(tmp_path), lens=lens, targets=(MARKER,), loop=True))
    assert seen.lens == lens
    assert np.array_equal(seen.pixels, picture)
    (found,) = seen.observation.targets
    assert np.abs(found.corners - Lens(lens).project(T, MARKER.outline.corners)).max() < 0.5


def first(link: PerceptionLink) -> Seen:
    return pump(link, running)[-1]


def test_a_straight_lens_costs_nothing(start: Callable[..., PerceptionLink], tmp_path: Path) -> None:
    lens = Intrinsics(640, 480, 620, 620, 319.5, 239.5)
    picture = photograph(CARD, at_radius(lens, 0.1), lens)
    cv2.imwrite(str(tmp_path / "0.png"), picture)
    seen = first(start(str(tmp_path), lens=lens, rectify=True, loop=True))
    assert np.array_equal(seen.pixels, picture)
    assert seen.lens == lens


@pytest.mark.parametrize("model", LENSES)
def test_a_straight_line_is_drawn_straight(model: str) -> None:
    lens = LENSES[model]
    ideal = np.stack([np.linspace(60, 580, 400), np.full(400, 120.0)], axis=1)
    bent = np.zeros((480, 640, 3), np.uint8)
    points = np.round(Lens(lens).picture(ideal) * 16).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(bent, [points], False, (255, 255, 255), 3, cv2.LINE_AA, 4)
    straight = Rectifier(lens).rectify(bent, np.empty_like(bent))[..., 0].astype(float)
    columns = straight[:, 100:540]
    middle = (columns * np.arange(480)[:, None]).sum(axis=0) / columns.sum(axis=0)
    assert np.abs(middle - 120.0).max() < 0.5
