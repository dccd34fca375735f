"""The stage as the application uses it."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.geometry import Array, Intrinsics, plausible_intrinsics
from prisonersvoice_ar.stage.cell.light import LightLevels, kelvin_color
from prisonersvoice_ar.stage.cell.nodes import STUB, wall_heights
from prisonersvoice_ar.stage.cell.parts import WALL
from prisonersvoice_ar.stage.placing import BASE, SHADOW
from prisonersvoice_ar.stage.stage import Stage

View = Callable[..., Array]


def shown(stage: Stage, T: Array | None, picture: Array, lens: Intrinsics, opacity: float = 1.0) -> Array:
    stage.show_picture(picture, lens)
    stage.place(T, opacity)
    stage.render()
    return stage.window.picture()


def test_without_a_target_there_is_only_the_picture(
    make_stage: Callable[..., Stage], grey: Array, lens: Intrinsics
) -> None:
    stage = make_stage()
    assert np.array_equal(shown(stage, None, grey, lens), grey)
    assert stage.distance_m is None
    assert stage.object_at_center() is None
    assert stage.objects_on_screen() == {}


@pytest.mark.parametrize("smooth", [False, True])
def test_opacity_fades_the_whole_cell(
    make_stage: Callable[..., Stage], view: View, grey: Array, lens: Intrinsics, smooth: bool
) -> None:
    stage, T = make_stage(smooth=smooth), view(20, 35, 0.4)
    whole = shown(stage, T, grey, lens).astype(int)
    half = shown(stage, T, grey, lens, 0.5).astype(int)
    assert np.array_equal(shown(stage, T, grey, lens, 0.0), grey)
    # half of one and half of the other; edges are drawn a little differently on the two ways
    away = np.abs(half - (whole + grey) / 2).max(axis=2)
    assert (away > 8).mean() < (0.002 if smooth else 0.03)


def test_the_hatch_lets_light_in(
    make_stage: Callable[..., Stage], view: View, grey: Array, lens: Intrinsics
) -> None:
    stage, T = make_stage(), view(55, 30, 0.36)
    for name in ("bulb", "slit", "hatch"):
        stage.light(name, 0.0)
    dark = shown(stage, T, grey, lens).mean()
    stage.light("hatch", 1.0)
    shut = shown(stage, T, grey, lens)
    stage.open_hatch(1.0)
    opened = shown(stage, T, grey, lens)
    assert shut.mean() > dark + 1.0
    assert (opened.astype(int) - shut).max() > 80


@pytest.mark.parametrize("name", ["bulb", "slit", "hatch"])
def test_each_light_brightens_with_its_level(
    make_stage: Callable[..., Stage], view: View, grey: Array, lens: Intrinsics, name: str
) -> None:
    stage, T = make_stage(), view(20, 40, 0.4)
    for other in ("bulb", "slit", "hatch"):
        stage.light(other, 0.0)
    means = []
    for level in (0.0, 0.4, 0.7, 1.0):
        stage.light(name, level)
        means.append(float(shown(stage, T, grey, lens).mean()))
    assert means == sorted(means)
    assert means[-1] > means[0] + 1.0


def test_an_unknown_light_changes_nothing(
    make_stage: Callable[..., Stage], view: View, grey: Array, lens: Intrinsics
) -> None:
    stage, T = make_stage(), view(20, 40, 0.4)
    before = shown(stage, T, grey, lens)
    stage.light("moon", 1.0)
    assert np.array_equal(shown(stage, T, grey, lens), before)


def test_folding_the_bunk_is_seen(
    make_stage: Callable[..., Stage], view: View, grey: Array, lens: Intrinsics
) -> None:
    stage, T = make_stage(), view(0, 40, 0.4)
    lowered = shown(stage, T, grey, lens).astype(int)
    stage.fold_bunk(folded=True)
    folded = shown(stage, T, grey, lens)
    stage.fold_bunk(folded=False)
    assert (np.abs(folded - lowered).max(axis=2) > 20).sum() > 1000
    assert np.array_equal(shown(stage, T, grey, lens), lowered)


def test_modes_come_and_go_without_leaving_anything(
    make_stage: Callable[..., Stage], view: View, grey: Array, lens: Intrinsics, opening: object
) -> None:
    stage, T = make_stage(), view(20, 40, 0.4)
    first = shown(stage, T, grey, lens)
    nodes = stage.window.scene.findAllMatches("**").getNumPaths()
    for _ in range(3):
        stage.set_mode("portal", opening=opening, hangs=True)  # type: ignore[arg-type]
        shown(stage, view(0, 0, 0.6, hangs=True), grey, lens)
        stage.set_mode("seated")
        stage.render()
        stage.set_mode("diorama", hangs=False)
    assert np.array_equal(shown(stage, T, grey, lens), first)
    assert stage.window.scene.findAllMatches("**").getNumPaths() == nodes


def test_a_portal_without_an_opening_is_refused(make_stage: Callable[..., Stage]) -> None:
    with pytest.raises(ValueError, match="opening"):
        make_stage().set_mode("portal")


def test_a_lens_of_another_shape_is_refused(make_stage: Callable[..., Stage], grey: Array) -> None:
    with pytest.raises(ValueError, match="cannot be scaled"):
        make_stage().show_picture(grey, plausible_intrinsics(640, 480))


def test_seated_fills_the_window_and_moves(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage("seated")
    stage.render()
    first = stage.window.picture().astype(int)
    assert (first.max(axis=2) > 0).mean() > 0.98
    stage.move_time(10.0)
    stage.render()
    assert np.abs(stage.window.picture() - first).mean() > 2.0


def test_a_window_of_one_pixel_draws_and_comes_back(
    make_stage: Callable[..., Stage], view: View, grey: Array, lens: Intrinsics
) -> None:
    stage, T = make_stage(smooth=True), view(20, 40, 0.4)
    before = shown(stage, T, grey, lens)
    stage.window.resize(1, 1)
    stage.window.render()
    stage.window.events()
    assert shown(stage, T, grey, lens, 0.7).shape == (1, 1, 3)
    stage.window.resize(640, 360)
    stage.window.render()
    stage.window.events()
    assert np.array_equal(shown(stage, T, grey, lens), before)


@pytest.mark.parametrize("distance", [0.1, 0.2, 0.5, 1.5, 5.0])
def test_neither_plane_cuts_the_model(
    make_stage: Callable[..., Stage], view: View, grey: Array, lens: Intrinsics, distance: float
) -> None:
    # the card's middle is covered by the model's base or floor from every distance
    stage = make_stage(smooth=False)
    picture = shown(stage, view(20, 60, distance), grey, lens)
    assert (picture[150:210:10, 310:330:4] != grey[150:210:10, 310:330:4]).any(axis=2).mean() > 0.3
    assert stage.distance_m == pytest.approx(distance, abs=0.05)


def test_the_gaze_finds_what_the_camera_is_turned_to(
    make_stage: Callable[..., Stage], grey: Array, lens: Intrinsics
) -> None:
    from prisonersvoice_ar.core.geometry import inverse, look_at

    stage = make_stage()
    for thing in stage.plan.objects:
        at = (stage.placement.matrix @ np.append(thing.at, 1.0))[:3]
        stage.show_picture(grey, lens)
        stage.place(inverse(look_at((0.05, -0.35, 0.3), at)))
        assert stage.object_at_center() == thing.id
        assert np.allclose(stage.objects_on_screen()[thing.id], (lens.cx, lens.cy), atol=1e-6)


@given(st.floats(-3, 3), st.floats(0.5, 60))
def test_walls_sink_steadily(beyond: float, distance: float) -> None:
    here, further = (
        wall_heights(np.full(4, b), distance, 2.5)[0] for b in (beyond, beyond + 0.02 * distance)
    )
    assert further <= here
    assert here >= STUB - 1e-9
    if beyond <= 0:
        assert here > 2.5


@given(st.floats(1000, 12000))
def test_a_warmer_lamp_is_redder(kelvin: float) -> None:
    r, _, b = kelvin_color(kelvin)
    r2, _, b2 = kelvin_color(kelvin + 500)
    assert r2 / b2 <= r / b + 1e-6


def test_levels_are_held_between_dark_and_full() -> None:
    levels = LightLevels((1.0, 1.0, 1.0))
    assert levels.set("bulb", 7.0)
    assert levels.level["bulb"] == 1.0
    assert levels.set("slit", -1.0)
    assert levels.colors()["slit"] == (0.0, 0.0, 0.0)
    assert not levels.set("sun", 1.0)


def test_seated_fades_to_the_picture(make_stage: Callable[..., Stage], grey: Array, lens: Intrinsics) -> None:
    stage = make_stage("seated")
    whole = shown(stage, None, grey, lens).astype(int)
    half = shown(stage, None, grey, lens, 0.5).astype(int)
    assert np.abs(half - (whole + grey) / 2).max(axis=2).mean() < 3
    assert np.array_equal(shown(stage, None, grey, lens, 0.0), grey)


@pytest.mark.parametrize(("azimuth", "elevation"), [(0, 38), (20, 60), (-25, 25)])
def test_the_shadow_clings_to_the_models_foot(
    *,
    make_stage: Callable[..., Stage],
    view: View,
    grey: Array,
    lens: Intrinsics,
    azimuth: float,
    elevation: float,
) -> None:
    stage, T = make_stage(), view(azimuth, elevation, 0.42)
    picture = shown(stage, T, grey, lens).astype(int)
    foot = -(stage.cell.places.half_width + WALL + 0.05) * stage.scale  # its front edge, on the paper
    out = np.linspace(0.002, 0.024, 12)
    at = np.column_stack([np.zeros(12), foot - out, np.zeros(12)])
    columns, rows = np.round(lens.project(at @ T[:3, :3].T + T[:3, 3])).astype(int).T
    share = picture[rows, columns].mean(axis=1) / grey[rows, columns].mean(axis=1)
    assert share[0] < 0.75  # dark where it stands
    assert (np.diff(share) > -0.02).all()
    assert (share[out > SHADOW * stage.scale] > 0.985).all()  # and gone a thumb's breadth off


def test_the_shadow_lies_where_the_foot_stands(make_stage: Callable[..., Stage]) -> None:
    """It lies in the plane of the model's own foot, so no pose can part the two."""
    stage = make_stage()
    shadow = stage.cell.root.find("shadow")
    assert shadow.getZ() == pytest.approx(-BASE)
    assert stage.placement.T_target_cell[2, 3] == pytest.approx(BASE * stage.scale)
