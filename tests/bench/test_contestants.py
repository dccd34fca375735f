"""Every contestant puts the same tag at the same place: corner orders and pixel centres are turned to OpenCV's."""

from collections.abc import Callable

import numpy as np
import pytest

from bench.track.cards import Card, tag_card
from bench.track.contestants.base import Contestant, CornerFinder, Seen
from bench.track.contestants.opencv import OpenCv
from bench.track.contestants.ours import Ours
from bench.track.contestants.peers import AprilTagPython, LocusTag, NapaVision, PupilAprilTags
from bench.track.measure import cube_error
from bench.track.render import Renderer
from bench.track.run import asked, run
from bench.track.sets import SETS, four_tags, our_card
from bench.track.spec import Placed, Sequence, Shot, camera
from prisonersvoice_ar.core.geometry import Array

LENS = camera(480, 360, 420.0)
ALL: list[Callable[[], Contestant]] = [
    Ours,
    lambda: OpenCv(subpix=True),
    lambda: OpenCv(subpix=False),
    AprilTagPython,
    PupilAprilTags,
    LocusTag,
    NapaVision,
]


@pytest.fixture(scope="module")
def photograph() -> tuple[Array, Array]:
    frames, truths = Renderer(Shot((Placed(tag_card(), "static"),), lens=LENS)).frame(3)
    return frames, truths[0]


@pytest.mark.parametrize("make", ALL)
def test_poses_are_in_the_same_frame(
    make: Callable[[], Contestant], photograph: tuple[Array, Array], request: pytest.FixtureRequest
) -> None:
    try:
        contestant = make()
    except ImportError:
        pytest.skip("bench/requirements-peers.txt is not installed")
    frame, truth = photograph
    contestant.begin(LENS, (tag_card(),))
    prepared = getattr(contestant, "prepared", lambda gray: gray)
    for t in range(3):
        seen = contestant.track(prepared(frame), t / 30)
    assert [each.target for each in seen] == ["7"]
    assert seen[0].T_camera_target is not None
    assert cube_error(LENS, seen[0].T_camera_target, truth) < 3.0


class Blind(CornerFinder):
    name = "blind"

    def find(self, gray: Array) -> list[tuple[int, Array]]:
        return [(99, np.zeros((4, 2)))]


def test_unknown_markers_are_reported_without_a_pose() -> None:
    blind = Blind()
    blind.begin(LENS, (tag_card(),))
    assert blind.track(np.zeros((4, 4), np.uint8), 0.0) == [Seen("99", None)]


def test_who_works_elsewhere_says_what_it_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    blind = Blind()
    blind.last_ms = 42.0  # type: ignore[attr-defined]
    shot = Shot((), lens=camera(160, 120, 130.0), frames=range(2))
    monkeypatch.setattr("bench.track.run.taken", _take)
    result = run([Sequence("empty", (shot,))], [blind])["blind"]["empty"]
    assert result.ms.tolist() == [42.0, 42.0]
    assert result.false == 2


def _take(shot: Shot) -> object:
    from bench.track.cache import render

    take = render(shot)
    assert [card.target.name for card in asked(take)] == ["7"]
    return take


def test_every_set_has_names_of_its_own_and_cards_that_fit() -> None:
    for name, sequences in SETS.items():
        if name == "image":  # draws pictures
            continue
        made = sequences()
        assert len({sequence.name for sequence in made}) == len(made), name
        for sequence in made:
            for shot in sequence.shots:
                for placed in shot.placed:
                    assert _fits(placed.card), f"{sequence.name}: a tag leaves the paper"


def _fits(card: Card) -> bool:
    corners = np.concatenate([place.corners for place in card.target.markers])[:, :2]
    return bool((np.abs(corners) <= np.array(card.paper_m) / 2).all())


def test_our_card_is_as_large_as_the_tag_with_its_quiet_zone() -> None:
    area = our_card().paper_m[0] * our_card().paper_m[1]
    assert area == pytest.approx(0.120**2)
    tags = four_tags().target.markers
    assert np.abs(np.concatenate([tag.corners for tag in tags])).max() == pytest.approx(0.040)
