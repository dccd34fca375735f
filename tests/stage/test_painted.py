"""The cell from its painted picture: the same to the eye, given up at once when the light changes."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from prisonersvoice_ar.core.geometry import Array, plausible_intrinsics
from prisonersvoice_ar.stage.stage import Stage

View = Callable[..., Array]
SIZE = (1280, 720)
PAINTING = 40
"""frames: longer than it takes; where it is painted sooner, what follows is not drawn"""


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    made = make_stage(smooth=False)
    if made._painted is None:
        pytest.skip("on a graphics card nothing is painted")
    made.window.resize(*SIZE)
    made.window.render()
    made.window.events()
    return made


def drawn(stage: Stage, T: Array, frames: int, size: tuple[int, int] = SIZE) -> np.ndarray:
    picture = np.full((size[1], size[0], 3), 120, np.uint8)
    for _ in range(frames):
        painted = stage.cell._painted is not None
        stage.show_picture(picture, plausible_intrinsics(*size))
        stage.place(T)
        stage.render()
        if painted and stage.cell._painted is not None:
            break  # a frame more would show the same
    return stage.window.picture().astype(int)


@pytest.mark.parametrize("pose", [(0, 38, 0.42), (55, 30, 0.40), (-40, 50, 0.45), (150, 45, 0.42)])
@pytest.mark.parametrize("hatch", [0.0, 1.0])
def test_it_looks_as_its_surfaces_do(
    stage: Stage, view: View, pose: tuple[float, float, float], hatch: float
) -> None:
    stage.light("hatch", hatch)
    T = view(*pose)
    plain = drawn(stage, T, 1)
    assert stage.cell._painted is None
    painted = drawn(stage, T, PAINTING)
    assert stage.cell._painted is not None
    away = np.abs(plain - painted).max(axis=2)
    inside = away[away > 0]
    assert len(inside) > 20_000  # it was drawn another way
    assert inside.mean() < 4.0
    assert np.percentile(inside, 99) < 20
    # no black seam, no hole: nowhere is it much darker than the surfaces are
    assert ((plain - painted).max(axis=2) > 60).mean() < 2e-4


def test_a_light_that_changes_is_seen_in_the_very_frame(stage: Stage, view: View) -> None:
    T = view(0, 38, 0.42)
    painted = drawn(stage, T, PAINTING)
    assert stage.cell._painted is not None
    stage.light("bulb", 0.3)
    dimmed = drawn(stage, T, 1)
    assert stage.cell._painted is None
    assert dimmed.mean() < painted.mean() - 3
    again = drawn(stage, T, PAINTING)
    assert stage.cell._painted is not None
    assert np.abs(again - dimmed).max(axis=2).mean() < 2.0


def test_near_and_far_it_is_drawn_from_its_surfaces(stage: Stage, view: View) -> None:
    for distance in (0.12, 1.6):
        drawn(stage, view(0, 40, distance), PAINTING)
        assert stage.cell._painted is None, distance


def test_other_modes_are_drawn_from_the_surfaces(stage: Stage, view: View) -> None:
    drawn(stage, view(0, 38, 0.42), PAINTING)
    stage.set_mode("seated")
    drawn(stage, view(0, 38, 0.42), 2)
    assert stage.cell._painted is None


def test_a_room_that_hardly_changes_is_no_change(stage: Stage, view: View) -> None:
    T = view(0, 38, 0.42)
    drawn(stage, T, PAINTING)
    version = stage.cell.light_map.version
    for level in (118, 121, 119, 122):
        stage.take_picture(np.full((SIZE[1], SIZE[0], 3), level, np.uint8))
        stage.place(T)
        stage.render()
    assert stage.cell.light_map.version == version
    for _ in range(80):
        stage.take_picture(np.full((SIZE[1], SIZE[0], 3), 200, np.uint8))
        stage.place(T)
        stage.render()
    assert stage.cell.light_map.version > version


def test_slices_that_were_swallowed_are_painted_later(stage: Stage, view: View) -> None:
    T = view(0, 38, 0.42)
    plain = drawn(stage, T, 1)
    assert stage._painted is not None
    output = stage._painted._snapshot.output
    for number in range(2 * PAINTING):
        stage.place(T)
        stage.update()
        if number % 3:
            output.setActive(False)
        stage.window.render()
    painted = drawn(stage, T, PAINTING)
    assert stage.cell._painted is not None
    away = np.abs(plain - painted).max(axis=2)
    assert away[away > 0].mean() < 4.0
    assert ((plain - painted).max(axis=2) > 60).mean() < 2e-4


def test_it_is_the_screen_that_counts_and_not_the_camera(stage: Stage, view: View) -> None:
    # a picture of a quarter of the window's size is drawn four times as large
    small = (SIZE[0] // 4, SIZE[1] // 4)
    drawn(stage, view(0, 38, 0.42), PAINTING, small)
    assert stage.cell._painted is not None
    drawn(stage, view(0, 38, 0.2), PAINTING, small)
    assert stage.cell._painted is None


def test_a_trembling_hand_at_the_limit_makes_nothing_flicker(stage: Stage, view: View) -> None:
    tremor = np.random.default_rng(5)
    drawn(stage, view(0, 38, 0.42), PAINTING)
    for limit in (0.32, 0.77):
        ways = []
        for _ in range(30):
            drawn(stage, view(0, 38, limit * (1 + 0.004 * tremor.standard_normal())), 1)
            ways.append(stage.cell._painted is not None)
        assert sum(a != b for a, b in pairwise(ways)) <= 1, limit
