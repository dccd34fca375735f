"""The debug outline, drawn through the cell's own camera path, lands where the lens says it must."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from prisonersvoice_ar.core.geometry import (
    Array,
    Intrinsics,
    inverse,
    look_at,
    plausible_intrinsics,
    rigid,
    rotation_vector_matrix,
    transform_points,
)
from prisonersvoice_ar.core.tracking.target import Rectangle
from prisonersvoice_ar.stage.stage import Stage

CARD = Rectangle((0.0, 0.0), (0.148, 0.105))
TOLERANCE_PX = 0.5


def rendered_corners(picture: Array, truth: Array) -> Array:
    """(4, 2) crossings of lines fitted to the magenta pixels along each side; pixel centres at integers."""
    blue, green, red = (picture[..., i].astype(int) for i in range(3))
    # how magenta a pixel is, against a dark grey ground
    weight = np.clip(np.minimum(blue, red) - green - 60, 0, None).astype(float)
    rows, columns = np.nonzero(weight)
    points, weights = np.column_stack([columns, rows]).astype(float), weight[rows, columns]
    lines = []
    for a, b in zip(truth, np.roll(truth, -1, axis=0), strict=True):
        along = (b - a) / np.linalg.norm(b - a)
        offset = points - a
        s = offset @ along / np.linalg.norm(b - a)
        off = offset @ np.array([-along[1], along[0]])
        near = (np.abs(off) < 4.0) & (s > 0.12) & (s < 0.88)
        assert near.sum() > 20, "a side of the outline is not drawn where it should be"
        chosen, w = points[near], weights[near]
        middle = np.average(chosen, axis=0, weights=w)
        _, _, turned = np.linalg.svd((chosen - middle) * np.sqrt(w)[:, None], full_matrices=False)
        lines.append((middle, turned[1]))
    corners = []
    for (p, n), (q, m) in zip(np.roll(np.array(lines), 1, axis=0), np.array(lines), strict=True):
        corners.append(np.linalg.solve(np.stack([n, m]), np.array([n @ p, m @ q])))
    return np.array(corners)


def random_poses(count: int, seed: int) -> list[Array]:
    """Poses of a card that stays whole in the picture: tilted up to 60°, turned any way, 0.35 to 0.6 m away."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        a, e = rng.uniform(0, 2 * np.pi), rng.uniform(0.52, 1.5)
        eye = np.array([np.cos(a) * np.cos(e), np.sin(a) * np.cos(e), np.sin(e)]) * rng.uniform(0.35, 0.6)
        roll = rigid(rotation_vector_matrix([0, 0, rng.uniform(-0.6, 0.6)]), [0, 0, 0])
        found.append(roll @ inverse(look_at(eye, rng.uniform(-0.02, 0.02, 3))))
    return found


def check(stage: Stage, lens: Intrinsics, T: Array, picture: Array, *, mirrored: bool) -> float:
    stage.show_picture(picture, lens)
    stage.place(T)
    stage.render()
    size = (picture.shape[1], picture.shape[0])
    pixels = lens.scaled_to(*size).project(transform_points(T, CARD.corners))
    truth = stage.backdrop.viewport.window_from_picture(pixels, size, mirrored=mirrored)
    measured = rendered_corners(stage.window.picture(), truth)
    return float(np.abs(measured - truth).max())


@pytest.mark.parametrize("smooth", [False, True])
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("window_size", [(640, 360), (700, 420), (500, 700)])
def test_outline_corners_lie_within_half_a_pixel(
    make_stage: Callable[..., Stage], window_size: tuple[int, int], mirrored: bool, smooth: bool
) -> None:
    stage = make_stage(mirrored=mirrored, smooth=smooth)
    stage.cell.root.hide()
    stage.debug_outline(True)
    stage.window.resize(*window_size)
    stage.window.render()
    stage.window.events()
    # an off-centre principal point and unequal focal lengths, as a measured lens has
    lens = replace(plausible_intrinsics(1280, 720), cx=655.3, cy=341.8, fy=1101.0, assumed=False)
    picture = np.full((720, 1280, 3), 40, np.uint8)
    errors = [check(stage, lens, T, picture, mirrored=mirrored) for T in random_poses(5, 7)]
    assert max(errors) <= TOLERANCE_PX


def test_the_check_sees_a_shift_of_a_pixel(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage()
    stage.cell.root.hide()
    stage.debug_outline(True)
    lens = plausible_intrinsics(640, 360)
    T = random_poses(1, 3)[0]
    stage.show_picture(np.full((360, 640, 3), 40, np.uint8), lens)
    stage.place(T)
    stage.render()
    shifted = lens.project(transform_points(T, CARD.corners)) + np.array([1.0, 0.0])
    measured = rendered_corners(stage.window.picture(), shifted)
    assert np.abs(measured - shifted).max() > TOLERANCE_PX
