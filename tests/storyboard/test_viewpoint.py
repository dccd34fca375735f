"""From where a storyboard looks: the model is whole in every picture, and so is what its beat waits for."""

from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.app.storyboard.viewpoint import before_card, before_poster, ground
from prisonersvoice_ar.core.geometry import Array, plausible_intrinsics, transform_points
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.tracking.target import Rectangle
from prisonersvoice_ar.documents import Content, load_scene
from prisonersvoice_ar.stage.cell.parts import places
from prisonersvoice_ar.stage.placing import MODEL_CORNERS, model_corners, on_card

LENS = plausible_intrinsics(640, 360)


@pytest.fixture(scope="module", params=["fifteen-days", "sixteen-places"])
def scene(request: pytest.FixtureRequest, root: Path) -> Scene:
    loaded = load_scene(root / "scenes" / request.param, Content.at(root))
    assert loaded.value is not None
    return loaded.value


def seen(T_camera_target: Array, points: Array) -> Array:
    return LENS.project(transform_points(T_camera_target, points))


def faced(T_camera_target: Array, points: Array) -> float:
    """How many pixels (N, 3) points cover from left to right."""
    return float(np.ptp(seen(T_camera_target, points)[:, 0]))


def test_all_of_the_model_is_in_the_picture_and_what_is_looked_for_is_faced(scene: Scene) -> None:
    cell = places(scene.place)
    matrix = on_card(cell, Rectangle((0.01, -0.02), (0.15, 0.1)), scene.scale).matrix
    model = transform_points(matrix, model_corners(cell)[:MODEL_CORNERS])
    x, y, z = cell.window
    pane = transform_points(matrix, np.array([(x + a, y, z + b) for a in (-0.3, 0.3) for b in (-0.2, 0.2)]))
    calm = before_card(LENS, model)
    turned = before_card(LENS, model, pane.mean(axis=0))
    other = before_card(LENS, model, transform_points(matrix, np.array([cell.door]))[0])
    for T_camera_target in (calm, turned, other):
        pixels = seen(T_camera_target, model)
        assert (pixels > (0, 0.05 * 360)).all(), "below what the corners of the screen say"
        assert (pixels < (640, 360)).all()
        assert np.ptp(pixels[:, 1]) > 0.6 * 360, "and not far away"
    assert faced(turned, pane) > 1.3 * faced(calm, pane) > 0.0
    middle = transform_points(matrix, np.array([[0.0, 0.0, 1.0]]))[0]
    assert np.array_equal(before_card(LENS, model, middle), calm), (
        "the camera stays for what is not at an end"
    )


@pytest.mark.parametrize("size", [(640, 360), (360, 640)])
def test_a_poster_is_whole_in_the_picture_and_what_is_printed_lies_on_it(size: tuple[int, int]) -> None:
    lens = plausible_intrinsics(*size)
    paper = Rectangle((0.02, -0.01), (0.297, 0.42))
    T_camera_target = before_poster(lens, paper)
    corners = lens.project(transform_points(T_camera_target, paper.corners))
    assert (corners > (0, 0.05 * size[1])).all()
    assert (corners < size).all()
    assert (np.ptp(corners, axis=0) / size).max() > 0.7, "and not far away"
    printed = np.full((840, 594, 3), 255, np.uint8)
    printed[:420, :297] = (0, 0, 255)  # red, above to the left
    printed[420:, 297:] = (255, 0, 0)
    there = ground(lens, T_camera_target, paper, printed).astype(int)
    blank = ground(lens, T_camera_target, paper).astype(int)
    for across, up, ink in ((-1, 1, (0, 0, 1)), (1, -1, (1, 0, 0)), (1, 1, (1, 1, 1)), (-1, -1, (1, 1, 1))):
        spot = np.array([[0.02 + across * 0.07, -0.01 + up * 0.1, 0.0]])
        x, y = lens.project(transform_points(T_camera_target, spot))[0].round().astype(int)
        assert np.abs(there[y, x] - blank[y, x] * ink).max() <= 1
    assert np.array_equal(there[:3], blank[:3]), "the wall is not printed on"
