"""The metrics' arithmetic, on poses that are wrong in known ways."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest

from bench.track.cache import Take
from bench.track.cards import tag_card
from bench.track.contestants.base import Seen, solve
from bench.track.footage import jumps
from bench.track.measure import compared, cube_error
from bench.track.motions import FPS
from bench.track.optics import project
from bench.track.render import SQUARE
from bench.track.run import Result
from bench.track.scores import Score, score
from bench.track.spec import Placed, Shot, camera
from bench.track.table import scores_of, table
from prisonersvoice_ar.core.geometry import Array, rigid, rotation_vector_matrix

LENS = camera()
FRAMES = 40


def moving(index: int, speed_m_s: float = 0.0) -> Array:
    return rigid(np.diag([1.0, -1.0, -1.0]), (speed_m_s * index / FPS - 0.05, 0.01, 0.5))


def scored(
    report: Callable[[int, Array], Sequence[Seen]], speed: float = 0.0, parts: Sequence[int] = (FRAMES,)
) -> Score:
    """The score of a contestant that says ``report(frame, truth)``."""
    takes, seen, begin = [], [], 0
    for count in parts:
        frames = range(begin, begin + count)
        truths = np.array([[moving(i, speed)] for i in frames])
        shot = Shot((Placed(tag_card(), "static"),), lens=LENS, frames=frames)
        takes.append(Take(shot, np.zeros((count, 1, 1), np.uint8), truths))
        seen.append([list(report(i, truths[k, 0])) for k, i in enumerate(frames)])
        begin += count
    cards, false = compared(takes, seen)
    return score(cards, false, np.arange(float(begin)))


def turned(T: Array, degrees: float) -> Array:
    T = T.copy()
    T[:3, :3] = T[:3, :3] @ cv2.Rodrigues(np.radians([0.0, degrees, 0.0]))[0]
    return T


def test_a_perfect_tracker() -> None:
    s = scored(lambda _, T: [Seen("7", T)], speed=0.2)
    assert (s.found, s.usable, s.locked, s.locked_usable) == (1.0, 1.0, 1.0, 1.0)
    assert (s.false, s.flips, s.gap, s.acquire) == (0, 0, 0, 0)
    assert max(s.overlay_px, s.corner_px, s.moved_mm, s.jitter_mm, s.jitter_deg, abs(s.lag_frames)) < 1e-6


def test_one_that_sees_nothing() -> None:
    s = scored(lambda *_: [])
    assert (s.found, s.usable, s.gap, s.acquire) == (0.0, 0.0, FRAMES, FRAMES)
    assert np.isnan(s.overlay_px)
    assert np.isnan(s.locked_usable)


@pytest.mark.parametrize("late", [1, 2])
def test_lag_is_how_many_frames_it_comes_too_late(late: int) -> None:
    s = scored(lambda i, _: [Seen("7", moving(i - late, 0.03))], speed=0.03)
    assert s.lag_frames == pytest.approx(late, abs=0.01)
    assert s.lag_px == pytest.approx(late / FPS * LENS.fx / 0.5, rel=0.02)


def test_a_flip_is_counted_and_no_jitter() -> None:
    s = scored(lambda i, T: [Seen("7", turned(T, 40.0) if i == 20 else T)])
    assert s.flips == 1
    assert s.jitter_deg < 1e-6


def test_jitter_is_what_a_steady_error_is_not() -> None:
    steady = scored(lambda _, T: [Seen("7", T + shift(0.002))])
    shaking = scored(lambda i, T: [Seen("7", T + shift(0.001 * (-1) ** i))])
    assert steady.moved_mm == pytest.approx(2.0)
    assert steady.jitter_mm < 1e-9
    assert shaking.jitter_mm > 0.9


def shift(metres: float) -> Array:
    T = np.zeros((4, 4))
    T[0, 3] = metres
    return T


def test_gaps_and_coming_back() -> None:
    s = scored(lambda i, T: [] if 10 <= i < 17 else [Seen("7", T)])
    assert s.gap == 7
    assert s.acquire == 0, "it was in view all the time"
    assert s.found == pytest.approx(1 - 7 / FRAMES)


def test_a_new_source_has_to_be_found_anew() -> None:
    s = scored(lambda i, T: [] if 20 <= i < 23 else [Seen("7", T)], parts=(20, 20))
    assert s.acquire == 3


def test_what_is_not_there_is_false() -> None:
    assert scored(lambda _, T: [Seen("7", T), Seen("8", None)]).false == FRAMES
    assert scored(lambda _, T: [Seen("7", T + shift(0.2))]).false == FRAMES, "another place entirely"
    assert scored(lambda _, T: [Seen("7", T), Seen("7", T)]).false == FRAMES


def test_coasting_is_found_but_not_locked() -> None:
    s = scored(lambda i, T: [Seen("7", T if i % 2 else T + shift(0.02), locked=bool(i % 2))])
    assert (s.found, s.locked, s.locked_usable) == (1.0, 0.5, 1.0)
    assert s.usable == 0.5


def test_cube_error_of_a_sideways_step() -> None:
    T = moving(0)
    near, far = LENS.fx / 0.42, LENS.fx / 0.5  # the cube's front is 80 mm nearer
    expected = 0.001 * np.sqrt((near**2 + far**2) / 2)
    assert cube_error(LENS, T + shift(0.001), T) == pytest.approx(expected)
    behind = T.copy()
    behind[2, 3] = -1.0
    assert cube_error(LENS, behind, T) == np.inf


def test_poses_from_exact_corners_are_exact() -> None:
    T = rigid(
        rotation_vector_matrix(np.array([0.4, 0.3, 0.1])) @ np.diag([1.0, -1.0, -1.0]), (0.02, 0.01, 0.6)
    )
    pose = solve(SQUARE, project(LENS, T, SQUARE), LENS, square=True)
    assert pose is not None
    assert cube_error(LENS, pose, T) < 1e-3
    board = np.concatenate([SQUARE, SQUARE * 0.5 + (0.1, 0.0, 0.0)])
    pose = solve(board, project(LENS, T, board), LENS, square=False)
    assert pose is not None
    assert cube_error(LENS, pose, T) < 1e-3


def test_jumps_between_neighbouring_frames() -> None:
    T = moving(0)
    assert jumps([T, turned(T, 10), None, turned(T, 40), turned(T, 60), None, T]) == [4]


def test_the_table_has_a_row_for_each_contestant() -> None:
    s = scored(lambda _, T: [Seen("7", T)])
    text = table("base", {"ours": {"static": s}, "peer": {"static": s, "other": s}})
    rows = [line.split("|")[1:3] for line in text.splitlines()[4:]]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["static", "ours"],
        ["static", "peer"],
        ["other", "peer"],
    ]


def test_sums_over_sequences_leave_out_the_fast_ones_where_there_are_others() -> None:
    takes = [
        Take(
            Shot((Placed(tag_card(), "static"),), lens=LENS), np.zeros((2, 1, 1)), np.array([[moving(0)]] * 2)
        )
    ]
    cards, false = compared(takes, [[[Seen("7", moving(0))], []]])
    result = Result(cards, false, np.ones(2), np.ones(2), [])
    assert set(scores_of({"ours": {"fast": result, "hand": result}})["ours"]) == {
        "fast",
        "hand",
        "all",
        "all but fast",
    }
    rows = scores_of({"ours": {"fast ro0": result, "fast other": result}})["ours"]
    assert set(rows) == {"fast ro0", "fast other", "all"}
    assert rows["all"].found == 0.5
