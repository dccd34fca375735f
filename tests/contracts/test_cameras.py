"""Cameras by their driver's answers: found, busy, pulled out, back under another number."""

from collections.abc import Callable
from pathlib import Path

import cv2
import pytest

from prisonersvoice_ar.core.errors import SourceError
from prisonersvoice_ar.perception.source_spec import SourceSpec, parse_source
from prisonersvoice_ar.perception.sources import camera as camera_module
from prisonersvoice_ar.perception.sources import make_source
from prisonersvoice_ar.perception.sources.camera import Camera, CameraSource, matching
from tests.contracts import driver
from tests.contracts.driver import Driver, write_video


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> dict[int, Path]:
    return driver.plug(monkeypatch)


def fault(text: str) -> SourceError:
    with pytest.raises(SourceError) as caught, make_source(parse_source(text)):
        pass
    return caught.value


def test_a_busy_camera_is_named_and_the_way_out(plugged: dict[int, Path], tmp_path: Path) -> None:
    plugged[3] = Path()
    error = fault("busy")
    assert error.message == "camera busy is there and gives no picture"
    assert "Close other programs" in error.advice
    assert error.temporary
    plugged[3] = write_video(tmp_path / "busy.avi")
    with make_source(parse_source("busy")) as source:
        assert source.read() is not None


def test_a_camera_that_is_pulled_out_is_lost_and_comes_back_under_another_number(
    plugged: dict[int, Path], tmp_path: Path
) -> None:
    plugged[0] = write_video(tmp_path / "one.avi")
    with make_source(parse_source("0")) as source:
        assert source.read() is not None
        film = plugged.pop(0)
        with pytest.raises(SourceError, match="Cam one gives no picture any more") as caught:
            source.read()
        assert caught.value.temporary
        assert not source.present()
        plugged[0] = write_video(tmp_path / "two.avi")
        assert not source.present(), "another camera has taken its number"
        plugged[4] = film
        assert source.present()
        source.open()
        frame = source.read()
        assert frame is not None
        assert source.name == "Cam one"


def test_a_camera_is_asked_for_what_passes_its_cable(plugged: dict[int, Path], tmp_path: Path) -> None:
    plugged[0] = write_video(tmp_path / "one.avi")
    with CameraSource(SourceSpec("camera", "0")) as source:
        asked = source._capture
        assert isinstance(asked, Driver)
        assert asked.asked[cv2.CAP_PROP_FOURCC] == cv2.VideoWriter.fourcc(*"MJPG")
        assert (asked.asked[cv2.CAP_PROP_FRAME_WIDTH], asked.asked[cv2.CAP_PROP_FRAME_HEIGHT]) == (
            1280,
            720,
        )


def listed(*names: str) -> list[Camera]:
    return [Camera(name, f"/dev/v4l/{i}", 2 * i, cv2.CAP_V4L2) for i, name in enumerate(names)]


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        ("Logitech C920", ["Logitech C920"]),
        ("logitech c920", ["Logitech C920"]),
        ("logitech", ["Logitech C920", "Logitech Brio"]),
        ("/dev/v4l/2", ["Logitech Brio"]),
        ("2", ["Logitech C920"]),
        ("1", ["Logitech C920"]),
        ("9", []),
        ("Canon", []),
    ],
)
def test_a_camera_is_found_by_name_path_or_number(where: str, wanted: list[str]) -> None:
    cameras = listed("Front 920", "Logitech C920", "Logitech Brio")
    assert [camera.name for camera in matching(where, cameras)] == wanted


def test_a_camera_keeps_its_name_and_not_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    plugged = listed("Front", "Side")
    tried: list[int | str] = []
    monkeypatch.setattr(camera_module, "cameras", lambda: plugged)
    monkeypatch.setattr(CameraSource, "_try", _trying(tried))
    source = CameraSource(SourceSpec("camera", "2"))
    source.open()
    assert source.name == "Side"
    plugged[:] = [Camera("New", "/dev/v4l/9", 2, cv2.CAP_V4L2), Camera("Side", "/dev/v4l/1", 4, cv2.CAP_V4L2)]
    source.open()
    assert tried == [2, 4]
    plugged[:] = plugged[:1]
    assert not source.present()
    with pytest.raises(SourceError, match="Side was not found"):
        source.open()


def _trying(tried: list[int | str]) -> Callable[[CameraSource, int | str, int], bool]:
    def attempt(source: CameraSource, number: int | str, backend: int) -> bool:
        tried.append(number)
        return True

    return attempt


def test_a_camera_that_is_not_there_is_named() -> None:
    error = fault("a camera that nobody has plugged in")
    assert "a camera that nobody has plugged in was not found" in error.message
    assert error.temporary


def test_a_camera_is_known_by_what_stays_with_it(plugged: dict[int, Path], tmp_path: Path) -> None:
    plugged[0] = write_video(tmp_path / "one.avi")
    source = CameraSource(SourceSpec("camera", "0"))
    assert source.identity == ""
    with source:
        assert source.identity == "/dev/usb/one", "its device's path, where the system tells nothing better"
    with make_source(parse_source(str(tmp_path / "one.avi"))) as film:
        assert film.identity == ""
