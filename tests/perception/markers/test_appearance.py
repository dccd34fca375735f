"""What a target looks like: its sides, which texel lies where on them, and what of them is known."""

import numpy as np
import pytest

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import FLAT, MarkerPlace, Plane, Rectangle, Target, bare_marker
from prisonersvoice_ar.perception.markers.appearance import Level, Side, picture_side, sides_of
from prisonersvoice_ar.perception.markers.code import pattern
from tests.perception.markers.studio import APRILTAG, CARD, CUBE, TAG


def texel(level: Level, flat: Array) -> tuple[int, int]:
    """Row and column of a place (2,) metres on the side."""
    column, row, _ = np.linalg.inv(level.to_target) @ (*flat, 1.0)
    return round(row), round(column)


def flat(place: MarkerPlace, across: float, up: float) -> Array:
    """(2,) metres on the side, for a place given in halves of a marker's edge."""
    c, s = np.cos(place.turn), np.sin(place.turn)
    x, y = across * place.size_m / 2, up * place.size_m / 2
    return np.array([c * x - s * y, s * x + c * y]) + place.center_m


def cells(place: MarkerPlace, level: Level) -> Array:
    """The light in the middle of every cell of a marker."""
    count = len(pattern(APRILTAG, place.id))
    middles = (np.arange(count) + 0.5) / count * 2 - 1
    return np.array([[level.light[texel(level, flat(place, x, -y))] for x in middles] for y in middles])


def test_a_marker_and_a_board_have_one_side_and_a_cube_has_one_for_each_plane() -> None:
    assert [side.plane for side in sides_of(TAG)] == [FLAT]
    assert [side.plane for side in sides_of(CARD)] == [FLAT]
    assert [side.plane for side in sides_of(CUBE)] == [place.plane for place in CUBE.markers]
    assert sides_of(CUBE) is sides_of(CUBE)


@pytest.mark.parametrize("target", [TAG, CARD, CUBE], ids=lambda target: target.name)
def test_every_cell_lies_where_the_target_says(target: Target) -> None:
    sides = {side.plane: side for side in sides_of(target)}
    for place in target.markers:
        assert cells(place, sides[place.plane].levels[0]) == pytest.approx(pattern(APRILTAG, place.id))


@pytest.mark.parametrize("target", [TAG, CARD, CUBE], ids=lambda target: target.name)
def test_the_print_is_known_with_one_white_cell_around_and_no_further(target: Target) -> None:
    sides = {side.plane: side for side in sides_of(target)}
    for place in target.markers:
        level = sides[place.plane].levels[0]
        quiet = 1 + 2 / len(pattern(APRILTAG, place.id))
        for across, up in ((0.99 * quiet, 0.0), (0.0, -0.99 * quiet), (0.97, 0.97), (0.0, 0.0)):
            assert level.known[texel(level, flat(place, across, up))] == 1.0
    card = sides_of(CARD)[0].levels[0]
    assert card.known[texel(card, np.array([0.035, 0.0]))] == 0.0
    assert card.known[texel(card, np.array([0.0, 0.039]))] == 0.0
    assert 0.2 < card.known.mean() < 0.6


def test_a_tags_side_reaches_one_cell_beyond_its_square() -> None:
    (side,) = sides_of(TAG)
    assert side.corners == pytest.approx(0.05 * np.array([[-1, 1], [1, 1], [1, -1], [-1, -1]]), abs=1e-9)
    assert side.outline[:, :2] == pytest.approx(side.corners)
    assert side.grain_m == pytest.approx(0.01)
    assert side.frame == pytest.approx(np.eye(4))
    assert 0.35 < side.contrast < 0.51


@pytest.mark.parametrize("target", [TAG, CARD, CUBE], ids=lambda target: target.name)
def test_levels_are_halved_and_cover_the_same_paper(target: Target) -> None:
    for side in sides_of(target):
        assert len(side.levels) > 3
        for finer, coarser in zip(side.levels, side.levels[1:], strict=False):
            assert coarser.texel_m == pytest.approx(2 * finer.texel_m, rel=0.1)
            assert coarser.light.mean() == pytest.approx(finer.light.mean(), abs=0.02)
        for level in side.levels:
            h, w = level.light.shape
            edges = np.array([[-0.5, -0.5, 1], [w - 0.5, -0.5, 1], [w - 0.5, h - 0.5, 1], [-0.5, h - 0.5, 1]])
            assert (edges @ level.to_target.T)[:, :2] == pytest.approx(side.corners, abs=1e-9)
            assert min(level.light.shape) >= 12


def test_the_level_is_the_coarsest_that_is_fine_enough() -> None:
    (side,) = sides_of(TAG)
    sizes = [level.texel_m for level in side.levels]
    assert side.level(0.0) is side.levels[0]
    assert side.level(1.0) is side.levels[-1]
    for size, level in zip(sizes, side.levels, strict=True):
        assert side.level(size * 1.01) is level


def test_the_faces_of_a_cube_look_outwards_from_where_they_are() -> None:
    for side in sides_of(CUBE):
        assert side.frame[:3, 2] == pytest.approx(side.frame[:3, 3] / np.linalg.norm(side.frame[:3, 3]))
        (place,) = [place for place in CUBE.markers if place.plane == side.plane]
        assert side.outline.mean(axis=0) == pytest.approx(place.corners.mean(axis=0), abs=1e-9)
        assert side.plane.points(side.corners) == pytest.approx(side.outline)


def picture(width: int, height: int) -> Side:
    light = np.tile(np.linspace(0, 1, width, dtype=np.float32), (height, 1))
    return picture_side(light, (0.3, 0.3 * height / width), FLAT)


def test_a_picture_covers_its_paper_and_its_rim_is_not_known() -> None:
    side = picture(400, 300)
    assert side.corners == pytest.approx(
        np.array([[-0.15, 0.1125], [0.15, 0.1125], [0.15, -0.1125], [-0.15, -0.1125]])
    )
    level = side.levels[0]
    assert level.known[0].max() == level.known[:, -1].max() == level.known[-1].max() == 0.0
    assert level.known[20:-20, 20:-20].min() == 1.0
    row, column = texel(level, np.array([0.075, 0.0]))
    assert level.light[row, column] == pytest.approx(0.75, abs=0.01)


def test_sizes_from_a_stamp_to_a_hall_are_drawn_within_reason() -> None:
    tiny, vast = bare_marker(3, 1e-4, APRILTAG), bare_marker(3, 60.0, APRILTAG)
    mixed = Target(
        "mixed",
        "board",
        APRILTAG,
        (MarkerPlace(0, 1.0), MarkerPlace(1, 0.02, (0.9, 0.0)), MarkerPlace(2, 0.02, (-0.9, 0.0))),
        Rectangle((0.0, 0.0), (2.0, 1.2)),
    )
    for target in (tiny, vast, mixed):
        (side,) = sides_of(target)
        assert max(side.levels[0].light.shape) <= 4096
        for place in target.markers:
            assert cells(place, side.levels[0]) == pytest.approx(pattern(APRILTAG, place.id), abs=0.3)


def test_a_side_may_be_turned_any_way() -> None:
    plane = Plane((0.1, -0.2, 0.3), (0.0, 0.6, 0.8), (1.0, 0.0, 0.0))
    target = Target(
        "leaning",
        "board",
        APRILTAG,
        (MarkerPlace(5, 0.05, (0.02, 0.01), 1.1, plane),),
        Rectangle((0.0, 0.0), (0.1, 0.1)),
    )
    (side,) = sides_of(target)
    assert cells(target.markers[0], side.levels[0]) == pytest.approx(pattern(APRILTAG, 5))
    corners = np.column_stack([side.corners, np.zeros(4), np.ones(4)]) @ side.frame.T
    assert corners[:, :3] == pytest.approx(side.outline)
