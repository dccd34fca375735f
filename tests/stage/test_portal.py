"""Through the opening and nowhere else: nothing leaks at grazing angles, at the border, or from behind."""

from collections.abc import Callable

import numpy as np
import pytest

from prisonersvoice_ar.core.geometry import Array, Intrinsics, transform_points
from prisonersvoice_ar.core.tracking.target import Rectangle
from prisonersvoice_ar.stage.placing import behind_opening, opening_corners, portal_scale
from prisonersvoice_ar.stage.stage import Stage

View = Callable[..., Array]
VIEWS = [
    (0, 0, 0.7),
    (40, 12, 0.5),
    (-66, -20, 0.5),
    (84, 0, 0.6),
    (-87, 3, 0.5),
    (20, 70, 0.6),
    (10, 0, 0.14),
]


def convex(points: Array) -> Array:
    """The points' convex hull, anticlockwise (Andrew's monotone chain)."""
    ordered = sorted(map(tuple, points))

    def half(run: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
        hull: list[tuple[float, ...]] = []
        for p in run:
            while len(hull) > 1 and _cross(hull[-2], hull[-1], p) <= 0:
                hull.pop()
            hull.append(p)
        return hull[:-1]

    return np.array(half(ordered) + half(ordered[::-1]))


def _cross(o: tuple[float, ...], a: tuple[float, ...], b: tuple[float, ...]) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def outside(polygon: Array, shape: tuple[int, int], margin: float) -> Array:
    """(H, W) True where a pixel lies more than ``margin`` outside the polygon."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    furthest = np.full(shape, -np.inf)
    for a, b in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        n = np.array([b[1] - a[1], a[0] - b[0]]) / max(float(np.linalg.norm(b - a)), 1e-9)
        furthest = np.maximum(furthest, (x - a[0]) * n[0] + (y - a[1]) * n[1])
    return furthest > margin


def shown(stage: Stage, T: Array | None, picture: Array, lens: Intrinsics) -> Array:
    stage.show_picture(picture, lens)
    stage.place(T)
    stage.render()
    return stage.window.picture()


@pytest.mark.parametrize("pose", VIEWS)
def test_nothing_is_drawn_beyond_the_rim(
    *,
    make_stage: Callable[..., Stage],
    view: View,
    grey: Array,
    lens: Intrinsics,
    opening: Rectangle,
    pose: tuple,
) -> None:
    stage = make_stage("portal")
    T = view(*pose, hangs=True)
    changed = (shown(stage, T, grey, lens) != grey).any(axis=2)
    corners = transform_points(T, opening_corners(opening))
    if (corners[:, 2] > 0.02).all():
        hull = convex(lens.project(corners))
        assert not (changed & outside(hull, changed.shape, 1.0)).any()
    assert changed.any()


@pytest.mark.parametrize("pose", VIEWS[:3])
def test_the_whole_opening_is_filled(
    *,
    make_stage: Callable[..., Stage],
    view: View,
    grey: Array,
    lens: Intrinsics,
    opening: Rectangle,
    pose: tuple,
) -> None:
    stage = make_stage("portal")
    T = view(*pose, hangs=True)
    changed = (shown(stage, T, grey, lens) != grey).any(axis=2)
    polygon = convex(lens.project(transform_points(T, opening.corners)))
    assert (changed | outside(polygon, changed.shape, -1.5)).mean() > 0.9995


def test_from_behind_there_is_only_the_picture(
    make_stage: Callable[..., Stage], view: View, grey: Array, lens: Intrinsics
) -> None:
    stage = make_stage("portal")
    for azimuth in (91, 120, 180, 250):
        assert np.array_equal(shown(stage, view(azimuth, 10, 0.6, hangs=True), grey, lens), grey)


def test_the_view_behind_moves_against_the_poster(
    make_stage: Callable[..., Stage], view: View, lens: Intrinsics, opening: Rectangle
) -> None:
    # true parallax: a far thing moves less across the picture than the opening's edge does
    stage = make_stage("portal")
    placed = behind_opening(stage.cell.places, opening, portal_scale(opening)).matrix
    window = np.append(stage.cell.places.window, 1.0)
    far = (placed @ window)[None, :3]
    edge = opening.corners[:1]
    assert far[0, 2] < -0.5
    a, b = (view(x, 0, 0.6, hangs=True) for x in (-10, 10))
    move = [
        abs(np.diff([lens.project(transform_points(T, p))[0, 0] for T in (a, b)])[0]) for p in (edge, far)
    ]
    assert move[1] > move[0]


def test_mirrored_is_the_mirror_image(
    make_stage: Callable[..., Stage], view: View, grey: Array, lens: Intrinsics
) -> None:
    stage = make_stage("portal", smooth=False)
    T = view(30, 5, 0.6, hangs=True)
    plain = shown(stage, T, grey, lens)
    stage.mirror(on=True)
    turned = shown(stage, T, grey, lens)[:, ::-1]
    # edges may fall on the other side of a pixel's middle
    assert (np.abs(plain.astype(int) - turned).max(axis=2) > 12).mean() < 0.01
