"""An open camera is cared for: held and given back, made smaller, turned; each told once."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from prisonersvoice_ar.core.capture import CameraFormat
from prisonersvoice_ar.core.tracking.observation import LockState, TargetPose
from prisonersvoice_ar.core.tracking.target import bare_marker
from prisonersvoice_ar.perception import care as care_module
from prisonersvoice_ar.perception.care import CameraCare, Turning
from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.markers.tracker import Tracker
from prisonersvoice_ar.perception.settings import OpenDictionary, PerceptionSettings
from prisonersvoice_ar.perception.source_spec import SourceSpec
from prisonersvoice_ar.perception.sources.camera import CameraSource
from tests.contracts import driver
from tests.contracts.driver import Driver, write_video
from tests.perception.pumping import over, pump

POSE = TargetPose("card", LockState.LOCKED, np.eye(4), np.zeros((4, 2)), 0.1)
SOURCE = SourceSpec("camera", "0")


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[int, Path]:
    films = driver.plug(monkeypatch)
    films[0] = write_video(tmp_path / "one.avi")
    return films


def opened(settings: PerceptionSettings, said: list[str]) -> tuple[CameraSource, CameraCare]:
    source = CameraSource(settings.source)
    care = CameraCare(settings, source, said.append)
    source.open()
    care.opened()
    return source, care


def test_automatics_are_held_while_a_card_is_followed_and_given_back_at_the_end(
    plugged: dict[int, Path],
) -> None:
    said: list[str] = []
    source, care = opened(PerceptionSettings(SOURCE, hold_camera=True), said)
    camera: Any = source._capture
    assert isinstance(camera, Driver)
    for frame in range(90):
        care.after(frame / 30, (POSE,), frame / 30)
    assert camera.standing(cv2.CAP_PROP_AUTO_EXPOSURE) == 1.0
    assert camera.standing(cv2.CAP_PROP_AUTOFOCUS) == 0.0
    assert camera.standing(cv2.CAP_PROP_EXPOSURE) == 157.0, "at what it stood"
    source.close()
    assert camera.standing(cv2.CAP_PROP_AUTO_EXPOSURE) == 3.0
    assert camera.standing(cv2.CAP_PROP_AUTOFOCUS) == 1.0
    assert said == []


def test_they_are_given_back_when_the_card_has_gone(plugged: dict[int, Path]) -> None:
    source, care = opened(PerceptionSettings(SOURCE, hold_camera=True), [])
    camera: Any = source._capture
    for frame in range(90):
        care.after(frame / 30, (POSE,), frame / 30)
    for frame in range(90, 400):
        care.after(frame / 30, (), frame / 30)
    assert camera.standing(cv2.CAP_PROP_AUTO_EXPOSURE) == 3.0


def test_nothing_is_held_unless_it_was_asked_for(plugged: dict[int, Path]) -> None:
    source, care = opened(PerceptionSettings(SOURCE), [])
    for frame in range(300):
        care.after(frame / 30, (POSE,), frame / 30)
    camera: Any = source._capture
    assert not {cv2.CAP_PROP_AUTO_EXPOSURE, cv2.CAP_PROP_AUTOFOCUS} & set(camera.asked)


def test_a_driver_that_refuses_is_named_once(
    plugged: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Driver, "stubborn", frozenset({cv2.CAP_PROP_AUTO_EXPOSURE}))
    said: list[str] = []
    _, care = opened(PerceptionSettings(SOURCE, hold_camera=True), said)
    for round_s in (0.0, 60.0):
        for frame in range(150):
            care.after(round_s + frame / 30, (POSE,), round_s + frame / 30)
        for frame in range(150, 450):
            care.after(round_s + frame / 30, (), round_s + frame / 30)
    assert said == ["Cam one does not let its exposure be held; it goes on adjusting by itself."]


def test_what_somebody_had_set_by_hand_stays(
    plugged: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(Driver.settings, cv2.CAP_PROP_AUTOFOCUS, 0.0)
    source = CameraSource(SOURCE)
    source.open()
    assert source.controls is not None
    assert source.controls.hold() == ()
    assert source.controls.held == ("exposure", "white balance")
    camera: Any = source._capture
    source.close()
    assert camera.standing(cv2.CAP_PROP_AUTOFOCUS) == 0.0


def test_a_program_that_was_killed_left_them_held_and_the_next_one_lets_them_run(
    plugged: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(Driver.settings, cv2.CAP_PROP_AUTO_EXPOSURE, 1.0)
    source, _ = opened(PerceptionSettings(SOURCE, hold_camera=True), [])
    camera: Any = source._capture
    assert camera.standing(cv2.CAP_PROP_AUTO_EXPOSURE) == 3.0


def test_a_machine_that_cannot_keep_up_gets_smaller_pictures_and_is_told_once(
    plugged: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Driver, "sizes", ((1280, 720), (640, 480), (640, 360)))
    said: list[str] = []
    source, care = opened(PerceptionSettings(SOURCE), said)
    told: list[object] = []
    care._found, care._busy = lambda field, value: told.append((field, value)), lambda: told.append("busy")
    camera: Any = source._capture
    source._size = (1280, 720)
    for frame in range(12 * 30):
        care.after(frame / 30 - 0.05, (), frame / 30)
    assert (camera.asked[cv2.CAP_PROP_FRAME_WIDTH], camera.asked[cv2.CAP_PROP_FRAME_HEIGHT]) == (640, 360), (
        "it has no 960×540"
    )
    assert len(said) == 1
    assert "cannot keep up with 1280×720" in said[0]
    assert "gives 640×360" in said[0]
    assert source.format == CameraFormat(640, 360), "and so it is opened again"
    assert told == ["busy", ("camera_format", CameraFormat(640, 360))], "in the next life too"


@pytest.mark.parametrize("more", [{"keep_format": True}, {"pacing": "lockstep"}])
def test_a_size_that_is_to_stay_stays(plugged: dict[int, Path], more: dict[str, Any]) -> None:
    said: list[str] = []
    _, care = opened(PerceptionSettings(SOURCE, **more), said)
    for frame in range(30 * 30):
        care.after(frame / 30 - 0.05, (), frame / 30)
    assert said == []


def test_the_size_that_was_asked_for_is_what_the_camera_is_asked_for(plugged: dict[int, Path]) -> None:
    source, _ = opened(PerceptionSettings(SOURCE, camera_format=CameraFormat(800, 600, 15)), [])
    camera: Any = source._capture
    asked = [
        camera.asked[each] for each in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT, cv2.CAP_PROP_FPS)
    ]
    assert asked == [800, 600, 15]


MARKER = bare_marker(7, 0.08, "DICT_APRILTAG_36h11")


def picture(*, mirrored: bool) -> np.ndarray:
    paper = np.full((360, 640), 200, np.uint8)
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h11)
    paper[120:240, 260:380] = cv2.aruco.generateImageMarker(dictionary, 7, 120)
    paper = paper[:, ::-1] if mirrored else paper
    return cv2.cvtColor(np.ascontiguousarray(paper), cv2.COLOR_GRAY2BGR)


@pytest.mark.parametrize("mirrored", [True, False])
def test_a_live_camera_that_mirrors_is_found_out(mirrored: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from prisonersvoice_ar.core.geometry import plausible_intrinsics

    clock = [0.0]
    monkeypatch.setattr(care_module.time, "monotonic", lambda: clock[0])
    lens = plausible_intrinsics(640, 360)
    turning = Turning(PerceptionSettings(SOURCE, targets=(MARKER,)), live=True)
    tracker, pixels = Tracker((MARKER,), lens), picture(mirrored=mirrored)
    found_out = []
    for frame in range(180):
        clock[0] = frame / 30
        poses = tracker.track(pixels, clock[0])
        found_out.append(turning.find_out(pixels, clock[0], poses, lambda: Tracker((MARKER,), lens)))
    assert found_out.count(True) == mirrored
    assert turning.on is mirrored
    if mirrored:
        assert 110 < found_out.index(True) < 130, "after four seconds without any"


def test_a_film_is_left_as_somebody_made_it() -> None:
    turning = Turning(PerceptionSettings(SourceSpec("video", "x.mp4")), live=False)
    for frame in range(1000):
        assert not turning.find_out(picture(mirrored=True), frame / 30, (), lambda: None)


@pytest.mark.parametrize("flip", [True, False])
def test_mirrored_pictures_are_turned_where_that_is_asked_for(flip: bool, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "m.png"), picture(mirrored=True))
    settings = PerceptionSettings(
        SourceSpec("folder", str(tmp_path)), open_dictionary=OpenDictionary(MARKER.dictionary, 0.08), pacing="lockstep", flip=flip
    )  # fmt: skip
    with PerceptionLink(settings) as link:
        (seen,) = pump(link, over)
        assert len(seen.observation.targets) == flip
        assert (seen.pixels == picture(mirrored=not flip)).all()
