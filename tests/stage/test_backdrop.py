"""The camera picture: shown as it came, to the byte."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from prisonersvoice_ar.stage.backdrop import Backdrop
from prisonersvoice_ar.stage.window import Window

SIZE = (640, 360)
Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
Noise = Callable[[tuple[int, int], str], Pixels]


@pytest.fixture
def backdrop(window: Window) -> Iterator[Backdrop]:
    made = Backdrop(window)
    yield made
    made.close()


def _shown(window: Window, backdrop: Backdrop) -> Pixels:
    backdrop.fit()
    window.render()
    return window.picture()


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_picture_of_the_windows_size_is_shown_exactly(
    window: Window, backdrop: Backdrop, noise: Noise, mirrored: bool
) -> None:
    picture = noise(SIZE, "exact")
    backdrop.mirrored = mirrored
    backdrop.show(picture)
    expected = picture[:, ::-1] if mirrored else picture
    assert np.array_equal(_shown(window, backdrop), expected)


def test_another_shape_is_letterboxed_in_black(window: Window, backdrop: Backdrop) -> None:
    backdrop.show(np.full((480, 480, 3), 200, np.uint8))
    shown = _shown(window, backdrop)
    assert (shown[:, 140:500] == 200).all()
    assert (shown[:, :140] == 0).all()
    assert (shown[:, 500:] == 0).all()


def test_cover_leaves_no_bar(window: Window, backdrop: Backdrop) -> None:
    backdrop.cover = True
    backdrop.show(np.full((480, 480, 3), 200, np.uint8))
    assert (_shown(window, backdrop) == 200).all()


def test_the_size_may_change_in_mid_stream(window: Window, backdrop: Backdrop, noise: Noise) -> None:
    for size in ((320, 180), SIZE, (1280, 720), SIZE):
        picture = noise(size, f"stream {size}")
        backdrop.show(picture)
        shown = _shown(window, backdrop)
        if size == SIZE:
            assert np.array_equal(shown, picture)
        assert backdrop.size == size


def test_an_odd_width_does_not_slant(window: Window, backdrop: Backdrop) -> None:
    # rows whose bytes are no multiple of four are a classic way to shear a picture
    picture = np.zeros((361, 641, 3), np.uint8)
    picture[:, 320] = 255
    backdrop.show(picture)
    shown = _shown(window, backdrop).astype(int).sum(axis=2)
    assert {int(column) for column in shown.argmax(axis=1)} <= {319, 320}


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((4, 4, 3)),
        np.zeros((0, 4, 3), np.uint8),
    ],
)
def test_another_kind_of_array_is_refused(backdrop: Backdrop, wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"expected \(H, W, 3\) uint8"):
        backdrop.show(wrong)


def test_hidden_is_black(window: Window, backdrop: Backdrop, noise: Noise) -> None:
    backdrop.show(noise(SIZE, "hidden"))
    backdrop.hide()
    assert not _shown(window, backdrop).any()
