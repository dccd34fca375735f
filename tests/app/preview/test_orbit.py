"""The author's eye: it looks at the target from wherever it is, and never from below the table or behind the wall."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.app.preview.orbit import Orbit, orbit_for
from prisonersvoice_ar.core.geometry import check_rigid, inverse
from prisonersvoice_ar.core.tracking.target import Rectangle, Target
from prisonersvoice_ar.stage.tabletop import view_lens

CARD = Target("card", "board", "", (), Rectangle((0.0, 0.0), (0.148, 0.105)))
POSTER = Target(
    "poster", "board", "", (), Rectangle((0.0, 0.0), (0.297, 0.42)), hangs=True, opening=Rectangle((0.0, 0.02), (0.18, 0.24))
)  # fmt: skip


@pytest.mark.parametrize(("target", "mode"), [(CARD, "diorama"), (POSTER, "portal"), (None, "diorama")])
def test_the_middle_of_what_is_looked_at_is_in_the_middle_of_the_view(
    target: Target | None, mode: str
) -> None:
    orbit = orbit_for(target, mode, 0.125, (960, 536))
    T = check_rigid(orbit.T_camera_target)
    x, y, z = T[:3, :3] @ np.array(orbit.at) + T[:3, 3]
    assert (x, y) == pytest.approx((0.0, 0.0), abs=1e-9)
    assert z == pytest.approx(orbit.distance)


def test_a_poster_is_seen_from_before_it_and_upright() -> None:
    T = orbit_for(POSTER, "portal", 0.1, (960, 536)).T_camera_target
    eye = inverse(T)[:3, 3]
    assert eye[2] > 0.3
    assert (T[:3, :3] @ np.array([0.0, 1.0, 0.0]))[1] < -0.9  # the paper's up is the picture's up


@pytest.mark.parametrize("size", [(959, 536), (744, 608), (1504, 844), (792, 1753), (2238, 536)])
@pytest.mark.parametrize(("target", "mode", "clear"), [(CARD, "diorama", 0.0), (POSTER, "portal", 0.21)])
def test_all_of_it_is_seen_in_a_picture_of_any_shape(
    target: Target, mode: str, clear: float, size: tuple[int, int]
) -> None:
    T, (w, h) = orbit_for(target, mode, 0.12, size).T_camera_target, target.outline.size_m
    tall = 0.12 if mode == "diorama" else 0.0
    corners = [(x * w / 2, y * h / 2, z) for x in (-1, 1) for y in (-1, 1) for z in (0.0, tall)]
    seen = view_lens(size).project(np.array(corners) @ T[:3, :3].T + T[:3, 3])
    across, down = seen[:, 0] / size[0], seen[:, 1] / size[1]
    assert abs(across - 0.5).max() < 0.5
    # the buttons lie over the upper fifth, the caption over the lower
    assert abs(down - 0.5).max() < 0.5 - clear


@given(st.lists(st.tuples(st.floats(-4000, 4000), st.floats(-4000, 4000)), max_size=6), st.booleans())
def test_no_drag_leads_below_the_table_or_behind_the_wall(
    drags: list[tuple[float, float]], hangs: bool
) -> None:
    orbit = Orbit(0.0, 0.5, 0.5, hangs=hangs)
    for dx, dy in drags:
        orbit = orbit.dragged(dx, dy, 720.0)
        eye = inverse(check_rigid(orbit.T_camera_target))[:3, 3]
        assert eye[2] > 0.0


def test_what_is_dragged_to_the_right_goes_to_the_right() -> None:
    orbit = Orbit(0.0, 0.6, 0.5)
    point = np.array([0.0, -0.05, 0.0, 1.0])  # on the near side of the card
    before, after = orbit.T_camera_target @ point, orbit.dragged(40.0, 0.0, 720.0).T_camera_target @ point
    assert after[0] > before[0]


def test_the_wheel_comes_nearer_and_stops() -> None:
    orbit = Orbit(0.0, 0.5, 0.5)
    assert orbit.dollied(1.0).distance < 0.5 < orbit.dollied(-1.0).distance
    assert orbit.dollied(1000.0).distance > 0.05
    assert math.isfinite(orbit.dollied(-1000.0).distance)
