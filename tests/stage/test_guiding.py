"""The window that guides a calibration: what is asked for is where it belongs, mirrored as a person sees himself."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from prisonersvoice_ar.stage.guiding import GuideView, Guiding
from prisonersvoice_ar.stage.window import Window

COVERED = np.zeros((4, 6), np.bool_)
COVERED[0, :3] = True
VIEW = GuideView(
    ask="Hold it at the upper left.",
    look="There is a view like this already.",
    taken=False,
    covered=COVERED,
    wanted=(0.0, 0.0, 1 / 3, 1 / 3),
    bars=(("Picture", 0.5), ("Tilts", 1.0)),
    corners=np.array([[320.0, 180.0]]),
    keys="Enter: enough",
)


@pytest.fixture
def shown(window: Window) -> "Callable[..., np.ndarray]":
    def show(view: GuideView, *, mirrored: bool, size: tuple[int, int] = (640, 360)) -> np.ndarray:
        window.resize(*size)
        window.render()
        window.events()
        guiding = Guiding(window, mirrored=mirrored)
        guiding.picture(np.full((360, 640, 3), 128, np.uint8))
        guiding.show(view)
        picture = window.picture()
        guiding.close()
        return picture

    return show


def bright(picture: np.ndarray, x: int, y: int) -> float:
    return float(picture[y - 2 : y + 3, x - 2 : x + 3].mean())


@pytest.mark.parametrize("mirrored", [True, False])
def test_what_is_covered_is_lighter_on_the_side_where_it_is_seen(
    mirrored: bool, shown: "Callable[..., np.ndarray]"
) -> None:
    bare = replace(VIEW, ask="", look="", keys="", bars=(), wanted=None)
    picture = shown(bare, mirrored=mirrored)
    left, right = bright(picture, 160, 45), bright(picture, 480, 45)
    assert (right > 128 > left) is mirrored
    assert (left > 128 > right) is not mirrored
    assert bright(picture, 160, 225) < 128 > bright(picture, 480, 225)


def rusty(picture: np.ndarray) -> np.ndarray:
    b, g, r = (picture[..., channel].astype(int) for channel in range(3))
    return np.argwhere((r > 200) & (g < 150) & (b < 110))


def test_the_place_that_is_asked_for_is_framed_and_the_boards_corners_are_marked(
    shown: "Callable[..., np.ndarray]",
) -> None:
    bare = replace(VIEW, ask="", look="", keys="", bars=())
    found = rusty(shown(bare, mirrored=True))
    framed = found[found[:, 1] > 420]
    assert len(framed) > 200
    assert framed[:, 0].max() <= 122
    corner = found[np.abs(found - (180, 319)).max(axis=1) < 4]
    assert len(corner) >= 4
    assert len(rusty(shown(replace(bare, taken=True, wanted=None), mirrored=True))) == 0, (
        "taken: they turn white"
    )


@pytest.mark.parametrize("size", [(1, 1), (160, 90), (360, 640), (1280, 720)])
def test_any_window_shows_it(size: tuple[int, int], shown: "Callable[..., np.ndarray]") -> None:
    assert shown(VIEW, mirrored=True, size=size).shape == (size[1], size[0], 3)


def test_it_says_that_it_takes_a_while(window: Window) -> None:
    window.resize(640, 360)
    window.render()
    window.events()
    guiding = Guiding(window)
    guiding.show(VIEW)
    before = window.picture()
    guiding.say("Reckoning.")
    assert not np.array_equal(window.picture(), before)
    guiding.turn()
    assert not guiding.mirrored
    guiding.close()
