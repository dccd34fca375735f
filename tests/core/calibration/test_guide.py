"""Which views are taken, why others are refused, and what is asked for."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.calibration import Ask, BoardPlan, Guide, Look, Sight
from prisonersvoice_ar.core.calibration.coverage import Coverage, direction_of
from prisonersvoice_ar.core.calibration.guide import MOST_VIEWS
from prisonersvoice_ar.core.calibration.sight import homography, stand_of
from prisonersvoice_ar.core.errors import UsageError
from tests import boards

BOARD, LENS = BoardPlan(), boards.TRUE


def seen(
    x: float = 0.0, y: float = 0.0, z: float = 0.5, at: tuple[float, float] = (0.0, 0.0), t: float = 0.0
) -> Sight:
    """The board turned by degrees about the picture's axes, ``z`` metres away."""
    return boards.sight(BOARD, LENS, boards.turned(x, y), np.array([*at, z]), noise_px=0.02, at_s=t)


def test_the_side_that_is_farther_away_is_told() -> None:
    for x, y, wanted in ((0, 25, "left"), (0, -25, "right"), (25, 0, "down"), (-25, 0, "up")):
        R = boards.turned(x, y)
        sides = {"left": R @ [-1, 0, 0], "right": R @ [1, 0, 0], "up": R @ [0, -1, 0], "down": R @ [0, 1, 0]}
        farthest = max(sides, key=lambda name: sides[name][2])
        stand = stand_of(seen(x, y))
        assert stand is not None
        assert direction_of(stand) == farthest
        assert np.degrees(stand.tilted) == pytest.approx(25.0, abs=2.5)
        assert wanted in sides


@given(st.floats(-40, 40), st.floats(-40, 40), st.floats(0.45, 1.0))
def test_a_tilt_is_known_to_a_few_degrees_by_a_lens_that_is_only_plausible(
    x: float, y: float, z: float
) -> None:
    stand = stand_of(seen(x, y, z))
    assert stand is not None
    true = np.degrees(np.arccos(boards.turned(x, y)[2, 2]))
    assert np.degrees(stand.tilted) == pytest.approx(true, abs=6.0)


def test_a_homography_maps_points_to_pixels_and_a_line_gives_none() -> None:
    sight = seen(20, 10)
    H = homography(sight.points_m, boards.project(replace(LENS, distortion=()), boards.points_camera(
        BOARD, sight.points_m, boards.turned(20, 10), np.array([0, 0, 0.5]))))  # fmt: skip
    assert H is not None
    assert (
        homography(np.array([[0.0, 0], [1, 0], [2, 0], [3, 0]]), np.array([[0.0, 0], [1, 1], [2, 2], [3, 3]]))
        is None
    )
    assert homography(np.zeros((5, 2)), np.ones((5, 2))) is None
    assert homography(np.zeros((3, 2)), np.ones((3, 2))) is None


def few(sight: Sight, count: int) -> Sight:
    return replace(sight, ids=sight.ids[:count], points_m=sight.points_m[:count], pixels=sight.pixels[:count])


@pytest.mark.parametrize(
    ("sight", "why"),
    [
        (None, Look.NOTHING),
        (few(seen(), 5), Look.NOTHING),
        (few(seen(), 8), Look.LINE),  # one row of corners
        (seen(z=4.0), Look.TINY),
        (replace(seen(), blur_px=1.5), Look.BLURRED),
        (seen(), Look.TAKEN),
    ],
)
def test_a_bad_view_is_refused_with_its_reason(sight: Sight | None, why: Look) -> None:
    guide = Guide(BOARD, hold_still=False)
    assert guide.look(sight) is why
    assert guide.refused[why] == 1
    assert len(guide.views) == (why is Look.TAKEN)


def test_one_view_is_taken_once_and_a_few_from_the_front() -> None:
    guide = Guide(BOARD, hold_still=False)
    assert guide.look(seen()) is Look.TAKEN
    assert guide.look(seen(0.5)) is Look.ALIKE
    for number in range(4):
        assert guide.look(seen(z=0.5 * 1.27 ** (number + 1))) is Look.TAKEN
    assert guide.look(seen(z=0.38)) is Look.TAKEN, "it shows parts of the picture that were not covered"
    assert guide.look(seen(z=1.0, at=(0.09, 0.0))) is Look.FLAT
    assert guide.look(seen(25, z=1.0, at=(0.09, 0.0))) is Look.TAKEN


def test_pictures_of_another_size_do_not_belong_to_it() -> None:
    guide = Guide(BOARD, hold_still=False)
    guide.look(seen())
    assert guide.look(replace(seen(25), size=(1280, 720))) is Look.OTHER_SIZE


def test_live_a_board_must_be_held_still() -> None:
    guide = Guide(BOARD, hold_still=True)
    assert guide.look(seen(20, t=0.0)) is Look.MOVING, "nothing is known of its speed yet"
    assert guide.look(seen(20, at=(0.02, 0.0), t=1 / 30)) is Look.MOVING
    assert guide.ask(Look.MOVING) == Ask("still")
    assert guide.look(seen(20, at=(0.02, 0.0), t=2 / 30)) is Look.TAKEN
    assert guide.look(seen(-20, t=5.0)) is Look.MOVING, "a gap"


def test_what_lacks_is_asked_for_until_it_is_given() -> None:
    guide = Guide(BOARD, hold_still=False)
    assert guide.ask(guide.look(None)) == Ask("show")
    asked = guide.ask(guide.look(seen()))
    assert asked.what == "tilt"
    turn = {"left": (0, 25), "right": (0, -25), "up": (25, 0), "down": (-25, 0)}
    for _ in range(30):
        asked = guide.ask(Look.ALIKE)
        if asked.what != "tilt":
            break
        before = dict(guide.coverage.tilts)
        x, y = turn[asked.where]
        count = before[asked.where]
        assert guide.look(seen(x, y, z=0.5 + 0.3 * count)) is Look.TAKEN
        if guide.coverage.tilts[asked.where] < 2:
            assert guide.ask(Look.ALIKE) == asked
    assert sorted(guide.coverage.tilts.values()) == [0, 0, 2, 2]
    assert asked.what in ("near", "place"), "then what lacks more by now"


def test_a_person_who_does_what_is_asked_gets_to_the_end() -> None:
    guide = Guide(BOARD, hold_still=False)
    looks = [
        guide.look(boards.sight(BOARD, LENS, R, t, seed=n))
        for n, (R, t) in enumerate(boards.poses(BOARD, LENS))
    ]
    assert looks.count(Look.TAKEN) > 20
    assert guide.complete
    assert guide.coverage.missing() == ()
    assert guide.ask(Look.TAKEN) == Ask("done")


def test_who_sees_himself_mirrored_is_told_the_other_side() -> None:
    assert Ask("place", "upper-left").mirrored() == Ask("place", "upper-right")
    assert Ask("tilt", "right").mirrored() == Ask("tilt", "left")
    assert Ask("place", "lower-middle").mirrored() == Ask("place", "lower-middle")


def test_where_there_is_nothing_else_the_least_alike_are_taken_after_all() -> None:
    guide = Guide(BOARD, hold_still=False)
    for number in range(50):
        guide.look(seen(20 + 0.1 * number))
    assert (len(guide.views), guide.independent) == (1, 1)
    added = guide.fill(12)
    assert 0 < added <= 11
    assert len(guide.views) == 1 + added
    assert guide.independent == 1, "they are no news of their own"
    assert len({sight.pixels.tobytes() for sight, _ in guide.views}) == len(guide.views)


def test_the_same_picture_for_ever_is_one_view() -> None:
    guide = Guide(BOARD, hold_still=False)
    for _ in range(20):
        guide.look(seen(20))
    assert guide.fill() == 0


@given(st.lists(st.tuples(st.floats(-45, 45), st.floats(-45, 45), st.floats(0.2, 3.0)), max_size=90))
def test_it_never_takes_more_than_the_solver_can_bear_and_never_loses_coverage(
    stands: list[tuple[float, float, float]],
) -> None:
    guide, before = Guide(BOARD, hold_still=False), 0
    for x, y, z in stands:
        guide.look(seen(x, y, z))
        assert int(guide.coverage.covered.sum()) >= before
        before = int(guide.coverage.covered.sum())
    assert len(guide.views) <= MOST_VIEWS
    assert sum(guide.refused.values()) == len(stands)


def test_nothing_covers_nothing() -> None:
    nothing = Coverage.of(())
    assert not nothing.complete
    assert set(nothing.shares.values()) == {0.0}
    assert len(nothing.missing()) == 5


@pytest.mark.parametrize(
    ("board", "said"),
    [
        (("charuco", 2, 6, 0.028, 0.021), "2x6"),
        (("charuco", 9, 6, 0.028, 0.03), "do not fit"),
        (("grid", 1, 5, 0.04, 0.03), "1x5"),
        (("charuco", 9, 6, 0.0, 0.0), "do not fit"),
        (("charuco", 9, 6, float("nan"), 0.02), "do not fit"),
    ],
)  # fmt: skip
def test_a_board_that_cannot_be_is_refused(board: tuple[str, int, int, float, float], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        BoardPlan(*board)  # type: ignore[arg-type]
