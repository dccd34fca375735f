"""Gestures by geometry, the turns of the models, and a machine that has none."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.geometry import Array, rotation_vector_matrix
from prisonersvoice_ar.core.presence import gesture
from prisonersvoice_ar.core.tracking.observation import Hand, People
from prisonersvoice_ar.perception.people.models import Models
from prisonersvoice_ar.perception.settings import PeopleModel, Pixels

KNUCKLES = {
    "index": (0.025, 0.09),
    "middle": (0.005, 0.095),
    "ring": (-0.015, 0.09),
    "little": (-0.035, 0.08),
}


def hand(stretched: set[str], *, thumb_out: bool = True) -> Array:
    """21 landmarks in metres; fingers that are not stretched are curled into the palm."""
    points = [np.zeros(3)]
    thumb = np.array([[0.02, 0.02, 0], [0.04, 0.04, 0], [0.06, 0.055, 0], [0.08, 0.07, 0]])
    tucked = np.array([[0.02, 0.02, 0], [0.03, 0.05, 0.01], [0.02, 0.07, 0.02], [0.005, 0.07, 0.025]])
    points += list(thumb if thumb_out else tucked)
    for name, (x, y) in KNUCKLES.items():
        if name in stretched:
            points += [np.array([x, y + step, 0.0]) for step in (0.0, 0.04, 0.065, 0.085)]
        else:
            bones = ((0.0, 0.0), (0.03, 0.02), (0.005, 0.04), (-0.015, 0.025))
            points += [np.array([x, y + up, depth]) for up, depth in bones]
    return np.array(points)


ALL = set(KNUCKLES)
turns = st.lists(st.floats(-3, 3), min_size=3, max_size=3)


@given(turn=turns, scale=st.floats(0.7, 1.3), mirror=st.booleans())
def test_gestures_do_not_depend_on_where_the_hand_looks(
    turn: list[float], scale: float, mirror: bool
) -> None:
    R = rotation_vector_matrix(turn) @ np.diag([-1.0 if mirror else 1.0, 1, 1]) * scale
    assert gesture(hand(ALL) @ R.T) == "open_palm"
    assert gesture(hand({"index"}, thumb_out=False) @ R.T) == "point"
    assert gesture(hand(set(), thumb_out=False) @ R.T) is None


@pytest.mark.parametrize("stretched", [{"index", "middle"}, {"middle"}, ALL - {"index"}, ALL - {"little"}])
def test_other_hands_mean_nothing(stretched: set[str]) -> None:
    assert gesture(hand(stretched)) is None


def test_four_fingers_without_the_thumb_are_no_open_palm() -> None:
    assert gesture(hand(ALL, thumb_out=False)) is None


def test_a_hand_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="21 landmarks"):
        gesture(np.zeros((20, 3)))
    assert gesture(np.zeros((21, 3))) is None


class Counting:
    """A model that notes when it was asked."""

    def __init__(self, kind: PeopleModel, log: list[tuple[PeopleModel, int]]) -> None:
        self.kind, self.log, self.closed = kind, log, False

    def see(self, rgb: Pixels, milliseconds: int, people: People) -> People:
        assert max(rgb.shape[:2]) <= 640
        self.log.append((self.kind, milliseconds))
        hands = (*people.hands, Hand((0, 0), (0, 0), None, 1.0)) if self.kind == "hands" else people.hands
        return People(hands, people.faces + (self.kind == "face"), people.silhouette_coverage)

    def close(self) -> None:
        self.closed = True


PICTURE = np.zeros((720, 1280, 3), np.uint8)


def test_models_take_turns_and_time_never_stands_still() -> None:
    log: list[tuple[PeopleModel, int]] = []
    models = Models(frozenset({"hands", "face", "silhouette"}), pytest.fail, lambda kind: Counting(kind, log))
    for t in (0.0, 0.033, 0.067, 0.1, 0.133, 0.167, 0.167, 0.05):
        models.see(PICTURE, t)
    assert [kind for kind, _ in log[:6]] == ["hands", "face", "silhouette"] * 2
    stamps = [milliseconds for _, milliseconds in log]
    assert stamps == sorted(set(stamps))


def test_one_model_does_not_look_at_every_frame() -> None:
    log: list[tuple[PeopleModel, int]] = []
    models = Models(frozenset({"face"}), pytest.fail, lambda kind: Counting(kind, log))
    people = [models.see(PICTURE, frame / 30) for frame in range(30)]
    assert 10 <= len(log) <= 16
    assert people[-1] is not None
    assert people[-1].faces == len(log)


def test_models_are_loaded_when_wanted_and_freed_after() -> None:
    made: list[Counting] = []

    def load(kind: PeopleModel) -> Counting:
        made.append(Counting(kind, []))
        return made[-1]

    models = Models(frozenset(), pytest.fail, load)
    assert models.see(PICTURE, 0.0) is None
    assert made == []
    models.want(frozenset({"face"}))
    assert models.see(PICTURE, 0.1) is not None
    models.want(frozenset())
    assert made[0].closed
    assert models.see(PICTURE, 0.2) is None


def test_a_machine_without_mediapipe_goes_on_and_says_so_once() -> None:
    said: list[str] = []

    def absent(kind: PeopleModel) -> Counting:
        raise ImportError("No module named 'mediapipe'")

    models = Models(frozenset({"hands", "face"}), said.append, absent)
    assert [models.see(PICTURE, frame / 30) for frame in range(9)] == [None] * 9
    assert len(said) == 1
    assert "MediaPipe" in said[0]


def test_the_real_models_see_nobody_in_an_empty_room(root: Path) -> None:
    pytest.importorskip("mediapipe")
    models = Models(frozenset({"hands", "face", "silhouette"}), pytest.fail)
    wall = np.full((480, 640, 3), 150, np.uint8)
    people = [models.see(wall, frame / 30) for frame in range(6)][-1]
    models.want(frozenset())
    assert people == People((), 0, people.silhouette_coverage if people else 0.0)
    assert people is not None
    assert people.silhouette_coverage < 0.3
