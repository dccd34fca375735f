"""The picture's rectangle in the window: its shape kept, in the middle, the same for picture and cell."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.stage.viewport import Crop, Viewport, crop_around, fit

sizes = st.tuples(st.integers(1, 4000), st.integers(1, 4000))
pictures = st.tuples(st.integers(16, 4000), st.integers(16, 4000))


@given(sizes, pictures)
def test_a_letterbox_touches_two_sides_and_keeps_the_shape(
    window: tuple[int, int], picture: tuple[int, int]
) -> None:
    v = fit(window, picture)
    assert v.x >= 0
    assert v.y >= 0
    assert v.x + v.width <= window[0]
    assert v.y + v.height <= window[1]
    assert v.width == window[0] or v.height == window[1]
    # rounding to whole pixels is all that may bend the shape
    scale = min(window[0] / picture[0], window[1] / picture[1])
    assert abs(v.width - picture[0] * scale) <= 1.0
    assert abs(v.height - picture[1] * scale) <= 1.0


@given(sizes, pictures)
def test_a_cover_leaves_nothing_bare(window: tuple[int, int], picture: tuple[int, int]) -> None:
    v = fit(window, picture, cover=True)
    assert v.x <= 0
    assert v.y <= 0
    assert v.x + v.width >= window[0]
    assert v.y + v.height >= window[1]


@given(sizes, pictures, st.floats(0, 1), st.floats(0, 1))
def test_a_mirror_is_its_own_inverse(
    window: tuple[int, int], picture: tuple[int, int], u: float, v: float
) -> None:
    viewport = fit(window, picture)
    pixel = np.array([[u * (picture[0] - 1), v * (picture[1] - 1)]])
    mirrored = np.array([[picture[0] - 1 - pixel[0, 0], pixel[0, 1]]])
    plain = viewport.window_from_picture(pixel, picture, mirrored=False)
    turned = viewport.window_from_picture(mirrored, picture, mirrored=True)
    assert np.allclose(plain, turned, atol=1e-6)


def test_the_same_size_maps_every_pixel_to_itself() -> None:
    pixels = np.array([[0.0, 0.0], [639.0, 359.0], [12.25, 7.5]])
    mapped = fit((640, 360), (640, 360)).window_from_picture(pixels, (640, 360), mirrored=False)
    assert np.allclose(mapped, pixels)


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=1, max_size=8))
def test_a_crop_holds_its_points_and_stays_in_the_viewport(points: list[tuple[float, float]]) -> None:
    viewport = Viewport(5, 7, 320, 200)
    clip = np.array([[x, y, 0.0, 1.0] for x, y in points])
    crop = crop_around(clip, viewport)
    assert crop.left >= 0
    assert crop.bottom >= 0
    assert crop.left + crop.width <= viewport.width
    assert crop.bottom + crop.height <= viewport.height
    for x, y in points:
        if abs(x) < 1 and abs(y) < 1:
            at = ((x * 0.5 + 0.5) * 320, (y * 0.5 + 0.5) * 200)
            assert crop.left <= at[0] <= crop.left + crop.width
            assert crop.bottom <= at[1] <= crop.bottom + crop.height


def test_a_point_behind_the_camera_takes_the_whole_viewport() -> None:
    viewport = Viewport(0, 0, 320, 200)
    clip = np.array([[0.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.0, -0.1]])
    assert crop_around(clip, viewport) == Crop(0, 0, 320, 200)
