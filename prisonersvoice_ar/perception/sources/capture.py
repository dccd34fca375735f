"""The part of cv2.VideoCapture that cameras, files and streams share."""

import os
import time
from collections.abc import Callable
from typing import Any

import cv2

from prisonersvoice_ar.core.errors import SourceError
from prisonersvoice_ar.perception.settings import Pixels
from prisonersvoice_ar.perception.source_spec import SourceSpec
from prisonersvoice_ar.perception.sources.base import Frame, SourceBase
from prisonersvoice_ar.perception.sources.picture import to_bgr

_MOST_FPS = 1000.0
Room = Callable[[int, int], Pixels]
"""(height, width) → a (height, width, 3) uint8 array to decode into"""


class CaptureSource(SourceBase):
    """A source that a cv2.VideoCapture serves; subclasses open `_capture` and say what its end means."""

    def __init__(self, spec: SourceSpec, *, max_side: int = 1920) -> None:
        """Keep ``spec``."""
        super().__init__(spec, max_side=max_side)
        self._capture: cv2.VideoCapture | None = None
        self._picture: Any = None
        self.room: Room | None = None
        """where pictures that need no scaling are decoded to; none: to an array of its own"""
        self._opened_s = 0.0

    def close(self) -> None:
        """Release the capture."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def skip(self) -> bool:
        """Pass over a picture without converting it; a live source that has none is lost."""
        if not self._grab():
            raise self._lost()
        self._index += 1
        return True

    def _lost(self) -> SourceError:
        """What to say where no picture comes."""
        return SourceError(f"{self.name} gives no picture any more", temporary=True)

    def _adopt(self, capture: cv2.VideoCapture) -> None:
        self._capture = capture
        self._index = 0
        self._opened_s = time.monotonic()
        fps = capture.get(cv2.CAP_PROP_FPS)
        self._fps = fps if 0.0 < fps < _MOST_FPS else 0.0
        self._size = self._bounded(
            int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
        )

    def _bounded(self, width: int, height: int) -> tuple[int, int]:
        factor = min(1.0, self.max_side / max(width, height, 1))
        return (width, height) if factor == 1.0 else (round(width * factor), round(height * factor))

    def _retrieve(self) -> Pixels | None:
        """The picture that the last grab took, or None where it cannot be decoded."""
        assert self._capture is not None
        # into the same array each time: fresh ones of this size cost their page faults
        good, picture = self._capture.retrieve(self._place())
        if not good or picture is None or picture.size == 0:
            return None
        self._picture = picture
        pixels = to_bgr(picture, self.max_side)
        self._size = (pixels.shape[1], pixels.shape[0])
        return pixels

    def _place(self) -> Any:
        last = self._picture
        if self.room is None or last is None or last.ndim != 3 or max(last.shape) > self.max_side:
            return last
        return self.room(*last.shape[:2])

    def _frame(self, pixels: Pixels, t: float, captured_s: float) -> Frame:
        frame = Frame(pixels, self._index, t, captured_s)
        self._index += 1
        return frame

    def _grab(self) -> bool:
        return self._capture is not None and self._capture.grab()


def silence_libraries() -> None:
    """Keep OpenCV and FFmpeg from writing to the terminal; before the first capture is made."""
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    os.environ.setdefault("OPENCV_VIDEOIO_DEBUG", "0")
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
