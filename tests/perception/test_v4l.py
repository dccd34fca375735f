"""Which device nodes are cameras."""

import struct
import sys
from pathlib import Path

import pytest

from prisonersvoice_ar.perception import v4l
from prisonersvoice_ar.perception.sources import camera

CAPTURE, PLANES, M2M, METADATA, OUTPUT, NODE = 0x1, 0x1000, 0x8000, 0x800000, 0x2, 0x80000000


def answer(whole: int, node: int = 0) -> bytes:
    return struct.pack("16s32s32s6I", b"uvcvideo", b"Cam", b"usb", 0x60000, whole, node, 0, 0, 0)


@pytest.mark.parametrize(
    ("said", "camera_it_is"),
    [
        (answer(CAPTURE | METADATA | NODE, CAPTURE), True),
        (answer(CAPTURE | METADATA | NODE, METADATA), False),  # a webcam's second node
        (answer(CAPTURE), True),  # a driver that speaks of the whole device only
        (answer(PLANES | NODE, PLANES), True),
        (answer(M2M | NODE, M2M), False),  # a codec
        (answer(CAPTURE | OUTPUT | M2M | NODE, CAPTURE | M2M), False),
        (answer(OUTPUT | NODE, OUTPUT), False),
        (None, True),
    ],
)
def test_a_camera_is_what_captures(said: bytes | None, camera_it_is: bool) -> None:
    assert v4l.captures(said) is camera_it_is


def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    dev, names = tmp_path / "dev", tmp_path / "names"
    said = {"video10": answer(CAPTURE), "video2": answer(CAPTURE), "video0": answer(METADATA)}
    for node in (*said, "video-in"):
        (names / node).mkdir(parents=True)
        dev.mkdir(exist_ok=True)
        (dev / node).touch()
    (names / "video10" / "name").write_text("Brio\n")
    monkeypatch.setattr(v4l, "ask", lambda node: said[node.name])
    return dev, names


def test_the_cameras_come_in_the_order_of_their_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev, names = machine(tmp_path, monkeypatch)
    found = v4l.devices(dev, names)
    assert [(each.number, each.name) for each in found] == [(2, str(dev / "video2")), (10, "Brio")]


def test_the_worker_and_the_app_have_one_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from prisonersvoice_ar.app import cameras

    listed = v4l.devices(*machine(tmp_path, monkeypatch))
    monkeypatch.setattr(v4l, "devices", lambda: listed)
    monkeypatch.setattr("sys.platform", "linux")
    assert [each.name for each in camera.cameras()] == [each.name for each in listed]
    assert cameras.camera_names() == tuple(each.name for each in listed)


@pytest.mark.skipif(sys.platform != "linux", reason="Video4Linux")
def test_a_file_is_no_device_that_answers(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()
    assert not v4l.captures(v4l.ask(tmp_path / "video0"))
    assert not v4l.captures(v4l.ask(tmp_path / "video1"))


def test_any_camera_is_asked_for_without_a_name() -> None:
    listed = [camera.Camera(name, f"/dev/video{i}", i, 200) for i, name in enumerate(("A", "B"))]
    assert camera.matching("", listed) == listed


@pytest.mark.parametrize("serial", ["A1B2C3", ""])
def test_a_usb_camera_is_known_by_vendor_product_and_serial_number(serial: str, tmp_path: Path) -> None:
    usb = tmp_path / "usb1" / "1-4"
    interface = usb / "1-4:1.0"
    interface.mkdir(parents=True)
    (usb / "idVendor").write_text("046d\n")
    (usb / "idProduct").write_text("082d\n")
    if serial:
        (usb / "serial").write_text(f"{serial}\n")
    assert v4l.identity_of(interface) == ("046d:082d:A1B2C3" if serial else "046d:082d")
    assert v4l.identity_of(tmp_path / "nothing" / "there") == ""
