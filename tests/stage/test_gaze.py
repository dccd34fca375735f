"""What the view is turned to."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.geometry import plausible_intrinsics, rigid, rotation_vector_matrix
from prisonersvoice_ar.core.presence.gaze import LOOK_RADIUS, angle_from_axis, looked_at, on_screen

LENS = plausible_intrinsics(1280, 720)


@given(st.floats(-1.2, 1.2), st.floats(0, 2 * math.pi), st.floats(0.2, 30))
def test_the_angle_is_that_from_the_axis(angle: float, around: float, distance: float) -> None:
    a = abs(angle)
    point = distance * np.array([math.sin(a) * math.cos(around), math.sin(a) * math.sin(around), math.cos(a)])
    assert np.isclose(angle_from_axis(point[None])[0], a, atol=1e-9)


@given(st.floats(0, 0.4), st.floats(0.05, 0.3))
def test_only_within_the_radius(angle: float, radius: float) -> None:
    objects = {"bunk": (math.sin(angle), 0.0, math.cos(angle))}
    found = looked_at(objects, np.eye(4), radius=radius)
    if abs(angle - radius) > 1e-9:
        assert found == ("bunk" if angle < radius else None)


def test_the_most_central_wins_and_the_nearer_of_two() -> None:
    objects = {"far": (0.0, 0.0, 3.0), "near": (0.0, 0.0, 1.0), "aside": (0.02, 0.0, 0.5)}
    assert looked_at(objects, np.eye(4)) == "near"


def test_behind_is_never_looked_at() -> None:
    assert looked_at({"door": (0.0, 0.0, -1.0)}, np.eye(4)) is None
    assert on_screen({"door": (0.0, 0.0, -1.0)}, np.eye(4), LENS) == {}


@given(st.floats(0.01, 5.0))
def test_scale_is_applied_to_places_not_to_the_pose(scale: float) -> None:
    T = rigid(rotation_vector_matrix([0.1, -0.2, 0.0]), [0.0, 0.0, 1.0])
    at = (0.3, -0.1, 0.2)
    scaled = on_screen({"a": (at[0] * scale, at[1] * scale, at[2] * scale)}, T, LENS)
    assert on_screen({"a": at}, T, LENS, scale=scale).keys() == scaled.keys()
    for name, pixel in scaled.items():
        assert np.allclose(on_screen({"a": at}, T, LENS, scale=scale)[name], pixel)


def test_no_objects_is_no_fault() -> None:
    assert looked_at({}, np.eye(4)) is None
    assert on_screen({}, np.eye(4), LENS) == {}


def test_the_radius_is_what_a_hand_can_hold() -> None:
    # at 0.4 m, 5° is 35 mm: about a bunk's half length on a 1:20 model
    assert math.isclose(0.4 * math.tan(LOOK_RADIUS), 0.035, abs_tol=0.001)
