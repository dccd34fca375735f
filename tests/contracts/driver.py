"""A camera's driver with films in place of a lens, and the films."""

from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np
import pytest

from prisonersvoice_ar.perception.sources import camera as camera_module
from prisonersvoice_ar.perception.sources.camera import Camera

FRAMES = 12


def numbered(index: int, width: int = 160, height: int = 120) -> np.ndarray:
    """A picture whose brightness tells its index, with noise so that no two are the same."""
    noise = np.random.default_rng(index).integers(0, 8, (height, width, 3))
    return (noise + 10 + 15 * index).astype(np.uint8)


def write_video(path: Path, frames: int = FRAMES, fps: float = 30.0) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, (160, 120))
    assert writer.isOpened()
    for index in range(frames):
        writer.write(numbered(index))
    writer.release()
    return path


class Driver:
    """A camera's driver: what cv2 gives for an index, with the pictures of a film in it."""

    films: ClassVar[dict[int, Path]] = {}
    """plugged in, by index; an empty path is busy"""
    settings: ClassVar[dict[int, float]] = {
        cv2.CAP_PROP_AUTO_EXPOSURE: 3.0,
        cv2.CAP_PROP_EXPOSURE: 157.0,
        cv2.CAP_PROP_AUTOFOCUS: 1.0,
        cv2.CAP_PROP_FOCUS: 30.0,
        cv2.CAP_PROP_AUTO_WB: 1.0,
        cv2.CAP_PROP_WB_TEMPERATURE: 4600.0,
    }
    """what its automatics and their values stand at when it is plugged in, in V4L2's numbers"""
    stubborn: ClassVar[frozenset[int]] = frozenset()
    """settings that it does not change, whatever it is asked for"""
    sizes: ClassVar[tuple[tuple[int, int], ...]] = ()
    """that it has; none: that of its film, and it takes no other"""

    def __init__(self, number: int, backend: int) -> None:
        self.asked: dict[int, float] = {}
        self._standing = dict(self.settings)
        self._number, film = number, str(self.films.get(number, ""))
        self._capture = cv2.VideoCapture(film) if Path(film).is_file() else None

    def isOpened(self) -> bool:
        return self._capture is not None

    def set(self, setting: int, value: float) -> bool:
        self.asked[setting] = value
        if setting in self._standing and setting not in self.stubborn:
            self._standing[setting] = value
            if setting == cv2.CAP_PROP_AUTO_EXPOSURE and value == 1.0:
                self._standing[cv2.CAP_PROP_EXPOSURE] = 250.0  # its own idea of what is manual
        return False  # as many drivers answer, whether they have obeyed or not

    def standing(self, setting: int) -> float:
        """What a setting stands at, released or not."""
        return self._standing[setting]

    def get(self, setting: int) -> float:
        if setting in self._standing:
            return self._standing[setting]
        if self.sizes and setting in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT):
            return self._size()[setting == cv2.CAP_PROP_FRAME_HEIGHT]
        return self._capture.get(setting) if self._capture else 0.0

    def _size(self) -> tuple[int, int]:
        """The size that it has which is asked for, else its first."""
        asked = self.asked.get(cv2.CAP_PROP_FRAME_WIDTH), self.asked.get(cv2.CAP_PROP_FRAME_HEIGHT)
        return next((size for size in self.sizes if size == asked), self.sizes[0])

    def grab(self) -> bool:
        return self._number in self.films and self._capture is not None and self._capture.grab()

    def retrieve(self, into: np.ndarray | None = None) -> tuple[bool, np.ndarray | None]:
        assert self._capture is not None
        good, picture = self._capture.retrieve(into)
        return good, picture

    def release(self) -> None:
        self._capture = None


def plug(monkeypatch: pytest.MonkeyPatch) -> dict[int, Path]:
    """The cameras of this machine: index to film; their names are made of the index."""
    films: dict[int, Path] = {}
    monkeypatch.setattr(Driver, "films", films)
    monkeypatch.setattr(
        camera_module, "cameras",
        lambda: [Camera(f"Cam {path.stem or 'busy'}", f"/dev/usb/{path.stem}", number, cv2.CAP_V4L2)
                 for number, path in films.items()],
    )  # fmt: skip
    monkeypatch.setattr(camera_module.cv2, "VideoCapture", _capture_of)
    return films


def _capture_of(where: int | str, *more: object) -> object:
    return Driver(where, 0) if isinstance(where, int) else _VideoCapture(where, *more)


_VideoCapture = cv2.VideoCapture
