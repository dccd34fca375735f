"""Films that flash and films that do not, by WCAG 2.3.1."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from prisonersvoice_ar.core.care.flashes import find_flashes

SHAPE = (36, 64)
Film = list[tuple[float, NDArray[np.uint8]]]
WHITE, RED, BLUE = (255, 255, 255), (255, 0, 0), (0, 0, 255)
GREY_DARK, GREY_BRIGHT = 0.0, 0.3
"""relative luminance"""


def film(
    hertz: float,
    fps: int = 30,
    *,
    dark: tuple[int, int, int] = (0, 0, 0),
    bright: tuple[int, int, int] = WHITE,
    area: tuple[int, int] = SHAPE,
    seconds: float = 2.5,
) -> Film:
    """``area`` of the picture goes ``hertz`` times a second from ``dark`` to ``bright`` and back."""
    frames = []
    for number in range(int(fps * seconds)):
        frame = np.full((*SHAPE, 3), dark, np.uint8)
        if int(2 * hertz * number / fps + 1e-9) % 2:
            frame[: area[0], : area[1]] = bright
        frames.append((number / fps, frame))
    return frames


def grey(luminance: float) -> tuple[int, int, int]:
    """The grey of a relative luminance, 8 bits."""
    srgb = 12.92 * luminance if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
    return (round(255 * srgb),) * 3


@pytest.mark.parametrize("fps", [24, 25, 30, 60])
@pytest.mark.parametrize("hertz", [1, 2, 3])
def test_three_a_second_may_be(hertz: float, fps: int) -> None:
    assert find_flashes(film(hertz, fps)) == []


@pytest.mark.parametrize("fps", [24, 25, 30, 60])
@pytest.mark.parametrize("hertz", [4, 5, 10])
def test_four_may_not(hertz: float, fps: int) -> None:
    (found,) = find_flashes(film(hertz, fps))
    assert (found.kind, found.count) == ("general", hertz)
    assert found.at == pytest.approx(1.0, abs=1.5 / fps)
    assert found.share == 1.0


def test_a_tenth_of_luminance_is_a_flash_and_less_is_none() -> None:
    assert find_flashes(film(4, dark=grey(0.2), bright=grey(0.31)))
    assert not find_flashes(film(4, dark=grey(0.2), bright=grey(0.29)))


def test_between_two_bright_lights_nothing_flashes() -> None:
    assert not find_flashes(film(4, dark=grey(0.82), bright=WHITE))
    assert find_flashes(film(4, dark=grey(0.78), bright=WHITE))


def test_a_quarter_of_ten_degrees_is_enough_and_less_is_not() -> None:
    # a field is 12 × 21 pixels of 36 × 64; a quarter of it are 63
    assert find_flashes(film(4, area=(8, 8)))
    assert not find_flashes(film(4, area=(7, 8)))


def test_a_thin_frame_around_the_picture_is_no_field() -> None:
    frames = film(4)
    for _, frame in frames:
        frame[1:-1, 1:-1] = 0
    assert not find_flashes(frames)


def test_a_saturated_red_flashes_where_its_luminance_does_not() -> None:
    # luminance 0.2126 × 0.42 is under a tenth
    dim = (173, 0, 0)
    (found,) = find_flashes(film(4, bright=dim))
    assert (found.kind, found.count) == ("red", 4)
    assert not find_flashes(film(3, bright=dim))
    assert not find_flashes(film(4, bright=(173, 120, 0), dark=(173, 110, 0)))
    assert not find_flashes(film(4, bright=BLUE))


def test_red_that_is_bright_is_both() -> None:
    assert [found.kind for found in find_flashes(film(4, bright=RED))] == ["general", "red"]


def test_a_slow_fade_to_and_fro_counts_each_turn() -> None:
    wave = [(t / 60, 0.5 - 0.5 * np.cos(2 * np.pi * 4 * t / 60)) for t in range(150)]
    frames = [(t, np.full((*SHAPE, 3), grey(float(level)), np.uint8)) for t, level in wave]
    (found,) = find_flashes(frames)
    assert found.count == 4


def test_two_bursts_are_two_places_and_a_long_one_is_one() -> None:
    burst = film(5, seconds=1.2)
    later = [(time + 4.0, frame) for time, frame in burst]
    assert len(find_flashes([*burst, *later])) == 2
    assert len(find_flashes(film(5, seconds=5.0))) == 1


def test_frames_of_two_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="one shape"):
        find_flashes([(0.0, np.zeros((4, 4, 3), np.uint8)), (0.1, np.zeros((4, 5, 3), np.uint8))])
    with pytest.raises(ValueError, match="H, W, 3"):
        find_flashes([(0.0, np.zeros((4, 4), np.uint8))])


levels = st.lists(st.integers(0, 255), min_size=2, max_size=40)


def of(codes: list[int], fps: float = 30.0, start: float = 0.0) -> Film:
    return [(start + n / fps, np.full((6, 6, 3), code, np.uint8)) for n, code in enumerate(codes)]


@given(levels)
@settings(max_examples=60, deadline=None)
def test_what_only_brightens_or_only_darkens_never_flashes(codes: list[int]) -> None:
    assert find_flashes(of(sorted(codes))) == []
    assert find_flashes(of(sorted(codes, reverse=True))) == []


@given(st.lists(st.integers(100, 127), min_size=2, max_size=60))
@settings(max_examples=60, deadline=None)
def test_what_stays_within_a_tenth_never_flashes(codes: list[int]) -> None:
    assert find_flashes(of(codes)) == []


@given(levels, st.floats(0.0, 1000.0))
@settings(max_examples=60, deadline=None)
def test_neither_when_nor_which_way_round_it_is_seen_matters(codes: list[int], start: float) -> None:
    found = find_flashes(of(codes))
    later = find_flashes(of(codes, start=start))
    assert [(one.kind, one.count) for one in found] == [(one.kind, one.count) for one in later]
    mirrored = [(time, frame[::-1, ::-1]) for time, frame in of(codes)]
    assert find_flashes(mirrored) == found


@given(st.integers(0, 200), st.integers(56, 255), st.integers(1, 10))
@settings(max_examples=30, deadline=None)
def test_a_square_wave_is_judged_by_its_rate(dark: int, more: int, hertz: int) -> None:
    """Whatever the two greys: three a second never, four always where they differ by a tenth."""
    bright = min(255, dark + more)
    frames = film(hertz, 60, dark=(dark,) * 3, bright=(bright,) * 3, seconds=1.5)
    low, high = (
        ((code / 255 + 0.055) / 1.055) ** 2.4 if code > 10 else code / 3294.6 for code in (dark, bright)
    )
    expected = hertz >= 4 and high - low >= 0.1 and low < 0.8
    assert bool(find_flashes(frames)) == expected
