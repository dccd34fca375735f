"""Properties of rigid transforms, axes, intrinsics and projection."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.geometry import (
    Intrinsics,
    T_panda_opencv,
    check_rigid,
    inverse,
    look_at,
    off_axis_frustum,
    plausible_intrinsics,
    pose_for_panda,
    projection_matrix,
    rigid,
    rotation_angle,
    rotation_vector_matrix,
    transform_points,
    world_from_target,
)

numbers = st.floats(-3.0, 3.0, allow_nan=False)
vectors = st.tuples(numbers, numbers, numbers)
poses = st.builds(lambda r, t: rigid(rotation_vector_matrix(r), t), vectors, vectors)


@given(poses, poses, vectors)
def test_transforms_compose_and_invert(T_a_b, T_b_c, point) -> None:
    points = np.array([point])
    through = transform_points(T_a_b, transform_points(T_b_c, points))
    assert np.allclose(transform_points(T_a_b @ T_b_c, points), through, atol=1e-9)
    assert np.allclose(transform_points(inverse(T_a_b), transform_points(T_a_b, points)), points, atol=1e-9)
    check_rigid(T_a_b @ T_b_c)


@given(vectors)
def test_rotation_angle_is_the_length_of_the_vector(vector) -> None:
    length = float(np.linalg.norm(vector)) % (2 * math.pi)
    expected = min(length, 2 * math.pi - length)
    assert rotation_angle(rotation_vector_matrix(vector)) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("angle", [0.0, 1e-9, 1e-4, math.pi - 1e-7, math.pi])
def test_rotation_angle_is_stable_at_both_ends(angle: float) -> None:
    assert rotation_angle(rotation_vector_matrix([0, angle, 0])) == pytest.approx(angle, abs=1e-12)


@given(vectors, vectors)
def test_look_at_puts_the_target_on_the_optical_axis(eye, at) -> None:
    direction = np.subtract(at, eye)
    if np.linalg.norm(direction[:2]) < 1e-3:
        return
    T_camera_world = inverse(look_at(eye, at))
    seen = transform_points(T_camera_world, np.array([at]))[0]
    assert seen == pytest.approx([0.0, 0.0, np.linalg.norm(direction)], abs=1e-7)
    above = transform_points(T_camera_world, np.array([np.add(at, (0, 0, 0.1))]))[0]
    assert above[1] < seen[1], "up in the world must be up (negative y) in the picture"


def test_panda_axes() -> None:
    # OpenCV's forward (z) is Panda's forward (y); OpenCV's down (y) is Panda's −z
    assert transform_points(T_panda_opencv, [[0, 0, 1]])[0] == pytest.approx([0, 1, 0])
    assert transform_points(T_panda_opencv, [[0, 1, 0]])[0] == pytest.approx([0, 0, -1])
    check_rigid(T_panda_opencv)


@given(poses)
def test_pandas_camera_sees_what_opencvs_sees(T_camera_world) -> None:
    T_world_panda = pose_for_panda(T_camera_world)
    point = np.array([[0.3, -0.2, 0.7]])
    x, y, z = transform_points(T_camera_world, point)[0]
    assert transform_points(inverse(T_world_panda), point)[0] == pytest.approx([x, z, -y], abs=1e-9)


def test_a_hanging_poster_stands_upright_and_looks_at_the_visitor() -> None:
    T_world_target = world_from_target(hangs=True)
    check_rigid(T_world_target)
    up, out = transform_points(T_world_target, [[0, 1, 0], [0, 0, 1]])
    assert up == pytest.approx([0, 0, 1])
    assert out == pytest.approx([0, -1, 0]), "behind the paper is the world's forward"
    assert np.array_equal(world_from_target(hangs=False), np.eye(4))


lenses = st.builds(
    lambda w, h, f, x, y: Intrinsics(w, h, f * w, f * w * 1.01, (w - 1) / 2 + x, (h - 1) / 2 + y),
    st.integers(64, 4000),
    st.integers(64, 4000),
    st.floats(0.4, 3.0),
    st.floats(-20, 20),
    st.floats(-20, 20),
)


@given(lenses, st.floats(0.05, 50), numbers, numbers)
def test_the_renderers_projection_is_the_cameras(lens, depth, a, b) -> None:
    point = np.array([[a * depth, b * depth, depth]])
    clip = projection_matrix(lens, 0.01, 100.0) @ [*point[0], 1.0]
    ndc = clip[:3] / clip[3]
    u, v = lens.project(point)[0]
    assert ((ndc[0] + 1) * lens.width - 1) / 2 == pytest.approx(u, abs=1e-6 * lens.width)
    assert ((1 - ndc[1]) * lens.height - 1) / 2 == pytest.approx(v, abs=1e-6 * lens.height)
    assert -1.0 <= ndc[2] <= 1.0


@given(lenses, st.integers(1, 4), numbers, numbers)
def test_scaled_intrinsics_see_the_same_ray(lens, factor, a, b) -> None:
    bigger = lens.scaled_to(lens.width * factor, lens.height * factor)
    point = np.array([[a, b, 2.0]])
    u, v = lens.project(point)[0]
    assert bigger.project(point)[0] == pytest.approx([(u + 0.5) * factor - 0.5, (v + 0.5) * factor - 0.5])
    assert bigger.horizontal_fov == pytest.approx(lens.horizontal_fov)


def test_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="another shape"):
        plausible_intrinsics(1280, 720).scaled_to(640, 480)


@pytest.mark.parametrize(
    "broken",
    [
        {"width": 0},
        {"fx": -1.0},
        {"fy": float("nan")},
        {"model": "pinhole"},
        {"distortion": (0.1, 0.2, 0.3)},
        {"model": "fisheye", "distortion": (0.1,) * 5},
    ],
)
def test_a_lens_that_cannot_be_is_refused(broken) -> None:
    good = {"width": 640, "height": 480, "fx": 500.0, "fy": 500.0, "cx": 319.5, "cy": 239.5}
    with pytest.raises(ValueError, match="."):
        Intrinsics(**(good | broken))


def test_plausible_lens_is_sixty_degrees_across_the_longer_side() -> None:
    assert math.degrees(plausible_intrinsics(1280, 720).horizontal_fov) == pytest.approx(60.0)
    portrait = plausible_intrinsics(720, 1280)
    assert portrait.fx == plausible_intrinsics(1280, 720).fx
    assert portrait.assumed


@given(numbers, numbers, st.floats(0.1, 3.0))
def test_off_axis_frustum_meets_the_screens_edges(x, y, z) -> None:
    left, right, bottom, top = off_axis_frustum(np.array([x, y, z]), 0.6, 0.4, 0.1)
    assert left < right
    assert bottom < top
    assert left * z / 0.1 + x == pytest.approx(-0.3, abs=1e-9)
    assert top * z / 0.1 + y == pytest.approx(0.2, abs=1e-9)


def test_an_eye_behind_the_screen_is_refused() -> None:
    with pytest.raises(ValueError, match="before the screen"):
        off_axis_frustum(np.array([0, 0, -0.1]), 1, 1, 0.1)


@pytest.mark.parametrize(
    ("T", "words"),
    [
        (np.eye(3), "4×4"),
        (np.diag([1, 1, -1, 1.0]), "not a rotation"),
        (np.full((4, 4), np.nan), "not finite"),
        (np.diag([1, 1, 1, 2.0]), "last row"),
    ],
)
def test_a_transform_that_is_not_rigid_is_refused_by_name(T, words) -> None:
    with pytest.raises(ValueError, match=f"T_world_card.*{words}"):
        check_rigid(T, "T_world_card")
