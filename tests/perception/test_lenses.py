"""Which lens serves, by what is known of the camera, and how a better one is learned."""

from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.core.calibration.focal import MeasuredPlane
from prisonersvoice_ar.core.calibration.served import ServedLens, StoredLens
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.core.tracking.observation import LockState, Observation, TargetPose
from prisonersvoice_ar.perception import wire
from prisonersvoice_ar.perception.lenses import Lenses
from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.settings import PerceptionSettings
from prisonersvoice_ar.perception.source_spec import SourceSpec
from tests.perception.pumping import over, pump, write_video

CAMERA = "046d:082d:A1"
SOURCE = SourceSpec("camera", "0")
LENS = Intrinsics(1280, 720, 1000.0, 1001.0, 650.0, 350.0, "brown", (-0.1, 0.02, 0.0, 0.0))
KEPT = StoredLens(LENS, CAMERA, "C920", 0.3, 20, "2026-11-28", file="/config/c920.yaml")


def lenses(said: list[str] | None = None, **more: object) -> Lenses:
    notice = (said if said is not None else []).append
    return Lenses(PerceptionSettings(SOURCE, **more), notice)  # type: ignore[arg-type]


def test_what_was_given_goes_before_all_else() -> None:
    given = Intrinsics(640, 360, 400.0, 400.0, 319.5, 179.5)
    served = lenses(lens=given, stored=(KEPT,)).serve(CAMERA, 1280, 720, must_fit=True)
    assert served.how == "given"
    assert served.lens.fx == pytest.approx(800.0)


def test_a_calibrated_camera_is_known_by_its_identity_at_any_size_of_its_shape() -> None:
    each = lenses(stored=(KEPT,))
    served = each.serve(CAMERA, 1280, 720, must_fit=True)
    assert served == ServedLens(LENS, "calibrated", "/config/c920.yaml", "2026-11-28", 0.3)
    assert each.serve(CAMERA, 640, 360, must_fit=True).lens == LENS.scaled_to(640, 360)
    assert each.serve(CAMERA, 640, 480, must_fit=True).how == "assumed"
    assert each.serve("another", 1280, 720, must_fit=True).how == "assumed"
    assert each.serve("", 1280, 720, must_fit=True).how == "assumed", "a film is no camera"


def test_a_lens_of_another_shape_is_refused_at_first_and_made_good_in_mid_run() -> None:
    said: list[str] = []
    each = lenses(said, lens=LENS)
    with pytest.raises(ContentError):
        each.serve("", 640, 480, must_fit=True)
    assert each.serve("", 720, 1280, must_fit=False).how == "assumed"
    assert "720×1280" in said[0]


class Planes:
    """A tracker that measures a card before a camera whose focal length is 1350 pixels."""

    def __init__(self, focal: float = 1350.0) -> None:
        self._rng, self._focal = np.random.default_rng(7), focal
        self.corners = np.array([[-0.05, 0.035], [0.05, 0.035], [0.05, -0.035], [-0.05, -0.035]])

    def measured_planes(self) -> tuple[MeasuredPlane, ...]:
        turn, lean = self._rng.uniform(0, 6.28), np.radians(self._rng.uniform(22, 50))
        K = np.array([[0, 0, np.sin(turn)], [0, 0, -np.cos(turn)], [-np.sin(turn), np.cos(turn), 0]])
        R = np.eye(3) + np.sin(lean) * K + (1 - np.cos(lean)) * K @ K
        seen = np.column_stack([self.corners, np.zeros(4)]) @ (R @ np.diag([1.0, -1.0, -1.0])).T + (
            0.01,
            0.01,
            0.3,
        )
        pixels = seen[:, :2] / seen[:, 2:] * self._focal + (639.5, 359.5)
        return (MeasuredPlane(self.corners, pixels + self._rng.normal(0, 0.15, (4, 2)), 0.15),)


LOCKED = (TargetPose("card", LockState.LOCKED, np.eye(4), np.zeros((4, 2)), 0.1),)


def test_the_focal_length_is_learned_while_a_card_is_followed_and_changed_when_it_has_gone() -> None:
    each, tracker = lenses(), Planes()
    assert each.serve("", 1280, 720, must_fit=True).how == "assumed"
    assert all(each.learn(tracker, LOCKED) is None for _ in range(300)), "never while something is in sight"
    learned = each.learn(tracker, ())
    assert learned is not None
    assert learned.fx == learned.fy == pytest.approx(1350.0, rel=0.03)
    assert not learned.assumed
    assert each.served is not None
    assert each.served.how == "self-calibrated"
    assert 0.0 < (each.served.sigma_px or 0.0) < 0.03 * 1350
    assert each.learn(tracker, ()) is None, "once"
    assert each.serve("", 640, 360, must_fit=True).lens.fx == pytest.approx(learned.fx / 2)


def test_a_card_that_moves_teaches_nothing() -> None:
    each, tracker = lenses(), Planes()
    each.serve("", 1280, 720, must_fit=True)
    for frame in range(300):
        pose = TargetPose("card", LockState.LOCKED, np.eye(4), np.full((4, 2), 3.0 * frame), 0.1)
        each.learn(tracker, (pose,))
    assert each.learn(tracker, ()) is None


def test_a_lens_that_somebody_measured_is_never_changed() -> None:
    for more in ({"lens": LENS}, {"stored": (KEPT,)}, {"self_calibrate": False}):
        each, tracker = lenses(**more), Planes()
        each.serve(CAMERA, 1280, 720, must_fit=True)
        for _ in range(200):
            each.learn(tracker, LOCKED)
        assert each.learn(tracker, ()) is None


def test_a_tracker_that_measures_no_planes_teaches_nothing() -> None:
    each = lenses()
    each.serve("", 1280, 720, must_fit=True)
    assert each.learn(object(), LOCKED) is None
    assert each.learn(None, ()) is None


def test_what_was_learned_serves_in_the_next_life() -> None:
    learned = Intrinsics(1280, 720, 1350.0, 1350.0, 639.5, 359.5)
    served = lenses(learned=learned).serve("", 1280, 720, must_fit=True)
    assert (served.how, served.lens) == ("self-calibrated", learned)
    assert lenses(learned=learned).serve("", 640, 480, must_fit=True).how == "assumed"


@pytest.mark.parametrize(
    "lens",
    [
        None,
        LENS,
        Intrinsics(1280, 720, 1.5, 2.5, 3.0, 4.0, assumed=True),
        Intrinsics(1280, 720, 300.0, 300.0, 639.5, 359.5, "fisheye", (0.1, 0.2, 0.3, 0.4)),
        Intrinsics(1280, 720, 300.0, 300.0, 639.5, 359.5, "rational", tuple(0.1 * k for k in range(8))),
    ],
)
def test_the_lens_travels_with_its_frame(lens: Intrinsics | None) -> None:
    record = np.zeros(1, wire.OBSERVATION)[0]
    wire.encode(Observation(3, 0.1, 1.0, 1280, 720, 2.0, lens=LENS), record)
    wire.encode(Observation(4, 0.1, 1.0, 1280, 720, 2.0, lens=lens), record)
    assert wire.decode(record).lens == lens
    assert wire.decode(record).lens is wire.decode(record).lens, "the same object while it stays the same"


def test_the_link_tells_which_lens_served(tmp_path: Path) -> None:
    film = write_video(tmp_path / "film.avi", 8)
    given = Intrinsics(160, 120, 150.0, 150.0, 79.5, 59.5)
    for lens, how in ((given, "given"), (None, "assumed")):
        settings = PerceptionSettings(SourceSpec("video", str(film)), lens=lens, pacing="lockstep")
        with PerceptionLink(settings) as link:
            seen = pump(link, over)
            assert [each.how for each in link.status.served] == [how]
            assert all(each.lens == link.status.served[0].lens for each in seen)
            assert link.status.camera == ""
