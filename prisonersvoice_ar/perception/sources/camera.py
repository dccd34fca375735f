"""A camera of this machine, by name, number or device path."""

import os
import sys
import time
from pathlib import Path

import cv2
from cv2_enumerate_cameras import enumerate_cameras

from prisonersvoice_ar.core.capture import CameraFormat
from prisonersvoice_ar.core.errors import SourceError
from prisonersvoice_ar.perception import v4l
from prisonersvoice_ar.perception.source_spec import SourceSpec
from prisonersvoice_ar.perception.sources.base import Frame
from prisonersvoice_ar.perception.sources.capture import CaptureSource, silence_libraries
from prisonersvoice_ar.perception.sources.controls import Controls

# V4L2 waits ten seconds for a frame unless told otherwise, and reads this only once
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1")
# MSMF otherwise spends seconds to minutes on hardware transforms while it opens (opencv#17687)
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")


class Camera:
    """A camera that the system lists: what stays with it (name, path, identity), and its number of the moment."""

    def __init__(self, name: str, path: str, number: int, backend: int, identity: str = "") -> None:
        """``number`` goes with ``backend`` and changes whenever something is plugged in."""
        self.name, self.path, self.number, self.backend = name, path, number, backend
        self.identity = identity or path


def backends() -> tuple[int, ...]:
    """The capture back ends of this system, the better first."""
    if sys.platform == "win32":
        return cv2.CAP_MSMF, cv2.CAP_DSHOW
    if sys.platform == "darwin":
        return (cv2.CAP_AVFOUNDATION,)
    return (cv2.CAP_V4L2,)


def cameras() -> list[Camera]:
    """The cameras that are plugged in now, in the order of the better back end."""
    if sys.platform == "linux":
        # the same list that the app shows, without nodes that give no pictures
        return [
            Camera(each.name, each.path, each.number, cv2.CAP_V4L2, each.identity) for each in v4l.devices()
        ]
    found: list[Camera] = []
    for backend in backends():
        try:
            listed = enumerate_cameras(backend)
        except Exception:  # the boundary to a library that talks to drivers: a list that fails is empty
            continue
        found += [
            Camera(item.name, str(item.path or ""), item.index, backend, _usb(item.vid, item.pid))
            for item in listed
        ]
    return found


def _usb(vendor: int | None, product: int | None) -> str:
    """VID:PID as Linux writes them; nothing where the system tells none."""
    return f"{vendor:04x}:{product:04x}" if vendor and product else ""


def matching(where: str, listed: list[Camera]) -> list[Camera]:
    """The cameras that ``where`` can mean: that path, that exact name, that part of a name, that number.

    Nothing means any of them.
    """
    wanted = where.casefold()
    for found in (
        [camera for camera in listed if camera.path == where],
        [camera for camera in listed if camera.name.casefold() == wanted],
        [camera for camera in listed if wanted in camera.name.casefold() and not where.isdigit()],
    ):
        if found:
            return found
    if not where.isdigit():
        return []
    # the nth camera of the list; Linux numbers devices with gaps, so its own number counts first
    by_number = [camera for camera in listed if camera.number == int(where)]
    first = listed[0].backend if listed else 0
    of_first = [camera for camera in listed if camera.backend == first]
    return by_number or of_first[int(where) :][:1]


class CameraSource(CaptureSource):
    """A webcam; its name and path are kept from the first opening on, its number never."""

    def __init__(self, spec: SourceSpec, *, max_side: int = 1920) -> None:
        """Keep ``spec``."""
        super().__init__(spec, max_side=max_side)
        self._identity: tuple[str, str] | None = None
        self._lasting = ""
        self.format = CameraFormat()
        """what is asked for at the next opening"""
        self.controls: Controls | None = None
        """of the open camera"""

    @property
    def identity(self) -> str:
        """VID:PID and serial number where the system tells them, else the device's path; "" before `open`."""
        return self._lasting

    @property
    def name(self) -> str:
        """The camera's own name where it has been found, else what was asked for."""
        return self._identity[0] if self._identity else self.spec.label

    def present(self) -> bool:
        """Whether it is plugged in."""
        return bool(self._found()) or self._is_bare_device()

    def open(self) -> None:
        """Open at `format`, or what is nearest to it; SourceError, temporary, where it is absent or busy."""
        self.close()
        silence_libraries()
        for camera in self._found():
            if self._try(camera.number, camera.backend):
                self._identity, self._lasting = (camera.name, camera.path), camera.identity
                return
        if self._is_bare_device() and self._try(self.spec.where, backends()[0]):
            self._lasting = self.spec.where
            return
        if self.present():
            raise SourceError(
                f"{self.name} is there and gives no picture",
                "Close other programs that use it (a video call?), or unplug it and plug it in again.",
                temporary=True,
            )
        listed = ", ".join(dict.fromkeys(camera.name for camera in cameras())) or "none"
        raise SourceError(
            f"{self.name} was not found",
            f"Plug it in; cameras of this machine: {listed}. If it is a file or a folder, check the path.",
            temporary=True,
        )

    def read(self) -> Frame | None:
        """The next picture; SourceError where none comes."""
        if not self._grab():
            raise self._lost()
        captured_s = time.monotonic()
        pixels = self._retrieve()
        if pixels is None:
            raise self._lost()
        return self._frame(pixels, captured_s - self._opened_s, captured_s)

    def _lost(self) -> SourceError:
        return SourceError(
            f"{self.name} gives no picture any more",
            "Check its cable; it is tried again by itself.",
            temporary=True,
        )

    def _found(self) -> list[Camera]:
        listed = cameras()
        if self._identity:
            name, path = self._identity
            same = [camera for camera in listed if camera.path == path and camera.name == name]
            return same or [camera for camera in listed if camera.name == name]
        return matching(self.spec.where, listed)

    def _is_bare_device(self) -> bool:
        return self.spec.where.startswith("/dev/") and Path(self.spec.where).exists()

    def _try(self, number: int | str, backend: int) -> bool:
        capture = cv2.VideoCapture(number, backend)
        if not capture.isOpened():
            capture.release()
            return False
        self.controls = Controls(capture, backend)
        self.controls.ask(self.format)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        self._adopt(capture)
        return True

    def close(self) -> None:
        """Give its automatics back and release it: a camera is not ours."""
        if self.controls is not None:
            self.controls.give_back()
            self.controls = None
        super().close()
